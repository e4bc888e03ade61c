"""The life of an authorization and of its one-time code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.authorization import (
    CODE_ALPHABET,
    CODE_LENGTH,
    AuthorizationState,
    RevocationPurpose,
    after_revocation,
    check_direct,
    check_generate,
    new_code,
    normalise_code,
)
from desktop.domain.errors import RuleViolationError

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_GENERATED, GENERATED, ACTIVATED, STOPPED = AuthorizationState


def refusal_of(check: Callable[[], object]) -> str:
    with pytest.raises(RuleViolationError) as refusal:
        check()
    return refusal.value.code


def test_a_code_is_generated_first_and_may_be_issued_again() -> None:
    check_generate(NOT_GENERATED, may_lift_stop=False)
    check_generate(GENERATED, may_lift_stop=False)
    assert refusal_of(lambda: check_generate(ACTIVATED, may_lift_stop=True)) == "already_authorized"


def test_a_stopped_institution_waits_for_who_may_lift_the_stop() -> None:
    assert refusal_of(lambda: check_generate(STOPPED, may_lift_stop=False)) == "stopped"
    check_generate(STOPPED, may_lift_stop=True)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (NOT_GENERATED, "not_generated"),
        (ACTIVATED, "already_authorized"),
        (STOPPED, "stopped"),
    ],
)
def test_direct_authorization_needs_a_code_that_waits(state: AuthorizationState, code: str) -> None:
    check_direct(GENERATED)
    assert refusal_of(lambda: check_direct(state)) == code


def test_a_revocation_frees_the_place_or_stops_the_institution() -> None:
    assert after_revocation(ACTIVATED, RevocationPurpose.REPLACE_MANAGER) is NOT_GENERATED
    assert after_revocation(ACTIVATED, RevocationPurpose.STOP) is STOPPED


@pytest.mark.parametrize("state", [NOT_GENERATED, GENERATED, STOPPED])
@pytest.mark.parametrize("purpose", RevocationPurpose)
def test_only_what_is_bound_can_be_revoked(
    state: AuthorizationState, purpose: RevocationPurpose
) -> None:
    assert refusal_of(lambda: after_revocation(state, purpose)) == "not_authorized"


def test_new_codes_are_well_formed_and_differ() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(normalise_code(code) == code for code in codes)
    assert (len(CODE_ALPHABET), CODE_LENGTH) == (62, 8)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("6RTCrbh9", "6RTCrbh9"),
        (" 6RTC rbh9\n", "6RTCrbh9"),
        ("\uff16\uff32\uff34\uff23\uff52\uff42\uff48\uff19", "6RTCrbh9"),
        ("6RTCrbh", None),
        ("6RTCrbh9A", None),
        ("6RTC-bh9", None),
        ("421907", None),
        ("", None),
    ],
)
def test_a_typed_code_loses_its_blanks_and_keeps_its_case(typed: str, code: str | None) -> None:
    assert normalise_code(typed) == code
