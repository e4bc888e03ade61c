"""Problem documents: one enum, one status each."""

from __future__ import annotations

from desktop.contract.problems import STATUS_OF, Problem, ProblemCode


def test_every_code_has_a_status() -> None:
    assert set(STATUS_OF) == set(ProblemCode)
    assert all(400 <= status <= 599 for status in STATUS_OF.values())


def test_only_malformed_payloads_and_missing_reasons_are_unprocessable() -> None:
    unprocessable = {code for code, status in STATUS_OF.items() if status == 422}
    assert unprocessable == {ProblemCode.MALFORMED, ProblemCode.REASON_REQUIRED}


def test_codes_of_a_newer_server_are_readable() -> None:
    problem = Problem.model_validate({"status": 418, "code": "invented_later", "extra": 1})
    assert problem.code == "invented_later"
