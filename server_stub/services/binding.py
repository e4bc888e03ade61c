"""Who is bound by an authorization: exactly one person per institution and business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import update

from desktop.contract.authorizing import AuthorizationView
from desktop.contract.session import IdentityState
from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import IdType
from desktop.domain.masking import mask_phone
from desktop.domain.organizations import is_administrative
from desktop.domain.review import Role
from server_stub.storage import sequence
from server_stub.storage.models import Grant, Organization

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.organizations import OrganizationKind
    from server_stub.services.unit import Unit
    from server_stub.storage.models import Authorization, Person

_DEPENDENT_ROLES: Final = (Role.MANAGER, Role.ASSISTANT, Role.OFFICER)


def is_verified(person: Person) -> bool:
    """Tell whether the person may be bound: verified with an ID card, and the account is open."""
    return (
        person.identity is IdentityState.VERIFIED
        and person.id_type is IdType.RESIDENT_ID
        and person.disabled_at is None
    )


def bound_role(kind: OrganizationKind) -> Role:
    """Return the right that an activated authorization gives at an organization of this kind."""
    return Role.OFFICER if is_administrative(kind) else Role.MANAGER


def bind(unit: Unit, authorization: Authorization, person: Person) -> None:
    """Bind a person: the code is used up, and nobody else is bound beside."""
    organization = unit.session.get_one(Organization, authorization.organization_id)
    role = bound_role(organization.kind)
    _end_grants(unit, authorization, (role,))
    unit.session.add(
        Grant(
            person_id=person.id,
            organization_id=organization.id,
            business=authorization.business,
            role=role,
            granted_at=unit.now,
        )
    )
    authorization.state = AuthorizationState.ACTIVATED
    authorization.code_hmac = authorization.code_encrypted = None
    authorization.expires_at = None
    authorization.activated_at = unit.now
    authorization.manager_id = person.id
    authorization.manager_name = person.name
    authorization.manager_phone = mask_phone(person.phone)
    authorization.seq = sequence.take(unit.session)[0]
    unit.session.flush()


def release(unit: Unit, authorization: Authorization, state: AuthorizationState) -> None:
    """End the rights that follow from the authorization, those of assistants too, at once."""
    _end_grants(unit, authorization, _DEPENDENT_ROLES)
    authorization.state = state
    authorization.manager_id = None
    authorization.manager_name = authorization.manager_phone = ""
    authorization.seq = sequence.take(unit.session)[0]


def _end_grants(unit: Unit, authorization: Authorization, roles: Iterable[Role]) -> None:
    unit.session.execute(
        update(Grant)
        .where(
            Grant.organization_id == authorization.organization_id,
            Grant.business == authorization.business,
            Grant.role.in_(roles),
            Grant.revoked_at.is_(None),
        )
        .values(revoked_at=unit.now)
        .execution_options(synchronize_session="fetch")
    )


def view(authorization: Authorization) -> AuthorizationView:
    """Return the authorization as the contract shows it after an act."""
    return AuthorizationView(
        authorization_id=authorization.id,
        organization_id=authorization.organization_id,
        business=authorization.business,
        state=authorization.state,
        seq=authorization.seq,
        manager_name=authorization.manager_name,
        manager_phone=authorization.manager_phone,
        activated_at=authorization.activated_at,
    )
