"""Brings a database to the schema of this version, whether it is new or of an older one."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import func, insert, select

from server_stub.storage.models import Counter, Material, Meta

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from server_stub.storage.engine import Database

EPOCH: Final = "epoch"
OLDEST_CURSOR: Final = "oldest_cursor"
REV_FLOOR: Final = "rev_floor"

_MOST_LOST: Final = 10_000
"""More changes than any material sees between a backup and the loss of what came after it."""


def migrate(database: Database) -> None:
    """Run the outstanding migrations in one transaction, and give a new database its epoch."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.writing() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "head")
        if session.get(Meta, EPOCH) is None:
            session.execute(insert(Meta).values(name=EPOCH, value=secrets.token_hex(8)))
            session.execute(insert(Meta).values(name=OLDEST_CURSOR, value="0"))
            session.execute(insert(Counter).values(name="seq", value=0))


def epoch(session: Session) -> str:
    """Return what names this history: a database restored from a backup draws a new one."""
    return session.execute(select(Meta.value).where(Meta.name == EPOCH)).scalar_one()


def begin_epoch(session: Session) -> None:
    """Begin a new history on what a backup brought back.

    Cursors of the lost history are refused from now on, and no material gets a `rev` that it had
    there: a decision on a lost version can never be taken for one on a new version.
    """
    highest = session.execute(select(func.max(Material.rev))).scalar_one() or 0
    floor = max(highest, rev_floor(session)) + _MOST_LOST
    for name, value in ((EPOCH, secrets.token_hex(8)), (REV_FLOOR, str(floor))):
        session.merge(Meta(name=name, value=value))
    session.flush()


def rev_floor(session: Session) -> int:
    """Return the `rev` behind which every new one lies; 0 where no history was ever lost."""
    statement = select(Meta.value).where(Meta.name == REV_FLOOR)
    return int(session.execute(statement).scalar_one_or_none() or 0)


def oldest_cursor(session: Session) -> int:
    """Return the sequence number below which departures are forgotten."""
    statement = select(Meta.value).where(Meta.name == OLDEST_CURSOR)
    return int(session.execute(statement).scalar_one())
