"""Every failure as `application/problem+json` with a code of the one enum."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from fastapi import Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from desktop.contract.problems import (
    PROBLEM_MEDIA_TYPE,
    STATUS_OF,
    FieldError,
    Problem,
    ProblemCode,
)
from desktop.domain.errors import RuleViolationError
from server_stub.services.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI, Request

_log = logging.getLogger(__name__)

_CODE_OF_STATUS: Final = {
    404: ProblemCode.NOT_FOUND,
    405: ProblemCode.METHOD_NOT_ALLOWED,
    413: ProblemCode.TOO_LARGE,
    415: ProblemCode.UNSUPPORTED_MEDIA_TYPE,
}
_CHALLENGED: Final = 401
_ERRORS_SHOWN: Final = 20


def problem(
    request: Request,
    code: ProblemCode,
    *,
    errors: Sequence[FieldError] = (),
    retry_after: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the problem document of a code."""
    status = STATUS_OF[code]
    trace_id = str(request.scope.get("trace_id", ""))
    document = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        code=code,
        instance=f"urn:trace:{trace_id}" if trace_id else "",
        trace_id=trace_id,
        errors=tuple(errors),
        min_client=(
            request.app.state.settings.min_client if code is ProblemCode.UPGRADE_REQUIRED else None
        ),
    )
    extra = dict(headers or {})
    if retry_after is not None:
        extra["Retry-After"] = str(retry_after)
    if status == _CHALLENGED:
        extra["WWW-Authenticate"] = "Bearer"
    body = document.model_dump_json(exclude_none=True)
    return Response(body, status, extra, PROBLEM_MEDIA_TYPE)


def refusals(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries of the problems that a route may answer."""
    by_status: dict[int | str, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS_OF[code], []).append(code)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": "`" + "`, `".join(names) + "`",
            "content": {PROBLEM_MEDIA_TYPE: {"schema": schema}},
        }
        for status, names in sorted(by_status.items(), key=lambda item: int(item[0]))
    }


def install(app: FastAPI) -> None:
    """Answer every expected failure of `app`; the unexpected ones are `wire.Wire`'s."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RuleViolationError, _rule_violated)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - handlers are registered by class
    errors = (FieldError(pointer=error.field, code=error.code),) if error.field else ()
    return problem(request, error.code, errors=errors, retry_after=error.retry_after)


async def _rule_violated(request: Request, error: Exception) -> Response:
    assert isinstance(error, RuleViolationError)  # noqa: S101 - handlers are registered by class
    return problem(request, ProblemCode(error.code))


async def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered by class
    found = error.errors()[:_ERRORS_SHOWN]
    return problem(request, ProblemCode.MALFORMED, errors=[_field_error(one) for one in found])


def _field_error(error: Mapping[str, Any]) -> FieldError:
    # The rejected value itself stays out: it may be a person's number.
    place = error["loc"][1:] if error["loc"][:1] == ("body",) else error["loc"]
    parts = [str(part).replace("~", "~0").replace("/", "~1") for part in place]
    return FieldError(pointer="".join(f"/{part}" for part in parts), code=str(error["type"]))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - handlers are registered by class
    code = _CODE_OF_STATUS.get(error.status_code, ProblemCode.MALFORMED)
    return problem(request, code, headers=error.headers)
