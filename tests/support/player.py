"""Plays the client as a person does: clicks, keys and looks, through the real widgets.

Journeys and the tour share it, so that what the pictures show is what the tests hold.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app.main import Options, Program
from desktop.screens.review.page import ReviewPage
from desktop.screens.shell.pages import PageKey
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractItemView

    from desktop.app.container import Container
    from desktop.app.workbench import Workbench
    from desktop.screens.shell.view import ShellView
    from desktop.store.records import ListRow

T = TypeVar("T", bound=QDialog)
SIZE = (1440, 900)


class Player:
    """One person at one device; `start` is switching the program on.

    Attributes:
        profile: Folder of the profile; it outlives a run of the program.
    """

    def __init__(
        self,
        application: QApplication,
        loop: asyncio.AbstractEventLoop,
        profile: Path,
        server: str,
        *,
        language: str = "zh",
        theme: str = "light",
    ) -> None:
        """Nothing runs yet."""
        self.profile = profile
        self._application, self._loop = application, loop
        self._server, self._language, self._theme = server, language, theme
        self._program: Program | None = None

    # ------------------------------------------------------------------ the program

    async def start(self) -> None:
        """Switch the program on and wait for the sign-in card."""
        self.profile.mkdir(parents=True, exist_ok=True)
        options = Options(self._server, self.profile, self._language, self._theme)
        self._program = Program(self._application, self._loop, options)
        self._program.guard.install()
        self._program.window.resize(*SIZE)
        self._program.start()
        await until(lambda: self._program is not None and self._program.container is not None)
        self.container.closed.disconnect(self._loop.stop)
        await until(lambda: self.container.sign_in is not None)

    async def quit(self) -> None:
        """End the program without sending what waits."""
        program, self._program = self._program, None
        if program is None or program.container is None:
            return
        ended: list[bool] = []
        program.container.closed.connect(partial(ended.append, True))
        program.container.shut_down()
        await until(lambda: ended)
        program.guard.uninstall()
        program.window.deleteLater()
        program.deleteLater()
        await settle()

    @property
    def program(self) -> Program:
        """The program that runs."""
        assert self._program is not None
        return self._program

    @property
    def container(self) -> Container:
        """The composition root of the running program."""
        assert self.program.container is not None
        return self.program.container

    @property
    def window(self) -> QWidget:
        """The main window."""
        return self.program.window

    @property
    def workbench(self) -> Workbench:
        """The open workspace with its pages."""
        assert self.container.workbench is not None
        return self.container.workbench

    @property
    def shell(self) -> ShellView:
        """The frame around the pages."""
        return self.workbench.shell

    @property
    def review(self) -> ReviewPage:
        """The page 材料审核."""
        page = self.shell.page(PageKey.REVIEW)
        assert isinstance(page, ReviewPage)
        return page

    # ------------------------------------------------------------------ signing in

    async def fill_phone(self, name: str) -> None:
        """Choose a demo person on the sign-in card and ask for a code."""
        view = self.container.sign_in
        assert view is not None
        await until(lambda: view.phone.people.rows)
        person = next(row for row in view.phone.people.rows if row.person.name == name)
        view.phone.people.ensureWidgetVisible(person)
        click(person)
        await until(view.phone.phone.text)
        click(view.phone.send)
        await until(lambda: not view.phone.hint.isHidden())

    async def enter(self) -> None:
        """Take the code that the demo offers, sign in, and wait for data."""
        view = self.container.sign_in
        assert view is not None
        click(view.phone.hint)
        await until(view.phone.code.text)
        if view.phone.submit.isEnabled():
            click(view.phone.submit)
        await until(lambda: self.container.workbench is not None or view.contexts.rows)
        if self.container.workbench is None:
            click(view.contexts.rows[0])
        await until(lambda: self.container.workbench is not None)
        await self.synced()

    async def sign_in(self, name: str) -> None:
        """Sign a demo person in."""
        await self.fill_phone(name)
        await self.enter()

    async def open_offline(self) -> None:
        """离线打开 on the sign-in card."""
        view = self.container.sign_in
        assert view is not None
        await until(lambda: not view.offline.isHidden())
        click(view.offline.button)
        await until(lambda: self.container.workbench is not None)

    # ------------------------------------------------------------------ moving around

    async def go(self, key: PageKey) -> QWidget:
        """Go to a page by the navigation rail."""
        self.shell.show_page(key)
        await settle()
        return self.shell.page(key)

    async def synced(self) -> None:
        """Wait until a run of the exchange that began now or before has ended."""
        workbench = self.workbench
        ended: list[object] = []
        workbench.exchange.finished.connect(ended.append)
        workbench.exchange.run()
        await until(lambda: ended)
        await settle()

    # ------------------------------------------------------------------ reviewing

    def listed(self) -> Sequence[ListRow]:
        """Return the rows of the list that are here."""
        rows = self.review.list_presenter.rows
        return [row for row in map(rows.row, range(min(rows.count, 100))) if row is not None]

    async def list_shown(self) -> None:
        """Wait until the list shows rows."""
        await until(self.listed)
        await settle()

    async def open_dossier(self, material_id: int) -> None:
        """Open a dossier from the list."""
        self.review.open_material(material_id)
        await self.dossier_shown(material_id)

    async def dossier_shown(self, material_id: int) -> None:
        """Wait until a dossier is on the screen with its pictures."""
        presenter = self.review.detail_presenter
        await until(lambda: presenter.dossier is not None and presenter.dossier.id == material_id)
        await settle()

    async def pictures_shown(self) -> None:
        """Wait until every thumbnail of the open dossier is painted."""
        pictures = self.review.detail_pane.pictures
        await until(lambda: len(pictures._images) == len(pictures._items))
        await settle()

    def choose_verdict(self, number: int) -> None:
        """Press 1 to 4."""
        key = getattr(Qt.Key, f"Key_{number}")
        focus = self.review.detail_pane
        focus.setFocus()
        QTest.keyClick(focus, key)


def click(widget: QWidget) -> None:
    """Click the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_row(view: QAbstractItemView, row: int, column: int) -> None:
    """Click a cell of a table."""
    place = view.visualRect(view.model().index(row, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))


def write(widget: QWidget, text: str) -> None:
    """Type a text; what no key has comes through the input method."""
    widget.setFocus()
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


async def settle() -> None:
    """Let everything that is due be done and painted: some whole turns of the event loop."""
    for _ in range(4):
        turned = asyncio.get_running_loop().create_future()
        QTimer.singleShot(0, partial(turned.set_result, None))
        await turned


async def dialog_open(kind: type[T]) -> T:
    """Wait for a dialog of a kind and return it."""
    await until(lambda: _open_dialog(kind) is not None)
    found = _open_dialog(kind)
    assert found is not None
    await settle()
    return found


def _open_dialog(kind: type[T]) -> T | None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, kind) and widget.isVisible():
            return widget
    return None
