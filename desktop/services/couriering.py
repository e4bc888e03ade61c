"""The file courier (摆渡): the exchange with the server where there is no network.

A request file goes out, somebody carries it to a machine with network, an answer file comes back.
Both are sealed: who carries them can read nothing and change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.contract.courier import ANSWER_BYTES, REQUEST_BYTES
from desktop.contract.problems import ProblemCode
from desktop.contract.sealed_file import FileKind, check, reading, writing
from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import ExpectedError, RefusedError, RuleViolationError
from desktop.sync import courier
from desktop.sync.courier_notes import fresh, read_notes, write_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from desktop.contract.operations import OutcomeStatus
    from desktop.services.workspace import Workspace
    from desktop.store.picture_wants import Missing
    from desktop.sync.courier_notes import CourierNotes
    from desktop.sync.parts import Progress


@dataclass(frozen=True, slots=True)
class CourierState:
    """Where the courier stands in this context.

    Attributes:
        registered: The server knows this device's keys; without that no file can be written.
        requested: Number of the last request file, 0 before the first.
        answered: Number of the request whose answer was taken in last, 0 before the first.
        due: Operations that the next request file would carry now.
        waiting: Operations still in their grace time.
        missing: Pictures of packs and queue that do not lie here.
    """

    registered: bool
    requested: int
    answered: int
    due: int
    waiting: int
    missing: int


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A request file was written.

    Attributes:
        path: Where it lies.
        number: Which one of this device in this context.
        operations: Operations in it; from now on they can be retracted but not taken back.
        left: Operations that stayed here: in their grace time, or too many for one file.
        pictures: Pictures asked for.
        size: Bytes of the file.
        expires_at: Epoch seconds after which the server takes it no more.
        changes: What screens re-read.
    """

    path: Path
    number: int
    operations: int
    left: int
    pictures: int
    size: int
    expires_at: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class ImportReport:
    """An answer file was taken in.

    Attributes:
        number: Number of the request that it answers.
        requested_at: When that was written, epoch seconds by this device's clock.
        answered_at: When the server answered, epoch seconds by the server's clock.
        outcomes: Operations that it speaks of, by what became of them.
        rows: Rows and exits applied.
        pictures: Pictures put away.
        resynced: A whole new generation was loaded.
        wiped: The replica was emptied because account or context ended; the outbox stays.
        notice: `courier_taken_in` or `courier_superseded` where rows were passed over because the
            data here are as new or newer; the problem tables have the words. Else empty.
        failures: What went wrong, as in a `SyncReport`.
        lease_until: Until when the data may be used offline now, epoch seconds, or None.
        changes: What screens re-read.
    """

    number: int
    requested_at: int
    answered_at: int
    outcomes: Mapping[OutcomeStatus, int] = field(default_factory=dict)
    rows: int = 0
    pictures: int = 0
    resynced: bool = False
    wiped: bool = False
    notice: str = ""
    failures: tuple[ExpectedError, ...] = ()
    lease_until: int | None = None
    changes: Changes = NOTHING

    @property
    def ok(self) -> bool:
        """Whether everything went through."""
        return not self.failures

    @property
    def settled(self) -> int:
        """How many operations the answer speaks of."""
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class RelayReport:
    """A file of somebody was handed in, and the answer for that person lies here.

    Attributes:
        path: The answer file, to be carried back.
        size: Its bytes.
    """

    path: Path
    size: int


def state(*, workspace: Workspace) -> CourierState:
    """Return where the courier stands."""
    replica = workspace.replica
    notes = read_notes(replica.meta)
    totals = replica.outbox.totals()
    due = len(replica.outbox.due(workspace.now, courier.MOST, courier.BODIES_BYTES))
    return CourierState(
        registered=notes is not None and bool(notes.server_box),
        requested=notes.number if notes else 0,
        answered=notes.taken.number if notes and notes.taken else 0,
        due=due,
        waiting=max(0, totals.queued + totals.sent - due),
        missing=len(replica.attachments.plan().missing),
    )


def export_request(
    *,
    workspace: Workspace,
    path: Path,
    wanted: Iterable[Missing] | None = None,
    pictures_of_new: bool = True,
) -> ExportReport:
    """Write a request file: what is due, where the replica stands, which pictures are missing.

    Args:
        workspace: The open context.
        path: Where to; by custom it ends with `.tdreq`. A file that lies there is replaced.
        wanted: Pictures to ask for; None takes those that task packs and queue lack.
        pictures_of_new: Ask for the pictures of the dossiers that the answer brings, too.

    Raises:
        RuleViolationError: `courier_not_registered`, `file_unwritable`.
        StorageFullError: The disk takes no more; what was marked as sent goes with the next file.
    """
    with workspace.engine.alone() as parts:
        if wanted is None:
            wanted = parts.replica.attachments.plan().missing
        packed = courier.pack(parts, wanted, pictures_of_new=pictures_of_new)
        notes = courier.registered(parts)
    with writing(path) as file:
        size = courier.write_request(file, packed.request, notes)
    return ExportReport(
        path=path,
        number=packed.request.number,
        operations=packed.operations,
        left=packed.left,
        pictures=len(packed.request.wanted),
        size=size,
        expires_at=packed.request.created_at + notes.lifetime,
        changes=packed.changes,
    )


def import_answer(
    *, workspace: Workspace, path: Path, progress: Progress | None = None
) -> ImportReport:
    """Take an answer file in: outcomes, rows with their cursor, pictures, lease.

    A second time, or after newer data came, it is harmless, and `notice` says so.

    Args:
        workspace: The open context.
        path: The file, by custom it ends with `.tdans`.
        progress: Called from this thread with rows got so far and rows to come in all.

    Raises:
        RuleViolationError: The file cannot be taken, nothing changed: `file_unreadable`,
            `courier_not_registered`, `courier_not_ours`, `courier_truncated`, `courier_damaged`,
            `courier_too_large`, `courier_is_request`, `courier_wrong_server`, `courier_foreign`,
            `courier_answer_expired`. With `courier_differs` outcomes were taken in, rows were not,
            and the next request asks for everything.
        StorageFullError: The disk takes no more.
    """
    with workspace.engine.alone() as parts, reading(path) as file:
        taken = courier.take_in(parts, file, progress)
        lease = parts.replica.meta.lease_until
    return ImportReport(
        number=taken.head.number,
        requested_at=taken.head.requested_at,
        answered_at=taken.head.server_time,
        outcomes=dict(taken.outcomes),
        rows=taken.rows,
        pictures=taken.pictures,
        resynced=taken.resynced,
        wiped=taken.wiped,
        notice=taken.notice,
        failures=() if taken.problem is None else (taken.problem,),
        lease_until=lease,
        changes=taken.changes,
    )


def relay(*, workspace: Workspace, request_path: Path, answer_path: Path) -> RelayReport:
    """Hand in somebody's request file and keep the answer for that person.

    The carrier needs a session and nothing else; it learns neither who asks nor what.

    Args:
        workspace: The carrier's open context.
        request_path: The file that was brought.
        answer_path: Where the answer goes, by custom it ends with `.tdans`.

    Raises:
        RuleViolationError: The file is none, or was damaged on its way: `file_unreadable`,
            `file_unwritable`, `courier_not_ours`, `courier_truncated`, `courier_damaged`,
            `courier_too_large`, `courier_is_answer`.
        RefusedError: `courier_unknown`: no device that this server knows wrote it.
        NotReachableError: Offline, or the answer was lost: trying again is harmless.
        StorageFullError: The disk takes no more.
    """
    with reading(request_path) as file:
        if check(file, REQUEST_BYTES).kind is not FileKind.REQUEST:
            raise RuleViolationError("courier_is_answer")
        file.seek(0)
        request = file.read()
    with writing(answer_path) as answer:
        workspace.api.courier(request, answer, ANSWER_BYTES)
        size = answer.tell()
    return RelayReport(answer_path, size)


def register_device(*, workspace: Workspace) -> None:
    """Tell the server this device's public keys, and pin the server's.

    Keys that were revoked are replaced by new ones.

    Raises:
        ExpectedError: The server was not reached, or refused.
    """
    with workspace.engine.alone() as parts:
        notes = read_notes(parts.replica.meta) or fresh()
        try:
            _register(workspace, notes)
        except RefusedError as error:
            if error.code != ProblemCode.COURIER_REVOKED:
                raise
            _register(workspace, fresh(notes))


def keep_registered(*, workspace: Workspace) -> None:
    """Register where that was not done yet in this history of the server; failing is no matter."""
    notes = read_notes(workspace.replica.meta)
    if notes is None or notes.epoch != workspace.session.epoch:
        try:
            register_device(workspace=workspace)
        except ExpectedError:
            return


def _register(workspace: Workspace, notes: CourierNotes) -> None:
    meta = workspace.replica.meta
    write_notes(meta, notes)  # first of all: the server must not know keys that got lost here
    server = workspace.api.register_courier(workspace.context, notes.public)
    write_notes(meta, notes.pinned(server, workspace.session.epoch))
