"""What Windows needs and other systems do not; every function is harmless elsewhere."""

from __future__ import annotations

import ctypes
import io
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

APP_ID: Final = "TalentDesk.Desktop"
_REMOTE_DRIVE: Final = 4


def use_utf8_streams() -> None:
    """Print UTF-8 whatever the console's code page; a windowed program has no streams at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def claim_taskbar_identity() -> None:
    """Give the program its own group and icon in the taskbar."""
    if sys.platform == "win32":
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def is_network_folder(folder: Path) -> bool:
    """Tell whether a folder lies on a network drive, where SQLite's WAL would lose data."""
    text = str(folder)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        drive = folder.resolve().anchor
        return int(ctypes.windll.kernel32.GetDriveTypeW(drive)) == _REMOTE_DRIVE
    return False


def default_profile() -> Path:
    """Return the folder of the profile where none is named: local, never roaming."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no folder was named

    return user_data_path("TalentDesk", appauthor=False, roaming=False)
