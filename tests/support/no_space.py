"""A server whose disk is full: SQLite may not grow its file by a page."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from server_stub.storage.engine import Database


@contextmanager
def no_space(database: Database) -> Iterator[None]:
    """Keep the database from growing for the length of the block."""

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # as many as there are now

    event.listen(database.engine, "begin", limit)
    try:
        yield
    finally:
        event.remove(database.engine, "begin", limit)
        database.engine.dispose()  # connections remember their limit
