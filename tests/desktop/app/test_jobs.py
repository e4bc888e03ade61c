"""Blocking work runs elsewhere and its result comes back to the UI thread, once."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from desktop.app.jobs import ThreadJobs
from desktop.domain.errors import NotReachableError
from desktop.screens.ports import Lane
from tests.support.waiting import until

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator


class Desk:
    """Jobs with a guard that keeps what reaches it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.guarded: list[Exception] = []
        self.jobs = ThreadJobs(loop, guard=self.guarded.append)
        self.owner = QObject()


@pytest.fixture
def desk(qloop: asyncio.AbstractEventLoop) -> Iterator[Desk]:
    desk = Desk(qloop)
    yield desk
    desk.jobs.close()


def _fail(error: Exception) -> None:
    raise error


async def test_work_runs_on_its_lane_and_reports_on_the_ui_thread(desk: Desk) -> None:
    seen: list[tuple[str, bool]] = []

    def report(name: str) -> None:
        seen.append((name, threading.current_thread() is threading.main_thread()))

    for lane in Lane:
        desk.jobs.run(
            lane,
            lambda: threading.current_thread().name.rpartition("_")[0],
            owner=desk.owner,
            on_success=report,
        )
    await until(lambda: len(seen) == len(Lane))
    assert set(seen) == {(f"lane-{lane}", True) for lane in Lane}


async def test_jobs_of_one_reader_run_one_after_the_other(desk: Desk) -> None:
    order: list[str] = []
    gate = threading.Event()

    def first() -> None:
        gate.wait(5)
        order.append("first")

    desk.jobs.run(Lane.READ, first, owner=desk.owner)
    desk.jobs.run(Lane.READ, partial(order.append, "second"), owner=desk.owner)
    gate.set()
    await until(lambda: len(order) == 2)
    assert order == ["first", "second"]


async def test_an_expected_error_reaches_the_one_who_asked(desk: Desk) -> None:
    told: list[object] = []
    desk.jobs.run(
        Lane.NETWORK,
        partial(_fail, NotReachableError()),
        owner=desk.owner,
        on_error=told.append,
    )
    await until(lambda: told)
    assert isinstance(told[0], NotReachableError)
    assert not desk.guarded


async def test_a_failure_that_nobody_takes_reaches_the_guard_once(desk: Desk) -> None:
    told: list[object] = []
    desk.jobs.run(Lane.READ, partial(_fail, NotReachableError()), owner=desk.owner)
    desk.jobs.run(Lane.READ, lambda: 1 // 0, owner=desk.owner, on_error=told.append)
    desk.jobs.run(Lane.READ, lambda: 7, owner=desk.owner, on_success=lambda _n: _fail(KeyError()))
    await until(lambda: len(desk.guarded) == 3)
    assert [type(e) for e in desk.guarded] == [NotReachableError, ZeroDivisionError, KeyError]
    assert not told


async def test_a_result_for_a_closed_screen_is_dropped(desk: Desk) -> None:
    import shiboken6  # noqa: PLC0415 - only this story destroys a screen

    told: list[object] = []
    gate = threading.Event()
    screen = QObject()
    desk.jobs.run(Lane.READ, partial(gate.wait, 5), owner=screen, on_success=told.append)
    shiboken6.delete(screen)
    gate.set()
    done: list[object] = []
    desk.jobs.run(Lane.READ, lambda: 1, owner=desk.owner, on_success=done.append)
    await until(lambda: done)
    assert not told


async def test_a_discarded_job_that_has_not_begun_is_not_done(desk: Desk) -> None:
    done: list[str] = []
    gate = threading.Event()
    desk.jobs.run(Lane.READ, partial(gate.wait, 5), owner=desk.owner)
    handle = desk.jobs.run(Lane.READ, partial(done.append, "stale"), owner=desk.owner)
    handle.cancel()
    gate.set()
    desk.jobs.run(Lane.READ, partial(done.append, "fresh"), owner=desk.owner)
    await until(lambda: done)
    assert done == ["fresh"]


async def test_closing_finishes_what_was_to_be_written(desk: Desk) -> None:
    written: list[int] = []
    told: list[object] = []
    for n in range(20):
        desk.jobs.run(
            Lane.WRITE, partial(written.append, n), owner=desk.owner, on_success=told.append
        )
    desk.jobs.close()
    assert written == list(range(20))
    assert not told
    desk.jobs.run(Lane.WRITE, partial(written.append, 99), owner=desk.owner)
    assert 99 not in written


async def test_a_nested_loop_in_a_callback_holds_up_no_other_job(desk: Desk) -> None:
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - only this story nests loops

    told: list[str] = []

    def nested(_result: object) -> None:
        inner = QEventLoop()
        desk.jobs.run(
            Lane.NETWORK,
            lambda: "inside",
            owner=desk.owner,
            on_success=lambda text: (told.append(text), inner.quit()),
        )
        QTimer.singleShot(5000, inner.quit)
        inner.exec()

    desk.jobs.run(Lane.READ, lambda: None, owner=desk.owner, on_success=nested)
    await until(lambda: told)
    assert told == ["inside"]
    assert not desk.guarded
