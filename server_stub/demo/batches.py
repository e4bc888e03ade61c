"""The demo's calendar: three exam years, the last of which is under review just now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.practice_period import default_cut_off

if TYPE_CHECKING:
    from datetime import date

CHINA_OFFSET: Final = 8 * 3600
"""Seconds by which offices in China are ahead of UTC; there is no summer time."""

DAY: Final = 24 * 3600
YEARS: Final = 3

_OPEN_SINCE: Final = 12
_OPEN_FOR: Final = 9
_PAST_OPENING: Final = (2, 20)
_PAST_LENGTH: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class BatchSeed:
    """A review of one year, times in epoch seconds."""

    year: int
    window_opens_at: int
    window_closes_at: int
    cut_off: date
    current: bool


def midnight(moment: int) -> int:
    """Return when the day of a moment began in China."""
    return moment - (moment + CHINA_OFFSET) % DAY


def closing_after(now: int) -> int:
    """Return when a window closes that is open at `now`, some days later at midnight."""
    return midnight(now) + _OPEN_FOR * DAY


def build_batches(now: int) -> tuple[BatchSeed, ...]:
    """Return the batches, oldest first; the window of the last one is open at `now`."""
    current = datetime.fromtimestamp(now + CHINA_OFFSET, UTC).year
    past = [_past(year) for year in range(current - YEARS + 1, current)]
    opens_at = midnight(now) - _OPEN_SINCE * DAY
    cut_off = default_cut_off(current)
    running = BatchSeed(current, opens_at, closing_after(now), cut_off, current=True)
    return (*past, running)


def _past(year: int) -> BatchSeed:
    opens = datetime(year, *_PAST_OPENING, tzinfo=UTC)
    opens_at = int(opens.timestamp()) - CHINA_OFFSET
    closes_at = int((opens + _PAST_LENGTH).timestamp()) - CHINA_OFFSET
    return BatchSeed(year, opens_at, closes_at, default_cut_off(year), current=False)
