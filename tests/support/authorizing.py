"""Steps of stories about authorization: who could be appointed, and what an officer does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from desktop.contract import routes
from desktop.contract.session import IdentityState
from desktop.domain.businesses import PROBATION_BUSINESS, IdType
from desktop.domain.review import Role
from server_stub.services import authorization_codes
from server_stub.services.actors import SignedIn
from server_stub.services.refusals import Refusal
from server_stub.storage.models import Grant, Person
from tests.support.small_world import NAMES, NOW

if TYPE_CHECKING:
    import httpx

    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer

CANDIDATE, UNVERIFIED, BY_PASSPORT = 90, 91, 92
CARD: Final = "421902199005120026"


def add_candidates(server: ReferenceServer) -> None:
    """Add people who could become 业务管理人, or not."""
    candidates = (
        (CANDIDATE, "马文静", IdType.RESIDENT_ID, CARD, IdentityState.VERIFIED),
        (UNVERIFIED, "丁海波", IdType.RESIDENT_ID, "421902199005120034", IdentityState.WAITING),
        (BY_PASSPORT, "高远", IdType.PASSPORT, "421902199005120042", IdentityState.VERIFIED),
    )
    with server.units.writing() as unit:
        for number, name, id_type, id_number, identity in candidates:
            unit.session.add(
                Person(
                    id=number,
                    name=name,
                    phone=f"139001390{number}",
                    id_type=id_type,
                    id_number=id_number,
                    identity=identity,
                )
            )


def generate(
    caller: Caller, *organization_ids: int, business: str = PROBATION_BUSINESS
) -> dict[str, Any]:
    """Generate codes and return what was done."""
    body = {"organization_ids": organization_ids, "business": business}
    answer = caller.post(routes.GENERATE, body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def code_of(caller: Caller, organization_id: int) -> str:
    """Generate a code for one institution and return it."""
    issued = generate(caller, organization_id)["codes"]
    code: str = issued[0]["code"]
    return code


def match(caller: Caller, organization_id: int, id_number: str = CARD) -> httpx.Response:
    """Look for the person behind an ID-card number."""
    return caller.post(
        routes.MATCH,
        {
            "organization_id": organization_id,
            "business": PROBATION_BUSINESS,
            "id_number": id_number,
        },
    )


def direct(caller: Caller, organization_id: int) -> httpx.Response:
    """Match the candidate and confirm: 直接授权."""
    token = match(caller, organization_id).json()["match_token"]
    return caller.post(routes.DIRECT, {"match_token": token})


def revoke(caller: Caller, organization_id: int, **fields: str) -> httpx.Response:
    """解除授权, properly confirmed unless `fields` say otherwise."""
    body = {
        "organization_id": organization_id,
        "business": PROBATION_BUSINESS,
        "purpose": "replace_manager",
        "reason": "更换业务管理人",
        "typed_name": NAMES[organization_id],
        **fields,
    }
    return caller.post(routes.REVOKE, body)


def activate(
    server: ReferenceServer, code: str, person_id: int = CANDIDATE, address: str = "127.0.0.1"
) -> str:
    """Type a code on the phone; return the state, or the reason why not."""
    signed_in = SignedIn(0, person_id, "", "", "", NOW)
    with server.units.writing() as unit:
        try:
            return str(authorization_codes.activate(unit, signed_in, code, address).state)
        except Refusal as refusal:  # leaving the block commits, as the door does for `keep`
            return str(refusal.code)


def rights(server: ReferenceServer, organization_id: int) -> set[tuple[int, Role]]:
    """Return who has which right for the business at an organization now."""
    alive = select(Grant).where(
        Grant.organization_id == organization_id,
        Grant.business == PROBATION_BUSINESS,
        Grant.revoked_at.is_(None),
    )
    with server.units.reading() as unit:
        return {(grant.person_id, grant.role) for grant in unit.session.scalars(alive)}


def problem(answer: httpx.Response) -> str:
    """Return the code of a problem document."""
    code: str = answer.json()["code"]
    return code


def grant(server: ReferenceServer, person_id: int, organization_id: int, role: Role) -> None:
    """Give a person a right."""
    everywhere = role in {Role.HR, Role.PLATFORM_ADMIN}
    with server.units.writing() as unit:
        unit.session.add(
            Grant(
                person_id=person_id,
                organization_id=organization_id,
                business="" if everywhere else PROBATION_BUSINESS,
                role=role,
                granted_at=NOW,
            )
        )
