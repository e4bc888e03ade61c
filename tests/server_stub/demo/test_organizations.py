"""The demo's tree: real divisions, institutions that nobody can mistake for real ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desktop.domain.identity import check_licence, check_uscc
from desktop.domain.organizations import (
    OrganizationKind,
    ancestor_ids,
    is_administrative,
    is_confirmation_code,
    is_organization_code,
)
from tests.server_stub.demo.conftest import make_world

if TYPE_CHECKING:
    from tests.server_stub.demo.conftest import Demo


def test_every_county_of_hubei_has_a_bureau_and_every_city_a_commission(demo: Demo) -> None:
    kinds = Counter(one.kind for one in demo.world.tree.organizations)
    assert kinds[OrganizationKind.PROVINCE_COMMISSION] == 1
    assert kinds[OrganizationKind.CITY_COMMISSION] == 13 + 2, "the made-up city and the test row"
    assert kinds[OrganizationKind.COUNTY_BUREAU] == 103 + 3
    medical = [one for one in demo.world.tree.organizations if not is_administrative(one.kind)]
    assert 2_200 < len(medical) < 2_600


def test_the_tree_hangs_together(demo: Demo) -> None:
    by_id = demo.world.tree.by_id()
    for one in demo.world.tree.organizations:
        line = ancestor_ids(one.path)
        assert line[-1] == one.id
        assert one.parent_id == (line[-2] if len(line) > 1 else None)
        assert all(is_administrative(by_id[above].kind) for above in line[:-1])


def test_names_and_codes_are_unique_and_well_formed(demo: Demo) -> None:
    organizations = demo.world.tree.organizations
    assert len({one.name for one in organizations}) == len(organizations)
    assert len({one.code for one in organizations}) == len(organizations)
    assert all(is_organization_code(one.code) for one in organizations)
    assert not [one.uscc for one in organizations if check_uscc(one.uscc).problem]
    assert all(one.search_keys.isascii() and one.search_keys for one in organizations)


def test_medical_institutions_have_licence_and_confirmation_code_and_are_marked(demo: Demo) -> None:
    codes = []
    for one in demo.world.tree.organizations:
        if is_administrative(one.kind):
            assert one.confirmation_code is None
            continue
        assert not check_licence(one.licence).problem
        assert is_confirmation_code(one.confirmation_code or "")
        assert "示例" in one.name or one.name.startswith("样例")
        codes.append(one.confirmation_code)
    assert len(set(codes)) == len(codes)


def test_the_story_plays_in_a_county_of_a_city(demo: Demo) -> None:
    tree = demo.world.tree
    assert tree.hospital.name == "示例县人民医院"
    assert (
        tree.hospital.path
        == f"/{tree.province.id}/{tree.city.id}/{tree.county.id}/{tree.hospital.id}/"
    )
    assert tree.city_hospital.parent_id == tree.city.id


def test_the_same_seed_makes_the_same_tree() -> None:
    assert make_world(5) == make_world(5)
