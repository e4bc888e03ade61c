"""The applicant's side: what may be handed in, taken back, and bound to which unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter
from sqlalchemy import insert

from desktop.contract.sync import MATERIAL_FIELDS, ManifestRow, MaterialRow
from desktop.domain.businesses import PROBATION_FORM
from desktop.domain.errors import RuleViolationError
from server_stub.services import applying
from server_stub.services.applying import Application
from server_stub.storage.models import Material
from tests.support.caller import operation
from tests.support.reviewers import rows, seen, statuses, verdict
from tests.support.small_world import HEALTH_CENTRE, HOSPITAL, MANAGER, YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]

CODE = f"10000{HOSPITAL}"
APPLICATION = Application(
    name="古丽·阿卜杜热合曼",
    search_keys="glabdrhm",
    id_type="resident_id",
    id_number="421902199901010018",
    phone="13900000001",
    level="1",
    category="10",
    year=YEAR,
    details={"school": "示例医学院"},
    pictures=[["portrait", "a" * 64, 1000, 295, 413]],
)


@pytest.fixture
def handed_in(server: ReferenceServer) -> int:
    with server.units.writing() as unit:
        return applying.submit(unit, APPLICATION, CODE)


def refuses(code: str) -> pytest.RaisesExc[RuleViolationError]:
    return pytest.raises(RuleViolationError, match=f"^{code}$")


def test_a_new_material_waits_at_the_unit_of_the_code(
    server: ReferenceServer, caller: CallerOf, handed_in: int
) -> None:
    row = rows(caller(MANAGER))[handed_in]

    assert statuses(row) == ["pending", "not_reached", "not_reached", "not_reached"]
    assert row["details"][[one.key for one in PROBATION_FORM].index("school")] == "示例医学院"
    assert row["timeline"][0][1] == "submitted"
    with server.units.reading() as unit:
        stored = unit.session.get_one(Material, handed_in)
        TypeAdapter(MaterialRow).validate_json(stored.document)
        TypeAdapter(ManifestRow).validate_python([1, 1, APPLICATION.pictures])
    assert tuple(row) == MATERIAL_FIELDS


def test_a_code_of_no_unit_binds_to_none(server: ReferenceServer) -> None:
    with server.units.writing() as unit, refuses("unit_not_found"):
        applying.submit(unit, APPLICATION, "000000")


def test_what_was_not_given_back_is_not_handed_in_again(
    server: ReferenceServer, handed_in: int
) -> None:
    with server.units.writing() as unit, refuses("already_submitted"):
        applying.resubmit(unit, handed_in)
    with server.units.writing() as unit:
        applying.withdraw(unit, handed_in)
    with server.units.writing() as unit, refuses("not_submitted"):
        applying.withdraw(unit, handed_in)


def test_new_pictures_are_new_content(
    server: ReferenceServer, caller: CallerOf, handed_in: int
) -> None:
    manager = caller(MANAGER)
    before = rows(manager)[handed_in]["content_hash"]
    manager.decide(verdict(manager, handed_in, "returned"))
    with server.units.writing() as unit:
        applying.resubmit(unit, handed_in, pictures=[["portrait", "b" * 64, 900, 295, 413]])

    after = rows(manager)[handed_in]
    assert after["content_hash"] != before
    assert after["changed_fields"] == []


def test_a_refused_material_stays_refused(
    server: ReferenceServer, caller: CallerOf, handed_in: int
) -> None:
    manager = caller(MANAGER)
    manager.decide(verdict(manager, handed_in, "refused"))
    leave = operation("remove_from_unit", handed_in, expect=seen(manager, handed_in), reason="离职")
    manager.decide(leave)

    for step in (applying.withdraw, applying.resubmit):
        with server.units.writing() as unit, refuses("final"):
            step(unit, handed_in)
    with server.units.writing() as unit, refuses("final"):
        applying.join_unit(unit, handed_in, CODE)


def test_who_is_bound_joins_no_other_unit(server: ReferenceServer, handed_in: int) -> None:
    with server.units.writing() as unit, refuses("still_bound"):
        applying.join_unit(unit, handed_in, f"10000{HEALTH_CENTRE}")
    with server.units.writing() as unit, refuses("not_found"):
        applying.change_phone(unit, 4711, "13900000000")


def test_ids_stay_unique_among_seeded_ones(server: ReferenceServer, handed_in: int) -> None:
    with server.units.writing() as unit:
        row = dict(unit.session.get_one(Material, handed_in).__dict__)
        row.pop("_sa_instance_state")
        unit.session.execute(insert(Material).values(**{**row, "id": 1000, "seq": 10**6}))

    with server.units.writing() as unit:
        assert applying.submit(unit, APPLICATION, CODE) == 1001
