"""All reads of the screens; none of them waits for a bulk apply."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from desktop.store.counting import count_among, count_by_status
from desktop.store.dossiers import read_rows
from desktop.store.institutions import (
    count_authorizations,
    read_authorizations,
    read_own_authorizations,
    read_tree,
)
from desktop.store.listing import first_ids, id_chunks
from desktop.store.records import Notice, ReplicaState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.authorization import AuthorizationState
    from desktop.store.attachments import Attachments
    from desktop.store.connection import Database
    from desktop.store.dossiers import Dossiers
    from desktop.store.filters import MaterialFilter, MaterialSort
    from desktop.store.meta import Meta
    from desktop.store.records import (
        AuthorizationItem,
        AuthorizationTotals,
        Dossier,
        ListRow,
        OrganizationNode,
        StatusTotals,
    )


class Queries:
    """The reads; every method is one consistent snapshot.

    `ids` has a connection of its own: while it walks a million rows, short reads on another thread
    go on.

    Args:
        database: The replica's file.
        business: Business code of the context.
        dossiers: Reads details.
        attachments: Knows which pictures lie here.
        meta: Cursor, lease, last sync.
    """

    def __init__(
        self,
        database: Database,
        business: str,
        dossiers: Dossiers,
        attachments: Attachments,
        meta: Meta,
    ) -> None:
        self._database = database
        self._business = business
        self._dossiers = dossiers
        self._attachments = attachments
        self._meta = meta

    def first_page(self, chosen: MaterialFilter, sort: MaterialSort, limit: int) -> list[ListRow]:
        """Return the first rows of the list."""
        with self._database.read() as tables:
            return read_rows(tables, first_ids(tables, chosen, sort, limit))

    def rows(self, ids: Sequence[int]) -> list[ListRow]:
        """Return rows in the order of `ids`; ids that are gone are left out."""
        with self._database.read() as tables:
            return read_rows(tables, ids)

    def ids(
        self,
        chosen: MaterialFilter,
        sort: MaterialSort,
        stop: Callable[[], bool] | None = None,
    ) -> array[int]:
        """Return all ids of the list in its order; fewer once `stop` says so."""
        every = array("q")
        with self._database.walk() as tables:
            for piece in id_chunks(tables, chosen, sort):
                every.extend(piece)
                if stop is not None and stop():
                    break
        return every

    def totals(self, chosen: MaterialFilter) -> StatusTotals:
        """Count what a filter finds."""
        with self._database.read() as tables:
            return count_by_status(tables, chosen)

    def reviewable(self, chosen: MaterialFilter) -> int:
        """Count what a filter without a name finds and what needs no picture from the server."""
        with self._database.read() as tables:
            unready = self._attachments.coverage(tables).unready
            return count_by_status(tables, chosen).total - count_among(tables, chosen, unready)

    def dossier(self, material_id: int) -> Dossier | None:
        """Return everything about a material, or None where it is not here (any more)."""
        with self._database.read() as tables:
            return self._dossiers.read(tables, material_id)

    def organizations(self, year: int | None = None) -> list[OrganizationNode]:
        """Return the tree, parents before children; pending counts of one year or of all."""
        with self._database.read() as tables:
            return read_tree(tables, self._business, year)

    def authorizations(
        self,
        organization_path: str = "",
        states: frozenset[AuthorizationState] = frozenset(),
        text: str = "",
        organization_id: int | None = None,
    ) -> list[AuthorizationItem]:
        """Return authorizations of the own business in a subtree.

        With `organization_id` instead: of every business for exactly this institution.
        """
        with self._database.read() as tables:
            if organization_id is not None:
                return read_own_authorizations(tables, organization_id, states)
            return read_authorizations(tables, self._business, organization_path, states, text)

    def authorization_totals(self, organization_path: str, now: int = 0) -> AuthorizationTotals:
        """Count the authorizations of a subtree; codes that die within two days of `now` too."""
        with self._database.read() as tables:
            return count_authorizations(tables, self._business, organization_path, now)

    def notices(self) -> list[Notice]:
        """Return the notices, the newest first."""
        with self._database.read() as tables:
            rows = tables.all(
                "SELECT id, title, body, published_at FROM notice$ ORDER BY published_at DESC, id"
            )
        return [Notice(*row) for row in rows]

    def state(self) -> ReplicaState:
        """Return how current and how complete the data are."""
        with self._database.read() as tables:
            coverage = self._attachments.coverage(tables)
            return ReplicaState(
                cursor=self._meta.cursor,
                generation=tables.generation,
                last_sync_at=self._meta.last_sync_at,
                materials=tables.number("SELECT sum(count) FROM cube$"),
                pictures_cached=coverage.cached,
                pictures_wanted=coverage.wanted,
                lease_until=self._meta.lease_until,
                reviewable_offline=coverage.complete,
                picture_bytes=self._attachments.size,
            )

    def interrupt(self) -> None:
        """Stop the reads that run now, from any thread; they raise `InterruptedError`."""
        self._database.interrupt()
