"""A power cut right after 提交: the decision is there at the next start and is delivered once."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.review import Verdict
from tests.journeys.steps import fail, nothing, verdicts
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.player import Player
    from tests.support.server import ReferenceServer

ROOT = Path(__file__).resolve().parents[2]


def decide_and_be_killed(profile: Path, url: str) -> int:
    """Run a client until it says that the decision is submitted, and kill it there and then."""
    command = [sys.executable, "-m", "tests.journeys.crash_child", str(profile), url]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        said = child.stdout.readline()
        child.kill()
        complaint = child.stderr.read()
    assert said.startswith("submitted "), complaint
    return int(said.split()[1])


@pytest.mark.usefixtures("system_keyring")
async def test_a_decision_survives_kill_9_and_is_delivered_once(
    server: ReferenceServer, device: Callable[[str], Player]
) -> None:
    player = device("hospital")
    loop = asyncio.get_running_loop()
    material_id = await loop.run_in_executor(None, decide_and_be_killed, player.profile, server.url)
    before = verdicts(server, material_id)
    await player.start()
    await player.open_offline()
    outbox = player.workbench.workspace.replica.outbox
    assert [item.verdict for item in outbox.open_items(material_id)] == [Verdict.APPROVED]
    player.workbench.send_now(on_sent=nothing, on_failed=fail)
    await until(lambda: not outbox.open_items(material_id))
    await player.synced()
    assert verdicts(server, material_id) == [*before, "approved"]
    await player.quit()
