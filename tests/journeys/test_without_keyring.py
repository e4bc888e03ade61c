"""A machine without a keyring: a PIN wraps the key, and offline work asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.pin import PIN_LENGTH
from desktop.screens.shell.pages import PageKey
from tests.support.player import click
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.player import Player
    from tests.support.server import ReferenceServer

pytestmark = pytest.mark.usefixtures("no_keyring")
PIN = "4071" * (PIN_LENGTH // 4) + "2" * (PIN_LENGTH % 4)


async def test_the_pin_opens_the_local_data_offline(
    server: ReferenceServer, device: Callable[[str], Player]
) -> None:
    player = device("hospital")
    await player.start()
    await player.fill_phone("张岚")
    view = player.container.sign_in
    assert view is not None
    click(view.phone.hint)
    await until(view.phone.code.text)
    if view.phone.submit.isEnabled():
        click(view.phone.submit)
    await until(view.pin.isVisible)
    view.pin.pin.setText(PIN)
    view.pin.again.setText(PIN)
    click(view.pin.submit)
    await until(lambda: player.container.workbench is not None or view.contexts.rows)
    if player.container.workbench is None:
        click(view.contexts.rows[0])
    await until(lambda: player.container.workbench is not None)
    await player.synced()
    await player.quit()

    server.go_offline()
    await player.start()
    view = player.container.sign_in
    assert view is not None
    await until(lambda: not view.offline.isHidden())
    click(view.offline.button)
    await until(view.pin.isVisible)
    view.pin.pin.setText("0" * len(PIN))
    click(view.pin.submit)
    await until(lambda: view.pin._pin_line.is_wrong and view.pin.pin.isEnabled())
    assert player.container.workbench is None
    view.pin.pin.setText(PIN)
    click(view.pin.submit)
    await until(lambda: player.container.workbench is not None)
    await player.go(PageKey.REVIEW)
    await player.list_shown()
    await player.quit()
