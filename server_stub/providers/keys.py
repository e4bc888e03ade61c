"""The server's secret: one random key in a private file, and a key of its own for each purpose."""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_FILE: Final = "server.key"


class DamagedKeyError(Exception):
    """The key file is damaged; only a backup of it helps."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is damaged: bring it back from a backup")


class Keys:
    """Derives keys, signs and seals with them.

    Args:
        master: 32 random bytes.
    """

    def __init__(self, master: bytes) -> None:
        self._master = master

    @classmethod
    def from_folder(cls, folder: Path) -> Keys:
        """Read the key file of a data folder; a new folder gets one that only its owner reads.

        Raises:
            DamagedKeyError: What lies there is no key.
        """
        path = folder / _FILE
        if not path.exists():
            _keep_new_key(path)
        master = path.read_bytes()
        if len(master) != KEY_BYTES:
            raise DamagedKeyError(path)
        return cls(master)

    def derive(self, purpose: str) -> bytes:
        """Return the key of a purpose."""
        return hmac.digest(self._master, purpose.encode(), sha256)

    def sign(self, purpose: str, text: str) -> str:
        """Return the keyed hash of a text, 64 hex digits."""
        return hmac.digest(self.derive(purpose), text.encode(), sha256).hex()

    def seal(self, purpose: str, text: str) -> bytes:
        """Encrypt a text with authentication."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self.derive(purpose)).encrypt(nonce, text.encode(), purpose.encode())

    def open(self, purpose: str, sealed: bytes) -> str:
        """Decrypt what `seal` made.

        Raises:
            cryptography.exceptions.InvalidTag: It is not ours or was changed.
        """
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return AESGCM(self.derive(purpose)).decrypt(nonce, body, purpose.encode()).decode()


def _keep_new_key(path: Path) -> None:
    """Draw a key and write it whole or not at all, unless another worker was quicker."""
    part = path.with_suffix(f".{secrets.token_hex(4)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(part, path)  # unlike a rename it never replaces a key
    part.unlink()
