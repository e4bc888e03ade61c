"""A county officer at the page: no period, no removal, dossiers not here yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from tests.desktop.screens.review.conftest import loaded, opened
from tests.support.small_world import COUNTY, COUNTY_OFFICER, HEALTH_CENTRE, HOSPITAL, PATHS
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.screens.review.page import ReviewPage
    from tests.support.desk import Desk
    from tests.support.town import Town

YEARS_WORK = Period(date(2025, 8, 1), date(2026, 7, 31))


@pytest.fixture
def passed(desk: Desk, applicants: dict[str, int]) -> int:
    """A dossier that the hospital has passed."""
    material_id = applicants["王小明"]
    desk.decide(material_id, Verdict.APPROVED, period=YEARS_WORK)
    assert desk.sync().ok
    return material_id


@pytest.fixture
def officer(town: Town, passed: int) -> Desk:
    """The county officer's desk, synced."""
    assert passed
    town.apply_for("何知远", HEALTH_CENTRE)
    officer = town.desk(COUNTY_OFFICER, "b")
    assert officer.sync().ok
    return officer


@pytest.fixture
def county_page(officer: Desk, show_page: Callable[[Desk, str], ReviewPage]) -> ReviewPage:
    return show_page(officer, PATHS[COUNTY])


def statuses(page: ReviewPage) -> dict[int, ReviewStatus]:
    rows = page.list_presenter.rows
    return {row.id: row.status for row in map(rows.row, range(rows.count)) if row is not None}


async def test_what_the_units_have_passed_waits_and_the_rest_is_not_there_yet(
    county_page: ReviewPage, passed: int
) -> None:
    page = await loaded(county_page, 6)
    shown = statuses(page)
    assert shown[passed] is ReviewStatus.PENDING
    others = {status for id_, status in shown.items() if id_ != passed}
    assert others == {ReviewStatus.NOT_REACHED}
    page.list_view._chips.chosen.emit(ReviewStatus.NOT_REACHED.value)
    await loaded(page, 5)


async def test_the_tree_narrows_the_list_to_a_unit(county_page: ReviewPage) -> None:
    page = await loaded(county_page, 6)
    page.set_scope(PATHS[HOSPITAL])
    await loaded(page, 5)
    page.set_scope(PATHS[HEALTH_CENTRE])
    await loaded(page, 1)


async def test_an_officer_decides_without_a_period_and_removes_nobody(
    county_page: ReviewPage, officer: Desk, passed: int
) -> None:
    page = await loaded(county_page, 6)
    await opened(page, passed)
    assert page.detail_pane.head.removal.isHidden()
    decision = page.detail_presenter.decision
    decision.choose("approved")
    assert not decision.wants_period
    decision.submit(advance=False)
    await until(lambda: officer.outbox(passed))
    assert officer.outbox(passed)[0].period is None
    await until(lambda: statuses(page)[passed] is ReviewStatus.APPROVED)


async def test_a_dossier_that_is_not_there_yet_can_only_be_looked_at(
    county_page: ReviewPage, passed: int
) -> None:
    page = await loaded(county_page, 6)
    other = next(each for each in page.list_presenter.rows.ids if each != passed)
    await opened(page, other)
    bar = page.detail_pane.decision
    assert bar._pages.currentIndex() == 1
    assert "还没有到本级" in bar._closed.text()
    page.detail_presenter.decision.choose("approved")
    assert page.detail_presenter.decision.verdict is None


async def test_the_confirmed_months_of_the_unit_are_seen(
    county_page: ReviewPage, passed: int
) -> None:
    page = await loaded(county_page, 6)
    await opened(page, passed)
    assert "12 / 12" in page.detail_pane.side.months.accessibleName()
