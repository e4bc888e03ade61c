"""The ways out of a conflict as cards, the safest first; Alt+1 to Alt+3 choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from desktop.screens.widgets.base import set_property
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.labels import KeyCap, Paragraph
from desktop.screens.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from desktop.screens.widgets.theme import Theme


class Card(NamedTuple):
    """What a card says."""

    key: str
    title: str
    text: str


class ChoiceCard(Pane):
    """One way out; a click anywhere on it chooses."""

    def __init__(self, theme: Theme, card: Card, cap: str, parent: QWidget | None = None) -> None:
        super().__init__("choice", parent)
        self.card = card
        self.radio = QRadioButton(card.title)
        self.radio.setAccessibleDescription(card.text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = row(self.radio, None, KeyCap(theme, cap))
        text = Paragraph(theme, card.text, role="caption", tone="text_3")
        self.setLayout(column(head, text, None, gap=2, margins=(14, 6, 12, 8)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.click()
        super().mousePressEvent(event)


class ChoiceCards(QWidget):
    """Cards of which one is chosen.

    Signals:
        chosen: Another card is chosen; carries its key.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards: dict[str, ChoiceCard] = {}
        self._group = QButtonGroup(self)
        self._shortcuts: list[QShortcut] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)

    def current(self) -> str:
        """Key of the chosen card, or an empty text."""
        return next((key for key, card in self.cards.items() if card.radio.isChecked()), "")

    def choose_first(self) -> None:
        """Choose the safest way: what was chosen for one item says nothing about the next."""
        for card in list(self.cards.values())[:1]:
            card.radio.setChecked(True)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards, the first one chosen."""
        if [card.card for card in self.cards.values()] == list(cards):
            return
        self._clear()
        for number, card in enumerate(cards, start=1):
            shown = ChoiceCard(self._theme, card, f"Alt {number}")
            self.cards[card.key] = shown
            self._group.addButton(shown.radio)
            self._line.addWidget(shown, 1)
            shown.radio.toggled.connect(partial(self._mark, card.key))
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(shown.radio.click)
            self._shortcuts.append(shortcut)
        self.choose_first()

    def _clear(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts = []
        for card in self.cards.values():
            self._group.removeButton(card.radio)
            self._line.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}

    def _mark(self, key: str, checked: bool) -> None:
        set_property(self.cards[key], "on", "true" if checked else "false")
        if checked:
            self.chosen.emit(key)
