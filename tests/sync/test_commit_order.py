"""Several workers on one PostgreSQL: numbers in the order of commits, and one judge at a time.

A number that became visible after a higher one would be a gap in the feed that no reader ever
fills. Two things hold the order, each by itself: the writers' lock, and the row of the counter. The
last stories take them away and show that these stories would find it.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from server_stub.app import open_units
from server_stub.settings import demo_settings
from server_stub.storage import engine, sequence
from server_stub.storage.models import Notice
from tests.support import small_world
from tests.support.caller import Caller
from tests.support.reviewers import ended, verdict
from tests.support.server import ReferenceServer
from tests.support.small_world import ASSISTANT, MANAGER, NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from server_stub.services.unit import Unit, Units
    from tests.support.postgres import Postgres

ROUNDS = 150
IMPATIENT = "&options=-c%20lock_timeout%3D100ms"
"""For a database URL: who waits for a lock for so long gives up."""


@pytest.fixture
def url(postgres: Postgres) -> str:
    return postgres.new_database()


@contextmanager
def workers(folder: Path, *urls: str) -> Iterator[list[Units]]:
    """Open the same database once for each worker."""
    with ExitStack() as stack:
        opened = [open_units(demo_settings(folder, one), lambda: NOW) for one in urls]
        for units in opened:
            stack.callback(units.database.close)
        yield opened


class Follower:
    """Somebody who always asks for what is newer than the last number heard."""

    def __init__(self, units: Units) -> None:
        self.read: list[int] = []
        self._units = units

    def look(self) -> None:
        with self._units.reading() as unit:
            newer = select(Notice.seq).where(Notice.seq > (self.read[-1] if self.read else 0))
            self.read += unit.session.scalars(newer.order_by(Notice.seq))


def publish(unit: Unit) -> None:
    seq = sequence.take(unit.session)[0]
    unit.session.add(Notice(seq=seq, title=f"公告{seq}", body="", published_at=NOW))
    unit.session.flush()


def without_the_lock(_connection: Connection) -> None:
    """Stand in for the beginning of a write transaction."""


def test_a_reader_misses_nothing_that_two_workers_write(url: str, tmp_path: Path) -> None:
    with workers(tmp_path, url, url, url) as (one, other, third):
        follower = Follower(third)
        together = threading.Barrier(3)

        def write(units: Units) -> None:
            together.wait()
            for _round in range(ROUNDS):
                with units.writing() as unit:
                    publish(unit)

        writers = [threading.Thread(target=write, args=(units,)) for units in (one, other)]
        for writer in writers:
            writer.start()
        together.wait()
        while any(writer.is_alive() for writer in writers):
            follower.look()
        follower.look()

    assert follower.read == list(range(1, 2 * ROUNDS + 1))


@pytest.mark.parametrize("locked", [True, False])
def test_a_number_is_taken_only_when_the_one_before_is_committed(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    """The counter's row holds the order even where the writers' lock is gone."""
    if not locked:
        monkeypatch.setattr(engine, "_begin_postgresql", without_the_lock)
    with workers(tmp_path, url, url + IMPATIENT) as (one, impatient):
        follower = Follower(one)
        with one.writing() as first:
            publish(first)
            with (
                pytest.raises(OperationalError, match="lock timeout"),
                impatient.writing() as unit,
            ):
                publish(unit)
            follower.look()
        with one.writing() as second:
            publish(second)
        follower.look()

    assert follower.read == [1, 2]


def test_these_stories_would_find_a_gap(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With neither lock nor counter, what is committed late is never read."""
    numbers = count(1)

    def take(_session: Session, count: int = 1) -> range:
        first = next(numbers)
        return range(first, first + count)

    with workers(tmp_path, url) as [whole]:
        follower = Follower(whole)
        monkeypatch.setattr(engine, "_begin_postgresql", without_the_lock)
        monkeypatch.setattr(sequence, "take", take)
        with workers(tmp_path, url, url) as (one, other):
            with one.writing() as slow:
                publish(slow)
                with other.writing() as quick:
                    publish(quick)
                follower.look()
            follower.look()

    assert follower.read == [2]


@pytest.mark.parametrize(
    ("locked", "ends"),
    [
        (True, {("applied", "ok"), ("conflict", "decided")}),
        (False, {("applied", "ok")}),
    ],
)
def test_two_workers_never_judge_at_once(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: bool, ends: set[Any]
) -> None:
    """Two people decide at the same moment; without the lock, each would overrule the other."""
    if not locked:
        monkeypatch.setattr(engine, "_begin_postgresql", without_the_lock)
    settings = demo_settings(tmp_path, url)
    with (
        ReferenceServer(tmp_path, settings=settings) as one,
        ReferenceServer(tmp_path, settings=settings) as other,
        Caller.of(one, MANAGER) as manager,
        Caller.of(other, ASSISTANT) as assistant,
    ):
        with one.units.writing() as unit:
            material = small_world.apply_for(unit, "陈一")
        acts = [(manager, verdict(manager, material, "deferred"))]
        acts.append((assistant, verdict(assistant, material, "returned")))
        meeting = threading.Barrier(2)
        take = sequence.take

        def take_together(session: Session, count: int = 1) -> range:
            """Wait a moment for the other one, who has looked at the material by then."""
            with suppress(threading.BrokenBarrierError):
                meeting.wait(0.5)
            return take(session, count)

        monkeypatch.setattr(sequence, "take", take_together)
        said: list[tuple[str, str]] = []
        threads = [
            threading.Thread(target=lambda who, act: said.append(ended(who.decide(act)[0])), args=a)
            for a in acts
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert set(said) == ends
