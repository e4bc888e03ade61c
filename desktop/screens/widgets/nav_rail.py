"""The navigation at the left: icon, word, count; icons only from 175 % font scale on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.labels import badge_text
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.tips import plain_tip

_NARROW: Final = 0.6


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page. `bottom` puts it at the lower end; `hint` is the shortcut for the tooltip."""

    key: str
    icon: str
    word: str
    bottom: bool = False
    hint: str = ""


class NavButton(PaintedButton):
    """One item of the rail."""

    def __init__(self, theme: Theme, item: NavItem) -> None:
        """A checkable button."""
        super().__init__(theme, item.word)
        self.item = item
        self._count = 0
        self._alarm = False
        self.setCheckable(True)
        self.setToolTip(plain_tip(f"{item.word} ({item.hint})" if item.hint else item.word))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_badge(self, count: int, *, alarm: bool) -> None:
        """Show a count; red when it is an alarm; nothing at 0."""
        self._count, self._alarm = count, alarm
        name = f"{self.text()} {badge_text(count)}" if count else self.text()
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        words = self.theme.rail_has_words
        height = self.theme.size("nav_item" if words else "control_large")
        return QSize(self.theme.tokens.size["rail"].px, height)

    def draw(self, ink: Ink) -> None:
        """Fill and bar when chosen, icon, word, badge."""
        theme, rect, on = self.theme, self.box_rect(), self.isChecked()
        box = rect.adjusted(6, 2, -6, -2)
        if on or self.is_hovered:
            ink.box(box, fill="accent_soft" if on else "hover", radius=theme.radius("soft"))
        if on:
            ink.box(QRectF(0, 14, 3, rect.height() - 28), fill="accent", radius=1.5)
        colour = "accent_text" if on else "text_2"
        side = theme.size("icon_nav")
        x = (rect.width() - side) / 2
        y = 9.0 if theme.rail_has_words else (rect.height() - side) / 2
        ink.icon(x, y, self.item.icon, side, colour, filled=on)
        if theme.rail_has_words:
            words = QRectF(0, y + side + 3, rect.width(), theme.line("caption"))
            weight = 600 if on else 0
            ink.text(words, self.text(), "caption", colour=colour, weight=weight, align=CENTRE)
        if self._count:
            self._draw_badge(ink, y)
        if self.has_ring:
            ink.ring(box, theme.radius("soft"))

    def _draw_badge(self, ink: Ink, y: float) -> None:
        text = badge_text(self._count)
        width = max(self.theme.size("badge") + 2, self.theme.advance(text, "badge") + 10)
        right = min(self.width() / 2 + 5 + width, self.width() - 2)
        centre = y + 2 if self.theme.rail_has_words else self.theme.size("badge") / 2 + 1
        ink.badge(right, centre, text, "danger" if self._alarm else "accent")


class NavRail(Pane):
    """The pages to go to.

    Signals:
        chosen: The person wants another page; carries its key. The mark moves at once.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, items: Sequence[NavItem], parent: QWidget | None = None
    ) -> None:
        """Items from top to bottom."""
        super().__init__("rail", parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        self._line = QVBoxLayout(self)
        self._line.setContentsMargins(0, 8, 0, 8)
        self._line.setSpacing(2)
        theme.changed.connect(self._fit)
        self.set_items(items)

    def set_items(self, items: Sequence[NavItem]) -> None:
        """Show other pages, as the person's role allows."""
        chosen = self.current()
        while (entry := self._line.takeAt(0)) is not None:
            if widget := entry.widget():
                widget.deleteLater()
        self._buttons = {item.key: NavButton(self._theme, item) for item in items}
        for at_bottom in (False, True):
            for button in self._buttons.values():
                if button.item.bottom is at_bottom:
                    button.clicked.connect(partial(self._choose, button.item.key))
                    self._group.addButton(button)
                    self._line.addWidget(button)
            if not at_bottom:
                self._line.addStretch(1)
        if chosen in self._buttons:
            self.set_current(chosen)
        self._fit()

    def set_current(self, key: str) -> None:
        """Mark a page without a signal. Raises KeyError."""
        self._buttons[key].setChecked(True)

    def current(self) -> str:
        """Key of the marked page, or ""."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_badge(self, key: str, count: int, *, alarm: bool = False) -> None:
        """Show a count at a page; pages the role does not have are passed over."""
        if key in self._buttons:
            self._buttons[key].set_badge(count, alarm=alarm)

    def button(self, key: str) -> NavButton:
        """The button of a page, for tests and tours. Raises KeyError."""
        return self._buttons[key]

    @Slot()
    def _fit(self) -> None:
        rail = self._theme.size("rail")
        self.setFixedWidth(rail if self._theme.rail_has_words else round(rail * _NARROW))

    def _choose(self, key: str, _checked: object = None) -> None:
        self.chosen.emit(key)
