"""Rows without words, shown only on the very first fill and only after 200 ms."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, QTimer, Slot
from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.theme import Theme

SKELETON_DELAY_MS: Final = 200
_BARS: Final = (64, 140, 90, 70)
_INSET: Final = 44
_GAP: Final = 24


class Skeleton(Painted):
    """Grey bars where rows will be."""

    def __init__(self, theme: Theme, rows: int = 8, parent: QWidget | None = None) -> None:
        """`rows` rows; hidden until `begin`."""
        super().__init__(theme, parent)
        self._rows = rows
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SKELETON_DELAY_MS)
        self._wait.timeout.connect(self._appear)
        self.hide()

    def begin(self) -> None:
        """Appear after 200 ms unless `end` comes first."""
        self._wait.start()

    def end(self) -> None:
        """The rows are there."""
        self._wait.stop()
        self.hide()

    def sizeHint(self) -> QSize:
        """As many rows as asked."""
        return QSize(self.theme.px(320), self._rows * self.theme.row_height())

    def draw(self, ink: Ink) -> None:
        """Bars of changing length and the line below each row."""
        height = self.theme.row_height()
        for row in range(self._rows):
            x = float(_INSET)
            for at, wide in enumerate(_BARS):
                share = 0.55 + 0.45 * ((row * 7 + at * 3) % 5) / 4
                bar = QRectF(x, row * height + (height - 10) / 2, wide * share, 10)
                ink.box(bar, fill="neutral_bg", radius=5)
                x += wide + _GAP
            ink.hairline(0, (row + 1) * height - 1, self.width())

    @Slot()
    def _appear(self) -> None:
        self.show()
