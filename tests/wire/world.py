"""The small server behind every recording, and the events that happen there between requests.

The events are part of what is recorded: whoever plays a recording of any version needs them all.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, Self

from sqlalchemy import update

from desktop.domain.businesses import PictureKind
from server_stub.services import applying, sessions
from server_stub.storage.migrate import EPOCH, OLDEST_CURSOR
from server_stub.storage.models import Batch, Grant, Meta
from tests.support import small_world
from tests.support.caller import context_of
from tests.support.server import ReferenceServer
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER, MANAGER, NOW

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.contract.session import Tokens
    from server_stub.services.unit import Unit

PEOPLE: Final = {"manager": MANAGER, "assistant": ASSISTANT, "county": COUNTY_OFFICER}
PICTURE: Final = b"\xff\xd8\xff" + b"0123456789" * 20
DIGEST: Final = sha256(PICTURE).hexdigest()
MATERIALS: Final = 14


class World:
    """A server with materials 1 to 14; the first one has a picture. Use as a context manager.

    Attributes:
        server: The server; its clock stands still.
        tokens: Tokens of everybody, by the names of `PEOPLE`.
    """

    def __init__(self, folder: Path) -> None:
        """Fill it."""
        self.server = ReferenceServer(folder)
        self.tokens: dict[str, Tokens] = {
            who: self.server.sign_in(person, f"{person}" * 32) for who, person in PEOPLE.items()
        }
        with self.server.units.writing() as unit:
            digest = unit.providers.blobs.put(PICTURE)
            entry = (PictureKind.PORTRAIT, digest, len(PICTURE), 30, 40)
            for n in range(1, MATERIALS + 1):
                small_world.apply_for(unit, f"考生{n}", pictures=(entry,) if n == 1 else ())

    def __enter__(self) -> Self:
        """Serve from now on."""
        self.server.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        """Stop."""
        self.server.__exit__(*exception)

    @staticmethod
    def context(who: str) -> str:
        """Return the context of somebody, empty for strangers."""
        return context_of(small_world.PEOPLE[PEOPLE[who]].organization_id) if who in PEOPLE else ""

    def happen(self, event: str) -> None:
        """Let an event happen: a word, and what it concerns."""
        what, _, whom = event.partition(" ")
        with self.server.units.writing() as unit:
            if whom.isdigit():
                _applicant(unit, what, int(whom))
            elif whom in PEOPLE:
                _administrator(unit, what, PEOPLE[whom])
            else:
                _operator(unit, event)


def _applicant(unit: Unit, what: str, material_id: int) -> None:
    match what:
        case "withdraw":
            applying.withdraw(unit, material_id)
        case "resubmit":
            applying.resubmit(unit, material_id, details={"school": "某医学院"})
        case "phone":
            applying.change_phone(unit, material_id, "13700137000")
        case _:
            raise ValueError(what)


def _administrator(unit: Unit, what: str, person: int) -> None:
    mine = update(Grant).where(Grant.person_id == person)
    match what:
        case "revoke":
            unit.session.execute(mine.values(revoked_at=unit.now))
        case "restore":
            unit.session.execute(mine.values(revoked_at=None))
        case "disable":
            sessions.disable(unit, person)
        case _:
            raise ValueError(what)


def _operator(unit: Unit, event: str) -> None:
    match event:
        case "close window":
            unit.session.execute(update(Batch).values(window_closes_at=NOW - 1))
        case "open window":
            unit.session.execute(update(Batch).values(window_closes_at=NOW + 1_000_000))
        case "forget departures":
            oldest = update(Meta).where(Meta.name == OLDEST_CURSOR)
            unit.session.execute(oldest.values(value="1000000"))
        case "remember departures":
            oldest = update(Meta).where(Meta.name == OLDEST_CURSOR)
            unit.session.execute(oldest.values(value="0"))
        case "new epoch":
            unit.session.execute(update(Meta).where(Meta.name == EPOCH).values(value="0" * 16))
        case _:
            raise ValueError(event)
