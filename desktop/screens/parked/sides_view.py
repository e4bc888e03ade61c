"""Two columns side by side: what the author meant, and how the material stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.screens.outbox.compare_view import CellLook, CompareCell
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.labels import IconLabel, Label, Tag
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.screens.parked.reading import Line
    from desktop.screens.widgets.layouts import Item
    from desktop.screens.widgets.theme import Theme

_LABELS: Final = 112
_MARGINS: Final = (12, 8, 12, 8)


class SidesView(Pane):
    """The comparison; every text is shown whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        for at in (1, 2):
            self._grid.setColumnStretch(at, 1)
        self.cells: list[QWidget] = []
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines in place of the present ones."""
        if list(lines) == list(self.lines):
            return
        self.lines = lines
        for cell in self.cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self.cells = []
        self._grid.setColumnMinimumWidth(0, self._theme.px(_LABELS))
        heads = ((self.tr("作者的意见"), "comment"), (self.tr("现状"), "cloud_checkmark"))
        self._put(CellLook.PLAIN, 0, 0, Label("", "strong"))
        for at, (title, icon) in enumerate(heads, start=1):
            head = row(IconLabel(self._theme, icon), Label(title, "strong"), None, gap=6)
            self._put(CellLook.MINE if at == 1 else CellLook.PLAIN, 0, at, head)
        for number, line in enumerate(lines, start=1):
            self._add(number, line)

    def _add(self, number: int, line: Line) -> None:
        self._put(CellLook.PLAIN, number, 0, Label(line.label, "caption", wrap=True))
        self._put(CellLook.MINE, number, 1, self._value(line.opinion, line.opinion_status))
        if not line.differs:
            self._put(CellLook.PLAIN, number, 2, self._value(line.now, line.now_status))
            return
        tag = Tag(self._theme, self.tr("不同"), "modify")
        value = self._value(line.now, line.now_status)
        marked = row(value, tag, gap=8)
        marked.setStretch(0, 1)
        marked.setAlignment(tag, Qt.AlignmentFlag.AlignTop)
        self._put(CellLook.DIFFERS, number, 2, marked)

    def _value(self, text: str, status: str) -> QWidget:
        if not status:
            return Label(text or "—", "body", wrap=True, selectable=True)
        pill = StatusPill(self._theme)
        pill.set_status(status, text)
        holder = QWidget()
        holder.setLayout(row(pill, None))
        return holder

    def _put(self, look: CellLook, line: int, at: int, content: Item) -> None:
        cell = CompareCell(self._theme, look, first=at == 0)
        cell.setLayout(column(content, None, gap=0, margins=_MARGINS))
        self._grid.addWidget(cell, line, at)
        self.cells.append(cell)
