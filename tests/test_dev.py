"""What `dev.py` concludes from what its children leave behind."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import dev

if TYPE_CHECKING:
    from pathlib import Path

REPORT = (
    '<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest"'
    ' errors="1" failures="2" skipped="3" tests="40" time="1.234"></testsuite></testsuites>'
)


def test_the_closing_counts_come_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    report.write_text(REPORT, encoding="utf-8")
    assert dev.counted(report) == (34, 3)


def test_a_suite_that_never_finished_counts_as_a_failure(tmp_path: Path) -> None:
    assert dev.counted(tmp_path / "none.xml") == (0, 1)


def test_a_failing_child_shows_what_it_printed() -> None:
    with pytest.raises(dev.CannotGoOnError, match="broken here"):
        dev.run_quietly([sys.executable, "-c", "raise SystemExit('broken here')"])


def test_the_server_is_known_by_its_ready_line() -> None:
    program = "print('listening on http://127.0.0.1:1234', flush=True); input()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], text=True, **pipes) as child:
        assert dev.await_address(child) == "http://127.0.0.1:1234"
        dev.stop(child)


def test_a_server_that_ends_without_a_ready_line_did_not_start() -> None:
    command = [sys.executable, "-c", "print('no port free')"]
    with subprocess.Popen(command, text=True, stdout=subprocess.PIPE) as child:
        with pytest.raises(dev.CannotGoOnError, match="did not start"):
            dev.await_address(child)
        dev.stop(child)
