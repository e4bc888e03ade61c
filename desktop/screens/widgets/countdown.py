"""Seconds that run down: masked values, undo bars, QR codes, toasts, repeated SMS codes."""

import time
from collections.abc import Callable
from math import ceil
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_BEAT_MS: Final = 250


class Countdown(QObject):
    """Counts to zero by a clock, so that a busy machine is never late.

    Signals:
        changed: Another whole number of seconds is left; carries it.
        finished: The time is over.
    """

    changed = Signal(int)
    finished = Signal()

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        """`clock` gives seconds that never go back; tests hand in their own and call `check`."""
        super().__init__(parent)
        self._clock = clock
        self._total = 0.0
        self._end = 0.0
        self._shown = 0
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.check)

    @property
    def is_running(self) -> bool:
        """Whether time is left."""
        return self._beat.isActive()

    @property
    def seconds_left(self) -> int:
        """Whole seconds left, rounded up; 0 when not running."""
        return max(0, ceil(self._end - self._clock())) if self.is_running else 0

    @property
    def share_left(self) -> float:
        """What is left of the whole, 1.0 to 0.0."""
        if not self.is_running or not self._total:
            return 0.0
        return min(max((self._end - self._clock()) / self._total, 0.0), 1.0)

    def start(self, seconds: float, *, total: float = 0.0) -> None:
        """Begin anew with `seconds` left; `total` is the whole if part of it already passed."""
        self._end = self._clock() + seconds
        self._total = total or seconds
        self._shown = ceil(seconds)
        self._beat.start()
        self.changed.emit(self._shown)

    def stop(self) -> None:
        """End silently."""
        self._beat.stop()

    @Slot()
    def check(self) -> None:
        """Look at the clock; called by the timer."""
        if not self.is_running:
            return
        left = self.seconds_left
        if left != self._shown:
            self._shown = left
            self.changed.emit(left)
        if not left:
            self._beat.stop()
            self.finished.emit()
