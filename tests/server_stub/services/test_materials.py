"""A material and its one serialised form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter

from desktop.contract.sync import MATERIAL_FIELDS, MaterialRow
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, ReviewStatus
from server_stub.services.materials import (
    Dossier,
    chain_for,
    columns,
    content_hash,
    dossier_of,
    masked,
)
from server_stub.storage.models import Material
from tests.support import small_world

if TYPE_CHECKING:
    from tests.support.server import ReferenceServer

KINDS = {
    1: OrganizationKind.PROVINCE_COMMISSION,
    2: OrganizationKind.CITY_COMMISSION,
    3: OrganizationKind.COUNTY_BUREAU,
    4: OrganizationKind.COUNTY_INSTITUTION,
    5: OrganizationKind.CITY_INSTITUTION,
    6: OrganizationKind.PROVINCE_HOSPITAL,
    7: OrganizationKind.COMMUNITY_HEALTH_CENTRE,
}


@pytest.fixture
def dossier(server: ReferenceServer, material: int) -> Dossier:
    with server.units.reading() as unit:
        return dossier_of(unit.session.get_one(Material, material))


def test_what_is_read_is_what_was_written(dossier: Dossier) -> None:
    written = Material(**columns(dossier))

    again = dossier_of(written)

    assert again == dossier
    assert again.content_hash == content_hash(dossier)


def test_the_document_is_a_row_of_the_contract(dossier: Dossier) -> None:
    row = TypeAdapter(MaterialRow).validate_json(columns(dossier)["document"])

    named = dict(zip(MATERIAL_FIELDS, row, strict=True))
    assert (named["id"], named["name"], named["masked"]) == (dossier.id, "陈一", False)


def test_phone_and_payment_are_no_content(dossier: Dossier) -> None:
    before = content_hash(dossier)
    dossier.phone, dossier.payment = "13911112222", "refunded"
    assert content_hash(dossier) == before

    dossier.details[0] = "女"
    assert content_hash(dossier) != before


def test_a_masked_row_hides_numbers_and_address_also_former_ones(dossier: Dossier) -> None:
    dossier.changed_fields = [["address", "示例路1号"], ["school", "示例医学院"]]
    document: bytes = columns(dossier)["document"]

    row = TypeAdapter(MaterialRow).validate_json(masked(document, dossier.business))

    named = dict(zip(MATERIAL_FIELDS, row, strict=True))
    assert named["masked"] is True
    assert "*" in str(named["id_number"])
    assert "*" in str(named["phone"])
    assert named["changed_fields"] == [("address", "*****"), ("school", "示例医学院")]


@pytest.mark.parametrize(
    ("path", "chain"),
    [
        ("/1/2/3/4/", [("unit", 4), ("county", 3), ("city", 2), ("province", 1)]),
        ("/1/2/5/", [("unit", 5), ("city", 2), ("province", 1)]),
        ("/1/6/", [("unit", 6), ("province", 1)]),
        ("/1/2/3/4/7/", [("unit", 7), ("county", 3), ("city", 2), ("province", 1)]),
    ],
)
def test_a_chain_follows_the_tree_and_skips_what_is_not_there(
    path: str, chain: list[tuple[str, int]]
) -> None:
    steps = chain_for(path, KINDS)

    assert [(step.level, step.organization_id) for step in steps] == chain
    assert steps[0].status is ReviewStatus.PENDING
    assert {step.status for step in steps[1:]} == {ReviewStatus.NOT_REACHED}


def test_a_business_may_review_at_fewer_levels() -> None:
    levels = (ReviewLevel.UNIT, ReviewLevel.PROVINCE)

    steps = chain_for(small_world.PATHS[small_world.HOSPITAL], small_world.KINDS, levels)

    assert [step.level for step in steps] == list(levels)
