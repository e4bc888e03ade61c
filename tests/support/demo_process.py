"""A demo server as people start it: a process of its own, to be stopped, killed, begun again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
_LISTENING = re.compile(r"listening on (http://[\w.]+:(\d+))")
_PATIENCE_S = 120


class DemoProcess:
    """`python -m server_stub serve --demo`; use it as a context manager.

    Attributes:
        url: Base address, the same after every start.
    """

    def __init__(self, data: Path, *, materials: int = 1_200) -> None:
        """Serve the demo in `data`, which is filled at the first start."""
        self._data = data
        self._materials = materials
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    @property
    def data(self) -> Path:
        """The server's folder."""
        return self._data

    def __enter__(self) -> Self:
        """Start the server."""
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        """Stop it where it still runs."""
        self.stop()

    def start(self) -> None:
        """Start the server and wait until it listens.

        Raises:
            RuntimeError: It ended before it listened.
        """
        command = [sys.executable, "-m", "server_stub", "serve", "--demo"]
        command += ["--data", str(self._data), "--port", str(self._port)]
        command += ["--materials", str(self._materials)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := _LISTENING.search(line):
                self.url, self._port = found[1], int(found[2])
                return
        code = self._process.wait(_PATIENCE_S)
        raise RuntimeError(f"the demo server ended with {code} before it listened")

    def stop(self) -> None:
        """Stop the server as Ctrl+C does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the server as a power cut does."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        process.wait(_PATIENCE_S)
        if process.stdout is not None:
            process.stdout.close()
