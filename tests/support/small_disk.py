"""A disk of a few megabytes that a story fills to the last byte, and frees again."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from errno import ENOSPC
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE: Final = 24 << 20
_PIECES: Final = (1 << 20, 1 << 12, 1)


class SmallDisk:
    """A file system of its own.

    Attributes:
        folder: Where it is mounted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Leave no byte."""
        with self._filler.open("ab", buffering=0) as file:
            for piece in _PIECES:
                _write_until_full(file.fileno(), bytes(piece))

    def free(self) -> None:
        """Make room again."""
        self._filler.unlink()


def _write_until_full(file: int, piece: bytes) -> None:
    try:
        while True:
            os.write(file, piece)
    except OSError as error:
        if error.errno != ENOSPC:
            raise


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk | None]:
    """Mount a small disk for the length of the block; None where this user may not mount."""
    folder.mkdir()
    options = f"size={SIZE},mode=700"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        yield None
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - as above
