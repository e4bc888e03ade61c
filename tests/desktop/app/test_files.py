"""A file of the profile is the old one or the new one, never half of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.files import write_whole
from desktop.domain.errors import StorageFullError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", b"one")
    write_whole(tmp_path / "a.json", b"two")
    assert (tmp_path / "a.json").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_folder_in_the_way_leaves_it_alone(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(OSError, match="json"):
        write_whole(tmp_path / "a.json", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_full_disk_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    full = tmp_path / "full.json.new"
    full.symlink_to("/dev/full")
    with pytest.raises(StorageFullError):
        write_whole(tmp_path / "full.json", b"x" * 100)
    assert not list(tmp_path.iterdir())
