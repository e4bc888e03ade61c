"""Errors on the wire: `application/problem+json` (RFC 9457) with a code from one enum."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from desktop.contract.base import Answer

PROBLEM_MEDIA_TYPE: Final = "application/problem+json"


class ProblemCode(StrEnum):
    """Every reason for which a whole request fails."""

    MALFORMED = "malformed"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    NOT_PERMITTED = "not_permitted"
    CONTEXT_REQUIRED = "context_required"
    SIGN_IN_REQUIRED = "sign_in_required"
    SESSION_EXPIRED = "session_expired"
    ACCOUNT_DISABLED = "account_disabled"
    REAUTH_REQUIRED = "reauth_required"
    CODE_WRONG = "code_wrong"
    CODE_EXPIRED = "code_expired"
    CODE_BURNT = "code_burnt"
    RATE_LIMITED = "rate_limited"
    UPGRADE_REQUIRED = "upgrade_required"
    CURSOR_UNKNOWN = "cursor_unknown"
    CURSOR_GONE = "cursor_gone"
    SCOPE_CHANGED = "scope_changed"
    EPOCH_CHANGED = "epoch_changed"
    TOO_LARGE = "too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    RANGE_NOT_SATISFIABLE = "range_not_satisfiable"
    ALREADY_AUTHORIZED = "already_authorized"
    NOT_GENERATED = "not_generated"
    NOT_AUTHORIZED = "not_authorized"
    STOPPED = "stopped"
    PERSON_NOT_FOUND = "person_not_found"
    PERSON_NOT_VERIFIED = "person_not_verified"
    MATCH_EXPIRED = "match_expired"
    CONFIRMATION_MISMATCH = "confirmation_mismatch"
    REASON_REQUIRED = "reason_required"
    COURIER_DAMAGED = "courier_damaged"
    COURIER_UNKNOWN = "courier_unknown"
    COURIER_REVOKED = "courier_revoked"
    COURIER_EXPIRED = "courier_expired"
    SERVER_STORAGE_FULL = "server_storage_full"
    BUSY = "busy"
    INTERNAL = "internal"


STATUS_OF: Final = {
    ProblemCode.MALFORMED: 422,
    ProblemCode.NOT_FOUND: 404,
    ProblemCode.METHOD_NOT_ALLOWED: 405,
    ProblemCode.NOT_PERMITTED: 403,
    ProblemCode.CONTEXT_REQUIRED: 400,
    ProblemCode.SIGN_IN_REQUIRED: 401,
    ProblemCode.SESSION_EXPIRED: 401,
    ProblemCode.ACCOUNT_DISABLED: 401,
    ProblemCode.REAUTH_REQUIRED: 403,
    ProblemCode.CODE_WRONG: 400,
    ProblemCode.CODE_EXPIRED: 400,
    ProblemCode.CODE_BURNT: 400,
    ProblemCode.RATE_LIMITED: 429,
    ProblemCode.UPGRADE_REQUIRED: 426,
    ProblemCode.CURSOR_UNKNOWN: 400,
    ProblemCode.CURSOR_GONE: 410,
    ProblemCode.SCOPE_CHANGED: 410,
    ProblemCode.EPOCH_CHANGED: 410,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.UNSUPPORTED_MEDIA_TYPE: 415,
    ProblemCode.RANGE_NOT_SATISFIABLE: 416,
    ProblemCode.ALREADY_AUTHORIZED: 409,
    ProblemCode.NOT_GENERATED: 409,
    ProblemCode.NOT_AUTHORIZED: 409,
    ProblemCode.STOPPED: 409,
    ProblemCode.PERSON_NOT_FOUND: 409,
    ProblemCode.PERSON_NOT_VERIFIED: 409,
    ProblemCode.MATCH_EXPIRED: 409,
    ProblemCode.CONFIRMATION_MISMATCH: 409,
    ProblemCode.REASON_REQUIRED: 422,
    ProblemCode.COURIER_DAMAGED: 400,
    ProblemCode.COURIER_UNKNOWN: 409,
    ProblemCode.COURIER_REVOKED: 409,
    ProblemCode.COURIER_EXPIRED: 409,
    ProblemCode.SERVER_STORAGE_FULL: 507,
    ProblemCode.BUSY: 503,
    ProblemCode.INTERNAL: 500,
}
"""HTTP status of each problem; 422 is for malformed payloads only."""


class FieldError(Answer):
    """One malformed place of a request."""

    pointer: str
    code: str


class Problem(Answer):
    """A problem document.

    `instance` and `trace_id` name the request in the server's log; `detail` is for logs, never for
    a screen: people read what the client makes of `code`.
    """

    type: str = "about:blank"
    title: str = ""
    status: int
    code: str
    detail: str = ""
    instance: str = ""
    trace_id: str = ""
    errors: tuple[FieldError, ...] = ()
    min_client: int | None = None
