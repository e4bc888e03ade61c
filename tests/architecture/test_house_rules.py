"""Rules of the house that hold in every folder, or in just one."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import PurePosixPath

from tests.architecture.sources import ROOT, Source, everything, sources

TEXT_MODE = re.compile(r"[rwaxt+]+")
GOOD_EXCUSE = re.compile(r"# (noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*|type: ignore\[[a-z, -]+\]) +[-#] \S")


def test_the_client_package_itself_is_empty() -> None:
    assert (ROOT / "desktop/__init__.py").read_text(encoding="utf-8") == ""


def test_the_domain_needs_only_the_standard_library() -> None:
    allowed = {*sys.stdlib_module_names, "desktop.domain"}
    assert not [
        f"{source.path} imports {name}"
        for source in sources("desktop/domain")
        for name in source.imports()
        if name.split(".")[0] not in allowed and not name.startswith("desktop.domain.")
    ]


def test_the_domain_and_the_contract_look_at_no_clock() -> None:
    assert not [
        source.at(call)
        for source in sources("desktop/domain", "desktop/contract")
        for call, name in source.calls()
        if name in {"now", "today", "utcnow", "monotonic"} or ast.unparse(call.func) == "time.time"
    ]


def _opens_text_without_encoding(call: ast.Call, name: str) -> bool:
    if any(word.arg == "encoding" for word in call.keywords):
        return False
    if name in {"read_text", "write_text"}:
        return len(call.args) < (1 if name == "read_text" else 2)
    if name != "open":
        return False
    modes = call.args[1:] if isinstance(call.func, ast.Name) else call.args
    if not modes:
        return isinstance(call.func, ast.Name)
    match modes[0]:
        case ast.Constant(value=str(mode)):
            return TEXT_MODE.fullmatch(mode) is not None
    return False


def test_every_text_file_is_opened_with_its_encoding() -> None:
    assert not [
        source.at(call)
        for source in everything()
        for call, name in source.calls()
        if _opens_text_without_encoding(call, name)
    ]


def test_every_exception_from_a_check_gives_its_reason() -> None:
    assert not [
        f"{source.path}:{number} {line.strip()}"
        for source in everything()
        for number, line in enumerate(source.text.splitlines(), 1)
        if re.search(r"#\s*(noqa|ruff:|type:\s*ignore|mypy:)", line)
        and not GOOD_EXCUSE.search(line)
    ]


def _returns_changes(function: ast.FunctionDef) -> bool:
    return function.returns is not None and "Changes" in ast.unparse(function.returns)


def test_a_user_action_takes_its_arguments_by_name() -> None:
    assert not [
        f"{source.at(node)} {node.name}"
        for source in sources("desktop/services")
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if _returns_changes(node) and (node.args.args or node.args.posonlyargs)
    ]


def _is_a_story(source: Source) -> bool:
    return PurePosixPath(source.path).name.startswith("test_")


def test_no_story_sleeps_or_is_skipped() -> None:
    forbidden = {"sleep", "wait_ms", "skip", "skipif", "importorskip", "xfail"}
    assert not [
        f"{source.at(call)} {ast.unparse(call.func)}"
        for source in sources("tests")
        if _is_a_story(source)
        for call, name in source.calls()
        if name in forbidden or ast.unparse(call.func) == "qtbot.wait"
        if not ast.unparse(call).endswith("sleep(0)")
    ]
