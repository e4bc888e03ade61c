"""The strip of pre-check hints; it ends with 仅供参考."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.prechecks import Severity
from desktop.screens.review.hints import hint_text
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.labels import IconLabel, Label
from desktop.screens.widgets.layouts import FlowLayout, row

if TYPE_CHECKING:
    from desktop.domain.prechecks import Hint
    from desktop.screens.widgets.theme import Theme

_LOOKS: Final = {
    Severity.OK: ("checkmark_circle", "passed_fg"),
    Severity.INFO: ("info", "text_3"),
    Severity.WARNING: ("warning", "modify_fg"),
}


class HintStrip(Pane):
    """Shows hints side by side; they wrap where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._theme = theme
        self._hints: tuple[Hint, ...] | None = None
        self._words = QWidget()
        self._flow = FlowLayout(self._words, gap=16, row_gap=4)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(16)
        line.addWidget(Label(self.tr("预检提示"), "strong"))
        line.addWidget(self._words, 1)
        line.addWidget(Label(self.tr("仅供参考"), "caption"))

    @property
    def has_hints(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._hints)

    def show_hints(self, hints: tuple[Hint, ...]) -> None:
        """Show these hints; the owner hides the strip where there are none."""
        if hints == self._hints:
            return
        self._hints = hints
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for hint in hints:
            icon, colour = _LOOKS[hint.severity]
            each = QWidget()
            mark = IconLabel(self._theme, icon, colour=colour, filled=True)
            each.setLayout(row(mark, Label(hint_text(hint)), gap=6))
            self._flow.addWidget(each)
