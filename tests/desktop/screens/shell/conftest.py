"""Desks for stories about the frame: a hospital's and a county's, on the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.remote.transport import Transport
from tests.support import small_world
from tests.support.desk import Desk
from tests.support.server import ReferenceServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReferenceServer]:
    """The real server, with one dossier that waits for the hospital."""
    with ReferenceServer(tmp_path / "server") as server:
        with server.units.writing() as unit:
            small_world.apply_for(unit, "李考生")
        yield server


def _desk(server: ReferenceServer, folder: Path, person_id: int) -> Iterator[Desk]:
    carrier = Transport(server.url, clock=server.clock)
    desk = Desk(folder, carrier, server.sign_in(person_id), "d" * 32, server.clock)
    desk.sync()
    yield desk
    desk.close()
    carrier.close()


@pytest.fixture
def hospital(server: ReferenceServer, tmp_path: Path) -> Iterator[Desk]:
    """The hospital's manager, synced."""
    yield from _desk(server, tmp_path / "hospital", small_world.MANAGER)


@pytest.fixture
def county(server: ReferenceServer, tmp_path: Path) -> Iterator[Desk]:
    """The county's officer, synced."""
    yield from _desk(server, tmp_path / "county", small_world.COUNTY_OFFICER)
