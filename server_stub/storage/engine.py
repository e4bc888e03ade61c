"""The database: SQLite in WAL by default, PostgreSQL by URL; one transaction per unit of work.

Writers run one after another on both engines (`BEGIN IMMEDIATE`, an advisory lock), so that the
order of sequence numbers is the order of commits and no reader ever sees a gap that fills later.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection

BUSY_MILLISECONDS: Final = 10_000
JOURNAL_PAGES: Final = 8_000
"""Pages of journal before SQLite folds it into the file: batches that touch the same pages of an
index are folded together. Each commit waits for the disk all the same."""

WRITER_LOCK: Final = 0x74616C656E74
"""Key of PostgreSQL's advisory lock that writers hold for their transaction."""


class Database:
    """Gives out units of work.

    Args:
        url: A SQLAlchemy URL: `sqlite:///…` or `postgresql+psycopg://…`.
    """

    def __init__(self, url: str) -> None:
        self.engine: Engine = create_engine(
            url, pool_size=10, max_overflow=30, hide_parameters=True
        )
        self._reading = self.engine
        self._writing = self.engine.execution_options(writing=True)
        self._turn: AbstractContextManager[Any] = nullcontext()
        if self.engine.dialect.name == "sqlite":
            # Waiting at a lock of our own is fair and prompt; SQLite's busy handler polls.
            self._turn = threading.Lock()
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self._reading = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            event.listen(self._writing, "begin", _begin_postgresql)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give one consistent read: all its queries see the same state."""
        with Session(self._reading) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a write transaction: committed at the end, rolled back on any exception."""
        with self._turn, Session(self._writing) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-65536",
        f"wal_autocheckpoint={JOURNAL_PAGES}",
        f"journal_size_limit={JOURNAL_PAGES << 12}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
