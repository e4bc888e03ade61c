"""Reviewers and servers as processes that are killed again and again, as kill -9 does it."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from random import Random
from typing import TYPE_CHECKING

from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Transport
from tests.support.reviewer_process import Hurried, open_workspace
from tests.support.small_world import ASSISTANT, MANAGER
from tests.sync.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.services.workspace import Workspace
    from tests.support.server_process import ServerProcess
    from tests.sync.outside import Outside
    from tests.sync.truth import Figures

REVIEWERS = (MANAGER, ASSISTANT)
_ENDLESS = 100_000
_MATERIALS = 60
_MOST_SAVED = 8
_PATIENCE = 200
"""Words after which a reviewer who finds nothing to decide dies all the same."""


class Lives:
    """One reviewer at one device, life by life.

    Attributes:
        person: Who.
        folder: The device's data; they outlive every life.
        saved: Keys of everything that a life said to be saved.
    """

    def __init__(self, outside: Outside, folder: Path, person: int, url: str) -> None:
        folder.mkdir()
        self.person = person
        self.folder = folder
        self.saved: list[str] = []
        self._outside = outside
        self._url = url

    def live_and_die(self, chance: Random) -> None:
        """Work until something was saved, and die a moment later, whatever is under way."""
        enough = len(self.saved) + chance.randint(1, _MOST_SAVED)
        with self._life(chance.randrange(1 << 30), _ENDLESS) as process:
            assert process.stdout is not None
            for heard, line in enumerate(process.stdout):
                self._hear(line)
                if len(self.saved) == enough or heard == _PATIENCE:
                    threading.Event().wait(chance.uniform(0.0, 0.1))
                    process.kill()

    def come_to_an_end(self) -> None:
        """Send whatever waits, and end by oneself."""
        with self._life(0, 0) as process:
            assert process.stdout is not None
            for line in process.stdout:
                self._hear(line)
        assert process.returncode == 0

    def _life(self, seed: int, acts: int) -> subprocess.Popen[str]:
        tokens = self.folder / "tokens.json"
        session = self._outside.sign_in(self.person)
        tokens.write_text(session.model_dump_json(), encoding="utf-8")
        module = "tests.support.reviewer_process"
        arguments = (self._url, str(self.folder), str(tokens), str(seed), str(acts))
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def _hear(self, line: str) -> None:
        word, _, key = line.strip().partition(" ")
        if word == "saved":
            self.saved.append(key)


class Massacre:
    """Two reviewers, some servers on one database, and a random death for each now and then.

    Attributes:
        client_kills: How many clients were killed.
        server_kills: How many servers were killed.
    """

    def __init__(
        self,
        outside: Outside,
        servers: Sequence[ServerProcess],
        url: str,
        *,
        seed: int,
        calm_down: Callable[[], object] = int,
    ) -> None:
        """Let people hand in something to decide.

        Args:
            outside: The servers' database.
            servers: Processes to kill.
            url: Where reviewers find them.
            seed: Of all chance.
            calm_down: Called once nobody is killed any more, before everybody ends in peace.
        """
        self.client_kills = 0
        self.server_kills = 0
        self._outside = outside
        self._servers = servers
        self._url = url
        self._calm_down = calm_down
        self._chance = Random(seed)
        self._quiet = threading.Event()
        outside.apply(self._chance, _MATERIALS, pictures=4)

    def run(self, folder: Path, *, client_kills: int, server_kills: int) -> Figures:
        """Kill so many clients (in turns) and servers, let all come to an end, and check it all."""
        lives = [Lives(self._outside, folder / f"{one}", one, self._url) for one in REVIEWERS]
        each = client_kills // len(lives)
        with ThreadPoolExecutor(len(lives) + 2) as crowd:
            world = crowd.submit(self._world_goes_on, self._fork())
            servers = crowd.submit(self._kill_servers, server_kills, self._fork())
            clients = [crowd.submit(self._kill, one, each, self._fork()) for one in lives]
            try:
                for killer in (servers, *clients):
                    killer.result()
            finally:
                self._quiet.set()
            world.result()
        self._calm_down()
        for _turn in range(2):  # what the last one did is news to the first
            with ThreadPoolExecutor(len(lives)) as crowd:
                for end in [crowd.submit(one.come_to_an_end) for one in lives]:
                    end.result()
        return self._check(lives)

    def _fork(self) -> Random:
        return Random(self._chance.random())

    def _kill(self, lives: Lives, times: int, chance: Random) -> None:
        for _time in range(times):
            lives.live_and_die(chance)
            self.client_kills += 1

    def _kill_servers(self, times: int, chance: Random) -> None:
        for _time in range(times):
            threading.Event().wait(chance.uniform(0.2, 1.0))
            server = chance.choice(self._servers)
            server.kill()
            self.server_kills += 1
            server.start()

    def _world_goes_on(self, chance: Random) -> None:
        while not self._quiet.wait(0.1):
            self._outside.let_applicant_act(chance)

    def _check(self, lives: Sequence[Lives]) -> Figures:
        with ExitStack() as stack:
            reviewers: dict[int, tuple[Workspace, list[str]]] = {}
            for one in lives:
                transport = Transport(self._url)
                stack.callback(transport.close)
                api = Api(transport, MemoryTokens(self._outside.sign_in(one.person)))
                workspace = open_workspace(one.folder, api, Hurried())
                stack.callback(workspace.replica.close)
                reviewers[one.person] = (workspace, one.saved)
            return Truth(self._outside).holds(reviewers)
