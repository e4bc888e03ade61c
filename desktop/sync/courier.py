"""The exchange by file: outbox to request file, answer file to replica.

The same operations with the same keys travel as online, and the same outcomes and pages come back;
so nothing is doubled whichever way arrives first, and nothing is taken in by halves.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from desktop.contract.courier import (
    ANSWER_BYTES,
    BATCHES,
    PICTURES,
    CourierAnswer,
    CourierRequest,
    RecordKind,
    WantedPicture,
    picture_of,
    records,
)
from desktop.contract.operations import (
    BATCH_BYTES,
    BATCH_ITEMS,
    Operation,
    OperationBatch,
    Outcomes,
)
from desktop.contract.problems import STATUS_OF, ProblemCode
from desktop.contract.sealed_file import FileKind, Sealer, check, opened
from desktop.contract.sync import ChangesPage
from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import RefusedError, RuleViolationError, SignInRequiredError
from desktop.sync.courier_notes import CourierNotes, Taken, read_notes, write_notes
from desktop.sync.engine import EVERYTHING, ends_the_right_to_hold_data
from desktop.sync.pull import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO, TypeVar

    from desktop.contract.courier import Record
    from desktop.contract.operations import Outcome, OutcomeStatus
    from desktop.domain.errors import ExpectedError
    from desktop.store.picture_wants import Missing
    from desktop.sync.parts import Parts, Progress

    M = TypeVar("M", bound=BaseModel)

MOST: Final = BATCHES * BATCH_ITEMS // 2
"""Operations in one file at most: batches that are cut by their bytes need room, too."""

_OPERATION: Final[TypeAdapter[Operation]] = TypeAdapter(Operation)
_FRAME_BYTES: Final = 200
BODIES_BYTES: Final = 12 << 20
"""Bytes of operations in one file: the rest of its size is room for wanted pictures."""


class Packed(NamedTuple):
    """What a request file carries.

    Attributes:
        request: Everything, ready to be sealed.
        operations: How many operations; from now on they can only be retracted.
        left: How many wait for another file, or for the end of their grace time.
        changes: What screens re-read.
    """

    request: CourierRequest
    operations: int
    left: int
    changes: Changes


@dataclass(slots=True)
class TakenIn:
    """What an answer brought.

    Attributes:
        head: What it says of itself.
        outcomes: Operations that the answer speaks of, by what became of them.
        rows: Rows and exits applied.
        pictures: Pictures put away.
        resynced: A whole new generation was loaded.
        wiped: The replica was emptied because the account or the context ended; the outbox stays.
        problem: Why the server brought no rows, if it did not.
        notice: Why rows were passed over: `courier_taken_in` or `courier_superseded`; else empty.
        changes: What screens re-read.
    """

    head: CourierAnswer
    outcomes: Counter[OutcomeStatus] = field(default_factory=Counter)
    rows: int = 0
    pictures: int = 0
    resynced: bool = False
    wiped: bool = False
    problem: ExpectedError | None = None
    notice: str = ""
    changes: Changes = NOTHING


def pack(parts: Parts, wanted: Iterable[Missing], *, pictures_of_new: bool) -> Packed:
    """Gather what is due and mark it as sent, durably, before anything is written.

    Args:
        parts: The local end; the server is not asked.
        wanted: Pictures to ask for; at most `PICTURES` are.
        pictures_of_new: Ask for the pictures of the dossiers that the answer brings, too.

    Raises:
        RuleViolationError: `courier_not_registered`: the server has to be met online once.
    """
    replica = parts.replica
    with replica.write():
        notes = registered(parts)
        operations = _readable(replica.outbox.due(parts.now, MOST, BODIES_BYTES))
        changes = replica.outbox.mark_sent(str(one.key) for one, _size in operations)
        number = notes.number + 1
        write_notes(replica.meta, notes.model_copy(update={"number": number}))
        totals = replica.outbox.totals()
    request = CourierRequest(
        device_id=parts.device_id,
        context=parts.context.key,
        number=number,
        created_at=parts.now,
        cursor=replica.meta.cursor,
        whole=notes.whole,
        batches=tuple(_batches(parts.device_id, operations)),
        wanted=tuple(
            WantedPicture(material_id=one.material_id, sha256=one.sha256)
            for one, _ in zip(wanted, range(PICTURES), strict=False)
        ),
        pictures_of_new=pictures_of_new,
    )
    return Packed(request, len(operations), totals.queued, changes)


def write_request(out: BinaryIO, request: CourierRequest, notes: CourierNotes) -> int:
    """Seal a request for the server; return the size of the file."""
    sealer = Sealer(out, FileKind.REQUEST, notes.keys, bytes.fromhex(notes.server_box))
    sealer.write(request.model_dump_json().encode())
    sealer.finish()
    return out.tell()


def registered(parts: Parts) -> CourierNotes:
    """Return the notes of a device whose keys the server knows.

    Raises:
        RuleViolationError: `courier_not_registered`.
    """
    notes = read_notes(parts.replica.meta)
    if notes is None or not notes.server_box:
        raise RuleViolationError("courier_not_registered")
    return notes


def _readable(bodies: list[bytes]) -> list[tuple[Operation, int]]:
    """Return operations with their sizes; one that no server could read waits for the network.

    There it spoils a batch, is found and rejected for its author to see.
    """
    found: list[tuple[Operation, int]] = []
    for body in bodies:
        with suppress(ValidationError):
            found.append((_OPERATION.validate_json(body), len(body) + 1))
    return found


def _batches(device_id: str, operations: list[tuple[Operation, int]]) -> Iterator[OperationBatch]:
    """Bundle operations as the online way does: at most so many and so many bytes at once."""
    items: list[Operation] = []
    used = 0
    for operation, size in operations:
        if items and (len(items) == BATCH_ITEMS or used + size > BATCH_BYTES - _FRAME_BYTES):
            yield OperationBatch(device_id=device_id, items=tuple(items))
            items, used = [], 0
        items.append(operation)
        used += size
    if items:
        yield OperationBatch(device_id=device_id, items=tuple(items))


def take_in(parts: Parts, file: BinaryIO, progress: Progress | None = None) -> TakenIn:
    """Take an answer in: outcomes, rows with their cursor, pictures, lease.

    Outcomes count for ever, so they are written down from any answer for this device. Rows are
    taken by a replica that stands where the request stood, all in one transaction, and only if they
    make up what the server counted.

    Raises:
        RuleViolationError: `courier_not_registered`, `courier_wrong_server`, `courier_foreign`,
            `courier_answer_expired`, `courier_is_request`, or as `sealed_file.check` says; nothing
            was taken in.
        RuleViolationError: `courier_differs`: outcomes were taken in, rows not; the next request
            asks for everything.
        StorageFullError: The disk takes no more.
    """
    notes = registered(parts)
    envelope = check(file, ANSWER_BYTES)
    if envelope.kind is not FileKind.ANSWER:
        raise RuleViolationError("courier_is_request")
    if envelope.signer.hex() != notes.server_sign:
        raise RuleViolationError("courier_wrong_server")
    coming = _Coming(records(opened(file, envelope, notes.keys, ANSWER_BYTES)))
    taken = TakenIn(_head(coming, parts))
    _settle(parts, coming.outcomes(), taken)
    if not _fits(parts, taken.head):
        taken.notice = _why_passed_over(parts, taken.head)
        coming.pass_over(RecordKind.PAGE)
    elif taken.head.problem:
        _heed(parts, taken)
    else:
        _take_rows(parts, coming, taken, progress)
    _take_pictures(parts, coming, taken)
    _renew_lease(parts, taken.head)
    return taken


class _Coming:
    """The records of an answer, read one after the other, never twice."""

    def __init__(self, coming: Iterator[Record]) -> None:
        self._coming = coming
        self._next: Record | None = next(coming)

    def of(self, kind: RecordKind) -> Iterator[bytes]:
        """Yield the records of a kind that come now."""
        while self._next is not None and self._next.kind == kind:
            body = self._next.body
            self._next = next(self._coming, None)
            yield body

    def pass_over(self, kind: RecordKind) -> None:
        """Leave the records of a kind that come now."""
        for _body in self.of(kind):
            pass

    def outcomes(self) -> list[Outcome]:
        """Return all outcomes."""
        bodies = self.of(RecordKind.OUTCOMES)
        return [one for body in bodies for one in _parsed(Outcomes, body).results]

    def pages(self) -> Iterator[ChangesPage]:
        """Yield the pages of the feed."""
        for body in self.of(RecordKind.PAGE):
            yield _parsed(ChangesPage, body)


def _parsed(model: type[M], body: bytes) -> M:
    try:
        return model.model_validate_json(body)
    except ValidationError:
        # The cause quotes what came, perhaps personal data: it must not reach a log.
        raise RuleViolationError("courier_damaged") from None


def _head(coming: _Coming, parts: Parts) -> CourierAnswer:
    (head,) = [_parsed(CourierAnswer, body) for body in coming.of(RecordKind.HEAD)]
    if (head.device_id, head.context) != (parts.device_id, parts.context.key):
        raise RuleViolationError("courier_foreign")
    if head.lease_until and head.lease_until < parts.now:
        raise RuleViolationError("courier_answer_expired")
    return head


def _settle(parts: Parts, outcomes: list[Outcome], taken: TakenIn) -> None:
    taken.outcomes = Counter(outcome.status for outcome in outcomes)
    taken.changes |= parts.replica.outbox.record_outcomes(outcomes, parts.now)


def _fits(parts: Parts, head: CourierAnswer) -> bool:
    """Tell whether the replica stands where the rows of an answer begin, or between there and end.

    The latter is so after the answer to an earlier request that was made on the same spot.
    """
    cursor = parts.replica.meta.cursor
    if cursor == head.asked_from:
        return True
    before = registered(parts).taken
    return (
        before is not None
        and cursor == before.next
        and head.asked_from == before.asked_from
        and head.seq > before.seq
    )


def _why_passed_over(parts: Parts, head: CourierAnswer) -> str:
    before = registered(parts).taken
    again = before is not None and (before.number, before.seq) == (head.number, head.seq)
    return "courier_taken_in" if again else "courier_superseded"


def _heed(parts: Parts, taken: TakenIn) -> None:
    """Do what follows from the server's refusal to bring rows."""
    taken.problem = _error_of(taken.head.problem)
    if ends_the_right_to_hold_data(taken.problem):
        parts.replica.wipe(keep_outbox=True)
        taken.wiped = True
        taken.changes |= EVERYTHING
    if taken.head.problem == ProblemCode.COURIER_REVOKED:
        notes = registered(parts)
        write_notes(parts.replica.meta, notes.model_copy(update={"epoch": ""}))


def _error_of(problem: str) -> ExpectedError:
    if problem == ProblemCode.ACCOUNT_DISABLED:
        return SignInRequiredError(problem)
    known = {code.value: status for code, status in STATUS_OF.items()}
    return RefusedError(problem, status=known.get(problem, 0))


def _take_rows(parts: Parts, coming: _Coming, taken: TakenIn, progress: Progress | None) -> None:
    head, notes = taken.head, registered(parts)
    pages = _counted(coming.pages(), taken, progress)
    now = Taken(number=head.number, asked_from=head.asked_from, next=head.next, seq=head.seq)
    try:
        taken.changes |= _applied(parts, pages, notes.model_copy(update={"taken": now}), head)
    except RuleViolationError:
        write_notes(parts.replica.meta, notes.model_copy(update={"whole": True}))
        raise
    taken.resynced = head.whole


def _counted(
    pages: Iterator[ChangesPage], taken: TakenIn, progress: Progress | None
) -> Iterator[ChangesPage]:
    for page in pages:
        taken.rows += rows_of(page)
        if progress is not None:
            progress(taken.rows, max(taken.head.total, taken.rows))
        yield page


def _applied(
    parts: Parts, pages: Iterator[ChangesPage], notes: CourierNotes, head: CourierAnswer
) -> Changes:
    """Apply rows, cursor and notes in one transaction, if they make up what the server counted."""
    feed = parts.replica.feed
    if head.whole:
        feed.begin_generation()
        for page in pages:
            feed.load(page)
    with parts.replica.write():
        if head.whole:
            changes = feed.finish_generation(head.next, parts.now)
        else:
            changes = feed.apply(pages, head.next, parts.now)
        if head.digest != feed.digest():
            raise RuleViolationError("courier_differs")
        write_notes(parts.replica.meta, notes.model_copy(update={"whole": False}))
    return changes


def _take_pictures(parts: Parts, coming: _Coming, taken: TakenIn) -> None:
    for body in coming.of(RecordKind.PICTURE):
        material_id, data = picture_of(body)
        name = sha256(data).hexdigest()
        taken.changes |= parts.replica.attachments.put(name, material_id, data)
        taken.pictures += 1


def _renew_lease(parts: Parts, head: CourierAnswer) -> None:
    meta = parts.replica.meta
    meta.lease_until = max(head.lease_until, meta.lease_until or 0)
