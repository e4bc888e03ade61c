"""What happens at a server beside its reviewers: applicants, administrators, and who checks it."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Self

from sqlalchemy import update

from desktop.domain.businesses import PictureKind
from desktop.domain.errors import RuleViolationError
from server_stub.app import open_units
from server_stub.services import applying
from server_stub.settings import DAY, Settings
from server_stub.storage import sequence
from server_stub.storage.models import Batch, Grant, SignIn
from tests.support import small_world
from tests.support.desk import sign_in
from tests.support.small_world import HEALTH_CENTRE, HOSPITAL, confirmation_code

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from desktop.contract.session import Tokens

PICTURE_BYTES = 600_000
"""More than one piece of a picture's way to the client."""


class Outside:
    """The database of a server whose processes come and go; its window is open now.

    Attributes:
        data: The server's data folder.
        options: How to serve it, beside the folder.
        units: Units of work.
        materials: Ids of what was handed in.
        acts: How often an applicant raised the `rev` of a material.
        rights: Sequence number, person, and whether the person had rights from then on.
    """

    def __init__(self, data: Path, database: str = "") -> None:
        """Found the small world, in a database of its own or in SQLite in the data folder."""
        self.data = data
        self.options = ("--database", database) if database else ()
        self.units = open_units(Settings(data=data, database_url=database))
        self.materials: list[int] = []
        self.acts: Counter[int] = Counter()
        self.rights: list[tuple[int, int, bool]] = []
        now = int(time.time())
        window = {"window_opens_at": now - 30 * DAY, "window_closes_at": now + 30 * DAY}
        with self.units.writing() as unit:
            small_world.settle(unit)
            unit.session.execute(update(Batch).values(**window))

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(self, *_exception: object) -> None:
        """Close the database."""
        self.units.database.close()

    def apply(self, chance: Random, count: int, pictures: int = 0) -> None:
        """Let people hand in materials, the first ones with a picture each."""
        for n in range(count):
            unit_id = HEALTH_CENTRE if chance.random() < 0.2 else HOSPITAL
            data = chance.randbytes(PICTURE_BYTES) if n < pictures else b""
            with self.units.writing() as unit:
                shown = (
                    (PictureKind.DIPLOMA, unit.providers.blobs.put(data), len(data), 100, 100),
                )
                name = f"考生{len(self.materials)}"
                self.materials.append(
                    small_world.apply_for(unit, name, unit_id, pictures=shown if data else ())
                )

    def let_applicant_act(self, chance: Random) -> None:
        """Let an applicant do what applicants do, where the rules let them."""
        material_id = chance.choice(self.materials)
        what = chance.choice(["withdraw", "resubmit", "resubmit", "join", "join", "phone"])
        with self.units.writing() as unit:
            try:
                if what == "withdraw":
                    applying.withdraw(unit, material_id)
                elif what == "resubmit":
                    details = {"school": chance.choice("甲乙")}
                    applying.resubmit(unit, material_id, details=details)
                elif what == "join":
                    applying.join_unit(unit, material_id, confirmation_code(HOSPITAL))
                else:
                    applying.change_phone(unit, material_id, "13700137000")
            except RuleViolationError:
                return
        self.acts[material_id] += what != "phone"

    def set_rights(self, person_id: int, *, entitled: bool) -> None:
        """Give or take every right of a person, and remember when that was."""
        with self.units.writing() as unit:
            seq = sequence.take(unit.session)[0]
            at = None if entitled else unit.now
            mine = update(Grant).where(Grant.person_id == person_id)
            unit.session.execute(mine.values(revoked_at=at))
        self.rights.append((seq, person_id, entitled))

    def expire_access(self) -> None:
        """Let the access tokens of everybody end now."""
        with self.units.writing() as unit:
            unit.session.execute(update(SignIn).values(access_expires_at=0))

    def sign_in(self, person_id: int) -> Tokens:
        """Begin a session of a person on the person's own device."""
        return sign_in(self.units, person_id, f"{person_id}" * 32)
