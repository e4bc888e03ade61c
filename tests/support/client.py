"""The real client in a story: window, container, lanes, on the story's own event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app.container import Container
from desktop.app.crash import Guard
from desktop.app.language import Language
from desktop.app.profile import Profile
from desktop.app.settings import SettingsFile
from desktop.screens.shell.window_view import MainWindow
from desktop.screens.widgets.theme import Theme, ThemeMode
from tests.support import small_world
from tests.support.waiting import until

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.app.workbench import Workbench
    from desktop.screens.sign_in.view import SignInView
    from tests.support.server import ReferenceServer


class Client:
    """One run of the program with a profile; `stop` ends it as closing the window does.

    Attributes:
        container: The composition root.
        window: The main window.
        guard: Where unexpected errors end; a story looks at `crashes`.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, profile: Path, server: ReferenceServer
    ) -> None:
        """Start the program and show the sign-in card."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        profile.mkdir(parents=True, exist_ok=True)
        self.settings = SettingsFile(profile / "settings.json")
        self.guard = Guard()
        self.crashes: list[tuple[str, str]] = []
        self.guard.crashed.connect(self._note_crash)
        self.window = MainWindow()
        self.closed = False
        language = Language(application)
        language.use(self.settings.current.language)
        self.container = Container(
            profile=Profile(profile),
            settings=self.settings,
            theme=Theme(mode=ThemeMode.LIGHT),
            language=language,
            window=self.window,
            guard=self.guard,
            loop=loop,
            server=server.url,
            clock=server.clock,
        )
        self.container.closed.connect(self._note_closed)
        self.window.show()
        self.container.start()

    @property
    def card(self) -> SignInView:
        """The sign-in card, which must be in front."""
        card = self.container.sign_in
        assert card is not None
        return card

    @property
    def bench(self) -> Workbench:
        """The workbench, which must be in front."""
        bench = self.container.workbench
        assert bench is not None
        return bench

    async def sign_in(self, person_id: int) -> None:
        """Sign in with the phone and the code of the demo server, up to the next step."""
        card = self.card
        card.phone.phone.setText(small_world.phone_of(person_id))
        click(card.phone.send)
        await until(card.phone.hint.isVisible)
        click(card.phone.hint)
        click(card.phone.submit)
        await until(lambda: card.phone.isHidden() or not card.phone.isVisible())

    async def enter(self, person_id: int) -> None:
        """Sign in and wait until the workbench has exchanged once."""
        await self.sign_in(person_id)
        await self.at_work()

    async def at_work(self) -> None:
        """Wait until the workbench stands and its first run has ended."""
        await until(lambda: self.container.workbench is not None)
        await self.exchanged()

    async def exchanged(self) -> None:
        """Wait until no run of the exchange is under way and the shell has read the outcome."""
        bench = self.bench
        await until(lambda: not bench.exchange.facts.running)
        await until(lambda: self.chip != "")

    @property
    def chip(self) -> str:
        """Words of the sync chip."""
        return self.bench.shell.header.chip.text()

    async def stop(self) -> None:
        """End the program; what waits in the outbox stays there."""
        if not self.closed:
            self.container.shut_down()
            await until(lambda: self.closed)
        assert not self.crashes, self.crashes

    def _note_crash(self, kind: str, place: str) -> None:
        self.crashes.append((kind, place))

    def _note_closed(self) -> None:
        self.closed = True


def click(button: QWidget) -> None:
    """Click in the middle of a button that can be clicked."""
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
