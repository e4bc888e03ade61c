"""实习时间: algebra of inclusive day intervals, and what the trial period asks of them.

A unit confirms its period with 审核通过; periods of several units add up; twelve months are wanted
by the batch's cut-off day (decisions 17, 18 and 26). How far a person got is advice, never a
verdict. Days outside the years 1900 to 2999 are typing slips and count for nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.errors import RuleViolationError
from desktop.domain.review import ReviewLevel, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

REQUIRED_MONTHS: Final = 12
"""Months of the trial period unless the batch says otherwise."""

_CUT_OFF_MONTH: Final = 8
_CUT_OFF_DAY: Final = 31
_DAY: Final = timedelta(days=1)
_LONGEST_MONTH: Final = 31
_MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days; both ends belong to it. A span that ends before it starts holds no day."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Number of days held."""
        return max(0, (self.end - self.start).days + 1)


_CALENDAR: Final = Period(date(1900, 1, 1), date(2999, 12, 31))


class Length(NamedTuple):
    """A duration as people count it; compares like months and days do."""

    months: int
    days: int


NO_LENGTH: Final = Length(0, 0)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is missing of the required months.

    Attributes:
        missing: How much, nothing where the requirement is met.
        complete_on: Day on which it is met if practice goes on from the last day, None where there
            is no practice to go on from.
        in_time: True where `complete_on` is not behind the cut-off day.
    """

    missing: Length
    complete_on: date | None
    in_time: bool


class PeriodOwner(StrEnum):
    """Who stands behind a period in the month bar."""

    OTHER_UNIT = "other_unit"
    THIS_UNIT = "this_unit"
    THIS_DECISION = "this_decision"


class CellState(StrEnum):
    """What the month bar says about a month."""

    EMPTY = "empty"
    OTHER_UNIT = "other_unit"
    CONFIRMED_HERE = "confirmed_here"
    THIS_DECISION = "this_decision"
    OVERLAP = "overlap"


_STATE_OF: Final = {
    PeriodOwner.OTHER_UNIT: CellState.OTHER_UNIT,
    PeriodOwner.THIS_UNIT: CellState.CONFIRMED_HERE,
    PeriodOwner.THIS_DECISION: CellState.THIS_DECISION,
}


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of the month bar.

    Attributes:
        year: Calendar year.
        month: 1 to 12.
        state: What to show.
        days: Days of the month that any period holds.
    """

    year: int
    month: int
    state: CellState
    days: int


def default_cut_off(exam_year: int) -> date:
    """Return 31 August of the exam year, the cut-off where a batch sets no other."""
    return date(exam_year, _CUT_OFF_MONTH, _CUT_OFF_DAY)


def check_period(period: Period | None, cut_off: date, today: date) -> None:
    """Check 实习时间 as confirmed with 审核通过; overlaps are hints and no business of this check.

    Args:
        period: What was chosen.
        cut_off: Last day that counts for the batch; a later end cannot be confirmed.
        today: Practice that has not begun cannot be confirmed.

    Raises:
        RuleViolationError: `period_required`, or `period_invalid` with the field to mend.
    """
    if period is None:
        raise RuleViolationError("period_required", field="/period")
    if period.start > today:
        raise RuleViolationError("period_invalid", field="/period/start")
    if period.end < period.start or period.end > cut_off:
        raise RuleViolationError("period_invalid", field="/period/end")


def needs_period(verdict: Verdict, level: ReviewLevel) -> bool:
    """Tell whether a verdict carries 实习时间: only a unit's 审核通过 does (decision 17)."""
    return verdict is Verdict.APPROVED and level is ReviewLevel.UNIT


def check_verdict_period(
    verdict: Verdict,
    level: ReviewLevel,
    period: Period | None,
    *,
    cut_off: date,
    today: date,
) -> None:
    """Check that a verdict carries a good period exactly where one belongs to it.

    Raises:
        RuleViolationError: As `check_period`, or `period_refused` where none belongs to it.
    """
    if needs_period(verdict, level):
        check_period(period, cut_off, today)
    elif period is not None:
        raise RuleViolationError("period_refused", field="/period")


def after_months(day: date, months: int) -> date:
    """Return the first day after whole months that begin on `day`.

    That is the same day of a later month; where that month has no such day, its last day closes the
    span (Civil Code art. 202), and the first of the month behind it is returned.
    """
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    last = monthrange(year, month + 1)[1]
    if day.day > last:
        return date(year, month + 1, last) + _DAY
    return date(year, month + 1, day.day)


def length_of(period: Period) -> Length:
    """Return whole calendar months and the days beyond: 2025-08-01..2026-07-31 is 12 months."""
    bounded = intersection(period, _CALENDAR)
    if not bounded.days:
        return NO_LENGTH
    start = bounded.start
    after = bounded.end + _DAY
    months = (after.year - start.year) * _MONTHS_A_YEAR + after.month - start.month
    if after_months(start, months) > after:
        months -= 1
    return Length(months, (after - after_months(start, months)).days)


def union(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the same days as the fewest periods, oldest first."""
    merged: list[Period] = []
    for period in _held(periods):
        if merged and period.start <= merged[-1].end + _DAY:
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, period.end))
        else:
            merged.append(period)
    return tuple(merged)


def _held(periods: Iterable[Period]) -> list[Period]:
    bounded = (intersection(period, _CALENDAR) for period in periods)
    return sorted(period for period in bounded if period.days)


def intersection(one: Period, other: Period) -> Period:
    """Return the days that both hold; perhaps none."""
    return Period(max(one.start, other.start), min(one.end, other.end))


def clipped(periods: Iterable[Period], window: Period) -> tuple[Period, ...]:
    """Return the days within a window."""
    return union(intersection(period, window) for period in periods)


def gaps(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days between the first and the last one that nothing holds."""
    pieces = union(periods)
    return tuple(
        Period(before.end + _DAY, after.start - _DAY) for before, after in pairwise(pieces)
    )


def overlaps(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days that at least two of the periods hold."""
    return union(intersection(one, other) for one, other in combinations(_held(periods), 2))


def total(periods: Iterable[Period]) -> Length:
    """Return the length of all periods together; a day held twice counts once.

    Whole months of separate pieces add up. The days beyond them add up too, and 31 of them make a
    month, whatever the month: a person is never said to be further than the calendar says.
    """
    lengths = [length_of(piece) for piece in union(periods)]
    months, days = divmod(sum(length.days for length in lengths), _LONGEST_MONTH)
    return Length(sum(length.months for length in lengths) + months, days)


def shortfall(
    periods: Iterable[Period],
    cut_off: date,
    required_months: int = REQUIRED_MONTHS,
) -> Shortfall:
    """Return what is missing of the required months, counting days up to the cut-off only."""
    pieces = clipped(periods, Period(date.min, cut_off))
    if not pieces:
        return Shortfall(Length(required_months, 0), None, in_time=False)
    *earlier, last = pieces

    def reached(extra_days: int) -> Length:
        end = last.end + extra_days * _DAY
        return total([*earlier, Period(last.start, end)])

    enough = required_months * _LONGEST_MONTH
    extra = bisect_left(range(enough), Length(required_months, 0), key=reached)
    complete_on = last.end + extra * _DAY
    missing = length_of(Period(last.end + _DAY, complete_on))
    return Shortfall(missing, complete_on, in_time=complete_on <= cut_off)


def month_cells(
    periods_by_owner: Mapping[PeriodOwner, Sequence[Period]],
    cut_off: date,
    months: int = REQUIRED_MONTHS,
) -> tuple[MonthCell, ...]:
    """Return the cells of the month bar.

    A month with an overlap says so; else the owner of most of its days gives it its look. The bar
    ends with the month of the cut-off, or earlier where everything fits only so: a practice from
    August to July fills it from end to end.

    Args:
        periods_by_owner: A decision in hand replaces what this unit confirmed before.
        cut_off: Last day that counts.
        months: Number of cells.
    """
    owned = dict(periods_by_owner)
    if _held(owned.get(PeriodOwner.THIS_DECISION, ())):
        owned.pop(PeriodOwner.THIS_UNIT, None)
    everything = _held(chain.from_iterable(owned.values()))
    first = _first_month(everything, cut_off, months)
    doubled = overlaps(everything)
    return tuple(_cell(after_months(first, n), owned, doubled) for n in range(months))


def _first_month(periods: Sequence[Period], cut_off: date, months: int) -> date:
    latest = after_months(cut_off.replace(day=1), 1 - months)
    if not periods:
        return latest
    earliest = min(period.start for period in periods).replace(day=1)
    everything_fits = max(period.end for period in periods) < after_months(earliest, months)
    return min(earliest, latest) if everything_fits else latest


def _cell(
    first: date,
    owned: Mapping[PeriodOwner, Sequence[Period]],
    doubled: Sequence[Period],
) -> MonthCell:
    window = Period(first, after_months(first, 1) - _DAY)
    held: Counter[PeriodOwner] = Counter()
    for owner, periods in owned.items():
        held[owner] += sum(piece.days for piece in clipped(periods, window))
    everything = clipped(chain.from_iterable(owned.values()), window)
    days = sum(piece.days for piece in everything)
    if not days:
        state = CellState.EMPTY
    elif clipped(doubled, window):
        state = CellState.OVERLAP
    else:
        state = _STATE_OF[held.most_common(1)[0][0]]
    return MonthCell(first.year, first.month, state, days)
