"""An institution gets another superior: who loses sight of it, who gains it, and who goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from desktop.contract import routes
from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import PROBATION_BUSINESS
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ChainStep, ReviewLevel, ReviewStatus
from server_stub.services import applying, audit, moving
from server_stub.services.moving import MoveRefusedError, chain_after_move
from server_stub.storage import sequence
from server_stub.storage.models import Authorization, Grant, Material, Organization
from tests.support import small_world
from tests.support.caller import Caller, context_of, operation
from tests.support.reviewers import approve, ended, rows, seen, statuses, verdict
from tests.support.small_world import (
    CITY,
    CITY_OFFICER,
    COUNTY,
    COUNTY_OFFICER,
    HEALTH_CENTRE,
    HOSPITAL,
    MANAGER,
    OTHER_COUNTY,
    OTHER_HOSPITAL,
    PATHS,
    PROVINCE,
    PROVINCE_OFFICER,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from desktop.contract.sync import RowKind
    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]

A, D, P, N = (
    ReviewStatus.APPROVED,
    ReviewStatus.DEFERRED,
    ReviewStatus.PENDING,
    ReviewStatus.NOT_REACHED,
)
OF_LEVEL = dict(zip(ReviewLevel, (HOSPITAL, COUNTY, CITY, PROVINCE), strict=True))


def move(server: ReferenceServer, organization_id: int, new_parent_id: int) -> None:
    with server.units.writing() as unit:
        moving.move_organization(unit, organization_id, new_parent_id)


def applied(caller: Caller, *operations: dict[str, Any]) -> None:
    assert {ended(one) for one in caller.decide(*operations)} == {("applied", "ok")}


def gone(caller: Caller, cursor: str) -> set[tuple[RowKind, int]]:
    """What left the scope since a cursor."""
    return {(one[0], one[1]) for page in caller.pull(cursor) for one in page["exits"]}


def officer_of_the_other_county(server: ReferenceServer, caller: CallerOf) -> Caller:
    with server.units.writing() as unit:
        right = update(Grant).where(Grant.person_id == PROVINCE_OFFICER)
        unit.session.execute(right.values(organization_id=OTHER_COUNTY))
    officer = caller(PROVINCE_OFFICER)
    officer.context = context_of(OTHER_COUNTY)
    return officer


def test_the_old_superior_loses_sight_and_the_new_one_gains_it(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    county, city = caller(COUNTY_OFFICER), caller(CITY_OFFICER)
    neighbour = officer_of_the_other_county(server, caller)
    old, of_city, of_neighbour = (one.pull()[-1]["next"] for one in (county, city, neighbour))
    move(server, HOSPITAL, OTHER_COUNTY)
    assert gone(county, old) >= {("material", material), ("organization", HOSPITAL)}
    assert rows(county) == {}
    assert gone(city, of_city) == {("manifest", material)}  # it has no pictures for them
    assert not gone(neighbour, of_neighbour) - {("manifest", material)}
    assert list(rows(neighbour)) == [material]
    assert [row[0] for row in neighbour.pull(of_neighbour)[0]["materials"]] == [material]
    (page,) = city.pull(of_city)
    assert [row[0] for row in page["materials"]] == [material]
    (hospital,) = [row for row in page["organizations"] if row[0] == HOSPITAL]
    assert hospital[2:4] == [OTHER_COUNTY, f"{PATHS[OTHER_COUNTY]}{HOSPITAL}/"]


def test_inside_what_moves_people_read_anew_and_work_goes_on(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    old, waiting = manager.pull()[-1]["next"], approve(manager, material)
    move(server, HOSPITAL, OTHER_COUNTY)
    assert manager.get(routes.CHANGES, cursor=old).json()["code"] == "scope_changed"
    applied(manager, waiting)
    (row,) = rows(manager).values()
    assert [step[1] for step in row["chain"]] == [HOSPITAL, OTHER_COUNTY, CITY, PROVINCE]
    assert statuses(row) == [A, P, N, N]


def test_what_the_old_superior_says_too_late_is_kept_and_has_no_effect(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county = caller(MANAGER), caller(COUNTY_OFFICER)
    applied(manager, approve(manager, material))
    late = approve(county, material)
    move(server, HOSPITAL, OTHER_COUNTY)
    (outcome,) = county.decide(late)
    assert ended(outcome) == ("parked", "out_of_scope")
    (row,) = rows(manager).values()
    assert statuses(row) == [A, P, N, N]


def test_who_left_before_the_move_is_still_known_to_have_left(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county = caller(MANAGER), caller(COUNTY_OFFICER)
    late, of_county = approve(manager, material), county.pull()[-1]["next"]
    leave = operation("remove_from_unit", material, expect=seen(manager, material), reason="离职")
    applied(manager, leave)
    move(server, HOSPITAL, OTHER_COUNTY)
    assert ended(manager.decide(late)[0]) == ("conflict", "unbound")
    assert ("material", material) in gone(county, of_county)


def test_an_approval_stays_with_who_gave_it(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county, city = caller(MANAGER), caller(COUNTY_OFFICER), caller(CITY_OFFICER)
    applied(manager, approve(manager, material))
    applied(county, approve(county, material))
    waiting = verdict(city, material, "approved")
    move(server, HOSPITAL, OTHER_COUNTY)
    applied(city, waiting)
    (row,) = rows(city).values()
    assert [step[1] for step in row["chain"]] == [HOSPITAL, COUNTY, CITY, PROVINCE]


def test_review_begins_anew_along_the_new_branch(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county, city = caller(MANAGER), caller(COUNTY_OFFICER), caller(CITY_OFFICER)
    applied(manager, approve(manager, material))
    applied(county, approve(county, material))
    move(server, HOSPITAL, OTHER_COUNTY)
    applied(city, verdict(city, material, "returned"))
    with server.units.writing() as unit:
        applying.resubmit(unit, material, details={"school": "另一所"})
    (row,) = rows(manager).values()
    assert [step[1] for step in row["chain"]] == [HOSPITAL, OTHER_COUNTY, CITY, PROVINCE]
    assert statuses(row) == [P, N, N, N]


def test_a_verdict_on_a_turn_that_passed_to_somebody_else_is_no_verdict(
    server: ReferenceServer, caller: CallerOf
) -> None:
    with server.units.writing() as unit:
        moving.move_organization(unit, OTHER_HOSPITAL, CITY)
        material = small_world.apply_for(unit, "陈一", OTHER_HOSPITAL)
    with Caller.of(server, small_world.NEIGHBOUR) as neighbour:
        given = {"period": {"start": "2025-08-01", "end": "2026-07-31"}}
        applied(neighbour, verdict(neighbour, material, "approved", **given))
    city = caller(CITY_OFFICER)
    late = verdict(city, material, "deferred")
    move(server, OTHER_HOSPITAL, OTHER_COUNTY)
    (outcome,) = city.decide(late)
    assert ended(outcome) == ("conflict", "not_reached")
    (row,) = rows(city).values()
    assert row["rev"] == 3
    assert statuses(row) == [A, P, N, N]


def test_a_whole_county_moves_with_all_it_has(server: ReferenceServer, material: int) -> None:
    with server.units.writing() as unit:
        second = Organization(
            id=20,
            parent_id=PROVINCE,
            path=f"{PATHS[PROVINCE]}20/",
            code="421900000020",
            name="另一市卫生健康委员会",
            kind=OrganizationKind.CITY_COMMISSION,
            seq=sequence.take(unit.session)[0],
        )
        unit.session.add(second)
        unit.session.flush()
        moving.move_organization(unit, COUNTY, 20)
        moved = unit.session.get_one(Material, material)
        assert moved.organization_path == f"/1/20/{COUNTY}/{HOSPITAL}/"
        health_centre = unit.session.get_one(Organization, HEALTH_CENTRE)
        assert health_centre.path == f"/1/20/{COUNTY}/{HEALTH_CENTRE}/"
        assert health_centre.parent_id == COUNTY
        chain = small_world.dossier_at(unit, material).chain
    assert [step.organization_id for step in chain] == [HOSPITAL, COUNTY, 20, PROVINCE]


@pytest.mark.parametrize(
    ("stopped_by", "then"),
    [
        ("", ""),
        (PATHS[COUNTY], PATHS[OTHER_COUNTY]),
        (PATHS[CITY], PATHS[CITY]),
        (PATHS[HOSPITAL], f"{PATHS[OTHER_COUNTY]}{HOSPITAL}/"),
    ],
)
def test_an_authorization_goes_along_and_so_does_who_may_lift_its_stop(
    server: ReferenceServer, caller: CallerOf, stopped_by: str, then: str
) -> None:
    with server.units.writing() as unit:
        unit.session.add(
            Authorization(
                seq=sequence.take(unit.session)[0],
                organization_id=HOSPITAL,
                organization_path=PATHS[HOSPITAL],
                business=PROBATION_BUSINESS,
                state=AuthorizationState.STOPPED,
                stopped_by_path=stopped_by,
            )
        )
    county = caller(COUNTY_OFFICER)
    old = county.pull()[-1]["next"]
    move(server, HOSPITAL, OTHER_COUNTY)
    with server.units.reading() as unit:
        (found,) = unit.session.scalars(select(Authorization)).all()
        assert found.organization_path == f"{PATHS[OTHER_COUNTY]}{HOSPITAL}/"
        assert found.stopped_by_path == then
        assert ("authorization", found.id) in gone(county, old)


def test_there_and_back_again(server: ReferenceServer, caller: CallerOf, material: int) -> None:
    county = caller(COUNTY_OFFICER)
    old = county.pull()[-1]["next"]
    move(server, HOSPITAL, OTHER_COUNTY)
    move(server, HOSPITAL, COUNTY)
    assert gone(county, old) == {("manifest", material)}
    assert list(rows(county)) == [material]
    with server.units.reading() as unit:
        assert audit.verify(unit) == ()


@pytest.mark.parametrize(
    ("what", "to", "why"),
    [
        (HOSPITAL, COUNTY, "there already"),
        (COUNTY, HOSPITAL, "below"),
        (HOSPITAL, OTHER_HOSPITAL, "cannot be the superior"),
        (CITY, OTHER_COUNTY, "below"),
        (COUNTY, OTHER_COUNTY, "cannot be the superior"),
        (99, COUNTY, "no such organization"),
        (HOSPITAL, 99, "no such organization"),
    ],
)
def test_what_makes_no_tree_is_refused(
    server: ReferenceServer, what: int, to: int, why: str
) -> None:
    with server.units.writing() as unit, pytest.raises(MoveRefusedError, match=why):
        moving.move_organization(unit, what, to)


def chain(**status: ReviewStatus) -> tuple[ChainStep, ...]:
    """A chain of the levels that are named."""
    return tuple(
        ChainStep(level, OF_LEVEL[level], status[level]) for level in ReviewLevel if level in status
    )


WHOLE = chain(unit=P, county=N, city=N, province=N)
NO_COUNTY = chain(unit=P, city=N, province=N)


@pytest.mark.parametrize(
    ("before", "tree", "after"),
    [
        (chain(unit=P, city=N), WHOLE, WHOLE),
        (chain(unit=A, county=P, city=N), NO_COUNTY, chain(unit=A, city=P, province=N)),
        (chain(unit=A, county=D, city=N), NO_COUNTY, chain(unit=A, city=P, province=N)),
        (chain(unit=A, county=D, city=N), WHOLE, chain(unit=A, county=D, city=N, province=N)),
        (chain(unit=A, city=D), WHOLE, chain(unit=A, county=P, city=N, province=N)),
        (chain(unit=A, city=A, province=P), WHOLE, chain(unit=A, city=A, province=P)),
        (chain(unit=A, county=A), NO_COUNTY, chain(unit=A, county=A, city=P, province=N)),
        (chain(unit=A, county=A, city=A, province=A), WHOLE, None),
        (chain(unit=A, county=ReviewStatus.REFUSED, city=N), NO_COUNTY, None),
    ],
)
def test_the_chain_goes_on_where_it_stood(
    before: tuple[ChainStep, ...],
    tree: tuple[ChainStep, ...],
    after: tuple[ChainStep, ...] | None,
) -> None:
    assert chain_after_move(before, tree) == (before if after is None else after)
