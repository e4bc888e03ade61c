"""What all models share."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from desktop.contract.base import MAX_ID, Cursor, Epoch, Id

ID: TypeAdapter[int] = TypeAdapter(Id)
EPOCH: TypeAdapter[int] = TypeAdapter(Epoch)
CURSOR: TypeAdapter[str] = TypeAdapter(Cursor)


def test_ids_fit_into_any_json_number() -> None:
    assert ID.validate_python(MAX_ID) == MAX_ID
    for wrong in (0, -1, MAX_ID + 1):
        with pytest.raises(ValidationError):
            ID.validate_python(wrong)


def test_times_stay_in_the_calendar() -> None:
    assert EPOCH.validate_python(0) == 0
    with pytest.raises(ValidationError):
        EPOCH.validate_python(253_402_300_800)


@pytest.mark.parametrize("cursor", ["../etc", "a b", "x" * 401, "a=b"])
def test_a_cursor_is_a_plain_word(cursor: str) -> None:
    with pytest.raises(ValidationError):
        CURSOR.validate_python(cursor)
