"""Who may know of what: the one function that says so, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, Role
from server_stub.storage.models import Material, Organization, Person
from server_stub.storage.scope import Actor, visible_to
from tests.support import small_world
from tests.support.small_world import (
    CITY,
    COUNTY,
    HEALTH_CENTRE,
    HOSPITAL,
    KINDS,
    OTHER_COUNTY,
    OTHER_HOSPITAL,
    PATHS,
    PROVINCE,
)

if TYPE_CHECKING:
    from server_stub.services.unit import Units

EVERYWHERE = frozenset(PATHS)


def actor(organization_id: int, *roles: Role, business: str = "05") -> Actor:
    return Actor(
        person_id=1,
        person_name="某人",
        organization_id=organization_id,
        organization_name=small_world.NAMES[organization_id],
        organization_path=PATHS[organization_id],
        organization_kind=KINDS[organization_id],
        business=business,
        roles=frozenset(roles),
    )


@pytest.mark.parametrize(
    ("organization_id", "below"),
    [
        (HOSPITAL, {HOSPITAL}),
        (COUNTY, {COUNTY, HOSPITAL, HEALTH_CENTRE}),
        (OTHER_COUNTY, {OTHER_COUNTY, OTHER_HOSPITAL}),
        (CITY, EVERYWHERE - {PROVINCE}),
        (PROVINCE, EVERYWHERE),
    ],
)
@pytest.mark.parametrize("by_index", [True, False])
def test_a_subtree_is_what_one_sees(
    units: Units, organization_id: int, below: set[int], *, by_index: bool
) -> None:
    with units.writing() as unit:
        homes = {
            small_world.apply_for(unit, f"人{home}", home): home
            for home in (HOSPITAL, HEALTH_CENTRE, OTHER_HOSPITAL)
        }
    someone = actor(organization_id, Role.OFFICER)

    with units.reading() as unit:
        condition = visible_to(someone, Material, by_index=by_index)
        found = set(unit.session.scalars(select(Material.id).where(condition)))
        seen = set(
            unit.session.scalars(select(Organization.id).where(visible_to(someone, Organization)))
        )

    assert found == {one for one, home in homes.items() if home in below}
    above = {int(part) for part in PATHS[organization_id].strip("/").split("/")}
    assert seen == below | above


def test_without_a_right_there_is_nothing_to_see(units: Units) -> None:
    with units.writing() as unit:
        small_world.apply_for(unit, "人")
    nobody, elsewhere = actor(PROVINCE), actor(PROVINCE, Role.OFFICER, business="03")

    with units.reading() as unit:
        for someone in (nobody, elsewhere):
            seen = unit.session.scalars(select(Material.id).where(visible_to(someone, Material)))
            assert list(seen) == []
        people = select(Person.id).where(visible_to(actor(PROVINCE, Role.OFFICER), Person))
        assert list(unit.session.scalars(people)) == [], "what no rule names nobody sees"


def test_the_platform_sees_all_but_not_in_full(units: Units) -> None:
    platform = actor(PROVINCE, Role.PLATFORM_ADMIN)
    with units.writing() as unit:
        small_world.apply_for(unit, "人", OTHER_HOSPITAL)

    with units.reading() as unit:
        ids = select(Material.id).where(visible_to(platform, Material))
        assert len(list(unit.session.scalars(ids))) == 1
    assert not platform.sees_in_full
    assert actor(HOSPITAL, Role.ASSISTANT).sees_in_full
    assert not actor(HOSPITAL, Role.HR).sees_in_full


def test_a_hospital_acts_at_the_unit_level() -> None:
    assert actor(HOSPITAL, Role.MANAGER).level is ReviewLevel.UNIT
    assert KINDS[COUNTY] is OrganizationKind.COUNTY_BUREAU
    assert actor(COUNTY, Role.OFFICER).level is ReviewLevel.COUNTY
