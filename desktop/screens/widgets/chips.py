"""Filters by state with totals: round chips for wide pages, figure tabs for narrow lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.layouts import FlowLayout
from desktop.screens.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its key, its word, the state whose icon it shows ("" = none), its colour.

    `colour` is the chart colour of a figure tab's line.
    """

    key: str
    word: str
    status: str = ""
    colour: str = "chart_neutral"


class Chip(PaintedButton):
    """A round filter with an icon and a total; checked while it is in force."""

    def __init__(self, theme: Theme, choice: Choice, parent: QWidget | None = None) -> None:
        """A checkable button; use `ChipRow` for a set of which one is chosen."""
        super().__init__(theme, choice.word, parent)
        self.choice = choice
        self._count = ""
        self.setCheckable(True)

    def set_count(self, count: int | None) -> None:
        """Show the total, or none with None."""
        self._count = "" if count is None else f"{count:,}"
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.restyle()

    def sizeHint(self) -> QSize:
        """Room for the words at their bold width, so that choosing moves nothing."""
        theme = self.theme
        width = 24 + theme.advance(self.text(), weight=600)
        if self.choice.status:
            width += theme.size("icon") + 6
        if self._count:
            width += 6 + theme.advance(self._count, weight=600)
        return QSize(width, theme.size("chip"))

    def draw(self, ink: Ink) -> None:
        """Draw the chip."""
        theme, rect, on = self.theme, self.box_rect(), self.isChecked()
        line = "accent_line" if on or self.is_hovered else "border"
        radius = rect.height() / 2
        ink.box(rect, fill="accent_soft" if on else "surface", line=line, radius=radius)
        x, weight = 12.0, 600 if on else 0
        if self.choice.status:
            look, side = theme.status(self.choice.status), theme.size("icon")
            ink.icon(x, (rect.height() - side) / 2, look.icon, side, f"{look.family}_fg")
            x += side + 6
        colour = "accent_text" if on else "text_2"
        words = QRectF(x, 0, rect.width() - x, rect.height())
        ink.text(words, self.text(), colour=colour, weight=weight)
        x += theme.advance(self.text(), weight=600) + 6
        ink.text(words.adjusted(x - words.x(), 0, 0, 0), self._count, colour=colour, weight=weight)
        if self.has_ring:
            ink.ring(rect, radius)


class ChipRow(QWidget):
    """Chips of which one is chosen; they wrap when there is no room.

    Signals:
        chosen: The person chose another chip; carries its key.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, choices: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        """The first choice is in force at the start."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._chips: dict[str, Chip] = {}
        layout = FlowLayout(self)
        for choice in choices:
            chip = self._chips[choice.key] = Chip(theme, choice)
            chip.clicked.connect(partial(self._choose, choice.key))
            self._group.addButton(chip)
            layout.addWidget(chip)
        self.set_current(choices[0].key)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show totals by key; keys that are missing show none."""
        for key, chip in self._chips.items():
            chip.set_count(counts.get(key))

    def set_current(self, key: str) -> None:
        """Mark a choice without a signal. Raises KeyError."""
        self._chips[key].setChecked(True)

    def current(self) -> str:
        """Key of the choice in force."""
        return next(key for key, chip in self._chips.items() if chip.isChecked())

    def _choose(self, key: str, _checked: object = None) -> None:
        self.chosen.emit(key)


class FilterTag(PaintedButton):
    """A filter in force, with its own ✕ (申报级别：执业医师 ✕). Clicking it asks for removal.

    Signals:
        removed: The person wants this filter gone; carries its key.
    """

    removed = Signal(str)

    def __init__(self, theme: Theme, key: str, text: str, parent: QWidget | None = None) -> None:
        """Show `text`; `key` names the filter in the signal."""
        super().__init__(theme, text, parent)
        self._key = key
        self.say(text)
        self.clicked.connect(self._remove)

    def say(self, text: str) -> None:
        """Show another condition of the same field."""
        self.setText(text)
        self.setAccessibleName(self.tr("取消筛选 %1").replace("%1", text))
        self.restyle()

    def sizeHint(self) -> QSize:
        """Words, gap and cross."""
        theme = self.theme
        width = 20 + theme.advance(self.text(), "caption") + 6 + theme.size("icon_small")
        return QSize(width, theme.size("control_small") - 2)

    def draw(self, ink: Ink) -> None:
        """Draw the filter."""
        rect, side = self.box_rect(), self.theme.size("icon_small")
        radius = rect.height() / 2
        ink.box(rect, fill="accent_soft_2" if self.is_hovered else "accent_soft", radius=radius)
        ink.text(rect.adjusted(10, 0, 0, 0), self.text(), "caption", colour="accent_text")
        x = rect.width() - side - 9
        ink.icon(x, (rect.height() - side) / 2, "dismiss", side, "accent_text")
        if self.has_ring:
            ink.ring(rect, radius)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._key)


class FigureTab(PaintedButton):
    """Word, total and a coloured line."""

    def __init__(self, theme: Theme, choice: Choice, parent: QWidget | None = None) -> None:
        """A checkable button; use `FigureTabs` for the set."""
        super().__init__(theme, choice.word, parent)
        self.choice = choice
        self._count = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None) -> None:
        """Show the total, or none with None."""
        self._count = "" if count is None else f"{count:,}"
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines and the coloured one."""
        theme = self.theme
        width = max(theme.advance(self.text(), "caption"), theme.advance(self._count, weight=600))
        return QSize(width + 12, theme.line("caption") + theme.line("body") + 10)

    def draw(self, ink: Ink) -> None:
        """Draw the tab."""
        theme, rect, on = self.theme, self.box_rect(), self.isChecked()
        if on or self.is_hovered:
            fill = "accent_soft" if on else "hover"
            ink.box(rect, fill=fill, radius=theme.radius("control"))
        colour = "accent_text" if on else "text_2"
        top = QRectF(0, 3, rect.width(), theme.line("caption"))
        ink.text(top, self.text(), "caption", colour=colour, align=CENTRE)
        below = QRectF(0, top.bottom(), rect.width(), theme.line("body"))
        figure = "accent_text" if on else "text"
        ink.text(below, self._count, colour=figure, weight=600, align=CENTRE)
        line = QRectF(8, rect.height() - 3, rect.width() - 16, 3)
        ink.box(line, fill=self.choice.colour, radius=1.5)
        if self.has_ring:
            ink.ring(rect, theme.radius("control"))


class FigureTabs(QWidget):
    """Figure tabs over a narrow list.

    Signals:
        chosen: The person chose another tab; carries its key.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, choices: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        """The first choice is in force at the start."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, FigureTab] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for choice in choices:
            tab = self._tabs[choice.key] = FigureTab(theme, choice)
            tab.clicked.connect(partial(self._choose, choice.key))
            self._group.addButton(tab)
            layout.addWidget(tab)
        self.set_current(choices[0].key)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show totals by key; keys that are missing show none."""
        for key, tab in self._tabs.items():
            tab.set_count(counts.get(key))

    def set_current(self, key: str) -> None:
        """Mark a choice without a signal. Raises KeyError."""
        self._tabs[key].setChecked(True)

    def current(self) -> str:
        """Key of the choice in force."""
        return next(key for key, tab in self._tabs.items() if tab.isChecked())

    def _choose(self, key: str, _checked: object = None) -> None:
        self.chosen.emit(key)
