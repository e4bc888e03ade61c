"""Pictures in a second encrypted file, with a quota that forgets the longest unused first.

The file is a cache: it can be thrown away at any time without a loss.
"""

from __future__ import annotations

from array import array
from hashlib import sha256 as hash_of
from threading import RLock
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import RuleViolationError
from desktop.store.connection import numbers
from desktop.store.ledger import read_digest
from desktop.store.rows import read_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.store.connection import Database, Tables

QUOTA: Final = 4 << 30
"""Bytes of pictures that are kept: about 2,000 dossiers."""

_CHUNK: Final = 64 << 10
"""Bytes per blob, so that no picture needs a page of its own size."""


_PINNED: Final = """
SELECT DISTINCT picture.value ->> 1
FROM outbox, json_each(CAST(outbox.seen AS TEXT) -> 'pictures') AS picture
WHERE resolved_at IS NULL
"""
"""Pictures on which an open action of the outbox was made: a person may have to compare them."""


class Missing(NamedTuple):
    """A picture of the queue that does not lie here; `size` is bytes."""

    material_id: int
    sha256: str
    size: int


class Usage(NamedTuple):
    """How much lies here and how much may; sizes are bytes."""

    pictures: int
    size: int
    quota: int


class Coverage(NamedTuple):
    """Pictures of the queue: how many, how many of them here, and dossiers that have all."""

    wanted: int
    cached: int
    complete: int


class Attachments:
    """The pictures of this context.

    Args:
        database: The file of the pictures.
        replica: The file whose manifests say what is wanted.
        quota: Bytes to keep.
    """

    def __init__(self, database: Database, replica: Database, quota: int = QUOTA) -> None:
        self._database = database
        self._replica = replica
        self._quota = quota
        self._stock = RLock()
        self._touched: dict[bytes, int] = {}
        self._cached: set[bytes] = set()
        self._size = 0
        self._tick = 0
        self._changes = 0
        self._coverage = Coverage(0, 0, 0)
        self._coverage_stand: tuple[int, ...] = ()
        self._take_stock()

    def _take_stock(self) -> None:
        with self._database.read() as tables:
            rows = tables.all("SELECT sha256, size, last_used FROM picture")
        self._cached = {row[0] for row in rows}
        self._size = sum(row[1] for row in rows)
        self._tick = max((row[2] for row in rows), default=0)
        self._changes += 1

    def put(self, sha256: str, material_id: int, data: bytes) -> Changes:
        """Keep a picture.

        Raises:
            RuleViolationError: `picture_damaged` where the bytes have another hash.
            StorageFullError: The disk takes no more.
        """
        if hash_of(data).hexdigest() != sha256:
            raise RuleViolationError("picture_damaged", item=sha256)
        key = bytes.fromhex(sha256)
        with self._stock:
            coming = 0 if key in self._cached else len(data)
            with self._database.write(durable=False) as tables:
                tables.run("INSERT OR IGNORE INTO used_by VALUES (?, ?)", (material_id, key))
                if coming:
                    self._write(tables, key, data)
                evicted = self._make_room(tables, coming, key)
            self._cached.add(key)
            self._size += coming
            self._changes += 1
            self._drop_from_stock(evicted)
        return Changes(materials=frozenset({material_id}), attachments=True)

    def _write(self, tables: Tables, key: bytes, data: bytes) -> None:
        tables.run("REPLACE INTO picture VALUES (?, ?, ?)", (key, len(data), self._next()))
        tables.many(
            "REPLACE INTO chunk(sha256, n, body) VALUES (?, ?, ?)",
            [
                (key, n, data[start : start + _CHUNK])
                for n, start in enumerate(range(0, len(data), _CHUNK))
            ],
        )

    def get(self, sha256: str) -> bytes | None:
        """Return a picture, or None where it does not lie here (whole)."""
        key = bytes.fromhex(sha256)
        if key not in self._cached:
            return None
        with self._database.read() as tables:
            rows = tables.all("SELECT body FROM chunk WHERE sha256 = ? ORDER BY n", (key,))
        data = b"".join(row[0] for row in rows)
        if hash_of(data).digest() != key:
            self._forget_torn(key)
            return None
        self._touched[key] = self._next()
        return data

    def _forget_torn(self, key: bytes) -> None:
        with self._stock, self._database.write(durable=False) as tables:
            size = tables.number("SELECT size FROM picture WHERE sha256 = ?", (key,))
            _erase(tables, (key,))
            self._drop_from_stock([(key, size)])

    def is_cached(self, sha256: str) -> bool:
        """Tell whether a picture lies here."""
        return bytes.fromhex(sha256) in self._cached

    def missing(self, limit: int) -> list[Missing]:
        """Return pictures of the queue that do not lie here, the newest dossiers first."""
        found: list[Missing] = []
        with self._replica.read() as tables:
            for material_id, body in tables.run(
                "SELECT id, pictures FROM manifest$ ORDER BY id DESC"
            ):
                for _, sha256, size, _, _ in read_pictures(body):
                    if not self.is_cached(sha256):
                        found.append(Missing(material_id, sha256, size))
                if len(found) >= limit:
                    break
        return found[:limit]

    def coverage(self, tables: Tables) -> Coverage:
        """Return how much of the queue's pictures lies here.

        Args:
            tables: A snapshot of the replica.
        """
        digest = read_digest(tables)
        stand = (tables.generation, digest.count, digest.total, self._changes)
        if stand == self._coverage_stand:
            return self._coverage
        wanted = cached = complete = 0
        for (body,) in tables.run("SELECT pictures FROM manifest$"):
            here = [self.is_cached(picture[1]) for picture in read_pictures(body)]
            wanted += len(here)
            cached += sum(here)
            complete += all(here)
        self._coverage = Coverage(wanted, cached, complete)
        self._coverage_stand = stand
        return self._coverage

    def usage(self) -> Usage:
        """Return what is used of the quota."""
        return Usage(len(self._cached), self._size, self._quota)

    def sweep(self) -> Changes:
        """Erase the pictures of materials that are no longer in the scope."""
        with self._database.read() as tables:
            users = array(
                "q", (row[0] for row in tables.run("SELECT DISTINCT material_id FROM used_by"))
            )
        with self._replica.read() as tables:
            present = {
                row[0]
                for row in tables.run(
                    "SELECT id FROM material$ WHERE id IN carray(?)", (numbers(users),)
                )
            }
        gone = [user for user in users if user not in present]
        if not gone:
            return NOTHING
        with self._stock, self._database.write() as tables:
            tables.run("DELETE FROM used_by WHERE material_id IN carray(?)", (numbers(gone),))
            unused = tables.all(
                "SELECT sha256, size FROM picture AS p"
                " WHERE NOT EXISTS (SELECT 1 FROM used_by WHERE sha256 = p.sha256)"
            )
            _erase(tables, (row[0] for row in unused))
            self._drop_from_stock(unused)
        return Changes(attachments=True)

    def clear(self) -> None:
        """Erase all pictures."""
        with self._database.write() as tables:
            for table in ("picture", "chunk", "used_by"):
                tables.run(f"DELETE FROM {table}")  # noqa: S608 - three names of ours
        self._touched.clear()
        self._take_stock()

    def flush(self) -> None:
        """Write down which pictures were looked at."""
        with self._database.write(durable=False) as tables:
            self._write_touched(tables)

    def _next(self) -> int:
        self._tick += 1
        return self._tick

    def _write_touched(self, tables: Tables) -> None:
        touched, self._touched = self._touched, {}
        tables.many(
            "UPDATE picture SET last_used = ? WHERE sha256 = ?",
            [(tick, key) for key, tick in touched.items()],
        )

    def _make_room(self, tables: Tables, coming: int, keep: bytes) -> list[tuple[bytes, int]]:
        evicted: list[tuple[bytes, int]] = []
        excess = self._size + coming - self._quota
        if excess <= 0:
            return evicted
        self._write_touched(tables)
        kept = {keep, *self._pinned()}
        for key, size in tables.run("SELECT sha256, size FROM picture ORDER BY last_used"):
            if excess <= 0:
                break
            if key not in kept:
                evicted.append((key, size))
                excess -= size
        _erase(tables, (key for key, _ in evicted))
        return evicted

    def _pinned(self) -> set[bytes]:
        with self._replica.read() as tables:
            return {bytes.fromhex(row[0]) for row in tables.run(_PINNED)}

    def _drop_from_stock(self, pictures: Iterable[tuple[bytes, int]]) -> None:
        for key, size in pictures:
            self._cached.discard(key)
            self._touched.pop(key, None)
            self._size -= size
            self._changes += 1


def _erase(tables: Tables, keys: Iterable[bytes]) -> None:
    for key in keys:
        for table in ("picture", "chunk", "used_by"):
            tables.run(f"DELETE FROM {table} WHERE sha256 = ?", (key,))  # noqa: S608 - as above
