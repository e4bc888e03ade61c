"""The application's loop beside the work: how long a person waits for the screen meanwhile.

A timer of the UI thread ticks as often as a screen is painted. What a tick comes late is what a
click would have waited. Garbage is collected where the application collects it, on the UI thread.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop.app.garbage import UiThreadCollector
from desktop.app.jobs import ThreadJobs, event_loop
from desktop.screens.ports import Lane
from tests.bench.reporting import percentile, rss_mb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TICK_MS: Final = 16
_TICKS_TO_LOOK: Final = 6
"""Ticks between two looks at the memory."""

_REST_SECONDS: Final = 1.0


@dataclass
class Seen:
    """What the UI thread saw of one piece of work.

    Attributes:
        late: Milliseconds that each tick came late.
        peak_mb: The most memory that the process held, in MiB.
        seconds: How long the work took.
        result: What it returned.
    """

    late: list[float] = field(default_factory=list)
    peak_mb: float = 0.0
    seconds: float = 0.0
    result: Any = None

    def stalls(self) -> dict[str, float]:
        """Return the waits of the screen as fields of a line, in milliseconds."""
        return {
            "stall_p50_ms": percentile(self.late, 0.5),
            "stall_p99_ms": percentile(self.late, 0.99),
            "stall_max_ms": percentile(self.late, 1.0),
        }


class Ui(QObject):
    """An application with a loop and lanes, and nothing on its screen."""

    def __init__(self) -> None:
        application = QApplication.instance() or QApplication([])
        super().__init__()
        assert isinstance(application, QApplication)
        self._loop = event_loop(application)
        asyncio.set_event_loop(self._loop)
        self._failures: list[Exception] = []
        self._jobs = ThreadJobs(self._loop, guard=self._fail)
        self._collector = UiThreadCollector()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._seen = Seen()
        self._last = 0.0
        self._done: asyncio.Event | None = None

    def watch(self, work: Callable[[], Any]) -> Seen:
        """Run work on the network's lane, as the application does, and watch the loop beside."""
        self._seen = seen = Seen(peak_mb=rss_mb())
        self._done = asyncio.Event()
        self._collector.settle()
        self._last = began = time.perf_counter()
        self._timer.start()
        self._jobs.run(Lane.NETWORK, work, owner=self, on_success=self._finish)
        self._loop.run_until_complete(self._done.wait())
        self._timer.stop()
        seen.seconds = time.perf_counter() - began
        if self._failures:
            raise self._failures[0]
        return seen

    def rest(self) -> Seen:
        """Watch the loop beside no work: what the machine alone makes it wait."""
        nothing = threading.Event()
        return self.watch(partial(nothing.wait, _REST_SECONDS))

    def close(self) -> None:
        """End the lanes."""
        self._jobs.close()
        self._collector.close()

    def _finish(self, result: object) -> None:
        self._seen.result = result
        self._end()

    def _fail(self, failure: Exception) -> None:
        self._failures.append(failure)
        self._end()

    def _end(self) -> None:
        if self._done is not None:
            self._done.set()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        seen = self._seen
        seen.late.append(max(0.0, (now - self._last) * 1000 - _TICK_MS))
        self._last = now
        if len(seen.late) % _TICKS_TO_LOOK == 0:
            seen.peak_mb = max(seen.peak_mb, rss_mb())


@contextmanager
def opened() -> Iterator[Ui]:
    """Open an application for the length of the block."""
    ui = Ui()
    try:
        yield ui
    finally:
        ui.close()
