"""All reads of the screens; none of them waits for a bulk apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator, Sequence

    from desktop.domain.authorization import AuthorizationState
    from desktop.store.connection import Database
    from desktop.store.filters import MaterialFilter, MaterialSort
    from desktop.store.records import (
        AuthorizationItem,
        AuthorizationTotals,
        Dossier,
        ListRow,
        Notice,
        OrganizationNode,
        ReplicaState,
        StatusTotals,
    )


class Queries:
    """The reads; every method is one consistent snapshot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first_page(self, chosen: MaterialFilter, sort: MaterialSort, limit: int) -> list[ListRow]:
        """Return the first rows of the list."""
        raise NotImplementedError

    def rows(self, ids: Sequence[int]) -> list[ListRow]:
        """Return rows in the order of `ids`; ids that are gone are left out."""
        raise NotImplementedError

    def ids(
        self,
        chosen: MaterialFilter,
        sort: MaterialSort,
        stop: Callable[[], bool] | None = None,
    ) -> array[int]:
        """Return all ids of the list in its order; fewer once `stop` says so."""
        raise NotImplementedError

    def id_chunks(self, chosen: MaterialFilter, sort: MaterialSort) -> Iterator[array[int]]:
        """Yield the ids of the list piece by piece; between pieces other reads go on."""
        raise NotImplementedError

    def totals(self, chosen: MaterialFilter) -> StatusTotals:
        """Count what a filter finds."""
        raise NotImplementedError

    def dossier(self, material_id: int) -> Dossier | None:
        """Return everything about a material, or None where it is not here (any more)."""
        raise NotImplementedError

    def organizations(self, year: int | None = None) -> list[OrganizationNode]:
        """Return the tree, parents before children; pending counts of one year or of all."""
        raise NotImplementedError

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
        raise NotImplementedError

    def authorization_totals(self, organization_path: str, now: int = 0) -> AuthorizationTotals:
        """Count the authorizations of a subtree; codes that die within two days of `now` too."""
        raise NotImplementedError

    def notices(self) -> list[Notice]:
        """Return the notices, the newest first."""
        raise NotImplementedError

    def state(self) -> ReplicaState:
        """Return how current and how complete the data are."""
        raise NotImplementedError

    def interrupt(self) -> None:
        """Stop the read that runs now, from any thread; it raises `InterruptedError`."""
        raise NotImplementedError
