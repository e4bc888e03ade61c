"""Sealed files: what one wrote for one other, and nobody in between can change or read."""

from __future__ import annotations

import errno
import struct
import zlib
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.contract import sealed_file
from desktop.contract.sealed_file import (
    CHUNK,
    Envelope,
    FileKind,
    KeyPair,
    Sealer,
    check,
    opened,
    reading,
    writing,
)
from desktop.domain.errors import RuleViolationError, StorageFullError

if TYPE_CHECKING:
    from pathlib import Path

AUTHOR, READER, STRANGER = KeyPair.new(), KeyPair.new(), KeyPair.new()
PLENTY: Final = 1 << 30
HEADER: Final = 8 + 1 + 32 + 32 + 80
"""Magic, kind, signer, recipient, sealed content key."""
SIGNATURE: Final = 64


def seal(*pieces: bytes, kind: FileKind = FileKind.REQUEST, author: KeyPair = AUTHOR) -> bytes:
    """Return a file of the author for the reader."""
    out = BytesIO()
    sealer = Sealer(out, kind, author, READER.public.box)
    for piece in pieces:
        sealer.write(piece)
    sealer.finish()
    return out.getvalue()


def read(data: bytes, reader: KeyPair = READER, limit: int = PLENTY) -> bytes:
    """Check and open a file."""
    file = BytesIO(data)
    return b"".join(opened(file, check(file, PLENTY), reader, limit))


def refusal(data: bytes, reader: KeyPair = READER, limit: int = PLENTY) -> str:
    """Return the code with which a file is refused."""
    with pytest.raises(RuleViolationError) as error:
        read(data, reader, limit)
    return error.value.code


def write_half(path: Path) -> None:
    """Begin a file and fail."""
    with writing(path) as file:
        file.write(b"half")
        raise RuntimeError


def frames(data: bytes) -> list[bytes]:
    """Take a file apart."""
    found, place = [], HEADER
    while place < len(data) - SIGNATURE:
        (length,) = struct.unpack_from(">I", data, place + 1)
        found.append(data[place : place + 5 + length])
        place += 5 + length
    return found


def signed_anew(body: bytes, author: KeyPair) -> bytes:
    """Return a body with a signature that holds."""
    key = Ed25519PrivateKey.from_private_bytes(author.sign)
    return body + key.sign(b"talent-desk courier 1" + sha256(body).digest())


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(0, 3))
@settings(max_examples=30, deadline=None)
def test_what_was_sealed_is_read(pieces: list[bytes], repeated: int) -> None:
    pieces = [*pieces, b"x" * (CHUNK // 2) * repeated]
    assert read(seal(*pieces)) == b"".join(pieces)


def test_the_reader_learns_who_wrote_and_what_for() -> None:
    data = seal(b"hello", kind=FileKind.ANSWER)
    envelope = check(BytesIO(data), PLENTY)
    assert envelope.kind is FileKind.ANSWER
    assert envelope.signer == AUTHOR.public.sign
    assert envelope.recipient == READER.public.box
    assert envelope.digest == sha256(data[:-SIGNATURE]).hexdigest()


def test_the_same_content_never_looks_the_same() -> None:
    assert seal(b"hello") != seal(b"hello")
    assert b"hello" not in seal(b"hello" * 100)


def test_text_is_packed_and_pictures_are_not() -> None:
    assert len(seal(b"text " * 100_000)) < 10_000
    noise = sha256(b"1").digest() * 1
    assert len(seal(noise)) > len(noise)


FILE: Final = seal(b"a" * 100, b"b" * CHUNK, sha256(b"c").digest() * 9)


@given(st.integers(0, len(FILE) * 8 - 1))
@settings(max_examples=200, deadline=None)
def test_every_changed_bit_is_found(bit: int) -> None:
    data = bytearray(FILE)
    data[bit // 8] ^= 1 << bit % 8
    assert refusal(bytes(data)) in {
        "courier_not_ours",
        "courier_truncated",
        "courier_damaged",
        "courier_too_large",
    }


@given(st.integers(0, len(FILE) - 1))
@settings(max_examples=100, deadline=None)
def test_every_cut_is_found(length: int) -> None:
    expected = {"courier_not_ours"} if length < 8 else {"courier_truncated"}
    assert refusal(FILE[:length]) in expected


def test_what_is_added_is_found() -> None:
    assert refusal(FILE + b"\0") == "courier_damaged"


def test_another_file_is_none_of_ours() -> None:
    assert refusal(b"PK\x03\x04 a zip of something") == "courier_not_ours"
    assert refusal(b"") == "courier_not_ours"


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 0, 1, 2), (0, 2), (1, 2), (0, 1, 1, 2)])
def test_frames_keep_their_places_even_if_the_author_signs(order: tuple[int, ...]) -> None:
    data = seal(bytes(CHUNK), bytes(CHUNK), b"end")
    parts = frames(data)
    assert len(parts) == 3
    body = data[:HEADER] + b"".join(parts[n] for n in order)
    assert refusal(signed_anew(body, AUTHOR)) == "courier_damaged"


def test_a_file_cannot_be_ended_early_even_if_the_author_signs() -> None:
    data = seal(bytes(CHUNK), bytes(CHUNK), b"end")
    first = bytearray(frames(data)[0])
    first[0] = 1
    assert refusal(signed_anew(data[:HEADER] + bytes(first), AUTHOR)) == "courier_damaged"


def test_nobody_else_opens_it() -> None:
    assert refusal(FILE, STRANGER) == "courier_foreign"


def test_a_carrier_cannot_pass_it_off_as_the_own() -> None:
    """Header and signature replaced by the carrier's: the content key is bound to the author."""
    body = FILE[:9] + STRANGER.public.sign + FILE[9 + 32 : -SIGNATURE]
    assert refusal(signed_anew(body, STRANGER)) == "courier_damaged"


def test_a_request_cannot_be_turned_into_an_answer() -> None:
    body = FILE[:8] + bytes([FileKind.ANSWER]) + FILE[9:-SIGNATURE]
    assert refusal(signed_anew(body, AUTHOR)) == "courier_damaged"


def test_an_unknown_kind_is_refused() -> None:
    body = FILE[:8] + b"\x09" + FILE[9:-SIGNATURE]
    assert refusal(signed_anew(body, AUTHOR)) == "courier_damaged"


def test_a_file_for_the_same_reader_under_another_name_is_foreign() -> None:
    """The recipient of the header is what the content key is bound to."""
    body = FILE[: 9 + 32] + STRANGER.public.box + FILE[9 + 64 : -SIGNATURE]
    assert refusal(signed_anew(body, AUTHOR), STRANGER) == "courier_damaged"


def test_files_and_contents_are_bounded() -> None:
    with pytest.raises(RuleViolationError) as error:
        check(BytesIO(FILE), len(FILE) - 1)
    assert error.value.code == "courier_too_large"
    assert check(BytesIO(FILE), len(FILE))
    assert refusal(FILE, limit=CHUNK) == "courier_too_large"


def test_a_frame_cannot_claim_to_be_huge() -> None:
    body = FILE[:HEADER] + b"\0" + struct.pack(">I", 1 << 31)
    assert refusal(body + bytes(100)) == "courier_damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"\x01" + zlib.compress(bytes(CHUNK + 1)),
        b"\x01" + zlib.compress(bytes(1 << 28)),
        b"\x01" + zlib.compress(b"cut")[:-2],
        b"\x01no zlib",
    ],
)
def test_a_bomb_of_the_author_does_not_go_off(content: bytes) -> None:
    data = seal(b"")
    content_key = sealed_file._content_key(check(BytesIO(data), PLENTY), READER)
    frame = ChaCha20Poly1305(content_key).encrypt(bytes(11) + b"\x01", content, None)
    body = data[:HEADER] + b"\x01" + struct.pack(">I", len(frame)) + frame
    assert refusal(signed_anew(body, AUTHOR)) == "courier_damaged"


def test_a_file_that_changes_while_it_is_read_is_refused() -> None:
    file = BytesIO(seal(bytes(100)))
    envelope = check(file, PLENTY)
    other = BytesIO(seal(bytes(100)))
    with pytest.raises(RuleViolationError) as error:
        list(opened(other, envelope, READER, PLENTY))
    assert error.value.code == "courier_damaged"


def test_nothing_is_sealed_for_a_key_that_is_none() -> None:
    with pytest.raises(RuleViolationError) as error:
        Sealer(BytesIO(), FileKind.REQUEST, AUTHOR, bytes(32))
    assert error.value.code == "courier_damaged"


def test_a_signer_that_is_no_key_is_refused() -> None:
    body = FILE[:9] + b"\xff" * 32 + FILE[9 + 32 :]
    assert refusal(body) == "courier_damaged"


def test_an_envelope_is_what_check_said() -> None:
    envelope = check(BytesIO(FILE), PLENTY)
    assert envelope == Envelope(
        FileKind.REQUEST,
        AUTHOR.public.sign,
        READER.public.box,
        FILE[9 + 64 : HEADER],
        sha256(FILE[:-SIGNATURE]).hexdigest(),
    )


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.tdreq"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_half(path)
    assert path.read_bytes() == b"old"
    with writing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["out.tdreq"]


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFullError), writing(tmp_path / "out.tdreq"):
        raise OSError(errno.ENOSPC, "full")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_takes_or_gives_no_file_is_named(tmp_path: Path) -> None:
    nowhere = tmp_path / "gone" / "out.tdreq"
    with pytest.raises(RuleViolationError) as error, writing(nowhere):
        pass
    assert (error.value.code, error.value.item) == ("file_unwritable", "out.tdreq")
    with pytest.raises(RuleViolationError) as error, reading(nowhere):
        pass
    assert (error.value.code, error.value.item) == ("file_unreadable", "out.tdreq")
    with writing(tmp_path / "here") as file:
        file.write(b"1")
    with reading(tmp_path / "here") as file:
        assert file.read() == b"1"
    with pytest.raises(RuleViolationError) as error, reading(tmp_path / "here"):
        raise OSError(errno.EIO, "the drive is gone")
    assert error.value.code == "file_unreadable"
