"""Encrypted connections to one database file: one writes, one reads, one walks long lists.

The reader never waits for the writer (WAL) nor for a long walk, so a filter answers while a sync is
applied. Temporary data stays in memory: a file of it would not be encrypted.
"""

from __future__ import annotations

from array import array
from contextlib import ExitStack, contextmanager, suppress
from errno import ENOSPC
from functools import lru_cache
from itertools import chain
from threading import Lock, RLock, Thread, get_ident
from typing import TYPE_CHECKING, Any, Final, Self

import apsw

from desktop.domain.errors import ReplicaLockedError, StorageFullError
from desktop.domain.search_keys import contains

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    Row = tuple[Any, ...]

KEY_BYTES: Final = 32
_BUSY_MILLISECONDS: Final = 10_000
_WRITER_CACHE: Final = 32_000
"""KiB of page cache: the leaves that a thousand changed rows touch in all indexes of 100,000 rows.

Taken as it is needed, and given back with a folded journal.
"""
_SMALL_CACHE: Final = 8_000
_JOURNAL_LIMIT: Final = 16 << 20
"""Bytes of journal file that are kept once it was folded into the database."""

FOLD_SOON: Final = 1_000
_FOLD_AT_LAST: Final = 8_000
"""Pages of journal. Folding it into the file keeps a thread beside busy for tens of milliseconds,
so background commits set it off early, a person's only where there was no other for long."""


def numbers(values: Iterable[int]) -> Any:  # noqa: ANN401 - the library names no type for it
    """Return numbers as one parameter: `… WHERE id IN carray(?)`."""
    return apsw.carray(array("q", values) or array("q", (_NO_NUMBER,)))


_NO_NUMBER: Final = -1
"""Stands in an array that would be empty; no id, cell or code is negative."""


def select(what: str, rows: str) -> str:
    """Return a query from parts that are constants of this package; values are always bound."""
    return f"SELECT {what} FROM {rows}"  # noqa: S608 - no value ever comes this way


def delete(rows: str) -> str:
    """Return a deletion from parts that are constants of this package."""
    return f"DELETE FROM {rows}"  # noqa: S608 - as above


class Tables:
    """SQL on the tables of one generation; a `$` in a statement becomes its number.

    Attributes:
        connection: The connection that runs the statements.
        generation: Number of the generation; 0 where the statements name none.
    """

    def __init__(self, connection: apsw.Connection, generation: int) -> None:
        self.connection = connection
        self.generation = generation

    def run(self, sql: str, values: Sequence[Any] = ()) -> apsw.Cursor:
        """Run one statement and return its rows as a cursor."""
        return self.connection.execute(_numbered(sql, self.generation), values)

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows."""
        return self.run(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """Return the first row, or None."""
        return self.run(sql, values).fetchone()

    def number(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Return the first column of the first row as a number; nothing is 0."""
        row = self.one(sql, values)
        return int(row[0] or 0) if row else 0

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""
        self.connection.executemany(_numbered(sql, self.generation), rows)

    def fill(self, sql: str, rows: Sequence[Row]) -> None:
        """Run an INSERT that ends before its VALUES, many rows at a time.

        Other threads have the interpreter while such a statement runs; between the rows of `many`
        each of them could keep it for milliseconds.
        """
        start = 0
        for size in _AT_ONCE:
            while len(rows) - start >= size and size * len(rows[start]) <= _MOST_VALUES:
                part = rows[start : start + size]
                statement = _numbered(_values(sql, size, len(part[0])), self.generation)
                self.connection.execute(statement, tuple(chain.from_iterable(part)))
                start += size

    @contextmanager
    def part(self) -> Iterator[None]:
        """Open a part of the transaction that can fail by itself.

        A full disk ends the whole transaction at once; then there is no part to go back from.
        """
        self.connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK TO part")
                self.connection.execute("RELEASE part")
            raise
        self.connection.execute("RELEASE part")

    def script(self, sql: str) -> None:
        """Run several statements."""
        self.connection.execute(_numbered(sql, self.generation))


@lru_cache(maxsize=1024)
def _numbered(sql: str, generation: int) -> str:
    return sql.replace("$", f"_{generation}")


_AT_ONCE: Final = (1000, 500, 250, 125, 64, 32, 16, 8, 4, 2, 1)
_MOST_VALUES: Final = 7_000
"""Few lengths, and texts below 16 KiB: the library keeps such statements for the next time."""


@lru_cache(maxsize=128)
def _values(sql: str, rows: int, columns: int) -> str:
    marks = f"({','.join('?' * columns)})"
    return f"{sql} VALUES {','.join([marks] * rows)}"


class _Reader:
    """A connection that only reads, each time from one consistent snapshot."""

    connection: apsw.Connection

    def __init__(self, cache: int, generation_sql: str) -> None:
        self.cache = cache
        self.lock = RLock()
        self._generation_sql = generation_sql
        self._tables: Tables | None = None

    @contextmanager
    def snapshot(self) -> Iterator[Tables]:
        with self.lock, translated():
            if self._tables is not None:
                yield self._tables
                return
            self.connection.execute("BEGIN")
            try:
                row = self.connection.execute(self._generation_sql).fetchone()
                self._tables = Tables(self.connection, int(str(row[0])) if row else 0)
                yield self._tables
            finally:
                self._tables = None
                if self.connection.in_transaction:
                    self.connection.execute("COMMIT")


class Database:
    """All connections to one file.

    Args:
        path: The file; its folder exists.
        key: 32 random bytes.
        tables: Statements that create what is not there yet.
        generation_sql: Statement that tells the generation in force.
        reader_caches: KiB of page cache for each connection that only reads: the first for short
            reads, the last for long walks.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        tables: str,
        generation_sql: str = "SELECT 0",
        reader_caches: tuple[int, ...] = (16_000, 2_000),
    ) -> None:
        if len(key) != KEY_BYTES:
            raise ReplicaLockedError("replica_locked")
        self.path = path
        self._key = key
        self._tables_sql = tables
        self._generation_sql = generation_sql
        self._write_lock = RLock()
        self._owner: int | None = None
        self._writing: Tables | None = None
        self._durable = True
        self._journal_pages = 0
        self._folding = Lock()
        self._readers = [_Reader(cache, generation_sql) for cache in reader_caches]
        self._open()

    def _open(self) -> None:
        with translated():
            self.path.touch(mode=0o600)
            self.writer = self._connect(_WRITER_CACHE)
            self.writer.pragma("journal_size_limit", _JOURNAL_LIMIT)
            self.writer.set_wal_hook(self._note_journal)
            self.writer.execute(self._tables_sql)
            for reader in self._readers:
                reader.connection = self._connect(reader.cache)
                reader.connection.pragma("query_only", value=True)

    def _connect(self, cache: int) -> apsw.Connection:
        connection = apsw.Connection(str(self.path))
        try:
            connection.set_busy_timeout(_BUSY_MILLISECONDS)
            connection.pragma("cipher", "chacha20")
            connection.pragma("key", f"raw:{self._key.hex()}")
            connection.pragma("journal_mode", "wal")
            connection.pragma("synchronous", "full")
            connection.pragma("temp_store", "memory")
            connection.pragma("secure_delete", "fast")
            connection.pragma("cache_size", -cache)
            connection.create_scalar_function("has_text", _has_text, 3, deterministic=True)
        except (apsw.NotADBError, apsw.CorruptError) as error:
            connection.close()
            raise ReplicaLockedError("replica_locked") from error
        return connection

    @contextmanager
    def write(self, *, durable: bool = True, fold_at: int = _FOLD_AT_LAST) -> Iterator[Tables]:
        """Open a transaction, or a part of the one that this thread already has open.

        Args:
            durable: Wait for the disk; False where a power cut may undo the work (never damage it).
            fold_at: If the journal has so many pages, begin to fold it into the file afterwards.

        Raises:
            StorageFullError: The disk took no more; nothing of the transaction stays.
        """
        with self._write_lock, translated():
            if self._writing is not None:
                with self._writing.part():
                    yield self._writing
                return
            if durable != self._durable:
                self.writer.pragma("synchronous", "full" if durable else "normal")
                self._durable = durable
            self.writer.execute("BEGIN IMMEDIATE")
            try:
                row = self.writer.execute(self._generation_sql).fetchone()
                self._writing = Tables(self.writer, int(str(row[0])) if row else 0)
                self._owner = get_ident()
                yield self._writing
                self.writer.execute("COMMIT")
            finally:
                self._owner = self._writing = None
                if self.writer.in_transaction:
                    self.writer.execute("ROLLBACK")
        if self._journal_pages >= fold_at and self._folding.acquire(blocking=False):
            Thread(target=self._fold_beside, name="fold", daemon=True).start()

    def _fold_beside(self) -> None:
        try:
            self.fold()
        finally:
            self._folding.release()

    def fold(self) -> None:
        """Fold the journal into the file, on the walker: commits go on meanwhile."""
        walker = self._readers[-1]
        # The work is committed: a full disk may spoil the folding, but not the news of it.
        with walker.lock, suppress(apsw.Error):
            walker.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
        with self._write_lock, suppress(apsw.Error):
            self.writer.pragma("shrink_memory")

    @contextmanager
    def short_of_memory(self) -> Iterator[None]:
        """Write with a small cache: for rows that only ever come behind the last ones."""
        self.writer.pragma("cache_size", -_SMALL_CACHE)
        try:
            yield
        finally:
            self.writer.pragma("cache_size", -_WRITER_CACHE)

    @contextmanager
    def read(self) -> Iterator[Tables]:
        """Open a snapshot; inside an own transaction it sees what that has written."""
        with self._snapshot(0) as tables:
            yield tables

    @contextmanager
    def walk(self) -> Iterator[Tables]:
        """Open a snapshot for a long read, beside which short reads go on."""
        with self._snapshot(-1) as tables:
            yield tables

    @contextmanager
    def _snapshot(self, reader: int) -> Iterator[Tables]:
        if self._writing is not None and self._owner == get_ident():
            yield self._writing
        else:
            with self._readers[reader].snapshot() as tables:
                yield tables

    def interrupt(self) -> None:
        """Stop the reads that run now, from any thread; they raise `InterruptedError`."""
        for reader in self._readers:
            reader.connection.interrupt()

    def renew(self, key: bytes | None) -> None:
        """Write the file anew without what was deleted, under another key if there is one."""
        with self._all_to_itself():
            self.writer.pragma("journal_mode", "delete")
            self.writer.execute("VACUUM")
            if key is not None:
                self.writer.pragma("rekey", f"raw:{key.hex()}")
                self._key = key
            self.writer.close()
            self._durable = True
            self._open()

    def close(self) -> None:
        """Close all connections; the last one folds the journal into the file."""
        with self._all_to_itself():
            self.writer.close()

    @contextmanager
    def _all_to_itself(self) -> Iterator[None]:
        """Wait until nobody reads or writes, and close the readers' connections."""
        with ExitStack() as locks:
            locks.enter_context(self._folding)
            locks.enter_context(self._write_lock)
            locks.enter_context(translated())
            for reader in self._readers:
                locks.enter_context(reader.lock)
                reader.connection.close()
            yield

    @property
    def journal_pages(self) -> int:
        """Pages of journal after the last commit."""
        return self._journal_pages

    def _note_journal(self, _: apsw.Connection, __: str, pages: int) -> int:
        self._journal_pages = pages
        return apsw.SQLITE_OK

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _has_text(*values: Any) -> bool:  # noqa: ANN401 - whatever lies in the columns
    name, keys, text = map(str, values)
    return contains(name, keys, text)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the database library raises into our own errors."""
    try:
        yield
    except apsw.FullError as error:
        raise StorageFullError from error
    except OSError as error:
        if error.errno == ENOSPC:
            raise StorageFullError from error
        raise
    except apsw.IOError as error:
        if getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_SHMSIZE:
            raise StorageFullError from error
        raise
    except apsw.InterruptError as error:
        raise InterruptedError from error
