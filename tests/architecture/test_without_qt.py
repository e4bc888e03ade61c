"""Everything below the screens, and the whole server, works where Qt is not installed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, sources

CORE = ["domain", "contract", "store", "remote", "sync", "services"]
PROGRAM = """
import importlib, sys
for name in ("PySide6", "shiboken6", "qasync", "keyring"):
    sys.modules[name] = None
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def _modules(*folders: str) -> list[str]:
    paths = [source.path.removesuffix(".py") for source in sources(*folders)]
    return [path.removesuffix("/__init__").replace("/", ".") for path in paths]


@pytest.mark.parametrize(
    "folders",
    [[f"desktop/{folder}" for folder in CORE], ["server_stub"]],
    ids=["client core", "server"],
)
def test_imports_without_qt(folders: list[str]) -> None:
    modules = [one for one in _modules(*folders) if "migrations" not in one]
    modules = [one for one in modules if not one.endswith("__main__")]
    command = [sys.executable, "-W", "error", "-c", PROGRAM, *modules]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
