"""首页: how the own level stands, how near the deadline is, what to go on with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.organizations import is_administrative
from desktop.domain.review import ReviewStatus
from desktop.screens.ports import Lane
from desktop.services import browsing

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.browsing import Deadline, HomeSummary
    from desktop.services.workspace import Workspace
    from desktop.store.records import (
        AuthorizationItem,
        AuthorizationTotals,
        OutboxTotals,
        ReplicaState,
    )

DAY: Final = 86_400
TILES: Final = (
    ReviewStatus.PENDING,
    ReviewStatus.APPROVED,
    ReviewStatus.DEFERRED,
    ReviewStatus.RETURNED,
    ReviewStatus.REFUSED,
)


class Phase(StrEnum):
    """Where today lies against the review window."""

    NONE = "none"
    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """The review window in numbers a sentence can carry.

    Attributes:
        phase: Where today lies.
        days_left: Days until it opens or closes, rounded up.
        days_needed: Days that the rest takes at the present pace, or None below one decision a day.
        pace: Decisions a day.
        pending: Materials that wait.
        at: When it opens or closes, epoch seconds.
    """

    phase: Phase
    days_left: int = 0
    days_needed: int | None = None
    pace: float = 0.0
    pending: int = 0
    at: int = 0

    @property
    def is_tight(self) -> bool:
        """Whether the rest will not be done in time at this pace, or the last three days began."""
        soon = self.days_left <= 3  # noqa: PLR2004 - three days, as the docstring says
        late = self.days_needed is not None and self.days_needed > self.days_left
        return self.phase is Phase.OPEN and bool(self.pending) and (soon or late)


class TaskKind(StrEnum):
    """What to go on with, the most urgent first."""

    CONFLICT = "conflict"
    REJECTED = "rejected"
    PARKED = "parked"
    PENDING = "pending"
    DEFERRED = "deferred"
    RETURNED = "returned"


class Task(NamedTuple):
    """One line of 接着做."""

    kind: TaskKind
    number: int


class HomeRead(NamedTuple):
    """What one job reads; `own_authorization` is the own unit's in the business in work."""

    summary: HomeSummary
    state: ReplicaState
    reviewable: int
    own_authorization: AuthorizationItem | None


class HomePresenter(QObject):
    """Reads the summary after every change.

    Signals:
        read: A `HomeRead`.
    """

    read = Signal(object)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._jobs = workspace, jobs
        batch = workspace.current_batch
        self._year = batch.year if batch is not None else None
        self._path = ""
        self._shown = False
        self._stale = True
        hub.changed.connect(self._note)

    @property
    def is_administrative(self) -> bool:
        """Whether the person acts for an administrative unit."""
        return is_administrative(self.workspace.context.organization_kind)

    def set_scope(self, path: str) -> None:
        """Count this subtree."""
        self._path = path
        self._note_stale()

    def set_year(self, year: int) -> None:
        """Count this year."""
        self._year = year
        self._note_stale()

    def set_shown(self, *, shown: bool) -> None:
        """Read only while somebody looks."""
        self._shown = shown
        if shown and self._stale:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the summary."""
        self._stale = False
        self._jobs.run(
            Lane.READ,
            partial(_read, self.workspace, self._year, self._path),
            owner=self,
            on_success=self.read.emit,
        )

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes:
            self._note_stale()

    def _note_stale(self) -> None:
        self._stale = True
        if self._shown:
            self.refresh()


def deadline_facts(deadline: Deadline | None, now: int) -> DeadlineFacts:
    """Return the review window in numbers."""
    if deadline is None:
        return DeadlineFacts(Phase.NONE)
    if now < deadline.opens_at:
        left = ceil((deadline.opens_at - now) / DAY)
        return DeadlineFacts(Phase.BEFORE, left, pending=deadline.pending, at=deadline.opens_at)
    if now >= deadline.closes_at:
        return DeadlineFacts(Phase.CLOSED, pending=deadline.pending, at=deadline.closes_at)
    return DeadlineFacts(
        Phase.OPEN,
        ceil((deadline.closes_at - now) / DAY),
        ceil(deadline.pending / deadline.pace) if deadline.pace >= 1 else None,
        deadline.pace,
        deadline.pending,
        deadline.closes_at,
    )


def tasks(summary: HomeSummary, outbox: OutboxTotals) -> list[Task]:
    """Return what to go on with, the most urgent first, without empty lines."""
    own = summary.own.by_status
    found = (
        Task(TaskKind.CONFLICT, outbox.conflict),
        Task(TaskKind.REJECTED, outbox.rejected),
        Task(TaskKind.PARKED, outbox.parked),
        Task(TaskKind.PENDING, own.get(ReviewStatus.PENDING, 0)),
        Task(TaskKind.DEFERRED, own.get(ReviewStatus.DEFERRED, 0)),
        Task(TaskKind.RETURNED, own.get(ReviewStatus.RETURNED, 0)),
    )
    return [task for task in found if task.number]


def _read(workspace: Workspace, year: int | None, path: str) -> HomeRead:
    summary = browsing.home(workspace=workspace, year=year, organization_path=path)
    context = workspace.context
    items = browsing.authorizations(
        workspace=workspace,
        organization_path=context.organization_path,
        organization_id=context.organization_id,
    )
    own = next((item for item in items if item.business == context.business), None)
    if own is not None and path in {"", context.organization_path}:
        below = _without(summary.authorizations, own)
        summary = replace(summary, authorizations=below)
    reviewable = browsing.reviewable_offline(workspace=workspace, year=year, organization_path=path)
    return HomeRead(summary, browsing.state(workspace=workspace), reviewable, own)


def _without(totals: AuthorizationTotals, own: AuthorizationItem) -> AuthorizationTotals:
    """Return the totals below a unit: somebody above authorizes the unit itself."""
    counted: int = getattr(totals, own.state)
    return replace(totals, **{own.state.value: max(counted - 1, 0)})
