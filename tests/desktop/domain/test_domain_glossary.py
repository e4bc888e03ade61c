"""The glossary speaks of everything that the domain names, and of nothing that is gone."""

from __future__ import annotations

import importlib
import pkgutil
import re
from enum import Enum
from pathlib import Path

import pytest

import desktop.domain

GLOSSARY = Path(__file__).parents[3] / "docs/glossary.md"
MEMBER = re.compile(r"`([A-Z]\w+\.[A-Z_]+)`")


def domain_enums() -> list[type[Enum]]:
    modules = [
        importlib.import_module(f"desktop.domain.{module.name}")
        for module in pkgutil.iter_modules(desktop.domain.__path__)
    ]
    return [
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__ == module.__name__
    ]


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """The cells of every row below a table's head."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [row for row in cells if row[0] != "中文" and not row[0].startswith("---")]


def test_every_row_has_its_four_cells_and_three_of_them_speak(rows: list[list[str]]) -> None:
    assert not [row for row in rows if len(row) != 4 or not (row[0] and row[1] and row[3])]


def test_every_member_of_every_enum_has_its_row(rows: list[list[str]]) -> None:
    named = [name for row in rows for name in MEMBER.findall(row[1])]
    members = {f"{kind.__name__}.{one.name}" for kind in domain_enums() for one in kind}
    assert set(named) == members
    assert len(named) == len(members)


def test_every_enum_has_a_word_of_its_own(rows: list[list[str]]) -> None:
    named = " ".join(row[1] for row in rows)
    unnamed = {kind.__name__ for kind in domain_enums() if f"`{kind.__name__}`" not in named}
    assert not unnamed


def test_the_members_of_one_enum_read_differently(rows: list[list[str]]) -> None:
    words = [(name.split(".")[0], row[0]) for row in rows for name in MEMBER.findall(row[1])]
    assert len(set(words)) == len(words)
