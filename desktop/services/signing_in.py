"""Sign-in by phone code, renewed proof of identity, sign-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.contract.session import SmsVerify

if TYPE_CHECKING:
    from desktop.contract.session import (
        DemoPerson,
        Device,
        ServerInfo,
        Session,
        SmsRequested,
    )
    from desktop.remote.api import Api


def check_server(*, api: Api) -> ServerInfo:
    """Return what the server says of itself.

    Raises:
        NotReachableError: Nobody answers there.
    """
    return api.info()


def demo_people(*, api: Api) -> tuple[DemoPerson, ...]:
    """Return whom a demo server offers to be."""
    return api.demo_people().people


def demo_code(*, api: Api, phone: str) -> str | None:
    """Return the newest 验证码 that a demo server sent to a phone, or None."""
    messages = (m for m in api.demo_inbox().messages if m.phone == phone)
    return next((message.code for message in messages), None)


def request_code(*, api: Api, phone: str) -> SmsRequested:
    """Send a 验证码; the answer is the same for phones that nobody holds."""
    return api.request_sms(phone)


def sign_in(*, api: Api, request_id: str, code: str, device: Device) -> Session:
    """Sign in with the code that the person typed, and return the session."""
    api.verify_sms(SmsVerify(request_id=request_id, code=code, device=device))
    return api.session()


def current_session(*, api: Api) -> Session:
    """Return the session of the tokens at hand.

    Raises:
        SignInRequiredError: There is none any more.
    """
    return api.session()


def sign_out(*, api: Api) -> None:
    """End the session here at once and, where it can be reached, on the server.

    Local data stays, locked by the app (decision 32).
    """
    api.sign_out()


def reauth_request(*, api: Api) -> SmsRequested:
    """Send a 验证码 to the signed-in person, for an act that asks for fresh proof."""
    return api.request_reauth()


def reauth(*, api: Api, request_id: str, code: str) -> None:
    """Prove who sits there, with the code that the person typed."""
    api.reauth(request_id, code)
