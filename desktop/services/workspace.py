"""What every action needs: the local data, the server, and in whose name one acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import TYPE_CHECKING

from desktop.domain.errors import RuleViolationError
from desktop.domain.review import Verdict, may_review
from desktop.services.downloads import Downloads
from desktop.sync.engine import SyncEngine

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.contract.session import Batch, Context, Session
    from desktop.remote.api import Api
    from desktop.store.replica import Replica


@dataclass(eq=False)
class Workspace:
    """An open context (institution x business) of one person on one device.

    Attributes:
        replica: The context's local data.
        api: The server.
        context: In which institution and business the person acts.
        session: Who acts, with which limits and batches, as last heard from the server.
        device_id: This device, drawn once per profile.
        clock: Wall clock in epoch seconds.
        grace_seconds: The person's own grace time for a decision; None takes the server's.
        grace_seconds_refused: The same for 审核不通过.
        random: Source of jitter.
        downloads: What was learned about fetching pictures.
        engine: The one sync engine of this workspace; it remembers failures between runs.
    """

    replica: Replica
    api: Api
    context: Context
    session: Session
    device_id: str
    clock: Callable[[], float]
    grace_seconds: int | None = None
    grace_seconds_refused: int | None = None
    random: Random = field(default_factory=SystemRandom)
    downloads: Downloads = field(default_factory=Downloads, compare=False)
    engine: SyncEngine = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Build the engine from the parts."""
        engine = SyncEngine(
            self.replica,
            self.api,
            self.context,
            self.clock,
            self.random,
            device_id=self.device_id,
        )
        self.engine = engine

    def renew(self, session: Session) -> bool:
        """Take a session document that the server has just given.

        Returns:
            Whether rights, windows or limits in this context differ from before, so that screens
            have to be made anew.
        """
        before = (self.session.contexts, self.session.batches, self.session.limits)
        context = next((one for one in session.contexts if one.key == self.context.key), None)
        self.session = session
        if context is not None:
            self.context = context
        return before != (session.contexts, session.batches, session.limits)

    @property
    def now(self) -> int:
        """The current time in epoch seconds."""
        return int(self.clock())

    @property
    def may_review(self) -> bool:
        """Whether the person may give verdicts in this context."""
        return may_review(frozenset(self.context.roles))

    @property
    def current_batch(self) -> Batch | None:
        """The batch that is open for work in this business, if any."""
        return next((batch for batch in self._batches if batch.current), None)

    @property
    def _batches(self) -> list[Batch]:
        return [b for b in self.session.batches if b.business == self.context.business]

    def batch_of(self, year: int) -> Batch:
        """Return the batch of a year.

        Raises:
            RuleViolationError: `year_closed` where the year is not the one in work (decision 16).
        """
        batch = next((b for b in self._batches if b.year == year and b.current), None)
        if batch is None:
            raise RuleViolationError("year_closed")
        return batch

    def grace_of(self, verdict: Verdict | None) -> int:
        """Return for how many seconds an action stays here before it leaves (decision 21).

        审核不通过 never leaves sooner than anything else.
        """
        limits, own = self.session.limits, self.grace_seconds_refused
        usual = limits.grace_seconds if self.grace_seconds is None else self.grace_seconds
        if verdict is not Verdict.REFUSED:
            return usual
        return max(usual, limits.grace_seconds_refused if own is None else own)
