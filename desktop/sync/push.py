"""Outbox to server: each operation until it has the server's last word.

An operation is marked as sent before the request leaves, and its key makes sending it again
harmless; so neither a lost reply nor a kill can lose or double it. An outcome is written down as
soon as it is known; until the change that it caused has been pulled, the store goes on showing it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
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
from desktop.sync.backoff import Backoff

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from desktop.domain.errors import ExpectedError
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
        stumbled: Why an operation that left alone has to wait, if one has.
    """

    settled: int = 0
    changes: Changes = NOTHING
    stumbled: ExpectedError | None = None


class Push:
    """Sends what is due.

    Remembers over several runs how many operations the server could take at once lately: after a
    lost reply or an internal error the next batch is half as long, so that a slow link gets
    through. An operation that makes the server stumble ends up alone and waits, and the others
    pass it by.
    """

    def __init__(self, parts: Parts, random: Random) -> None:
        self._parts = parts
        self._backoff = Backoff(random)
        self._at_once = BATCH_ITEMS

    def has_work(self) -> bool:
        """Tell whether anything waits to be sent now, or to be asked for."""
        outbox = self._parts.replica.outbox
        return bool(outbox.sent_keys() or outbox.due(self._parts.now, 1, 1))

    def run(self, pushed: Pushed) -> None:
        """Send what is due; how far it came stands in `pushed`, even when it ends early.

        Raises:
            ExpectedError: What ended the push.
        """
        self._ask_for_fates(pushed)
        while batch := self._claimed():
            self._send(batch, pushed)
            self._parts.go_on()
        if pushed.stumbled is not None:
            raise pushed.stumbled

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
            if error.code not in _ONE_MAY_BE_TO_BLAME:
                raise
            self._stumble(batch, error, pushed)
        except ReplyLostError as error:
            self._stumble(batch, error, pushed)
        else:
            self._write(outcomes, pushed)
            self._backoff.succeeded()
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

    def _stumble(self, batch: Sequence[_Waiting], error: ExpectedError, pushed: Pushed) -> None:
        """Let a batch wait and send less at once next time.

        Raises:
            ExpectedError: The error, unless it is the first one of an operation that left alone:
                the next one shows who is ill, the operation or the server.
        """
        wait = self._backoff.failed(error.retry_after)
        keys, again_at = [one.key for one in batch], int(self._parts.now + wait) + 1
        pushed.changes |= self._parts.replica.outbox.postpone(keys, again_at, error.code)
        self._at_once = max(1, len(batch) // 2)
        if len(batch) > 1 or pushed.stumbled is not None:
            raise error
        pushed.stumbled = error
