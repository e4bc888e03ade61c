"""The conditions in force as tags that can be taken away one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.review.filter_view import filter_tags
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.chips import FilterTag
from desktop.screens.widgets.layouts import FlowLayout

if TYPE_CHECKING:
    from desktop.screens.widgets.theme import Theme
    from desktop.store.filters import MaterialFilter


class FilterTags(QWidget):
    """Tags side by side, and 清除 for all of them.

    Signals:
        removed: A tag was clicked; carries the name of its condition.
        clear_requested: 清除 was clicked.
    """

    removed = Signal(str)
    clear_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[tuple[str, str]] = []
        self._tags: list[FilterTag] = []
        self._flow = FlowLayout(self)

    def show_filter(self, chosen: MaterialFilter) -> int:
        """Show the conditions of a filter and return how many there are."""
        tags = filter_tags(chosen)
        if tags != self._shown:
            same_fields = [name for name, _ in tags] == [name for name, _ in self._shown]
            self._shown = tags
            if same_fields:
                self._say_anew()
            else:
                self._rebuild()
        return len(tags)

    def _say_anew(self) -> None:
        """Change the words in place: a new row of tags would lay out and paint the list again."""
        for tag, (_, text) in zip(self._tags, self._shown, strict=True):
            tag.say(text)

    def _rebuild(self) -> None:
        self._tags.clear()
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not self._shown:
            return
        for name, text in self._shown:
            tag = FilterTag(self._theme, name, text)
            tag.removed.connect(self.removed)
            self._tags.append(tag)
            self._flow.addWidget(tag)
        clear = Button(self._theme, self.tr("清除"), ButtonKind.LINK)
        clear.set_size("control_small")
        clear.clicked.connect(self.clear_requested)
        self._flow.addWidget(clear)
