"""Sessions: opaque tokens, kept as hashes, rotated, and ended by time, sign-out or disabling."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from desktop.contract import session as contract
from desktop.contract.operations import BATCH_BYTES, BATCH_ITEMS
from desktop.contract.problems import ProblemCode
from desktop.domain.businesses import BUSINESSES
from desktop.domain.masking import mask_phone
from desktop.domain.review import Role
from server_stub.services import audit, courier_devices
from server_stub.services.actors import SignedIn, contexts_of
from server_stub.services.refusals import Refusal
from server_stub.storage.migrate import epoch
from server_stub.storage.models import Batch, Person, SignIn

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor

_TOKEN_BYTES: Final = 32
_TOUCH_SECONDS: Final = 60
_FAMILY_BYTES: Final = 12
_FAMILY_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Authenticated:
    """A valid session; `stale` asks for `touch`, which needs a unit that writes."""

    signed_in: SignedIn
    stale: bool


def new_token() -> str:
    """Draw 256 random bits, in the form of the contract's tokens."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what is kept of a token: a plain hash, since nobody guesses 256 bits."""
    return sha256(token.encode()).hexdigest()


def start(unit: Unit, person: Person, device: contract.Device) -> contract.Tokens:
    """Begin a session on a device."""
    if unit.settings.one_device:
        others = (SignIn.person_id == person.id, SignIn.ended_at.is_(None))
        unit.session.execute(update(SignIn).values(ended_at=unit.now).where(*others))
        courier_devices.revoke(unit, person.id, but_device=device.id)
    access, family = new_token(), secrets.token_urlsafe(_FAMILY_BYTES)
    refresh = family + new_token()
    unit.session.add(
        SignIn(
            person_id=person.id,
            family=family,
            device_id=device.id,
            device_name=device.name,
            access_hash=token_hash(access),
            access_expires_at=unit.now + unit.settings.access_lifetime,
            refresh_hash=token_hash(refresh),
            successor_used=True,
            created_at=unit.now,
            used_at=unit.now,
            authenticated_at=unit.now,
            ends_at=unit.now + unit.settings.sign_in_absolute,
        )
    )
    return _tokens(unit, access, refresh)


def authenticate(unit: Unit, access_token: str) -> Authenticated:
    """Return the session of an access token.

    Raises:
        Refusal: `sign_in_required` without a token; `session_expired` where a refresh may help;
            `account_disabled`.
    """
    if not access_token:
        raise Refusal(ProblemCode.SIGN_IN_REQUIRED)
    found = _find(unit, SignIn.access_hash == token_hash(access_token))
    if found is None:
        raise Refusal(ProblemCode.SESSION_EXPIRED)
    record, person = found
    if person.disabled_at is not None:
        raise Refusal(ProblemCode.ACCOUNT_DISABLED)
    if not _alive(unit, record) or unit.now >= record.access_expires_at:
        raise Refusal(ProblemCode.SESSION_EXPIRED)
    signed_in = SignedIn(
        session_id=record.id,
        person_id=person.id,
        person_name=person.name,
        device_id=record.device_id,
        device_name=record.device_name,
        authenticated_at=record.authenticated_at,
    )
    stale = not record.successor_used or unit.now - record.used_at >= _TOUCH_SECONDS
    return Authenticated(signed_in, stale)


def touch(unit: Unit, signed_in: SignedIn) -> None:
    """Note that the session is in use; from now on a former refresh token is a stolen one."""
    record = unit.session.get_one(SignIn, signed_in.session_id)
    if unit.now - record.used_at >= _TOUCH_SECONDS:
        record.used_at = unit.now
    record.successor_used = True


def refresh(unit: Unit, refresh_token: str) -> contract.Tokens:
    """Rotate the tokens; a former token whose successor was never used gets the same pair again.

    So a renewal that arrives twice, or whose reply was lost, leaves the client with a pair that
    counts, whichever answer comes back.

    Raises:
        Refusal: `sign_in_required`, and the session is over if a used-up token was shown;
            `account_disabled`.
    """
    found = _find(unit, SignIn.family == refresh_token[:_FAMILY_LENGTH])
    if found is None:
        raise Refusal(ProblemCode.SIGN_IN_REQUIRED)
    record, person = found
    if person.disabled_at is not None:
        raise Refusal(ProblemCode.ACCOUNT_DISABLED)
    if not _alive(unit, record):
        raise Refusal(ProblemCode.SIGN_IN_REQUIRED)
    shown = token_hash(refresh_token)
    lost_answer = _same(record.former_refresh_hash, shown) and not record.successor_used
    if not _same(record.refresh_hash, shown) and not lost_answer:
        record.ended_at = unit.now
        subject = f"session/{record.id}"
        event = audit.Event("session.token_reused", person.id, subject=subject, success=False)
        audit.append(unit, event)
        raise Refusal(ProblemCode.SIGN_IN_REQUIRED, keep=True)
    sign = unit.providers.keys.sign
    access = sign("access token after", refresh_token)
    successor = record.family + sign("refresh token after", refresh_token)
    record.former_refresh_hash = shown
    record.refresh_hash = token_hash(successor)
    record.successor_used = False
    record.access_hash = token_hash(access)
    record.access_expires_at = unit.now + unit.settings.access_lifetime
    record.used_at = unit.now
    return _tokens(unit, access, successor)


def end(unit: Unit, signed_in: SignedIn) -> None:
    """Sign out: the tokens of this session are dead at once."""
    record = unit.session.get_one(SignIn, signed_in.session_id)
    record.ended_at = unit.now
    event = audit.Event("session.ended", signed_in.person_id, "", f"session/{record.id}")
    audit.append(unit, event)


def prove(unit: Unit, signed_in: SignedIn) -> None:
    """Note that the person proved just now who sits there."""
    unit.session.get_one(SignIn, signed_in.session_id).authenticated_at = unit.now


def disable(unit: Unit, person_id: int) -> None:
    """Disable an account; every request of its sessions is refused from the next one on."""
    statement = update(Person).where(Person.id == person_id).values(disabled_at=unit.now)
    unit.session.execute(statement)
    courier_devices.revoke(unit, person_id)
    audit.append(unit, audit.Event("account.disabled", person_id, "", f"person/{person_id}"))


def describe(unit: Unit, signed_in: SignedIn) -> contract.Session:
    """Return who is signed in, with the contexts held now."""
    person = unit.session.get_one(Person, signed_in.person_id)
    batches = unit.session.scalars(select(Batch).order_by(Batch.business, Batch.year.desc()))
    settings = unit.settings
    return contract.Session(
        person=contract.Person(
            id=person.id,
            name=person.name,
            phone=mask_phone(person.phone),
            identity=person.identity,
        ),
        device_id=signed_in.device_id,
        contexts=tuple(_context(unit, actor) for actor in contexts_of(unit, person)),
        batches=tuple(_batch(batch) for batch in batches),
        limits=contract.Limits(
            page_rows=settings.page_rows,
            batch_items=BATCH_ITEMS,
            batch_bytes=BATCH_BYTES,
            grace_seconds=settings.grace_seconds,
            grace_seconds_refused=settings.grace_seconds_refused,
        ),
        server_time=unit.now,
        offline_lease_until=unit.now + settings.offline_lease,
        epoch=epoch(unit.session),
    )


def scope_tag(unit: Unit, actor: Actor) -> str:
    """Return what names a scope: another tag means that the replica must be read anew."""
    view = f"{actor.sees_in_full} {actor.sees_all} {Role.HR in actor.roles}"
    text = f"{actor.organization_path} {actor.organization_kind} {actor.business} {view}"
    return unit.providers.keys.sign("scope", text)[:16]


def _context(unit: Unit, actor: Actor) -> contract.Context:
    names = {business.code: business.name for business in BUSINESSES}
    return contract.Context(
        organization_id=actor.organization_id,
        organization_name=actor.organization_name,
        organization_kind=actor.organization_kind,
        organization_path=actor.organization_path,
        level=actor.level,
        business=actor.business,
        business_name=names.get(actor.business, actor.business),
        roles=tuple(sorted(actor.roles)),
        scope_tag=scope_tag(unit, actor),
    )


def _batch(batch: Batch) -> contract.Batch:
    return contract.Batch(
        business=batch.business,
        year=batch.year,
        window_opens_at=batch.window_opens_at,
        window_closes_at=batch.window_closes_at,
        cut_off=batch.cut_off,
        months_required=batch.months_required,
        current=batch.current,
    )


def _find(unit: Unit, condition: ColumnElement[bool]) -> tuple[SignIn, Person] | None:
    statement = select(SignIn, Person).join(Person, Person.id == SignIn.person_id).where(condition)
    return unit.session.execute(statement).first()


def _same(kept: str | None, shown: str) -> bool:
    return hmac.compare_digest(kept or "", shown)


def _alive(unit: Unit, record: SignIn) -> bool:
    return (
        record.ended_at is None
        and unit.now < record.ends_at
        and unit.now - record.used_at < unit.settings.sign_in_idle
    )


def _tokens(unit: Unit, access: str, successor: str) -> contract.Tokens:
    return contract.Tokens(
        access_token=access,
        refresh_token=successor,
        expires_in=unit.settings.access_lifetime,
    )
