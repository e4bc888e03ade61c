"""手机快捷登录: a 验证码 to the phone, bound to its request, for one use within five minutes."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.contract.problems import ProblemCode
from desktop.contract.session import SmsRequested
from server_stub.services import audit, limits, sessions
from server_stub.services.refusals import Refusal
from server_stub.storage.models import Person, SmsRequest

if TYPE_CHECKING:
    from desktop.contract.session import Reauth, SmsVerify, Tokens
    from server_stub.services.actors import SignedIn
    from server_stub.services.unit import Unit

_CODES: Final = 10**6
_PURPOSE: Final = "sms code"
_SENT: Final = "sms"
_TRIED: Final = "sms try"


def request_code(unit: Unit, phone: str, address: str) -> SmsRequested:
    """Send a 验证码 for signing in; a phone that nobody holds gets the same answer and no message.

    Raises:
        Refusal: `rate_limited`.
    """
    person = unit.session.scalars(select(Person).where(Person.phone == phone)).first()
    return _send(unit, phone, address, person)


def request_proof(unit: Unit, signed_in: SignedIn, address: str) -> SmsRequested:
    """Send a 验证码 to the signed-in person, to prove anew who sits there.

    Raises:
        Refusal: `rate_limited`.
    """
    person = unit.session.get_one(Person, signed_in.person_id)
    return _send(unit, person.phone, address, person, signed_in)


def verify(unit: Unit, answer: SmsVerify, address: str) -> Tokens:
    """Begin a session for whoever got the code.

    Raises:
        Refusal: `code_wrong`, `code_burnt` or `code_expired` (each counted), `rate_limited`,
            `account_disabled`.
    """
    request = _check(unit, answer.request_id, answer.code, address, None)
    person = unit.session.get_one(Person, request.person_id)
    if person.disabled_at is not None:
        raise Refusal(ProblemCode.ACCOUNT_DISABLED, keep=True)
    audit.append(unit, audit.Event("session.started", person.id, "", f"person/{person.id}"))
    return sessions.start(unit, person, answer.device)


def prove(unit: Unit, signed_in: SignedIn, answer: Reauth, address: str) -> None:
    """Note that the person who got the code sits there.

    Raises:
        Refusal: as `verify`.
    """
    _check(unit, answer.request_id, answer.code, address, signed_in.session_id)
    sessions.prove(unit, signed_in)
    audit.append(unit, audit.Event("session.proved", signed_in.person_id))


def _send(
    unit: Unit, phone: str, address: str, person: Person | None, signed_in: SignedIn | None = None
) -> SmsRequested:
    settings = unit.settings
    limits.check(unit, _SENT, f"phone {phone}", settings.sms_per_phone)
    limits.check(unit, _SENT, f"address {address}", settings.sms_per_address)
    limits.check(unit, _SENT, "", settings.sms_global)
    limits.count(unit, _SENT, f"phone {phone}", f"address {address}", "")
    token, code = sessions.new_token(), f"{secrets.randbelow(_CODES):06}"
    unit.session.add(
        SmsRequest(
            token_hash=sessions.token_hash(token),
            person_id=person.id if person else None,
            session_id=signed_in.session_id if signed_in else None,
            code_hmac=_code_hmac(unit, token, code),
            created_at=unit.now,
            expires_at=unit.now + settings.sms_lifetime,
        )
    )
    if person is not None:
        unit.providers.sms.send_code(phone, code)
    return SmsRequested(
        request_id=token,
        expires_in=settings.sms_lifetime,
        resend_after=settings.sms_per_phone[0].seconds,
    )


def _check(unit: Unit, token: str, code: str, address: str, session_id: int | None) -> SmsRequest:
    """Return the request whose code this is; it is used up by that."""
    limits.check(unit, _TRIED, f"address {address}", unit.settings.tries_per_address)
    limits.count(unit, _TRIED, f"address {address}")
    request = unit.session.get(SmsRequest, sessions.token_hash(token))
    if request is None or request.session_id != session_id:
        raise Refusal(ProblemCode.CODE_EXPIRED, keep=True)
    if request.tries >= unit.settings.sms_tries:
        raise Refusal(ProblemCode.CODE_BURNT, keep=True)
    if request.used_at is not None or unit.now >= request.expires_at:
        raise Refusal(ProblemCode.CODE_EXPIRED, keep=True)
    request.tries += 1
    right = hmac.compare_digest(request.code_hmac, _code_hmac(unit, token, code))
    if not right or request.person_id is None:
        person_id = request.person_id or 0
        audit.append(unit, audit.Event("session.code_wrong", person_id, success=False))
        raise Refusal(ProblemCode.CODE_WRONG, keep=True)
    request.used_at = unit.now
    return request


def _code_hmac(unit: Unit, token: str, code: str) -> str:
    return unit.providers.keys.sign(_PURPOSE, f"{token} {code}")
