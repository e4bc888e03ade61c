"""The filter bar: every field asks at once, tags take conditions back, reset keeps the place."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.businesses import ApplicationCategory, ApplicationLevel
from desktop.domain.review import ReviewStatus
from desktop.screens.review.filter_view import FilterView, cleared, filter_tags, without
from desktop.store.filters import DateField, MaterialFilter, PackChoice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.screens.widgets.theme import Theme


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> FilterView:
    view = FilterView(theme)
    qtbot.addWidget(view)
    return view


@pytest.fixture
def asked(view: FilterView) -> list[MaterialFilter]:
    asked: list[MaterialFilter] = []
    view.filter_edited.connect(asked.append)
    return asked


def test_a_choice_adds_its_condition_to_the_others(
    view: FilterView, asked: list[MaterialFilter]
) -> None:
    view.show_filter(MaterialFilter(organization_path="/1/", year=2026))
    view._combos["levels"].chosen.emit(ApplicationLevel.PHYSICIAN.value)
    view._combos["categories"].chosen.emit(ApplicationCategory.DENTAL.value)
    assert asked[-1] == MaterialFilter(
        organization_path="/1/",
        year=2026,
        levels=frozenset({ApplicationLevel.PHYSICIAN}),
        categories=frozenset({ApplicationCategory.DENTAL}),
    )
    view._combos["levels"].chosen.emit("")
    assert not asked[-1].levels


def test_the_fields_say_what_is_in_force_without_asking(
    view: FilterView, asked: list[MaterialFilter]
) -> None:
    chosen = MaterialFilter(
        statuses=frozenset({ReviewStatus.DEFERRED}),
        id_number="0018",
        date_field=DateField.UPDATED_AT,
        date_from=int(datetime(2026, 11, 1).astimezone().timestamp()),
        date_to=int(datetime(2026, 11, 8).astimezone().timestamp()),
    )
    view.show_filter(chosen)
    assert not asked
    assert view._combos["statuses"].current_key() == ReviewStatus.DEFERRED.value
    assert view._id_number.text() == "0018"
    assert view._period.period() == (date(2026, 11, 1), date(2026, 11, 7))


def test_a_period_is_a_filter_from_the_first_to_the_end_of_the_last_day(
    view: FilterView, asked: list[MaterialFilter]
) -> None:
    view._period.set_period(date(2026, 11, 1), date(2026, 11, 7))
    last = asked[-1]
    assert last.date_from is not None
    assert last.date_to is not None
    assert last.date_to - last.date_from == timedelta(days=7).total_seconds()


def test_the_last_seven_days_end_today(view: FilterView, asked: list[MaterialFilter]) -> None:
    view._take_days(7)
    first, last = view._period.period()
    assert last == datetime.now().astimezone().date()
    assert first is not None
    assert (last - first).days == 6
    assert asked[-1].date_from is not None


def test_tags_name_the_conditions_and_take_them_back() -> None:
    chosen = MaterialFilter(
        levels=frozenset({ApplicationLevel.PHYSICIAN, ApplicationLevel.ASSISTANT}),
        statuses=frozenset({ReviewStatus.PENDING}),
        id_number="4219",
        date_from=1_795_000_000,
    )
    tags = dict(filter_tags(chosen))
    assert set(tags) == {"levels", "id_number", "date"}
    assert "、" in tags["levels"]
    assert tags["date"].endswith("— …")
    for name in tags:
        chosen = without(chosen, name)
    assert chosen == MaterialFilter(statuses=frozenset({ReviewStatus.PENDING}))


def test_reset_keeps_where_one_is() -> None:
    chosen = MaterialFilter(organization_path="/1/", year=2026, text="王", id_number="1")
    assert cleared(chosen) == MaterialFilter(organization_path="/1/", year=2026)


def test_packs_can_be_chosen_where_there_are_some(
    view: FilterView, asked: list[MaterialFilter]
) -> None:
    assert view._pack.isHidden()
    packs = [PackChoice("a", "下乡三天"), PackChoice("b", "补审")]
    view.show_packs(packs)
    assert not view._pack.isHidden()
    view._pack.chosen.emit("b")
    assert asked[-1].pack == packs[1]
    assert filter_tags(asked[-1]) == [("pack", "任务包：补审")]
    assert without(asked[-1], "pack") == MaterialFilter()
    view.show_filter(asked[-1])
    assert view._pack.current_key() == "b"
    view._pack.chosen.emit("")
    assert asked[-1].pack is None
