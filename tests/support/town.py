"""The small world with its real server in this process, and desks of the people who work there."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import update

from server_stub.app import create_app, open_units
from server_stub.providers import bundled_providers
from server_stub.services import sessions
from server_stub.services.unit import Units
from server_stub.settings import Settings, demo_settings
from server_stub.storage.engine import Database
from server_stub.storage.models import Grant
from tests.support import small_world
from tests.support.desk import Desk, sign_in
from tests.support.in_process import InProcess, in_process
from tests.support.server import Clock
from tests.support.small_world import HOSPITAL, NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

    from server_stub.services.materials import Dossier
    from tests.support.in_process import Inside


YEAR_OF_SECONDS = 366 * 86_400


@dataclass
class Town:
    """A server with its world.

    Attributes:
        folder: Where everything lies.
        units: The server's units of work.
        inside: Its application.
        clock: The server's clock.
        app: The application itself; a server that starts again gets other units.
        desks: Desks that were opened, closed at the end.
    """

    folder: Path
    units: Units
    inside: Inside
    clock: Clock
    app: FastAPI
    desks: list[Desk] = field(default_factory=list)

    def desk(self, person_id: int = small_world.MANAGER, device: str = "a") -> Desk:
        """Sign a person in on a device; the desk's clock runs with the server's."""
        device_id = device * 32
        desk = Desk(
            folder=self.folder / f"desk-{person_id}-{device}",
            carrier=InProcess(self.inside, self.clock),
            tokens=sign_in(self.units, person_id, device_id),
            device_id=device_id,
            clock=self.clock,
        )
        self.desks.append(desk)
        return desk

    def apply_for(self, name: str, organization_id: int = HOSPITAL) -> int:
        """Let somebody submit a material."""
        with self.units.writing() as unit:
            return small_world.apply_for(unit, name, organization_id)

    def apply_with_pictures(self, name: str, pictures: dict[str, bytes]) -> int:
        """Let somebody submit a material to the hospital with pictures by kind."""
        with self.units.writing() as unit:
            entries = tuple(
                (kind, unit.providers.blobs.put(data), len(data), 100, 100)
                for kind, data in pictures.items()
            )
            return small_world.apply_for(unit, name, pictures=entries)

    def dossier(self, material_id: int) -> Dossier:
        """Return how a material stands at the server."""
        with self.units.reading() as unit:
            return small_world.dossier_at(unit, material_id)

    def revoke(self, person_id: int) -> None:
        """End every right of a person."""
        self._set_rights(person_id, revoked_at=int(self.clock()))

    def restore(self, person_id: int) -> None:
        """Give a person the rights back."""
        self._set_rights(person_id, revoked_at=None)

    def disable(self, person_id: int) -> None:
        """Disable a person's account."""
        with self.units.writing() as unit:
            sessions.disable(unit, person_id)

    def materials(self) -> list[int]:
        """Return the ids of all materials."""
        with self.units.reading() as unit:
            return sorted(unit.session.scalars(small_world.material_ids()))

    def _set_rights(self, person_id: int, revoked_at: int | None) -> None:
        with self.units.writing() as unit:
            rights = update(Grant).where(Grant.person_id == person_id)
            unit.session.execute(rights.values(revoked_at=revoked_at))


def carrier_of(desk: Desk) -> InProcess:
    """Return a desk's way to the server, to break it."""
    assert isinstance(desk.carrier, InProcess)
    return desk.carrier


def found(folder: Path) -> Path:
    """Make the data folder of a server with the small world in it, to be copied."""
    units = open_units(Settings(data=folder), Clock(NOW))
    with units.writing() as unit:
        small_world.settle(unit)
    units.database.close()
    return folder


@contextmanager
def open_town(folder: Path, *, founded: Path, demo: bool = False) -> Iterator[Town]:
    """Open a town of its own on a copy of a founded one, and close all its desks at the end."""
    clock = Clock(NOW)
    shutil.copytree(founded, folder / "server")
    settings = demo_settings(folder / "server") if demo else Settings(data=folder / "server")
    long = replace(settings, sign_in_idle=YEAR_OF_SECONDS, sign_in_absolute=YEAR_OF_SECONDS)
    providers = bundled_providers(long, clock)
    units = Units(Database(long.url), long, providers)
    app = create_app(units)
    with in_process(app) as inside:
        town = Town(folder, units, inside, clock, app)
        yield town
        for desk in town.desks:
            desk.close()
    town.units.database.close()
