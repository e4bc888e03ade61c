"""Nothing grows beyond what a reader can hold."""

from __future__ import annotations

import ast

from tests.architecture.sources import everything

MODULE_LINES = 400
CLASS_LINES = 250
FUNCTION_LINES = 50


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_is_too_long() -> None:
    long = {source.path: source.text.count("\n") for source in everything()}
    assert not {path: lines for path, lines in long.items() if lines > MODULE_LINES}


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
