"""What the page 离线任务包 shows and does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.review import ReviewStatus
from desktop.screens.ports import Lane
from desktop.services import browsing, packing
from desktop.store.filters import MaterialFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.packing import PackShelf
    from desktop.services.workspace import Workspace
    from desktop.store.records import ReplicaState


class PacksRead(NamedTuple):
    """What one job reads."""

    shelf: PackShelf
    state: ReplicaState
    pending: int
    reviewable: int


@dataclass(frozen=True, slots=True)
class Around:
    """Where the person is: what a new pack may be made of.

    Attributes:
        path: The chosen subtree.
        name: Its institution.
        year: The year in work, or None.
        listed: The filter of the material list.
    """

    path: str = ""
    name: str = ""
    year: int | None = None
    listed: MaterialFilter = field(default_factory=MaterialFilter)

    def subtree(self, *, only_pending: bool) -> MaterialFilter:
        """Return the filter of the subtree."""
        statuses = frozenset({ReviewStatus.PENDING}) if only_pending else frozenset[ReviewStatus]()
        return MaterialFilter(statuses=statuses, organization_path=self.path, year=self.year)


class PacksPresenter(QObject):
    """Reads packs and meters after every change, and acts on packs.

    Signals:
        read: A `PacksRead`.
        counted: How many dossiers the filter asked for last would find.
        made: A pack was made.
        refused: An act did not go; carries the error.
        done: A sentence about what was done.
    """

    read = Signal(object)
    counted = Signal(int)
    made = Signal()
    refused = Signal(object)
    done = Signal(str)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._jobs, self._hub = workspace, jobs, hub
        batch = workspace.current_batch
        context = workspace.context
        self.around = Around(
            path=context.organization_path,
            name=context.organization_name,
            year=batch.year if batch is not None else None,
        )
        self._asked = 0
        self._shown = False
        self._stale = True
        hub.changed.connect(self._note)

    @property
    def default_expiry(self) -> int:
        """When a new pack expires unless the person says otherwise, epoch seconds."""
        return packing.default_expiry(workspace=self.workspace)

    def move(self, **changed: object) -> None:
        """Note where the person is now: fields of `Around`."""
        self.around = replace(self.around, **changed)  # type: ignore[arg-type] # its own fields
        self._note_stale()

    def set_shown(self, *, shown: bool) -> None:
        """Read only while somebody looks."""
        self._shown = shown
        if shown and self._stale:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read packs and meters."""
        self._stale = False
        self._jobs.run(
            Lane.READ,
            partial(_read, self.workspace, self.around.year),
            owner=self,
            on_success=self.read.emit,
        )

    def count(self, chosen: MaterialFilter) -> None:
        """Find out how many dossiers a pack would hold."""
        self._asked += 1
        self._jobs.run(
            Lane.READ,
            partial(packing.count, workspace=self.workspace, chosen=chosen),
            owner=self,
            on_success=partial(self._counted, self._asked),
        )

    def make(self, name: str, chosen: MaterialFilter, expires_at: int) -> None:
        """Make a pack; `made` or `refused` tells how it went."""
        work = partial(
            packing.make,
            workspace=self.workspace,
            name=name,
            chosen=chosen,
            expires_at=expires_at,
        )
        self._write(work, self.made.emit)

    def renew(self, key: str) -> None:
        """Choose a pack's dossiers anew."""
        sentence = self.tr("任务包已按原来的筛选更新")
        work = partial(packing.renew, workspace=self.workspace, key=key)
        self._write(work, partial(self.done.emit, sentence))

    def remove(self, key: str) -> None:
        """Forget a pack."""
        sentence = self.tr("任务包已删除；图片留在本机，需要空间时才清除")
        work = partial(packing.remove, workspace=self.workspace, key=key)
        self._write(work, partial(self.done.emit, sentence))

    def _write(self, work: Callable[[], Changes], then: Callable[[], None]) -> None:
        self._jobs.run(
            Lane.WRITE,
            work,
            owner=self,
            on_success=partial(self._written, then),
            on_error=self._refuse,
        )

    def _written(self, then: Callable[[], None], changes: Changes) -> None:
        self._hub.publish(changes)
        then()

    def _refuse(self, error: ExpectedError) -> None:
        self.refused.emit(error)

    def _counted(self, asked: int, number: int) -> None:
        if asked == self._asked:
            self.counted.emit(number)

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes:
            self._note_stale()

    def _note_stale(self) -> None:
        self._stale = True
        if self._shown:
            self.refresh()


def _read(workspace: Workspace, year: int | None) -> PacksRead:
    own = browsing.own_totals(workspace=workspace, year=year)
    return PacksRead(
        shelf=packing.shelf(workspace=workspace),
        state=browsing.state(workspace=workspace),
        pending=own.by_status.get(ReviewStatus.PENDING, 0),
        reviewable=browsing.reviewable_offline(workspace=workspace, year=year),
    )
