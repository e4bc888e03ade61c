"""What the sign-in screen needs from the outside; the composition root provides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.contract.session import DemoPerson, ServerInfo, Session, SmsRequested


@dataclass(frozen=True, slots=True)
class OfflineOffer:
    """What can be opened without the server.

    Attributes:
        masked_name: Whose data they are: `张**`.
        data_at: Time of the last successful sync in epoch seconds, or None.
        reviewable: Dossiers that could be reviewed offline then.
        by_pin: Whether a PIN opens them; else the system's keyring does.
    """

    masked_name: str
    data_at: int | None
    reviewable: int
    by_pin: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """Work that accounts which are over left unsettled on this device.

    Attributes:
        items: How many acts.
        until: When the first of them are deleted, epoch seconds.
        can_be_listed: Whether the keyring opens them.
    """

    items: int
    until: int
    can_be_listed: bool


class SignInGateway(Protocol):
    """The server as far as sign-in needs it; every call blocks and belongs on the network lane."""

    @property
    def server(self) -> str:
        """Address in use; empty where none was chosen yet."""

    def use_server(self, address: str) -> None:
        """Use another server from now on.

        Raises:
            RuleViolationError: `server_address` or `insecure_server`.
        """

    def check_server(self) -> ServerInfo:
        """Return what the server says of itself."""

    def demo_people(self) -> tuple[DemoPerson, ...]:
        """Return whom a demo server offers to be."""

    def demo_code(self, phone: str) -> str | None:
        """Return the newest 验证码 that a demo server sent to a phone."""

    def request_code(self, phone: str) -> SmsRequested:
        """Send a 验证码."""

    def sign_in(self, request_id: str, code: str) -> Session:
        """Sign in with the code that the person typed."""
