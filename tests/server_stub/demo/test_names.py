"""Names and numbers of made-up people."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.businesses import IdType, Sex
from desktop.domain.identity import bearer_of, check_id_number
from server_stub.demo.chance import chance
from server_stub.demo.names import NumberMint, name_pool

NEWEST = date(2004, 3, 1)
TODAY = date(2026, 11, 18)


def test_the_pool_has_rare_characters_and_long_names() -> None:
    names = [one.name for one in name_pool(chance(1), 1_000)]
    assert any("·" in name for name in names)
    assert max(map(len, names)) >= 11
    assert any(ord(character) > 0xFFFF for name in names for character in name)
    assert all(one.keys for one in name_pool(chance(1), 1_000))


def test_a_resident_id_tells_its_bearer() -> None:
    mint = NumberMint(chance(2), NEWEST)
    for n in range(0, 1_999_000, 997):
        number, birth = mint.resident(n, Sex.FEMALE if n % 2 else Sex.MALE)
        assert not check_id_number(IdType.RESIDENT_ID, number, TODAY).problem
        bearer = bearer_of(IdType.RESIDENT_ID, number)
        assert bearer is not None
        assert bearer.birth_date == birth <= NEWEST
        assert bearer.sex is (Sex.FEMALE if n % 2 else Sex.MALE)


def test_no_number_is_made_twice() -> None:
    mint = NumberMint(chance(3), NEWEST)
    numbers = {mint.resident(n, Sex.MALE)[0] for n in range(60_000)}
    far_end = {mint.resident(n, Sex.MALE)[0] for n in range(1_900_000, 1_960_000)}
    assert len(numbers | far_end) == 120_000


@pytest.mark.parametrize("id_type", [one for one in IdType if one is not IdType.RESIDENT_ID])
def test_other_documents_have_their_right_shape(id_type: IdType) -> None:
    mint = NumberMint(chance(4), NEWEST)
    for n in (1, 77, 999_999):
        assert not check_id_number(id_type, mint.other(n, Sex.MALE, id_type), TODAY).problem
