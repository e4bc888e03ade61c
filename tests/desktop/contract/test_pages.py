"""A page in lines is the same page, row by row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from pydantic import ValidationError

from desktop.contract.pages import PageText, documents_of, in_lines, read_document, text_of
from desktop.contract.sync import ChangesPage
from tests.desktop.store.world import crowd, material, page

if TYPE_CHECKING:
    from collections.abc import Callable

NOTICES: Final = b',"notices":[[1,9,"t","b",1795000000]]'
OTHER: Final = b'"next":"c1","has_more":false,"server_time":1795000000'
ROWS: Final = documents_of(page([*crowd(4), material(9, name='七\n"},\\{"', search_keys="q")]))


def read(text: PageText) -> ChangesPage:
    [page] = text.parts(100)
    return page


def whole(body: bytes) -> ChangesPage:
    return ChangesPage.model_validate_json(body)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_page_in_lines_says_what_it_says_in_one_piece(count: int) -> None:
    body = in_lines(OTHER, ROWS[:count])
    text = PageText(body)
    assert text.head == whole(b"{%s}" % OTHER)
    found = read(text)
    assert found.model_dump() == whole(body).model_dump()
    assert list(documents_of(found)) == ROWS[:count]


@pytest.mark.parametrize("at_once", [1, 2, 3, 5, 6])
@pytest.mark.parametrize("layout", [in_lines, lambda other, rows: two_in_a_line(rows, other)])
def test_a_long_page_comes_in_parts(
    layout: Callable[[bytes, list[bytes]], bytes], at_once: int
) -> None:
    parts = list(PageText(layout(OTHER + NOTICES, list(ROWS))).parts(at_once))
    assert [row for part in parts for row in documents_of(part)] == ROWS
    assert [len(part.notices) for part in parts] == [1, *[0] * (len(parts) - 1)]
    assert {part.next for part in parts} == {"c1"}
    assert all(len(part.materials) == at_once for part in parts[:-1])


def in_one_line(rows: list[bytes]) -> bytes:
    return b'{%s,"materials":[%s]}' % (OTHER, b",".join(rows))


def indented(rows: list[bytes]) -> bytes:
    return json.dumps(json.loads(in_one_line(rows)), indent=1).encode()


def two_in_a_line(rows: list[bytes], other: bytes = OTHER) -> bytes:
    return in_lines(other, [*rows[:3], rows[3] + b"," + rows[4]])


def broken_within_a_row(rows: list[bytes]) -> bytes:
    return in_lines(OTHER, [rows[0].replace(b",", b",\n", 1), *rows[1:]])


@pytest.mark.parametrize("layout", [in_one_line, indented, two_in_a_line, broken_within_a_row])
def test_a_page_in_another_layout_is_the_same(layout: Callable[[list[bytes]], bytes]) -> None:
    found = read(PageText(layout(list(ROWS))))
    assert found.model_dump() == whole(in_one_line(list(ROWS))).model_dump()
    assert [read_document(one) for one in documents_of(found)] == [
        read_document(one) for one in ROWS
    ]


def test_a_page_is_written_as_it_is_read() -> None:
    first = page(crowd(3), notices=[(1, 1, "公告", "正文", 1_795_000_000)])
    again = read(PageText(text_of(first)))
    assert again.model_dump() == first.model_dump()
    assert list(documents_of(again)) == list(documents_of(first))


def short(row: list[Any]) -> list[Any]:
    return row[:-1]


def id_of_zero(row: list[Any]) -> list[Any]:
    return [0, *row[1:]]


def unknown_category(row: list[Any]) -> list[Any]:
    return [*row[:11], "99", *row[12:]]


def unknown_verdict(row: list[Any]) -> list[Any]:
    return [*row[:21], [[1, "decided", "unit", "", "", "maybe", "", None, None]], *row[22:]]


@pytest.mark.parametrize("spoil", [short, id_of_zero, unknown_category, unknown_verdict])
def test_one_malformed_material_spoils_the_page(
    spoil: Callable[[list[Any]], list[Any]],
) -> None:
    spoilt = json.dumps(spoil(json.loads(ROWS[1])), ensure_ascii=False).encode()
    text = PageText(in_lines(OTHER, [ROWS[0], spoilt, *ROWS[2:]]))
    with pytest.raises(ValidationError):
        read(text)


@pytest.mark.parametrize("between", [b"\n", b",,\n", b", ,\n", b"]\n["])
def test_what_is_no_json_in_one_piece_is_none_in_lines(between: bytes) -> None:
    body = b'{%s,"materials":[\n%s\n]}' % (OTHER, between.join(ROWS))
    with pytest.raises(ValidationError):
        read(PageText(body))


def test_a_page_cut_short_is_no_page() -> None:
    body = in_lines(OTHER, ROWS)
    for end in range(1, len(body), 97):
        with pytest.raises(ValidationError):
            read(PageText(body[:end]))
