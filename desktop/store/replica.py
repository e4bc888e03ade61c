"""The local data of one person in one context: an encrypted database and a second one for pictures.

::

    replica = Replica.open(folder / "replica.db", key, level=ReviewLevel.UNIT, business="05")
    replica.queries.first_page(MaterialFilter(), MaterialSort(), 50)
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Self

from desktop.contract.sync import DIGEST_MODULUS
from desktop.domain.errors import ReplicaLockedError, StorageFullError
from desktop.store.attachments import QUOTA, Attachments
from desktop.store.connection import Database, select
from desktop.store.dossiers import Dossiers
from desktop.store.drafts import Drafts
from desktop.store.feed import Feed
from desktop.store.ledger import read_digest
from desktop.store.loading import create_generation, drop_other_generations
from desktop.store.meta import GENERATION_SQL, Meta
from desktop.store.outbox import Outbox
from desktop.store.packs import Packs
from desktop.store.queries import Queries
from desktop.store.schema import KEPT_TABLES, PICTURE_TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.review import ReviewLevel
    from desktop.store.connection import Tables

_PICTURE_CACHES = (1_000,)
_WEIGHED = ("material", "organization", "manifest", "authorization", "notice")


class Replica:
    """Everything that the client keeps; thread-safe.

    Attributes:
        feed: Applies what the server sends.
        outbox: What this device did.
        queries: Reads for the screens.
        drafts: Half-written decisions.
        attachments: Pictures.
        packs: 离线任务包.
        meta: Cursor, lease, last sync.
    """

    def __init__(
        self,
        database: Database,
        pictures: Database,
        *,
        level: ReviewLevel,
        business: str,
        picture_quota: int = QUOTA,
    ) -> None:
        self._database = database
        self._pictures = pictures
        self._open = True
        self._made_for = f"{VERSION} {level} {business}"
        self.meta = Meta(database)
        self._fit()
        self.outbox = Outbox(database)
        self.drafts = Drafts(database)
        self.packs = Packs(database)
        self.attachments = Attachments(pictures, database, self.packs, picture_quota)
        self.feed = Feed(database, self.meta, self.outbox, level, self._sweep)
        dossiers = Dossiers(level, business, self.outbox, self.drafts, self.attachments.is_cached)
        self.queries = Queries(database, business, dossiers, self.attachments, self.meta)
        self._sweep()

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        level: ReviewLevel,
        business: str,
        picture_quota: int = QUOTA,
    ) -> Self:
        """Open or create the data; pictures lie beside `path`.

        Args:
            path: The database file; its folder exists and is private.
            key: 32 random bytes.
            level: Own review level.
            business: Business code of the context.
            picture_quota: Bytes of pictures to keep.

        Raises:
            ReplicaLockedError: The key does not fit, or the file is not ours.
            StorageFullError: The disk takes no more.
        """
        with ExitStack() as opened:
            database = opened.enter_context(
                Database(path, key, tables=KEPT_TABLES, generation_sql=GENERATION_SQL)
            )
            beside = path.with_name(f"{path.stem}-pictures{path.suffix}")
            pictures = opened.enter_context(_open_pictures(beside, key))
            replica = cls(
                database, pictures, level=level, business=business, picture_quota=picture_quota
            )
            opened.pop_all()
        return replica

    def _fit(self) -> None:
        """Begin with an empty generation where there is none that this program can read."""
        with self._database.write() as tables:
            if self.meta.get("made_for") != self._made_for:
                self._begin_empty(tables)
            drop_other_generations(tables)

    def _begin_empty(self, tables: Tables) -> None:
        drop_other_generations(tables)
        tables.generation += 1
        create_generation(tables)
        tables.run("DELETE FROM inbox")
        tables.run("DELETE FROM meta WHERE key IN ('cursor', 'last_sync_at')")
        self.meta.set("generation", str(tables.generation))
        self.meta.set("made_for", self._made_for)

    def _sweep(self) -> None:
        """Part with what belongs to materials that left the scope."""
        self.packs.sweep()
        self.attachments.sweep()

    @contextmanager
    def write(self) -> Iterator[None]:
        """Open a transaction; inside another one of the same thread it joins that.

        Raises:
            StorageFullError: The disk took no more; nothing was written.
        """
        with self._database.write():
            yield

    def check(self) -> bool:
        """Tell whether file, totals and digest agree; reads everything."""
        with self._database.read() as tables:
            materials = tables.number("SELECT count(*) FROM material$")
            kept = read_digest(tables)
            weights = [tables.all(select("id, seq", f"{name}$")) for name in _WEIGHED]
            total = sum(key * 31 + seq for rows in weights for key, seq in rows)
            return (
                tables.all("PRAGMA quick_check") == [("ok",)]
                and materials == tables.number("SELECT sum(count) FROM cube$")
                and materials == tables.number("SELECT sum(count) FROM tally$")
                and kept.count == sum(map(len, weights))
                and kept.total == total % DIGEST_MODULUS
            )

    def wipe(self, *, keep_outbox: bool = True, key: bytes | None = None) -> None:
        """Erase replica and pictures; outbox and drafts too, unless they are to be kept.

        Args:
            keep_outbox: Keep what this device did and its drafts.
            key: The new key of the files, so that nothing erased can be read with the old one.
        """
        self.attachments.clear()
        self._pictures.renew(key)
        with self._database.write() as tables:
            self._begin_empty(tables)
            drop_other_generations(tables)
            tables.run("DELETE FROM pack")
            tables.run("DELETE FROM pack_material")
            if not keep_outbox:
                tables.run("DELETE FROM outbox")
                tables.run("DELETE FROM draft")
        self._database.renew(key)

    def close(self) -> None:
        """Close both files; a second time does nothing."""
        if self._open:
            self._open = False
            with suppress(StorageFullError):
                self.attachments.flush()
            self._pictures.close()
            self._database.close()


def _open_pictures(path: Path, key: bytes) -> Database:
    """Open the pictures; a file that cannot be read is thrown away, it is but a cache."""
    try:
        return Database(path, key, tables=PICTURE_TABLES, reader_caches=_PICTURE_CACHES)
    except ReplicaLockedError:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return Database(path, key, tables=PICTURE_TABLES, reader_caches=_PICTURE_CACHES)
