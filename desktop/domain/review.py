"""Review of a material: who may decide what, when, and what follows from it.

Sources: guide A §7.4-7.6 (capabilities S093-S104) and the decisions 5, 7, 8, 10, 14-17, 21, 26, 27
of the plan where the guides are silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.errors import RuleViolationError

REMARK_MAX_LENGTH: Final = 500
"""Characters that a 审核备注 may have (decision 15)."""


class ReviewLevel(StrEnum):
    """A step of the review chain, lowest first; each unit's chain is derived from the tree."""

    UNIT = "unit"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


class ReviewStatus(StrEnum):
    """审核状态 of one level of one round."""

    PENDING = "pending"
    APPROVED = "approved"
    DEFERRED = "deferred"
    RETURNED = "returned"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"


class Verdict(StrEnum):
    """What a reviewer says: 审核通过, 暂不审核, 允许修改, 审核不通过."""

    APPROVED = "approved"
    DEFERRED = "deferred"
    RETURNED = "returned"
    REFUSED = "refused"

    @property
    def status(self) -> ReviewStatus:
        """The status that the level has once this verdict stands."""
        return ReviewStatus(self.value)


class SubmissionStatus(StrEnum):
    """提交状态: only submitted and resubmitted materials can be decided (decision 27)."""

    NOT_SUBMITTED = "not_submitted"
    SUBMITTED = "submitted"
    REVISING = "revising"
    RESUBMITTED = "resubmitted"


class PaymentStatus(StrEnum):
    """缴费状态: independent of the review (Hubei collects the fee before it)."""

    UNPAID = "unpaid"
    PAID = "paid"
    REFUNDING = "refunding"
    REFUNDED = "refunded"


class TimelineKind(StrEnum):
    """One entry of 审核进度."""

    SUBMITTED = "submitted"
    RESUBMITTED = "resubmitted"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    ALSO_REVIEWED = "also_reviewed"
    OPINION_ADOPTED = "opinion_adopted"
    RETRACTED = "retracted"
    REMOVED_FROM_UNIT = "removed_from_unit"
    JOINED_UNIT = "joined_unit"


class Role(StrEnum):
    """A right that a person holds in a context (institution × business)."""

    HR = "hr"
    MANAGER = "manager"
    ASSISTANT = "assistant"
    OFFICER = "officer"
    PLATFORM_ADMIN = "platform_admin"


REVIEWING_ROLES: Final = frozenset({Role.MANAGER, Role.ASSISTANT, Role.OFFICER})
"""Roles that may review; 机构人事 alone does not (decision 22)."""

DECIDABLE_SUBMISSIONS: Final = frozenset({SubmissionStatus.SUBMITTED, SubmissionStatus.RESUBMITTED})

REMARK_REQUIRED: Final = frozenset({Verdict.RETURNED, Verdict.REFUSED})
"""Verdicts that must say why (decision 15)."""

TYPED_CONFIRMATION_REQUIRED: Final = frozenset({Verdict.REFUSED})

DECIDED_UPWARDS: Final = frozenset({ReviewStatus.APPROVED, ReviewStatus.REFUSED})
"""Statuses that close the level for an ordinary new decision of the same round."""


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One level of a material's chain: whose turn it is there and how it stands."""

    level: ReviewLevel
    organization_id: int
    status: ReviewStatus


def may_review(roles: frozenset[Role]) -> bool:
    """Tell whether these roles allow a verdict in their context."""
    return not REVIEWING_ROLES.isdisjoint(roles)


def check_remark(verdict: Verdict, remark: str) -> None:
    """Check 审核备注 against the verdict.

    Raises:
        RuleViolationError: `remark_required` or `remark_too_long`, field `/remark`.
    """
    if verdict in REMARK_REQUIRED and not remark.strip():
        raise RuleViolationError("remark_required", field="/remark")
    if len(remark) > REMARK_MAX_LENGTH:
        raise RuleViolationError("remark_too_long", field="/remark")


def check_decidable(submission: SubmissionStatus, status: ReviewStatus) -> None:
    """Check that the level can take a new verdict now.

    审核不通过 is absorbing, a passed level is taken back by a retraction and not by a second
    verdict, and a level that the material has not reached has nothing to say yet.

    Raises:
        RuleViolationError: `final`, `already_approved`, `not_reached` or `not_submitted`.
    """
    if status is ReviewStatus.REFUSED:
        raise RuleViolationError("final")
    if status is ReviewStatus.APPROVED:
        raise RuleViolationError("already_approved")
    if status is ReviewStatus.NOT_REACHED:
        raise RuleViolationError("not_reached")
    if submission not in DECIDABLE_SUBMISSIONS:
        raise RuleViolationError("not_submitted")


def status_at(chain: tuple[ChainStep, ...], level: ReviewLevel) -> ReviewStatus:
    """Return how the material stands at a level; NOT_REACHED where the chain has no such level."""
    for step in chain:
        if step.level is level:
            return step.status
    return ReviewStatus.NOT_REACHED


def after_verdict(
    chain: tuple[ChainStep, ...],
    level: ReviewLevel,
    verdict: Verdict,
) -> tuple[ChainStep, ...]:
    """Return the chain once `verdict` stands at `level`: approval opens the next level.

    Raises:
        RuleViolationError: `not_reached` where the chain has no such level.
    """
    position = next((n for n, step in enumerate(chain) if step.level is level), None)
    if position is None:
        raise RuleViolationError("not_reached")
    steps = list(chain)
    steps[position] = _with_status(steps[position], verdict.status)
    if verdict is Verdict.APPROVED and position + 1 < len(steps):
        steps[position + 1] = _with_status(steps[position + 1], ReviewStatus.PENDING)
    return tuple(steps)


def after_retraction(chain: tuple[ChainStep, ...], level: ReviewLevel) -> tuple[ChainStep, ...]:
    """Return the chain once a level took back its own 审核通过 or 允许修改 (decision 7).

    Raises:
        RuleViolationError: `nothing_to_retract`, or `acted_upon` once the next level has decided.
    """
    position = next((n for n, step in enumerate(chain) if step.level is level), None)
    retractable = {ReviewStatus.APPROVED, ReviewStatus.RETURNED}
    if position is None or chain[position].status not in retractable:
        raise RuleViolationError("nothing_to_retract")
    steps = list(chain)
    if position + 1 < len(steps):
        untouched = {ReviewStatus.PENDING, ReviewStatus.NOT_REACHED}
        if steps[position + 1].status not in untouched:
            raise RuleViolationError("acted_upon")
        steps[position + 1] = _with_status(steps[position + 1], ReviewStatus.NOT_REACHED)
    steps[position] = _with_status(steps[position], ReviewStatus.PENDING)
    return tuple(steps)


def after_resubmission(chain: tuple[ChainStep, ...]) -> tuple[ChainStep, ...]:
    """Return the chain at the start of a new pass: the lowest level waits (decision 10)."""
    return tuple(
        _with_status(step, ReviewStatus.PENDING if n == 0 else ReviewStatus.NOT_REACHED)
        for n, step in enumerate(chain)
    )


def _with_status(step: ChainStep, status: ReviewStatus) -> ChainStep:
    return ChainStep(step.level, step.organization_id, status)
