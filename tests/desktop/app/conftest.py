"""Keyrings for stories: one that works, and a computer that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from tests.support.keyring_backend import FILE_VARIABLE, FileKeyring
from tests.support.server import ReferenceServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def file_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileKeyring]:
    """A keyring that outlives the program."""
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "keyring.json"))
    before = keyring.get_keyring()
    backend = FileKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A computer without a keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReferenceServer]:
    """The real server with the small world."""
    with ReferenceServer(tmp_path / "server") as server:
        yield server
