"""Pictures in a second encrypted file, with a quota that forgets the longest unused first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.store.connection import Database


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


class Attachments:
    """The pictures of this context."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, sha256: str, material_id: int, data: bytes) -> Changes:
        """Keep a picture.

        Raises:
            RuleViolationError: `picture_damaged` where the bytes have another hash.
            StorageFullError: The disk takes no more.
        """
        raise NotImplementedError

    def get(self, sha256: str) -> bytes | None:
        """Return a picture, or None where it does not lie here."""
        raise NotImplementedError

    def missing(self, limit: int) -> list[Missing]:
        """Return pictures of the reviewer's queue that do not lie here, the next ones first."""
        raise NotImplementedError

    def usage(self) -> Usage:
        """Return what is used of the quota."""
        raise NotImplementedError
