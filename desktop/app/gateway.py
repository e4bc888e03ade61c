"""The way to the server in use: address, proxy, tokens, one `Api`."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

from desktop.contract.session import Device
from desktop.remote.api import Api
from desktop.remote.transport import Transport
from desktop.services import signing_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.app.credentials import PersonSecrets, SessionTokens
    from desktop.contract.session import DemoPerson, ServerInfo, Session, SmsRequested

_NAME_LENGTH = 80


def system_proxies(url: str) -> Mapping[str, str]:
    """Return the proxy that the system wants for a URL: an empty answer goes straight."""
    scheme = QUrl(url).scheme()
    for proxy in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url))):
        if proxy.type() is QNetworkProxy.ProxyType.HttpProxy:
            return {scheme: f"http://{proxy.hostName()}:{proxy.port()}"}
        if proxy.type() is QNetworkProxy.ProxyType.NoProxy:
            break
    return {}


class ServerGateway:
    """The server of the sign-in screen and of everything after it.

    Args:
        server: Address kept from last time, or empty.
        device_id: This device.
        tokens: Where the tokens lie.
        clock: Wall clock in epoch seconds.
        on_server: Told when a person chose another address.
        kept: Address in the settings, where that is not the one to begin with.
    """

    def __init__(
        self,
        server: str,
        *,
        device_id: str,
        tokens: SessionTokens,
        clock: Callable[[], float],
        on_server: Callable[[str], None],
        kept: str = "",
    ) -> None:
        self._device = Device(id=device_id, name=platform.node()[:_NAME_LENGTH])
        self._tokens, self._clock, self._on_server = tokens, clock, on_server
        self._kept = kept
        self._transport: Transport | None = None
        self._api: Api | None = None
        if server:
            self._connect(server)

    @property
    def server(self) -> str:
        """Address in use; empty where none was chosen yet."""
        return self._transport.base_url if self._transport is not None else ""

    @property
    def api(self) -> Api:
        """The endpoints.

        Raises:
            LookupError: No server was chosen yet.
        """
        if self._api is None:
            message = "no server chosen"
            raise LookupError(message)
        return self._api

    def use_server(self, address: str) -> None:
        """Use another server from now on.

        Raises:
            RuleViolationError: `server_address` or `insecure_server`.
        """
        self._connect(address)
        self.keep()

    def use_kept(self, address: str) -> None:
        """Go to the server of the settings, if another one was chosen there meanwhile.

        Raises:
            RuleViolationError: `server_address` or `insecure_server`.
        """
        if address and address != self._kept:
            self.use_server(address)

    def keep(self) -> None:
        """Let the settings know which server is in use."""
        self._kept = self.server
        self._on_server(self.server)

    def adopt_tokens(self, person: PersonSecrets) -> None:
        """Let the tokens of a fresh sign-in lie with the person's secrets."""
        self._tokens.adopt(person)

    def use_tokens(self, tokens: SessionTokens) -> None:
        """Act in the name of these tokens from now on."""
        self._tokens = tokens
        if self._transport is not None:
            self._api = Api(self._transport, tokens)

    def check_server(self) -> ServerInfo:
        """Return what the server says of itself."""
        return signing_in.check_server(api=self.api)

    def demo_people(self) -> tuple[DemoPerson, ...]:
        """Return whom a demo server offers to be."""
        return signing_in.demo_people(api=self.api)

    def demo_code(self, phone: str) -> str | None:
        """Return the newest 验证码 that a demo server sent to a phone."""
        return signing_in.demo_code(api=self.api, phone=phone)

    def request_code(self, phone: str) -> SmsRequested:
        """Send a 验证码."""
        return signing_in.request_code(api=self.api, phone=phone)

    def sign_in(self, request_id: str, code: str) -> Session:
        """Sign in with the code that the person typed."""
        return signing_in.sign_in(
            api=self.api, request_id=request_id, code=code, device=self._device
        )

    def close(self) -> None:
        """Close the connections."""
        if self._transport is not None:
            self._transport.close()

    def _connect(self, address: str) -> None:
        transport = Transport(address, clock=self._clock, proxies=system_proxies)
        self.close()
        self._transport = transport
        self._api = Api(transport, self._tokens)
