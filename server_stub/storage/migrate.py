"""Brings a database to the schema of this version, whether it is new or of an older one."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import insert, select

from server_stub.storage.models import Counter, Meta

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from server_stub.storage.engine import Database

EPOCH: Final = "epoch"
OLDEST_CURSOR: Final = "oldest_cursor"


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


def oldest_cursor(session: Session) -> int:
    """Return the sequence number below which departures are forgotten."""
    statement = select(Meta.value).where(Meta.name == OLDEST_CURSOR)
    return int(session.execute(statement).scalar_one())
