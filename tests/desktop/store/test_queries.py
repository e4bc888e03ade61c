"""Whatever a person filters and sorts by, list, totals and ids tell the same truth."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.contract.sync import MATERIAL_FIELDS
from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType
from desktop.domain.review import PaymentStatus, ReviewStatus, SubmissionStatus, Verdict
from desktop.domain.search_keys import contains, search_form
from desktop.store import counting, listing, plans
from desktop.store.filters import DateField, MaterialFilter, MaterialSort, SortColumn
from tests.desktop.store.world import (
    CLINIC,
    COUNTY,
    HOSPITAL,
    NOW,
    ORGANIZATIONS,
    crowd,
    decide,
    decision,
    open_replica,
    page,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.contract.sync import MaterialRow
    from desktop.store.replica import Replica

CROWD = crowd(700)
DECIDED = {
    CROWD[n][0]: verdict for n, verdict in zip(range(5, 400, 7), cycle(Verdict), strict=False)
}
PATHS = {row[0]: row[3] for row in ORGANIZATIONS}


@pytest.fixture(scope="module", params=["as it is", "as if it were a million"])
def scale(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let every decision about what is many be taken both ways."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param != "as it is":
            patch.setattr(plans, "HANDFUL", 8)
            patch.setattr(plans, "COUNTED", 60)
            patch.setattr(listing, "COUNTED", 60)
            patch.setattr(counting, "COUNTED", 60)
            patch.setattr(listing, "_SORTED_AT_ONCE", 25)
            patch.setattr(listing, "_NEWEST", 40)
            patch.setattr(listing, "_NEWEST_WITH_ROWS", 30)
            patch.setattr(listing, "CHUNK", 16)
        yield


@pytest.fixture(scope="module")
def replica(scale: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    opened = open_replica(tmp_path_factory.mktemp("store"))
    opened.feed.begin_generation()
    opened.feed.load(page(CROWD[:400], organizations=ORGANIZATIONS))
    opened.feed.finish_generation("half", NOW)
    opened.feed.apply([page(CROWD[350:])], "all", NOW)
    for number, (key, verdict) in enumerate(DECIDED.items(), 1):
        decide(opened, decision(number, key, verdict))
    yield opened
    opened.close()


def shown(row: MaterialRow) -> ReviewStatus:
    if row[0] in DECIDED:
        return DECIDED[row[0]].status
    return row[18][0][2]


def is_number(text: str) -> bool:
    return text.isascii() and any(character.isdigit() for character in text)


def has_number(row: MaterialRow, number: str) -> bool:
    number = number.upper()
    return row[8].startswith(number) or (len(number) == 4 and row[8].endswith(number))


def in_range(chosen: MaterialFilter, row: MaterialRow) -> bool:
    if chosen.date_from is None and chosen.date_to is None:
        return True
    at = row[14] if chosen.date_field is DateField.SUBMITTED_AT else row[15]
    low = chosen.date_from if chosen.date_from is not None else 0
    high = chosen.date_to if chosen.date_to is not None else 1 << 60
    return at is not None and low <= at < high


def in_institution(chosen: MaterialFilter, row: MaterialRow) -> bool:
    path = chosen.organization_path
    if path and path != "/1/" and not PATHS.get(row[3] or 0, "").startswith(path):
        return False
    return chosen.organization_id in {None, row[3]}


def matches(chosen: MaterialFilter, row: MaterialRow) -> bool:
    """Say in plain words what the filter means."""
    text = search_form(chosen.text)
    named = has_number(row, text) if is_number(text) else contains(row[5], row[6], text)
    return (
        (not text or named)
        and (not chosen.id_number or has_number(row, chosen.id_number))
        and (not chosen.id_types or row[7] in chosen.id_types)
        and (not chosen.levels or row[10] in chosen.levels)
        and (not chosen.categories or row[11] in chosen.categories)
        and (not chosen.submissions or row[12] in chosen.submissions)
        and (not chosen.payments or row[13] in chosen.payments)
        and (not chosen.statuses or shown(row) in chosen.statuses)
        and (chosen.year is None or row[4] == chosen.year)
        and in_range(chosen, row)
        and in_institution(chosen, row)
    )


def some(enum: type) -> st.SearchStrategy[frozenset[object]]:
    return st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(list(enum)), max_size=3))


times = st.one_of(st.none(), st.integers(NOW - 10**6, NOW))
filters = st.builds(
    MaterialFilter,
    text=st.sampled_from(
        [
            "",
            "",
            "王",
            "文静",
            "欧阳",
            "y",
            "wj",
            "王·文静",
            "𠮷",
            "4219",
            "42190",
            "E12",
            "无",
            "oylf",
            "\uff37 J",
        ]
    ),
    id_number=st.sampled_from(["", "", "", "E", "4219", CROWD[3][8][:8], CROWD[4][8][-4:]]),
    id_types=some(IdType),
    levels=some(ApplicationLevel),
    categories=some(ApplicationCategory),
    submissions=some(SubmissionStatus),
    statuses=some(ReviewStatus),
    payments=some(PaymentStatus),
    date_field=st.sampled_from(DateField),
    date_from=times,
    date_to=times,
    year=st.sampled_from([None, 2024, 2025, 2026, 2030]),
    organization_path=st.sampled_from(["", "", "/1/", "/1/2/", "/1/2/3/4/", "/9/"]),
    organization_id=st.sampled_from([None, None, HOSPITAL, CLINIC, COUNTY]),
)


def sorted_by(rows: list[MaterialRow], sort: MaterialSort) -> list[int]:
    place = {field: position for position, field in enumerate(MATERIAL_FIELDS)}

    def key(row: MaterialRow) -> tuple[object, ...]:
        match sort.column:
            case SortColumn.RECEIVED:
                return (row[0],)
            case SortColumn.NAME:
                return (row[6], row[5], row[0])
            case SortColumn.STATUS:
                return (list(ReviewStatus).index(shown(row)), row[0])
            case SortColumn.SUBMITTED_AT | SortColumn.UPDATED_AT:
                return (row[place[sort.column]] or 0, row[0])
            case SortColumn.ORGANIZATION:
                name = next((unit[5] for unit in ORGANIZATIONS if unit[0] == row[3]), "")
                return (name, row[0])
        value = row[place[sort.column]]
        return (list(type(value)).index(value), row[0])  # type: ignore[call-overload] - an enum

    return [row[0] for row in sorted(rows, key=key, reverse=sort.descending)]


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(filters, st.sampled_from(SortColumn), st.booleans())
def test_a_list_holds_what_its_filter_says(
    replica: Replica, chosen: MaterialFilter, column: SortColumn, descending: bool
) -> None:
    sort = MaterialSort(column=column, descending=descending)
    expected = sorted_by([row for row in CROWD if matches(chosen, row)], sort)

    assert replica.queries.ids(chosen, sort).tolist() == expected
    assert [row.id for row in replica.queries.first_page(chosen, sort, 20)] == expected[:20]
    assert replica.queries.totals(chosen).total == len(expected)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(filters)
def test_totals_by_status_ignore_the_filters_own_statuses(
    replica: Replica, chosen: MaterialFilter
) -> None:
    loose = replace(chosen, statuses=frozenset())
    rows = [row for row in CROWD if matches(loose, row)]

    assert replica.queries.totals(chosen).by_status == {
        status: sum(shown(row) is status for row in rows) for status in ReviewStatus
    }


def test_a_walk_ends_when_it_is_told_to(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "CHUNK", 50)
    few = replica.queries.ids(MaterialFilter(), MaterialSort(), stop=lambda: True)
    assert few.tolist() == list(range(700, 650, -1))


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(replica: Replica) -> None:
    assert [row.id for row in replica.queries.rows([5, 9999, 2, 700])] == [5, 2, 700]
    assert replica.queries.rows([]) == []


def test_a_row_says_what_the_list_shows(replica: Replica) -> None:
    row, source = replica.queries.rows([6])[0], CROWD[5]
    assert (row.name, row.id_number, row.organization_id) == (source[5], source[8], source[3])
    assert (row.id_type, row.level, row.category) == (source[7], source[10], source[11])
    assert (row.submission, row.payment) == (source[12], source[13])
    assert (row.submitted_at, row.updated_at) == (source[14], source[15])
    assert row.has_changes is bool(source[20])
    assert row.status is DECIDED[6].status
    assert row.outbox_state == "queued"
