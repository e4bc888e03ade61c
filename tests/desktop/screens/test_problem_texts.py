"""Every problem says what it concerns, why, and what to do next."""

from __future__ import annotations

import ast

import pytest

from desktop.contract.operations import OutcomeCode
from desktop.contract.problems import ProblemCode
from desktop.domain.errors import (
    NotReachableError,
    RefusedError,
    ReplicaLockedError,
    RuleViolationError,
    StorageFullError,
)
from desktop.domain.identity import NumberProblem
from desktop.screens.problem_texts import (
    is_known,
    outcome_text,
    outcome_words,
    problem_text,
    problem_words,
)
from tests.architecture.sources import sources

RAISED = {
    "RuleViolationError",
    "NotReachableError",
    "ReplyLostError",
    "RefusedError",
    "SignInRequiredError",
    "ReplicaLockedError",
}


@pytest.mark.parametrize("code", [*ProblemCode, *OutcomeCode, *NumberProblem])
def test_every_code_of_the_contract_has_words(code: str) -> None:
    assert is_known(code)


def test_every_code_that_the_client_raises_has_words() -> None:
    codes = {
        (source.at(call), call.args[0].value)
        for source in sources("desktop")
        for call, name in source.calls()
        if name in RAISED and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert codes
    assert not [place for place, code in codes if not is_known(str(code))]


def test_a_problem_names_item_reason_and_next_step() -> None:
    error = RuleViolationError("final", item="王某")
    assert problem_text(error) == "王某：这份材料已审核不通过，结论不能再改。您的意见已记入日志。"
    assert problem_words(error).item == "王某"


def test_waiting_is_said_in_seconds() -> None:
    error = RefusedError("rate_limited", status=429, retry_after=12.2)
    assert problem_text(error) == "操作太频繁。请在 13 秒后再试。"
    assert problem_text(RefusedError("rate_limited", status=429)) == "操作太频繁。请稍后再试。"


@pytest.mark.parametrize(
    "error", [NotReachableError(), StorageFullError(), ReplicaLockedError("pin_wrong")]
)
def test_the_client_s_own_problems_have_a_next_step(error: NotReachableError) -> None:
    assert problem_words(error).next_step


def test_an_outcome_says_why_and_what_next() -> None:
    assert outcome_text("window_closed") == "审核期已结束，意见已交上级处理。请联系上级管理员。"
    assert outcome_words("ok").next_step == ""


def test_a_code_of_a_newer_server_is_shown_with_a_way_on() -> None:
    assert "wormhole" in problem_text(RefusedError("wormhole", status=400))
    assert "wormhole" in outcome_text("wormhole")
