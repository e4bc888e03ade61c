"""Fills the material list from the local data and keeps it true while things change.

A query has three parts: the first rows, which are shown at once, then the totals, both on the READ
lane, and the ids of the whole result on the WALK lane, so that opening a dossier never waits for a
long result.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.screens.ports import Lane
from desktop.screens.review.list_rows import PAGE, ListRows
from desktop.screens.review.pack_choices import PackChoices
from desktop.services import browsing
from desktop.store.filters import MaterialFilter, MaterialSort

if TYPE_CHECKING:
    from array import array

    from desktop.domain.changes import Changes
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import JobHandle, Jobs
    from desktop.services.workspace import Workspace
    from desktop.store.filters import PackChoice
    from desktop.store.records import ListRow, StatusTotals

_FEW: Final = 50
"""So many changed materials are patched one by one; more mean a new query."""

_REFRESH_MS: Final = 150
"""Changes that come within this time are answered by one query."""


class ListPresenter(QObject):
    """The list's state: filter, order, rows, totals, and which dossier is open.

    Signals:
        filter_changed: Another `MaterialFilter` is in force.
        totals_changed: New `StatusTotals`.
        loading_changed: A query began or its first rows arrived.
        position_changed: The open dossier's index and the length of the list.
        shown: The first rows of a query are in the model.
    """

    filter_changed = Signal(object)
    totals_changed = Signal(object)
    loading_changed = Signal(bool)
    position_changed = Signal(int, int)
    shown = Signal()

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self.rows = ListRows(self)
        self.rows.page_wanted.connect(self._fetch_page)
        self.packs = PackChoices(workspace, jobs, hub, self)
        self.packs.changed.connect(self._follow_packs)
        self._filter = MaterialFilter()
        self._sort = MaterialSort()
        self._totals: StatusTotals | None = None
        self._query = 0
        self._handle: JobHandle | None = None
        self._counting: JobHandle | None = None
        self._open_id: int | None = None
        self._open_at = -1
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self.reload)
        hub.changed.connect(self._follow)

    @property
    def chosen(self) -> MaterialFilter:
        """The filter in force."""
        return self._filter

    @property
    def sort(self) -> MaterialSort:
        """The order in force."""
        return self._sort

    @property
    def totals(self) -> StatusTotals | None:
        """The totals last read."""
        return self._totals

    @property
    def open_index(self) -> int:
        """Where the open dossier stands, or -1."""
        return self._open_at

    def show_filter(self, chosen: MaterialFilter) -> None:
        """Show what this filter finds."""
        if chosen == self._filter and self._query:
            return
        self._filter = chosen
        self.filter_changed.emit(chosen)
        self.reload()

    def show_sort(self, sort: MaterialSort) -> None:
        """Show the list in another order."""
        if sort != self._sort:
            self._sort = sort
            self.reload()

    def show_scope(self, path: str) -> None:
        """Show only the subtree at this path."""
        self.show_filter(replace(self._filter, organization_path=path))

    def show_year(self, year: int) -> None:
        """Show only this year's materials."""
        self.show_filter(replace(self._filter, year=year))

    @Slot()
    def reload(self) -> None:
        """Ask again; old rows stay until the new ones are there."""
        self._query += 1
        if self._query == 1:
            self.packs.refresh()
        self._refresh.stop()
        if self._handle is not None:
            self._handle.cancel()
        self.loading_changed.emit(True)
        self._handle = self._jobs.run(
            Lane.READ,
            partial(
                browsing.first_page,
                workspace=self._workspace,
                chosen=self._filter,
                sort=self._sort,
                limit=PAGE,
            ),
            owner=self,
            on_success=partial(self._show, self._query),
        )
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._jobs.run(
            Lane.READ,
            partial(browsing.totals, workspace=self._workspace, chosen=self._filter),
            owner=self,
            on_success=partial(self._take_totals, self._query),
        )

    def mark_open(self, material_id: int | None) -> None:
        """Remember which dossier is open, for next and previous."""
        self._open_id = material_id
        self._locate()

    def neighbour(self, step: int) -> int | None:
        """Return the id of the next (+1) or previous (-1) dossier of the list, if there is one."""
        return self.rows.id_at(self._open_at + step) if self._open_at + step >= 0 else None

    def _show(self, query: int, first: list[ListRow]) -> None:
        if query != self._query:
            return
        self.rows.replace(first, len(first))
        self.loading_changed.emit(False)
        self._locate()
        self.shown.emit()
        if len(first) == PAGE:
            self._jobs.run(
                Lane.WALK,
                partial(
                    browsing.ids,
                    workspace=self._workspace,
                    chosen=self._filter,
                    sort=self._sort,
                    stop=partial(self._is_stale, query),
                ),
                owner=self,
                on_success=partial(self._take_ids, query),
            )

    def _take_totals(self, query: int, totals: StatusTotals) -> None:
        if query != self._query:
            return
        if len(self.rows.ids) == PAGE:  # the first page is full, and the ids are not here yet
            self.rows.set_count(max(totals.total, PAGE))
            self._locate()
        self._set_totals(totals)

    def _is_stale(self, query: int) -> bool:
        return query != self._query

    def _take_ids(self, query: int, ids: array[int]) -> None:
        if query == self._query:
            self.rows.set_ids(ids)
            self._locate()

    @Slot(int)
    def _fetch_page(self, number: int) -> None:
        ids = self.rows.page_ids(number)
        if len(ids) < PAGE and number * PAGE + len(ids) < self.rows.count:
            return
        self._jobs.run(
            Lane.READ,
            partial(browsing.rows, workspace=self._workspace, ids=ids),
            owner=self,
            on_success=partial(self.rows.put_page, number, ids),
        )

    @Slot(object)
    def _follow_packs(self, packs: list[PackChoice]) -> None:
        """A pack that is filtered by may hold other materials now, or be gone."""
        chosen = self._filter.pack
        if chosen is not None and chosen not in packs:
            self.show_filter(replace(self._filter, pack=None))
        elif chosen is not None:
            self._refresh.start()

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if not self._query:
            return
        if changes.all_materials or changes.organizations or len(changes.materials) > _FEW:
            self._refresh.start()
        elif changes.materials:
            self._jobs.run(
                Lane.READ,
                partial(_reread, self._workspace, self._filter, sorted(changes.materials)),
                owner=self,
                on_success=partial(self._patch, self._query, changes.materials),
            )

    def _patch(
        self,
        query: int,
        changed: frozenset[int],
        found: tuple[list[ListRow], StatusTotals],
    ) -> None:
        if query != self._query:
            return
        rows, totals = found
        statuses = self._filter.statuses
        staying = [row for row in rows if not statuses or row.status in statuses]
        known = sum(self.rows.index_of(row.id, self._open_at) >= 0 for row in staying)
        for material_id in changed - {row.id for row in staying}:
            self.rows.remove(material_id, self._open_at)
        self.rows.patch(staying)
        self._set_totals(totals)
        self._locate()
        if known < len(staying) or totals.total != self.rows.count:
            self._refresh.start()

    def _set_totals(self, totals: StatusTotals) -> None:
        self._totals = totals
        self.totals_changed.emit(totals)

    def _locate(self) -> None:
        if self._open_id is None:
            self._open_at = -1
        else:
            at = self.rows.index_of(self._open_id, self._open_at)
            if at < 0 and self._open_at >= 0:
                # The open dossier has left the list: its next neighbour stands where it was.
                self.position_changed.emit(-1, self.rows.count)
                self._open_at -= 1
                self._open_id = self.rows.id_at(self._open_at)
                return
            self._open_at = at
        self.position_changed.emit(self._open_at, self.rows.count)


def _reread(
    workspace: Workspace, chosen: MaterialFilter, ids: list[int]
) -> tuple[list[ListRow], StatusTotals]:
    rows = browsing.rows(workspace=workspace, ids=ids)
    return rows, browsing.totals(workspace=workspace, chosen=chosen)
