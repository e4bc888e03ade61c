"""Authorization of institutions: 生成授权码, 直接授权, 解除授权; the server holds the secrets.

Who may: an officer for the business of the context in the units below its own; 机构人事 for every
business of its own unit. Bound is exactly one person per institution and business: 业务管理人 of a
medical institution, officer of an administrative unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.contract.authorizing import (
    Generated,
    GenerateSkip,
    IssuedCode,
    IssuedCodes,
    MatchedPerson,
)
from desktop.contract.problems import ProblemCode
from desktop.domain.authorization import (
    CODE_VALID_SECONDS,
    AuthorizationState,
    RevocationPurpose,
    after_revocation,
    check_direct,
    check_generate,
    new_code,
)
from desktop.domain.businesses import BUSINESSES
from desktop.domain.errors import RuleViolationError
from desktop.domain.identity import normalise
from desktop.domain.masking import mask_id_number, mask_name, mask_phone
from desktop.domain.organizations import is_within
from desktop.domain.review import Role
from server_stub.services import audit, binding, limits
from server_stub.services.actors import require_recent_auth
from server_stub.services.authorization_codes import keep_code, show_code
from server_stub.services.refusals import Refusal
from server_stub.services.sessions import new_token, token_hash
from server_stub.settings import HOUR, MINUTE, Limit
from server_stub.storage import sequence
from server_stub.storage.models import Authorization, DirectMatch, Organization, Person
from server_stub.storage.scope import visible_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.contract.authorizing import (
        AuthorizationView,
        DirectRequest,
        GenerateRequest,
        MatchRequest,
        RevokeRequest,
    )
    from server_stub.services.actors import SignedIn
    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor

MATCH_SECONDS: Final = 5 * MINUTE
"""A person matched for 直接授权 must be confirmed within this time."""

_MATCHED: Final = "person match"
_MATCHES: Final = (Limit(HOUR, 60),)
_BUSINESS_CODES: Final = frozenset(business.code for business in BUSINESSES)


def codes(unit: Unit, actor: Actor) -> IssuedCodes:
    """Return the living codes that the actor may hand out.

    Raises:
        Refusal: `not_permitted` without a right to authorize.
    """
    _require_any_right(actor)
    statement = (
        select(Authorization)
        .where(
            visible_to(actor, Authorization),
            Authorization.state == AuthorizationState.GENERATED,
            Authorization.expires_at > unit.now,
        )
        .order_by(Authorization.id)
    )
    found = [
        _issued(one, code)
        for one in unit.session.scalars(statement)
        if _has_right(actor, one.organization_id, one.organization_path, one.business)
        and (code := show_code(unit.providers.keys, one))
    ]
    return IssuedCodes(codes=tuple(found))


def generate(unit: Unit, actor: Actor, request: GenerateRequest) -> Generated:
    """Generate codes; an institution that has one gets another, and the old one is void.

    Raises:
        Refusal: `not_permitted` without a right to authorize for this business.
    """
    _require_any_right(actor)
    _require_business(actor, request.business)
    wanted = list(dict.fromkeys(request.organization_ids))
    organizations = _organizations(unit, actor, wanted)
    existing = _authorizations(unit, actor, wanted, request.business)
    issued: list[IssuedCode] = []
    skipped: list[GenerateSkip] = []
    events: list[audit.Event] = []
    numbers = iter(sequence.take(unit.session, len(wanted)))
    for organization_id in wanted:
        organization = organizations.get(organization_id)
        reason = _reason_to_skip(actor, organization, existing.get(organization_id), request)
        if reason or organization is None:
            skipped.append(GenerateSkip(organization_id=organization_id, code=reason))
            continue
        authorization = existing.get(organization_id) or _new(unit, organization, request.business)
        authorization.seq = next(numbers)
        issued.append(_issue(unit, authorization))
        events.append(_event(actor, "authorization.generated", authorization))
    audit.append(unit, *events)
    return Generated(codes=tuple(issued), skipped=tuple(skipped))


def match(unit: Unit, actor: Actor, signed_in: SignedIn, request: MatchRequest) -> MatchedPerson:
    """Find the person behind an ID-card number, for a look before 直接授权.

    Raises:
        Refusal: `person_not_found`, `person_not_verified` (with an ID card, that is), `not_found`,
            `not_permitted`, `rate_limited`.
        RuleViolationError: The institution is not in 已生成未激活.
    """
    authorization = _managed(unit, actor, request.organization_id, request.business)
    check_direct(authorization.state)
    subject = f"account {signed_in.person_id}"
    limits.check(unit, _MATCHED, subject, _MATCHES)
    limits.count(unit, _MATCHED, subject)
    event = _event(actor, "authorization.matched", authorization, success=False)
    number = normalise(request.id_number)
    statement = select(Person).where(Person.id_number == number, Person.disabled_at.is_(None))
    person = unit.session.scalars(statement.order_by(Person.id)).first()
    if person is None:
        audit.append(unit, event)
        raise Refusal(ProblemCode.PERSON_NOT_FOUND, field="/id_number", keep=True)
    if not binding.is_verified(person):
        audit.append(unit, event)
        raise Refusal(ProblemCode.PERSON_NOT_VERIFIED, field="/id_number", keep=True)
    token = new_token()
    unit.session.add(
        DirectMatch(
            token_hash=token_hash(token),
            session_id=signed_in.session_id,
            acting_organization_id=actor.organization_id,
            organization_id=authorization.organization_id,
            business=authorization.business,
            person_id=person.id,
            expires_at=unit.now + MATCH_SECONDS,
        )
    )
    audit.append(unit, _event(actor, "authorization.matched", authorization, matched=person.id))
    return MatchedPerson(
        match_token=token,
        name=mask_name(person.name),
        id_number=mask_id_number(person.id_number),
        phone=mask_phone(person.phone),
        expires_in=MATCH_SECONDS,
    )


def direct(
    unit: Unit, actor: Actor, signed_in: SignedIn, request: DirectRequest
) -> AuthorizationView:
    """Bind the matched person: 直接授权.

    Raises:
        Refusal: `reauth_required`, `match_expired`, `person_not_verified`, `not_permitted`.
        RuleViolationError: The institution is not in 已生成未激活 any more.
    """
    require_recent_auth(unit, signed_in)
    found = unit.session.get(DirectMatch, token_hash(request.match_token))
    if (
        found is None
        or found.used_at is not None
        or found.expires_at <= unit.now
        or found.session_id != signed_in.session_id
        or found.acting_organization_id != actor.organization_id
    ):
        raise Refusal(ProblemCode.MATCH_EXPIRED)
    authorization = _managed(unit, actor, found.organization_id, found.business)
    check_direct(authorization.state)
    person = unit.session.get_one(Person, found.person_id)
    if person.disabled_at is not None or not binding.is_verified(person):
        raise Refusal(ProblemCode.PERSON_NOT_VERIFIED)
    found.used_at = unit.now
    binding.bind(unit, authorization, person)
    audit.append(unit, _event(actor, "authorization.direct", authorization, bound=person.id))
    return binding.view(authorization)


def revoke(
    unit: Unit, actor: Actor, signed_in: SignedIn, request: RevokeRequest
) -> AuthorizationView:
    """End the authorization and the rights that follow from it, at once: 解除授权.

    Raises:
        Refusal: `reauth_required`, `reason_required`, `confirmation_mismatch`, `not_found`,
            `not_permitted`.
        RuleViolationError: `not_authorized` where nobody is bound.
    """
    require_recent_auth(unit, signed_in)
    authorization = _managed(unit, actor, request.organization_id, request.business)
    if not request.reason.strip():
        raise Refusal(ProblemCode.REASON_REQUIRED, field="/reason")
    organization = unit.session.get_one(Organization, authorization.organization_id)
    if request.typed_name.strip() != organization.name:
        raise Refusal(ProblemCode.CONFIRMATION_MISMATCH, field="/typed_name")
    state = after_revocation(authorization.state, request.purpose)
    if request.purpose is RevocationPurpose.STOP:
        authorization.stopped_by_path = actor.organization_path
    binding.release(unit, authorization, state)
    purpose, reason = request.purpose.value, request.reason.strip()
    event = _event(actor, "authorization.revoked", authorization, purpose=purpose, reason=reason)
    audit.append(unit, event)
    return binding.view(authorization)


def _has_right(actor: Actor, organization_id: int, path: str, business: str) -> bool:
    own = organization_id == actor.organization_id
    if Role.HR in actor.roles and own:
        return True
    is_under = is_within(path, actor.organization_path) and not own
    return Role.OFFICER in actor.roles and is_under and business == actor.business


def _require_any_right(actor: Actor) -> None:
    if actor.roles.isdisjoint({Role.HR, Role.OFFICER}):
        raise Refusal(ProblemCode.NOT_PERMITTED)


def _require_business(actor: Actor, business: str) -> None:
    if business not in _BUSINESS_CODES:
        raise Refusal(ProblemCode.MALFORMED, field="/business")
    if business != actor.business and Role.HR not in actor.roles:
        raise Refusal(ProblemCode.NOT_PERMITTED)


def _organizations(unit: Unit, actor: Actor, ids: Iterable[int]) -> dict[int, Organization]:
    condition = visible_to(actor, Organization) & Organization.id.in_(ids)
    found = unit.session.scalars(select(Organization).where(condition))
    return {organization.id: organization for organization in found}


def _authorizations(
    unit: Unit, actor: Actor, ids: Iterable[int], business: str
) -> dict[int, Authorization]:
    statement = select(Authorization).where(
        visible_to(actor, Authorization),
        Authorization.organization_id.in_(ids),
        Authorization.business == business,
    )
    return {one.organization_id: one for one in unit.session.scalars(statement)}


def _managed(unit: Unit, actor: Actor, organization_id: int, business: str) -> Authorization:
    """Return the authorization that the actor may change; one never touched is 未生成."""
    _require_any_right(actor)
    _require_business(actor, business)
    organization = _organizations(unit, actor, [organization_id]).get(organization_id)
    if organization is None:
        raise Refusal(ProblemCode.NOT_FOUND)
    if not _has_right(actor, organization.id, organization.path, business):
        raise Refusal(ProblemCode.NOT_PERMITTED)
    found = _authorizations(unit, actor, [organization_id], business).get(organization_id)
    if found is None:
        raise RuleViolationError("not_generated")
    return found


def _reason_to_skip(
    actor: Actor,
    organization: Organization | None,
    authorization: Authorization | None,
    request: GenerateRequest,
) -> str:
    if organization is None:
        return ProblemCode.NOT_FOUND.value
    if not _has_right(actor, organization.id, organization.path, request.business):
        return ProblemCode.NOT_PERMITTED.value
    if authorization is None:
        return ""
    may_lift = is_within(authorization.stopped_by_path, actor.organization_path)
    try:
        check_generate(authorization.state, may_lift_stop=may_lift)
    except RuleViolationError as violation:
        return violation.code
    return ""


def _new(unit: Unit, organization: Organization, business: str) -> Authorization:
    authorization = Authorization(
        organization_id=organization.id,
        organization_path=organization.path,
        business=business,
        state=AuthorizationState.NOT_GENERATED,
    )
    unit.session.add(authorization)
    return authorization


def _issue(unit: Unit, authorization: Authorization) -> IssuedCode:
    code = new_code()
    kept = keep_code(unit.providers.keys, code)
    authorization.state = AuthorizationState.GENERATED
    authorization.code_hmac, authorization.code_encrypted = kept
    authorization.generated_at = unit.now
    authorization.expires_at = unit.now + CODE_VALID_SECONDS
    authorization.stopped_by_path = ""
    unit.session.flush()
    return _issued(authorization, code)


def _issued(authorization: Authorization, code: str) -> IssuedCode:
    return IssuedCode(
        authorization_id=authorization.id,
        organization_id=authorization.organization_id,
        business=authorization.business,
        code=code,
        expires_at=authorization.expires_at or 0,
    )


def _event(
    actor: Actor,
    name: str,
    authorization: Authorization,
    *,
    success: bool = True,
    **details: object,
) -> audit.Event:
    subject = f"organization/{authorization.organization_id}"
    about = {"business": authorization.business, **details}
    return audit.event_of(actor, name, subject, success=success, **about)
