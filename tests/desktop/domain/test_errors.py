"""What can go wrong, and what a person is told about it."""

from __future__ import annotations

import pytest

from desktop.domain.errors import (
    BugError,
    ExpectedError,
    NotReachableError,
    RefusedError,
    ReplicaLockedError,
    RuleViolationError,
    SignInRequiredError,
    StorageFullError,
    TalentDeskError,
)


def test_a_refusal_keeps_what_the_problem_document_said() -> None:
    refusal = RefusedError(
        "rate_limited", status=429, trace_id="t-1", item="王晓岚", field="/phone", retry_after=60
    )
    assert (refusal.code, refusal.status, refusal.trace_id) == ("rate_limited", 429, "t-1")
    assert (refusal.item, refusal.field, refusal.retry_after) == ("王晓岚", "/phone", 60)
    assert str(refusal) == "rate_limited"


def test_an_unreachable_server_says_when_to_try_again() -> None:
    assert NotReachableError().code == "not_reachable"
    assert NotReachableError("timeout", retry_after=3).retry_after == 3


def test_a_full_disk_needs_no_words() -> None:
    assert StorageFullError().code == "storage_full"


@pytest.mark.parametrize(
    "error",
    [
        RuleViolationError("final"),
        NotReachableError(),
        RefusedError("not_found", status=404),
        SignInRequiredError("session_expired"),
        StorageFullError(),
        ReplicaLockedError("pin_wrong"),
    ],
)
def test_everything_a_person_can_act_on_is_expected(error: ExpectedError) -> None:
    assert isinstance(error, ExpectedError)
    assert error.code


def test_our_own_mistakes_are_never_expected() -> None:
    assert issubclass(BugError, TalentDeskError)
    assert not issubclass(BugError, ExpectedError)
