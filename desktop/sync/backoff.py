"""How long to wait after failures: exponentially longer, with full jitter, as the server asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

FIRST: Final = 1.0
LONGEST: Final = 300.0
"""Seconds; the ceiling of the wait grows from the first to the longest."""

_ENOUGH_DOUBLINGS: Final = 9


class Backoff:
    """Counts failures in a row.

    Full jitter spreads the clients of a server that comes back over the whole wait.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self._failures = 0

    def failed(self, retry_after: float | None = None) -> float:
        """Note a failure and return the seconds to wait; never less than the server asks for."""
        ceiling = min(LONGEST, FIRST * 2**self._failures)
        self._failures = min(self._failures + 1, _ENOUGH_DOUBLINGS)
        return max(self._random.uniform(0.0, ceiling), retry_after or 0.0)

    def succeeded(self) -> None:
        """Start anew."""
        self._failures = 0
