"""A person is found by any fragment of the name or of its initials."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.search_keys import (
    GRAM_MAX_LENGTH,
    contains,
    grams,
    is_whole_gram,
    query_gram,
    search_form,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = {
    1: ("王晓岚", "wxl"),
    2: ("买买提·艾合买提江", "mmtahmtj"),
    3: ("李𠮷", "lj"),
    4: ("单雄信", "dxx sxx"),
    5: ("O’Brien Ann", "oba"),
    6: ("赵\U00031350\ue001", "z"),
}


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    """The full-text table of the client's replica, over six people."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "CREATE VIRTUAL TABLE name_index USING fts5(grams, content='', columnsize=0,"
            " detail=none, tokenize='ascii')"
        )
        database.executemany(
            "INSERT INTO name_index(rowid, grams) VALUES (?, ?)",
            [(number, grams(*person)) for number, person in PEOPLE.items()],
        )
        yield database


def found(index: sqlite3.Connection, text: str) -> set[int]:
    rows = index.execute(
        "SELECT rowid FROM name_index WHERE name_index MATCH ?", (f'"{query_gram(text)}"',)
    )
    return {number for (number,) in rows}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("晓", {1}),
        ("王晓岚", {1}),
        ("王岚", set()),
        ("WX", {1}),
        ("\uff57\uff58\uff4c", {1}),
        ("买提", {2}),
        ("提艾", {2}),
        ("买买提 艾合买提江", {2}),
        ("买买提•艾合买提江", {2}),
        ("𠮷", {3}),
        ("dxx", {4}),
        ("sx", {4}),
        ("x", {1, 4}),
        ("o'brien", {5}),
        ("brienann", {5}),
        ("\U00031350", {6}),
        ("\ue001", {6}),
    ],
)
def test_any_fragment_finds_its_people(
    index: sqlite3.Connection, text: str, numbers: set[int]
) -> None:
    assert found(index, text) == numbers


def test_a_person_who_left_is_found_no_more(index: sqlite3.Connection) -> None:
    index.execute(
        "INSERT INTO name_index(name_index, rowid, grams) VALUES ('delete', 1, ?)",
        (grams(*PEOPLE[1]),),
    )
    assert found(index, "晓") == set()
    assert found(index, "x") == {4}


def test_a_long_fragment_is_asked_by_its_beginning_and_checked_by_its_whole() -> None:
    name, keys = "阿卜杜拉·买买提明江吾买尔", "abdlmmtmjwme"
    right, wrong = "阿卜杜拉买买提明江吾", "阿卜杜拉买买提明月"
    assert query_gram(right) == query_gram(wrong)
    assert not is_whole_gram(right)
    assert is_whole_gram("阿卜杜拉·买买提明")
    assert contains(name, keys, right)
    assert contains(name, keys, "DLMMTMJWM")
    assert not contains(name, keys, wrong)


@pytest.mark.parametrize("text", ["", " ", "·", "-’　"])
def test_nothing_but_separators_asks_for_nothing(text: str) -> None:
    assert query_gram(text) == ""


@given(
    name=st.text(max_size=14),
    keys=st.lists(st.text("abcwxyz", min_size=1, max_size=10), max_size=3),
    data=st.data(),
)
def test_the_grams_are_exactly_the_fragments(
    name: str, keys: list[str], data: st.DataObject
) -> None:
    tokens = grams(name, " ".join(keys)).split(" ")
    assert len(set(tokens)) == len(tokens)
    forms = [search_form(name), *keys]
    fragments = {
        form[start:end]
        for form in forms
        for start in range(len(form))
        for end in range(start + 1, min(start + GRAM_MAX_LENGTH, len(form)) + 1)
    }
    assert set(tokens) - {""} == fragments
    if fragments:
        fragment = data.draw(st.sampled_from(sorted(fragments)))
        assert contains(name, " ".join(keys), fragment)
