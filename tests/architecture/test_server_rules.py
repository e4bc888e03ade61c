"""Promises of the server: one transaction a request, one place of scope, patient comparisons."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import Source, sources

UNIT_OF_WORK = "server_stub/storage/engine.py"
# Rows that belong to an institution, so that a subtree decides who may see them.
SCOPED = {"Authorization", "Material", "Organization", "Parked", "ScopeExit"}
# Where nobody's subtree can decide, and what does instead.
OTHER_RIGHT = (
    "server_stub/services/actors.py",  # before there is an actor: who somebody is, and where
    "server_stub/services/applying.py",  # applicants have no subtree: they touch their own material
    "server_stub/services/authorization_codes.py",  # knowing the secret code is the right
    "server_stub/services/moving.py",  # an operator at the command line changes the tree itself
)


def test_only_the_unit_of_work_commits() -> None:
    assert not [
        source.at(call)
        for source in sources("server_stub")
        if source.path != UNIT_OF_WORK
        for call, name in source.calls()
        if name == "commit"
    ]


def _selected(function: ast.AST) -> set[str]:
    """Scoped models that a function's queries read or that it fetches by their id."""
    found: set[str] = set()
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id="select") | ast.Attribute(attr="get"), args=args):
                names = (one for arg in args for one in ast.walk(arg) if isinstance(one, ast.Name))
                found |= {one.id for one in names} & SCOPED
    return found


def _asks_for_scope(function: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == "visible_to" for node in ast.walk(function)
    )


def _unscoped(source: Source) -> list[str]:
    return [
        f"{source.at(function)} {function.name} reads {', '.join(sorted(models))}"
        for function in source.functions()
        if (models := _selected(function)) and not _asks_for_scope(function)
    ]


def test_every_query_of_an_institutions_rows_is_scoped() -> None:
    assert not [
        query
        for source in sources("server_stub/services", "server_stub/routes", "server_stub/pages")
        if source.path not in OTHER_RIGHT
        for query in _unscoped(source)
    ]


SECRET = re.compile(r"(hmac|access_hash|refresh_hash|token_hash|signature|mark)$")
KEEPERS = ("signing_in", "sessions", "authorization_codes", "cursors", "audit")


def _tells_a_secret_by_its_time(node: ast.Compare) -> bool:
    """Whether `==` stops at the first wrong letter of a secret; in a query it is no Python."""
    sides = [ast.unparse(side) for side in (node.left, *node.comparators)]
    in_a_query = any(side[0].isupper() for side in sides)
    plain = any(isinstance(operator, ast.Eq | ast.NotEq) for operator in node.ops)
    return plain and not in_a_query and any(SECRET.search(side) for side in sides)


def test_secrets_are_compared_in_constant_time() -> None:
    assert not [
        source.at(node)
        for source in sources(*(f"server_stub/services/{keeper}.py" for keeper in KEEPERS))
        for node in source.nodes(ast.Compare)
        if _tells_a_secret_by_its_time(node)
    ]
