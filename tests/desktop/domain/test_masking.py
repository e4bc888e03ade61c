"""What a list, a log or a neighbour may see of a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.masking import MASK, mask_id_number, mask_name, mask_phone

numbers = st.text(st.characters(exclude_characters=MASK), max_size=30)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("421900200003080018", "4219**********0018"),
        ("CAN420085041201", "CAN4*******1201"),
        ("H12345678", "H1*****78"),
        ("E12345678", "E1*****78"),
        ("军字第1234567号", "军字*******7号"),
        ("12345678", "12****78"),
        ("1234567", "1*****7"),
        ("123", "1*3"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_a_document_number_shows_its_ends(number: str, shown: str) -> None:
    assert mask_id_number(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("13800138000", "138****8000"), ("87654321", "******21"), ("7", "*"), ("", "")],
)
def test_a_phone_number_shows_its_ends(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王晓岚", "王**"),
        ("张三", "张*"),
        ("买买提·艾合买提", "买**"),
        ("𠮷川", "𠮷*"),
        ("王", "*"),
        ("", ""),
    ],
)
def test_a_name_shows_its_first_character(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@given(numbers)
def test_masking_keeps_the_length_hides_a_third_and_is_stable(number: str) -> None:
    for mask in (mask_id_number, mask_phone):
        shown = mask(number)
        assert len(shown) == len(number)
        assert shown.count(MASK) * 3 >= len(number)
        assert mask(shown) == shown
