"""Pictures in a second encrypted file, with a quota that forgets the longest unused first.

The file is a cache: it can be thrown away at any time without a loss. A picture comes in parts,
which outlive a lost connection, a kill and a restart, and are a picture once their hash is right.
"""

from __future__ import annotations

from array import array
from hashlib import sha256 as hash_of
from threading import RLock
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import RuleViolationError
from desktop.store import picture_rows
from desktop.store.picture_wants import Missing, PictureWants

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.store.connection import Database, Tables
    from desktop.store.packs import Packs
    from desktop.store.picture_wants import Coverage, Plan

QUOTA: Final = 4 << 30
"""Bytes of pictures that are kept: about 2,000 dossiers."""


class Usage(NamedTuple):
    """How much lies here and how much may; sizes are bytes, `pinned` is what may not go."""

    pictures: int
    size: int
    quota: int
    pinned: int


class Attachments:
    """The pictures of this context.

    Args:
        database: The file of the pictures.
        replica: The file whose manifests say what is wanted.
        packs: The 离线任务包: their pictures come first, and stay.
        quota: Bytes to keep.
    """

    def __init__(
        self, database: Database, replica: Database, packs: Packs, quota: int = QUOTA
    ) -> None:
        self._database = database
        self._wants = PictureWants(replica, packs)
        self._quota = quota
        self._stock = RLock()
        self._touched: dict[bytes, int] = {}
        self._cached: set[bytes] = set()
        self._size = 0
        self._tick = 0
        self._changes = 0
        self._take_stock()

    def _take_stock(self) -> None:
        with self._database.read() as tables:
            rows = tables.all("SELECT sha256, size, last_used FROM picture")
            parts = tables.number("SELECT sum(got) FROM part")
        self._cached = {row[0] for row in rows}
        self._size = sum(row[1] for row in rows) + parts
        self._tick = max((row[2] for row in rows), default=0)
        self._changes += 1

    def put(self, sha256: str, material_id: int, data: bytes) -> Changes:
        """Keep a whole picture.

        Raises:
            RuleViolationError: `picture_damaged` where the bytes have another hash.
            StorageFullError: The disk takes no more.
        """
        if hash_of(data).hexdigest() != sha256:
            raise RuleViolationError("picture_damaged", item=sha256)
        self.drop_part(sha256)
        return self.add_part(Missing(material_id, sha256, len(data)), 0, data)

    def got(self, sha256: str) -> int:
        """Return how many bytes of an unfinished picture lie here."""
        with self._database.read() as tables:
            return picture_rows.got(tables, bytes.fromhex(sha256))

    def add_part(
        self, picture: Missing, offset: int, data: bytes, kept: frozenset[bytes] = frozenset()
    ) -> Changes:
        """Keep the next bytes of a picture; with the last ones it is a picture that can be shown.

        Args:
            picture: Which one, and its size as the server tells it.
            offset: Where the bytes belong: behind what lies here, or at the beginning to start
                anew. Bytes that fit neither (what was here made room for others) are ignored.
            data: The bytes.
            kept: Pictures that must not make room for this one.

        Returns:
            What changed for a person: nothing before the picture is whole.

        Raises:
            RuleViolationError: `picture_damaged` where the whole has another hash; it is forgotten.
            StorageFullError: The disk takes no more; what came before stays.
        """
        key = bytes.fromhex(picture.sha256)
        with self._stock:
            if key in self._cached:
                return self._note_use(key, picture.material_id)
            if offset == 0:
                self.drop_part(picture.sha256)
            elif offset != self.got(picture.sha256):
                return NOTHING
            pinned = self._wants.pinned() if self._excess(len(data)) > 0 else frozenset()
            with self._database.write(durable=False) as tables:
                picture_rows.append(tables, key, picture.material_id, data)
                whole = offset + len(data) >= picture.size
                sound = whole and picture_rows.is_sound(tables, key)
                if sound:
                    picture_rows.finish(tables, key, picture.material_id, self._next())
                elif whole:
                    picture_rows.erase(tables, (key,))
                evicted = self._make_room(tables, len(data), {key} | kept | pinned)
            self._size += -offset if whole and not sound else len(data)
            self._drop_from_stock(evicted)
            if not whole:
                return NOTHING
            if not sound:
                raise RuleViolationError("picture_damaged", item=picture.sha256)
            self._cached.add(key)
            self._changes += 1
        return Changes(materials=frozenset({picture.material_id}), attachments=True)

    def _note_use(self, key: bytes, material_id: int) -> Changes:
        with self._database.write(durable=False) as tables:
            tables.run("INSERT OR IGNORE INTO used_by VALUES (?, ?)", (material_id, key))
        return Changes(materials=frozenset({material_id}), attachments=True)

    def drop_part(self, sha256: str) -> None:
        """Forget the bytes of an unfinished picture."""
        key = bytes.fromhex(sha256)
        with self._stock:
            got = self.got(sha256)
            if got:
                with self._database.write(durable=False) as tables:
                    picture_rows.erase(tables, (key,))
                self._size -= got

    def get(self, sha256: str) -> bytes | None:
        """Return a picture, or None where it does not lie here (whole)."""
        key = bytes.fromhex(sha256)
        if key not in self._cached:
            return None
        with self._database.read() as tables:
            data = picture_rows.body(tables, key)
        if hash_of(data).digest() != key:
            self._forget_torn(key)
            return None
        self._touched[key] = self._next()
        return data

    def _forget_torn(self, key: bytes) -> None:
        with self._stock, self._database.write(durable=False) as tables:
            size = tables.number("SELECT size FROM picture WHERE sha256 = ?", (key,))
            picture_rows.erase(tables, (key,))
            self._drop_from_stock([(key, size)])

    def is_cached(self, sha256: str) -> bool:
        """Tell whether a picture lies here."""
        return bytes.fromhex(sha256) in self._cached

    def plan(self) -> Plan:
        """Return what to fetch ahead, within the quota; see `PictureWants.plan`."""
        return self._wants.plan(self._cached, self._quota, self._size_of)

    def missing(self, limit: int) -> list[Missing]:
        """Return pictures to fetch, the most wanted first."""
        return self.plan().missing[:limit]

    def missing_of_pack(self, pack: str) -> list[Missing]:
        """Return the pictures of one 离线任务包 that do not lie here."""
        return [one for one in self._wants.of_pack(pack) if not self.is_cached(one.sha256)]

    def coverage(self, tables: Tables) -> Coverage:
        """Return how much of the queue's pictures lies here.

        Args:
            tables: A snapshot of the replica.
        """
        return self._wants.coverage(tables, self._cached, self._changes)

    @property
    def size(self) -> int:
        """Bytes that lie here, parts included."""
        return self._size

    def usage(self) -> Usage:
        """Return what is used of the quota."""
        return Usage(
            len(self._cached), self._size, self._quota, self._size_of(self._wants.pinned())
        )

    def set_quota(self, quota: int) -> Changes:
        """Keep no more than so many bytes from now on; what is too much leaves at once."""
        with self._stock:
            self._quota = quota
            if self._excess(0) <= 0:
                return NOTHING
            pinned = self._wants.pinned()
            with self._database.write() as tables:
                evicted = self._make_room(tables, 0, pinned)
            self._drop_from_stock(evicted)
        return Changes(attachments=bool(evicted))

    def sweep(self) -> Changes:
        """Erase the pictures of materials that are no longer in the scope."""
        with self._database.read() as tables:
            users = array("q", picture_rows.users(tables))
        present = self._wants.present(users)
        gone = [user for user in users if user not in present]
        if not gone:
            return NOTHING
        with self._stock:
            with self._database.write() as tables:
                picture_rows.erase_of(tables, gone)
            touched = self._touched
            self._take_stock()
            self._touched = {key: at for key, at in touched.items() if key in self._cached}
        return Changes(attachments=True)

    def clear(self) -> None:
        """Erase all pictures."""
        with self._database.write() as tables:
            picture_rows.erase_all(tables)
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

    def _excess(self, coming: int) -> int:
        return self._size + coming - self._quota

    def _make_room(
        self, tables: Tables, coming: int, kept: Iterable[bytes]
    ) -> list[tuple[bytes, int]]:
        """Erase what was unused longest; halves of others go before any picture."""
        excess = self._excess(coming)
        if excess <= 0:
            return []
        self._write_touched(tables)
        evicted: list[tuple[bytes, int]] = []
        stays = set(kept)
        for key, size in picture_rows.by_use(tables):
            if excess <= 0:
                break
            if key not in stays:
                evicted.append((key, size))
                excess -= size
        picture_rows.erase(tables, (key for key, _ in evicted))
        return evicted

    def _size_of(self, keys: Iterable[bytes]) -> int:
        wanted = set(keys)
        with self._database.read() as tables:
            return sum(size for key, size in picture_rows.by_use(tables) if key in wanted)

    def _drop_from_stock(self, pictures: Iterable[tuple[bytes, int]]) -> None:
        for key, size in pictures:
            self._cached.discard(key)
            self._touched.pop(key, None)
            self._size -= size
            self._changes += 1
