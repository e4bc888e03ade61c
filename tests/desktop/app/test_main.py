"""The program as its operator starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.app.main import parsed

if TYPE_CHECKING:
    from tests.support.server import ReferenceServer

ROOT = Path(__file__).resolve().parents[3]


def test_the_command_line_has_sensible_defaults(tmp_path: Path) -> None:
    options = parsed([])
    assert (options.server, options.language, options.theme) == ("", "", "")
    assert options.profile.name == "TalentDesk"
    options = parsed(["--profile", str(tmp_path), "--lang", "en", "--theme", "dark"])
    assert (options.profile, options.language, options.theme) == (tmp_path, "en", "dark")


def test_an_unknown_language_ends_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed(["--lang", "fr"])
    assert "--lang" in capsys.readouterr().err


def _program(profile: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", "--profile", str(profile), *more],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def _wait_for(path: Path, text: str) -> None:
    deadline = time.monotonic() + 60
    while text not in (path.read_text(encoding="utf-8") if path.exists() else ""):
        assert time.monotonic() < deadline, f"{text} never came"
        os.sched_yield()


def test_the_program_starts_once_per_profile_and_ends_on_a_signal(
    tmp_path: Path, server: ReferenceServer
) -> None:
    profile = tmp_path / "profile"
    program = _program(profile, "--server", server.url, "--theme", "light")
    try:
        _wait_for(profile / "profile.json", "device_id")
        second = _program(profile)
        said, _nothing = second.communicate(timeout=60)
        assert second.returncode == 3
        assert "already" in said
        program.send_signal(signal.SIGTERM)
        said, _nothing = program.communicate(timeout=60)
        assert program.returncode == 0, said
    finally:
        program.kill()
        program.wait()
    assert "unexpected" not in (profile / "log" / "desktop.log").read_text(encoding="utf-8")
