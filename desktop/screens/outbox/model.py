"""The item model of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
)

from desktop.screens import times
from desktop.screens.outbox.words import act_text, state_words
from desktop.screens.widgets.cells import Cell, CellKind, CellModel, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from desktop.store.records import OutboxItem

translate = QCoreApplication.translate


def outbox_columns() -> list[Column]:
    """Return the columns."""
    return [
        Column("act", translate("outbox", "事项"), 132),
        Column("person", translate("outbox", "对象"), 84),
        Column("time", translate("outbox", "时间"), 92),
        Column("state", translate("outbox", "状态"), 124, stretch=True, kind=CellKind.PILL),
    ]


class OutboxModel(CellModel):
    """Shows items."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(outbox_columns(), parent)
        self._items: list[OutboxItem] = []
        self._now = 0

    @property
    def items(self) -> Sequence[OutboxItem]:
        """The rows."""
        return self._items

    def show_items(self, items: Sequence[OutboxItem], now: int) -> None:
        """Show these items."""
        self._now = now
        if [one.key for one in items] == [one.key for one in self._items]:
            self._items = list(items)
            if items:
                last = self.index(len(items) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the row of an item, or -1."""
        return next((at for at, item in enumerate(self._items) if item.key == key), -1)

    def count(self) -> int:
        """Return how many items are shown."""
        return len(self._items)

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a place."""
        return self._cell(self._items[row], column)

    def _cell(self, item: OutboxItem, column: int) -> Cell:
        match self._columns[column].key:
            case "act":
                return Cell(act_text(item))
            case "person":
                return Cell(item.material_name, CellKind.NAME)
            case "time":
                at = times.short_moment_text(item.client_at, self._now)
                return Cell(at, CellKind.MUTED, tooltip=times.moment_text(item.client_at))
            case _:
                state = state_words(item)
                return Cell(state.word, CellKind.PILL, status=state.status)
