"""A thin line that moves while something loads and the old content stays."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.theme import Theme

_BEAT_MS: Final = 40
_STEPS: Final = 30
_SHARE: Final = 0.3


class BusyLine(Painted):
    """Hidden while nothing loads; the mouse goes through it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Hidden at the start."""
        super().__init__(theme, parent)
        self._step = 0
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._move)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_busy(self, *, busy: bool) -> None:
        """Show and move, or hide."""
        self.setVisible(busy)
        if busy:
            self._beat.start()
        else:
            self._beat.stop()

    def sizeHint(self) -> QSize:
        """Two pixels high."""
        return QSize(self.theme.px(96), 2)

    def draw(self, ink: Ink) -> None:
        """A piece of the accent colour on its way from left to right."""
        length = self.width() * _SHARE
        x = self._step / _STEPS * (self.width() + length) - length
        ink.box(QRectF(x, 0, length, self.height()), fill="accent")

    @Slot()
    def _move(self) -> None:
        self._step = (self._step + 1) % (_STEPS + 1)
        self.update()
