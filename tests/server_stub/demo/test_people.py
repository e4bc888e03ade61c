"""The demo's people."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from desktop.contract.session import IdentityState
from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import PROBATION_BUSINESS
from desktop.domain.identity import check_id_number, check_mobile
from desktop.domain.review import Role
from server_stub.demo.names import DEMO_AREA
from server_stub.demo.people import SPARE_ID_NUMBER, UNVERIFIED_ID_NUMBER

if TYPE_CHECKING:
    from tests.server_stub.demo.conftest import Demo


def test_the_first_person_offered_is_hr_officer_and_manager_of_the_hospital(demo: Demo) -> None:
    first = min((one for one in demo.world.cast.people if one.demo_rank), key=lambda one: one.id)
    held = {
        (organization, role)
        for person, organization, _business, role in demo.world.cast.grants
        if person == first.id
    }
    hospital = demo.world.tree.hospital.id
    assert first.demo_rank == 1
    assert held == {(hospital, Role.HR), (hospital, Role.MANAGER)}


def test_the_sign_in_screen_offers_every_role(demo: Demo) -> None:
    offered = {one.id for one in demo.world.cast.people if one.demo_rank}
    assert {grant.role for grant in demo.world.cast.grants if grant.person_id in offered} == set(
        Role
    )


def test_nobodys_number_can_be_a_real_persons(demo: Demo) -> None:
    people = demo.world.cast.people
    for one in people:
        assert one.id_number.startswith(DEMO_AREA)
        assert not check_id_number(one.id_type, one.id_number, date(2026, 11, 18)).problem
        assert not check_mobile(one.phone).problem
    assert len({one.phone for one in people}) == len(people)
    assert len({one.id_number for one in people}) == len(people)


def test_bound_is_exactly_one_person_where_an_authorization_is_active(demo: Demo) -> None:
    bound = Counter(
        organization
        for _person, organization, business, role in demo.world.cast.grants
        if business == PROBATION_BUSINESS and role in {Role.MANAGER, Role.OFFICER}
    )
    active = {
        one.organization_id
        for one in demo.authorizations
        if one.state is AuthorizationState.ACTIVATED
    }
    assert set(bound) == active
    assert set(bound.values()) == {1}


def test_there_are_people_to_appoint_and_people_who_cannot_be(demo: Demo) -> None:
    by_number = {one.id_number: one for one in demo.world.cast.people}
    assert by_number[SPARE_ID_NUMBER].identity is IdentityState.VERIFIED
    assert by_number[UNVERIFIED_ID_NUMBER].identity is IdentityState.UNVERIFIED
    assert {one.identity for one in demo.world.cast.people} == set(IdentityState)
