"""A client that decides and is then killed; arguments: its profile and the server."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
from PySide6.QtWidgets import QApplication

from desktop.app.jobs import event_loop
from tests.journeys.steps import HOSPITAL_OFFICER, approve, open_pending
from tests.support.keyring_backend import FileKeyring
from tests.support.player import Player


async def _decide(player: Player) -> None:
    await player.start()
    await player.sign_in(HOSPITAL_OFFICER)
    material_id = await open_pending(player)
    await approve(player, material_id)
    sys.stdout.write(f"submitted {material_id}\n")
    sys.stdout.flush()


def main() -> None:
    """Play until the decision is on the screen, then wait for the end."""
    keyring.set_keyring(FileKeyring())
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    loop = event_loop(application)
    player = Player(application, loop, Path(sys.argv[1]), sys.argv[2])
    loop.run_until_complete(_decide(player))
    loop.run_forever()


if __name__ == "__main__":
    main()
