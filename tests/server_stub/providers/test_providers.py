"""The data folder holds people's data, so it is its owner's alone."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from server_stub.providers import bundled_providers
from server_stub.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    bundled_providers(Settings(data=folder))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
