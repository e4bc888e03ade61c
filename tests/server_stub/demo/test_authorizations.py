"""Authorizations of the demo."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desktop.domain.authorization import AuthorizationState, normalise_code
from desktop.domain.businesses import BUSINESSES, PROBATION_BUSINESS
from server_stub.demo.authorizations import STORY_CODE
from tests.server_stub.demo.conftest import NOW

if TYPE_CHECKING:
    from tests.server_stub.demo.conftest import Demo

DAY = 86_400


def test_every_organization_has_a_state_and_all_states_occur(demo: Demo) -> None:
    probation = [one for one in demo.authorizations if one.business == PROBATION_BUSINESS]
    assert {one.organization_id for one in probation} == set(demo.world.tree.by_id())
    states = Counter(one.state for one in probation)
    assert set(states) == set(AuthorizationState)
    assert min(states.values()) > 30


def test_the_storys_county_has_something_to_do_for_its_officer(demo: Demo) -> None:
    county = demo.world.tree.county
    below = [
        one.state
        for one in demo.authorizations
        if one.organization_path.startswith(county.path) and one.organization_id != county.id
    ]
    assert set(below) == set(AuthorizationState)


def test_the_hospital_has_a_row_for_every_business(demo: Demo) -> None:
    rows = [
        one for one in demo.authorizations if one.organization_id == demo.world.tree.hospital.id
    ]
    assert {one.business for one in rows} == {business.code for business in BUSINESSES}
    assert len({one.state for one in rows}) == len(AuthorizationState)


def test_only_generated_ones_have_a_code_and_every_code_is_another(demo: Demo) -> None:
    codes = []
    for one in demo.authorizations:
        assert (one.code is not None) == (one.state is AuthorizationState.GENERATED)
        if one.code is not None:
            assert normalise_code(one.code) == one.code
            codes.append(one.code)
    assert len(set(codes)) == len(codes)
    assert STORY_CODE in codes


def test_some_codes_expire_within_two_days_and_few_are_dead(demo: Demo) -> None:
    ends = [one.expires_at - NOW for one in demo.authorizations if one.expires_at is not None]
    assert sum(0 < end < 2 * DAY for end in ends) > 10
    assert 0 < sum(end <= 0 for end in ends) < len(ends) / 10


def test_stopped_ones_were_stopped_by_somebody_above(demo: Demo) -> None:
    for one in demo.authorizations:
        if one.state is AuthorizationState.STOPPED:
            assert one.organization_path.startswith(one.stopped_by_path)
            assert one.stopped_by_path not in {"", one.organization_path}
