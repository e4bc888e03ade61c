"""One exchange with the server: bounded in time and size, compressed, and with our errors only."""

from __future__ import annotations

import gzip
import ssl
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Final, Protocol

import requests
from requests.exceptions import ConnectTimeout, ProxyError, SSLError
from urllib3.exceptions import NewConnectionError
from urllib3.util.request import ACCEPT_ENCODING

from desktop.contract.base import API_VERSION
from desktop.contract.routes import HEADER_API_VERSION
from desktop.domain.errors import NotReachableError, RefusedError, ReplyLostError
from desktop.remote.connection import Sessions, checked_base_url, tls_context
from desktop.remote.limits import Limits
from desktop.remote.refusals import error_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

_SUCCESS: Final = range(200, 300)
_CHUNK: Final = 1 << 16
JSON: Final = "application/json"
_COMPRESS_FROM: Final = 1024
_GZIP_LEVEL: Final = 1
ENCODINGS: Final = "zstd, gzip" if "zstd" in ACCEPT_ENCODING else "gzip"
"""What this installation can decode; asking for more would hand raw frames to the parser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request.

    Attributes:
        method: HTTP method.
        path: Path of `desktop.contract.routes`, placeholders filled.
        body: JSON, empty for none.
        query: Parameters; never personal data.
        headers: Further headers.
        answer_bytes: Size of the longest answer accepted; 0 takes the transport's limit.
        media_type: Of the body; only JSON is compressed.
        patience: Seconds to wait beyond the usual while the server works on its answer.
        sink: Where a successful answer is written as it comes; it is not kept in memory then.
    """

    method: str
    path: str
    body: bytes = b""
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    answer_bytes: int = 0
    media_type: str = JSON
    patience: float = 0.0
    sink: BinaryIO | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A successful answer, inflated."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Traffic:
    """Bytes of bodies on the wire, compressed, and the number of exchanges."""

    sent: int = 0
    received: int = 0
    exchanges: int = 0


class Carrier(Protocol):
    """Carries calls to a server; `Transport` is the one over the network."""

    def exchange(self, call: Call) -> Reply:
        """Send a call and return its successful answer, or raise one of our errors."""


class Transport:
    """Carries calls to one server; safe to use from several threads."""

    def __init__(
        self,
        base_url: str,
        *,
        clock: Callable[[], float] = time.time,
        limits: Limits | None = None,
        proxies: Callable[[str], Mapping[str, str]] | None = None,
        bundle: Path | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            base_url: Address of the server; plain http only on this machine.
            clock: Epoch seconds.
            limits: Bounds of time and size.
            proxies: Asked with a URL for each call, answers like `{"https": "http://proxy:3128"}`.
            bundle: Certificates to trust in place of the system's store.

        Raises:
            RuleViolationError: `server_address` or `insecure_server`.
        """
        self.base_url = checked_base_url(base_url)
        self.traffic = Traffic()
        self._clock = clock
        self._limits = limits or Limits()
        self._proxies = proxies
        self._sessions = Sessions(tls_context(bundle))

    def close(self) -> None:
        """Close the connections."""
        self._sessions.close()

    def exchange(self, call: Call) -> Reply:
        """Send a call and return its successful answer.

        Raises:
            NotReachableError: It did not arrive.
            ReplyLostError: It may have arrived.
            SignInRequiredError: The server answered 401.
            RefusedError: The server answered with another problem, or with something no client of
                it understands (`answer_malformed`, `answer_too_large`).
        """
        reply = self._exchange(call)
        if reply.status not in _SUCCESS:
            raise error_of(reply.status, reply.headers, reply.body, self._clock())
        return reply

    def _exchange(self, call: Call) -> Reply:
        body, headers = self._packed(call)
        url = self.base_url + call.path
        with self._sessions.borrowed() as session, _our_errors():
            response = session.request(
                call.method,
                url,
                params=dict(call.query),
                data=body or None,
                headers=headers,
                timeout=(
                    self._limits.connect,
                    self._limits.silence_for(len(body)) + call.patience,
                ),
                allow_redirects=False,
                proxies=dict(self._proxies(url)) if self._proxies else None,
                stream=True,
            )
            with response:
                answer = self._read(response, call, len(body))
                self.traffic.exchanges += 1
                self.traffic.sent += len(body)
                self.traffic.received += response.raw.tell()
        return Reply(response.status_code, response.headers, answer)

    def _read(self, response: requests.Response, call: Call, sent: int) -> bytes:
        most = call.answer_bytes or self._limits.answer_bytes
        began = time.monotonic()
        size = 0
        got = BytesIO()
        sink = call.sink if call.sink is not None and response.status_code in _SUCCESS else got
        for chunk in response.iter_content(_CHUNK):
            size += sink.write(chunk)
            if size > most:
                raise RefusedError("answer_too_large", status=response.status_code)
            if time.monotonic() - began > self._limits.whole_for(sent, size):
                raise ReplyLostError
        return got.getvalue()

    def _packed(self, call: Call) -> tuple[bytes, dict[str, str]]:
        headers = {
            "Accept": JSON if call.sink is None else call.media_type,
            "Accept-Encoding": ENCODINGS,
            "User-Agent": "talent-desk",
            HEADER_API_VERSION: str(API_VERSION),
            **call.headers,
        }
        body = call.body
        if body:
            headers["Content-Type"] = call.media_type
        if call.media_type == JSON and len(body) >= _COMPRESS_FROM:
            body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return body, headers


@contextmanager
def _our_errors() -> Iterator[None]:
    """Turn the library's errors into ours, told apart by whether the request may have arrived."""
    try:
        yield
    except (ConnectTimeout, ProxyError) as error:
        raise NotReachableError from error
    except SSLError as error:
        if _caused_by(error, ssl.SSLCertVerificationError):
            raise NotReachableError("certificate_refused") from error
        raise ReplyLostError from error
    except requests.exceptions.ContentDecodingError as error:
        raise RefusedError("answer_malformed", status=200) from error
    except requests.RequestException as error:
        if _caused_by(error, NewConnectionError):
            raise NotReachableError from error
        raise ReplyLostError from error


def _caused_by(error: BaseException, kind: type[BaseException]) -> bool:
    """Tell whether an error of this kind stands anywhere behind another one."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, kind):
            return True
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return False
