"""文件摆渡: decisions leave in a file, and answers come in one, where there is no network."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop.contract.courier import ANSWER_SUFFIX, REQUEST_SUFFIX
from desktop.domain.errors import RuleViolationError
from desktop.screens.packs.courier_words import (
    CourierResult,
    problem_result,
    relayed_result,
    taken_result,
    written_result,
)
from desktop.screens.ports import Lane
from desktop.screens.times import local
from desktop.services import couriering, packing

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import JobHandle, Jobs
    from desktop.services.couriering import (
        CourierState,
        ExportReport,
        ImportReport,
        RelayReport,
    )
    from desktop.services.workspace import Workspace

T = TypeVar("T")

QUEUE: Final = ""
"""Asks for the pictures that the queue lacks; a pack's key asks for that pack's."""

NOTHING: Final = "-"
"""Asks for no pictures."""

_UNSAFE: Final = frozenset('\\/:*?"<>|')


class CourierAct(StrEnum):
    """What can be done here."""

    EXPORT = "export"
    TAKE_IN = "take_in"
    RELAY = "relay"


class CourierRead(NamedTuple):
    """Where the courier stands, and the packs whose pictures can be asked for: key and name."""

    state: CourierState
    packs: list[tuple[str, str]]


class CourierPresenter(QObject):
    """Writes, takes in and hands in files.

    Signals:
        read: A `CourierRead`.
        busy_changed: A `CourierAct` and whether it is under way.
        progressed: Rows got and rows to come of an answer; emitted on the thread of the work.
        ended: A `CourierAct` and its `CourierResult`.
        answer_taken: The `ImportReport` of an answer: lease and rights may have changed.
    """

    read = Signal(object)
    busy_changed = Signal(str, bool)
    progressed = Signal(int, int)
    ended = Signal(str, object)
    answer_taken = Signal(object)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._hub = workspace, jobs, hub
        self._under_way: dict[CourierAct, JobHandle] = {}
        self._stop = Event()
        self._shown = False
        self._stale = True
        hub.changed.connect(self._note)

    def set_shown(self, *, shown: bool) -> None:
        """Read only while somebody looks."""
        self._shown = shown
        if shown and self._stale:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read where the courier stands."""
        self._stale = False
        self._jobs.run(
            Lane.READ, partial(_read, self._workspace), owner=self, on_success=self.read.emit
        )

    def request_name(self) -> str:
        """Return the usual name of a request file that is written now."""
        at = local(self._workspace.now)
        name = "".join(
            "_" if letter in _UNSAFE else letter
            for letter in self._workspace.context.organization_name
        )
        words = self.tr("摆渡请求-{name}-{at}{suffix}")
        return words.format(name=name, at=f"{at:%Y%m%d-%H%M}", suffix=REQUEST_SUFFIX)

    def answer_name(self, request: str) -> str:
        """Return the usual name of the answer to a request file."""
        return str(Path(request).with_suffix(ANSWER_SUFFIX))

    def export(self, path: str, pictures: str = QUEUE) -> None:
        """Write a request file."""
        work = partial(_export, self._workspace, Path(path), pictures)
        self._begin(CourierAct.EXPORT, work, self._exported, path)

    def take_in(self, path: str) -> None:
        """Take an answer file in."""
        self._stop = Event()
        work = partial(
            couriering.import_answer,
            workspace=self._workspace,
            path=Path(path),
            progress=partial(_go_on, self._stop, self.progressed.emit),
        )
        self._begin(CourierAct.TAKE_IN, work, self._taken, path)

    def relay(self, request: str, answer: str) -> None:
        """Hand somebody's request file in, and keep the answer for that person."""
        work = partial(
            couriering.relay,
            workspace=self._workspace,
            request_path=Path(request),
            answer_path=Path(answer),
        )
        self._begin(CourierAct.RELAY, work, self._relayed, request)

    def cancel(self, act: CourierAct) -> None:
        """Stop an act: an answer is left as it was, an upload is no longer waited for."""
        if act is CourierAct.TAKE_IN:
            self._stop.set()
        elif act in self._under_way:
            self._under_way.pop(act).cancel()
            self.busy_changed.emit(act, False)

    def _begin(
        self,
        act: CourierAct,
        work: Callable[[], T],
        on_success: Callable[[T], None],
        path: str,
    ) -> None:
        self.busy_changed.emit(act, True)
        self._under_way[act] = self._jobs.run(
            Lane.NETWORK,
            work,
            owner=self,
            on_success=on_success,
            on_error=partial(self._fail, act, path),
        )

    def _exported(self, report: ExportReport) -> None:
        self._end(CourierAct.EXPORT, written_result(report), report.changes)

    def _taken(self, report: ImportReport) -> None:
        self._end(CourierAct.TAKE_IN, taken_result(report), report.changes)
        self.answer_taken.emit(report)

    def _relayed(self, report: RelayReport) -> None:
        self._end(CourierAct.RELAY, relayed_result(report), None)

    def _fail(self, act: CourierAct, path: str, error: ExpectedError) -> None:
        self._end(act, problem_result(error, Path(path).name), None)
        self.refresh()

    def _end(self, act: CourierAct, result: CourierResult, changes: Changes | None) -> None:
        self._under_way.pop(act, None)
        self.busy_changed.emit(act, False)
        self.ended.emit(act, result)
        if changes is not None:
            self._hub.publish(changes)

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes:
            self._stale = True
            if self._shown:
                self.refresh()


def _read(workspace: Workspace) -> CourierRead:
    packs = [(pack.key, pack.name) for pack in packing.packs(workspace=workspace) if not pack.ended]
    return CourierRead(couriering.state(workspace=workspace), packs)


def _export(workspace: Workspace, path: Path, pictures: str) -> ExportReport:
    if pictures == QUEUE:
        return couriering.export_request(workspace=workspace, path=path)
    wanted = (
        [] if pictures == NOTHING else packing.missing_pictures(workspace=workspace, key=pictures)
    )
    return couriering.export_request(
        workspace=workspace, path=path, wanted=wanted, pictures_of_new=False
    )


def _go_on(stop: Event, progress: Callable[[int, int], None], done: int, whole: int) -> None:
    """Pass progress on; the rows of an answer come in one transaction, which this may end."""
    if stop.is_set():
        raise RuleViolationError("courier_cancelled")
    progress(done, whole)
