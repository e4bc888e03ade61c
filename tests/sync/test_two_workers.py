"""Two server processes on one PostgreSQL behind one address, both killed now and then.

How much is killed in CI is bounded; `TALENT_DESK_FAULT_ROUNDS` makes it as many times more.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from random import Random
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from desktop.contract import routes
from tests.support.fault_proxy import Fault, FaultProxy, changeable
from tests.support.server_process import ServerProcess, server_process
from tests.sync.figures import ROUNDS, note
from tests.sync.killing import Massacre
from tests.sync.outside import Outside

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.postgres import Postgres

CLIENT_KILLS, SERVER_KILLS = 6, 4
FAULTS = (Fault.DELAYED, Fault.DOUBLED, Fault.HELD_BACK, Fault.REPLY_RESET)


@pytest.mark.timeout(300 * ROUNDS)
def test_two_workers_are_one_server_whoever_dies(postgres: Postgres, tmp_path: Path) -> None:
    for number in range(ROUNDS):
        folder = tmp_path / f"{number}"
        with (
            Outside(folder / "server", postgres.new_database()) as outside,
            server_process(outside.data, *outside.options) as one,
            server_process(outside.data, *outside.options) as other,
            FaultProxy([one.port, other.port], seed=number) as proxy,
        ):
            proxy.weather = changeable(Random(number), calm=20, faults=FAULTS)
            massacre = Massacre(
                outside, [one, other], proxy.url, seed=number, calm_down=proxy.calm_down
            )
            found = massacre.run(folder, client_kills=CLIENT_KILLS, server_kills=SERVER_KILLS)
            assert found.saved
            assert set(proxy.answered) == {one.port, other.port}
            killed = {"clients": massacre.client_kills, "servers": massacre.server_kills}
            note("kill-postgresql", {**killed, **proxy.faults, **found.ends}, str(found))


def test_two_workers_may_start_at_once_on_nothing(postgres: Postgres, tmp_path: Path) -> None:
    """Neither key nor schema is there; both make them, and agree."""
    database = ("--database", postgres.new_database())
    with ThreadPoolExecutor(2) as crowd:
        starting = [crowd.submit(ServerProcess, tmp_path, *database) for _worker in range(2)]
    workers = [each.result() for each in starting]
    try:
        for worker in workers:
            with urlopen(f"{worker.url}{routes.INFO}") as answer:  # noqa: S310 - our own address
                assert answer.status == HTTPStatus.OK
    finally:
        for worker in workers:
            worker.stop()
