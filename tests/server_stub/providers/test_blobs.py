"""Pictures by their hash."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from server_stub.providers.blobs import FolderBlobs

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")

    first, second = blobs.put(b"picture"), blobs.put(b"picture")

    assert first == second == sha256(b"picture").hexdigest()
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert blobs.get(first) == b"picture"


def test_what_is_not_here_is_none(tmp_path: Path) -> None:
    assert FolderBlobs(tmp_path).get("0" * 64) is None
