"""导航, 审核进度 and 实习进度 beside the facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.businesses import FormSection
from desktop.domain.practice_period import Period
from desktop.domain.review import Verdict
from desktop.screens.widgets.month_bar import MonthState
from desktop.screens.widgets.timeline import StepState
from server_stub.services import applying
from tests.desktop.screens.review.conftest import loaded, opened
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.screens.hub import ChangeHub
    from desktop.screens.review.page import ReviewPage
    from tests.support.desk import Desk
    from tests.support.town import Town

HALF_YEAR = Period(date(2025, 9, 1), date(2026, 2, 28))


async def test_the_way_of_a_dossier_names_what_was_and_what_comes(
    blank_page: ReviewPage,
) -> None:
    page = await loaded(blank_page)
    await opened(page, page.list_presenter.rows.ids[0])
    steps = page.detail_pane.side.timeline._steps
    assert [step.state for step in steps] == [
        StepState.DONE,
        StepState.NOW,
        StepState.FUTURE,
        StepState.FUTURE,
        StepState.FUTURE,
    ]
    assert steps[1].meta == "本级"


async def test_an_own_decision_on_its_way_stands_last(
    blank_page: ReviewPage, desk: Desk, hub: ChangeHub
) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    hub.publish(desk.decide(first, Verdict.DEFERRED, at_once=False))
    timeline = page.detail_pane.side.timeline
    await until(lambda: any("待发" in step.meta for step in timeline._steps))
    assert not any(step.state is StepState.NOW for step in timeline._steps)


async def test_the_month_bar_follows_the_period_in_hand(blank_page: ReviewPage) -> None:
    page = await loaded(blank_page)
    await opened(page, page.list_presenter.rows.ids[0])
    months = page.detail_pane.side.months
    assert MonthState.CHOSEN not in months.months()
    decision = page.detail_presenter.decision
    decision.choose("approved")
    decision.choose_period(HALF_YEAR.start, HALF_YEAR.end)
    assert months.months().count(MonthState.CHOSEN) == 6
    assert "6 / 12" in months.accessibleName()
    decision.choose_period(HALF_YEAR.end, HALF_YEAR.start)
    assert MonthState.CHOSEN not in months.months()
    decision.choose_period(HALF_YEAR.start, HALF_YEAR.end)
    decision.choose("deferred")
    assert MonthState.CHOSEN not in months.months()


async def test_links_count_changes_and_lead_to_them(
    blank_page: ReviewPage, desk: Desk, hub: ChangeHub, town: Town
) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    desk.decide(first, Verdict.RETURNED, remark="请更正")
    hub.publish(desk.sync().changes)
    with town.units.writing() as unit:
        applying.resubmit(unit, first, details={"major": "临床医学"})
    hub.publish(desk.sync().changes)
    await opened(page, first)
    pane = page.detail_pane
    links = pane.side.links
    assert links.current() == "personal"
    assert links._links["education"]._note == "1 处已改"
    pane._resubmitted.link_clicked.emit()
    assert links.current() == "education"
    links._links["application"].click()
    assert links.current() == "application"
    pane.facts._only_changed.click()
    assert not pane.facts._grids[FormSection.EDUCATION].fact_row("major").isHidden()
    assert pane.facts._grids[FormSection.EDUCATION].fact_row("school").isHidden()
