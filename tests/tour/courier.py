"""Work without a network: a task pack is filled, and a decision travels by file."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.domain.review import ReviewStatus
from desktop.screens.outbox.page import OutboxPage
from desktop.screens.packs.new_dialog import LISTED, NewPackDialog
from desktop.screens.packs.page import PacksPage
from desktop.screens.shell.pages import PageKey
from desktop.store.filters import MaterialFilter
from desktop.store.records import OutboxState
from tests.support.player import click, dialog_open, settle, write
from tests.support.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.demo_process import DemoProcess
    from tests.support.player import Player
    from tests.tour.album import Album


async def play_pack(album: Album, player: Player) -> None:
    """Pack some dossiers with all their pictures while there is a network."""
    listing = player.review.list_presenter
    before = listing.chosen
    page = await _packs(player)
    with album.step("task-pack-new", lambda: player.window):
        pending = frozenset({ReviewStatus.PENDING})
        listing.show_filter(MaterialFilter(year=before.year, statuses=pending, text="z"))
        click(page.new)
        dialog = await dialog_open(NewPackDialog)
        dialog.scope.set_current(LISTED)
        dialog.scope.chosen.emit(LISTED)
        write(dialog.name, "下乡三天")
        await until(dialog.act.isEnabled)
        await settle()
    with album.step("task-pack", lambda: player.window):
        click(dialog.act)
        await until(lambda: page.views and page.views[0].ready.line.share() >= 1)
        await until(lambda: page.views[0].pictures.line.share() >= 1)
        await settle()
    with album.step("task-pack-list", lambda: player.window):
        click(page.views[0].open_button)
        await player.list_shown()
        await settle()
    listing.show_filter(before)
    await player.list_shown()


async def play_courier(album: Album, player: Player, server: DemoProcess) -> None:
    """Decide where there is no network at all; somebody carries the file to the server."""
    server.stop()
    outbox = await _decide(player)
    page = await _packs(player)
    request = player.profile / "out.tdreq"
    with album.step("courier-export", lambda: player.window):
        await until(page.courier.export.button.isEnabled)
        click(page.courier.export.button)
        await _choose(request)
        await until(page.courier.export.result.isVisible)
        assert outbox.presenter.workspace.replica.outbox.totals().sent == 1
        await settle()
    answer = request.with_suffix(".tdans")
    _judge(server.data, request, answer)
    with album.step("courier-import", lambda: player.window):
        click(page.courier.take_in.button)
        await _choose(answer)
        await until(page.courier.take_in.result.isVisible)
        totals = outbox.presenter.workspace.replica.outbox.totals()
        assert not totals.sent, "the answer settled nothing"
        await settle()
    server.start()


async def _decide(player: Player) -> OutboxPage:
    """Defer a dossier and end the grace time; return the outbox page."""
    await player.go(PageKey.REVIEW)
    await player.list_shown()
    pending = next(row for row in player.listed() if row.status is ReviewStatus.PENDING)
    await player.open_dossier(pending.id)
    bar = player.review.detail_pane.decision
    bar.segments.choose("deferred")
    write(bar.remark, "待核实原件")
    click(bar.submit)
    items = player.workbench.workspace.replica.outbox
    await until(lambda: items.items(frozenset({OutboxState.QUEUED})))
    page = await player.go(PageKey.OUTBOX)
    assert isinstance(page, OutboxPage)
    await until(page.send_all.isEnabled)
    click(page.send_all)
    workspace = player.workbench.workspace
    await until(lambda: workspace.replica.outbox.due(workspace.now, 9, 1 << 20))
    await settle()
    return page


async def _packs(player: Player) -> PacksPage:
    page = await player.go(PageKey.PACKS)
    assert isinstance(page, PacksPage)
    return page


async def _choose(path: Path) -> None:
    dialog = await dialog_open(QFileDialog)
    dialog.hide()
    dialog.fileSelected.emit(str(path))
    dialog.close()


def _judge(data: Path, request: Path, answer: Path) -> None:
    """Let the operator judge the file where the server lies."""
    command = [sys.executable, "-m", "server_stub", "courier", str(request)]
    subprocess.run([*command, "--answer", str(answer), "--data", str(data)], check=True)
