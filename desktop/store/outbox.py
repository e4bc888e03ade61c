"""Every action of a person on this device, from the click to the server's last word.

Rows are never deleted: an action ends in a state that a person can see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.contract.operations import Operation, Outcome
    from desktop.domain.changes import Changes
    from desktop.store.connection import Database
    from desktop.store.records import (
        OutboxItem,
        OutboxState,
        OutboxTotals,
        Resolution,
        SeenSnapshot,
    )


class Outbox:
    """The outbox of this context."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, operation: Operation, seen: SeenSnapshot, not_before: int) -> Changes:
        """Record an operation; a queued one of the same kind and material is cancelled for it.

        Args:
            operation: The operation as it will be sent, `expect.after` included where it chains.
            seen: What the person saw.
            not_before: End of the grace time, epoch seconds.

        Raises:
            StorageFullError: The disk takes no more; nothing was recorded.
        """
        raise NotImplementedError

    def cancel(self, key: str) -> Changes:
        """Take a queued operation back.

        Raises:
            RuleViolationError: `already_sent`; it may have reached the server.
        """
        raise NotImplementedError

    def due(self, now: int, limit: int, size: int) -> list[bytes]:
        """Return operations to send now as JSON, in the order of their making.

        Those in SENT whose fate is unknown are among them: sending a key again is harmless.

        Args:
            now: Epoch seconds; grace times and retry times after it are respected.
            limit: At most so many.
            size: At most so many bytes in all (one operation is always returned).
        """
        raise NotImplementedError

    def sent_keys(self) -> list[str]:
        """Return keys of operations whose fate is unknown, to be asked for before sending again."""
        raise NotImplementedError

    def mark_sent(self, keys: Iterable[str]) -> Changes:
        """Note, before a request leaves, that these can no longer be taken back."""
        raise NotImplementedError

    def record_outcomes(self, outcomes: Sequence[Outcome], now: int) -> Changes:
        """Write down the server's judgement."""
        raise NotImplementedError

    def postpone(self, keys: Iterable[str], next_try_at: int, error: str) -> Changes:
        """Note a failed attempt and when to try again; `error` is a code."""
        raise NotImplementedError

    def release(self, key: str | None = None) -> Changes:
        """End grace and waiting time of one operation, or of all (立即发送)."""
        raise NotImplementedError

    def resolve(self, key: str, how: Resolution, now: int) -> Changes:
        """Close an item in CONFLICT, PARKED or REJECTED: the explicit act of a person."""
        raise NotImplementedError

    def item(self, key: str) -> OutboxItem | None:
        """Return one item."""
        raise NotImplementedError

    def open_items(self, material_id: int | None = None) -> list[OutboxItem]:
        """Return what waits or needs a look, the oldest first; of one material, or of all."""
        raise NotImplementedError

    def items(self, states: frozenset[OutboxState], limit: int = 500) -> list[OutboxItem]:
        """Return items in some states, resolved ones too, the newest first."""
        raise NotImplementedError

    def latest_cancellable(self, now: int) -> OutboxItem | None:
        """Return the newest action that has not left yet."""
        raise NotImplementedError

    def totals(self) -> OutboxTotals:
        """Count open items."""
        raise NotImplementedError
