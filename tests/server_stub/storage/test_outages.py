"""Both engines say in their own numbers why they failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from server_stub.storage.engine import Database
from server_stub.storage.outages import Outage, number_of, outage_of
from tests.support.no_space import no_space

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.postgres import Postgres


def run(database: Database, statement: str) -> None:
    with database.writing() as session:
        session.execute(text(statement))


def error_of(database: Database, statement: str) -> OperationalError:
    """Return how a statement fails."""
    with pytest.raises(OperationalError) as caught:
        run(database, statement)
    return caught.value


@pytest.fixture
def sqlite(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'some.sqlite'}")
    run(database, "CREATE TABLE remark(text)")
    return database


def test_a_full_disk_of_sqlite(sqlite: Database) -> None:
    with no_space(sqlite):
        error = error_of(sqlite, "INSERT INTO remark VALUES (zeroblob(100000))")
    assert (outage_of(error), number_of(error)) == (Outage.FULL, "SQLITE_FULL")
    with sqlite.reading() as session:
        assert session.execute(text("SELECT count(*) FROM remark")).scalar_one() == 0
    run(sqlite, "INSERT INTO remark VALUES (zeroblob(100000))")
    sqlite.close()


def test_a_locked_and_a_broken_sqlite(sqlite: Database) -> None:
    with sqlite.reading() as session:
        session.execute(text("PRAGMA busy_timeout=0"))
        with sqlite.writing() as writer:
            writer.execute(text("INSERT INTO remark VALUES ('x')"))
            with pytest.raises(OperationalError) as locked:
                session.execute(text("INSERT INTO remark VALUES ('y')"))
    assert outage_of(locked.value) is Outage.BUSY
    broken = error_of(sqlite, "SELECT * FROM no_such_table")
    assert (outage_of(broken), number_of(broken)) == (Outage.BROKEN, "SQLITE_ERROR")
    sqlite.close()


@pytest.mark.parametrize(
    ("number", "outage"),
    [
        ("53100", Outage.FULL),
        ("53300", Outage.BUSY),
        ("40P01", Outage.BUSY),
        ("58030", Outage.BROKEN),
    ],
)
def test_failures_of_postgresql(postgres: Postgres, number: str, outage: Outage) -> None:
    database = Database(postgres.new_database())
    raising = f"DO $$ BEGIN RAISE EXCEPTION 'of somebody' USING ERRCODE = '{number}'; END $$"
    error = error_of(database, raising)
    assert (outage_of(error), number_of(error)) == (outage, number)
    database.close()


def test_a_postgresql_that_is_not_there() -> None:
    database = Database("postgresql+psycopg:///nobody?host=/nowhere")
    error = error_of(database, "SELECT 1")
    assert (outage_of(error), number_of(error)) == (Outage.BUSY, "OperationalError")
    database.close()


def test_an_error_of_no_engine_is_a_fault() -> None:
    assert outage_of(OperationalError("SELECT 1", {}, OSError())) is Outage.BROKEN
