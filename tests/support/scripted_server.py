"""A real HTTP server on loopback whose answers a story writes: what a good server never says."""

from __future__ import annotations

import gzip
import json
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from email.message import Message


@dataclass(frozen=True)
class Heard:
    """A request as it arrived; the body is inflated."""

    method: str
    path: str
    headers: Message
    body: bytes

    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """Return the body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Said:
    """An answer to give.

    Attributes:
        status: HTTP status.
        body: Sent as it is.
        headers: Sent beside `Content-Length`.
        length: `Content-Length` to claim; None claims the truth.
        hang_up: True closes the connection without an answer.
        wait_for: Waited for before the answer leaves.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    hang_up: bool = False
    wait_for: threading.Event | None = None


def said_json(value: object, status: int = 200, **headers: str) -> Said:
    """Return an answer with a JSON body; underscores in header names become hyphens."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Said(status, json.dumps(value).encode(), named)


def said_problem(status: int, code: str, **headers: str) -> Said:
    """Return a problem document."""
    return said_json({"status": status, "code": code, "trace_id": "t-1"}, status, **headers)


class ScriptedServer:
    """Answers by the script, in order; then by `otherwise`."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.script: deque[Said] = deque()
        self.otherwise: Callable[[Heard], Said] = lambda _heard: Said()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_: None  # type: ignore[method-assign] # clients may hang up

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @contextmanager
    def running(self) -> Iterator[ScriptedServer]:
        """Serve until the end of the block."""
        thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            thread.join()
            self._http.server_close()

    def answer_to(self, heard: Heard) -> Said:
        """Write down what was heard and return what the script says."""
        with self._lock:
            self.heard.append(heard)
            return self.script.popleft() if self.script else self.otherwise(heard)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 10

            def do_GET(self) -> None:
                self._serve()

            def do_POST(self) -> None:
                self._serve()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
                """Keep quiet."""

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                said = outer.answer_to(Heard(self.command, self.path, self.headers, body))
                if said.wait_for is not None:
                    said.wait_for.wait(10)
                if said.hang_up:
                    self.close_connection = True
                    return
                self.send_response(said.status)
                for name, text in said.headers.items():
                    self.send_header(name, text)
                length = len(said.body) if said.length is None else said.length
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(said.body)
                if length != len(said.body):
                    self.close_connection = True

        return Handler
