"""The local data of one person in one context: an encrypted database and a second one for pictures.

::

    replica = Replica.open(folder / "replica.db", key, level=ReviewLevel.UNIT, business="05")
    replica.queries.first_page(MaterialFilter(), MaterialSort(), 50)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from desktop.store.attachments import Attachments
from desktop.store.connection import Database
from desktop.store.drafts import Drafts
from desktop.store.feed import Feed
from desktop.store.meta import Meta
from desktop.store.outbox import Outbox
from desktop.store.queries import Queries

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from desktop.domain.review import ReviewLevel


class Replica:
    """Everything that the client keeps; thread-safe.

    Attributes:
        feed: Applies what the server sends.
        outbox: What this device did.
        queries: Reads for the screens.
        drafts: Half-written decisions.
        attachments: Pictures.
        meta: Cursor, lease, last sync.
    """

    feed: Feed
    outbox: Outbox
    queries: Queries
    drafts: Drafts
    attachments: Attachments
    meta: Meta

    def __init__(self, database: Database, pictures: Database) -> None:
        self._database = database
        self._pictures = pictures

    @classmethod
    def open(cls, path: Path, key: bytes, *, level: ReviewLevel, business: str) -> Self:
        """Open or create the data; pictures lie beside `path`.

        Args:
            path: The database file; its folder exists and is private.
            key: 32 random bytes.
            level: Own review level.
            business: Business code of the context.

        Raises:
            ReplicaLockedError: The key does not fit, or the file is not ours.
            StorageFullError: The disk takes no more.
        """
        raise NotImplementedError

    def write(self) -> AbstractContextManager[None]:
        """Open a transaction; inside another one of the same thread it joins that.

        Raises:
            StorageFullError: The disk took no more; nothing was written.
        """
        raise NotImplementedError

    def check(self) -> bool:
        """Tell whether file, totals and digest agree; reads everything."""
        raise NotImplementedError

    def wipe(self, *, keep_outbox: bool = True, key: bytes | None = None) -> None:
        """Erase replica and pictures; outbox and drafts too, unless they are to be kept.

        Args:
            keep_outbox: Keep what this device did and its drafts.
            key: The new key of the files, so that nothing erased can be read with the old one.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close both files."""
        raise NotImplementedError
