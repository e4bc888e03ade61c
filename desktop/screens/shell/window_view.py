"""The main window: one view at a time, geometry kept, closing asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

WIDTH = 1440
HEIGHT = 900
LEAST_WIDTH = 1120
LEAST_HEIGHT = 680


class MainWindow(QMainWindow):
    """The window.

    Signals:
        close_requested: The person wants to close it; call `close_now` when nothing speaks against.
    """

    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("卫生人才机构端"))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(WIDTH, HEIGHT)
        self._may_close = False

    def show_view(self, view: QWidget) -> None:
        """Show a view in place of the one before, which is deleted."""
        before = self.takeCentralWidget()
        if before is not None and before is not view:
            before.hide()
            before.deleteLater()
        self.setCentralWidget(view)

    def save_layout(self) -> str:
        """Return place and size as text."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_layout(self, text: str) -> None:
        """Take place and size back; a text that is none changes nothing."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(text.encode()))

    def close_now(self) -> None:
        """Close without asking again."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first: something may wait to be sent."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()
