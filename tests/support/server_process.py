"""The real server as a process of its own, the way an operator starts it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LISTENING = re.compile(r"listening on (\S+)")
_STOP_SECONDS = 20


@dataclass(frozen=True)
class ServerProcess:
    """A server that listens."""

    url: str
    data: Path
    process: subprocess.Popen[str]


@contextmanager
def server_process(data: Path, *options: str) -> Iterator[ServerProcess]:
    """Serve a data folder on a free port for the length of the block."""
    command = [sys.executable, "-m", "server_stub", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            yield ServerProcess(_url(process.stdout), data, process)
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _url(output: IO[str]) -> str:
    """Wait until the server says where it listens; go on reading so that it never blocks."""
    for line in output:
        found = _LISTENING.search(line)
        if found:
            threading.Thread(target=output.read, daemon=True).start()
            return found[1]
    message = "the server ended before it listened"
    raise RuntimeError(message)
