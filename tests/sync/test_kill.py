"""A client that is killed again and again, as kill -9 does it, and what becomes of its work."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desktop.store.records import OutboxState
from desktop.store.replica import Replica
from server_stub.storage.models import Applied, Decision
from tests.support import small_world
from tests.support.desk import KEY
from tests.support.server import ReferenceServer
from tests.support.small_world import MANAGER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MATERIALS = 12
LAST_WORDS = ("saved", "syncing", "saved", "syncing", "synced", "saved", "syncing", "saved")
"""After which word of the client it is killed, life by life."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReferenceServer]:
    with ReferenceServer(tmp_path / "server") as server:
        with server.units.writing() as unit:
            for n in range(MATERIALS):
                small_world.apply_for(unit, f"考生{n}")
        yield server


def live(server: ReferenceServer, folder: Path, last_word: str) -> list[str]:
    """Let the client work until it says a word for the second time; return the keys it saved."""
    tokens = folder / "tokens.json"
    tokens.write_text(server.sign_in(MANAGER).model_dump_json(), encoding="utf-8")
    module = "tests.support.reviewer_process"
    command = [sys.executable, "-m", module, server.url, str(folder), str(tokens)]
    saved: list[str] = []
    heard: Counter[str] = Counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            word, _, key = line.strip().partition(" ")
            heard[word] += 1
            saved += [key] if key else []
            if heard[last_word] == 2:
                process.kill()
        process.wait()
    assert last_word != "done" or heard["done"] == 1
    return saved


@pytest.mark.timeout(180)
def test_what_was_saved_arrives_once_however_often_the_client_dies(
    server: ReferenceServer, tmp_path: Path
) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    saved = [key for word in LAST_WORDS for key in live(server, folder, word)]
    saved += live(server, folder, "done")
    assert len(saved) == len(set(saved))
    with server.units.reading() as unit:
        decided = Counter(unit.session.scalars(select(Decision.material_id)))
        judged = set(unit.session.scalars(select(Applied.key)))
    assert set(decided.values()) == {1}
    assert len(decided) == MATERIALS
    assert set(saved) <= judged
    replica = Replica.open(
        folder / "replica.db", KEY, level=small_world.level_of_person(MANAGER), business="05"
    )
    with closing(replica):
        items = replica.outbox.items(frozenset(OutboxState))
        assert {item.key for item in items} == judged
        assert {item.state for item in items} == {OutboxState.APPLIED}
