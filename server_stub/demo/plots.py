"""What can happen to a material: plots of submissions, verdicts and removals, told by the rules.

A plot is a list of beats. The statuses that it ends with are computed by the same domain functions
that the server uses, once per plot and chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from desktop.domain.review import (
    ChainStep,
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
    TimelineKind,
    Verdict,
    after_resubmission,
    after_retraction,
    after_verdict,
)


class Beat(NamedTuple):
    """One entry of the timeline.

    Attributes:
        kind: What happens.
        step: Which step of the chain acts, None for the applicant.
        verdict: What it says.
        elsewhere: Whether it happens at the person's former unit, before this chain begins.
    """

    kind: TimelineKind
    step: int | None = None
    verdict: Verdict | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """A story with its weights.

    Attributes:
        name: What tests call it.
        beats: What happens, in order.
        fresh: Weight among materials of the running review that came lately.
        settled: Weight among those that came at its beginning.
        past: Weight in earlier years.
    """

    name: str
    beats: tuple[Beat, ...]
    fresh: float = 0
    settled: float = 0
    past: float = 0

    @property
    def steps(self) -> int:
        """How many steps the chain must have."""
        return 1 + max((beat.step for beat in self.beats if beat.step is not None), default=0)


class Ending(NamedTuple):
    """How a material stands after its plot.

    Attributes:
        statuses: 审核状态 along the chain.
        submission: 提交状态.
        bound: Whether the person still belongs to the unit.
        rev: Number of review-relevant changes.
        content_rev: `rev` at which the content was last new.
        binding_rev: `rev` at which the binding was last new.
        period_at: Position of the beat whose 审核通过 confirmed the unit's period, or None.
        changed: Whether a resubmission changed fields.
    """

    statuses: tuple[ReviewStatus, ...]
    submission: SubmissionStatus
    bound: bool
    rev: int
    content_rev: int
    binding_rev: int
    period_at: int | None
    changed: bool


_SUBMITTED: Final = Beat(TimelineKind.SUBMITTED)
_AGAIN: Final = Beat(TimelineKind.RESUBMITTED)


def _said(step: int, verdict: Verdict) -> Beat:
    return Beat(TimelineKind.DECIDED, step, verdict)


def _passed(*steps: int) -> tuple[Beat, ...]:
    return tuple(_said(step, Verdict.APPROVED) for step in steps)


_RETURNED: Final = _said(0, Verdict.RETURNED)

PLOTS: Final = (
    Plot("waiting", (_SUBMITTED,), fresh=72, settled=14, past=1),
    Plot("waiting_again", (_SUBMITTED, _RETURNED, _AGAIN), fresh=9, settled=5),
    Plot("waiting_third", (_SUBMITTED, *(_RETURNED, _AGAIN) * 2), fresh=1, settled=2),
    Plot(
        "retracted",
        (_SUBMITTED, *_passed(0), Beat(TimelineKind.RETRACTED, 0)),
        fresh=1,
        settled=1,
    ),
    Plot("deferred", (_SUBMITTED, _said(0, Verdict.DEFERRED)), fresh=7, settled=9),
    Plot("returned", (_SUBMITTED, _RETURNED), fresh=5, settled=8, past=2),
    Plot("refused", (_SUBMITTED, _said(0, Verdict.REFUSED)), fresh=2, settled=4, past=5),
    Plot("withdrawn", (_SUBMITTED, Beat(TimelineKind.WITHDRAWN)), fresh=1, settled=1, past=2),
    Plot("second_waiting", (_SUBMITTED, *_passed(0)), fresh=8, settled=24),
    Plot("second_waiting_again", (_SUBMITTED, _RETURNED, _AGAIN, *_passed(0)), fresh=1, settled=6),
    Plot(
        "second_waiting_late",
        (_SUBMITTED, _said(0, Verdict.DEFERRED), *_passed(0)),
        fresh=1,
        settled=4,
    ),
    Plot("second_deferred", (_SUBMITTED, *_passed(0), _said(1, Verdict.DEFERRED)), settled=4),
    Plot("second_returned", (_SUBMITTED, *_passed(0), _said(1, Verdict.RETURNED)), settled=3),
    Plot(
        "returned_from_above",
        (_SUBMITTED, *_passed(0), _said(1, Verdict.RETURNED), _AGAIN),
        fresh=1,
        settled=3,
    ),
    Plot(
        "second_refused",
        (_SUBMITTED, *_passed(0), _said(1, Verdict.REFUSED)),
        settled=2,
        past=3,
    ),
    Plot("third_waiting", (_SUBMITTED, *_passed(0, 1)), settled=10),
    Plot(
        "third_returned",
        (_SUBMITTED, *_passed(0, 1), _said(2, Verdict.RETURNED)),
        settled=1,
        past=1,
    ),
    Plot("fourth_waiting", (_SUBMITTED, *_passed(0, 1, 2)), settled=5),
    Plot("done_at_third", (_SUBMITTED, *_passed(0, 1, 2)), past=10),
    Plot("done", (_SUBMITTED, *_passed(0, 1, 2, 3)), settled=4, past=70),
    Plot(
        "done_after_return",
        (_SUBMITTED, _RETURNED, _AGAIN, *_passed(0, 1, 2, 3)),
        settled=1,
        past=12,
    ),
    Plot(
        "joined",
        (
            Beat(TimelineKind.SUBMITTED, elsewhere=True),
            Beat(TimelineKind.DECIDED, 0, Verdict.APPROVED, elsewhere=True),
            Beat(TimelineKind.REMOVED_FROM_UNIT, 0, elsewhere=True),
            Beat(TimelineKind.JOINED_UNIT),
        ),
        fresh=2,
        settled=1,
    ),
    Plot(
        "left",
        (_SUBMITTED, *_passed(0), Beat(TimelineKind.REMOVED_FROM_UNIT, 0)),
        settled=1,
        past=2,
    ),
)

BY_NAME: Final = {plot.name: plot for plot in PLOTS}


@cache
def possible(steps: int) -> tuple[Plot, ...]:
    """Return the plots that fit a chain of so many steps."""
    return tuple(plot for plot in PLOTS if plot.steps <= steps)


@cache
def ending(plot: Plot, levels: tuple[ReviewLevel, ...]) -> Ending:
    """Tell a plot on a chain by the rules of the domain."""
    chain = after_resubmission(
        tuple(ChainStep(level, n, ReviewStatus.PENDING) for n, level in enumerate(levels))
    )
    submission = SubmissionStatus.NOT_SUBMITTED
    content_rev, binding_rev, period_at, bound = 1, 1, None, True
    for n, beat in enumerate(plot.beats):
        submission = _submission_after(beat, submission)
        if beat.elsewhere:
            continue
        if beat.verdict is not None and beat.step is not None:
            chain = after_verdict(chain, levels[beat.step], beat.verdict)
            if beat.verdict is Verdict.APPROVED and beat.step == 0:
                period_at = n
        if beat.kind is TimelineKind.RETRACTED:
            chain, period_at = after_retraction(chain, levels[beat.step or 0]), None
        if beat.kind is TimelineKind.RESUBMITTED:
            chain, content_rev = after_resubmission(chain), n + 1
        if beat.kind is TimelineKind.WITHDRAWN:
            content_rev = n + 1
        if beat.kind is TimelineKind.JOINED_UNIT:
            binding_rev = n + 1
        bound = bound and beat.kind is not TimelineKind.REMOVED_FROM_UNIT
    return Ending(
        statuses=tuple(step.status for step in chain),
        submission=submission,
        bound=bound,
        rev=len(plot.beats),
        content_rev=content_rev,
        binding_rev=binding_rev if bound else len(plot.beats),
        period_at=period_at,
        changed=_AGAIN in plot.beats,
    )


def _submission_after(beat: Beat, before: SubmissionStatus) -> SubmissionStatus:
    if beat.verdict is Verdict.RETURNED:
        return SubmissionStatus.REVISING
    return {
        TimelineKind.SUBMITTED: SubmissionStatus.SUBMITTED,
        TimelineKind.RESUBMITTED: SubmissionStatus.RESUBMITTED,
        TimelineKind.WITHDRAWN: SubmissionStatus.NOT_SUBMITTED,
    }.get(beat.kind, before)
