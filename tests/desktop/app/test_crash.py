"""Unexpected errors reach the log and the person; nothing personal reaches the log."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest

from desktop.app.crash import Guard, LogFile
from desktop.domain.errors import NotReachableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    log = LogFile(tmp_path / "log")
    yield log
    log.close()
    logging.getLogger("desktop").setLevel(logging.NOTSET)


def _failed(text: str) -> Exception:
    try:
        int(text)
    except ValueError as error:
        return error
    raise AssertionError


@pytest.mark.allow_warnings
def test_a_bug_is_logged_without_its_message_and_shown_once(log: LogFile, qtbot: QtBot) -> None:
    guard = Guard()
    with qtbot.waitSignal(guard.crashed) as shown:
        guard.take(_failed("42190019900101001X"))
    with qtbot.assertNotEmitted(guard.crashed):
        guard.take(_failed("42190019900101001X"))
    text = log.path.read_text(encoding="utf-8")
    assert text.count("unexpected ValueError") == 2
    assert "_failed" in text
    assert "42190019900101001X" not in text
    assert shown.args is not None
    assert shown.args[0] == "ValueError"


def test_an_expected_error_without_a_taker_is_no_crash(log: LogFile, qtbot: QtBot) -> None:
    guard = Guard()
    with qtbot.waitSignal(guard.expected) as told, qtbot.assertNotEmitted(guard.crashed):
        guard.take(NotReachableError())
    assert told.args is not None
    assert told.args[0].code == "not_reachable"
    assert "not_reachable" in log.path.read_text(encoding="utf-8")


@pytest.mark.allow_warnings
def test_a_failing_thread_reaches_the_guard(qtbot: QtBot) -> None:
    guard = Guard()
    guard.install()
    try:
        with qtbot.waitSignal(guard.crashed):
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
            thread.join()
    finally:
        guard.uninstall()
