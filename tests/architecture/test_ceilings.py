"""Nothing grows beyond what a reader can hold."""

from __future__ import annotations

import ast

from tests.architecture.sources import everything

MODULE_LINES = 400
CLASS_LINES = 250
FUNCTION_LINES = 50


# A migration is written once and never edited again.
HISTORY = "server_stub/storage/migrations/versions/"


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_is_too_long() -> None:
    assert not {
        source.path: lines
        for source in everything()
        if (lines := source.text.count("\n")) > MODULE_LINES
        if not source.path.startswith(HISTORY)
    }


def test_no_class_is_too_long() -> None:
    assert not [
        f"{source.at(node)} {node.name}: {_lines(node)} lines"
        for source in everything()
        for node in source.nodes(ast.ClassDef)
        if _lines(node) > CLASS_LINES
    ]


def test_no_function_is_too_long() -> None:
    assert not [
        f"{source.at(node)} {node.name}: {_lines(node)} lines"
        for source in everything()
        for node in source.functions()
        if _lines(node) > FUNCTION_LINES
    ]
