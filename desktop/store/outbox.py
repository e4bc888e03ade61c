"""Every action of a person on this device, from the click to the server's last word.

Rows are never deleted: an action ends in a state that a person can see. What it makes its author
see (the shown status) changes in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from desktop.contract.operations import Outcome, OutcomeStatus, Reveal, fingerprint
from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import RuleViolationError
from desktop.store.connection import FOLD_SOON, numbers
from desktop.store.ledger import refresh_shown
from desktop.store.outbox_items import (
    ITEMS,
    parent_of,
    read_item,
    seen_json,
    shown_by,
)
from desktop.store.records import OutboxState, OutboxTotals, Resolution

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.contract.operations import Operation
    from desktop.store.connection import Database, Tables
    from desktop.store.records import OutboxItem, SeenSnapshot

_SETTLED: Final = frozenset({OutcomeStatus.APPLIED, OutcomeStatus.CONCURRED})
_UNDER_WAY: Final = frozenset({"queued", "sent"})

_ADD: Final = """
INSERT INTO outbox(
    key, kind, material_id, after_key, body, fingerprint, seen, shown, client_at, not_before)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_DUE: Final = """
SELECT o.n, o.key, o.after_key, o.body, parent.state
FROM outbox AS o INDEXED BY outbox_waiting
    LEFT JOIN outbox AS parent ON parent.key = o.after_key
WHERE o.state IN ('queued', 'sent') AND o.not_before <= ?1
    AND (o.next_try_at IS NULL OR o.next_try_at <= ?1)
ORDER BY o.n
"""

_TOTALS: Final = """
SELECT
    count(*) FILTER (WHERE state = 'queued'),
    count(*) FILTER (WHERE state = 'sent'),
    count(*) FILTER (WHERE state = 'conflict'),
    count(*) FILTER (WHERE state = 'parked'),
    count(*) FILTER (WHERE state = 'rejected'),
    count(*) FILTER (WHERE state IN ('queued', 'sent') AND last_error <> ''),
    min(client_at) FILTER (WHERE state IN ('queued', 'sent'))
FROM outbox WHERE resolved_at IS NULL AND kind <> 'reveal'
"""


_CLAIM: Final = """
UPDATE outbox SET state = 'sent', attempts = attempts + 1 WHERE n IN carray(?)
"""

_GIVE_BACK: Final = """
UPDATE OR IGNORE outbox SET state = 'queued', attempts = 0
WHERE n IN carray(?) AND state = 'sent' AND attempts = 1
"""

_JUDGED: Final = """
UPDATE outbox SET state = ?, outcome = ?, outcome_rev = ?, last_error = '', next_try_at = NULL,
    resolved_at = ?, resolution = ?
WHERE key = ? AND state IN ('queued', 'sent') RETURNING material_id
"""


class Claimed(NamedTuple):
    """An operation as it leaves; `n` is its place in the outbox."""

    n: int
    key: str
    body: bytes


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
            RuleViolationError: `followed_by_another`: what it would replace has a follower.
            StorageFullError: The disk takes no more; nothing was recorded.
        """
        with self._database.write() as tables:
            if not isinstance(operation, Reveal):
                self._replace(tables, operation)
            tables.run(
                _ADD,
                (
                    str(operation.key),
                    operation.kind,
                    operation.material_id,
                    parent_of(operation),
                    operation.model_dump_json().encode(),
                    fingerprint(operation),
                    seen_json(seen),
                    shown_by(operation),
                    operation.client_at,
                    not_before,
                ),
            )
            return _changed(tables, {operation.material_id})

    def _replace(self, tables: Tables, operation: Operation) -> None:
        row = tables.one(
            "SELECT key FROM outbox WHERE state = 'queued' AND kind = ? AND material_id = ?",
            (operation.kind, operation.material_id),
        )
        if row:
            _cancel(tables, row[0], Resolution.REPLACED, operation.client_at)

    def cancel(self, key: str, now: int = 0) -> Changes:
        """Take a queued operation back.

        Args:
            key: The operation.
            now: Epoch seconds for the history; 0 takes the time of the action.

        Raises:
            RuleViolationError: `already_sent`, it may have reached the server; or
                `followed_by_another`, which has to be taken back first.
        """
        with self._database.write() as tables:
            row = tables.one("SELECT state, material_id FROM outbox WHERE key = ?", (key,))
            if row is None or row[0] != OutboxState.QUEUED:
                raise RuleViolationError("already_sent")
            _cancel(tables, key, Resolution.TAKEN_BACK, now)
            return _changed(tables, {row[1]})

    def due(self, now: int, limit: int, size: int) -> list[bytes]:
        """Return operations to send now as JSON, in the order of their making.

        Those in SENT whose fate is unknown are among them: sending a key again is harmless. An
        operation never leaves before the one that it follows.

        Args:
            now: Epoch seconds; grace times and retry times after it are respected.
            limit: At most so many.
            size: At most so many bytes in all (one operation is always returned).
        """
        with self._database.read() as tables:
            return [one.body for one in _due(tables, now, limit, size)]

    def claim(self, now: int, limit: int, size: int, besides: Iterable[str] = ()) -> list[Claimed]:
        """Mark the operations to send now as sent, before their request leaves, and return them.

        Args:
            now: Epoch seconds.
            limit: At most so many.
            size: At most so many bytes in all.
            besides: Keys that are under way already.
        """
        with self._database.write() as tables:
            batch = _due(tables, now, limit, size, frozenset(besides))
            if batch:
                tables.run(_CLAIM, (numbers(one.n for one in batch),))
        return batch

    def give_back(self, batch: Iterable[Claimed]) -> Changes:
        """Note that a claimed batch never left.

        What was claimed for the first time can be taken back again, unless something else for its
        material is waiting already.
        """
        with self._database.write() as tables:
            tables.run(_GIVE_BACK, (numbers(one.n for one in batch),))
        return Changes(outbox=True)

    def next_due_at(self) -> int | None:
        """Return when the next operation may leave (epoch seconds), or None with none waiting."""
        with self._database.read() as tables:
            row = tables.one(
                "SELECT min(max(not_before, coalesce(next_try_at, 0))) FROM outbox"
                " WHERE state IN ('queued', 'sent')"
            )
        return row[0] if row else None

    def sent_keys(self) -> list[str]:
        """Return keys of operations whose fate is unknown, to be asked for before sending again."""
        with self._database.read() as tables:
            rows = tables.all("SELECT key FROM outbox WHERE state = 'sent' ORDER BY n")
        return [row[0] for row in rows]

    def mark_sent(self, keys: Iterable[str]) -> Changes:
        """Note, before a request leaves, that these can no longer be taken back."""
        with self._database.write() as tables:
            tables.many(
                "UPDATE outbox SET state = 'sent', attempts = attempts + 1"
                " WHERE key = ? AND state IN ('queued', 'sent')",
                [(key,) for key in keys],
            )
        return Changes(outbox=True)

    def record_outcomes(self, outcomes: Sequence[Outcome], now: int) -> Changes:
        """Write down the server's judgement; what is judged already stays as it is."""
        if not outcomes:
            return NOTHING
        rows = [_judgement(outcome, now) for outcome in outcomes]
        with self._database.write(fold_at=FOLD_SOON) as tables:
            judged = tables.connection.executemany(_JUDGED, rows)
            return _changed(tables, {material_id for (material_id,) in judged})

    def judged(self, since: int) -> dict[str, Outcome]:
        """Return by key what the server said since an epoch second, but for what people closed."""
        with self._database.read() as tables:
            rows = tables.all(
                "SELECT key, outcome FROM outbox WHERE outcome IS NOT NULL"
                " AND (resolution = 'settled' OR resolved_at IS NULL)"
                " AND coalesce(resolved_at, client_at) >= ? ORDER BY n",
                (since,),
            )
        return {key: Outcome.model_validate_json(said) for key, said in rows}

    def reopen(self, keys: Iterable[str]) -> Changes:
        """Take judged operations for sent again: a restored server has lost its judgement."""
        with self._database.write() as tables:
            materials: set[int] = set()
            for key in keys:
                row = tables.one(
                    "UPDATE outbox SET state = 'sent', outcome = NULL, outcome_rev = NULL,"
                    " resolved_at = NULL, resolution = NULL"
                    " WHERE key = ? AND outcome IS NOT NULL RETURNING material_id",
                    (key,),
                )
                materials |= set(row or ())
            return _changed(tables, materials) if materials else NOTHING

    def postpone(self, keys: Iterable[str], next_try_at: int, error: str) -> Changes:
        """Note a failed attempt and when to try again; `error` is a code."""
        with self._database.write() as tables:
            tables.many(
                "UPDATE outbox SET next_try_at = ?, last_error = ?"
                " WHERE key = ? AND state IN ('queued', 'sent')",
                [(next_try_at, error, key) for key in keys],
            )
        return Changes(outbox=True)

    def release(self, key: str | None = None) -> Changes:
        """End grace and waiting time of one operation, or of all (立即发送)."""
        with self._database.write() as tables:
            tables.run(
                "UPDATE outbox SET not_before = 0, next_try_at = NULL"
                " WHERE state IN ('queued', 'sent') AND (?1 IS NULL OR key = ?1)",
                (key,),
            )
        return Changes(outbox=True)

    def resolve(self, key: str, how: Resolution, now: int) -> Changes:
        """Close an item in CONFLICT, PARKED or REJECTED: the explicit act of a person."""
        with self._database.write() as tables:
            closed = tables.one(
                "UPDATE outbox SET resolved_at = ?, resolution = ? WHERE key = ?"
                " AND resolved_at IS NULL AND state IN ('conflict', 'parked', 'rejected')"
                " RETURNING material_id",
                (now, how, key),
            )
            return _changed(tables, {closed[0]} if closed else set())

    def item(self, key: str) -> OutboxItem | None:
        """Return one item."""
        return next(iter(self._items("WHERE key = ?", key)), None)

    def open_items(self, material_id: int | None = None) -> list[OutboxItem]:
        """Return what waits or needs a look, the oldest first; of one material, or of all."""
        if material_id is None:
            return self._items("WHERE resolved_at IS NULL AND kind <> 'reveal' ORDER BY n")
        return self._items(
            "WHERE resolved_at IS NULL AND kind <> 'reveal' AND material_id = ? ORDER BY n",
            material_id,
        )

    def unconfirmed(self, material_id: int, rev: int) -> list[OutboxItem]:
        """Return what the row of a material at revision `rev` does not carry yet, oldest first."""
        return self._items(
            "WHERE material_id = ? AND kind <> 'reveal'"
            " AND (state IN ('queued', 'sent') OR outcome_rev > ?) ORDER BY n",
            material_id,
            rev,
        )

    def items(self, states: frozenset[OutboxState], limit: int = 500) -> list[OutboxItem]:
        """Return items in some states, resolved ones too, the newest first."""
        names = sorted(states) or sorted(OutboxState)
        marks = ", ".join("?" for _ in names)
        return self._items(f"WHERE state IN ({marks}) ORDER BY n DESC LIMIT ?", *names, limit)

    def latest_cancellable(self, now: int) -> OutboxItem | None:  # noqa: ARG002 - grace may be over
        """Return the newest action that has not left yet, whether its grace time is over or not."""
        newest = "WHERE state = 'queued' AND kind <> 'reveal' ORDER BY n DESC LIMIT 1"
        return next(iter(self._items(newest)), None)

    def totals(self) -> OutboxTotals:
        """Count open items; notes of what was revealed are nobody's work and do not count."""
        with self._database.read() as tables:
            row = tables.one(_TOTALS)
        return OutboxTotals(*row) if row else OutboxTotals()

    def decided_since(self, since: int) -> int:
        """Count own verdicts made since an epoch second and not taken back, for the pace."""
        with self._database.read() as tables:
            return tables.number(
                "SELECT count(*) FROM outbox"
                " WHERE kind = 'decide' AND client_at >= ? AND state <> 'cancelled'",
                (since,),
            )

    def _items(self, clause: str, *values: str | int) -> list[OutboxItem]:
        with self._database.read() as tables:
            return [read_item(row) for row in tables.all(f"{ITEMS} {clause}", values)]


def _due(
    tables: Tables, now: int, limit: int, size: int, besides: frozenset[str] = frozenset()
) -> list[Claimed]:
    batch: list[Claimed] = []
    keys: set[str] = set()
    used = 0
    for n, key, after, body, parent in tables.run(_DUE, (now,)):
        if key in besides or (parent in _UNDER_WAY and after not in keys):
            continue
        used += len(body) + 1
        if batch and (len(batch) >= limit or used > size):
            break
        batch.append(Claimed(n, key, body))
        keys.add(key)
    return batch


def _judgement(outcome: Outcome, now: int) -> tuple[Any, ...]:
    """Return the values of `_JUDGED`."""
    settled = outcome.status in _SETTLED
    return (
        outcome.status,
        outcome.model_dump_json().encode(),
        outcome.rev if settled else None,
        now if settled else None,
        Resolution.SETTLED if settled else None,
        str(outcome.key),
    )


def _cancel(tables: Tables, key: str, how: Resolution, now: int) -> None:
    followed = "SELECT count(*) FROM outbox WHERE after_key = ? AND state IN ('queued', 'sent')"
    if tables.number(followed, (key,)):
        raise RuleViolationError("followed_by_another")
    tables.run(
        "UPDATE outbox SET state = 'cancelled', resolution = ?, resolved_at = max(client_at, ?)"
        " WHERE key = ?",
        (how, now, key),
    )


def _changed(tables: Tables, materials: set[int]) -> Changes:
    refresh_shown(tables, materials)
    return Changes(materials=frozenset(materials), outbox=True)
