"""Rows of the pictures' file: chunks of bytes, and whether they are a part or a whole picture."""

from __future__ import annotations

from hashlib import sha256 as hash_of
from typing import TYPE_CHECKING, Final

from desktop.store.connection import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.store.connection import Tables

_CHUNK: Final = 64 << 10
"""Bytes per blob, so that no picture needs a page of its own size."""

_TABLES: Final = ("picture", "part", "chunk", "used_by")


def got(tables: Tables, key: bytes) -> int:
    """Return how many bytes of an unfinished picture lie here."""
    return tables.number("SELECT got FROM part WHERE sha256 = ?", (key,))


def append(tables: Tables, key: bytes, material_id: int, data: bytes) -> None:
    """Add the next bytes of a picture."""
    first = tables.number("SELECT max(n) + 1 FROM chunk WHERE sha256 = ?", (key,))
    tables.many(
        "INSERT INTO chunk(sha256, n, body) VALUES (?, ?, ?)",
        [
            (key, first + n, data[start : start + _CHUNK])
            for n, start in enumerate(range(0, len(data), _CHUNK))
        ],
    )
    tables.run(
        "INSERT INTO part(sha256, material_id, got) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET got = got + ?3",
        (key, material_id, len(data)),
    )


def is_sound(tables: Tables, key: bytes) -> bool:
    """Tell whether the bytes that lie here have the hash that names them."""
    digest = hash_of()
    for chunk in _chunks(tables, key):
        digest.update(chunk)
    return digest.digest() == key


def body(tables: Tables, key: bytes) -> bytes:
    """Return the bytes of a picture."""
    return b"".join(_chunks(tables, key))


def _chunks(tables: Tables, key: bytes) -> Iterator[bytes]:
    for row in tables.run("SELECT body FROM chunk WHERE sha256 = ? ORDER BY n", (key,)):
        yield row[0]


def finish(tables: Tables, key: bytes, material_id: int, tick: int) -> None:
    """Turn a part into a picture."""
    tables.run(
        "INSERT INTO picture SELECT sha256, got, ? FROM part WHERE sha256 = ?",
        (tick, key),
    )
    tables.run("DELETE FROM part WHERE sha256 = ?", (key,))
    tables.run("INSERT OR IGNORE INTO used_by VALUES (?, ?)", (material_id, key))


def by_use(tables: Tables) -> Iterator[tuple[bytes, int]]:
    """Yield key and size of everything: parts, then pictures, the longest unused first."""
    yield from tables.all(
        "SELECT sha256, size FROM (SELECT sha256, got AS size, -1 AS last_used FROM part"
        " UNION ALL SELECT sha256, size, last_used FROM picture) ORDER BY last_used"
    )


def users(tables: Tables) -> Iterator[int]:
    """Yield the materials for which something lies here."""
    for row in tables.run("SELECT material_id FROM used_by UNION SELECT material_id FROM part"):
        yield row[0]


def erase(tables: Tables, keys: Iterable[bytes]) -> None:
    """Erase pictures and parts."""
    for key in keys:
        for table in _TABLES:
            tables.run(f"DELETE FROM {table} WHERE sha256 = ?", (key,))  # noqa: S608 - names of ours


def erase_of(tables: Tables, material_ids: list[int]) -> None:
    """Erase what no other material uses."""
    gone = (numbers(material_ids),)
    tables.run("DELETE FROM used_by WHERE material_id IN carray(?)", gone)
    unused = tables.all(
        "SELECT sha256 FROM picture AS p"
        " WHERE NOT EXISTS (SELECT 1 FROM used_by WHERE sha256 = p.sha256)"
        " UNION ALL SELECT sha256 FROM part WHERE material_id IN carray(?)",
        gone,
    )
    erase(tables, [row[0] for row in unused])


def erase_all(tables: Tables) -> None:
    """Erase everything."""
    for table in _TABLES:
        tables.run(f"DELETE FROM {table}")  # noqa: S608 - names of ours
