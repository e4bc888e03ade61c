"""Our own source files as the architecture tests see them: parsed once, with short questions."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]

Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the top folder, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Where a node stands, in the form that editors jump to."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    def nodes(self, kind: type[Node]) -> Iterator[Node]:
        """Every node of one kind, anywhere in the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kind))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, also the ones inside others."""
        yield from self.nodes(ast.FunctionDef)
        yield from self.nodes(ast.AsyncFunctionDef)

    def imports(self) -> set[str]:
        """Full names of all that is imported, `from a import b` counting as `a.b`."""
        names = {alias.name for node in self.nodes(ast.Import) for alias in node.names}
        for node in self.nodes(ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        return names

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Every call with what is called, as written and without its leading objects."""
        for node in self.nodes(ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield node, name

    def docstrings(self) -> set[ast.AST]:
        """The constants that document something, which includes lines below an assignment."""
        return {node.value for node in self.nodes(ast.Expr)}


@cache
def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


def sources(*folders: str) -> list[Source]:
    """All Python files below the folders, or the file itself where one is named."""
    found: list[Path] = []
    for folder in folders:
        place = ROOT / folder
        found += [place] if place.suffix == ".py" else sorted(place.rglob("*.py"))
    return [_read(path) for path in found]


def everything() -> list[Source]:
    """Every Python file of the project."""
    return sources("dev.py", "desktop", "server_stub", "tests")
