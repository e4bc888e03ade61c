"""The outbox: what waits and what happened, and every act on one item or on several."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.screens import texts
from desktop.screens.outbox.model import OutboxModel
from desktop.screens.outbox.reading import (
    Chosen,
    Read,
    Shown,
    bulk_of,
    read_all,
    read_shown,
)
from desktop.screens.outbox.words import Line, is_restless
from desktop.screens.ports import Lane
from desktop.services import adopting, resolving, reviewing
from desktop.services.conflicts import Way
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.contract.parked import ParkedReply
    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.resolving import Settled
    from desktop.services.workspace import Workspace
    from desktop.store.records import OutboxItem

_BEAT_MS: Final = 1000
_ACTS: Final = {
    Way.ADOPT_SERVER: resolving.adopt_server,
    Way.KEEP_MINE: resolving.keep_mine,
    Way.PUT_AWAY: resolving.put_away,
}


class OutboxPresenter(QObject):
    """Keeps the list current and acts.

    Signals:
        listed: Counts by `Chosen` of what there is.
        item_shown: A `Shown`, or None where nothing is chosen.
        bulk_changed: A `Bulk`: what the ticked items allow.
        settled: The `Settled` of a bulk act.
        failed: A sentence.
        ticked: A second has passed while something waits; words that count down are told anew.
        material_wanted: The person wants to look at a material; carries its id.
        mending_wanted: The person wants to act anew; carries the `OutboxItem` whose text is in the
            draft now.
        sync_wanted: Something was released to be sent now.
        replied: Key and `ParkedReply` of an item that was parked: somebody adopted it or declined.
    """

    listed = Signal(object)
    item_shown = Signal(object)
    bulk_changed = Signal(object)
    settled = Signal(object)
    failed = Signal(str)
    ticked = Signal()
    material_wanted = Signal(int)
    mending_wanted = Signal(object)
    sync_wanted = Signal()
    replied = Signal(str, object)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._jobs, self._hub = workspace, jobs, hub
        self.model = OutboxModel(self)
        self.line = Line()
        self._chosen = Chosen.OPEN
        self._key = ""
        self._read = Read([], [])
        self._shown = False
        self._stale = True
        self._replies: dict[str, ParkedReply] = {}
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.tick)
        self.model.checks_changed.connect(self._tell_bulk)
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
        self._mind_the_clock()

    def set_line(self, line: Line) -> None:
        """Take how the way to the server is."""
        self.line = line
        self.ticked.emit()

    def show_item(self, key: str) -> None:
        """Show an item beside the list."""
        self._key = key
        if self.model.row_of(key) < 0:
            self._key = ""
            self.item_shown.emit(None)
            return
        listed = [one.item for one in (*self._read.waiting, *self._read.done)]
        self._jobs.run(
            Lane.READ,
            partial(read_shown, self.workspace, key, listed),
            owner=self,
            on_success=partial(self._take_shown, key),
        )

    @Slot()
    def refresh(self) -> None:
        """Read the outbox again."""
        self._stale = False
        self._jobs.run(
            Lane.READ, partial(read_all, self.workspace), owner=self, on_success=self._take
        )

    @Slot()
    def tick(self) -> None:
        """Let what counts down say the present time; nothing is read."""
        self.model.set_now(self.workspace.clock())
        self.ticked.emit()

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
        if way is Way.REVIEW_AGAIN:
            work = partial(resolving.review_again, workspace=self.workspace, key=item.key)
            self._write(work, partial(self.mending_wanted.emit, item))
        else:
            self._write(partial(_ACTS[way], workspace=self.workspace, key=item.key))

    def settle(self, keys: Sequence[str], way: Way) -> None:
        """Go one way out of several soft conflicts."""
        self._jobs.run(
            Lane.WRITE,
            partial(resolving.settle_soft, workspace=self.workspace, keys=keys, way=way),
            owner=self,
            on_success=self._settled,
        )

    def _settled(self, settled: Settled) -> None:
        self.model.clear_checks()
        self._hub.publish(settled.changes)
        self.settled.emit(settled)

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

    def _take(self, read: Read) -> None:
        self._read = read
        self._show()
        self._mind_the_clock()

    def _show(self) -> None:
        counts = {chosen: len(self._read.of(chosen)) for chosen in Chosen}
        entries = self._read.of(self._chosen)
        keys = [one.item.key for one in entries]
        if self._key not in keys:
            self._key = keys[0] if keys else ""
        self.model.show_entries(entries, self.workspace.clock())
        self.listed.emit(counts)
        self.show_item(self._key)
        self._tell_bulk()

    @Slot()
    def _tell_bulk(self) -> None:
        self.bulk_changed.emit(bulk_of(self.model.checked()))

    def _take_shown(self, key: str, shown: Shown | None) -> None:
        if key != self._key:
            return
        self.item_shown.emit(shown)
        if shown is not None and shown.item.state is OutboxState.PARKED:
            self._ask_reply(key)

    def _ask_reply(self, key: str) -> None:
        """Ask whether somebody adopted what was parked; without the server nothing is said."""
        if key in self._replies:
            self.replied.emit(key, self._replies[key])
            return
        self._jobs.run(
            Lane.NETWORK,
            partial(adopting.reply_to, workspace=self.workspace, key=key),
            owner=self,
            on_success=partial(self._take_reply, key),
            on_error=_unheard,
        )

    def _take_reply(self, key: str, reply: ParkedReply | None) -> None:
        if reply is not None:
            self._replies[key] = reply
            self.replied.emit(key, reply)

    def _mind_the_clock(self) -> None:
        """Beat only while somebody looks at something that counts down."""
        restless = any(is_restless(one.item) for one in self._read.waiting)
        if self._shown and restless:
            self._beat.start()
        else:
            self._beat.stop()


def _unheard(_error: ExpectedError) -> None:
    """It is asked again when the item is shown the next time."""
