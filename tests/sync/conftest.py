"""What stories about whole systems share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server_stub.app import create_app, open_units
from server_stub.settings import Settings
from tests.support.in_process import in_process
from tests.support.postgres import Postgres
from tests.support.server import Clock
from tests.support.small_world import NOW
from tests.support.town import found
from tests.sync.backstage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The application in this process, and the small world as a data folder."""
    template = found(tmp_path_factory.mktemp("stage") / "template")
    units = open_units(Settings(data=template), Clock(NOW))
    app = create_app(units)
    with in_process(app) as inside:
        yield Stage(app, inside, template)
        app.state.units = units  # the last world of the stage is gone
    units.database.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One cluster for all stories of a run."""
    with Postgres() as running:
        yield running
