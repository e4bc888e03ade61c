"""The item model of the list of parked opinions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.screens import times
from desktop.screens.parked.words import act_text, name_text
from desktop.screens.widgets.cells import Cell, CellKind, CellModel, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from desktop.contract.parked import ParkedItem

translate = QCoreApplication.translate


def parked_columns() -> list[Column]:
    """Return the columns."""
    return [
        Column("person", translate("parked", "对象"), 84),
        Column("opinion", translate("parked", "意见"), 112, kind=CellKind.PILL),
        Column("author", translate("parked", "作者"), 76),
        Column("place", translate("parked", "单位"), 96, stretch=True, drop=1),
        Column("time", translate("parked", "时间"), 92),
    ]


class ParkedModel(CellModel):
    """Shows parked opinions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parked_columns(), parent)
        self._items: list[ParkedItem] = []
        self._now = 0

    @property
    def items(self) -> Sequence[ParkedItem]:
        """The rows."""
        return self._items

    def show_items(self, items: Sequence[ParkedItem], now: int) -> None:
        """Show these opinions."""
        self._now = now
        if [one.id for one in items] == [one.id for one in self._items]:
            self._items = list(items)
            if items:
                last = self.index(len(items) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def row_of(self, parked_id: int) -> int:
        """Return the row of an opinion, or -1."""
        return next((at for at, item in enumerate(self._items) if item.id == parked_id), -1)

    def count(self) -> int:
        """Return how many opinions are shown."""
        return len(self._items)

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a place."""
        item = self._items[row]
        match self._columns[column].key:
            case "person":
                kind = CellKind.NAME if item.material is not None else CellKind.MUTED
                return Cell(name_text(item), kind)
            case "opinion" if item.verdict is not None:
                return Cell(act_text(item), CellKind.PILL, status=item.verdict.status)
            case "opinion":
                return Cell(act_text(item))
            case "author":
                return Cell(item.author_name)
            case "place":
                name = item.organization_name
                return Cell(name, CellKind.MUTED, tooltip=name)
            case _:
                at = times.short_moment_text(item.client_at, self._now)
                return Cell(at, CellKind.MUTED, tooltip=times.moment_text(item.client_at))
