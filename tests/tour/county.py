"""The second half of the tour: the county officer sees the dossier and hands out codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.screens.shell.pages import PageKey
from tests.support.player import settle
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
    with album.step("county-dossier", lambda: player.window):
        await player.go(PageKey.REVIEW)
        await player.list_shown()
        await player.open_dossier(material.id)
        await settle()
    with album.step("county-authorization", lambda: player.window):
        player.review.close_dossier()
        await player.go(PageKey.AUTHORIZATION)
        await settle()
