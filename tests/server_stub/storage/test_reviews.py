"""A batch of operations and a pull, on both engines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from desktop.contract.operations import OperationBatch
from desktop.contract.session import Device
from desktop.contract.sync import DIGEST_MODULUS, ChangesPage
from server_stub.services import applying, audit, feed, reviewing, sessions
from server_stub.services.actors import Actor, SignedIn, actor_in
from server_stub.storage.models import Person
from tests.support import small_world
from tests.support.small_world import COUNTY, COUNTY_OFFICER, HOSPITAL, MANAGER, NOW

if TYPE_CHECKING:
    from server_stub.services.unit import Unit, Units

PERIOD = {"start": "2025-08-01", "end": "2026-07-31"}
SIGNED_IN = SignedIn(1, MANAGER, "王管理", "d" * 32, "台式机", NOW)


def manager(unit: Unit) -> Actor:
    return actor_in(unit, SIGNED_IN, f"{HOSPITAL}-05")


def county(unit: Unit) -> Actor:
    someone = SignedIn(2, COUNTY_OFFICER, "张县区", "e" * 32, "", NOW)
    return actor_in(unit, someone, f"{COUNTY}-05")


def pull(units: Units, limit: int = 3) -> dict[int, list[Any]]:
    """Return the materials of the county after a pull in small pages."""
    found: dict[int, list[Any]] = {}
    cursor, more, numbers = "", True, 0
    while more:
        with units.reading() as unit:
            body = feed.page(unit, county(unit), cursor, limit)
        page = ChangesPage.model_validate_json(body)
        document = json.loads(body)
        found |= {row[0]: row for row in document["materials"]}
        lists = ("materials", "organizations", "manifests", "authorizations", "notices")
        numbers += sum(row[0] * 31 + row[1] for name in lists for row in document[name])
        cursor, more = page.next, page.has_more
    assert page.digest is not None
    assert page.digest.total == numbers % DIGEST_MODULUS
    return found


def test_a_batch_has_its_effect_and_the_county_sees_it(units: Units) -> None:
    with units.writing() as unit:
        ids = [small_world.apply_for(unit, f"陈{n}") for n in range(10)]
        sessions.start(
            unit, unit.session.get_one(Person, MANAGER), Device(id="d" * 32, name="台式机")
        )
    rows = pull(units)
    items = [
        {
            "kind": "decide",
            "key": str(uuid4()),
            "material_id": one,
            "client_at": NOW,
            "expect": {"rev": 1, "content_hash": rows[one][16]},
            "verdict": "approved",
            "period": PERIOD,
        }
        for one in ids
    ]
    items.append(
        {
            "kind": "remove_from_unit",
            "key": str(uuid4()),
            "material_id": ids[0],
            "client_at": NOW,
            "expect": {"after": items[0]["key"]},
            "reason": "离职",
        }
    )
    batch = OperationBatch.model_validate({"device_id": "d" * 32, "items": items})
    with units.writing() as unit:
        first = reviewing.decide(unit, manager(unit), SIGNED_IN, batch)
    with units.writing() as unit:
        again = reviewing.decide(unit, manager(unit), SIGNED_IN, batch)

    assert first == again
    assert {one["status"] for one in json.loads(first)["results"]} == {"applied"}
    after = pull(units)
    assert set(after) == set(ids[1:])
    assert {row[18][1][2] for row in after.values()} == {"pending"}
    with units.writing() as unit:
        applying.join_unit(unit, ids[0], f"10000{HOSPITAL}")
    assert set(pull(units)) == set(ids)
    with units.reading() as unit:
        assert audit.verify(unit) == ()
