"""One run of the exchange: push what is due, pull what is new."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import ExpectedError, RefusedError, SignInRequiredError
from desktop.sync.backoff import Backoff
from desktop.sync.parts import Parts
from desktop.sync.pull import pull
from desktop.sync.push import Push, Pushed
from desktop.sync.recall import recall
from desktop.sync.report import SyncReport
from desktop.sync.resync import resync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from desktop.contract.session import Context, Session
    from desktop.remote.api import Api
    from desktop.store.replica import Replica
    from desktop.sync.parts import Progress
    from desktop.sync.pull import Pulled

SESSION_AGE: Final = 600
"""Seconds after which a run asks for the session anew; that renews the offline lease."""

SKEW: Final = 300
"""Seconds by which the local clock may be off before it is reported."""

_CURSOR_IS_WORTH_NOTHING: Final = frozenset(
    {"cursor_gone", "cursor_unknown", "scope_changed", "epoch_changed"}
)
_CONTEXT_IS_OVER: Final = frozenset({"not_permitted", "context_required"})


@dataclass(slots=True)
class _Run:
    """How far a run came."""

    progress: Progress | None
    pushed: Pushed = field(default_factory=Pushed)
    changes: Changes = NOTHING
    rows: int = 0
    resynced: bool = False
    healed: bool = False
    wiped: bool = False
    skew: int = 0
    session: Session | None = None
    failures: list[ExpectedError] = field(default_factory=list)

    def took(self, pulled: Pulled) -> None:
        """Note what a pull brought."""
        self.changes |= pulled.changes
        self.rows += pulled.rows


class SyncEngine:
    """Exchanges one replica with the server; safe to call from any thread, one run at a time."""

    def __init__(
        self,
        replica: Replica,
        api: Api,
        context: Context,
        clock: Callable[[], float],
        random: Random,
        *,
        device_id: str,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            replica: The local end.
            api: The server's end.
            context: Institution and business of the replica.
            clock: Epoch seconds.
            random: Source of jitter.
            device_id: This device.
        """
        self._parts = Parts(replica, api, context, device_id, clock)
        self._backoff = Backoff(random)
        self._push = Push(self._parts, random)
        self._running = Lock()
        self._session_at: int | None = None

    def stop(self) -> None:
        """Let a run end at its next step, and later ones at once: the program is closing."""
        self._parts.stopping.set()

    @contextmanager
    def alone(self) -> Iterator[Parts]:
        """Give the two ends for work beside which no run goes on: a file of the courier."""
        with self._running:
            yield self._parts

    def run(self, progress: Progress | None = None) -> SyncReport:
        """Send what is due, fetch what is new, apply it in one go.

        Expected failures stand in the report; what was reached before them counts.
        """
        with self._running:
            run = _Run(progress)
            for step in (self._exchange, self._wipe_if_over):
                try:
                    step(run)
                except ExpectedError as error:
                    run.failures.append(error)
            return self._report(run)

    def _exchange(self, run: _Run) -> None:
        self._parts.go_on()
        to_push = self._push.has_work()
        if to_push or self._session_is_old():
            self._greet(run)
            to_push = self._push.has_work()  # what a restored server forgot is due again
        try:
            if to_push:
                self._push.run(run.pushed)
        except RefusedError as error:
            run.failures.append(error)  # the server is there: what is new can come all the same
        self._pull(run)

    def _session_is_old(self) -> bool:
        at = self._session_at
        return at is None or not 0 <= self._parts.now - at < SESSION_AGE

    def _greet(self, run: _Run) -> None:
        """Ask for the session: nothing is marked as sent before the server was heard."""
        run.session = self._parts.api.session()
        self._parts.replica.meta.lease_until = run.session.offline_lease_until
        self._push.allow(run.session.limits.batch_items)
        run.changes |= recall(self._parts, run.session)
        self._session_at = self._parts.now

    def _pull(self, run: _Run) -> None:
        if not self._parts.replica.meta.cursor:
            self._resync(run)
            return
        try:
            pulled = pull(self._parts, run.progress)
        except RefusedError as error:
            if error.code not in _CURSOR_IS_WORTH_NOTHING:
                raise
            if error.code == "epoch_changed":
                self._session_at = None  # the next run hears the new epoch and recalls
            self._resync(run)
            return
        run.took(pulled)
        if not self._agrees(pulled, run):
            self._resync(run)
            run.healed = True

    def _resync(self, run: _Run) -> None:
        """Load a generation; a second time if the scope changed while the first one came."""
        run.resynced = True
        try:
            pulled = resync(self._parts, run.progress)
        except RefusedError as error:
            if error.code not in _CURSOR_IS_WORTH_NOTHING:
                raise
            pulled = resync(self._parts, run.progress)
        run.took(pulled)
        if not self._agrees(pulled, run):
            raise RefusedError("replica_differs", status=200)

    def _agrees(self, pulled: Pulled, run: _Run) -> bool:
        """Compare what lies here with the server's count and sum; note how the clocks differ."""
        skew = self._parts.now - pulled.last.server_time
        run.skew = skew if abs(skew) > SKEW else 0
        digest = pulled.last.digest
        return digest is None or digest == self._parts.replica.feed.digest()

    def _wipe_if_over(self, run: _Run) -> None:
        """Erase what the person may no longer hold; what the person did stays."""
        if any(ends_the_right_to_hold_data(error) for error in run.failures):
            self._parts.replica.wipe(keep_outbox=True)
            run.wiped = True
            run.changes |= EVERYTHING

    def _report(self, run: _Run) -> SyncReport:
        next_try_at = None
        if run.failures:
            asked = max(error.retry_after or 0.0 for error in run.failures)
            next_try_at = int(self._parts.now + self._backoff.failed(asked)) + 1
        else:
            self._backoff.succeeded()
        return SyncReport(
            changes=run.changes | run.pushed.changes,
            pushed=run.pushed.settled,
            pulled=run.rows,
            resynced=run.resynced,
            healed=run.healed,
            wiped=run.wiped,
            failures=tuple(run.failures),
            next_try_at=next_try_at,
            skew_seconds=run.skew,
            session=run.session,
        )


EVERYTHING: Final = Changes(
    all_materials=True,
    outbox=True,
    organizations=True,
    authorizations=True,
    attachments=True,
    session=True,
    notices=True,
)
"""What screens re-read once the replica was emptied."""


def ends_the_right_to_hold_data(error: ExpectedError) -> bool:
    """Tell whether the person may no longer hold what came from the server."""
    if isinstance(error, SignInRequiredError):
        return error.code == "account_disabled"
    return isinstance(error, RefusedError) and error.code in _CONTEXT_IS_OVER
