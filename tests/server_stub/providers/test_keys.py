"""The server's secret."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from cryptography.exceptions import InvalidTag

from server_stub.providers.keys import KEY_BYTES, Keys

if TYPE_CHECKING:
    from pathlib import Path


def test_the_key_file_is_for_its_owner_alone_and_stays(tmp_path: Path) -> None:
    first = Keys.from_folder(tmp_path)
    (path,) = tmp_path.iterdir()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == KEY_BYTES
    assert Keys.from_folder(tmp_path).sign("a", "text") == first.sign("a", "text")


def test_each_purpose_has_its_own_key() -> None:
    keys = Keys(b"m" * KEY_BYTES)

    assert keys.sign("one", "text") != keys.sign("two", "text")
    assert keys.derive("one") != keys.derive("two")


def test_what_is_sealed_opens_for_its_purpose_only() -> None:
    keys = Keys(b"m" * KEY_BYTES)
    sealed = keys.seal("codes", "6RTCrbh9")

    assert keys.open("codes", sealed) == "6RTCrbh9"
    assert b"6RTCrbh9" not in sealed
    assert sealed != keys.seal("codes", "6RTCrbh9")
    for purpose, data in (("other", sealed), ("codes", sealed[:-1] + b"\0")):
        with pytest.raises(InvalidTag):
            keys.open(purpose, data)
