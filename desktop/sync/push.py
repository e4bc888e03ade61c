"""Outbox to server: each operation until it has the server's last word.

An operation is marked as sent before the request leaves, and its key makes sending it again
harmless; so neither a lost reply nor a kill can lose or double it. An outcome is written down as
soon as it is known; until the change that it caused has been pulled, the store goes on showing it.
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
from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import RefusedError, ReplyLostError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.sync.parts import Parts

_ONE_IS_TO_BLAME: Final = frozenset({"too_large", "malformed"})
"""Refusals of a whole request that say something about what it carries."""

_ONE_MAY_BE_TO_BLAME: Final = frozenset({"internal", "answer_malformed", "answer_too_large"})
"""Failures that may come from one operation, from an ill server or from something in between."""

_FRAME_BYTES: Final = 200
"""Room that a batch needs beside its operations."""


class _Waiting(NamedTuple):
    """An operation as it leaves."""

    key: str
    body: bytes


@dataclass(slots=True)
class Pushed:
    """How far a push came.

    Attributes:
        settled: Operations that got their outcome.
        changes: What screens re-read.
        stumbled: Keys of the batch that ended the push, to be tried again later.
    """

    settled: int = 0
    changes: Changes = NOTHING
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

    def is_due(self) -> bool:
        """Tell whether anything waits to be sent now."""
        return bool(self._parts.replica.outbox.due(self._parts.now, 1, 1))

    def run(self, pushed: Pushed) -> None:
        """Send what is due; how far it came stands in `pushed`, even when it ends early.

        Raises:
            ExpectedError: What ended the push.
        """
        self._ask_for_fates(pushed)
        while batch := self._claimed():
            self._send(batch, pushed)
            self._parts.go_on()

    def _ask_for_fates(self, pushed: Pushed) -> None:
        """Ask what became of operations that may have arrived already."""
        keys = self._parts.replica.outbox.sent_keys()
        for start in range(0, len(keys), BATCH_ITEMS):
            asked = keys[start : start + BATCH_ITEMS]
            query = OutcomeQuery(keys=tuple(UUID(key) for key in asked))
            outcomes = self._parts.api.results(self._parts.context, query).results
            self._write([one for one in outcomes if str(one.key) in set(asked)], pushed)

    def _claimed(self) -> list[_Waiting]:
        """Mark the next operations as sent; from now on nobody can take them back."""
        outbox = self._parts.replica.outbox
        with self._parts.replica.write():
            bodies = outbox.due(self._parts.now, self._at_once, BATCH_BYTES - _FRAME_BYTES)
            batch = [_Waiting(json.loads(body)["key"], body) for body in bodies]
            outbox.mark_sent([one.key for one in batch])
        return batch

    def _send(self, batch: Sequence[_Waiting], pushed: Pushed) -> None:
        try:
            outcomes = self._judged(batch)
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
        self._write(outcomes, pushed)
        self._at_once = min(BATCH_ITEMS, self._at_once * 2)

    def _judged(self, batch: Sequence[_Waiting]) -> Sequence[Outcome]:
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
        return outcomes

    def _write(self, outcomes: Sequence[Outcome], pushed: Pushed) -> None:
        if outcomes:
            outbox = self._parts.replica.outbox
            pushed.changes |= outbox.record_outcomes(outcomes, self._parts.now)
            pushed.settled += len(outcomes)

    def _bisect(self, batch: Sequence[_Waiting], pushed: Pushed) -> None:
        """Find the operation that spoils the batch; it is rejected and the others go on."""
        if len(batch) == 1:
            key, status, code = UUID(batch[0].key), OutcomeStatus.REJECTED, OutcomeCode.MALFORMED
            self._write([Outcome(key=key, status=status, code=code)], pushed)
            return
        middle = len(batch) // 2
        for half in (batch[:middle], batch[middle:]):
            self._send(half, pushed)

    def _less_at_once(self, batch: Sequence[_Waiting], pushed: Pushed) -> None:
        """Send half as much next time: the server, the way, or one operation is ill."""
        pushed.stumbled = [one.key for one in batch]
        self._at_once = max(1, len(batch) // 2)
