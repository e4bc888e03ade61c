"""The second half of the tour: the county officer sees the dossier and hands out codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.authorization import AuthorizationState
from desktop.screens.authorization.columns import Act
from desktop.screens.authorization.direct_dialog import DirectDialog
from desktop.screens.authorization.page import AuthorizationPage
from desktop.screens.authorization.revoke_dialog import RevokeDialog
from desktop.screens.shell.pages import PageKey
from desktop.screens.widgets.theme import ThemeMode
from server_stub.demo.people import SPARE_ID_NUMBER
from tests.support.player import click, dialog_open, settle, write
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.store.records import ListRow
    from tests.support.player import Player
    from tests.tour.album import Album

OFFICER = "刘梅"
"""The county's officer in the demo."""


async def play_county(album: Album, player: Player, material: ListRow) -> None:
    """Sign the county officer in and play her part."""
    with album.step("county-sign-in", lambda: player.window):
        player.container.sign_out()
        await until(lambda: player.container.sign_in is not None)
        await player.fill_phone(OFFICER)
        await settle()
    with album.step("county-home", lambda: player.window):
        await player.enter()
        await player.go(PageKey.HOME)
    with album.step("county-list", lambda: player.window):
        await player.go(PageKey.REVIEW)
        await player.list_shown()
        assert material.id in {row.id for row in player.listed()}, "the dossier did not arrive"
    with album.step("county-dossier", lambda: player.window):
        await player.open_dossier(material.id)
        await settle()
    player.review.close_dossier()
    await _authorize(album, player)
    await _change_looks(album, player)


async def _authorize(album: Album, player: Player) -> None:
    page = await player.go(PageKey.AUTHORIZATION)
    assert isinstance(page, AuthorizationPage)
    with album.step("county-authorization", lambda: player.window):
        await until(lambda: page.presenter.around.codes and page.presenter.model.items)
        await settle()
    with album.step("code-generated", lambda: player.window):
        at = _row(page, AuthorizationState.NOT_GENERATED)
        organization = page.presenter.model.items[at].organization_id
        page.act(at, Act.GENERATE)
        await until(lambda: _state(page, organization) is AuthorizationState.GENERATED)
        await settle()
    with album.step("direct-authorization", lambda: player.window):
        page.act(_row_of(page, organization), Act.DIRECT)
        dialog = await dialog_open(DirectDialog)
        write(dialog.number, SPARE_ID_NUMBER)
        await until(dialog.person.isVisible)
        await settle()
    with album.step("authorized", lambda: player.window):
        click(dialog.confirm)
        await until(lambda: _state(page, organization) is AuthorizationState.ACTIVATED)
        await settle()
    with album.step("revocation", lambda: player.window):
        page.act(_row_of(page, organization), Act.REVOKE)
        ending = await dialog_open(RevokeDialog)
    ending.reject()
    await settle()


async def _change_looks(album: Album, player: Player) -> None:
    theme = player.program.theme
    with album.step("other-theme", lambda: player.window):
        other = ThemeMode.LIGHT if theme.mode is ThemeMode.DARK else ThemeMode.DARK
        await player.go(PageKey.REVIEW)
        theme.set_mode(other)
        await player.list_shown()
        await player.open_dossier(player.listed()[0].id)
        await settle()
    with album.step("large-font", lambda: player.window):
        theme.set_scale(1.5)
        await settle()
        await settle()


def _row(page: AuthorizationPage, state: AuthorizationState) -> int:
    items = page.presenter.model.items
    return next(at for at, item in enumerate(items) if item.state is state)


def _row_of(page: AuthorizationPage, organization_id: int) -> int:
    items = page.presenter.model.items
    return next(at for at, item in enumerate(items) if item.organization_id == organization_id)


def _state(page: AuthorizationPage, organization_id: int) -> AuthorizationState:
    return page.presenter.model.items[_row_of(page, organization_id)].state
