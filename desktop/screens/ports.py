"""What screens need from the composition root, as protocols: they never import `desktop.app`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from desktop.domain.errors import ExpectedError

T = TypeVar("T")


class Lane(StrEnum):
    """Where a job runs.

    READ and WRITE are one thread each for the replica; WALK is one more for reads that go through a
    whole long result, so that short reads never wait for them; NETWORK is a small pool.
    """

    READ = "read"
    WALK = "walk"
    WRITE = "write"
    NETWORK = "network"


class JobHandle(Protocol):
    """A job under way."""

    def cancel(self) -> None:
        """Discard the job: its callbacks will not be called."""


class Jobs(Protocol):
    """Runs blocking work off the UI thread and calls back on it."""

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_success: Callable[[T], None] | None = None,
        on_error: Callable[[ExpectedError], None] | None = None,
    ) -> JobHandle:
        """Run `work` on a lane.

        Args:
            lane: Where to run; jobs of READ and of WRITE run one after the other.
            work: Blocking callable without arguments (use functools.partial).
            owner: When this object is destroyed first, the callbacks are not called.
            on_success: Called with the result, on the UI thread.
            on_error: Called with an expected error, on the UI thread; without it, and for every
                unexpected error, the application's guard logs it and shows the crash dialog.
        """
