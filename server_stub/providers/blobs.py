"""Pictures by their SHA-256."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class BlobStore(Protocol):
    """Keeps pictures under the hash of their bytes."""

    def put(self, data: bytes) -> str:
        """Keep a picture and return its hash; the same bytes are kept once."""

    def get(self, digest: str) -> bytes | None:
        """Return a picture, or None where it is not here."""


class FolderBlobs:
    """One file per picture, in 256 folders.

    Args:
        folder: Made when the first picture comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Write the file whole or not at all."""
        digest = sha256(data).hexdigest()
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{secrets.token_hex(4)}")
            part.write_bytes(data)
            part.replace(path)
        return digest

    def get(self, digest: str) -> bytes | None:
        """Read the file."""
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError:
            return None

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest
