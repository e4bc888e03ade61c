"""The item model of both authorization tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from desktop.screens.authorization.columns import Circumstances, cell_of
from desktop.screens.widgets.cells import Cell, CellKind, CellModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from desktop.screens.widgets.cells import Column
    from desktop.store.records import AuthorizationItem


class AuthorizationModel(CellModel):
    """Shows authorizations in the given columns.

    Signals:
        checks_changed: Another set of rows is chosen by check box.
    """

    checks_changed = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._items: list[AuthorizationItem] = []
        self._checked: set[int] = set()
        self._around = Circumstances()

    @property
    def items(self) -> Sequence[AuthorizationItem]:
        """The rows."""
        return self._items

    @property
    def checked_items(self) -> list[AuthorizationItem]:
        """The ticked rows, in the order of the table."""
        return [item for item in self._items if item.organization_id in self._checked]

    @property
    def all_checked(self) -> bool | None:
        """State of the box in the head: None where some rows are ticked."""
        count = len(self.checked_items)
        if not count:
            return False
        return True if count == len(self._items) else None

    def show_items(self, items: Sequence[AuthorizationItem], around: Circumstances) -> None:
        """Show these rows; ticks of rows that are gone go too."""
        before, after = [_key(item) for item in self._items], [_key(item) for item in items]
        self._around = around
        if before == after:
            self._items = list(items)
            self._tell_all()
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()
        kept = self._checked & {item.organization_id for item in items}
        if kept != self._checked:
            self._checked = kept
            self.checks_changed.emit()

    def row_of(self, organization_id: int, business: str) -> int:
        """Return the row of an authorization, or -1."""
        keys = [_key(item) for item in self._items]
        key = (organization_id, business)
        return keys.index(key) if key in keys else -1

    @Slot(int)
    def toggle_check(self, row: int) -> None:
        """Tick or untick a row."""
        self._checked ^= {self._items[row].organization_id}
        self._tell_all()
        self.checks_changed.emit()

    @Slot()
    def toggle_all(self) -> None:
        """Tick all rows, or none where all are ticked."""
        everything = {item.organization_id for item in self._items}
        self._checked = set() if self.all_checked else everything
        self._tell_all()
        self.checks_changed.emit()

    @Slot()
    def clear_checks(self) -> None:
        """Untick everything."""
        self._checked.clear()
        self._tell_all()
        self.checks_changed.emit()

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._items)

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a place."""
        item, shown = self._items[row], self._columns[column]
        if shown.kind is CellKind.CHECK:
            return Cell(kind=CellKind.CHECK, checked=item.organization_id in self._checked)
        return cell_of(shown.key, row + 1, item, self._around)

    def _tell_all(self) -> None:
        if self._items:
            last = self.index(len(self._items) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _key(item: AuthorizationItem) -> tuple[int, str]:
    return item.organization_id, item.business
