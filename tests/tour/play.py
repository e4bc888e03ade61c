"""The story of the tour: a hospital's officer decides offline, the county sees the dossier."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app.jobs import event_loop
from desktop.domain.review import ReviewStatus, SubmissionStatus
from desktop.screens.shell.pages import PageKey
from desktop.screens.widgets.dialog import TypedConfirmDialog
from desktop.store.filters import MaterialFilter
from desktop.store.records import OutboxState
from tests.support.demo_process import DemoProcess
from tests.support.player import Player, click, dialog_open, settle, write
from tests.support.waiting import until
from tests.tour.album import Album
from tests.tour.conflict import play_conflict
from tests.tour.county import play_county
from tests.tour.courier import play_courier, play_pack
from tests.tour.parked import play_parked

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.records import ListRow

OFFICER = "张岚"
"""The demo hospital's HR officer, who is also its 业务管理人."""


def play(out: Path, folder: Path, *, language: str, theme: str) -> int:
    """Play the whole story; returns 1 if a step failed."""
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    loop = event_loop(application)
    album = Album(out)
    try:
        with DemoProcess(folder / "server") as server:
            player = Player(
                application,
                loop,
                folder / "profile",
                server.url,
                language=language,
                theme=theme,
            )
            loop.run_until_complete(_story(album, player, server))
    finally:
        album.close()
        loop.close()
    return 0 if album.ok else 1


async def _story(album: Album, player: Player, server: DemoProcess) -> None:
    await player.start()
    await _arrive(album, player)
    await play_pack(album, player)
    material = await _read(album, player)
    server.stop()
    await _decide_offline(album, player, material)
    with album.step("reopened-offline", lambda: player.window):
        await player.quit()
        await player.start()
        await player.open_offline()
        await player.go(PageKey.REVIEW)
        await player.list_shown()
        await player.open_dossier(material.id)
    server.start()
    await _deliver(album, player, material)
    await play_conflict(album, player, server)
    await play_courier(album, player, server)
    await play_parked(album, player)
    await play_county(album, player, material)
    await player.quit()


async def _arrive(album: Album, player: Player) -> None:
    with album.step("sign-in", lambda: player.window):
        view = player.container.sign_in
        assert view is not None
        await until(lambda: view.phone.people.rows)
        await settle()
    with album.step("phone-code", lambda: player.window):
        await player.fill_phone(OFFICER)
        await settle()
    with album.step("home", lambda: player.window):
        await player.enter()
        await player.go(PageKey.HOME)
    with album.step("review-list", lambda: player.window):
        await player.go(PageKey.REVIEW)
        await player.list_shown()
        await until(lambda: len(player.review.list_presenter.rows.ids) > 100)
        await settle()


async def _read(album: Album, player: Player) -> ListRow:
    review = player.review
    with album.step("filters", lambda: player.window):
        click(review.list_view._fold)
        before = review.list_presenter.rows.count
        write(review.list_view._search, "w")
        await until(lambda: 0 < review.list_presenter.rows.count < before)
        await settle()
    with album.step("dossier", lambda: player.window):
        chosen = review.list_presenter.chosen
        pending = frozenset({ReviewStatus.PENDING})
        fresh = MaterialFilter(
            year=chosen.year, organization_path=chosen.organization_path, statuses=pending
        )
        click(review.list_view._fold)
        review.show_filter(fresh)
        await until(lambda: review.list_presenter.chosen == fresh and player.listed())
        await until(lambda: all(row.status is ReviewStatus.PENDING for row in player.listed()))
        material = next(
            row for row in player.listed() if row.submission is SubmissionStatus.RESUBMITTED
        )
        await player.open_dossier(material.id)
        await player.pictures_shown()
    with album.step("viewer", lambda: player.window):
        review.detail_pane.pictures.open_compared()
        await settle()
        await settle()
    QTest.keyClick(review.detail_pane.pictures.viewer, Qt.Key.Key_Escape)
    await settle()
    return material


async def _decide_offline(album: Album, player: Player, material: ListRow) -> None:
    review = player.review
    bar = review.detail_pane.decision
    with album.step("offline-approve", lambda: player.window):
        await player.synced()
        bar.segments.choose("approved")
        review.detail_presenter.decision.choose_period(date(2025, 8, 1), date(2026, 7, 31))
        bar.period.set_period(date(2025, 8, 1), date(2026, 7, 31))
        await settle()
    with album.step("submitted-next", lambda: player.window):
        click(bar.submit_next)
        await until(lambda: not review.undo_bar.isHidden())
        presenter = review.detail_presenter
        await until(lambda: presenter.dossier is None or presenter.dossier.id != material.id)
        await settle()
    with album.step("refuse-typed-confirmation", lambda: player.window):
        bar.segments.choose("refused")
        bar.remark.setFocus()
        write(bar.remark, "非本单位试用人员")
        click(bar.submit)
        dialog = await dialog_open(TypedConfirmDialog)
    dialog.reject()
    click(bar.cancel)
    await settle()
    with album.step("outbox-offline", lambda: player.window):
        await player.go(PageKey.OUTBOX)
        await settle()


async def _deliver(album: Album, player: Player, material: ListRow) -> None:
    outbox = player.workbench.workspace.replica.outbox
    with album.step("delivered", lambda: player.window):
        player.workbench.send_now(on_sent=_nothing, on_failed=_fail)
        await until(lambda: not outbox.open_items(material.id))
        applied = outbox.items(frozenset({OutboxState.APPLIED}))
        assert [item.material_id for item in applied] == [material.id], "not applied exactly once"
        await player.synced()
        await player.open_dossier(material.id)
    with album.step("outbox-delivered", lambda: player.window):
        await player.go(PageKey.OUTBOX)
        await settle()
    with album.step("confirmation-code", lambda: player.window):
        await player.go(PageKey.CONFIRMATION_CODE)
    with album.step("own-authorizations", lambda: player.window):
        await player.go(PageKey.AUTHORIZATION)
        await settle()
    with album.step("settings", lambda: player.window):
        await player.go(PageKey.SETTINGS)
    with album.step("shortcuts", lambda: player.window):
        player.shell.show_shortcuts()
        await settle()
    for dialog in QApplication.topLevelWidgets():
        if dialog.isVisible() and dialog is not player.window:
            dialog.close()
    await settle()


def _nothing() -> None:
    """The outbox itself is looked at."""


def _fail(error: Exception) -> None:
    raise error
