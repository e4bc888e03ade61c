"""The demo's calendar and notices."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from server_stub.demo.batches import CHINA_OFFSET, DAY, build_batches
from server_stub.demo.notices import build_notices

NEW_YEARS_EVE = int(datetime(2026, 12, 31, 23, 30, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("now", [1_795_000_000, NEW_YEARS_EVE])
def test_only_the_last_window_is_open(now: int) -> None:
    batches = build_batches(now)
    *past, current = batches
    assert current.window_opens_at <= now < current.window_closes_at
    assert (current.window_closes_at + CHINA_OFFSET) % DAY == 0
    assert [one.current for one in batches] == [False, False, True]
    assert [one.year for one in batches] == list(range(current.year - 2, current.year + 1))
    assert all(one.window_closes_at < now for one in past)
    assert current.cut_off == date(current.year, 8, 31)


def test_the_year_is_that_of_china() -> None:
    assert build_batches(NEW_YEARS_EVE)[-1].year == 2027


def test_notices_are_marked_and_lie_in_the_past() -> None:
    notices = build_notices(1_795_000_000, 2026)
    assert all("示例" in one.title and one.body for one in notices)
    moments = [one.published_at for one in notices]
    assert moments == sorted(moments)
    assert moments[-1] < 1_795_000_000
    assert "2026" in notices[0].title
