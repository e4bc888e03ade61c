"""Outbox to server: each operation until it has the server's last word.

An operation is marked as sent before the request leaves, and its key makes sending it again
harmless; so neither a lost reply nor a kill can lose or double it. An outcome is written down as
soon as it is known; until the change that it caused has been pulled, the store goes on showing it.

One request is under way at a time. While the server judges a batch, the outcomes of the one before
are written and the next one is claimed, in one transaction.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from desktop.contract.operations import (
    BATCH_BYTES,
    BATCH_ITEMS,
    Outcome,
    OutcomeCode,
    OutcomeQuery,
    OutcomeStatus,
)
from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import ExpectedError, RefusedError, ReplyLostError
from desktop.sync.backoff import Backoff

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from desktop.store.outbox import Claimed
    from desktop.sync.parts import Parts

_ONE_IS_TO_BLAME: Final = frozenset({"too_large", "malformed"})
"""Refusals of a whole request that say something about what it carries."""

_ONE_MAY_BE_TO_BLAME: Final = frozenset({"internal", "answer_malformed", "answer_too_large"})
"""Failures that may come from one operation, from an ill server or from something in between."""

_FRAME_BYTES: Final = 200
"""Room that a batch needs beside its operations."""


@dataclass(slots=True)
class Pushed:
    """How far a push came.

    Attributes:
        settled: Operations that got their outcome.
        changes: What screens re-read.
        stumbled: Why an operation that left alone has to wait, if one has.
        heard: Outcomes that are not written down yet.
    """

    settled: int = 0
    changes: Changes = NOTHING
    stumbled: ExpectedError | None = None
    heard: list[Outcome] = field(default_factory=list)

    def wrote(self, changes: Changes) -> None:
        """Note that what was heard is written down now."""
        self.changes |= changes
        self.settled += len(self.heard)
        self.heard.clear()


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
        self._most = BATCH_ITEMS
        self._at_once = BATCH_ITEMS

    def allow(self, items: int) -> None:
        """Send no more operations at once than the server takes."""
        self._most = min(BATCH_ITEMS, items)
        self._at_once = min(self._at_once, self._most)

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
        with ThreadPoolExecutor(1, "push") as line:
            batch = self._claim(pushed)
            while batch:
                coming = line.submit(self._judged, batch)
                # A batch is claimed ahead of its turn only while whole ones get through.
                ahead = self._claim(pushed, batch) if self._at_once == self._most else []
                try:
                    self._settle(batch, coming.result, pushed)
                    self._parts.go_on()
                except ExpectedError:
                    self._give_back(ahead, pushed)
                    raise
                batch = ahead or self._claim(pushed)
        if pushed.stumbled is not None:
            raise pushed.stumbled

    def _ask_for_fates(self, pushed: Pushed) -> None:
        """Ask what became of operations that may have arrived already."""
        keys = self._parts.replica.outbox.sent_keys()
        for start in range(0, len(keys), self._most):
            asked = keys[start : start + self._most]
            query = OutcomeQuery(keys=tuple(UUID(key) for key in asked))
            outcomes = self._parts.api.results(self._parts.context, query).results
            pushed.heard += [one for one in outcomes if str(one.key) in set(asked)]
            self._write(pushed)

    def _claim(self, pushed: Pushed, under_way: Sequence[Claimed] = ()) -> list[Claimed]:
        """Write down what was heard, and mark the next operations as sent.

        From now on nobody can take them back.
        """
        outbox = self._parts.replica.outbox
        besides = [one.key for one in under_way]
        with self._parts.replica.write():
            changes = outbox.record_outcomes(pushed.heard, self._parts.now)
            size = BATCH_BYTES - _FRAME_BYTES
            batch = outbox.claim(self._parts.now, self._at_once, size, besides)
        pushed.wrote(changes)
        return batch

    def _give_back(self, ahead: Sequence[Claimed], pushed: Pushed) -> None:
        """Write down what was heard, and that a batch that was claimed did not leave."""
        outbox = self._parts.replica.outbox
        with self._parts.replica.write():
            changes = outbox.record_outcomes(pushed.heard, self._parts.now)
            changes |= outbox.give_back(ahead)
        pushed.wrote(changes)

    def _write(self, pushed: Pushed) -> None:
        """Write down what was heard."""
        outbox = self._parts.replica.outbox
        pushed.wrote(outbox.record_outcomes(pushed.heard, self._parts.now))

    def _settle(
        self, batch: Sequence[Claimed], judged: Callable[[], Sequence[Outcome]], pushed: Pushed
    ) -> None:
        """Hear what the server says of a batch."""
        try:
            pushed.heard += judged()
        except RefusedError as error:
            if error.code in _ONE_IS_TO_BLAME:
                self._bisect(batch, pushed)
                return
            if error.code not in _ONE_MAY_BE_TO_BLAME:
                self._postpone(batch, error, error.retry_after or 0.0, pushed)
                raise
            self._stumble(batch, error, pushed)
        except ReplyLostError as error:
            self._stumble(batch, error, pushed)
        else:
            self._backoff.succeeded()
            self._at_once = min(self._most, self._at_once * 2)

    def _judged(self, batch: Sequence[Claimed]) -> Sequence[Outcome]:
        """Hand in a batch and return exactly one outcome for each of its operations."""
        items = b",".join(one.body for one in batch)
        body = b'{"device_id":"%s","items":[%s]}' % (self._parts.device_id.encode(), items)
        outcomes = self._parts.api.decide(self._parts.context, body).results
        if [str(outcome.key) for outcome in outcomes] != [one.key for one in batch]:
            raise ReplyLostError
        return outcomes

    def _bisect(self, batch: Sequence[Claimed], pushed: Pushed) -> None:
        """Find the operation that spoils the batch; it is rejected and the others go on."""
        if len(batch) == 1:
            key, status, code = UUID(batch[0].key), OutcomeStatus.REJECTED, OutcomeCode.MALFORMED
            pushed.heard.append(Outcome(key=key, status=status, code=code))
            return
        middle = len(batch) // 2
        for half in (batch[:middle], batch[middle:]):
            self._settle(half, partial(self._judged, half), pushed)
            self._write(pushed)

    def _stumble(self, batch: Sequence[Claimed], error: ExpectedError, pushed: Pushed) -> None:
        """Let a batch wait and send less at once next time.

        Raises:
            ExpectedError: The error, unless it is the first one of an operation that left alone:
                the next one shows who is ill, the operation or the server.
        """
        self._postpone(batch, error, self._backoff.failed(error.retry_after) + 1, pushed)
        self._at_once = max(1, len(batch) // 2)
        if len(batch) > 1 or pushed.stumbled is not None:
            raise error
        pushed.stumbled = error

    def _postpone(
        self, batch: Sequence[Claimed], error: ExpectedError, wait: float, pushed: Pushed
    ) -> None:
        """Note why a batch has to wait, and until when."""
        keys, again_at = [one.key for one in batch], int(self._parts.now + wait)
        pushed.changes |= self._parts.replica.outbox.postpone(keys, again_at, error.code)
