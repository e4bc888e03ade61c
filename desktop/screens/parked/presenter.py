"""Parked opinions: what the server lists, and the one answer that each of them gets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.contract.operations import OutcomeStatus
from desktop.contract.parked import ParkedChoice, ParkedShelf
from desktop.domain.errors import NotReachableError
from desktop.screens import texts
from desktop.screens.parked.model import ParkedModel
from desktop.screens.parked.reading import Shown
from desktop.screens.parked.words import refused_text
from desktop.screens.ports import Lane
from desktop.services import adopting, browsing

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.contract.parked import ParkedItem, ParkedPage, ParkedResult
    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier

ASKED_EVERY: Final = 600
"""Seconds after which the list is asked for again while nobody looks, for its count."""


class Counts(NamedTuple):
    """How many opinions wait for an answer by anybody, and how many were answered."""

    open: int
    answered: int
    more: bool


class ParkedPresenter(QObject):
    """Keeps the list current and answers.

    Signals:
        listed: `Counts`, with every page that came.
        choosing: Another opinion was chosen; `item_shown` follows.
        item_shown: A `Shown`, or None where nothing is chosen.
        counted: How many opinions wait for this person.
        answered: The server took the answer; a sentence.
        refused: It did not; a sentence.
        busy_changed: Whether an answer is on its way.
        online_changed: Whether the server answers.
        material_wanted: The person wants to look at a material; carries its id.
        sync_wanted: The server has news for the local data.
    """

    listed = Signal(object)
    choosing = Signal()
    item_shown = Signal(object)
    counted = Signal(int)
    answered = Signal(str)
    refused = Signal(str)
    busy_changed = Signal(bool)
    online_changed = Signal(bool)
    material_wanted = Signal(int)
    sync_wanted = Signal()

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._jobs = workspace, jobs
        self.model = ParkedModel(self)
        self._shelf = ParkedShelf.OPEN
        self._id = self._on_screen = 0
        self._next: int | None = None
        self._asked_at: int | None = None
        self._online: bool | None = None
        self._visible = False
        self._busy = False
        hub.changed.connect(self._note)

    @property
    def parked_id(self) -> int:
        """Id of the opinion beside the list, or 0."""
        return self._id

    @property
    def online(self) -> bool | None:
        """Whether the server answers; None while nobody knows yet."""
        return self._online

    @property
    def shelf(self) -> ParkedShelf:
        """Which opinions are listed."""
        return self._shelf

    def set_shelf(self, shelf: ParkedShelf) -> None:
        """List the open or the answered ones."""
        self._shelf = shelf
        self.model.show_items([], self.workspace.now)
        self.refresh()

    def set_shown(self, *, shown: bool) -> None:
        """Read anew whenever somebody begins to look."""
        self._visible = shown
        if shown:
            self.refresh()

    def set_online(self, *, online: bool) -> None:
        """Hear whether the server answers; ask for the count now and then."""
        due = self._asked_at is None or self.workspace.now - self._asked_at >= ASKED_EVERY
        if online and (due or self._online is False):
            self.refresh()
        elif not online:
            self._tell_online(online=False)

    @Slot()
    def refresh(self) -> None:
        """Ask for the list from its beginning."""
        self._ask(None)

    @Slot()
    def more(self) -> None:
        """Ask for what follows the last one listed."""
        if self._next is not None:
            self._ask(self._next)

    def show_item(self, parked_id: int) -> None:
        """Show an opinion beside the list, with its material as it lies here."""
        at = self.model.row_of(parked_id)
        if parked_id != self._on_screen:
            self.choosing.emit()
        self._id = parked_id if at >= 0 else 0
        if at < 0:
            self._on_screen = 0
            self.item_shown.emit(None)
            return
        item = self.model.items[at]
        if item.material is None:
            self._take_dossier(item, None)
            return
        work = partial(browsing.dossier, workspace=self.workspace, material_id=item.material.id)
        self._jobs.run(Lane.READ, work, owner=self, on_success=partial(self._take_dossier, item))

    def adopt(self, shown: Shown) -> None:
        """Make the opinion the own decision, on what is shown."""
        if shown.dossier is not None:
            self._answer(
                partial(
                    adopting.adopt,
                    workspace=self.workspace,
                    parked_id=shown.item.id,
                    dossier=shown.dossier,
                )
            )

    def decline(self, item: ParkedItem, note: str) -> None:
        """Put the opinion aside."""
        self._answer(
            partial(adopting.decline, workspace=self.workspace, parked_id=item.id, note=note)
        )

    def _ask(self, before: int | None) -> None:
        self._asked_at = self.workspace.now
        work = partial(adopting.listed, workspace=self.workspace, shelf=self._shelf, before=before)
        self._jobs.run(
            Lane.NETWORK,
            work,
            owner=self,
            on_success=partial(self._take, self._shelf, before),
            on_error=self._not_listed,
        )

    def _take(self, shelf: ParkedShelf, before: int | None, page: ParkedPage) -> None:
        self._tell_online(online=True)
        self.counted.emit(page.answerable)
        if shelf is not self._shelf:
            return
        self._next = page.next
        known = [one for one in self.model.items if before is not None and one.id >= before]
        items = [*known, *page.items]
        if self._id not in {one.id for one in items}:
            self._id = items[0].id if items else 0
        self.model.show_items(items, self.workspace.now)
        self.listed.emit(Counts(page.open, page.answered, page.next is not None))
        self.show_item(self._id)

    def _not_listed(self, error: ExpectedError) -> None:
        if isinstance(error, NotReachableError):
            self._tell_online(online=False)
        elif self._visible:
            self.refused.emit(texts.problem_text(error))

    def _take_dossier(self, item: ParkedItem, dossier: Dossier | None) -> None:
        if item.id != self._id:
            return
        self._on_screen = item.id
        self.item_shown.emit(Shown(item, dossier))
        behind = dossier is None or (
            item.material is not None and dossier.rev < item.material.current.rev
        )
        if item.material is not None and item.may and behind:
            self.sync_wanted.emit()

    def _answer(self, work: Callable[[], ParkedResult]) -> None:
        if self._busy:
            return
        self._tell_busy(busy=True)
        self._jobs.run(
            Lane.NETWORK,
            work,
            owner=self,
            on_success=self._take_result,
            on_error=self._not_answered,
        )

    def _take_result(self, result: ParkedResult) -> None:
        self._tell_busy(busy=False)
        if result.status in {OutcomeStatus.APPLIED, OutcomeStatus.CONCURRED}:
            self.answered.emit(self._success(result))
        else:
            self.refused.emit(refused_text(result))
        self.sync_wanted.emit()
        self.refresh()

    def _success(self, result: ParkedResult) -> str:
        if result.reply is not None and result.reply.answer is ParkedChoice.DECLINE:
            return self.tr("已记为不采纳，作者会看到原因")
        if result.status is OutcomeStatus.CONCURRED:
            return self.tr("同样的结论已生效，已记为“也已审核”")
        return self.tr("已采纳为您的决定")

    def _not_answered(self, error: ExpectedError) -> None:
        self._tell_busy(busy=False)
        if isinstance(error, NotReachableError):
            self._tell_online(online=False)
            self.refused.emit(self.tr("没有收到服务器的答复。恢复连接后再点一次，不会重复生效。"))
            return
        self.refused.emit(texts.problem_text(error))
        self.refresh()

    def _tell_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    def _tell_online(self, *, online: bool) -> None:
        if online != self._online:
            self._online = online
            self.online_changed.emit(online)

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        """A sync brought materials: what stands beside the list may have changed."""
        if self._visible and (changes.materials or changes.all_materials):
            self.refresh()
