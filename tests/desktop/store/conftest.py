"""A fresh replica for each story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desktop.store.world import open_replica

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.replica import Replica


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    opened = open_replica(tmp_path)
    yield opened
    opened.close()
