"""Blocking work off the UI thread: the only module that knows the asyncio loop inside Qt's.

A job is a future of a thread pool, bound to the loop; its callbacks run as plain loop callbacks and
never inside a coroutine, so that a nested Qt loop (a menu, a native dialog) disturbs no other job.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, TypeVar

import qasync
import shiboken6

from desktop.domain.errors import ExpectedError
from desktop.screens.ports import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

T = TypeVar("T")

_THREADS: Final = {Lane.READ: 1, Lane.WALK: 1, Lane.WRITE: 1, Lane.NETWORK: 4}


def event_loop(application: QApplication) -> asyncio.AbstractEventLoop:
    """Return an asyncio loop that runs on the application's own event loop."""
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(application)
    return loop


class Job:
    """A job under way."""

    def __init__(self, work: Future[Any], future: asyncio.Future[Any]) -> None:
        self._work = work
        self._future = future

    def cancel(self) -> None:
        """Discard the job: work that has not begun stays undone, and no callback is called."""
        self._work.cancel()
        self._future.cancel()


class ThreadJobs:
    """Runs jobs on their lanes and calls back on the UI thread.

    Args:
        loop: The loop of the UI thread.
        guard: Told once of every failure that nobody else takes, on the UI thread.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, *, guard: Callable[[Exception], None]
    ) -> None:
        self._loop = loop
        self._guard = guard
        self._pools = {
            lane: ThreadPoolExecutor(count, thread_name_prefix=f"lane-{lane}")
            for lane, count in _THREADS.items()
        }
        self._under_way: set[asyncio.Future[Any]] = set()
        self._closed = False

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_success: Callable[[T], None] | None = None,
        on_error: Callable[[ExpectedError], None] | None = None,
    ) -> Job:
        """Run `work` on a lane; see `desktop.screens.ports.Jobs`."""
        if self._closed:
            return Job(Future(), self._loop.create_future())
        submitted = self._pools[lane].submit(work)
        future = asyncio.wrap_future(submitted, loop=self._loop)

        def finished(done: asyncio.Future[T]) -> None:
            self._under_way.discard(done)
            if done.cancelled():
                return
            failure = done.exception()
            if self._closed or not shiboken6.isValid(owner):
                self._report_bug(failure)
            elif failure is None:
                self._call(on_success, done.result())
            elif isinstance(failure, ExpectedError) and on_error is not None:
                self._call(on_error, failure)
            elif isinstance(failure, Exception):
                self._guard(failure)

        self._under_way.add(future)
        future.add_done_callback(finished)
        return Job(submitted, future)

    def discard(self) -> None:
        """Take no more jobs and call no callback any more; begun and queued writes go on."""
        self._closed = True

    def wait(self) -> None:
        """Wait until every lane has ended; may be called from any thread after `discard`.

        Reads and network calls that have not begun are dropped. Writes finish, queued ones too:
        what a person has submitted is kept. Work in flight is bounded by its own timeouts.
        """
        for lane, pool in self._pools.items():
            pool.shutdown(wait=True, cancel_futures=lane is not Lane.WRITE)

    def close(self) -> None:
        """End all lanes and wait for them."""
        self.discard()
        self.wait()
        for future in tuple(self._under_way):
            future.cancel()

    def _call(self, callback: Callable[[Any], None] | None, value: object) -> None:
        if callback is None:
            return
        try:
            callback(value)
        except Exception as error:  # noqa: BLE001 - the guard is where unexpected errors end
            self._guard(error)

    def _report_bug(self, failure: BaseException | None) -> None:
        if isinstance(failure, Exception) and not isinstance(failure, ExpectedError):
            self._guard(failure)
