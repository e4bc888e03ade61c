"""The honest state of synchronization, in the header."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.theme import Theme

_LOOKS: Final = {
    "synced": ("cloud_checkmark", "synced"),
    "sending": ("arrow_sync", "syncing"),
    "queued": ("clock", "queued"),
    "offline": ("cloud_off", "offline"),
    "failed": ("error_circle", "conflict"),
    "conflict": ("warning", "conflict"),
}


class SyncChip(PaintedButton):
    """Icon, state and counts; a click opens the outbox.

    States: synced, sending, queued, offline, failed, conflict. The shell shows the worst one and
    says 已同步 only when nothing waits, failed or conflicts.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Queued until the first state is known."""
        super().__init__(theme, "", parent)
        self._state = "queued"
        self._detail = ""

    def set_state(self, state: str, text: str, detail: str = "") -> None:
        """Show a state with its words (已同步 10:32) and counts (待发 0). Raises KeyError."""
        _ = _LOOKS[state]
        self._state, self._detail = state, detail
        self.setText(text)
        self.setAccessibleName(f"{text} {detail}".strip())
        self.restyle()

    def state(self) -> str:
        """The state shown."""
        return self._state

    def detail(self) -> str:
        """The counts shown."""
        return self._detail

    def sizeHint(self) -> QSize:
        """Icon and words."""
        theme = self.theme
        width = 16 + theme.size("icon") + 6 + theme.advance(self.text())
        if self._detail:
            width += theme.advance(" · ") + theme.advance(self._detail)
        return QSize(width + 2, theme.size("control"))

    def draw(self, ink: Ink) -> None:
        """Hover fill, icon, words."""
        theme, rect = self.theme, self.box_rect()
        if self.is_hovered:
            ink.box(rect, fill="hover", radius=theme.radius("control"))
        icon, colour = _LOOKS[self._state]
        side = theme.size("icon")
        ink.icon(8, (rect.height() - side) / 2, icon, side, colour)
        words = rect.adjusted(8 + side + 6, 0, 0, 0)
        ink.text(words, self.text(), colour=colour)
        if self._detail:
            words = words.adjusted(theme.advance(self.text()), 0, 0, 0)
            ink.text(words, " · ", colour="text_3")
            words = words.adjusted(theme.advance(" · "), 0, 0, 0)
            quiet = self._state == "synced"
            ink.text(QRectF(words), self._detail, colour="text_3" if quiet else colour)
        if self.has_ring:
            ink.ring(rect, theme.radius("control"))
