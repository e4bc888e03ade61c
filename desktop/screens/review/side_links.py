"""The links of 导航: where one is in the dossier, and what is to be seen there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.ink import RIGHT, Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.screens.widgets.theme import Theme

_INSET: Final = 12
_BAR: Final = 3


class SideLink(PaintedButton):
    """A place of the dossier; checked while it is in view, with a note at the right end."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__(theme, word)
        self._note = ""
        self._warns = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_note(self, note: str, *, warns: bool = False) -> None:
        """Say something about the place; `warns` where the reviewer should look."""
        if (note, warns) != (self._note, self._warns):
            self._note, self._warns = note, warns
            self.setAccessibleName(f"{self.text()} {note}".strip())
            self.update()

    def sizeHint(self) -> QSize:
        """A low row as wide as the column."""
        return QSize(self.theme.px(120), self.theme.size("control_small"))

    def draw(self, ink: Ink) -> None:
        """Fill and bar where one is, word, note."""
        theme, rect, on = self.theme, self.box_rect(), self.isChecked()
        if on or self.is_hovered:
            radius = theme.radius("control")
            ink.box(rect, fill="accent_soft" if on else "hover", radius=radius)
        if on:
            bar = QRectF(0, 5, _BAR, rect.height() - 10)
            ink.box(bar, fill="accent", radius=_BAR / 2)
        inner = rect.adjusted(_INSET, 0, -_INSET / 2, 0)
        colour, weight = ("accent_text", 600) if on else ("text", 0)
        ink.text(inner, self.text(), colour=colour, weight=weight)
        tone = "modify_fg" if self._warns else "text_3"
        ink.text(inner, self._note, "caption", colour=tone, align=RIGHT)
        if self.has_ring:
            ink.ring(rect, theme.radius("control"))


class SideLinks(QWidget):
    """All places of the dossier.

    Signals:
        chosen: A place was clicked; carries its key.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, places: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._links: dict[str, SideLink] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for key, word in places:
            link = self._links[key] = SideLink(theme, word)
            link.clicked.connect(partial(self._choose, key))
            lines.addWidget(link)
        self.set_current(places[0][0])

    def set_current(self, key: str) -> None:
        """Mark where one is."""
        for name, link in self._links.items():
            link.setChecked(name == key)

    def current(self) -> str:
        """Key of the place that is marked."""
        return next((key for key, link in self._links.items() if link.isChecked()), "")

    def set_note(self, key: str, note: str, *, warns: bool = False) -> None:
        """Say something about a place."""
        self._links[key].set_note(note, warns=warns)

    def _choose(self, key: str, _checked: object = None) -> None:
        self.set_current(key)
        self.chosen.emit(key)
