"""A material on its way through unit, county, city and province."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolationError
from desktop.domain.review import (
    REMARK_MAX_LENGTH,
    ChainStep,
    ReviewLevel,
    ReviewStatus,
    Role,
    SubmissionStatus,
    Verdict,
    after_resubmission,
    after_retraction,
    after_verdict,
    check_decidable,
    check_remark,
    may_review,
    status_at,
)

UNIT, COUNTY, CITY, PROVINCE = ReviewLevel
P, A, D, M, R, N = ReviewStatus


def chain(*statuses: ReviewStatus) -> tuple[ChainStep, ...]:
    """Return the chain of a county hospital, lowest level first."""
    return tuple(
        ChainStep(level, 100 - n, status)
        for n, (level, status) in enumerate(zip(ReviewLevel, statuses, strict=False))
    )


def refusal_of(error: pytest.ExceptionInfo[RuleViolationError]) -> tuple[str, str]:
    return error.value.code, error.value.field


# ------------------------------------------------------------------------------ who and how


@pytest.mark.parametrize(
    ("roles", "allowed"),
    [
        (set(), False),
        ({Role.HR}, False),
        ({Role.PLATFORM_ADMIN}, False),
        ({Role.HR, Role.MANAGER}, True),
        ({Role.ASSISTANT}, True),
        ({Role.OFFICER}, True),
    ],
)
def test_the_personnel_office_alone_does_not_review(roles: set[Role], *, allowed: bool) -> None:
    assert may_review(frozenset(roles)) is allowed


@pytest.mark.parametrize("verdict", Verdict)
def test_a_remark_says_why_where_the_person_must_act_on_it(verdict: Verdict) -> None:
    check_remark(verdict, "试用期证明未加盖单位公章")
    check_remark(verdict, "字" * REMARK_MAX_LENGTH)
    with pytest.raises(RuleViolationError) as refusal:
        check_remark(verdict, "字" * (REMARK_MAX_LENGTH + 1))
    assert refusal_of(refusal) == ("remark_too_long", "/remark")
    if verdict in {Verdict.APPROVED, Verdict.DEFERRED}:
        check_remark(verdict, "")
        return
    with pytest.raises(RuleViolationError) as refusal:
        check_remark(verdict, " \n")
    assert refusal_of(refusal) == ("remark_required", "/remark")


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_becomes_the_status_of_its_level(verdict: Verdict) -> None:
    assert verdict.status.value == verdict.value


# ----------------------------------------------------------------------- what can be decided


@pytest.mark.parametrize(
    ("submission", "status", "code"),
    [
        (SubmissionStatus.SUBMITTED, R, "final"),
        (SubmissionStatus.NOT_SUBMITTED, R, "final"),
        (SubmissionStatus.SUBMITTED, A, "already_approved"),
        (SubmissionStatus.SUBMITTED, N, "not_reached"),
        (SubmissionStatus.NOT_SUBMITTED, P, "not_submitted"),
        (SubmissionStatus.REVISING, M, "not_submitted"),
    ],
)
def test_some_materials_cannot_be_decided_now(
    submission: SubmissionStatus, status: ReviewStatus, code: str
) -> None:
    with pytest.raises(RuleViolationError) as refusal:
        check_decidable(submission, status)
    assert refusal.value.code == code


@pytest.mark.parametrize("status", [P, D, M])
@pytest.mark.parametrize("submission", [SubmissionStatus.SUBMITTED, SubmissionStatus.RESUBMITTED])
def test_what_waits_or_was_put_off_can_be_decided(
    submission: SubmissionStatus, status: ReviewStatus
) -> None:
    check_decidable(submission, status)


# --------------------------------------------------------------------- what a verdict moves


def test_an_approval_opens_the_next_level_and_the_last_one_ends_the_way() -> None:
    way = chain(P, N, N, N)
    for level, expected in [
        (UNIT, (A, P, N, N)),
        (COUNTY, (A, A, P, N)),
        (CITY, (A, A, A, P)),
        (PROVINCE, (A, A, A, A)),
    ]:
        way = after_verdict(way, level, Verdict.APPROVED)
        assert way == chain(*expected)


@pytest.mark.parametrize("verdict", [Verdict.DEFERRED, Verdict.RETURNED, Verdict.REFUSED])
def test_no_other_verdict_opens_the_next_level(verdict: Verdict) -> None:
    assert after_verdict(chain(A, P, N), COUNTY, verdict) == chain(A, verdict.status, N)


def test_a_level_that_the_chain_lacks_has_no_say() -> None:
    short = chain(P, N)
    assert status_at(short, PROVINCE) is N
    assert status_at(short, UNIT) is P
    with pytest.raises(RuleViolationError) as refusal:
        after_verdict(short, PROVINCE, Verdict.APPROVED)
    assert refusal.value.code == "not_reached"


@pytest.mark.parametrize(
    ("before", "level", "after"),
    [
        ((A, P, N), UNIT, (P, N, N)),
        ((M, N, N), UNIT, (P, N, N)),
        ((A, A, P), COUNTY, (A, P, N)),
        ((A, A, A), CITY, (A, A, P)),
    ],
)
def test_a_level_takes_its_own_word_back_while_nobody_acted_on_it(
    before: tuple[ReviewStatus, ...], level: ReviewLevel, after: tuple[ReviewStatus, ...]
) -> None:
    assert after_retraction(chain(*before), level) == chain(*after)


@pytest.mark.parametrize(
    ("before", "level", "code"),
    [
        ((A, D, N), UNIT, "acted_upon"),
        ((A, A, P), UNIT, "acted_upon"),
        ((A, R, N), UNIT, "acted_upon"),
        ((R, N, N), UNIT, "nothing_to_retract"),
        ((P, N, N), UNIT, "nothing_to_retract"),
        ((D, N, N), UNIT, "nothing_to_retract"),
        ((A, P, N), PROVINCE, "nothing_to_retract"),
    ],
)
def test_a_final_word_or_one_that_was_acted_upon_stays(
    before: tuple[ReviewStatus, ...], level: ReviewLevel, code: str
) -> None:
    with pytest.raises(RuleViolationError) as refusal:
        after_retraction(chain(*before), level)
    assert refusal.value.code == code


@given(st.lists(st.sampled_from(ReviewStatus), min_size=1, max_size=4))
def test_a_resubmission_starts_again_at_the_lowest_level(statuses: list[ReviewStatus]) -> None:
    again = after_resubmission(chain(*statuses))
    assert again == chain(P, *[N] * (len(statuses) - 1))


@given(st.lists(st.sampled_from(Verdict), max_size=6))
def test_whatever_is_said_only_one_level_waits_and_an_approval_can_be_undone(
    verdicts: list[Verdict],
) -> None:
    way = chain(P, N, N, N)
    for verdict in verdicts:
        waiting = [step.level for step in way if step.status is P]
        if not waiting:
            break
        (level,) = waiting
        decided = after_verdict(way, level, verdict)
        assert sum(step.status is P for step in decided) <= 1
        if verdict in {Verdict.APPROVED, Verdict.RETURNED}:
            assert after_retraction(decided, level) == way
        way = decided
