"""One line of the settings: a name at the left, and a few options of which one is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.screens.widgets.theme import Theme

LABELS: Final = 104
"""Width of the names, in design pixels."""


class NameLabel(Label):
    """The name at the left of a line, in a column of its own at every font size."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text, "label")
        self._theme = theme
        theme.changed.connect(self.restyle)
        self.restyle()

    @Slot()
    def restyle(self) -> None:
        """Follow the font scale."""
        self.setMinimumWidth(self._theme.px(LABELS))


class OptionRow(QWidget):
    """A label and a few options of which one is in force."""

    def __init__(
        self, theme: Theme, label: str, options: Sequence[tuple[str, str]], hint: str = ""
    ) -> None:
        """Options are pairs of key and word."""
        super().__init__()
        name = NameLabel(theme, label)
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        line = row(name, gap=16)
        for key, word in options:
            button = self.buttons[key] = QRadioButton(word)
            button.setAccessibleName(f"{label} {word}")
            self.group.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        if hint:
            line.addWidget(Label(hint, "caption"))
        self.setLayout(line)

    def set_current(self, key: str) -> None:
        """Mark the option in force."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
