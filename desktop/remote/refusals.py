"""From an answer that is no success to one of our errors, whatever the bytes are."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from desktop.contract.problems import STATUS_OF, Problem, ProblemCode
from desktop.domain.errors import NotReachableError, RefusedError, SignInRequiredError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.errors import ExpectedError

LONGEST_WAIT: Final = 24 * 3600.0
"""Seconds; a `Retry-After` beyond it is taken as this."""

_CODE: Final = re.compile(r"[a-z][a-z_]{0,59}")
_TRACE: Final = re.compile(r"[A-Za-z0-9-]{1,64}")
_GATEWAY: Final = frozenset({407, 502, 504})
_CODE_OF_STATUS: Final = {
    401: ProblemCode.SESSION_EXPIRED,
    404: ProblemCode.NOT_FOUND,
    413: ProblemCode.TOO_LARGE,
    426: ProblemCode.UPGRADE_REQUIRED,
    429: ProblemCode.RATE_LIMITED,
    503: ProblemCode.BUSY,
}


def error_of(status: int, headers: Mapping[str, str], body: bytes, now: float) -> ExpectedError:
    """Return the error that an answer means.

    A gateway that cannot reach the server means what offline means. An answer that is no problem
    document says as much as its status does, except that it never ends a right: a bare 403 may come
    from a firewall in between, and the end of a right erases the local data.

    Args:
        status: HTTP status, not 2xx.
        headers: Of the answer, found without regard to case.
        body: Of the answer, perhaps cut short.
        now: Epoch seconds, for a `Retry-After` that names a date.
    """
    wait = retry_after(headers.get("Retry-After", ""), now)
    problem = _problem(body)
    if problem is None:
        if status in _GATEWAY:
            return NotReachableError(retry_after=wait)
        code: str = _CODE_OF_STATUS.get(status, "answer_malformed")
        problem = Problem(status=status, code=code)
    if status == STATUS_OF[ProblemCode.SIGN_IN_REQUIRED]:
        return SignInRequiredError(problem.code, retry_after=wait)
    field = problem.errors[0].pointer if problem.errors else ""
    return RefusedError(
        problem.code,
        status=status,
        trace_id=problem.trace_id if _TRACE.fullmatch(problem.trace_id) else "",
        field=field,
        retry_after=wait,
    )


def retry_after(text: str, now: float) -> float | None:
    """Return the seconds that a `Retry-After` asks for, or None where it asks for nothing sane."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
        seconds = moment.timestamp() - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _problem(body: bytes) -> Problem | None:
    try:
        problem = Problem.model_validate_json(body)
    except ValidationError:
        return None
    return problem if _CODE.fullmatch(problem.code) else None
