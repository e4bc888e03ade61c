"""The way without a keyring: a PIN that wraps the key of the local data.

Argon2id turns the PIN into a key, ChaCha20-Poly1305 wraps the data key with it. Wrong tries are
counted in the file before each try, so that ending the program does not save one.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from desktop.app.files import write_whole
from desktop.domain.errors import ReplicaLockedError, RuleViolationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PIN_LENGTH: Final = 6
TRIES: Final = 5
BLOCK_SECONDS: Final = 600

_PASSES: Final = 3
_MEMORY_KIB: Final = 64 * 1024
_LANES: Final = 4
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_PURPOSE: Final = b"talent-desk data key"


@dataclass(frozen=True, slots=True)
class _Lock:
    """Content of the file."""

    salt: str
    nonce: str
    box: str
    passes: int = _PASSES
    memory_kib: int = _MEMORY_KIB
    lanes: int = _LANES
    failures: int = 0
    blocked_until: int = 0


class PinVault:
    """A wrapped key in a file.

    Args:
        path: The file.
        clock: Wall clock in epoch seconds.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float]) -> None:
        self._path = path
        self._clock = clock

    @property
    def exists(self) -> bool:
        """Whether a PIN was set."""
        return self._path.exists()

    def close(self, pin: str, key: bytes) -> None:
        """Wrap the key with a new PIN.

        Raises:
            RuleViolationError: `pin_too_short`.
        """
        from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - slow to import
            ChaCha20Poly1305,
        )

        if len(pin) < PIN_LENGTH:
            raise RuleViolationError("pin_too_short", field="/pin")
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        wrapper = _derived(pin, _Lock(_text(salt), _text(nonce), ""))
        box = ChaCha20Poly1305(wrapper).encrypt(nonce, key, _PURPOSE)
        self._write(_Lock(_text(salt), _text(nonce), _text(box)))

    def open(self, pin: str) -> bytes:
        """Return the key that this PIN wraps.

        Raises:
            ReplicaLockedError: `key_missing` without a usable file, `pin_wrong`, or `pin_blocked`
                after five wrong tries, for ten minutes.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - slow to import
        from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - slow to import
            ChaCha20Poly1305,
        )

        lock = self._counted(self._read())
        try:
            key = ChaCha20Poly1305(_derived(pin, lock)).decrypt(
                _bytes(lock.nonce), _bytes(lock.box), _PURPOSE
            )
        except InvalidTag:
            raise ReplicaLockedError("pin_wrong", field="/pin") from None
        self._write(_replace(lock, failures=0, blocked_until=0))
        return key

    def _counted(self, lock: _Lock) -> _Lock:
        """Write down a try before it is made; the fifth one starts the block."""
        now = int(self._clock())
        if lock.blocked_until > now:
            error = ReplicaLockedError("pin_blocked", field="/pin")
            error.retry_after = float(lock.blocked_until - now)
            raise error
        failures = (0 if lock.blocked_until else lock.failures) + 1
        blocked_until = now + BLOCK_SECONDS if failures >= TRIES else 0
        counted = _replace(lock, failures=failures, blocked_until=blocked_until)
        self._write(counted)
        return counted

    def _read(self) -> _Lock:
        try:
            return _Lock(**json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            raise ReplicaLockedError("key_missing") from None

    def _write(self, lock: _Lock) -> None:
        write_whole(self._path, json.dumps(asdict(lock)).encode())


def _derived(pin: str, lock: _Lock) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - slow to import

    return hash_secret_raw(
        pin.encode(),
        _bytes(lock.salt),
        time_cost=lock.passes,
        memory_cost=lock.memory_kib,
        parallelism=lock.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )


def _replace(lock: _Lock, *, failures: int, blocked_until: int) -> _Lock:
    values = {**asdict(lock), "failures": failures, "blocked_until": blocked_until}
    return _Lock(**values)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
