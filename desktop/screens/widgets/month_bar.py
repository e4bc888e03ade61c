"""Internship months as cells (实习进度): other units, confirmed here, this decision, open."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import CENTRE, RIGHT, Ink
from desktop.screens.widgets.theme import Theme

_GAP: Final = 3
_RADIUS: Final = 2


class MonthState(StrEnum):
    """Who counts a month."""

    OTHER = "other"
    CONFIRMED = "confirmed"
    CHOSEN = "chosen"
    OPEN = "open"


_FILLS: Final = {
    MonthState.OTHER: ("chart_neutral", ""),
    MonthState.CONFIRMED: ("chart_passed", ""),
    MonthState.CHOSEN: ("accent_soft_2", "accent"),
    MonthState.OPEN: ("surface_sunken", "border_strong"),
}


class MonthBar(Painted):
    """One cell a month; below it the first and last month and the sum in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Empty until `set_months`."""
        super().__init__(theme, parent)
        self._months: tuple[MonthState, ...] = ()
        self._first = self._last = self._sum = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_months(self, months: Sequence[MonthState], first: str, last: str, words: str) -> None:
        """Show the cells; `first` and `last` label the ends, `words` say the sum."""
        self._months = tuple(months)
        self._first, self._last, self._sum = first, last, words
        self.setAccessibleName(f"{first} — {last} {words}")
        self.update()

    def months(self) -> tuple[MonthState, ...]:
        """The cells shown."""
        return self._months

    def sizeHint(self) -> QSize:
        """Cells and a line of words."""
        height = self.theme.size("month_cell") + self.theme.line("caption") + 4
        return QSize(self.theme.px(180), height)

    def draw(self, ink: Ink) -> None:
        """Cells, then words."""
        height, count = self.theme.size("month_cell"), max(len(self._months), 1)
        step = (self.width() + _GAP) / count
        for at, state in enumerate(self._months):
            fill, line = _FILLS[state]
            left = round(at * step)
            cell = QRectF(left, 0, round((at + 1) * step) - _GAP - left, height)
            ink.box(cell, fill=fill, line=line, radius=_RADIUS)
        words = QRectF(0, height + 2, self.width(), self.theme.line("caption"))
        ink.text(words, self._first, "caption")
        ink.text(words, self._last, "caption", align=RIGHT)
        ink.text(words, self._sum, "caption", colour="text", weight=600, align=CENTRE)


class LegendRow(Painted):
    """A small square, a word, and a figure at the right end."""

    def __init__(
        self, theme: Theme, state: MonthState, word: str, figure: str, parent: QWidget | None = None
    ) -> None:
        """The square looks like the month bar's cells of `state`."""
        super().__init__(theme, parent)
        self._state, self._word, self._figure = state, word, figure
        self.setAccessibleName(f"{word} {figure}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figure(self, figure: str) -> None:
        """Change the figure."""
        self._figure = figure
        self.setAccessibleName(f"{self._word} {figure}")
        self.update()

    def sizeHint(self) -> QSize:
        """One caption line."""
        return QSize(self.theme.px(160), self.theme.line("caption") + 2)

    def draw(self, ink: Ink) -> None:
        """Square, word, figure."""
        fill, line = _FILLS[self._state]
        rect = QRectF(self.rect())
        ink.box(QRectF(0, rect.center().y() - 5, 10, 10), fill=fill, line=line, radius=_RADIUS)
        colour = "accent_text" if self._state is MonthState.CHOSEN else "text_2"
        figure = self.theme.advance(self._figure, "caption")
        words = rect.adjusted(16, 0, -figure - 8, 0)
        ink.text(words, self._word, "caption", colour=colour)
        ink.text(rect, self._figure, "caption", colour="text_2", align=RIGHT)
