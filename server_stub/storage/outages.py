"""Why a database failed: full, busy or broken. Both engines say it by number; texts may differ."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import psycopg

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

_PRIMARY: Final = 0xFF
"""SQLite puts details above this byte of its codes."""

_SQLITE_FULL: Final = frozenset({13, 4874})
"""`SQLITE_FULL`, and `SQLITE_IOERR_SHMSIZE`: a journal's index is grown by a call of its own."""

_SQLITE_BUSY: Final = frozenset({5, 6})
"""`SQLITE_BUSY` and `SQLITE_LOCKED`."""
_POSTGRESQL_FULL: Final = psycopg.errors.DiskFull.sqlstate
_POSTGRESQL_BUSY: Final = ("08", "40", "53", "55P03", "57P", "57014")
"""No connection, a conflict, too few resources, a lock, a shutdown, a timeout."""


class Outage(StrEnum):
    """Why the database did not do what it was asked for."""

    FULL = "full"
    BUSY = "busy"
    BROKEN = "broken"


def outage_of(error: DBAPIError) -> Outage:
    """Return what an operational error means for those who wait for an answer."""
    cause = error.orig
    if isinstance(cause, psycopg.Error):
        return _of_postgresql(cause.sqlstate)
    code = getattr(cause, "sqlite_errorcode", None)
    return Outage.BROKEN if code is None else _of_sqlite(code)


def number_of(error: DBAPIError) -> str:
    """Return the engine's number of an error: all that a log may say, since texts quote rows."""
    cause = error.orig
    sqlstate = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    return sqlstate or getattr(cause, "sqlite_errorname", None) or type(cause).__name__


def _of_sqlite(code: int) -> Outage:
    if _SQLITE_FULL & {code, code & _PRIMARY}:
        return Outage.FULL
    return Outage.BUSY if code & _PRIMARY in _SQLITE_BUSY else Outage.BROKEN


def _of_postgresql(sqlstate: str | None) -> Outage:
    if sqlstate == _POSTGRESQL_FULL:
        return Outage.FULL
    # Without a state the server was not reached at all.
    busy = sqlstate is None or sqlstate.startswith(_POSTGRESQL_BUSY)
    return Outage.BUSY if busy else Outage.BROKEN
