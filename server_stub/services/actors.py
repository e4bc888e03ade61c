"""Who acts: the rights of a person in a context, read in the transaction that uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.contract.problems import ProblemCode
from desktop.domain.businesses import PROBATION_BUSINESS
from server_stub.services.refusals import Refusal
from server_stub.storage.models import Batch, Grant, Organization, Person
from server_stub.storage.scope import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.review import Role
    from server_stub.services.unit import Unit

__all__ = ["Actor", "SignedIn", "actor_in", "contexts_of", "require_recent_auth"]

_PARTS = 2


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session behind a request; `authenticated_at` is when the person last proved it."""

    session_id: int
    person_id: int
    person_name: str
    device_id: str
    device_name: str
    authenticated_at: int


def require_recent_auth(unit: Unit, signed_in: SignedIn) -> None:
    """Check that the person proved lately who sits there.

    Raises:
        Refusal: `reauth_required`; the client asks for a code and tries again.
    """
    if unit.now - signed_in.authenticated_at > unit.settings.recent:
        raise Refusal(ProblemCode.REAUTH_REQUIRED)


def actor_in(unit: Unit, signed_in: SignedIn, context: str, *, former: bool = False) -> Actor:
    """Return the person in the context that a request names.

    Args:
        unit: The transaction in which the actor acts.
        signed_in: The session.
        context: Value of the header `Context`.
        former: Whether a person who lost every right there is let through: such an actor sees
            nothing, but what it decided before is taken in and parked.

    Raises:
        Refusal: `context_required`, or `not_permitted` where the person has (had) no right.
    """
    organization_id, business = _parse(context)
    grants = _grants(unit, signed_in.person_id, organization_id, business)
    roles = frozenset(grant.role for grant in grants if grant.revoked_at is None)
    lost = frozenset(grant.role for grant in grants if grant.revoked_at is not None)
    organization = unit.session.get(Organization, organization_id)
    if organization is None or not (roles or (former and lost)):
        raise Refusal(ProblemCode.NOT_PERMITTED)
    return Actor(
        person_id=signed_in.person_id,
        person_name=signed_in.person_name,
        organization_id=organization.id,
        organization_name=organization.name,
        organization_path=organization.path,
        organization_kind=organization.kind,
        business=business,
        roles=roles,
        former=lost,
    )


def _parse(context: str) -> tuple[int, str]:
    parts = context.split("-")
    if len(parts) != _PARTS or not all(part.isascii() and part.isdigit() for part in parts):
        raise Refusal(ProblemCode.CONTEXT_REQUIRED)
    organization_id, business = int(parts[0]), parts[1]
    if len(business) != _PARTS or not 0 < organization_id < 2**53:
        raise Refusal(ProblemCode.CONTEXT_REQUIRED)
    return organization_id, business


def _grants(unit: Unit, person_id: int, organization_id: int, business: str) -> Sequence[Grant]:
    statement = select(Grant).where(
        Grant.person_id == person_id,
        Grant.organization_id == organization_id,
        Grant.business.in_((business, "")),
    )
    return unit.session.scalars(statement).all()


def contexts_of(unit: Unit, person: Person) -> list[Actor]:
    """Return every context in which the person has a right now.

    A right for every business (机构人事) joins the contexts of the same organization, and stands
    for the businesses that have a batch.
    """
    statement = (
        select(Grant, Organization)
        .join(Organization, Organization.id == Grant.organization_id)
        .where(Grant.person_id == person.id, Grant.revoked_at.is_(None))
        .order_by(Grant.id)
    )
    held: dict[int, dict[str, set[Role]]] = {}
    organizations: dict[int, Organization] = {}
    for grant, organization in unit.session.execute(statement):
        organizations[organization.id] = organization
        held.setdefault(organization.id, {}).setdefault(grant.business, set()).add(grant.role)
    with_batch = set(unit.session.scalars(select(Batch.business).distinct())) or {
        PROBATION_BUSINESS
    }
    contexts = []
    for organization_id, by_business in held.items():
        everywhere = by_business.pop("", set())
        businesses = sorted({*by_business, *(with_batch if everywhere else ())})
        contexts += [
            _context(person, organizations[organization_id], business, roles)
            for business in businesses
            if (roles := everywhere | by_business.get(business, set()))
        ]
    return contexts


def _context(person: Person, organization: Organization, business: str, roles: set[Role]) -> Actor:
    return Actor(
        person_id=person.id,
        person_name=person.name,
        organization_id=organization.id,
        organization_name=organization.name,
        organization_path=organization.path,
        organization_kind=organization.kind,
        business=business,
        roles=frozenset(roles),
    )
