"""The item model of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot

from desktop.screens import times
from desktop.screens.outbox.words import act_text, state_words
from desktop.screens.widgets.cells import Cell, CellKind, CellModel, Column
from desktop.services.conflicts import WANTS_A_LOOK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from desktop.screens.outbox.reading import Entry
    from desktop.store.records import OutboxItem

translate = QCoreApplication.translate


def outbox_columns() -> list[Column]:
    """Return the columns."""
    return [
        Column("check", "", 36, kind=CellKind.CHECK),
        Column("act", translate("outbox", "事项"), 128),
        Column("person", translate("outbox", "对象"), 76),
        Column("time", translate("outbox", "时间"), 88),
        Column("state", translate("outbox", "状态"), 132, stretch=True, kind=CellKind.PILL),
    ]


class OutboxModel(CellModel):
    """Shows items, and remembers which of those that want a look are ticked.

    Signals:
        checks_changed: Other items are ticked.
    """

    checks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(outbox_columns(), parent)
        self._entries: list[Entry] = []
        self._checked: set[str] = set()
        self._now = 0.0

    @property
    def items(self) -> Sequence[OutboxItem]:
        """The items of the rows."""
        return [one.item for one in self._entries]

    def checked(self) -> list[Entry]:
        """Return the ticked rows."""
        return [one for one in self._entries if one.item.key in self._checked]

    def show_entries(self, entries: Sequence[Entry], now: float) -> None:
        """Show these items; ticks of items that are gone are forgotten."""
        self._now = now
        self._checked &= {one.item.key for one in entries if can_tick(one.item)}
        same = [one.item.key for one in entries] == [one.item.key for one in self._entries]
        if not same:
            self.beginResetModel()
        self._entries = list(entries)
        if not same:
            self.endResetModel()
        else:
            self._tell(0)

    def set_now(self, now: float) -> None:
        """Let the states that count down say the present time."""
        self._now = now
        self._tell(len(self._columns) - 1)

    @Slot(int)
    def toggle_check(self, row: int) -> None:
        """Tick an item that wants a look, or take the tick back."""
        item = self._entries[row].item
        if can_tick(item):
            self._checked ^= {item.key}
            self._tell(0)
            self.checks_changed.emit()

    @Slot()
    def toggle_all(self) -> None:
        """Tick everything that wants a look, or nothing where all is ticked."""
        every = {one.item.key for one in self._entries if can_tick(one.item)}
        self._checked = set() if self._checked >= every else every
        self._tell(0)
        self.checks_changed.emit()

    @Slot()
    def clear_checks(self) -> None:
        """Tick nothing."""
        if self._checked:
            self._checked = set()
            self._tell(0)
            self.checks_changed.emit()

    def all_checked(self) -> bool | None:
        """Tell whether all that can be ticked is; None for a part of it."""
        every = {one.item.key for one in self._entries if can_tick(one.item)}
        if not self._checked:
            return False
        return True if self._checked >= every else None

    def row_of(self, key: str) -> int:
        """Return the row of an item, or -1."""
        keys = (one.item.key for one in self._entries)
        return next((at for at, found in enumerate(keys) if found == key), -1)

    def count(self) -> int:
        """Return how many items are shown."""
        return len(self._entries)

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a place."""
        return self._cell(self._entries[row], column)

    def _cell(self, entry: Entry, column: int) -> Cell:
        item = entry.item
        match self._columns[column].key:
            case "check":
                if not can_tick(item):
                    return Cell(kind=CellKind.LINKS)
                return Cell(kind=CellKind.CHECK, checked=item.key in self._checked)
            case "act":
                return Cell(act_text(item))
            case "person":
                return Cell(item.material_name, CellKind.NAME)
            case "time":
                at = times.short_moment_text(item.client_at, self._now)
                return Cell(at, CellKind.MUTED, tooltip=times.moment_text(item.client_at))
            case _:
                found = entry.prospects
                state = state_words(item, self._now, ready_again=found.ready_again, soft=found.soft)
                return Cell(state.word, CellKind.PILL, status=state.status)

    def _tell(self, first_column: int) -> None:
        if self._entries:
            last = self.index(len(self._entries) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, first_column), last)


def can_tick(item: OutboxItem) -> bool:
    """Tell whether an item can be settled by a person, and so be ticked."""
    return item.resolved_at is None and item.state in WANTS_A_LOOK
