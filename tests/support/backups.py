"""Backups of a server's data folder, as an operator makes them and puts them back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, TypeVar

from server_stub.services import upkeep
from server_stub.services.unit import Units
from server_stub.storage.engine import Database

if TYPE_CHECKING:
    from pathlib import Path

U = TypeVar("U", bound=Units)


def back_up(units: Units, to: Path) -> Path:
    """Stop the server for a moment, copy its data folder, and go on."""
    units.database.close()
    shutil.copytree(units.settings.data, to)
    return to


def put_back(units: U, backup: Path) -> U:
    """Put a backup back and start the server on it: nothing that came later is known."""
    units.database.close()
    shutil.rmtree(units.settings.data)
    shutil.copytree(backup, units.settings.data)
    restarted = type(units)(Database(units.settings.url), units.settings, units.providers)
    with restarted.writing() as unit:
        upkeep.restored(unit)
    return restarted
