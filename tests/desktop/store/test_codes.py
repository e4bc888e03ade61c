"""Numbers in the file stand for the same thing for ever."""

from __future__ import annotations

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.contract.base import MAX_ID
from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType
from desktop.domain.review import PaymentStatus, ReviewStatus, SubmissionStatus
from desktop.store import codes
from desktop.store.codes import Cell, gram_row, pack_cell, unpack_cell, with_status

cells = st.builds(
    Cell,
    year=st.integers(1990, 2200),
    category=st.integers(0, 8),
    level=st.integers(0, 4),
    submission=st.integers(0, 3),
    payment=st.integers(0, 3),
    status=st.integers(0, 5),
)


@pytest.mark.parametrize(
    ("known", "enum"),
    [
        (codes.STATUSES, ReviewStatus),
        (codes.PAYMENTS, PaymentStatus),
        (codes.SUBMISSIONS, SubmissionStatus),
        (codes.LEVELS, ApplicationLevel),
        (codes.CATEGORIES, ApplicationCategory),
        (codes.ID_TYPES, IdType),
    ],
)
def test_every_member_has_a_number(known: codes.Codes[ReviewStatus], enum: type) -> None:
    assert set(known.members) == set(enum)
    assert [known.of[member] for member in known.members] == list(range(len(known.members)))


@given(cells, st.integers(0, 5))
def test_a_cell_is_one_number_and_its_status_can_change(cell: Cell, status: int) -> None:
    packed = pack_cell(*cell)
    assert unpack_cell(packed) == cell
    assert unpack_cell(with_status(packed, status)) == cell._replace(status=status)


@given(st.integers(1, MAX_ID), cells)
def test_a_row_of_the_name_index_tells_id_and_facets(material_id: int, cell: Cell) -> None:
    row = gram_row(material_id, pack_cell(*cell))
    parts = (
        codes.GRAM_ID,
        codes.GRAM_STATUS,
        codes.GRAM_LEVEL,
        codes.GRAM_CATEGORY,
        codes.GRAM_YEAR_SLOT,
    )
    sql = f"SELECT {', '.join(parts)} FROM (SELECT ? AS rowid) AS grams$"  # noqa: S608 - constants

    found = apsw.Connection(":memory:").execute(sql, (row,)).fetchone()

    slot = cell.year % codes.YEAR_SLOTS
    assert found == (material_id, cell.status, cell.level, cell.category, slot)


@given(st.integers(1, MAX_ID - 1), cells, cells)
def test_rows_of_the_name_index_rise_with_ids(material_id: int, one: Cell, other: Cell) -> None:
    assert gram_row(material_id, pack_cell(*one)) < gram_row(material_id + 1, pack_cell(*other))
