"""Garbage collection on the UI thread only.

Python collects cycles on whatever thread happens to allocate, and a widget that a lane destroys
crashes Qt. So automatic collection is off, and a timer of the UI thread collects instead.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

_TICK_MS: Final = 500
_TICKS_TO_FULL: Final = 120
"""A full collection, the only one that takes milliseconds, once a minute."""


class UiThreadCollector(QObject):
    """Collects while the loop of the UI thread runs; `close` gives collection back to Python."""

    def __init__(self) -> None:
        super().__init__()
        self._was_on = gc.isenabled()
        gc.disable()
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def settle(self) -> None:
        """Leave what is there now out of later collections: modules and classes stay for good."""
        gc.collect()
        gc.freeze()

    @Slot()
    def collect(self) -> None:
        """Collect what is young, and now and then everything."""
        self._ticks += 1
        if self._ticks % _TICKS_TO_FULL == 0:
            gc.collect()
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)

    def close(self) -> None:
        """Collect once more, then let Python do it as before."""
        self._timer.stop()
        gc.collect()
        if self._was_on:
            gc.enable()
