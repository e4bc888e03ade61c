"""What an act does to a dossier. Whether it may be done is `judging`'s and `applying`'s matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.practice_period import needs_period
from desktop.domain.review import (
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
    TimelineKind,
    Verdict,
    after_retraction,
    after_verdict,
    status_at,
)
from server_stub.services.materials import statuses_of

if TYPE_CHECKING:
    from desktop.contract.operations import PracticePeriod
    from server_stub.services.materials import Dossier
    from server_stub.storage.scope import Actor


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer said: the verdict with its remark and period."""

    verdict: Verdict | None = None
    remark: str = ""
    period: PracticePeriod | None = None


def decide(dossier: Dossier, actor: Actor, said: Said, now: int) -> None:
    """Let a verdict stand at the actor's level."""
    verdict = said.verdict
    assert verdict is not None  # noqa: S101 - a decision has a verdict
    dossier.chain = after_verdict(dossier.chain, actor.level, verdict)
    if verdict is Verdict.RETURNED:
        dossier.submission = SubmissionStatus.REVISING
    if said.period is not None and needs_period(verdict, actor.level):
        _confirm_practice(dossier, actor, said.period, now)
    _note(dossier, actor, TimelineKind.DECIDED, said, now)
    dossier.next_rev()


def also_reviewed(dossier: Dossier, actor: Actor, said: Said, now: int) -> None:
    """Note that a second reviewer of the level came to the same verdict (也已审核)."""
    _note(dossier, actor, TimelineKind.ALSO_REVIEWED, said, now)


def opinion_adopted(dossier: Dossier, actor: Actor, author_name: str, now: int) -> None:
    """Note whose opinion it was that the actor's next entry makes an own decision."""
    entry = timeline_entry(
        now,
        TimelineKind.OPINION_ADOPTED,
        actor.level,
        actor.organization_name,
        author_name,
        Said(),
    )
    dossier.timeline = [*dossier.timeline, entry]


def retract(dossier: Dossier, actor: Actor, said: Said, now: int) -> None:
    """Take back the level's 审核通过 or 允许修改.

    Raises:
        RuleViolationError: see `desktop.domain.review.after_retraction`.
    """
    former = status_at(dossier.chain, actor.level)
    dossier.chain = after_retraction(dossier.chain, actor.level)
    if former is ReviewStatus.RETURNED:
        kinds = {entry[1] for entry in dossier.timeline}
        again = TimelineKind.RESUBMITTED in kinds
        dossier.submission = SubmissionStatus.RESUBMITTED if again else SubmissionStatus.SUBMITTED
    elif actor.level is ReviewLevel.UNIT:
        dossier.practice = [one for one in dossier.practice if one[0] != actor.organization_id]
    _note(dossier, actor, TimelineKind.RETRACTED, said, now)
    dossier.next_rev()


def remove_from_unit(dossier: Dossier, actor: Actor, reason: str, now: int) -> None:
    """End the binding to the unit; state, timeline and internship record stay (decision 26)."""
    dossier.statuses = statuses_of(dossier)
    dossier.chain = ()
    dossier.organization_id = None
    dossier.organization_path = ""
    _note(dossier, actor, TimelineKind.REMOVED_FROM_UNIT, Said(remark=reason), now)
    dossier.next_rev()
    dossier.binding_rev = dossier.rev


def timeline_entry(
    at: int,
    kind: TimelineKind,
    level: ReviewLevel | None,
    organization_name: str,
    person_name: str,
    said: Said,
) -> list[Any]:
    """Return a `TimelineEntry`."""
    start, end = (
        (said.period.start.isoformat(), said.period.end.isoformat())
        if said.period
        else (None, None)
    )
    return [
        at,
        str(kind),
        str(level) if level else None,
        organization_name,
        person_name,
        str(said.verdict) if said.verdict else None,
        said.remark,
        start,
        end,
    ]


def _note(dossier: Dossier, actor: Actor, kind: TimelineKind, said: Said, now: int) -> None:
    entry = timeline_entry(now, kind, actor.level, actor.organization_name, actor.person_name, said)
    dossier.timeline = [*dossier.timeline, entry]
    dossier.updated_at = now


def _confirm_practice(dossier: Dossier, actor: Actor, period: PracticePeriod, now: int) -> None:
    """Replace this unit's own period (decision 26); other units' periods stay."""
    others = [one for one in dossier.practice if one[0] != actor.organization_id]
    own = [
        actor.organization_id,
        actor.organization_name,
        period.start.isoformat(),
        period.end.isoformat(),
        now,
    ]
    dossier.practice = [*others, own]
