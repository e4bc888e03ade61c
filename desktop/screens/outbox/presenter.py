"""The outbox: what waits and what happened, and every act on one item."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.contract.operations import OperationKind
from desktop.screens import texts
from desktop.screens.outbox.model import OutboxModel
from desktop.screens.outbox.words import is_failing, is_waiting
from desktop.screens.ports import Lane
from desktop.services import browsing, resolving, reviewing
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier, OutboxItem


class Chosen(StrEnum):
    """Which items are listed."""

    OPEN = "open"
    WAITING = "waiting"
    FAILED = "failed"
    CONFLICT = "conflict"
    PARKED = "parked"
    REJECTED = "rejected"
    DONE = "done"


class Way(StrEnum):
    """A way out of an item that needs a look."""

    REVIEW_AGAIN = "review_again"
    ADOPT_SERVER = "adopt_server"
    KEEP_MINE = "keep_mine"


class Shown(NamedTuple):
    """The item beside the list, and how its material stands here now."""

    item: OutboxItem
    dossier: Dossier | None


class _Read(NamedTuple):
    waiting: list[OutboxItem]
    done: list[OutboxItem]


_URGENCY: Final = {OutboxState.CONFLICT: 0, OutboxState.REJECTED: 1, OutboxState.PARKED: 2}
_STATE_OF: Final = {
    Chosen.CONFLICT: OutboxState.CONFLICT,
    Chosen.PARKED: OutboxState.PARKED,
    Chosen.REJECTED: OutboxState.REJECTED,
}
_FINAL: Final = "final"
_CHANGED: Final = "content_changed"


class OutboxPresenter(QObject):
    """Keeps the list current and acts.

    Signals:
        listed: Counts by `Chosen` of what there is.
        item_shown: A `Shown`, or None where nothing is chosen.
        failed: A sentence.
        material_wanted: The person wants to look at a material again; carries its id.
        sync_wanted: Something was released to be sent now.
    """

    listed = Signal(object)
    item_shown = Signal(object)
    failed = Signal(str)
    material_wanted = Signal(int)
    sync_wanted = Signal()

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._jobs, self._hub = workspace, jobs, hub
        self.model = OutboxModel(self)
        self._chosen = Chosen.OPEN
        self._key = ""
        self._read = _Read([], [])
        self._shown = False
        self._stale = True
        hub.changed.connect(self._note)

    @property
    def key(self) -> str:
        """Key of the item beside the list, or an empty text."""
        return self._key

    def set_chosen(self, chosen: Chosen) -> None:
        """List other items."""
        self._chosen = chosen
        self._show()

    def set_shown(self, *, shown: bool) -> None:
        """Read only while somebody looks."""
        self._shown = shown
        if shown and self._stale:
            self.refresh()

    def show_item(self, key: str) -> None:
        """Show an item beside the list."""
        self._key = key
        item = next((one for one in self.model.items if one.key == key), None)
        if item is None:
            self._key = ""
            self.item_shown.emit(None)
            return
        self._jobs.run(
            Lane.READ,
            partial(browsing.dossier, workspace=self.workspace, material_id=item.material_id),
            owner=self,
            on_success=partial(self._take_dossier, item),
        )

    @Slot()
    def refresh(self) -> None:
        """Read the outbox again."""
        self._stale = False
        self._jobs.run(
            Lane.READ, partial(_read_items, self.workspace), owner=self, on_success=self._take
        )

    def take_back(self, item: OutboxItem) -> None:
        """Take an item back that has not left."""
        self._write(partial(reviewing.take_back, workspace=self.workspace, key=item.key))

    def send_now(self, item: OutboxItem | None = None) -> None:
        """Send one item, or all, without waiting any longer."""
        key = item.key if item is not None else None
        self._write(
            partial(reviewing.send_now, workspace=self.workspace, key=key),
            self.sync_wanted.emit,
        )

    def resolve(self, item: OutboxItem, way: Way) -> None:
        """Go a way out."""
        match way:
            case Way.ADOPT_SERVER:
                work = partial(resolving.adopt_server, workspace=self.workspace, key=item.key)
                self._write(work)
            case Way.KEEP_MINE:
                work = partial(resolving.keep_mine, workspace=self.workspace, key=item.key)
                self._write(work)
            case Way.REVIEW_AGAIN:
                work = partial(resolving.review_again, workspace=self.workspace, key=item.key)
                self._write(work, partial(self.material_wanted.emit, item.material_id))

    def _write(self, work: Callable[[], Changes], then: Callable[[], None] | None = None) -> None:
        self._jobs.run(
            Lane.WRITE,
            work,
            owner=self,
            on_success=partial(self._written, then),
            on_error=self._not_written,
        )

    def _written(self, then: Callable[[], None] | None, changes: Changes) -> None:
        self._hub.publish(changes)
        if then is not None:
            then()

    def _not_written(self, error: ExpectedError) -> None:
        self.failed.emit(texts.problem_text(error))
        self.refresh()

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes.outbox or changes.materials or changes.all_materials:
            self._stale = True
            if self._shown:
                self.refresh()

    def _take(self, read: _Read) -> None:
        self._read = read
        self._show()

    def _show(self) -> None:
        counts = {chosen: len(self._of(chosen)) for chosen in Chosen}
        items = self._of(self._chosen)
        keys = [item.key for item in items]
        if self._key not in keys:
            self._key = keys[0] if keys else ""
        self.model.show_items(items, self.workspace.now)
        self.listed.emit(counts)
        self.show_item(self._key)

    def _of(self, chosen: Chosen) -> list[OutboxItem]:
        waiting, done = self._read
        match chosen:
            case Chosen.OPEN:
                return waiting
            case Chosen.DONE:
                return done
            case Chosen.FAILED:
                return [item for item in waiting if is_failing(item)]
            case Chosen.WAITING:
                return [item for item in waiting if is_waiting(item) and not is_failing(item)]
            case _:
                return [item for item in waiting if item.state is _STATE_OF[chosen]]

    def _take_dossier(self, item: OutboxItem, dossier: Dossier | None) -> None:
        if item.key == self._key:
            self.item_shown.emit(Shown(item, dossier))


def ways_out(item: OutboxItem, dossier: Dossier | None) -> tuple[Way, ...]:
    """Return the ways out of an item, the safest first; none where nothing is to be settled."""
    if item.resolved_at is not None or item.state not in _URGENCY:
        return ()
    if item.state is OutboxState.PARKED or item.code == _FINAL or dossier is None:
        return (Way.ADOPT_SERVER,)
    if item.kind is not OperationKind.DECIDE:
        return (Way.ADOPT_SERVER,)
    stale = item.code == _CHANGED or item.seen.content_hash != dossier.content_hash
    if item.state is OutboxState.REJECTED or stale:
        return (Way.REVIEW_AGAIN, Way.ADOPT_SERVER)
    return (Way.REVIEW_AGAIN, Way.ADOPT_SERVER, Way.KEEP_MINE)


def _read_items(workspace: Workspace) -> _Read:
    waiting = browsing.outbox_items(workspace=workspace)
    waiting.sort(key=lambda item: (_URGENCY.get(item.state, 3), not is_failing(item), -item.n))
    everything = browsing.outbox_items(workspace=workspace, states=OutboxState)
    done = [
        item
        for item in everything
        if item.resolved_at is not None and item.kind is not OperationKind.REVEAL
    ]
    return _Read(waiting, done)
