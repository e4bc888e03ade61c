"""Practice at one unit and the next: what adds up, what is missing, what overlaps."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolationError
from desktop.domain.practice_period import (
    CellState,
    Length,
    Period,
    PeriodOwner,
    Shortfall,
    after_months,
    check_period,
    check_verdict_period,
    clipped,
    default_cut_off,
    gaps,
    intersection,
    length_of,
    month_cells,
    needs_period,
    overlaps,
    shortfall,
    total,
    union,
)
from desktop.domain.review import ReviewLevel, Verdict

CUT_OFF = date(2026, 8, 31)
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def span(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def days_of(period: Period) -> set[date]:
    return {period.start + n * DAY for n in range((period.end - period.start).days + 1)}


def all_days(periods: list[Period] | tuple[Period, ...]) -> set[date]:
    return set().union(*map(days_of, periods))


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
spans = st.builds(Period, days, days)
real_spans = spans.filter(lambda period: period.days > 0)
records = st.lists(spans, max_size=5)


# -------------------------------------------------------------------- what may be confirmed


@pytest.mark.parametrize(
    ("period", "code", "field"),
    [
        (None, "period_required", "/period"),
        (span("2026-03-03", "2026-08-31"), "period_invalid", "/period/start"),
        (span("2026-02-01", "2026-01-31"), "period_invalid", "/period/end"),
        (span("2025-09-01", "2026-09-01"), "period_invalid", "/period/end"),
    ],
)
def test_a_period_is_refused_at_the_day_to_mend(
    period: Period | None, code: str, field: str
) -> None:
    with pytest.raises(RuleViolationError) as refusal:
        check_period(period, CUT_OFF, TODAY)
    assert (refusal.value.code, refusal.value.field) == (code, field)


@pytest.mark.parametrize(
    "period",
    [
        span("2025-09-01", "2026-08-31"),
        span("2025-08-01", "2026-07-31"),
        span("2026-03-02", "2026-03-02"),
        span("2020-01-01", "2026-01-31"),
    ],
)
def test_practice_may_go_on_until_the_cut_off(period: Period) -> None:
    check_period(period, CUT_OFF, TODAY)


def test_the_usual_cut_off_is_the_last_of_august() -> None:
    assert default_cut_off(2026) == CUT_OFF


def test_only_a_unit_that_approves_confirms_a_period() -> None:
    period = span("2025-09-01", "2026-08-31")
    for level in ReviewLevel:
        for verdict in Verdict:
            needed = (level, verdict) == (ReviewLevel.UNIT, Verdict.APPROVED)
            assert needs_period(verdict, level) is needed
            given_period, other = (period, None) if needed else (None, period)
            check_verdict_period(verdict, level, given_period, cut_off=CUT_OFF, today=TODAY)
            with pytest.raises(RuleViolationError) as refusal:
                check_verdict_period(verdict, level, other, cut_off=CUT_OFF, today=TODAY)
            assert refusal.value.code == ("period_required" if needed else "period_refused")
            assert refusal.value.field == "/period"


# ------------------------------------------------------------------------- how long it was


@pytest.mark.parametrize(
    ("period", "months", "rest"),
    [
        (span("2025-08-01", "2026-07-31"), 12, 0),
        (span("2025-09-01", "2026-08-31"), 12, 0),
        (span("2025-08-15", "2026-08-14"), 12, 0),
        (span("2025-08-15", "2026-08-15"), 12, 1),
        (span("2025-08-15", "2026-08-13"), 11, 30),
        (span("2025-08-01", "2025-08-01"), 0, 1),
        (span("2025-08-01", "2025-08-31"), 1, 0),
        (span("2025-02-01", "2025-02-28"), 1, 0),
        (span("2024-02-01", "2024-02-28"), 0, 28),
        (span("2025-01-31", "2025-02-27"), 0, 28),
        (span("2025-01-31", "2025-02-28"), 1, 0),
        (span("2024-02-29", "2025-02-28"), 12, 0),
        (span("2025-08-31", "2025-08-01"), 0, 0),
        (Period(date.min, date.max), 13_200, 0),
    ],
)
def test_months_are_counted_as_the_calendar_counts_them(
    period: Period, months: int, rest: int
) -> None:
    assert length_of(period) == Length(months, rest)


@given(start=days, months=st.integers(0, 40))
def test_whole_months_end_on_the_eve_of_the_same_day(start: date, months: int) -> None:
    after = after_months(start, months)
    assert after.day in {start.day, 1}
    if months:
        assert length_of(Period(start, after - DAY)) == Length(months, 0)


@given(start=days, extra=st.integers(0, 800))
def test_a_longer_practice_is_never_a_shorter_one(start: date, extra: int) -> None:
    shorter = length_of(Period(start, start + extra * DAY))
    longer = length_of(Period(start, start + (extra + 1) * DAY))
    assert shorter < longer
    assert longer.days <= 30


# ------------------------------------------------------ periods against their sets of days


@given(records)
def test_a_union_holds_the_same_days_in_the_fewest_pieces(periods: list[Period]) -> None:
    pieces = union(periods)
    assert all_days(pieces) == all_days(periods)
    assert sum(piece.days for piece in pieces) == len(all_days(periods))
    assert all((after.start - before.end).days > 1 for before, after in pairwise(pieces))
    assert union(pieces) == pieces


@given(records)
def test_overlaps_are_the_days_that_two_periods_claim(periods: list[Period]) -> None:
    claims = Counter(day for period in periods for day in days_of(period))
    assert all_days(overlaps(periods)) == {day for day, count in claims.items() if count > 1}


@given(st.lists(real_spans, min_size=1, max_size=5))
def test_gaps_are_the_days_between_that_nobody_claims(periods: list[Period]) -> None:
    claimed = all_days(periods)
    whole = Period(min(claimed), max(claimed))
    assert all_days(gaps(periods)) == days_of(whole) - claimed


@given(records, spans)
def test_clipping_keeps_the_days_inside_the_window(periods: list[Period], window: Period) -> None:
    assert all_days(clipped(periods, window)) == all_days(periods) & days_of(window)


@given(spans, spans)
def test_an_intersection_holds_the_common_days(one: Period, other: Period) -> None:
    common = intersection(one, other)
    assert days_of(common) == days_of(one) & days_of(other)
    assert common.days == len(days_of(common))


def test_no_practice_has_no_gaps_and_no_length() -> None:
    assert gaps([]) == ()
    assert total([]) == Length(0, 0)


def test_slips_of_the_century_count_for_nothing() -> None:
    assert union([span("0202-08-01", "0203-07-31"), span("9999-01-01", "9999-12-31")]) == ()


# ------------------------------------------------------------------------ what is missing


def test_whole_months_of_several_units_add_up() -> None:
    assert total([span("2025-02-01", "2025-02-28"), span("2025-04-01", "2026-02-28")]) == (12, 0)


def test_days_beyond_whole_months_add_up_to_a_month_at_thirty_one() -> None:
    first, second = span("2025-03-01", "2025-03-16"), span("2025-05-01", "2025-05-15")
    assert total([first, second]) == Length(1, 0)
    assert total([first, span("2025-05-01", "2025-05-14")]) == Length(0, 30)


def test_units_that_follow_each_other_without_a_day_between_make_one_piece() -> None:
    follow = [span("2025-08-01", "2025-09-30"), span("2025-10-01", "2026-07-31")]
    assert union(follow) == (span("2025-08-01", "2026-07-31"),)
    assert gaps(follow) == ()


def test_a_day_claimed_twice_counts_once() -> None:
    assert total([span("2025-08-01", "2025-12-31"), span("2025-10-01", "2026-07-31")]) == (12, 0)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], Shortfall(Length(12, 0), None, in_time=False)),
        (
            [span("2025-08-01", "2026-07-31")],
            Shortfall(Length(0, 0), date(2026, 7, 31), in_time=True),
        ),
        (
            [span("2025-08-01", "2026-01-31")],
            Shortfall(Length(6, 0), date(2026, 7, 31), in_time=True),
        ),
        (
            [span("2025-09-01", "2026-08-15")],
            Shortfall(Length(0, 16), date(2026, 8, 31), in_time=True),
        ),
        (
            [span("2025-09-02", "2026-08-31")],
            Shortfall(Length(0, 1), date(2026, 9, 1), in_time=False),
        ),
        (
            [span("2025-09-02", "2027-08-31")],
            Shortfall(Length(0, 1), date(2026, 9, 1), in_time=False),
        ),
        (
            [span("2025-03-01", "2025-04-30"), span("2025-10-01", "2026-03-31")],
            Shortfall(Length(4, 0), date(2026, 7, 31), in_time=True),
        ),
        ([span("2026-09-01", "2027-08-31")], Shortfall(Length(12, 0), None, in_time=False)),
    ],
)
def test_the_shortfall_says_how_far_it_is_to_twelve_months(
    periods: list[Period], expected: Shortfall
) -> None:
    assert shortfall(periods, CUT_OFF) == expected


@given(records)
def test_going_on_until_the_day_named_completes_the_year_and_no_day_sooner(
    periods: list[Period],
) -> None:
    missing = shortfall(periods, CUT_OFF)
    pieces = clipped(periods, Period(date.min, CUT_OFF))
    if missing.complete_on is None:
        assert not pieces
        return
    last = pieces[-1]
    assert total([*pieces, Period(last.start, missing.complete_on)]) >= Length(12, 0)
    assert missing.in_time == (missing.complete_on <= CUT_OFF)
    if missing.missing != Length(0, 0):
        assert total([*pieces, Period(last.start, missing.complete_on - DAY)]) < Length(12, 0)


# -------------------------------------------------------------------------- the month bar


def looks(
    periods: dict[PeriodOwner, list[Period]], cut_off: date = CUT_OFF
) -> tuple[str, list[CellState]]:
    cells = month_cells(periods, cut_off)
    return f"{cells[0].year}-{cells[0].month:02}", [cell.state for cell in cells]


def test_an_empty_record_shows_the_year_before_the_cut_off() -> None:
    assert looks({}) == ("2025-09", [CellState.EMPTY] * 12)


def test_practice_from_august_to_july_fills_the_bar_from_end_to_end() -> None:
    periods = {PeriodOwner.THIS_UNIT: [span("2025-08-01", "2026-07-31")]}
    assert looks(periods) == ("2025-08", [CellState.CONFIRMED_HERE] * 12)


def test_practice_up_to_the_cut_off_keeps_its_end_in_sight() -> None:
    periods = {PeriodOwner.THIS_UNIT: [span("2025-08-01", "2026-08-31")]}
    assert looks(periods) == ("2025-09", [CellState.CONFIRMED_HERE] * 12)


def test_one_day_too_many_no_longer_fits_from_end_to_end() -> None:
    periods = {PeriodOwner.THIS_UNIT: [span("2025-08-01", "2026-08-01")]}
    assert looks(periods)[0] == "2025-09"


def test_two_units_share_the_bar_and_the_decision_in_hand_stands_out() -> None:
    periods = {
        PeriodOwner.OTHER_UNIT: [span("2025-08-01", "2025-10-10")],
        PeriodOwner.THIS_DECISION: [span("2025-10-11", "2026-07-31")],
    }
    first, states = looks(periods)
    assert first == "2025-08"
    assert states == [CellState.OTHER_UNIT] * 2 + [CellState.THIS_DECISION] * 10


def test_a_month_claimed_twice_says_so() -> None:
    periods = {
        PeriodOwner.OTHER_UNIT: [
            span("2025-09-01", "2025-10-11"),
            span("2025-09-15", "2025-09-20"),
        ],
        PeriodOwner.THIS_DECISION: [span("2025-10-11", "2025-11-30")],
    }
    assert looks(periods)[1] == [
        CellState.OVERLAP,
        CellState.OVERLAP,
        CellState.THIS_DECISION,
        *[CellState.EMPTY] * 9,
    ]


def test_a_decision_in_hand_replaces_what_the_unit_confirmed_before() -> None:
    before = [span("2025-09-01", "2026-08-31")]
    now = [span("2026-02-01", "2026-08-31")]
    periods = {PeriodOwner.THIS_UNIT: before, PeriodOwner.THIS_DECISION: now}
    assert looks(periods)[1] == [CellState.EMPTY] * 5 + [CellState.THIS_DECISION] * 7
    half_typed = {PeriodOwner.THIS_UNIT: before, PeriodOwner.THIS_DECISION: [Period(TODAY, DAY_1)]}
    assert looks(half_typed)[1] == [CellState.CONFIRMED_HERE] * 12


DAY_1 = date(2000, 1, 1)


@given(
    others=records,
    own=records,
    months=st.integers(1, 24),
)
def test_every_cell_tells_the_days_of_its_month(
    others: list[Period], own: list[Period], months: int
) -> None:
    owned = {PeriodOwner.OTHER_UNIT: others, PeriodOwner.THIS_UNIT: own}
    held = all_days(others) | all_days(own)
    cells = month_cells(owned, CUT_OFF, months)
    assert len(cells) == months
    for cell in cells:
        last = monthrange(cell.year, cell.month)[1]
        month = days_of(Period(date(cell.year, cell.month, 1), date(cell.year, cell.month, last)))
        assert cell.days == len(month & held)
        assert (cell.state is CellState.EMPTY) == (cell.days == 0)
