"""授权码: what is kept of a code, and its activation with limits on guessing.

The database has a keyed hash, to find a code by, and an encrypted copy, because its administrators
must see it until it is used. Both are gone with the activation.
"""

from __future__ import annotations

import hmac
import logging
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import select

from desktop.contract.problems import ProblemCode
from desktop.domain.authorization import normalise_code
from server_stub.services import audit, binding, limits
from server_stub.services.refusals import Refusal
from server_stub.settings import HOUR, MINUTE, Limit
from server_stub.storage.models import Authorization, Person

if TYPE_CHECKING:
    from desktop.contract.authorizing import AuthorizationView
    from server_stub.providers.keys import Keys
    from server_stub.services.actors import SignedIn
    from server_stub.services.unit import Unit

_log = logging.getLogger(__name__)

_PURPOSE: Final = "authorization code"
_GUESSED: Final = "authorization code guess"
_PER_ACCOUNT: Final = (Limit(15 * MINUTE, 5),)
_PER_ADDRESS: Final = (Limit(HOUR, 20),)
_GLOBAL: Final = (Limit(HOUR, 1000),)


class KeptCode(NamedTuple):
    """What is kept of a code: a keyed hash to find it by, an encrypted copy to show it."""

    hmac: str
    encrypted: bytes


def keep_code(keys: Keys, code: str) -> KeptCode:
    """Return what the database keeps of a code."""
    return KeptCode(keys.sign(_PURPOSE, code), keys.seal(_PURPOSE, code))


def show_code(keys: Keys, authorization: Authorization) -> str | None:
    """Return the code of an authorization, None where it has none any more."""
    sealed = authorization.code_encrypted
    return None if sealed is None else keys.open(_PURPOSE, sealed)


def activate(unit: Unit, signed_in: SignedIn, typed: str, address: str) -> AuthorizationView:
    """Bind the signed-in person to the institution whose code this is: 添加业务.

    Args:
        unit: Writing unit of work.
        signed_in: Who typed the code.
        typed: As typed.
        address: Network address, for the limits.

    Raises:
        Refusal: `person_not_verified`, `rate_limited`; `code_wrong` and `code_expired`, counted.
    """
    _check_guesses(unit, signed_in, address)
    person = unit.session.get_one(Person, signed_in.person_id)
    if not binding.is_verified(person):
        raise Refusal(ProblemCode.PERSON_NOT_VERIFIED)
    authorization = _by_code(unit, typed)
    if authorization is None or (authorization.expires_at or 0) <= unit.now:
        limits.count(unit, _GUESSED, f"account {signed_in.person_id}", f"address {address}", "")
        event = audit.Event("authorization.code_wrong", signed_in.person_id, success=False)
        audit.append(unit, event)
        code = ProblemCode.CODE_WRONG if authorization is None else ProblemCode.CODE_EXPIRED
        raise Refusal(code, keep=True)
    binding.bind(unit, authorization, person)
    context = f"{authorization.organization_id}-{authorization.business}"
    subject = f"organization/{authorization.organization_id}"
    audit.append(unit, audit.Event("authorization.activated", person.id, context, subject))
    return binding.view(authorization)


def _check_guesses(unit: Unit, signed_in: SignedIn, address: str) -> None:
    limits.check(unit, _GUESSED, f"account {signed_in.person_id}", _PER_ACCOUNT)
    limits.check(unit, _GUESSED, f"address {address}", _PER_ADDRESS)
    try:
        limits.check(unit, _GUESSED, "", _GLOBAL)
    except Refusal:
        _log.warning("authorization codes are being guessed: the limit of the server is reached")
        raise


def _by_code(unit: Unit, typed: str) -> Authorization | None:
    code = normalise_code(typed)
    if code is None:
        return None
    wanted = unit.providers.keys.sign(_PURPOSE, code)
    statement = select(Authorization).where(Authorization.code_hmac == wanted)
    found = unit.session.scalars(statement).first()
    if found is None or not hmac.compare_digest(found.code_hmac or "", wanted):
        return None
    return found
