"""Work that ends in the background, one piece after the other, while the next screen shows."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Closing:
    """Runs what closes data; whoever needs the data waits for it."""

    def __init__(self) -> None:
        self._thread: Thread | None = None

    def begin(self, *steps: Callable[[], None]) -> None:
        """Run steps in the background, after those begun before."""
        self.wait()
        self._thread = Thread(target=_run, args=(steps,), name="closing")
        self._thread.start()

    def wait(self) -> None:
        """Block until nothing closes any more."""
        if self._thread is not None:
            self._thread.join()


def _run(steps: tuple[Callable[[], None], ...]) -> None:
    for step in steps:
        step()
