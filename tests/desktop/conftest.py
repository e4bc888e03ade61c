"""A town with a hospital, and its manager's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.town import carrier_of, found, open_town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.desk import Desk
    from tests.support.town import Town


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that every town begins with."""
    return found(tmp_path_factory.mktemp("founded") / "server")


@pytest.fixture
def town(tmp_path: Path, founded: Path) -> Iterator[Town]:
    with open_town(tmp_path, founded=founded) as town:
        yield town


@pytest.fixture
def wang(town: Town) -> int:
    """A material of the hospital, waiting for its first review."""
    return town.apply_for("王小明")


@pytest.fixture
def desk(town: Town, wang: int) -> Desk:
    """The manager's desk, synced."""
    desk = town.desk()
    assert desk.sync().ok
    assert desk.ids() == [wang]
    return desk


@pytest.fixture
def isolated(desk: Desk) -> Desk:
    """The manager's desk, synced once and cut off for good."""
    carrier_of(desk).away = True
    return desk
