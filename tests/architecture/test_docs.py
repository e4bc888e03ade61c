"""What the documentation says is so: routes, settings, codes, files and tests that it names."""

from __future__ import annotations

import ast
import dataclasses
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from desktop.contract.operations import OutcomeCode, OutcomeStatus
from desktop.contract.problems import STATUS_OF
from server_stub.pages import demo
from server_stub.routes import authorizations, courier, materials, parked, public, sessions, sync
from server_stub.settings import Settings
from tests.architecture.sources import ROOT, sources

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
PARTS = ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**")
INVARIANTS = 18
REQUIREMENTS = 41

MODULES = (authorizations, courier, demo, materials, parked, public, sessions, sync)
OF_THE_FRAMEWORK = {"GET /openapi.json"}
FOLDERS = "desktop|server_stub|tests|docs|resources|requirements"
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)(?:::(\w+))?`")


def _pages() -> list[Path]:
    return sorted(DOCS.rglob("*.md"))


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _rows(text: str) -> list[list[str]]:
    """The rows of all tables of a text, as lists of cells; without heads and their lines."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    bodies = [
        line
        for line, below in zip(lines, [*lines[1:], ""], strict=True)
        if not line.startswith("|--") and not below.startswith("|--")
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in bodies]


def _section(page: str, title: str) -> str:
    chapters = re.split(r"(?m)^## ", _text(page))
    (chapter,) = [one for one in chapters if one.startswith(f"{title}\n")]
    return chapter


def _named_first(page: str, title: str) -> list[str]:
    """What stands as code in the first column of the tables of a section."""
    rows = _rows(_section(page, title))
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row[0])]


@cache
def _functions(path: str) -> frozenset[str]:
    (source,) = sources(path)
    return frozenset(node.name for node in source.functions())


def _routes() -> list[APIRoute]:
    values = [value for module in MODULES for value in vars(module).values()]
    found = [one for value in values if isinstance(value, APIRouter) for one in value.routes]
    return [one for one in found if isinstance(one, APIRoute)]


def test_every_route_is_described() -> None:
    routes = {f"{method} {one.path}" for one in _routes() for method in one.methods or ()}

    assert sorted(_named_first("api.md", "Routes")) == sorted(routes | OF_THE_FRAMEWORK)


def test_no_module_of_routes_is_overlooked() -> None:
    assert {module.__name__ for module in MODULES} == {
        source.path.removesuffix(".py").replace("/", ".")
        for source in sources("server_stub")
        for _call, name in source.calls()
        if name == "APIRouter"
    }


def test_every_setting_is_described() -> None:
    settings = [field.name for field in dataclasses.fields(Settings)]

    assert sorted(_named_first("api.md", "Settings of the server")) == sorted(settings)


def test_every_problem_is_described_with_its_status() -> None:
    described = {
        row[0].strip("`"): int(row[1]) for row in _rows(_section("api.md", "Problem codes"))
    }

    assert described == {code.value: status for code, status in STATUS_OF.items()}


def test_every_outcome_is_described() -> None:
    outcomes = [*map(str, OutcomeStatus), *map(str, OutcomeCode)]

    assert sorted(_named_first("api.md", "Outcomes of operations")) == sorted(outcomes)


def test_every_option_of_the_server_is_described() -> None:
    (main,) = sources("server_stub/__main__.py")
    options = {
        str(argument.value)
        for call, name in main.calls()
        if name == "add_argument"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    }
    assert sorted(_named_first("api.md", "The command line")) == sorted(options)


@pytest.mark.parametrize("page", sorted(DOCS.glob("decisions/*.md")), ids=lambda page: page.stem)
def test_a_decision_record_has_its_four_parts_in_order(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    places = [text.find(part) for part in PARTS]

    assert -1 not in places
    assert places == sorted(places)
    assert text.startswith(f"# {page.stem[:4]} ")


def test_decisions_are_numbered_without_holes_or_doubles() -> None:
    numbers = [int(page.name[:4]) for page in sorted(DOCS.glob("decisions/*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", _pages(), ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_file_and_test_that_is_named_exists(page: Path) -> None:
    named = NAMED.findall(page.read_text(encoding="utf-8"))

    assert not [path for path, _test in named if not (ROOT / path).exists()]
    assert not [f"{path}::{test}" for path, test in named if test and test not in _functions(path)]


def test_every_invariant_names_the_tests_that_hold_it() -> None:
    rows = {row[0]: row[-1] for row in _rows(_section("sync.md", "Invariants"))}

    assert list(rows) == [f"I{n}" for n in range(1, INVARIANTS + 1)]
    assert not [name for name, held in rows.items() if not re.search("::test_|issue open", held)]


def test_every_requirement_names_place_and_test_or_says_not_yet() -> None:
    rows = [row for row in _rows(_text("security.md")) if row[0].isdigit()]

    assert [int(row[0]) for row in rows] == list(range(1, REQUIREMENTS + 1))
    assert not [row[0] for row in rows if not re.search("::test_|not yet", row[-1])]
