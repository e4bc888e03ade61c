"""Two programs never share one profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app.single_instance import SingleInstance

if TYPE_CHECKING:
    from pathlib import Path


def test_the_second_one_is_turned_away_until_the_first_ends(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_another_profile_is_free(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert first.acquire()
    assert second.acquire()
    first.release()
    second.release()
