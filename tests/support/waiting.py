"""Waiting for something to come true, on the test's own event loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WAIT_SECONDS = 15.0


async def until(condition: Callable[[], object], *, seconds: float = WAIT_SECONDS) -> None:
    """Let the loop run until the condition holds.

    Raises:
        TimeoutError: It did not come true in time.
    """
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is awaited is Qt's state, which no event tells
            await asyncio.sleep(0.001)
