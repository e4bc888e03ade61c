"""Watches over an open workbench: is somebody there, and may the data still be used.

Source: spec/security.md 23 and the standards behind it (ten minutes without a key or the mouse).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

IDLE_MS: Final = 10 * 60 * 1000
_MINUTE_MS: Final = 60 * 1000

_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Watches the application's events while it is started.

    Signals:
        idle: Nobody was there for the whole time.
        minute_passed: Look whether the lease still lasts.
    """

    idle = Signal()
    minute_passed = Signal()

    def __init__(self, milliseconds: int = IDLE_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self.idle)
        self._minutes = QTimer(self)
        self._minutes.setInterval(_MINUTE_MS)
        self._minutes.timeout.connect(self.minute_passed)

    def start(self) -> None:
        """Begin to watch."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()
        self._minutes.start()

    def stop(self) -> None:
        """Watch no longer."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()
        self._minutes.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin the time anew at every sign of life; nothing is kept from anybody."""
        if event.type() in _SIGNS_OF_LIFE:
            self._timer.start()
        return False
