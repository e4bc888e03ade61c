"""The exchange over real HTTP, through a network that does its worst, against a real process."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Transport
from tests.support.fault_proxy import MEDDLING, Fault, FaultProxy, changeable
from tests.support.reviewer_process import IMPATIENT, Hurried, Reviewer, open_workspace
from tests.support.server_process import server_process
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER, MANAGER
from tests.sync.figures import ROUNDS, note
from tests.sync.outside import Outside
from tests.sync.truth import Truth

if TYPE_CHECKING:
    from pathlib import Path

ACTS = 60
FAULTS = (*[fault for fault in MEDDLING if fault is not Fault.SILENT] * 3, Fault.SILENT)
"""Silence is rare, as each costs the patience of a client."""

PEOPLE = (MANAGER, ASSISTANT, COUNTY_OFFICER)


class Storm:
    """Three people at three devices behind one bad network."""

    def __init__(self, stack: ExitStack, folder: Path, seed: int) -> None:
        self.chance = Random(seed)
        self.outside = stack.enter_context(Outside(folder / "server"))
        self.outside.apply(self.chance, 20, pictures=5)
        server = stack.enter_context(server_process(self.outside.data, *self.outside.options))
        self.proxy = stack.enter_context(FaultProxy([server.port], seed=seed))
        self.reviewers = {
            person: self._sit_down(stack, folder / f"desk{person}", person) for person in PEOPLE
        }

    def _sit_down(self, stack: ExitStack, folder: Path, person: int) -> Reviewer:
        folder.mkdir()
        transport = Transport(self.proxy.url, limits=IMPATIENT)
        stack.callback(transport.close)
        api = Api(transport, MemoryTokens(self.outside.sign_in(person)))
        clock = Hurried(self.chance.choice([0, 0, -90_000, 90_000]))
        workspace = open_workspace(folder, api, clock)
        stack.callback(workspace.replica.close)
        return Reviewer(workspace, clock, Random(self.chance.random()))

    def rage(self) -> None:
        """Let everybody work at once while the network does its worst."""
        self.proxy.weather = changeable(Random(self.chance.random()), calm=30, faults=FAULTS)
        over = threading.Event()
        with ThreadPoolExecutor(len(PEOPLE) + 1) as crowd:
            world = crowd.submit(self._world_goes_on, over)
            work = [crowd.submit(one.work, ACTS) for one in self.reviewers.values()]
            try:
                for each in work:
                    each.result()
            finally:
                over.set()
            world.result()

    def _world_goes_on(self, over: threading.Event) -> None:
        chance = Random(self.chance.random())
        while not over.wait(0.05):
            self.outside.let_applicant_act(chance)
            if chance.random() < 0.1:
                person = chance.choice(PEOPLE)
                self.outside.set_rights(person, entitled=False)
                over.wait(0.4)
                self.outside.set_rights(person, entitled=True)
            if chance.random() < 0.05:
                self.outside.expire_access()

    def calm_down(self) -> None:
        """Let everything arrive that is still on its way, and everybody settle."""
        self.proxy.calm_down()
        for _turn in range(2):
            for one in self.reviewers.values():
                one.finish()
                assert one.look_at_pictures() == 0


@pytest.mark.timeout(300 * ROUNDS)
def test_whatever_the_network_does_nothing_is_lost_doubled_or_overruled(tmp_path: Path) -> None:
    for number in range(ROUNDS):
        folder = tmp_path / f"{number}"
        with ExitStack() as stack:
            storm = Storm(stack, folder, seed=number)
            storm.rage()
            storm.calm_down()
            figures = Truth(storm.outside).holds(
                {who: (one.workspace, one.saved) for who, one in storm.reviewers.items()}
            )
            for one in storm.reviewers.values():
                assert "sign_in_required" not in one.failures
            assert sum(count > 0 for count in storm.proxy.faults.values()) >= len(MEDDLING) - 1
            note("network", {**storm.proxy.faults, **figures.ends}, str(figures))
