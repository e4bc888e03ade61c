"""The main job: decide offline, close, open, the network returns, delivered exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.review import ReviewStatus, Verdict
from desktop.screens.shell.pages import PageKey
from desktop.store.records import OutboxState
from tests.journeys.steps import (
    COUNTY_OFFICER,
    HOSPITAL_OFFICER,
    approve,
    fail,
    nothing,
    open_pending,
    verdicts,
)
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.player import Player
    from tests.support.server import ReferenceServer

pytestmark = pytest.mark.usefixtures("system_keyring")


async def test_a_decision_made_offline_survives_a_restart_and_arrives_once(
    server: ReferenceServer, device: Callable[[str], Player]
) -> None:
    player = device("hospital")
    await player.start()
    await player.sign_in(HOSPITAL_OFFICER)
    material_id = await open_pending(player)
    before = verdicts(server, material_id)
    server.go_offline()
    await approve(player, material_id)
    assert verdicts(server, material_id) == before
    await player.quit()

    await player.start()
    await player.open_offline()
    outbox = player.workbench.workspace.replica.outbox
    assert [item.verdict for item in outbox.open_items(material_id)] == [Verdict.APPROVED]
    server.go_online()
    player.workbench.send_now(on_sent=nothing, on_failed=fail)
    await until(lambda: not outbox.open_items(material_id))
    assert verdicts(server, material_id) == [*before, "approved"]
    await player.synced()
    assert verdicts(server, material_id) == [*before, "approved"]
    applied = outbox.items(frozenset({OutboxState.APPLIED}))
    assert [item.material_id for item in applied] == [material_id]

    player.container.sign_out()
    await until(lambda: player.container.sign_in is not None)
    await player.sign_in(COUNTY_OFFICER)
    await player.go(PageKey.REVIEW)
    await player.list_shown()
    await player.open_dossier(material_id)
    dossier = player.review.detail_presenter.dossier
    assert dossier is not None
    assert dossier.own_status is ReviewStatus.PENDING
    await player.quit()


async def test_ctrl_z_takes_a_decision_back_before_it_leaves(
    server: ReferenceServer, device: Callable[[str], Player]
) -> None:
    player = device("hospital")
    await player.start()
    await player.sign_in(HOSPITAL_OFFICER)
    material_id = await open_pending(player)
    before = verdicts(server, material_id)
    await approve(player, material_id)
    await until(lambda: not player.review.undo_bar.isHidden())
    player.review.take_back()
    outbox = player.workbench.workspace.replica.outbox
    await until(lambda: not outbox.open_items(material_id))
    await player.synced()
    assert verdicts(server, material_id) == before
    await player.quit()
