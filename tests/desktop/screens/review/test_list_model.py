"""Rows become cells: masked numbers, words for every state, hints for what waits."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.domain.review import ReviewStatus, SubmissionStatus
from desktop.screens.review.list_columns import narrow_columns, wide_columns
from desktop.screens.review.list_model import ListModel
from desktop.screens.review.list_rows import PAGE, ListRows
from desktop.screens.widgets.cells import CELL_ROLE, Cell, CellKind, Column
from tests.desktop.screens.review.test_list_rows import row

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

COLUMNS = [Column("check", "", 40, kind=CellKind.CHECK), *wide_columns()]


@pytest.fixture
def rows() -> ListRows:
    rows = ListRows()
    rows.replace([row(id_) for id_ in range(10)], 10)
    return rows


@pytest.fixture
def model(rows: ListRows) -> ListModel:
    return ListModel(rows, COLUMNS)


def cell(model: ListModel, at: int, key: str) -> Cell:
    column = next(n for n, each in enumerate(COLUMNS) if each.key == key)
    found = model.data(model.index(at, column), CELL_ROLE)
    assert isinstance(found, Cell)
    return found


@pytest.mark.parametrize("columns", [wide_columns(), narrow_columns()])
def test_the_model_keeps_qts_contract_while_rows_come_and_go(
    columns: list[object], qtmodeltester: ModelTester
) -> None:
    rows = ListRows()
    model = ListModel(rows, columns)  # type: ignore[arg-type] - both are lists of Column
    qtmodeltester.check(model)
    rows.replace([row(id_) for id_ in range(PAGE)], PAGE * 2)
    rows.set_ids(array("q", range(PAGE * 2)))
    rows.set_ids(array("q", range(PAGE * 2 + 5)))
    rows.set_ids(array("q", range(PAGE)))
    rows.remove(4)
    rows.patch([row(5, ReviewStatus.APPROVED)])
    qtmodeltester.check(model)


def test_numbers_are_masked_in_the_list(model: ListModel) -> None:
    assert cell(model, 0, "id_number").text == "4219**********0018"


def test_a_state_is_said_in_words_and_by_its_key(model: ListModel, rows: ListRows) -> None:
    assert (cell(model, 0, "status").text, cell(model, 0, "status").status) == ("待审核", "pending")
    rows.patch([row(0, ReviewStatus.APPROVED)])
    assert cell(model, 0, "status").text == "审核通过"


def test_what_waits_in_the_outbox_shows_in_its_row(model: ListModel, rows: ListRows) -> None:
    rows.patch([row(0)._replace(outbox_state="queued")])
    assert cell(model, 0, "hint").status == "queued"


def test_a_resubmitted_row_says_that_it_changed(model: ListModel, rows: ListRows) -> None:
    rows.patch([row(0)._replace(has_changes=True)])
    assert cell(model, 0, "hint").text == "有改动"


def test_only_open_rows_offer_to_be_reviewed(model: ListModel, rows: ListRows) -> None:
    rows.patch(
        [
            row(1, ReviewStatus.APPROVED),
            row(2)._replace(submission=SubmissionStatus.REVISING),
            row(3, ReviewStatus.NOT_REACHED),
        ]
    )
    offered = [[link.id for link in cell(model, at, "actions").links] for at in range(4)]
    assert offered == [["view", "review"], ["view"], ["view"], ["view"]]


def test_ticks_follow_the_material_and_not_the_line(model: ListModel, rows: ListRows) -> None:
    told: list[int] = []
    model.checks_changed.connect(lambda: told.append(1))
    model.toggle_check(2)
    assert model.checked_ids == {2}
    rows.remove(0)
    assert cell(model, 1, "check").checked is True
    model.clear_checks()
    assert not model.checked_ids
    assert told == [1, 1]


def test_a_row_on_its_way_is_blank(rows: ListRows, model: ListModel) -> None:
    rows.set_ids(array("q", range(PAGE * 2)))
    assert cell(model, PAGE + 1, "name") == Cell()
    model.toggle_check(PAGE * 5)
    assert not model.checked_ids


def test_the_head_names_the_columns(model: ListModel) -> None:
    assert model.headerData(1, Qt.Orientation.Horizontal) == "姓名"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
