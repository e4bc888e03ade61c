"""The tour's look at opinions that had no effect: one is adopted, one needs the typed name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.review import Verdict
from desktop.screens.parked.page import ParkedPage
from desktop.screens.shell.pages import PageKey
from desktop.screens.widgets.dialog import ConfirmDialog, TypedConfirmDialog
from tests.support.player import click, dialog_open, settle
from tests.support.waiting import until

if TYPE_CHECKING:
    from tests.support.player import Player
    from tests.tour.album import Album


async def play_parked(album: Album, player: Player) -> None:
    """Look at the parked opinions, adopt one, and stop before adopting a refusal."""
    with album.step("parked-opinions", lambda: player.window):
        page = await player.go(PageKey.PARKED)
        assert isinstance(page, ParkedPage)
        await until(lambda: page.presenter.model.items and page.item.isVisible())
        await settle()
    with album.step("parked-refusal", lambda: player.window):
        await _choose(page, Verdict.REFUSED)
        click(page.item.adopt)
        typed = await dialog_open(TypedConfirmDialog)
    typed.reject()
    await settle()
    with album.step("parked-adopted", lambda: player.window):
        before = page.presenter.model.rowCount()
        await _choose(page, Verdict.DEFERRED)
        click(page.item.adopt)
        click((await dialog_open(ConfirmDialog)).act_button)
        await until(lambda: page.presenter.model.rowCount() == before - 1)
        await settle()


async def _choose(page: ParkedPage, verdict: Verdict) -> None:
    """Choose the opinion with this verdict, and wait until it can be adopted."""
    items = page.presenter.model.items
    at = next(at for at, item in enumerate(items) if item.verdict is verdict)
    page.table.set_current_row(at)
    await until(page.item.adopt.isEnabled)
