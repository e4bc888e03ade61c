"""The outermost layer: limits on what comes in, encoding and headers of what goes out.

It also is the server's one handler of what nobody expected: such a request fails closed, with a
problem that names the line in the log and nothing else.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request

from desktop.contract.courier import MEDIA_TYPE
from desktop.contract.problems import ProblemCode
from desktop.contract.routes import COURIER_FILES, HEADER_MIN_CLIENT, HEADER_TRACE
from server_stub.routes import bodies
from server_stub.routes.problems import problem
from server_stub.services.refusals import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from server_stub.settings import Settings

_log = logging.getLogger(__name__)

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none';"
    " form-action 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_COMPRESSIBLE: Final = ("application/json", "application/problem+json", "text/")
_SLOWEST: Final = 32 << 10
"""Bytes per second of the slowest link over which a file of the courier may come."""
_BIG: Final = 32 << 10
"""Bytes from which compressing leaves the event loop for a thread."""


@dataclass(slots=True)
class _Answer:
    """An answer on its way out, held until it is complete."""

    start: Message | None = None
    parts: list[bytes] = field(default_factory=list)

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.parts.append(message.get("body", b""))


class Wire:
    """ASGI middleware around the whole application.

    Args:
        app: What it wraps.
        settings: Gives the limits.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["trace_id"] = secrets.token_hex(8)
        if scope["path"] == COURIER_FILES:
            await self._pass(scope, receive, send)
            return
        try:
            answer = await self._answer(scope, receive)
        except ClientDisconnect:
            return
        await self._send(scope, answer, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let files through in both directions, bounded, without holding them."""
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(scope, MutableHeaders(raw=message["headers"]))
            await send(message)

        request = Request(scope)
        try:
            await self._app(scope, self._metered(request, receive), sending)
        except Refusal as refusal:
            await problem(request, refusal.code)(scope, receive, sending)
        except ClientDisconnect:
            return
        except Exception as error:
            _log.error("request %s failed: %s", scope["trace_id"], _trace_of(error))
            if started:
                raise
            await problem(request, ProblemCode.INTERNAL)(scope, receive, sending)

    def _metered(self, request: Request, receive: Receive) -> Receive:
        """Return what hands on a file as it comes, until it is too long or too slow.

        Raises:
            Refusal: `too_large` or `unsupported_media_type`, from what the headers say.
        """
        limit = self._settings.courier_request_bytes
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            raise Refusal(ProblemCode.TOO_LARGE)
        if request.method == "POST" and _media_type(request.headers) != MEDIA_TYPE:
            raise Refusal(ProblemCode.UNSUPPORTED_MEDIA_TYPE)
        until = asyncio.get_running_loop().time() + self._settings.body_seconds + limit / _SLOWEST
        got, whole = 0, False

        async def metered() -> Message:
            nonlocal got, whole
            if whole:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError as error:
                raise Refusal(ProblemCode.MALFORMED) from error
            got += len(message.get("body", b""))
            if got > limit:
                raise Refusal(ProblemCode.TOO_LARGE)
            whole = not message.get("more_body", False)
            return message

        return metered

    async def _answer(self, scope: Scope, receive: Receive) -> _Answer:
        request = Request(scope)
        answer = _Answer()
        try:
            body = await self._body(request.headers, receive)
            await self._app(scope, _replay(body, receive), answer.take)
        except Refusal as refusal:
            answer = await _said(problem(request, refusal.code), scope, receive)
        except ClientDisconnect:
            raise
        except Exception as error:  # noqa: BLE001 - the one handler; it logs and fails closed
            _log.error("request %s failed: %s", scope["trace_id"], _trace_of(error))
            answer = await _said(problem(request, ProblemCode.INTERNAL), scope, receive)
        return answer

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        limit = self._settings.body_limit
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            raise Refusal(ProblemCode.TOO_LARGE)
        try:
            async with asyncio.timeout(self._settings.body_seconds):
                raw = await _read(receive, limit)
        except TimeoutError as error:
            raise Refusal(ProblemCode.MALFORMED) from error
        if not raw:
            return raw
        if not _is_json(headers):
            raise Refusal(ProblemCode.UNSUPPORTED_MEDIA_TYPE)
        body = bodies.inflate(raw, headers.get("content-encoding", "").lower(), limit)
        bodies.check_nesting(body, self._settings.nesting_limit)
        return body

    async def _send(self, scope: Scope, answer: _Answer, send: Send) -> None:
        if answer.start is None:  # pragma: no cover - an application always starts its answer
            return
        body = b"".join(answer.parts)
        headers = MutableHeaders(raw=answer.start["headers"])
        self._dress(scope, headers)
        body = await _encoded(Headers(scope=scope), headers, body)
        if "content-length" in headers or body:
            headers["Content-Length"] = str(len(body))
        await send(answer.start)
        await send({"type": "http.response.body", "body": body})

    def _dress(self, scope: Scope, headers: MutableHeaders) -> None:
        """Add the headers of the house."""
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if scope["scheme"] == "https":
            headers["Strict-Transport-Security"] = "max-age=31536000"
        headers[HEADER_TRACE] = scope["trace_id"]
        headers[HEADER_MIN_CLIENT] = str(self._settings.min_client)


def _is_json(headers: Headers) -> bool:
    return _media_type(headers) == "application/json"


def _media_type(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip()


async def _read(receive: Receive, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise Refusal(ProblemCode.TOO_LARGE)
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


def _trace_of(error: Exception) -> str:
    """Return type and place of an error without its message, which may quote data (security 24)."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"


async def _said(response: ASGIApp, scope: Scope, receive: Receive) -> _Answer:
    answer = _Answer()
    await response(scope, receive, answer.take)
    return answer


async def _encoded(request: Headers, headers: MutableHeaders, body: bytes) -> bytes:
    worth = len(body) >= bodies.WORTH_COMPRESSING
    if not worth or not headers.get("content-type", "").startswith(_COMPRESSIBLE):
        return body
    headers.add_vary_header("Accept-Encoding")
    chosen = bodies.compressor(request.get("accept-encoding", ""))
    if chosen is None:
        return body
    encoding, compress = chosen
    headers["Content-Encoding"] = encoding
    if len(body) < _BIG:
        return compress(body)
    return await to_thread.run_sync(compress, body)
