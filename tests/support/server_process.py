"""The real server as a process of its own, the way an operator starts it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LISTENING: Final = re.compile(r"listening on (\S+:(\d+))")
_STOP_SECONDS: Final = 20


class ServerProcess:
    """A server that listens.

    Attributes:
        url: Where it listens; the same again after it was killed.
        port: The port of that.
        data: Its data folder.
        process: The process that runs now.
    """

    def __init__(self, data: Path, *options: str) -> None:
        """Start it on a free port and wait until it listens.

        Args:
            data: Its data folder.
            options: Further options of `python -m server_stub serve`.
        """
        self.data = data
        self.url = ""
        self.port = 0
        self._options = options
        self._reader: threading.Thread | None = None
        self.process = self.start()

    def start(self) -> subprocess.Popen[str]:
        """Start the process on the port that it had before, if it had one, and return it."""
        command = [sys.executable, "-m", "server_stub", "serve", "--data", str(self.data)]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), *self._options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._wait_until_it_listens()
        return self.process

    def kill(self) -> None:
        """End it as kill -9 does."""
        self.process.kill()
        self._gone()

    def stop(self) -> None:
        """End it as an operator does."""
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._gone()

    def _wait_until_it_listens(self) -> None:
        """Read where it listens; go on reading so that it never blocks."""
        output = self.process.stdout
        assert output is not None
        for line in output:
            found = _LISTENING.search(line)
            if found:
                self.url, self.port = found[1], int(found[2])
                self._reader = threading.Thread(target=output.read, daemon=True)
                self._reader.start()
                return
        message = "the server ended before it listened"
        raise RuntimeError(message)

    def _gone(self) -> None:
        self.process.wait()
        if self._reader is not None:
            self._reader.join()
        if self.process.stdout is not None:
            self.process.stdout.close()


@contextmanager
def server_process(data: Path, *options: str) -> Iterator[ServerProcess]:
    """Serve a data folder on a free port for the length of the block."""
    server = ServerProcess(data, *options)
    try:
        yield server
    finally:
        server.stop()
