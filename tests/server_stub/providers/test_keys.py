"""The server's secret."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from cryptography.exceptions import InvalidTag

from server_stub.providers import keys
from server_stub.providers.keys import KEY_BYTES, DamagedKeyError, Keys

if TYPE_CHECKING:
    from pathlib import Path


def test_the_key_file_is_for_its_owner_alone_and_stays(tmp_path: Path) -> None:
    first = Keys.from_folder(tmp_path)
    (path,) = tmp_path.iterdir()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == KEY_BYTES
    assert Keys.from_folder(tmp_path).sign("a", "text") == first.sign("a", "text")


def test_workers_that_start_at_once_agree_on_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one starts at the worst moment: the first has drawn its key and not kept it."""
    signed = []

    def another_worker_starts(path: Path) -> None:
        monkeypatch.undo()
        signed.append(Keys.from_folder(path.parent).sign("a", "text"))
        keys._keep_new_key(path)

    monkeypatch.setattr(keys, "_keep_new_key", another_worker_starts)
    signed.append(Keys.from_folder(tmp_path).sign("a", "text"))

    assert signed[0] == signed[1]
    assert [path.name for path in tmp_path.iterdir()] == ["server.key"]


@pytest.mark.parametrize("left", [b"", b"half a key"])
def test_a_damaged_key_is_never_used(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "server.key").write_bytes(left)

    with pytest.raises(DamagedKeyError):
        Keys.from_folder(tmp_path)


def test_each_purpose_has_its_own_key() -> None:
    ours = Keys(b"m" * KEY_BYTES)

    assert ours.sign("one", "text") != ours.sign("two", "text")
    assert ours.derive("one") != ours.derive("two")


def test_what_is_sealed_opens_for_its_purpose_only() -> None:
    ours = Keys(b"m" * KEY_BYTES)
    sealed = ours.seal("codes", "6RTCrbh9")

    assert ours.open("codes", sealed) == "6RTCrbh9"
    assert b"6RTCrbh9" not in sealed
    assert sealed != ours.seal("codes", "6RTCrbh9")
    for purpose, data in (("other", sealed), ("codes", sealed[:-1] + b"\0")):
        with pytest.raises(InvalidTag):
            ours.open(purpose, data)
