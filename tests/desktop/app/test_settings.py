"""Settings survive a restart, and a damaged file never keeps the program from starting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.settings import Settings, SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_what_was_chosen_is_there_after_a_restart(tmp_path: Path, qtbot: QtBot) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    with qtbot.waitSignal(file.changed):
        file.change(language="en", font_percent=150)
    file.keep_layout("window", "AAAA")
    again = SettingsFile(tmp_path / "settings.json")
    assert again.current == Settings(language="en", font_percent=150, layout={"window": "AAAA"})
    assert again.layout("window") == "AAAA"
    assert again.layout("unknown") == ""


def test_the_same_choice_again_tells_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    with qtbot.assertNotEmitted(file.changed):
        file.change(language="zh")
        file.keep_layout("window", "AAAA")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"language": 7}', '{"font_percent": "big"}'])
def test_a_damaged_file_means_the_usual_settings(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content, encoding="utf-8")
    assert SettingsFile(tmp_path / "settings.json").current == Settings()


def test_impossible_values_are_pulled_in(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(
        '{"font_percent": 900, "theme": "neon", "of_a_newer_version": 1, "compact": true}',
        encoding="utf-8",
    )
    assert SettingsFile(tmp_path / "settings.json").current == Settings(
        font_percent=200, compact=True
    )


def test_grace_times_stay_in_bounds_and_a_refusal_waits_longest(tmp_path: Path) -> None:
    store = SettingsFile(tmp_path / "settings.json")
    assert (store.current.grace_seconds, store.current.grace_seconds_refused) == (None, None)
    store.change(grace_seconds=9_000, grace_seconds_refused=-5)
    assert (store.current.grace_seconds, store.current.grace_seconds_refused) == (600, 600)
    store.change(grace_seconds=30, grace_seconds_refused=20)
    kept = SettingsFile(tmp_path / "settings.json").current
    assert (kept.grace_seconds, kept.grace_seconds_refused) == (30, 30)


def test_an_unknown_setting_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        SettingsFile(tmp_path / "settings.json").change(colour="red")
