"""Clients and a server that are killed at random, as kill -9 does it, and what becomes of the work.

How much is killed in CI is bounded; `TALENT_DESK_FAULT_ROUNDS` makes it as many times more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.server_process import server_process
from tests.sync.figures import ROUNDS, note
from tests.sync.killing import Massacre
from tests.sync.outside import Outside

if TYPE_CHECKING:
    from pathlib import Path

CLIENT_KILLS, SERVER_KILLS = 6, 4


@pytest.mark.timeout(300 * ROUNDS)
def test_what_was_saved_arrives_once_whoever_dies(tmp_path: Path) -> None:
    for number in range(ROUNDS):
        folder = tmp_path / f"{number}"
        with (
            Outside(folder / "server") as outside,
            server_process(outside.data) as server,
        ):
            massacre = Massacre(outside, [server], server.url, seed=number)
            found = massacre.run(folder, client_kills=CLIENT_KILLS, server_kills=SERVER_KILLS)
            assert found.saved
            killed = {"clients": massacre.client_kills, "servers": massacre.server_kills}
            note("kill-sqlite", {**killed, **found.ends}, str(found))
