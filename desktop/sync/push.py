"""Outbox to server: each operation until it has the server's last word.

An operation is marked as sent before the request leaves, and its key makes sending it again
harmless; so neither a lost reply nor a kill can lose or double it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from pydantic import ValidationError

from desktop.contract.operations import (
    BATCH_BYTES,
    BATCH_ITEMS,
    OperationBatch,
    Outcome,
    OutcomeCode,
    OutcomeQuery,
    OutcomeStatus,
)
from desktop.domain.errors import RefusedError, ReplyLostError
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.sync.parts import Parts

EVERYTHING: Final = 1 << 30

_ONE_IS_TO_BLAME: Final = frozenset({"too_large", "malformed"})
"""Refusals of a whole request that say something about what it carries."""

_ONE_MAY_BE_TO_BLAME: Final = frozenset({"internal", "answer_malformed", "answer_too_large"})
"""Failures that may come from one operation, from an ill server or from something in between."""


class Waiting(NamedTuple):
    """An operation as it leaves."""

    key: str
    body: bytes


@dataclass(slots=True)
class Pushed:
    """How far a push came.

    Attributes:
        outcomes: What the server said; written down together with what a pull brings.
        stumbled: Keys of the batch that ended the push, to be tried again later.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    stumbled: list[str] = field(default_factory=list)


class Push:
    """Sends what is due.

    Remembers over several runs how many operations the server could take at once lately: after a
    lost reply or an internal error the next batch is half as long, so that a slow link gets
    through and an operation that makes the server stumble ends up alone.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._at_once = BATCH_ITEMS

    def waiting(self) -> list[Waiting]:
        """Return what is due, in the order of its making."""
        bodies = self._parts.replica.outbox.due(self._parts.now, EVERYTHING, EVERYTHING)
        return [Waiting(json.loads(body)["key"], body) for body in bodies]

    def run(self, waiting: Sequence[Waiting], pushed: Pushed) -> None:
        """Send operations; the server's outcomes are added to `pushed` as they come.

        Raises:
            ExpectedError: What ended the push; outcomes got before it stand in `pushed`.
        """
        settled = self._settle(pushed)
        rest = [one for one in waiting if one.key not in settled]
        while rest:
            self._parts.go_on()
            batch = _first_batch(rest, self._at_once)
            rest = rest[len(batch) :]
            self._send(self._claimed(batch), pushed)

    def _settle(self, pushed: Pushed) -> set[str]:
        """Ask for the fate of what may have arrived already."""
        keys = self._parts.replica.outbox.sent_keys()
        known: set[str] = set()
        for start in range(0, len(keys), BATCH_ITEMS):
            asked = keys[start : start + BATCH_ITEMS]
            query = OutcomeQuery(keys=tuple(UUID(key) for key in asked))
            results = self._parts.api.results(self._parts.context, query).results
            mine = [outcome for outcome in results if str(outcome.key) in set(asked)]
            pushed.outcomes += mine
            known |= {str(outcome.key) for outcome in mine}
        return known

    def _claimed(self, batch: Sequence[Waiting]) -> list[Waiting]:
        """Mark operations as sent; leave out what was taken back since."""
        outbox = self._parts.replica.outbox
        with self._parts.replica.write():
            items = ((one, outbox.item(one.key)) for one in batch)
            claimed = [
                one
                for one, item in items
                if item is not None and item.state in {OutboxState.QUEUED, OutboxState.SENT}
            ]
            outbox.mark_sent([one.key for one in claimed])
        return claimed

    def _send(self, batch: Sequence[Waiting], pushed: Pushed) -> None:
        if not batch:
            return
        try:
            pushed.outcomes += self._judged(batch)
        except RefusedError as error:
            if error.code in _ONE_IS_TO_BLAME:
                self._bisect(batch, pushed)
                return
            if error.code in _ONE_MAY_BE_TO_BLAME:
                self._less_at_once(batch, pushed)
            raise
        except ReplyLostError:
            self._less_at_once(batch, pushed)
            raise
        else:
            self._at_once = min(BATCH_ITEMS, self._at_once * 2)

    def _judged(self, batch: Sequence[Waiting]) -> list[Outcome]:
        """Hand in a batch and return exactly one outcome for each of its operations."""
        items = b",".join(one.body for one in batch)
        body = b'{"device_id":"%s","items":[%s]}' % (self._parts.device_id.encode(), items)
        try:
            request = OperationBatch.model_validate_json(body)
        except ValidationError:
            raise RefusedError("malformed", status=0) from None
        outcomes = self._parts.api.decide(self._parts.context, request).results
        if [str(outcome.key) for outcome in outcomes] != [one.key for one in batch]:
            raise ReplyLostError
        return list(outcomes)

    def _bisect(self, batch: Sequence[Waiting], pushed: Pushed) -> None:
        """Find the operation that spoils the batch; it is rejected and the others go on."""
        if len(batch) == 1:
            key = UUID(batch[0].key)
            pushed.outcomes.append(
                Outcome(key=key, status=OutcomeStatus.REJECTED, code=OutcomeCode.MALFORMED)
            )
            return
        middle = len(batch) // 2
        for half in (batch[:middle], batch[middle:]):
            self._parts.go_on()
            self._send(half, pushed)

    def _less_at_once(self, batch: Sequence[Waiting], pushed: Pushed) -> None:
        """Send half as much next time: the server, the way, or one operation is ill."""
        pushed.stumbled = [one.key for one in batch]
        self._at_once = max(1, len(batch) // 2)


def _first_batch(waiting: Sequence[Waiting], most: int) -> list[Waiting]:
    """Return as many operations as fit into one request, at least one."""
    return list(_fitting(waiting[:most]))


def _fitting(waiting: Sequence[Waiting]) -> Iterator[Waiting]:
    size = 100
    for n, one in enumerate(waiting):
        size += len(one.body) + 1
        if n and size > BATCH_BYTES:
            return
        yield one
