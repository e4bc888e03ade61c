"""SQLite's other driver in the clothes of the standard one, for a server whose disk is recorded.

The standard library's driver cannot be given a VFS. This module has what SQLAlchemy asks of a
driver (`create_engine(module=…)`), on files that are written through `tests.support.power_cut`.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import apsw

from tests.support.power_cut import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Row = tuple[Any, ...]

apilevel: Final = "2.0"
paramstyle: Final = "qmark"
threadsafety: Final = 1
sqlite_version_info: Final = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
Binary = sqlite3.Binary
Error = sqlite3.Error
DatabaseError = sqlite3.DatabaseError
IntegrityError = sqlite3.IntegrityError
InterfaceError = sqlite3.InterfaceError
NotSupportedError = sqlite3.NotSupportedError
OperationalError = sqlite3.OperationalError
ProgrammingError = sqlite3.ProgrammingError


class Cursor:
    """A cursor that has read all its rows."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.description: Any = None
        self.rowcount = -1
        self._rows: Iterator[Row] = iter(())

    @property
    def lastrowid(self) -> int:
        """Number of the last new row."""
        return self.connection.raw.last_insert_rowid()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Cursor:
        """Run a statement once."""
        self._run(lambda cursor: cursor.execute(sql, values))
        return self

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Cursor:
        """Run a statement for each row of values."""
        self._run(lambda cursor: cursor.executemany(sql, rows))
        return self

    def _run(self, statement: Callable[[apsw.Cursor], apsw.Cursor]) -> None:
        raw = self.connection.raw
        self.description = None
        cursor = raw.cursor()
        cursor.exec_trace = self._describe
        before = raw.total_changes()
        with _translated():
            self._rows = iter(statement(cursor).fetchall())
        self.rowcount = raw.total_changes() - before if self.description is None else -1

    def _describe(self, cursor: apsw.Cursor, _sql: str, _values: object) -> bool:
        columns = cursor.get_description()
        self.description = [(name, *[None] * 6) for name, _type in columns] or None
        return True

    def fetchone(self) -> Row | None:
        """Return the next row."""
        return next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[Row]:
        """Return the next rows."""
        wanted = range(size or self.arraysize)
        return [row for _n, row in zip(wanted, self._rows, strict=False)]

    def fetchall(self) -> list[Row]:
        """Return all rows that are left."""
        return list(self._rows)

    def close(self) -> None:
        """Forget the rows."""
        self._rows = iter(())


class Connection:
    """A connection without transactions of its own making."""

    isolation_level: str | None = None

    def __init__(self, path: str) -> None:
        self.raw = apsw.Connection(path, vfs=NAME)

    def cursor(self) -> Cursor:
        """Return a cursor."""
        return Cursor(self)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Cursor:
        """Run a statement on a cursor of its own."""
        return self.cursor().execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Cursor:
        """Run a statement for each row of values."""
        return self.cursor().executemany(sql, rows)

    def create_function(
        self, name: str, arguments: int, function: Callable[..., Any], *, deterministic: bool
    ) -> None:
        """Give SQL a function."""
        self.raw.create_scalar_function(name, function, arguments, deterministic=deterministic)

    def commit(self) -> None:
        """End the transaction, if there is one."""
        self._end("COMMIT")

    def rollback(self) -> None:
        """Undo the transaction, if there is one."""
        self._end("ROLLBACK")

    def _end(self, how: str) -> None:
        if self.raw.in_transaction:
            self.execute(how)

    def close(self) -> None:
        """Close the file."""
        self.raw.close()


def connect(path: str, **_options: object) -> Connection:
    """Open a file that is recorded."""
    return Connection(path)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except apsw.ConstraintError as error:
        raise IntegrityError(str(error)) from error
    except apsw.Error as error:
        raise OperationalError(str(error)) from error
