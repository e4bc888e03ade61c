"""The conflict matrix: how the server judges an operation when it arrives.

`judge` looks and says; it changes nothing. Its order is the order of what matters most: does the
author know of the material, is the author entitled, is the operation well formed, is the window
open, is what the author saw still what there is, and does the state machine allow it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.contract.operations import (
    AfterKey,
    Decide,
    OutcomeCode,
    OutcomeStatus,
    RemoveFromUnit,
    Retract,
    Reveal,
)
from desktop.domain.errors import RuleViolationError
from desktop.domain.practice_period import Period, check_verdict_period
from desktop.domain.review import (
    ChainStep,
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
    Verdict,
    after_retraction,
    check_remark,
    may_review,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server_stub.services.materials import Dossier
    from server_stub.storage.models import Batch
    from server_stub.storage.scope import Actor

Act = Decide | Retract | RemoveFromUnit
AnyOperation = Decide | Retract | RemoveFromUnit | Reveal

_CHINA: Final = timedelta(hours=8)
_STANDS: Final = frozenset({ReviewStatus.APPROVED, ReviewStatus.REFUSED, ReviewStatus.RETURNED})


@dataclass(frozen=True, slots=True)
class Judgement:
    """How an operation ended.

    Attributes:
        status: How.
        code: Why.
        field: The malformed place, if there is one.
        seen: False where its author may not know how things stand.
        effective: Whether it has, or joins in, an effect.
    """

    status: OutcomeStatus
    code: OutcomeCode = OutcomeCode.OK
    field: str = ""
    seen: bool = True
    effective: bool = False


APPLIED: Final = Judgement(OutcomeStatus.APPLIED, effective=True)
CONCURRED: Final = Judgement(OutcomeStatus.CONCURRED, effective=True)
_WINDOW_CLOSED: Final = Judgement(OutcomeStatus.PARKED, OutcomeCode.WINDOW_CLOSED)


@dataclass(frozen=True, slots=True)
class Settled:
    """What an earlier operation of the same author left; no `rev` where it had no effect."""

    material_id: int
    rev: int | None


@dataclass(slots=True)
class Hearing:
    """What the server knows while it judges a batch.

    Attributes:
        actor: The author, in a context.
        now: Time of judgement, epoch seconds.
        dossiers: Materials by id, in scope or not.
        visible: Ids of those in scope.
        left: Ids that were in scope once; True where the person was removed from the unit.
        batches: Batches of the business by year.
        settled: Earlier operations by key, growing while the batch is judged.
        window_waived: True where who decides is not bound by the review window.
    """

    actor: Actor
    now: int
    dossiers: dict[int, Dossier]
    visible: set[int]
    left: Mapping[int, bool]
    batches: Mapping[int, Batch]
    settled: dict[str, Settled] = field(default_factory=dict)
    window_waived: bool = False
    today: date = field(init=False)
    """The calendar day in China."""

    def __post_init__(self) -> None:
        """Find the day once for the whole batch."""
        self.today = (datetime.fromtimestamp(self.now, UTC) + _CHINA).date()


def judge(hearing: Hearing, operation: AnyOperation) -> Judgement:
    """Judge one operation against what there is now."""
    outside = _knows(hearing, operation) or _entitled(hearing, operation)
    if outside is not None:
        return outside
    if isinstance(operation, Reveal):
        return APPLIED
    if operation.material_id not in hearing.visible:
        if hearing.left[operation.material_id]:
            return _conflict(OutcomeCode.UNBOUND, seen=False)
        return Judgement(OutcomeStatus.PARKED, OutcomeCode.OUT_OF_SCOPE, seen=False)
    dossier = hearing.dossiers[operation.material_id]
    step = _own_step(hearing.actor, dossier)
    if step is None or (
        isinstance(operation, RemoveFromUnit) and hearing.actor.level is not ReviewLevel.UNIT
    ):
        return _rejected(OutcomeCode.NOT_PERMITTED)
    refused = _malformed(hearing, operation, dossier) or _closed(hearing, operation, dossier)
    return refused or _met(hearing, operation, dossier, step)


def _knows(hearing: Hearing, operation: AnyOperation) -> Judgement | None:
    known = operation.material_id in hearing.visible or operation.material_id in hearing.left
    return None if known else _rejected(OutcomeCode.NOT_FOUND)


def _entitled(hearing: Hearing, operation: AnyOperation) -> Judgement | None:
    actor = hearing.actor
    if may_review(actor.roles) or isinstance(operation, Reveal):
        return None  # what was shown was shown: that is a record and no request
    if may_review(actor.former):
        return Judgement(OutcomeStatus.PARKED, OutcomeCode.NOT_PERMITTED, seen=False)
    return _rejected(OutcomeCode.NOT_PERMITTED)


def _own_step(actor: Actor, dossier: Dossier) -> ChainStep | None:
    for step in dossier.chain:
        if step.level is actor.level and step.organization_id == actor.organization_id:
            return step
    return None


def _malformed(hearing: Hearing, operation: Act, dossier: Dossier) -> Judgement | None:
    batch = hearing.batches.get(dossier.year)
    if not isinstance(operation, Decide) or batch is None:
        return None
    sent = operation.period
    period = Period(sent.start, sent.end) if sent else None
    try:
        check_remark(operation.verdict, operation.remark)
        check_verdict_period(
            operation.verdict,
            hearing.actor.level,
            period,
            cut_off=batch.cut_off,
            today=hearing.today,
        )
    except RuleViolationError as error:
        return _rejected(OutcomeCode(error.code), error.field)
    return None


def _closed(hearing: Hearing, operation: Act, dossier: Dossier) -> Judgement | None:
    if isinstance(operation, RemoveFromUnit) or hearing.window_waived:
        return None
    batch = hearing.batches.get(dossier.year)
    if batch is None or not batch.current:
        return _WINDOW_CLOSED
    return None if batch.window_opens_at <= hearing.now < batch.window_closes_at else _WINDOW_CLOSED


def _met(hearing: Hearing, operation: Act, dossier: Dossier, step: ChainStep) -> Judgement:
    """Compare what the author expected with what there is, then ask the state machine."""
    rev, mismatch = _expected(hearing, operation, dossier)
    stale = rev != dossier.rev
    overtaken = mismatch or (_overtaken(rev, dossier) if stale else None)
    if overtaken is not None:
        return _conflict(overtaken)
    if isinstance(operation, RemoveFromUnit):
        return _conflict(OutcomeCode.DECIDED) if stale else APPLIED
    if dossier.submission == SubmissionStatus.NOT_SUBMITTED:
        return _conflict(OutcomeCode.WITHDRAWN)
    if isinstance(operation, Retract):
        return _retractable(dossier, step, stale=stale)
    return _decidable(operation, dossier, step, stale=stale)


def _expected(hearing: Hearing, operation: Act, dossier: Dossier) -> tuple[int, OutcomeCode | None]:
    """Return the rev that the author saw (or made), and what is wrong with it by itself."""
    expect = operation.expect
    if isinstance(expect, AfterKey):
        parent = hearing.settled.get(str(expect.after))
        if parent is None or parent.rev is None or parent.material_id != dossier.id:
            return 0, OutcomeCode.PARENT
        return parent.rev, None
    if expect.rev == dossier.rev and expect.content_hash != dossier.content_hash:
        return expect.rev, OutcomeCode.CONTENT_CHANGED
    return expect.rev, None


def _overtaken(rev: int, dossier: Dossier) -> OutcomeCode | None:
    """Return why what the author saw is not what there is, as far as the applicant caused it."""
    if rev < dossier.binding_rev:
        return OutcomeCode.UNBOUND
    if rev < dossier.content_rev:
        if dossier.submission == SubmissionStatus.NOT_SUBMITTED:
            return OutcomeCode.WITHDRAWN
        return OutcomeCode.CONTENT_CHANGED
    return None


def _decidable(operation: Decide, dossier: Dossier, step: ChainStep, *, stale: bool) -> Judgement:
    same = step.status is operation.verdict.status
    if same and (stale or step.status in _STANDS):
        return _concurring(operation, dossier, step)
    if _is_final(dossier):
        return _conflict(OutcomeCode.FINAL)
    if step.status is ReviewStatus.NOT_REACHED:
        return _conflict(OutcomeCode.NOT_REACHED)
    taken = step.status is ReviewStatus.APPROVED or dossier.submission == SubmissionStatus.REVISING
    return _conflict(OutcomeCode.DECIDED) if stale or taken else APPLIED


def _concurring(operation: Decide, dossier: Dossier, step: ChainStep) -> Judgement:
    if operation.verdict is Verdict.APPROVED and operation.period is not None:
        wanted = [operation.period.start.isoformat(), operation.period.end.isoformat()]
        if wanted not in [one[2:4] for one in _practice_of(dossier, step.organization_id)]:
            return _conflict(OutcomeCode.PERIOD_DIFFERS)
    return CONCURRED


def _practice_of(dossier: Dossier, organization_id: int) -> list[Any]:
    return [one for one in dossier.practice if one[0] == organization_id]


def _retractable(dossier: Dossier, step: ChainStep, *, stale: bool) -> Judgement:
    if _is_final(dossier):
        return _conflict(OutcomeCode.FINAL)
    try:
        after_retraction(dossier.chain, step.level)
    except RuleViolationError as error:
        return _conflict(OutcomeCode(error.code))
    return _conflict(OutcomeCode.DECIDED) if stale else APPLIED


def _is_final(dossier: Dossier) -> bool:
    return any(step.status is ReviewStatus.REFUSED for step in dossier.chain)


def _conflict(code: OutcomeCode, *, seen: bool = True) -> Judgement:
    return Judgement(OutcomeStatus.CONFLICT, code, seen=seen)


def _rejected(code: OutcomeCode, place: str = "") -> Judgement:
    return Judgement(OutcomeStatus.REJECTED, code, place, seen=False)
