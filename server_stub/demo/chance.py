"""Chance that repeats itself: the same seed makes the same demo."""

from __future__ import annotations

from random import Random


def chance(seed: int) -> Random:
    """Return the source of everything that is made up."""
    return Random(seed)  # noqa: S311 - made-up data must be the same every time
