"""Paths and headers of the API, written once.

Paths with a placeholder carry it in FastAPI's form; the client fills it with `str.format`.
"""

from __future__ import annotations

from typing import Final

INFO: Final = "/v1/info"
DEMO_PEOPLE: Final = "/v1/demo/people"
DEMO_INBOX: Final = "/v1/demo/inbox"
SMS_REQUEST: Final = "/v1/auth/sms/requests"
SMS_VERIFY: Final = "/v1/auth/sms/verify"
REFRESH: Final = "/v1/auth/refresh"
SIGN_OUT: Final = "/v1/auth/sign-out"
REAUTH_REQUEST: Final = "/v1/auth/reauth/requests"
REAUTH: Final = "/v1/auth/reauth"
SESSION: Final = "/v1/session"
CHANGES: Final = "/v1/changes"
DECISIONS: Final = "/v1/decisions"
DECISION_RESULTS: Final = "/v1/decisions/results"
DECISION_REPLIES: Final = "/v1/decisions/replies"
PARKED: Final = "/v1/parked"
PARKED_ANSWER: Final = "/v1/parked/{parked_id}"
MATERIAL_MANIFEST: Final = "/v1/materials/{material_id}/attachments"
ATTACHMENT: Final = "/v1/materials/{material_id}/attachments/{sha256}"
COURIER_DEVICE: Final = "/v1/courier/device"
COURIER_FILES: Final = "/v1/courier/files"
CODES: Final = "/v1/authorizations/codes"
GENERATE: Final = "/v1/authorizations/generate"
MATCH: Final = "/v1/authorizations/match"
DIRECT: Final = "/v1/authorizations/direct"
REVOKE: Final = "/v1/authorizations/revoke"

HEADER_API_VERSION: Final = "Api-Version"
HEADER_CONTEXT: Final = "Context"
"""`<organization id>-<business code>`: which of the person's contexts a request acts in."""
HEADER_MIN_CLIENT: Final = "Min-Client"
HEADER_TRACE: Final = "Trace-Id"
