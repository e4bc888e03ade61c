"""A demo server in this process, a keyring that outlives the program, and people who play."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from server_stub.app import open_units
from server_stub.demo import loading
from server_stub.settings import demo_settings
from tests.support.keyring_backend import FILE_VARIABLE, FileKeyring
from tests.support.player import Player
from tests.support.server import ReferenceServer

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from keyring.backend import KeyringBackend
    from PySide6.QtWidgets import QApplication

MATERIALS = 300


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a demo server, to be copied by every story."""
    folder = tmp_path_factory.mktemp("demo") / "server"
    units = open_units(demo_settings(folder), time.time)
    with units.writing() as unit:
        loading.load(unit, count=MATERIALS)
    units.database.close()
    return folder


@pytest.fixture
def server(tmp_path: Path, demo_folder: Path) -> Iterator[ReferenceServer]:
    """The demo server of this story."""
    folder = tmp_path / "server"
    shutil.copytree(demo_folder, folder)
    with ReferenceServer(folder, clock=time.time, fill=None) as server:
        yield server


@pytest.fixture
def system_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A keyring of the account, as most machines have one."""
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "keyring.json"))
    yield from _use(FileKeyring())


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A machine without a keyring."""
    yield from _use(NoKeyring())


@pytest.fixture
def device(
    qapp: QApplication, qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer
) -> Callable[[str], Player]:
    """Return a maker of devices by name; the same name is the same device."""

    def made(name: str) -> Player:
        return Player(qapp, qloop, tmp_path / f"device-{name}", server.url)

    return made


def _use(backend: KeyringBackend) -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    yield
    keyring.set_keyring(before)
