"""The tree of commissions and institutions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.organizations import (
    OrganizationKind,
    ancestor_ids,
    is_administrative,
    is_confirmation_code,
    is_organization_code,
    is_within,
    level_of,
    path_of,
)
from desktop.domain.review import ReviewLevel

ways = st.lists(st.integers(1, 2000), min_size=1, max_size=5, unique=True)


def path_along(ids: list[int]) -> str:
    path = ""
    for organization_id in ids:
        path = path_of(path, organization_id)
    return path


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (OrganizationKind.PROVINCE_COMMISSION, ReviewLevel.PROVINCE),
        (OrganizationKind.CITY_COMMISSION, ReviewLevel.CITY),
        (OrganizationKind.COUNTY_BUREAU, ReviewLevel.COUNTY),
        (OrganizationKind.PROVINCE_HOSPITAL, ReviewLevel.UNIT),
        (OrganizationKind.TOWNSHIP_HEALTH_CENTRE, ReviewLevel.UNIT),
    ],
)
def test_commissions_review_at_their_level_and_institutions_as_units(
    kind: OrganizationKind, level: ReviewLevel
) -> None:
    assert level_of(kind) is level
    assert is_administrative(kind) is (level is not ReviewLevel.UNIT)


@given(ways)
def test_a_path_names_everybody_from_the_root_down(ids: list[int]) -> None:
    assert ancestor_ids(path_along(ids)) == tuple(ids)


@given(ways, ways)
def test_only_what_hangs_below_lies_within(one: list[int], other: list[int]) -> None:
    expected = one[: len(other)] == other
    assert is_within(path_along(one), path_along(other)) is expected


def test_a_number_that_begins_like_another_is_no_ancestor() -> None:
    assert path_of("/1/17/", 230) == "/1/17/230/"
    assert not is_within("/1/170/", "/1/17/")


@pytest.mark.parametrize(
    ("text", "is_code", "is_confirmation"),
    [
        ("421900000000", True, False),
        ("421907", False, True),
        ("6RTCrbh9", False, False),
        ("٤٢١٩٠٧", False, False),
        ("421907\n", False, False),
    ],
)
def test_the_codes_of_an_institution_cannot_be_mixed_up(
    text: str, *, is_code: bool, is_confirmation: bool
) -> None:
    assert is_organization_code(text) is is_code
    assert is_confirmation_code(text) is is_confirmation
