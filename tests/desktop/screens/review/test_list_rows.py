"""A window on a long result: pages come when they are asked for, rows leave without a reload."""

from __future__ import annotations

from array import array

import pytest

from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType
from desktop.domain.review import PaymentStatus, ReviewStatus, SubmissionStatus
from desktop.screens.review.list_rows import PAGE, ListRows
from desktop.store.records import ListRow


def row(id_: int, status: ReviewStatus = ReviewStatus.PENDING) -> ListRow:
    return ListRow(
        id=id_,
        name=f"考生{id_}",
        id_type=IdType.RESIDENT_ID,
        id_number="421902199901010018",
        masked=False,
        organization_id=4,
        organization_name="示例县人民医院",
        level=ApplicationLevel.PHYSICIAN,
        category=ApplicationCategory.CLINICAL,
        submission=SubmissionStatus.SUBMITTED,
        status=status,
        payment=PaymentStatus.PAID,
        submitted_at=1,
        updated_at=1,
        outbox_state="",
        has_changes=False,
        unseen=False,
    )


@pytest.fixture
def long_list() -> ListRows:
    """A result of three pages and a half, of which the first page is here."""
    count = PAGE * 7 // 2
    rows = ListRows()
    rows.replace([row(id_) for id_ in range(PAGE)], count)
    rows.set_ids(array("q", range(count)))
    return rows


def fetch(rows: ListRows, number: int) -> None:
    ids = rows.page_ids(number)
    rows.put_page(number, ids, [row(id_) for id_ in ids])


def test_the_first_page_is_there_at_once(long_list: ListRows) -> None:
    first = long_list.row(0)
    assert first is not None
    assert first.id == 0


def test_a_far_row_is_asked_for_once_and_then_shown(long_list: ListRows) -> None:
    asked: list[int] = []
    long_list.page_wanted.connect(asked.append)
    far = PAGE * 3 + 5
    assert long_list.row(far) is None
    assert long_list.row(far + 1) is None
    assert asked == [3]
    fetch(long_list, 3)
    found = long_list.row(far)
    assert found is not None
    assert found.id == far


def test_an_answer_for_an_older_order_is_dropped(long_list: ListRows) -> None:
    long_list.put_page(1, [7, 8, 9], [row(7)])
    assert long_list.row(PAGE) is None


def test_a_row_that_leaves_pulls_the_following_ones_up(long_list: ListRows) -> None:
    fetch(long_list, 1)
    before = long_list.count
    long_list.remove(3)
    assert long_list.count == before - 1
    assert [each.id for each in map(long_list.row, range(2, 5)) if each] == [2, 4, 5]
    moved = long_list.row(PAGE - 1)
    assert moved is not None
    assert moved.id == PAGE
    assert long_list.id_at(PAGE) == PAGE + 1


def test_a_hole_behind_a_removed_row_is_fetched_anew(long_list: ListRows) -> None:
    long_list.remove(3)
    asked: list[int] = []
    long_list.page_wanted.connect(asked.append)
    assert long_list.row(PAGE - 1) is None
    assert asked == [0]
    fetch(long_list, 0)
    assert long_list.row(PAGE - 1) is not None


def test_changed_rows_show_their_new_contents(long_list: ListRows) -> None:
    told: list[tuple[int, int]] = []
    long_list.rows_changed.connect(lambda first, last: told.append((first, last)))
    long_list.patch([row(5, ReviewStatus.APPROVED), row(10_000)])
    changed = long_list.row(5)
    assert changed is not None
    assert changed.status is ReviewStatus.APPROVED
    assert told == [(5, 5)]


def test_a_material_is_found_near_where_it_was_and_anywhere(long_list: ListRows) -> None:
    assert long_list.index_of(11, near=10) == 11
    assert long_list.index_of(400, near=10) == 400
    assert long_list.index_of(-5) == -1


def test_nobody_leaves_who_is_not_there(long_list: ListRows) -> None:
    before = long_list.count
    long_list.remove(99_999)
    assert long_list.count == before


def test_pages_that_nobody_looks_at_are_let_go() -> None:
    count = PAGE * 60
    rows = ListRows()
    rows.replace([row(id_) for id_ in range(PAGE)], count)
    rows.set_ids(array("q", range(count)))
    for number in range(60):
        fetch(rows, number)
    assert rows.row(0) is None
    assert rows.row(count - 1) is not None
