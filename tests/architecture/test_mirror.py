"""The tests of a module lie where the module lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.architecture.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def _module_of(story: Path) -> bool:
    """Whether the test file and a module are named after the same thing."""
    folder = ROOT / story.parent.relative_to(ROOT / "tests")
    name = story.stem.removeprefix("test_")
    modules = {one.stem for one in folder.glob("*") if one.suffix == ".py" or one.is_dir()}
    modules.add(folder.name)
    names = {one.strip("_") for one in modules}
    return any(
        one == name or one.startswith(f"{name}_") or name.startswith(f"{one}_") for one in names
    )


def test_tests_mirror_the_packages() -> None:
    stories = [
        story
        for package in ("desktop", "server_stub")
        for story in (ROOT / "tests" / package).rglob("test_*.py")
    ]
    assert not [str(story.relative_to(ROOT)) for story in stories if not _module_of(story)]
