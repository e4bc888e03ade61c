"""The tree with what waits in it, and who is authorized."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import BUSINESSES
from desktop.store.records import AuthorizationTotals
from tests.desktop.store.world import (
    CITY,
    CLINIC,
    COUNTY,
    HOSPITAL,
    NOW,
    ORGANIZATIONS,
    PROVINCE,
    authorization,
    decide,
    decision,
    material,
    page,
)

if TYPE_CHECKING:
    from desktop.store.replica import Replica


@pytest.fixture(autouse=True)
def _province(replica: Replica) -> None:
    replica.feed.apply(
        [
            page(
                [
                    material(1),
                    material(2, year=2025),
                    material(3, organization_id=CLINIC),
                    material(4, status="approved"),
                    material(5, organization_id=None),
                ],
                organizations=ORGANIZATIONS,
                authorizations=[
                    authorization(1, HOSPITAL, "generated", expires_at=NOW + 86400),
                    authorization(2, CLINIC, "activated", manager_name="赵云"),
                    authorization(3, COUNTY, "generated", expires_at=NOW + 6 * 86400),
                    authorization(4, HOSPITAL, "stopped", business="03"),
                ],
            )
        ],
        "a",
        NOW,
    )


def test_the_tree_counts_what_waits_below_each_node(replica: Replica) -> None:
    tree = replica.queries.organizations()
    assert [node.id for node in tree] == [PROVINCE, CITY, COUNTY, HOSPITAL, CLINIC]
    assert [node.pending for node in tree] == [3, 2, 2, 2, 1]
    assert [node.pending for node in replica.queries.organizations(2026)] == [2, 1, 1, 1, 1]
    decide(replica, decision(1, 1))
    assert [node.pending for node in replica.queries.organizations()] == [2, 1, 1, 1, 1]
    assert tree[3].authorization_state is AuthorizationState.GENERATED
    assert tree[1].authorization_state is None


def test_authorizations_are_listed_below_a_node(replica: Replica) -> None:
    every = replica.queries.authorizations("/1/")
    assert [item.organization_id for item in every] == [PROVINCE, CITY, COUNTY, HOSPITAL, CLINIC]
    assert every[1].state is AuthorizationState.NOT_GENERATED
    assert every[1].id == 0
    assert every[3].supervisor_name == "示例县卫健局"
    county = replica.queries.authorizations("/1/2/3/")
    assert [item.organization_id for item in county] == [COUNTY, HOSPITAL]
    generated = frozenset({AuthorizationState.GENERATED})
    assert len(replica.queries.authorizations("/1/", generated)) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人民医院", [HOSPITAL]),
        ("421900000004", [HOSPITAL]),
        ("000005", [CLINIC]),
        ("syxyy", [PROVINCE, CITY, COUNTY, HOSPITAL, CLINIC]),
        ("没有", []),
    ],
)
def test_authorizations_are_found_by_name_code_and_initials(
    replica: Replica, text: str, found: list[int]
) -> None:
    items = replica.queries.authorizations("/1/", text=text)
    assert [item.organization_id for item in items] == found


def test_an_institution_sees_all_its_businesses(replica: Replica) -> None:
    own = replica.queries.authorizations(organization_id=HOSPITAL)
    assert [item.business for item in own] == [business.code for business in BUSINESSES]
    states = {item.business: item.state for item in own}
    assert states["03"] is AuthorizationState.STOPPED
    assert states["05"] is AuthorizationState.GENERATED
    assert states["54"] is AuthorizationState.NOT_GENERATED


def test_authorizations_are_counted_by_state(replica: Replica) -> None:
    assert replica.queries.authorization_totals("/1/", NOW) == AuthorizationTotals(
        not_generated=2, generated=2, activated=1, stopped=0, expiring_soon=1
    )
    assert replica.queries.authorization_totals("/1/5/", NOW).activated == 1
