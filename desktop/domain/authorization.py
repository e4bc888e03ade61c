"""Authorization of an institution for a business, and its one-time code.

States and labels: guide B §5.2, guide A §5.2; capabilities S049-S075. Code rules:
spec/security.md 17-20.
"""

from __future__ import annotations

import secrets
import unicodedata
from enum import StrEnum
from typing import Final

from desktop.domain.errors import RuleViolationError

CODE_LENGTH: Final = 8
CODE_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""Eight base-62 characters carry 47.6 bit; the guides' example is 6RTCrbh9."""

CODE_VALID_SECONDS: Final = 7 * 24 * 3600
"""A code that nobody activated dies after seven days."""


class AuthorizationState(StrEnum):
    """未生成 → 已生成未激活 → 已激活 / 已授权 → 解除授权 (→ 未生成 or 已停用)."""

    NOT_GENERATED = "not_generated"
    GENERATED = "generated"
    ACTIVATED = "activated"
    STOPPED = "stopped"


class RevocationPurpose(StrEnum):
    """Why 解除授权 is done: another manager shall follow, or the institution shall stop."""

    REPLACE_MANAGER = "replace_manager"
    STOP = "stop"


def check_generate(state: AuthorizationState, *, may_lift_stop: bool) -> None:
    """Check that a (new) code can be generated; re-issuing voids the old one.

    Raises:
        RuleViolationError: `already_authorized` or `stopped`.
    """
    if state is AuthorizationState.ACTIVATED:
        raise RuleViolationError("already_authorized")
    if state is AuthorizationState.STOPPED and not may_lift_stop:
        raise RuleViolationError("stopped")


def check_direct(state: AuthorizationState) -> None:
    """Check that 直接授权 is offered: in 已生成未激活 only (decision 3).

    Raises:
        RuleViolationError: `not_generated`, `already_authorized` or `stopped`.
    """
    if state is AuthorizationState.NOT_GENERATED:
        raise RuleViolationError("not_generated")
    if state is AuthorizationState.ACTIVATED:
        raise RuleViolationError("already_authorized")
    if state is AuthorizationState.STOPPED:
        raise RuleViolationError("stopped")


def after_revocation(state: AuthorizationState, purpose: RevocationPurpose) -> AuthorizationState:
    """Return the state after 解除授权.

    Raises:
        RuleViolationError: `not_authorized` where nothing is bound.
    """
    if state is not AuthorizationState.ACTIVATED:
        raise RuleViolationError("not_authorized")
    if purpose is RevocationPurpose.STOP:
        return AuthorizationState.STOPPED
    return AuthorizationState.NOT_GENERATED


def new_code() -> str:
    """Draw an authorization code from the system's secure random source."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def normalise_code(text: str) -> str | None:
    """Return the code a person typed in half width without blanks, or None if it cannot be one."""
    code = "".join(unicodedata.normalize("NFKC", text).split())
    if len(code) != CODE_LENGTH or any(c not in CODE_ALPHABET for c in code):
        return None
    return code
