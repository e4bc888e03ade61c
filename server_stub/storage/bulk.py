"""One statement for many rows, at the price of the driver alone.

The toolkit takes 30 µs for each row before the driver sees it: half of what judging it costs. Rows
are tuples, their values as they are stored: text for enums and days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


class Bulk:
    """A statement that is run for each of many rows.

    Args:
        text: The statement; a `?` stands where each value of a row goes, in their order.
    """

    def __init__(self, text: str) -> None:
        self._texts = {"qmark": text, "pyformat": text.replace("?", "%s")}

    def run(self, session: Session, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run the statement for each row, inside the session's transaction."""
        if rows:
            connection = session.connection()
            connection.exec_driver_sql(self._texts[connection.dialect.paramstyle], [*rows])


def insertion(table: str, names: Sequence[str]) -> Bulk:
    """Return the statement that appends rows with these columns to a table."""
    marks = ", ".join("?" for _name in names)
    return Bulk(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})")  # noqa: S608 - no values


def change(table: str, names: Sequence[str]) -> Bulk:
    """Return the statement that sets columns of a row; the last name is the key that finds it."""
    *written, key = names
    pairs = ", ".join(f"{name} = ?" for name in written)
    return Bulk(f"UPDATE {table} SET {pairs} WHERE {key} = ?")  # noqa: S608 - no values
