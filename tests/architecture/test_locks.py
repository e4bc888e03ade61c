"""The locks name exact, hashed files for both platforms, and no place to fetch them from."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT

LOCKS = ["linux", "windows"]


def _lock(platform: str) -> str:
    return (ROOT / f"requirements/{platform}.txt").read_text(encoding="utf-8")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("platform", LOCKS)
def test_every_entry_is_exact_and_hashed(platform: str) -> None:
    entries = re.split(r"(?m)^(?=\S)", _lock(platform))[1:]
    assert entries
    assert not [one for one in entries if "==" not in one or "--hash=sha256:" not in one]


@pytest.mark.parametrize("platform", LOCKS)
def test_no_address_of_an_index(platform: str) -> None:
    assert "://" not in _lock(platform)


@pytest.mark.parametrize("platform", LOCKS)
def test_the_lock_covers_the_project_file(platform: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {_plain(re.split(r"[^\w.-]", one)[0]) for group in wanted for one in group}
    locked = {_plain(name) for name in re.findall(r"(?m)^([\w.-]+)==", _lock(platform))}
    assert names <= locked
