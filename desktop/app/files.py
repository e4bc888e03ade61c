"""Small files of the profile: written whole or not at all."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import StorageFullError

if TYPE_CHECKING:
    from pathlib import Path

_TRIES: Final = 10
_PAUSE_SECONDS: Final = 0.05
_HELD_BY_OTHERS: Final = frozenset({5, 32, 33})
"""Windows errors while a virus scanner or an indexer still holds the file."""


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file by one with this content; after a crash the old or the new one is there.

    Raises:
        StorageFullError: The disk is full; the old file stands.
    """
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFullError from error
        raise


def replace(source: Path, target: Path) -> None:
    """Move a file onto another one, patiently where Windows says that somebody holds it."""
    for left in reversed(range(_TRIES)):
        try:
            source.replace(target)
        except OSError as error:
            if left and getattr(error, "winerror", None) in _HELD_BY_OTHERS:
                time.sleep(_PAUSE_SECONDS)
                continue
            raise
        return
