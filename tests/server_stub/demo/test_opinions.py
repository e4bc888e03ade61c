"""The demo has opinions that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.contract.operations import OutcomeCode
from desktop.contract.parked import ParkedChoice, ParkedQuery, Since
from server_stub.app import open_units
from server_stub.demo import loading
from server_stub.services import opinions
from server_stub.services.actors import contexts_of
from server_stub.settings import demo_settings
from server_stub.storage.models import Person
from tests.server_stub.demo.conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path

MANAGER = 1
"""张岚, the first of the cast."""


def test_the_hospitals_manager_finds_opinions_to_adopt(tmp_path: Path) -> None:
    units = open_units(demo_settings(tmp_path), lambda: NOW)
    with units.writing() as unit:
        loading.load(unit, count=200)
    with units.reading() as unit:
        manager, *_others = contexts_of(unit, unit.session.get_one(Person, MANAGER))
        page = opinions.page(unit, manager, ParkedQuery())

    assert [item.code for item in page.items] == [OutcomeCode.NOT_PERMITTED] * 3
    assert {item.since for item in page.items} == {Since.NOTHING}
    assert all(ParkedChoice.ADOPT in item.may for item in page.items)
    units.database.close()
