"""What all models share."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from desktop import contract
from desktop.contract.base import MAX_ID, Answer, Cursor, Epoch, Id

ID: TypeAdapter[int] = TypeAdapter(Id)
EPOCH: TypeAdapter[int] = TypeAdapter(Epoch)
CURSOR: TypeAdapter[str] = TypeAdapter(Cursor)


MODULES = [
    import_module(f"{contract.__name__}.{one.name}") for one in iter_modules(contract.__path__)
]


def _models_in(annotation: object) -> set[type[BaseModel]]:
    """Return every model that a field's type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.values()
        return {annotation}.union(*(_models_in(field.annotation) for field in fields))
    return set().union(*(_models_in(one) for one in get_args(annotation)))


def test_no_part_of_an_answer_refuses_what_a_newer_server_adds() -> None:
    known = {one for module in MODULES for one in vars(module).values() if isinstance(one, type)}
    answers = {one for one in known if issubclass(one, Answer)}
    parts = set().union(*(_models_in(one) for one in answers))
    assert len(parts) > 20
    assert {one.__name__ for one in parts if one.model_config["extra"] != "ignore"} == set()


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
