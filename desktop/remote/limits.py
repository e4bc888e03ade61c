"""How long to wait and how much to take from a server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one request.

    Attributes:
        connect: Seconds until a connection stands.
        silence: Seconds without a byte after which the server counts as gone.
        slowest: Bytes per second of the slowest link still supported; a longer body gets more time.
        whole: Seconds a whole exchange may take at least, before `slowest` adds to it.
        answer_bytes: Size of the longest answer accepted, inflated.
    """

    connect: float = 4.0
    silence: float = 15.0
    slowest: int = 8_000
    whole: float = 60.0
    answer_bytes: int = 64 << 20

    def silence_for(self, body_bytes: int) -> float:
        """Return how long to wait for a byte after sending a body of this size."""
        return self.silence + body_bytes / self.slowest

    def whole_for(self, body_bytes: int, answer_bytes: int) -> float:
        """Return how long an exchange may take, from its body and the bytes got so far."""
        return self.whole + (body_bytes + answer_bytes) / self.slowest
