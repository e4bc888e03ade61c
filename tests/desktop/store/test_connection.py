"""Two ends of one encrypted file: a writer that is never lost, readers that never wait."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import ReplicaLockedError, StorageFullError
from desktop.store.connection import Database, numbers
from tests.desktop.store.world import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLES = "CREATE TABLE IF NOT EXISTS note(n INTEGER PRIMARY KEY, text TEXT)"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "a.db", KEY, tables=TABLES) as opened:
        yield opened


def write(database: Database, text: str) -> None:
    with database.write() as tables:
        tables.run("INSERT INTO note(text) VALUES (?)", (text,))


def write_and_fail(database: Database) -> None:
    with database.write() as tables:
        tables.run("INSERT INTO note(text) VALUES ('lost')")
        raise ZeroDivisionError


def interrupt_at(stop: int, rows: Iterator[tuple[int]], database: Database) -> None:
    for (n,) in rows:
        if n == stop:
            database.interrupt()


def texts(database: Database) -> list[str]:
    with database.read() as tables:
        return [row[0] for row in tables.all("SELECT text FROM note ORDER BY n")]


def test_what_is_written_is_read_and_survives_closing(tmp_path: Path) -> None:
    with Database(tmp_path / "a.db", KEY, tables=TABLES) as database:
        write(database, "同意")
        assert texts(database) == ["同意"]
    with Database(tmp_path / "a.db", KEY, tables=TABLES) as database:
        assert texts(database) == ["同意"]


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    with Database(tmp_path / "a.db", KEY, tables=TABLES) as database:
        write(database, "同意")
    with pytest.raises(ReplicaLockedError):
        Database(tmp_path / "a.db", bytes(32), tables=TABLES)
    with pytest.raises(ReplicaLockedError):
        Database(tmp_path / "a.db", b"short", tables=TABLES)


def test_a_file_of_somebody_else_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"a letter, not a database" * 1000)
    with pytest.raises(ReplicaLockedError):
        Database(tmp_path / "a.db", KEY, tables=TABLES)


def test_the_file_is_private_to_its_owner(database: Database) -> None:
    assert database.path.stat().st_mode & 0o077 == 0


def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(database)
    assert texts(database) == []
    write(database, "kept")
    assert texts(database) == ["kept"]


def test_an_error_that_is_caught_undoes_only_its_own_part(database: Database) -> None:
    with database.write() as tables:
        tables.run("INSERT INTO note(text) VALUES ('outer')")
        with pytest.raises(ZeroDivisionError):
            write_and_fail(database)
    assert texts(database) == ["outer"]


def test_the_writer_reads_what_it_wrote_and_others_do_not_yet(database: Database) -> None:
    elsewhere: list[list[str]] = []
    with database.write() as tables:
        tables.run("INSERT INTO note(text) VALUES ('new')")
        assert texts(database) == ["new"]
        thread = Thread(target=lambda: elsewhere.append(texts(database)))
        thread.start()
        thread.join()
    assert elsewhere == [[]]
    assert texts(database) == ["new"]


def test_a_long_walk_keeps_its_snapshot_beside_writes_and_reads(database: Database) -> None:
    write(database, "first")
    with database.walk() as walking:
        before = walking.number("SELECT count(*) FROM note")
        write(database, "second")
        assert texts(database) == ["first", "second"]
        assert walking.number("SELECT count(*) FROM note") == before == 1


def test_an_interrupted_read_says_so_and_the_next_one_works(database: Database) -> None:
    forever = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c"
    with pytest.raises(InterruptedError), database.read() as tables:
        interrupt_at(1000, tables.run(forever), database)
    assert texts(database) == []


def test_a_full_disk_is_said_and_nothing_partial_stays(database: Database) -> None:
    write(database, "before")
    database.writer.pragma("max_page_count", 20)
    with pytest.raises(StorageFullError), database.write() as tables:
        tables.many("INSERT INTO note(text) VALUES (?)", [("x" * 900,) for _ in range(200)])
    assert texts(database) == ["before"]
    database.writer.pragma("max_page_count", 1 << 30)
    write(database, "after")
    assert texts(database) == ["before", "after"]


def test_a_full_disk_within_a_part_of_a_transaction_is_said_too(database: Database) -> None:
    write(database, "before")
    database.writer.pragma("max_page_count", 20)
    with pytest.raises(StorageFullError), database.write(), database.write() as tables:
        tables.many("INSERT INTO note(text) VALUES (?)", [("x" * 900,) for _ in range(200)])
    assert texts(database) == ["before"]
    database.writer.pragma("max_page_count", 1 << 30)
    with database.write():
        with pytest.raises(ZeroDivisionError):
            write_and_fail(database)
        write(database, "after")
    assert texts(database) == ["before", "after"]


def test_the_commit_that_asks_for_it_has_the_journal_folded_beside(database: Database) -> None:
    for n in range(50):
        write(database, f"{n}" * 3000)
    assert database.journal_pages > 50
    with database.write(fold_at=50) as tables:
        tables.run("INSERT INTO note(text) VALUES ('last')")
    with database._folding:
        write(database, "starts the journal anew")
    assert database.journal_pages < 50


def test_commits_go_on_while_the_journal_is_folded(database: Database) -> None:
    with database.walk():
        for n in range(20):
            with database.write(fold_at=1) as tables:
                tables.run("INSERT INTO note(text) VALUES (?)", (str(n),))
    assert len(texts(database)) == 20


def test_a_renewed_file_has_the_same_content_under_another_key(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, tables=TABLES)
    write(database, "kept")
    database.renew(bytes(32))
    assert texts(database) == ["kept"]
    database.close()
    with pytest.raises(ReplicaLockedError):
        Database(tmp_path / "a.db", KEY, tables=TABLES)
    with Database(tmp_path / "a.db", bytes(32), tables=TABLES) as again:
        assert texts(again) == ["kept"]


def test_readers_of_other_threads_outlive_a_renewal(database: Database) -> None:
    seen: list[list[str]] = []

    def keep_reading() -> None:
        seen.extend(texts(database) for _ in range(200))

    write(database, "kept")
    thread = Thread(target=keep_reading)
    thread.start()
    database.renew(None)
    thread.join()
    assert seen == [["kept"]] * 200


def test_no_numbers_are_a_parameter_too(database: Database) -> None:
    write(database, "one")
    with database.read() as tables:
        assert tables.all("SELECT n FROM note WHERE n IN carray(?)", (numbers([1, 5]),)) == [(1,)]
        assert tables.all("SELECT n FROM note WHERE n IN carray(?)", (numbers([]),)) == []
