"""How pictures come over this link: how large a piece pays, and whether the link is slow."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALLEST_PIECE: Final = 64 << 10
LARGEST_PIECE: Final = 1 << 20
_FIRST_PIECE: Final = 256 << 10
"""Bytes asked for at once. A lost connection costs at most one piece."""

SLOW: Final = 24 << 10
"""Bytes a second below which pictures are not fetched ahead: an average one takes ten seconds."""

_SECONDS_PER_PIECE: Final = 1.0
_MEASURED_FROM: Final = 48 << 10
"""Bytes; less says more about the way there than about the link."""

_WEIGHT: Final = 0.5
"""How much the newest measurement counts."""


class Downloads:
    """What was learned about the way to the server since the program began; thread-safe.

    Attributes:
        refused: Pictures that the server would not give, or gave damaged, with the code why. They
            are not fetched ahead again; a look at one tries again.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.refused: dict[str, str] = {}
        self._rate: float | None = None
        self._piece = _FIRST_PIECE
        self._guard = Lock()
        self._busy: dict[str, Lock] = {}

    @property
    def piece(self) -> int:
        """Bytes to ask for at once: about a second's worth."""
        return self._piece

    @property
    def is_slow(self) -> bool:
        """Whether the link was last measured too slow to fetch ahead; unknown is not slow."""
        return self._rate is not None and self._rate < SLOW

    def note(self, size: int, seconds: float) -> None:
        """Learn from a piece that arrived."""
        if size < _MEASURED_FROM:
            return
        rate = size / max(seconds, 1e-3)
        with self._guard:
            old = self._rate if self._rate is not None else rate
            self._rate = old + _WEIGHT * (rate - old)
            fitting = int(self._rate * _SECONDS_PER_PIECE) // SMALLEST_PIECE * SMALLEST_PIECE
            self._piece = min(max(fitting, SMALLEST_PIECE), LARGEST_PIECE)

    def note_loss(self) -> None:
        """Learn from a connection that broke: small pieces lose little."""
        self._piece = SMALLEST_PIECE

    def forget(self) -> None:
        """Measure anew and ask again for what was refused."""
        with self._guard:
            self._rate = None
            self.refused.clear()

    @contextmanager
    def alone(self, sha256: str) -> Iterator[None]:
        """Let only one thread fetch a picture; another one waits and finds it."""
        with self._guard:
            lock = self._busy.setdefault(sha256, Lock())
        with lock:
            yield
        with self._guard:
            self._busy.pop(sha256, None)
