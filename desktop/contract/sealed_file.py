"""Files that one party writes for one other, and that anybody may carry.

::

    magic and version 8 · kind 1 · signer 32 · recipient 32 · sealed content key 80
    frame 1 · frame 2 · …                    last flag 1 · length 4 · ciphertext
    signature 64                             Ed25519 over the SHA-256 of everything before it

HPKE (RFC 9180) seals a fresh content key for the recipient and binds it to the kind, the signer and
the recipient. Frames hold at most 1 MiB each under ChaCha20-Poly1305; their nonces count, and tell
the last one (STREAM). So a file is written and read in pieces, and nothing of it is opened before
its signature was checked over the whole.
"""

from __future__ import annotations

import errno
import os
import secrets
import struct
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from desktop.domain.errors import RuleViolationError, StorageFullError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

KEY_BYTES: Final = 32
CHUNK: Final = 1 << 20
"""Bytes of content in a frame, before they are packed."""

_MAGIC: Final = b"\x89TDCF\r\n\x01"
_SEALED_KEY: Final = KEM.X25519.enc_length() + KEY_BYTES + 16
_SIGNATURE: Final = 64
_HEADER: Final = struct.Struct(f">8sB{KEY_BYTES}s{KEY_BYTES}s{_SEALED_KEY}s")
_FRAME: Final = struct.Struct(">?I")
_NONCE: Final = struct.Struct(">7xI?")
_LONGEST_FRAME: Final = 1 + CHUNK + 16
_PURPOSE: Final = b"talent-desk courier 1"
_PLAIN, _PACKED = b"\x00", b"\x01"
_SAMPLE: Final = 4 << 10
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class FileKind(IntEnum):
    """What a file is for."""

    REQUEST = 1
    ANSWER = 2


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know of a party: 32 bytes to check signatures, 32 to seal for it."""

    sign: bytes
    box: bytes


@dataclass(frozen=True, slots=True)
class KeyPair:
    """The private keys of a party, as 32 random bytes each."""

    sign: bytes
    box: bytes

    @classmethod
    def new(cls) -> KeyPair:
        """Draw keys."""
        return cls(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))

    @property
    def public(self) -> PublicKeys:
        """What others may know."""
        return PublicKeys(
            Ed25519PrivateKey.from_private_bytes(self.sign).public_key().public_bytes_raw(),
            X25519PrivateKey.from_private_bytes(self.box).public_key().public_bytes_raw(),
        )


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known of a file whose signature holds.

    Attributes:
        kind: What it is for.
        signer: Key that signed it; whose it is, the reader has to know.
        recipient: Key for which it is sealed.
        sealed_key: The content key, for the recipient.
        digest: SHA-256 of the file without its signature, 64 hex digits.
    """

    kind: FileKind
    signer: bytes
    recipient: bytes
    sealed_key: bytes
    digest: str


class Sealer:
    """Writes a sealed file piece by piece.

    Args:
        out: Where to.
        kind: What it is for.
        keys: The writer's keys.
        recipient: The reader's public box key.

    Raises:
        RuleViolationError: `courier_damaged` where nothing can be sealed for this recipient.
    """

    def __init__(self, out: BinaryIO, kind: FileKind, keys: KeyPair, recipient: bytes) -> None:
        self._out = out
        self._keys = keys
        self._hash = sha256()
        self._waiting = bytearray()
        self._frames = 0
        self.size = 0
        content_key = secrets.token_bytes(KEY_BYTES)
        self._cipher = ChaCha20Poly1305(content_key)
        signer = keys.public.sign
        sealed_key = _sealed(content_key, recipient, _info(kind, signer, recipient))
        self._write(_HEADER.pack(_MAGIC, kind, signer, recipient, sealed_key))

    def write(self, data: bytes) -> None:
        """Append content."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            piece = bytes(self._waiting[:CHUNK])
            del self._waiting[:CHUNK]
            self._frame(piece, last=False)

    def finish(self) -> str:
        """Write the last frame and the signature; return the digest of the file."""
        self._frame(bytes(self._waiting), last=True)
        digest = self._hash.digest()
        key = Ed25519PrivateKey.from_private_bytes(self._keys.sign)
        self._out.write(key.sign(_PURPOSE + digest))
        return digest.hex()

    def _frame(self, piece: bytes, *, last: bool) -> None:
        nonce = _NONCE.pack(self._frames, last)
        body = self._cipher.encrypt(nonce, _packed(piece), None)
        self._frames += 1
        self._write(_FRAME.pack(last, len(body)) + body)

    def _write(self, data: bytes) -> None:
        self._hash.update(data)
        self._out.write(data)
        self.size += len(data)


def check(file: BinaryIO, limit: int) -> Envelope:
    """Check form and signature of a file, without opening anything of it.

    Args:
        file: The file, at its start.
        limit: Most bytes of it.

    Raises:
        RuleViolationError: `courier_not_ours`, `courier_truncated`, `courier_damaged` or
            `courier_too_large`.
    """
    digest = sha256()
    header = file.read(_HEADER.size)
    if header[: len(_MAGIC)] != _MAGIC:
        raise RuleViolationError("courier_not_ours")
    if len(header) < _HEADER.size:
        raise RuleViolationError("courier_truncated")
    digest.update(header)
    _magic, kind, signer, recipient, sealed_key = _HEADER.unpack(header)
    size = len(header) + _SIGNATURE
    last = False
    while not last:
        last, frame = _read_frame(file)
        size += len(frame)
        if size > limit:
            raise RuleViolationError("courier_too_large")
        digest.update(frame)
    signature = _exactly(file, _SIGNATURE)
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, _PURPOSE + digest.digest())
        known_kind = FileKind(kind)
    except (InvalidSignature, ValueError):
        raise RuleViolationError("courier_damaged") from None
    if file.read(1):
        raise RuleViolationError("courier_damaged")
    return Envelope(known_kind, signer, recipient, sealed_key, digest.hexdigest())


def opened(file: BinaryIO, envelope: Envelope, keys: KeyPair, limit: int) -> Iterator[bytes]:
    """Yield the content of a checked file in pieces.

    Args:
        file: The same file; it is read from its start.
        envelope: What `check` said of it.
        keys: The reader's keys.
        limit: Most bytes of content, unpacked.

    Raises:
        RuleViolationError: `courier_foreign` where it is sealed for somebody else; otherwise as
            `check`, where the file changed since.
    """
    cipher = ChaCha20Poly1305(_content_key(envelope, keys))
    file.seek(_HEADER.size)
    number = got = 0
    last = False
    while not last:
        last, frame = _read_frame(file)
        try:
            body = cipher.decrypt(_NONCE.pack(number, last), frame[_FRAME.size :], None)
        except InvalidTag:
            raise RuleViolationError("courier_damaged") from None
        piece = _unpacked(body)
        number += 1
        got += len(piece)
        if got > limit:
            raise RuleViolationError("courier_too_large")
        yield piece


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file that somebody chose; the drive that it lies on may go away meanwhile.

    Raises:
        RuleViolationError: `file_unreadable`.
    """
    try:
        with path.open("rb") as file:
            yield file
    except OSError:
        raise RuleViolationError("file_unreadable", item=path.name) from None


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that appears on the disk whole, at the end of the block, or not at all.

    Raises:
        RuleViolationError: `file_unwritable`.
        StorageFullError: The disk takes no more.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFullError from None
        raise RuleViolationError("file_unwritable", item=path.name) from None
    finally:
        with suppress(OSError):
            beside.unlink()


def _info(kind: int, signer: bytes, recipient: bytes) -> bytes:
    return _PURPOSE + bytes([kind]) + signer + recipient


def _sealed(content_key: bytes, recipient: bytes, info: bytes) -> bytes:
    try:
        return _SUITE.encrypt(content_key, X25519PublicKey.from_public_bytes(recipient), info)
    except ValueError:
        raise RuleViolationError("courier_damaged") from None


def _content_key(envelope: Envelope, keys: KeyPair) -> bytes:
    if envelope.recipient != keys.public.box:
        raise RuleViolationError("courier_foreign")
    info = _info(envelope.kind, envelope.signer, envelope.recipient)
    private = X25519PrivateKey.from_private_bytes(keys.box)
    try:
        return _SUITE.decrypt(envelope.sealed_key, private, info)
    except (InvalidTag, ValueError):
        raise RuleViolationError("courier_damaged") from None


def _read_frame(file: BinaryIO) -> tuple[bool, bytes]:
    head = _exactly(file, _FRAME.size)
    last, length = _FRAME.unpack(head)
    if length > _LONGEST_FRAME:
        raise RuleViolationError("courier_damaged")
    return last, head + _exactly(file, length)


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise RuleViolationError("courier_truncated")
    return data


def _packed(piece: bytes) -> bytes:
    """Return a piece with how it is packed; pictures are not worth the trouble."""
    sample = piece[:_SAMPLE]
    shrinks = len(zlib.compress(sample, 1)) < len(sample)
    packed = zlib.compress(piece, 1) if shrinks else piece
    return _PACKED + packed if len(packed) < len(piece) else _PLAIN + piece


def _unpacked(body: bytes) -> bytes:
    how, data = body[:1], body[1:]
    if how == _PLAIN:
        return data
    unpacker = zlib.decompressobj()
    try:
        piece = unpacker.decompress(data, CHUNK + 1)
    except zlib.error:
        raise RuleViolationError("courier_damaged") from None
    if not unpacker.eof or len(piece) > CHUNK:
        raise RuleViolationError("courier_damaged")
    return piece
