"""One program per profile: two of them would share one outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

if TYPE_CHECKING:
    from pathlib import Path


class SingleInstance:
    """A lock on the profile, held until the program ends; a crash leaves nothing to clean up."""

    def __init__(self, folder: Path) -> None:
        self._lock = QLockFile(str(folder / "in-use.lock"))
        self._lock.setStaleLockTime(0)

    def acquire(self) -> bool:
        """Take the lock; False where another program holds it."""
        return self._lock.tryLock(0)

    def release(self) -> None:
        """Give the lock back."""
        self._lock.unlock()
