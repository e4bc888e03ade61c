"""Whatever a server, a proxy or a hotel says instead of success becomes one of our errors."""

from __future__ import annotations

import json
from email.utils import formatdate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.contract.problems import STATUS_OF, ProblemCode
from desktop.domain.errors import (
    ExpectedError,
    NotReachableError,
    RefusedError,
    SignInRequiredError,
)
from desktop.remote.refusals import LONGEST_WAIT, error_of, retry_after

NOW = 1_795_000_000.0


def problem(code: str, status: int, **more: object) -> bytes:
    return json.dumps({"code": code, "status": status, **more}).encode()


@pytest.mark.parametrize("code", ProblemCode)
def test_every_code_of_the_contract_arrives(code: ProblemCode) -> None:
    status = STATUS_OF[code]
    error = error_of(status, {}, problem(code, status, trace_id="abc-1"), NOW)
    assert error.code == code
    assert isinstance(error, SignInRequiredError if status == 401 else RefusedError)


def test_the_malformed_place_and_the_trace_arrive() -> None:
    errors = [{"pointer": "/items/0/remark", "code": "too_long"}]
    body = problem("malformed", 422, errors=errors, trace_id="7f3a")
    error = error_of(422, {}, body, NOW)
    assert isinstance(error, RefusedError)
    assert (error.field, error.trace_id, error.status) == ("/items/0/remark", "7f3a", 422)


def test_a_trace_that_is_no_trace_is_not_shown() -> None:
    error = error_of(500, {}, problem("internal", 500, trace_id="<b>hello</b>"), NOW)
    assert isinstance(error, RefusedError)
    assert error.trace_id == ""


@pytest.mark.parametrize("status", [407, 502, 504])
def test_a_gateway_without_the_server_behind_it_means_offline(status: int) -> None:
    assert isinstance(error_of(status, {}, b"<html>Bad Gateway</html>", NOW), NotReachableError)


def test_a_bare_status_speaks_for_itself() -> None:
    assert error_of(413, {}, b"", NOW).code == "too_large"
    assert error_of(401, {}, b"", NOW).code == "session_expired"
    assert error_of(302, {"Location": "http://hotel/"}, b"", NOW).code == "answer_malformed"


def test_only_the_server_itself_ends_a_right() -> None:
    """A firewall's page, or an answer cut behind its first line, must not erase the local data."""
    for body in (b"", b"<html>Forbidden by policy</html>"):
        assert error_of(403, {}, body, NOW).code == "answer_malformed"


def test_retry_after_in_seconds_and_as_a_date() -> None:
    assert retry_after("120", NOW) == 120.0
    assert retry_after(formatdate(NOW + 90, usegmt=True), NOW) == 90.0
    assert retry_after(formatdate(NOW - 90, usegmt=True), NOW) == 0.0
    assert retry_after("99999999999", NOW) == LONGEST_WAIT
    assert retry_after("", NOW) is None
    assert retry_after("soon", NOW) is None


codes = st.text(max_size=80) | st.sampled_from([str(code) for code in ProblemCode])
documents = st.fixed_dictionaries(
    {},
    optional={
        "code": codes | st.none() | st.integers(),
        "status": st.integers() | st.text(max_size=5),
        "trace_id": st.text(max_size=80),
        "errors": st.lists(
            st.fixed_dictionaries({"pointer": st.text(), "code": st.text()}), max_size=3
        )
        | st.text(max_size=5),
    },
).map(lambda document: json.dumps(document).encode())


@given(
    status=st.integers(100, 999).filter(lambda status: status not in range(200, 300)),
    headers=st.dictionaries(st.just("Retry-After"), st.text(max_size=40)),
    body=st.binary(max_size=200) | documents,
)
@example(status=500, headers={"Retry-After": "Mon, 01 Jan 0001 00:00:00 +9999"}, body=b"[" * 5000)
def test_no_bytes_break_the_parser(status: int, headers: dict[str, str], body: bytes) -> None:
    error = error_of(status, headers, body, NOW)
    assert isinstance(error, ExpectedError)
    assert error.code.isascii()
    assert error.code
    assert error.retry_after is None or 0 <= error.retry_after <= LONGEST_WAIT
