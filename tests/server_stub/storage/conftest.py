"""The same stories on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server_stub.app import open_units
from server_stub.settings import demo_settings
from tests.support import small_world
from tests.support.postgres import Postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server_stub.services.unit import Units


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One cluster for all stories of a run."""
    with Postgres() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """URL of an empty database; empty for SQLite in the data folder."""
    if request.param == "sqlite":
        return ""
    running: Postgres = request.getfixturevalue("postgres")
    return running.new_database()


@pytest.fixture
def empty(url: str, tmp_path: Path) -> Iterator[Units]:
    """Units of work of an empty database."""
    units = open_units(demo_settings(tmp_path, url), lambda: small_world.NOW)
    yield units
    units.database.close()


@pytest.fixture
def units(empty: Units) -> Units:
    """Units of work of the small world."""
    with empty.writing() as unit:
        small_world.settle(unit)
    return empty
