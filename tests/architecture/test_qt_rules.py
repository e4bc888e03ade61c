"""How the client uses Qt: no nested loops, no loose slots, views that know nothing."""

from __future__ import annotations

import ast
import re
from pathlib import PurePosixPath

from tests.architecture.sources import Source, sources

VIEW = re.compile(r"(^|_)views?$")
PRESENTER = re.compile(r"(^|_)(presenters?|models?)$")
# The store's plain values may be named on every step above; what reads or writes may not.
VALUES = {"desktop.store.filters", "desktop.store.records"}
# A tool for developers that draws one sheet and ends.
TOOLS = {"desktop/screens/widgets/gallery.py"}


def _screen_files(kind: re.Pattern[str]) -> list[Source]:
    return [one for one in sources("desktop/screens") if kind.search(PurePosixPath(one.path).stem)]


def test_no_signal_is_connected_to_a_lambda() -> None:
    assert not [
        source.at(call)
        for source in sources("desktop")
        for call, name in source.calls()
        if name == "connect" and any(isinstance(one, ast.Lambda) for one in call.args)
    ]


def test_nothing_runs_a_nested_event_loop() -> None:
    assert not [
        source.at(call)
        for source in sources("desktop")
        if source.path not in TOOLS
        for call, name in source.calls()
        if name in {"exec", "exec_", "processEvents"}
    ]


def _loose_slots(source: Source, owner: ast.ClassDef) -> list[str]:
    """Methods of a class that it connects to a signal without having marked them as slots."""
    methods = {one.name: one for one in owner.body if isinstance(one, ast.FunctionDef)}
    connected: set[str] = set()
    for node in ast.walk(owner):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="connect"),
                args=[ast.Attribute(value=ast.Name(id="self"), attr=name), *_],
            ):
                connected.add(name)
    return [
        f"{source.at(methods[name])} {owner.name}.{name}"
        for name in sorted(connected & methods.keys())
        if not any(ast.unparse(mark).startswith("Slot(") for mark in methods[name].decorator_list)
    ]


def test_what_is_connected_is_marked_as_a_slot() -> None:
    assert not [
        slot
        for source in sources("desktop")
        for owner in source.nodes(ast.ClassDef)
        for slot in _loose_slots(source, owner)
    ]


def test_signals_are_named_in_snake_case() -> None:
    names = [
        (source.at(node), target.id)
        for source in sources("desktop")
        for node in source.nodes(ast.Assign)
        if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "Signal"
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert not [one for one in names if not re.fullmatch(r"[a-z][a-z0-9_]*", one[1])]


def test_views_know_presenters_and_nothing_behind_them() -> None:
    views = _screen_files(VIEW) + sources("desktop/screens/widgets")
    assert not [
        f"{view.path} imports {name}"
        for view in views
        for name in view.imports()
        if name.startswith("desktop.services")
    ]


def test_screens_name_the_values_of_the_store_and_nothing_else_of_it() -> None:
    assert not [
        f"{screen.path} imports {name}"
        for screen in sources("desktop/screens")
        for name in screen.imports()
        if name.startswith("desktop.store") and name.rpartition(".")[0] not in VALUES
    ]


def test_the_values_of_the_store_know_nothing_of_the_store() -> None:
    assert not [
        f"{name} imports {imported}"
        for name in sorted(VALUES)
        for source in sources(f"{name.replace('.', '/')}.py")
        for imported in source.imports()
        if imported.startswith("desktop.store") and imported.rpartition(".")[0] not in VALUES
    ]


def test_presenters_and_models_need_no_widgets() -> None:
    assert not [
        f"{presenter.path} imports {name}"
        for presenter in _screen_files(PRESENTER)
        for name in presenter.imports()
        if name.startswith("PySide6.QtWidgets")
    ]


def _is_our_own_text(argument: ast.expr) -> bool:
    match argument:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Attribute(attr="tr") | ast.Name(id="plain_tip")):
            return True
        case ast.IfExp(body=one, orelse=other):
            return _is_our_own_text(one) and _is_our_own_text(other)
    return False


def test_a_tooltip_with_text_from_elsewhere_is_plain() -> None:
    assert not [
        f"{source.at(call)} {ast.unparse(call)}"
        for source in sources("desktop/screens")
        for call, name in source.calls()
        if name == "setToolTip" and not _is_our_own_text(call.args[0])
    ]
