"""Cycles are collected, and never on the thread of a lane."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

from desktop.app.garbage import UiThreadCollector


class Knot:
    """Refers to itself and says on which thread it ended."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.self = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread()))


async def test_knots_of_a_lane_end_on_the_ui_thread() -> None:
    ended: list[threading.Thread] = []
    before = gc.isenabled()
    collector = UiThreadCollector()
    try:
        with ThreadPoolExecutor(1) as lane:
            lane.submit(lambda: [Knot(ended) for _n in range(5_000)] and None).result()
        assert not ended
        collector.collect()
        assert len(ended) == 5_000
        assert set(ended) == {threading.main_thread()}
    finally:
        collector.close()
    assert gc.isenabled() is before
