"""Transactions: one writer at a time, readers that see one state, nothing half done."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from server_stub.storage import sequence
from server_stub.storage.models import Notice
from tests.support import small_world

if TYPE_CHECKING:
    from server_stub.services.unit import Units

WRITERS = 4
ROUNDS = 25


def _notice(seq: int) -> Notice:
    return Notice(seq=seq, title=f"公告{seq}", body="", published_at=small_world.NOW)


def test_numbers_rise_in_the_order_of_commits(empty: Units) -> None:
    """A reader that keeps asking for what is newer misses nothing, whoever writes."""
    read: list[int] = []
    writing = threading.Barrier(WRITERS + 1)

    def write() -> None:
        writing.wait()
        for _round in range(ROUNDS):
            with empty.writing() as unit:
                unit.session.add(_notice(sequence.take(unit.session)[0]))

    writers = [threading.Thread(target=write) for _writer in range(WRITERS)]
    for writer in writers:
        writer.start()
    writing.wait()
    while len(read) < WRITERS * ROUNDS:
        with empty.reading() as unit:
            newer = select(Notice.seq).where(Notice.seq > (read[-1] if read else 0))
            read += unit.session.scalars(newer.order_by(Notice.seq))
    for writer in writers:
        writer.join()

    assert read == list(range(1, WRITERS * ROUNDS + 1))


def test_a_read_sees_one_state_while_others_write(empty: Units) -> None:
    count = select(func.count()).select_from(Notice)
    with empty.reading() as before:
        assert before.session.execute(count).scalar_one() == 0
        with empty.writing() as unit:
            unit.session.add(_notice(sequence.take(unit.session)[0]))
        assert before.session.execute(count).scalar_one() == 0
    with empty.reading() as after:
        assert after.session.execute(count).scalar_one() == 1


def test_what_fails_leaves_nothing_behind(empty: Units) -> None:
    def fail() -> None:
        with empty.writing() as unit:
            unit.session.add(_notice(sequence.take(unit.session)[0]))
            unit.session.flush()
            unit.session.add(_notice(1))

    with pytest.raises(IntegrityError):
        fail()

    with empty.reading() as unit:
        assert sequence.last(unit.session) == 0
        assert unit.session.execute(select(func.count()).select_from(Notice)).scalar_one() == 0


def test_paths_compare_byte_by_byte_on_every_engine(units: Units) -> None:
    with units.reading() as unit:
        order = unit.session.scalars(text("SELECT path FROM organization ORDER BY path"))
        assert list(order) == sorted(small_world.PATHS.values())
