"""Bugs that the model must find, each as it would look in the product.

A mutant is a context manager that swaps an attribute of the real code. `tests.sync.test_mutants`
tells for each of them a short story in which it does harm; a mutant that nobody notices fails.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete

from desktop.contract.operations import OutcomeCode, OutcomeStatus
from desktop.domain.changes import NOTHING, Changes
from desktop.store.attachments import Attachments
from desktop.store.delta import Delta
from desktop.store.feed import Feed
from desktop.store.outbox import Outbox
from desktop.sync import engine
from server_stub.services import applying, judging, moving, reviewing
from server_stub.storage import reviews
from server_stub.storage.models import Applied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from desktop.contract.session import Session
    from desktop.sync.parts import Parts

    Mutant = Callable[[], AbstractContextManager[None]]

MUTANTS: Final[dict[str, Mutant]] = {}


@contextmanager
def _swapped(owner: Any, name: str, value: object) -> Iterator[None]:  # noqa: ANN401 - class or module
    usual = vars(owner)[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, usual)


def _mutant(function: Callable[[], Iterator[None]]) -> Mutant:
    made = contextmanager(function)
    MUTANTS[function.__name__] = made
    return made


# ---------------------------------------------------------------------------- at the server


@_mutant
def no_authz() -> Iterator[None]:
    """The server does not ask whether the author still may."""
    with _swapped(judging, "_entitled", _nothing):
        yield


@_mutant
def final_overwrite() -> Iterator[None]:
    """A verdict that comes too late counts, even over 审核不通过: the last one wins."""

    def decidable(*_arguments: object, **_more: object) -> judging.Judgement:
        return judging.APPLIED

    with _swapped(judging, "_decidable", decidable):
        yield


@_mutant
def no_version() -> Iterator[None]:
    """The server looks at what stands now, and not at what the author saw."""

    def expected(_hearing: object, _operation: object, dossier: Any) -> tuple[int, None]:  # noqa: ANN401 - as it comes
        return dossier.rev, None

    with _swapped(judging, "_expected", expected):
        yield


@_mutant
def no_dedupe() -> Iterator[None]:
    """A key that comes again is judged again, and the new result replaces the old one."""
    record = reviews.record

    def replacing(session: Any, **parts: Any) -> None:  # noqa: ANN401 - whatever there is to record
        keys = [row.key for row in parts.get("applied_rows", ())]
        session.execute(delete(Applied).where(Applied.key.in_(keys)))
        record(session, **parts)

    def unknown(*_arguments: object) -> dict[str, object]:
        return {}

    with _swapped(reviews, "applied", unknown), _swapped(reviews, "record", replacing):
        yield


@_mutant
def replay_shown_as_conflict() -> Iterator[None]:
    """A key that comes again is answered as if somebody else had been faster."""
    applied = reviews.applied

    def soured(*arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - as it comes
        bad = f'"{OutcomeStatus.CONFLICT}","code":"{OutcomeCode.DECIDED}"'.encode()
        good = f'"{OutcomeStatus.APPLIED}","code":"{OutcomeCode.OK}"'.encode()
        rows = applied(*arguments)
        return {key: _Row(row, row.result.replace(good, bad)) for key, row in rows.items()}

    with _swapped(reviews, "applied", soured):
        yield


class _Row:
    """A stored result with other words."""

    def __init__(self, row: Any, result: bytes) -> None:  # noqa: ANN401 - a row as it comes
        self.fingerprint, self.material_id, self.rev = row.fingerprint, row.material_id, row.rev
        self.result = result


@_mutant
def ack_before_commit() -> Iterator[None]:
    """The server answers, and writes what it answered only with the next batch."""
    write = reviewing._write
    behind: list[Any] = []

    def later(unit: Any, book: Any) -> None:  # noqa: ANN401 - as it comes
        for one in behind:
            write(unit, one)
        behind[:] = [book]

    with _swapped(reviewing, "_write", later):
        yield


@_mutant
def rev_used_twice() -> Iterator[None]:
    """A restored server counts on as if nothing had been lost."""

    def no_floor(_session: object) -> int:
        return 0

    with _swapped(reviewing, "rev_floor", no_floor), _swapped(applying, "rev_floor", no_floor):
        yield


@_mutant
def move_without_departures() -> Iterator[None]:
    """Nobody tells the old superior that an institution has gone."""
    with _swapped(moving, "_append", _nothing):
        yield


# ---------------------------------------------------------------------------- at the client


@_mutant
def cursor_first() -> Iterator[None]:
    """The cursor moves on before the rows that belong to it are safe."""
    apply = Feed.apply

    def hasty(feed: Feed, pages: Any, cursor: str, *more: Any) -> Changes:  # noqa: ANN401 - as it comes
        feed._meta.cursor = cursor
        return apply(feed, pages, cursor, *more)

    with _swapped(Feed, "apply", hasty):
        yield


@_mutant
def drop_exits() -> Iterator[None]:
    """What left the scope stays on the device."""
    with _swapped(Delta, "_remove", _nothing):
        yield


@_mutant
def no_sweep() -> Iterator[None]:
    """Pictures of people who left stay on the device."""

    def kept(_attachments: object) -> Changes:
        return NOTHING

    with _swapped(Attachments, "sweep", kept):
        yield


@_mutant
def resync_drops_outbox() -> Iterator[None]:
    """A new generation begins with an empty outbox."""
    finish = Feed.finish_generation

    def clean(feed: Feed, *arguments: Any) -> Changes:  # noqa: ANN401 - as it comes
        with feed._database.write() as tables:
            tables.run("DELETE FROM outbox WHERE state = 'queued'")
        return finish(feed, *arguments)

    with _swapped(Feed, "finish_generation", clean):
        yield


@_mutant
def forget_not_before() -> Iterator[None]:
    """A retry forgets the grace time of what waits beside it."""
    due, claim = Outbox.due, Outbox.claim

    def early(outbox: Outbox, _now: int, *more: Any) -> Any:  # noqa: ANN401 - as it comes
        return due(outbox, 1 << 40, *more)

    def grasping(outbox: Outbox, _now: int, *more: Any) -> Any:  # noqa: ANN401 - as it comes
        return claim(outbox, 1 << 40, *more)

    with _swapped(Outbox, "due", early), _swapped(Outbox, "claim", grasping):
        yield


@_mutant
def late_mark() -> Iterator[None]:
    """An operation is marked as sent only once its answer is there."""
    claim = Outbox.claim

    def not_yet(outbox: Outbox, *arguments: Any) -> Any:  # noqa: ANN401 - as it comes
        batch = claim(outbox, *arguments)
        outbox.give_back(batch)
        return batch

    with _swapped(Outbox, "claim", not_yet):
        yield


@_mutant
def epoch_ignored() -> Iterator[None]:
    """A client goes on showing as applied what a restored server does not know."""

    def calm(parts: Parts, session: Session) -> Changes:
        parts.replica.meta.epoch = session.epoch
        return NOTHING

    with _swapped(engine, "recall", calm):
        yield


@_mutant
def no_wipe() -> Iterator[None]:
    """Who lost the right goes on reading what lies on the device."""
    with _swapped(engine.SyncEngine, "_wipe_if_over", _nothing):
        yield


def _nothing(*_arguments: object) -> None:
    """Do nothing, and find nothing wrong."""
