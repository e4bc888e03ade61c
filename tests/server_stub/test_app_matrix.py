"""Every route × every role: who gets what. A route without a line here fails."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import pytest
from sqlalchemy import select

from desktop.contract import routes
from desktop.contract.courier import MEDIA_TYPE
from desktop.contract.operations import OutcomeCode
from desktop.contract.session import IdentityState
from desktop.domain.businesses import IdType
from desktop.domain.review import ReviewLevel, Role
from server_stub.storage.models import Grant, Material, Parked, Person
from tests.support import small_world
from tests.support.caller import DEVICE, Caller, context_of, operation
from tests.support.reviewers import PERIOD
from tests.support.server import ReferenceServer
from tests.support.small_world import (
    ASSISTANT,
    CITY_OFFICER,
    COUNTY_OFFICER,
    HOSPITAL,
    MANAGER,
    NAMES,
    NEIGHBOUR,
    NOW,
    OTHER_COUNTY,
    PROVINCE,
    PROVINCE_OFFICER,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

PERSONNEL, PLATFORM, SIBLING = 21, 22, 23
MORE: Final = {
    PERSONNEL: (HOSPITAL, Role.HR, ""),
    PLATFORM: (PROVINCE, Role.PLATFORM_ADMIN, ""),
    SIBLING: (OTHER_COUNTY, Role.OFFICER, "05"),
}
ROLES: Final = {
    "stranger": 0,
    "personnel": PERSONNEL,
    "manager": MANAGER,
    "assistant": ASSISTANT,
    "county": COUNTY_OFFICER,
    "city": CITY_OFFICER,
    "province": PROVINCE_OFFICER,
    "platform": PLATFORM,
    "neighbour": NEIGHBOUR,
    "sibling": SIBLING,
}
SEEN: Final = {"rev": 1, "content_hash": "0" * 16}
PICTURE = b"\xff\xd8\xffpicture"
CHAIN = ("manager", "assistant", "county", "city", "province")


def everybody(status: int, **others: int) -> dict[str, int]:
    """Return one status for all who are signed in, and others by role."""
    return dict.fromkeys(ROLES, status) | {"stranger": 401} | others


def only(status: int, *roles: str, otherwise: int, **others: int) -> dict[str, int]:
    """Return a status for some roles, and another one for the rest."""
    return everybody(otherwise) | dict.fromkeys(roles, status) | others


ANYBODY = dict.fromkeys(ROLES, 200)
OFFICERS = ("county", "city", "province")
BESIDE = ("neighbour", "sibling")

EXPECTED: Final[dict[tuple[str, str], dict[str, int]]] = {
    ("GET", routes.INFO): ANYBODY,
    ("GET", routes.DEMO_PEOPLE): ANYBODY,
    ("GET", routes.DEMO_INBOX): ANYBODY,
    ("POST", routes.SMS_REQUEST): ANYBODY,
    ("POST", routes.SMS_VERIFY): dict.fromkeys(ROLES, 400),
    ("POST", routes.REFRESH): dict.fromkeys(ROLES, 401),
    ("POST", routes.SIGN_OUT): everybody(204),
    ("POST", routes.REAUTH_REQUEST): everybody(200),
    ("POST", routes.REAUTH): everybody(400),
    ("GET", routes.SESSION): everybody(200),
    ("GET", routes.CHANGES): everybody(200),
    ("POST", routes.DECISIONS): everybody(200),
    ("POST", routes.DECISION_RESULTS): everybody(200),
    ("POST", routes.DECISION_REPLIES): everybody(200),
    ("GET", routes.PARKED): only(200, "manager", *OFFICERS, *BESIDE, otherwise=403),
    ("PUT", routes.PARKED_ANSWER): only(
        200, "manager", *OFFICERS, otherwise=403, neighbour=404, sibling=404
    ),
    ("GET", routes.MATERIAL_MANIFEST): everybody(200, neighbour=404, sibling=404),
    ("GET", routes.ATTACHMENT): only(200, *CHAIN, otherwise=403, neighbour=404, sibling=404),
    ("PUT", routes.COURIER_DEVICE): everybody(200),
    ("POST", routes.COURIER_FILES): everybody(400),
    ("GET", routes.CODES): only(200, "personnel", *OFFICERS, "sibling", otherwise=403),
    ("POST", routes.GENERATE): only(200, "personnel", *OFFICERS, "sibling", otherwise=403),
    ("POST", routes.MATCH): only(409, "personnel", *OFFICERS, otherwise=403, sibling=404),
    ("POST", routes.DIRECT): everybody(409),
    ("POST", routes.REVOKE): only(409, "personnel", *OFFICERS, otherwise=403, sibling=404),
}

VERDICTS: Final = {
    "personnel": ("rejected", "not_permitted"),
    "manager": ("applied", "ok"),
    "assistant": ("applied", "ok"),
    "county": ("conflict", "not_reached"),
    "city": ("conflict", "not_reached"),
    "province": ("conflict", "not_reached"),
    "platform": ("rejected", "not_permitted"),
    "neighbour": ("rejected", "not_found"),
    "sibling": ("rejected", "not_found"),
}
"""What becomes of 审核通过 on a material that waits at the hospital."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceServer]:
    """The small world with some more people, shared by all lines of the matrix."""
    with ReferenceServer(tmp_path_factory.mktemp("matrix")) as server:
        with server.units.writing() as unit:
            for person_id, (organization_id, role, business) in MORE.items():
                unit.session.add(_person(person_id))
                unit.session.flush()
                unit.session.add(
                    Grant(
                        person_id=person_id,
                        organization_id=organization_id,
                        business=business,
                        role=role,
                        granted_at=NOW,
                    )
                )
        yield server.warm_up()


def _person(person_id: int) -> Person:
    return Person(
        id=person_id,
        name=f"某{person_id}",
        phone=f"139000000{person_id}",
        id_type=IdType.RESIDENT_ID,
        id_number=f"4219021980010100{person_id}",
        identity=IdentityState.VERIFIED,
    )


def enter(server: ReferenceServer, role: str) -> Caller:
    """Return a caller of a role, in the context that comes with it."""
    person_id = ROLES[role]
    if not person_id:
        return Caller(server, context=context_of(HOSPITAL))
    if person_id not in MORE:
        return Caller.of(server, person_id)
    return Caller(server, server.sign_in(person_id).access_token, context_of(MORE[person_id][0]))


def new_material(server: ReferenceServer) -> tuple[int, str, str]:
    """Return id, content hash and picture of a new material of the hospital."""
    digest = server.units.providers.blobs.put(PICTURE)
    with server.units.writing() as unit:
        picture = ("portrait", digest, len(PICTURE), 295, 413)
        material = small_world.apply_for(unit, "陈一", pictures=(picture,))
        statement = select(Material.content_hash).where(Material.id == material)
        return material, unit.session.execute(statement).scalar_one(), digest


def parked_opinion(server: ReferenceServer) -> int:
    """Return the id of a new parked opinion of the hospital."""
    with server.units.writing() as unit:
        held = Parked(
            person_id=ASSISTANT,
            key=str(uuid4()),
            organization_id=HOSPITAL,
            business="05",
            level=ReviewLevel.UNIT,
            material_id=1,
            code=OutcomeCode.NOT_PERMITTED,
            body=json.dumps(operation("decide", 1, expect=SEEN, verdict="deferred")).encode(),
            client_at=NOW,
            received_at=NOW,
        )
        unit.session.add(held)
        unit.session.flush()
        return held.id


def body_of(path: str, material: int, content_hash: str) -> Any:  # noqa: ANN401 - JSON
    """Return a well-formed body for a route."""
    token = "x" * 43
    place = {"organization_id": HOSPITAL, "business": "05"}
    decision = operation(
        "decide",
        material,
        expect={"rev": 1, "content_hash": content_hash},
        verdict="deferred",
    )
    return {
        routes.SMS_REQUEST: {"phone": "13700000000"},
        routes.SMS_VERIFY: {"request_id": token, "code": "123456", "device": {"id": DEVICE}},
        routes.REFRESH: {"refresh_token": token},
        routes.REAUTH: {"request_id": token, "code": "123456"},
        routes.DECISIONS: {"device_id": DEVICE, "items": [decision]},
        routes.DECISION_RESULTS: {"keys": [str(uuid4())]},
        routes.DECISION_REPLIES: {"keys": [str(uuid4())]},
        routes.PARKED_ANSWER: {"answer": "decline", "note": "请重新审核"},
        routes.COURIER_DEVICE: {"sign_key": secrets.token_hex(32), "box_key": "b" * 64},
        routes.COURIER_FILES: {"no": "file"},
        routes.GENERATE: {"organization_ids": [HOSPITAL], "business": "05"},
        routes.MATCH: {**place, "id_number": "421902198001010018"},
        routes.DIRECT: {"match_token": token},
        routes.REVOKE: {
            **place,
            "purpose": "replace_manager",
            "reason": "离职",
            "typed_name": NAMES[HOSPITAL],
        },
    }.get(path)


def call(server: ReferenceServer, role: str, method: str, path: str) -> httpx.Response:
    """Make the call of a line as a role."""
    server.clock.advance(2)
    material, content_hash, digest = new_material(server)
    of_its_own = {routes.COURIER_FILES: {"Content-Type": MEDIA_TYPE}}
    with enter(server, role) as caller:
        return caller.http.request(
            method,
            path.format(material_id=material, sha256=digest, parked_id=parked_opinion(server)),
            json=body_of(path, material, content_hash),
            headers=caller.headers() | of_its_own.get(path, {}),
        )


def test_every_route_has_its_line(world: ReferenceServer) -> None:
    operations = {
        (method.upper(), path)
        for path, methods in world.app.openapi()["paths"].items()
        for method in methods
    }
    assert operations == set(EXPECTED)


@pytest.mark.parametrize(("method", "path"), EXPECTED)
def test_each_role_gets_what_its_line_says(world: ReferenceServer, method: str, path: str) -> None:
    answers = {role: call(world, role, method, path) for role in ROLES}

    assert {role: one.status_code for role, one in answers.items()} == EXPECTED[method, path]
    declared = world.app.openapi()["paths"][path][method.lower()]["responses"]
    assert {str(one.status_code) for one in answers.values()} <= set(declared)


@pytest.mark.parametrize("role", VERDICTS)
def test_each_role_decides_where_it_may(world: ReferenceServer, role: str) -> None:
    material, content_hash, _digest = new_material(world)
    with enter(world, role) as caller:
        unit = role in {"manager", "assistant"}
        period = {"period": PERIOD} if unit else {}
        expect = {"rev": 1, "content_hash": content_hash}
        act = operation("decide", material, expect=expect, verdict="approved", **period)
        (outcome,) = caller.decide(act)

    assert (outcome["status"], outcome["code"]) == VERDICTS[role]


def test_siblings_learn_nothing_from_refusals(world: ReferenceServer) -> None:
    """Ids of another subtree answer exactly like ids that nobody ever gave."""
    material, _hash, digest = new_material(world)
    with enter(world, "sibling") as caller:
        for path in (routes.MATERIAL_MANIFEST, routes.ATTACHMENT):
            real, none = (
                caller.get(path.format(material_id=one, sha256=digest)).json()
                for one in (material, 4711)
            )
            for answer in (real, none):
                answer.pop("trace_id")
                answer.pop("instance")
            assert real == none
