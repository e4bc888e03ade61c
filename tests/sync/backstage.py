"""The server's side of the model: applicants, administrators, and what happens to the server."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import update

from desktop.contract import routes
from desktop.domain.errors import RuleViolationError
from server_stub.providers import bundled_providers
from server_stub.services import applying, moving, upkeep
from server_stub.settings import Settings
from server_stub.storage import feed
from server_stub.storage.engine import Database
from server_stub.storage.models import Batch, Grant, Organization
from tests.support import small_world
from tests.support.backups import back_up, put_back
from tests.support.server import Clock
from tests.support.small_world import (
    COUNTY,
    DAY,
    HEALTH_CENTRE,
    HOSPITAL,
    NOW,
    OTHER_COUNTY,
    confirmation_code,
)
from tests.sync.network import FragileUnits

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

    from desktop.remote.transport import Call
    from tests.support.in_process import Inside

UNITS: Final = (HOSPITAL, HEALTH_CENTRE)


@dataclass(frozen=True)
class Stage:
    """What all worlds of a test share: the application, and a data folder to begin with."""

    app: FastAPI
    inside: Inside
    template: Path


class Backstage:
    """A server, those who act there, and the requests that the network holds back."""

    def __init__(self, stage: Stage, folder: Path, data: Path | None = None) -> None:
        self.stage = stage
        self.folder = folder
        self.clock = Clock(NOW)
        place = data or folder / "server"
        shutil.copytree(stage.template, place)
        settings = Settings(data=place, sign_in_idle=9_999 * DAY)
        providers = bundled_providers(settings, self.clock)
        self.units = FragileUnits(Database(settings.url), settings, providers)
        stage.app.state.units = self.units
        self.held: list[Call] = []
        self.applicants = 0
        self.backup: Path | None = None

    # ------------------------------------------------------------------ people at the server

    def material_ids(self) -> list[int]:
        """Return the ids of all materials."""
        with self.units.reading() as work:
            return sorted(work.session.scalars(small_world.material_ids()))

    def apply_for(self, unit: int = HOSPITAL, *, picture: bytes = b"") -> int:
        """Let somebody hand in a material, with a picture if there is one."""
        self.applicants += 1
        with self.units.writing() as work:
            pictures: tuple[tuple[str, str, int, int, int], ...] = ()
            if picture:
                name = work.providers.blobs.put(picture)
                pictures = (("portrait", name, len(picture), 100, 100),)
            return small_world.apply_for(work, f"考生{self.applicants}", unit, pictures=pictures)

    def applicant(
        self, material_id: int, what: str, unit: int = HOSPITAL, school: str = ""
    ) -> None:
        """Let an applicant do what applicants do, where the rules let them."""
        with self.units.writing() as work:
            try:
                if what == "withdraw":
                    applying.withdraw(work, material_id)
                elif what == "resubmit":
                    applying.resubmit(work, material_id, details={"school": school})
                elif what == "join":
                    applying.join_unit(work, material_id, confirmation_code(unit))
                else:
                    applying.change_phone(work, material_id, "13700137000")
            except RuleViolationError:
                return

    def grant(self, person: int, *, revoked: bool) -> None:
        """Give a person's right back, or take it."""
        with self.units.writing() as work:
            at = work.now if revoked else None
            rights = update(Grant).where(Grant.person_id == person)
            work.session.execute(rights.values(revoked_at=at))

    def window(self, *, is_open: bool) -> None:
        """Open or close the review window."""
        with self.units.writing() as work:
            closes_at = work.now + 30 * DAY if is_open else work.now - 1
            work.session.execute(update(Batch).values(window_closes_at=closes_at))

    def move(self, organization: int) -> None:
        """Let an institution get the other county for its superior."""
        with self.units.writing() as work:
            now = work.session.get_one(Organization, organization).parent_id
            to = OTHER_COUNTY if now == COUNTY else COUNTY
            moving.move_organization(work, organization, to)

    def compact(self) -> None:
        """Let the server forget all departures: old cursors are gone."""
        with self.units.writing() as work:
            feed.forget_exits(work.session, work.now + 1)

    # ----------------------------------------------------------------------- the server itself

    def restart(self) -> None:
        """Start the server's process anew, on what it had committed."""
        self._serve(FragileUnits(Database(self._url), self.units.settings, self.units.providers))

    def make_backup(self) -> None:
        """Copy the data folder."""
        to = self.folder / "backup"
        shutil.rmtree(to, ignore_errors=True)
        self.backup = back_up(self.units, to)

    def put_backup_back(self) -> None:
        """Put the backup back; nothing that was under way survives that."""
        assert self.backup is not None
        self.held.clear()
        restarted = put_back(self.units, self.backup)
        self._serve(restarted)

    def begin_anew(self) -> None:
        """Begin a new history, of which nothing is lost: everybody has to read anew."""
        with self.units.writing() as work:
            upkeep.restored(work)

    def deliver_held(self) -> None:
        """Let the requests arrive that were held back, the last one first."""
        for call in reversed(self.held):
            if call.path == routes.DECISIONS:
                self.stage.inside.answer(call)
        self.held.clear()

    @property
    def _url(self) -> str:
        return self.units.settings.url

    def _serve(self, units: FragileUnits) -> None:
        self.units.database.close()
        self.units = units
        self.stage.app.state.units = units
