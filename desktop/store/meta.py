"""Small facts about the replica: cursor, generation, lease, last sync."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.connection import Database


class Meta:
    """Key-value facts that live and die with the database.

    Every property can be set; a setter inside `Replica.write()` belongs to that transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """Return a fact, or None."""
        raise NotImplementedError

    def set(self, key: str, value: str | None) -> None:
        """Write a fact; None forgets it."""
        raise NotImplementedError

    @property
    def cursor(self) -> str:
        """Position in the change feed; empty before the first sync."""
        raise NotImplementedError

    @property
    def generation(self) -> int:
        """Number of the generation that is read; 0 before the first one was loaded."""
        raise NotImplementedError

    @property
    def last_sync_at(self) -> int | None:
        """When the last pull ended, in epoch seconds."""
        raise NotImplementedError

    @property
    def lease_until(self) -> int | None:
        """Until when the data may be used offline, in epoch seconds."""
        raise NotImplementedError

    @lease_until.setter
    def lease_until(self, value: int | None) -> None:
        raise NotImplementedError
