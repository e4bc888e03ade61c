"""HTTP sessions: TLS from the system's store, kept alive, one user at a time each."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter

from desktop.domain.errors import RuleViolationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def checked_base_url(text: str) -> str:
    """Return a server address in its one form, without a slash at the end.

    Plain http is for this machine alone; everything else needs TLS (security 33).

    Raises:
        RuleViolationError: `server_address` for no address, `insecure_server` for plain http.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise RuleViolationError("server_address", item=text, field="/server") from None
    host = parts.hostname or ""
    odd = parts.username or parts.password or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or not host or odd:
        raise RuleViolationError("server_address", item=text, field="/server")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise RuleViolationError("insecure_server", item=text, field="/server")
    shown_host = f"[{host}]" if ":" in host else host
    shown_port = "" if port is None else f":{port}"
    return f"{parts.scheme}://{shown_host}{shown_port}{parts.path.rstrip('/')}"


def tls_context(bundle: Path | None) -> ssl.SSLContext:
    """Return the TLS settings: 1.2 or newer, verified by the system's store or by a bundle."""
    context: ssl.SSLContext
    if bundle is None:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    else:
        context = ssl.create_default_context(cafile=str(bundle))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class _Adapter(HTTPAdapter):
    """Uses our TLS settings for servers and proxies, and no bundle of the library's own."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_connections=2, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library
        """Hand our TLS settings to the pool."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as the library
        """Hand our TLS settings to the pool of a proxy."""
        return super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ANN401, ARG002 - as the library
        """Leave verification to our TLS settings; the library would add its own roots."""
        if url.lower().startswith("https"):
            conn.cert_reqs = "CERT_REQUIRED"


class Sessions:
    """A pool of HTTP sessions, since one session must not serve two threads at once."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._idle: LifoQueue[requests.Session] = LifoQueue()
        self._closed = False

    @contextmanager
    def borrowed(self) -> Iterator[requests.Session]:
        """Lend a session, the one used last if there is an idle one."""
        try:
            session = self._idle.get_nowait()
        except Empty:
            session = self._new()
        try:
            yield session
        finally:
            self._idle.put(session)
            if self._closed:
                self.close()

    def close(self) -> None:
        """Close idle sessions now and borrowed ones when they come back."""
        self._closed = True
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _new(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.mount("https://", _Adapter(self._context))
        session.mount("http://", _Adapter(self._context))
        return session
