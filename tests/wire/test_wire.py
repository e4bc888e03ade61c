"""Clients and servers one version apart understand each other, for every version ever recorded."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import pytest

from desktop.contract.base import API_VERSION
from desktop.contract.operations import OutcomeStatus
from tests.wire.__main__ import main
from tests.wire.golden import (
    Golden,
    Playing,
    folder_of,
    misfits,
    recorded_words,
    recording,
    understood,
    versions,
    with_news,
    words_of_answers,
)
from tests.wire.story import STORY
from tests.wire.world import World

if TYPE_CHECKING:
    from pathlib import Path

ALL = [
    pytest.param(golden, id=f"v{version}-{golden.name}")
    for version in versions()
    for golden in recording(version)
]


def test_this_version_is_recorded_whole() -> None:
    assert [golden.name for golden in recording(API_VERSION)] == [step.name for step in STORY]


def test_answers_of_a_version_use_no_new_words() -> None:
    """An older client refuses a whole answer over a word that it does not know."""
    recorded = recorded_words(API_VERSION)
    new = {
        name: sorted(set(words) - set(recorded[name]))
        for name, words in words_of_answers().items()
        if name in recorded
    }
    assert {name: words for name, words in new.items() if words} == {}


def test_every_end_of_an_operation_is_recorded() -> None:
    for version in versions():
        said = [
            outcome["status"]
            for golden in recording(version)
            if "-decisions-" in golden.name
            for outcome in golden.record["answer"]["body"]["results"]
        ]
        assert set(said) == set(OutcomeStatus)


@pytest.mark.parametrize("golden", ALL)
def test_the_client_of_today_understands_what_was_answered_then(golden: Golden) -> None:
    assert misfits(golden.record["means"], understood(golden), exactly=True) == []


@pytest.mark.parametrize("golden", ALL)
def test_a_client_overlooks_what_a_newer_server_adds(golden: Golden) -> None:
    answer = golden.record["answer"]
    newer = Golden(golden.name, {**golden.record, "answer": {**answer, "body": answer["body"]}})
    if isinstance(answer["body"], dict):
        newer.record["answer"]["body"] = with_news(answer["body"])

    assert understood(newer) == understood(golden)


@pytest.mark.parametrize("version", versions())
def test_the_server_of_today_answers_what_was_asked_then(version: int, tmp_path: Path) -> None:
    with World(tmp_path) as world, closing(Playing(world)) as playing:
        wrong = {}
        for golden in recording(version):
            today = playing.play(golden.name, golden.record)
            wrong[golden.name] = misfits(golden.record["answer"], today)
    assert {name: places for name, places in wrong.items() if places} == {}


def test_a_missing_or_changed_field_would_be_found() -> None:
    golden = {"status": "applied", "rev": 2, "rows": [[1, "a"]]}
    assert misfits(golden, {**golden, "rev": 3, "new": 1}) == []
    assert misfits(golden, {"status": "applied", "rows": [[1, "a"]]}) == ["/rev"]
    assert misfits(golden, {**golden, "status": "parked"}) == ["/status: 'applied' 'parked'"]
    assert misfits(golden, {**golden, "rows": [[1]]}) == ["/rows/0"]
    assert misfits(golden, {**golden, "rows": [[1, None]]}) == ["/rows/0/1: 'a' None"]
    assert misfits(golden, {**golden, "rev": 3}, exactly=True) == ["/rev: 2 3"]
    assert misfits({"a": {}}, {"a": 1}) == ["/a"]


def test_a_recording_is_added_to_and_never_overwritten_by_accident(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(folder_of(API_VERSION), folder := tmp_path / "recorded")
    first, last = (folder / f"{step.name}.json" for step in (STORY[0], STORY[-1]))
    first.write_text("kept", encoding="utf-8")
    last.unlink()

    assert main(["record"], folder) == 0
    assert capsys.readouterr().out.startswith("1 of ")
    assert first.read_text(encoding="utf-8") == "kept"
    assert json.loads(last.read_text(encoding="utf-8"))["answer"]["status"] == httpx.codes.OK
    assert main(["record", "--again"], folder) == 0
    assert json.loads(first.read_text(encoding="utf-8"))["answer"]["status"] == httpx.codes.OK
