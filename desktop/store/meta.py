"""Small facts about the replica: cursor, generation, lease, last sync."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop.store.connection import Database

GENERATION_SQL: Final = "SELECT value FROM meta WHERE key = 'generation'"


class Meta:
    """Key-value facts that live and die with the database.

    What is set inside `Replica.write()` belongs to that transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """Return a fact, or None."""
        with self._database.read() as tables:
            row = tables.one("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row[0]) if row else None

    def set(self, key: str, value: str | None) -> None:
        """Write a fact; None forgets it."""
        with self._database.write(durable=False) as tables:
            if value is None:
                tables.run("DELETE FROM meta WHERE key = ?", (key,))
            else:
                tables.run("REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))

    @property
    def cursor(self) -> str:
        """Position in the change feed; empty before the first sync."""
        return self.get("cursor") or ""

    @cursor.setter
    def cursor(self, value: str) -> None:
        self.set("cursor", value)

    @property
    def generation(self) -> int:
        """Number of the generation that is read; the first one is empty until it is synced."""
        return self._number("generation") or 0

    @property
    def last_sync_at(self) -> int | None:
        """When the last pull ended, in epoch seconds."""
        return self._number("last_sync_at")

    @last_sync_at.setter
    def last_sync_at(self, value: int | None) -> None:
        self.set("last_sync_at", None if value is None else str(value))

    @property
    def lease_until(self) -> int | None:
        """Until when the data may be used offline, in epoch seconds."""
        return self._number("lease_until")

    @lease_until.setter
    def lease_until(self, value: int | None) -> None:
        self.set("lease_until", None if value is None else str(value))

    @property
    def epoch(self) -> str:
        """Name of the server's history that the outbox was last compared with; empty for none."""
        return self.get("epoch") or ""

    @epoch.setter
    def epoch(self, value: str) -> None:
        self.set("epoch", value)

    def _number(self, key: str) -> int | None:
        value = self.get(key)
        return None if value is None else int(value)
