"""Taking back in time; a colleague who was faster; a server that came back from a backup."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.contract.operations import Decide, OperationBatch, Retract, SeenVersion
from desktop.contract.session import Device
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Transport
from desktop.screens.outbox.page import OutboxPage
from desktop.screens.outbox.reading import Way
from desktop.screens.shell.pages import PageKey
from desktop.services import reviewing, signing_in
from desktop.store.filters import MaterialFilter
from desktop.store.records import OutboxState
from tests.support.player import click, settle, write
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.contract.operations import Outcome
    from desktop.store.records import Dossier
    from tests.support.demo_process import DemoProcess
    from tests.support.player import Player
    from tests.tour.album import Album

COLLEAGUE: Final = "李志强"
"""The 辅助管理员 of the same hospital in the demo."""

PERIOD: Final = Period(date(2025, 8, 1), date(2026, 7, 31))
_DEVICE: Final = "c" * 32
_ON_THE_WAY: Final = frozenset({OutboxState.QUEUED, OutboxState.SENT})


class Colleague:
    """The assistant at another computer, by the API alone."""

    def __init__(self, url: str) -> None:
        """Sign in."""
        self._transport = Transport(url)
        self._api = Api(self._transport, MemoryTokens())
        people = signing_in.demo_people(api=self._api)
        phone = next(person.phone for person in people if person.name == COLLEAGUE)
        request = signing_in.request_code(api=self._api, phone=phone)
        code = signing_in.demo_code(api=self._api, phone=phone)
        assert code is not None
        session = signing_in.sign_in(
            api=self._api,
            request_id=request.request_id,
            code=code,
            device=Device(id=_DEVICE, name="隔壁办公室"),
        )
        self._context = session.contexts[0]

    def close(self) -> None:
        """Go home."""
        self._transport.close()

    def returns(self, dossier: Dossier, remark: str) -> int:
        """Give 允许修改 on what the dossier shows; return the revision that follows."""
        outcome = self._do(
            Decide(
                key=uuid4(),
                material_id=dossier.id,
                client_at=int(time.time()),
                expect=SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash),
                verdict=Verdict.RETURNED,
                remark=remark,
            )
        )
        assert outcome.rev is not None, outcome
        return outcome.rev

    def takes_back(self, dossier: Dossier, rev: int) -> None:
        """Retract it again."""
        self._do(
            Retract(
                key=uuid4(),
                material_id=dossier.id,
                client_at=int(time.time()),
                expect=SeenVersion(rev=rev, content_hash=dossier.content_hash),
            )
        )

    def _do(self, operation: Decide | Retract) -> Outcome:
        batch = OperationBatch(device_id=_DEVICE, items=(operation,))
        body = batch.model_dump_json().encode()
        [outcome] = self._api.decide(self._context, body).results
        assert outcome.status == "applied", outcome
        return outcome


async def play_conflict(album: Album, player: Player, server: DemoProcess) -> None:
    """Play all three."""
    chosen = await _pending(player)
    await _take_back(album, player, chosen[0])
    await _be_overtaken(album, player, server, chosen[1:4])
    await _come_back_from_a_backup(album, player, server, chosen[4])


async def _pending(player: Player) -> list[int]:
    """List what waits for the hospital; return some ids."""
    await player.go(PageKey.REVIEW)
    review = player.review
    review.close_dossier()
    before = review.list_presenter.chosen
    waiting = MaterialFilter(
        year=before.year,
        organization_path=before.organization_path,
        statuses=frozenset({ReviewStatus.PENDING}),
    )
    review.show_filter(waiting)
    await until(lambda: review.list_presenter.chosen == waiting and len(player.listed()) > 5)
    await until(lambda: all(row.status is ReviewStatus.PENDING for row in player.listed()))
    return [row.id for row in player.listed()[:5]]


async def _take_back(album: Album, player: Player, material_id: int) -> None:
    outbox = player.workbench.workspace.replica.outbox
    bar = player.review.detail_pane.decision
    await player.open_dossier(material_id)
    bar.segments.choose("returned")
    write(bar.remark, "请补充学历证明")
    click(bar.submit)
    await until(lambda: outbox.open_items(material_id))
    with album.step("grace-countdown", lambda: player.window):
        page = await _outbox(player)
        await until(page.item.take_back.isVisible)
        await settle()
    with album.step("grace-undo", lambda: player.window):
        player.window.activateWindow()
        await until(player.window.isActiveWindow)
        QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: not outbox.open_items(material_id))
        await until(player.shell.toast.isVisible)
        await until(page.empty.isVisible)
        await settle()
    with album.step("grace-back-in-list", lambda: player.window):
        await player.go(PageKey.REVIEW)
        await until(lambda: material_id in {row.id for row in player.listed()})
        await player.open_dossier(material_id)
        await until(lambda: bar.remark.text() == "请补充学历证明")
        await settle()
    player.shell.toast.dismiss()
    click(bar.cancel)
    player.review.close_dossier()
    await settle()


async def _be_overtaken(
    album: Album, player: Player, server: DemoProcess, chosen: Sequence[int]
) -> None:
    workspace = player.workbench.workspace
    dossiers = [_dossier(player, material_id) for material_id in chosen]
    server.stop()
    with album.step("conflict-offline-decisions", lambda: player.window):
        await player.synced()
        for dossier, verdict in zip(dossiers, _VERDICTS, strict=True):
            _decide(player, dossier, verdict)
        page = await _outbox(player)
        await until(lambda: page.presenter.model.rowCount() == len(chosen))
        await settle()
    server.start()
    _let_a_colleague_be_faster(server.url, dossiers)
    with album.step("conflict", lambda: player.window):
        click(page.send_all)
        await until(lambda: workspace.replica.outbox.totals().conflict == len(chosen))
        await until(lambda: _row_of(page, dossiers[0].id) >= 0)
        page.table.set_current_row(_row_of(page, dossiers[0].id))
        await until(lambda: Way.KEEP_MINE in page.item.cards.cards)
        page.item.cards.cards[Way.KEEP_MINE].radio.click()
        await settle()
    with album.step("conflict-bulk", lambda: player.window):
        page.table.check_all_clicked.emit()
        await until(page.bulk.keep.isEnabled)
        await settle()
    with album.step("conflict-bulk-done", lambda: player.window):
        click(page.bulk.keep)
        await until(page.result.isVisible)
        await until(lambda: workspace.replica.outbox.totals().conflict == 1)
        await settle()
    with album.step("conflict-resolved", lambda: player.window):
        await until(lambda: Way.KEEP_MINE in page.item.cards.cards)
        page.item.cards.cards[Way.KEEP_MINE].radio.click()
        click(page.item.settle)
        await until(lambda: not workspace.replica.outbox.totals().conflict)
        click(page.send_all)
        await until(lambda: not workspace.replica.outbox.items(_ON_THE_WAY))
        await player.synced()
        assert not workspace.replica.outbox.open_items(), "something is left to settle"
        assert [_dossier(player, one).server_status for one in chosen] == [
            verdict.status for verdict in _VERDICTS
        ]
        page.chips.set_current("done")
        page.chips.chosen.emit("done")
        await until(page.item.isVisible)
        await settle()


def _let_a_colleague_be_faster(url: str, dossiers: Sequence[Dossier]) -> None:
    """Give 允许修改 on all of them, and take it back on all but the first."""
    colleague = Colleague(url)
    revs = [colleague.returns(dossier, "毕业证书编号有误，请更正。") for dossier in dossiers]
    for dossier, rev in zip(dossiers[1:], revs[1:], strict=True):
        colleague.takes_back(dossier, rev)
    colleague.close()


async def _come_back_from_a_backup(
    album: Album, player: Player, server: DemoProcess, material_id: int
) -> None:
    workspace = player.workbench.workspace
    server.stop()
    _restore(server.data)
    _decide(player, _dossier(player, material_id), Verdict.DEFERRED)
    server.start()
    with album.step("resynced", lambda: player.window):
        generation = workspace.replica.queries.state().generation
        await player.go(PageKey.REVIEW)
        await player.list_shown()
        await player.synced()
        await until(lambda: workspace.replica.queries.state().generation > generation)
        await until(lambda: player.workbench.exchange.facts.resynced)
        assert len(workspace.replica.outbox.open_items()) == 1, "the outbox did not survive"
        await settle()
    player.workbench.hub.publish(reviewing.take_back_last(workspace=workspace))
    await settle()


_VERDICTS: Final = (Verdict.APPROVED, Verdict.DEFERRED, Verdict.DEFERRED)


def _restore(data: Path) -> None:
    """Tell the server that its data were put back from a backup."""
    command = [sys.executable, "-m", "server_stub", "restored", "--data", str(data)]
    subprocess.run(command, check=True)


def _decide(player: Player, dossier: Dossier, verdict: Verdict) -> None:
    workspace = player.workbench.workspace
    changes = reviewing.record_decision(
        workspace=workspace,
        material_id=dossier.id,
        seen=SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash),
        verdict=verdict,
        remark="材料齐全，同意。" if verdict is Verdict.APPROVED else "待核实原件",
        period=PERIOD if verdict is Verdict.APPROVED else None,
    )
    player.workbench.hub.publish(changes)


def _dossier(player: Player, material_id: int) -> Dossier:
    dossier = player.workbench.workspace.replica.queries.dossier(material_id)
    assert dossier is not None
    return dossier


async def _outbox(player: Player) -> OutboxPage:
    page = await player.go(PageKey.OUTBOX)
    assert isinstance(page, OutboxPage)
    return page


def _row_of(page: OutboxPage, material_id: int) -> int:
    items = page.presenter.model.items
    return next((at for at, one in enumerate(items) if one.material_id == material_id), -1)
