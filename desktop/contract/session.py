"""Public information, sign-in by phone code, tokens, and the session with its contexts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Answer, BusinessCode, Epoch, Frozen, Id, Phone
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, Role

Token = Annotated[str, Field(min_length=16, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")]
SmsCode = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
DeviceId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class ServerInfo(Answer):
    """What a server says of itself to everybody."""

    name: str
    version: str
    api_version: int
    min_client: int
    demo: bool
    server_time: Epoch


class DemoPerson(Answer):
    """A person of the demo whom the sign-in screen offers; only a demo server lists them."""

    name: str
    phone: str
    organization_name: str
    organization_kind: OrganizationKind
    roles: tuple[Role, ...]


class DemoPeople(Answer):
    """The demo people, the most useful for a first look first."""

    people: tuple[DemoPerson, ...]


class DemoMessage(Answer):
    """A text message that the bundled SMS provider would have sent (demo only)."""

    phone: str
    code: str
    sent_at: Epoch


class DemoInbox(Answer):
    """The newest messages first."""

    messages: tuple[DemoMessage, ...]


class SmsRequest(Frozen):
    """Asks for a 验证码; the answer is the same for known and unknown phones."""

    phone: Phone


class SmsRequested(Answer):
    """A code is on its way (if the phone is known).

    `expires_in` and `resend_after` are seconds.
    """

    request_id: Token
    expires_in: int
    resend_after: int


class Device(Frozen):
    """The device that signs in; the id is drawn once per profile."""

    id: DeviceId
    name: Annotated[str, Field(max_length=80)] = ""


class SmsVerify(Frozen):
    """The code that the person typed, bound to its request."""

    request_id: Token
    code: SmsCode
    device: Device


class Reauth(Frozen):
    """Proves anew who sits there, before an act that asks for it (`reauth_required`)."""

    request_id: Token
    code: SmsCode


class RefreshRequest(Frozen):
    """The refresh token; its predecessor stays valid until the successor was used."""

    refresh_token: Token


class Tokens(Answer):
    """Opaque tokens; `expires_in` is seconds of the access token."""

    access_token: Token
    refresh_token: Token
    expires_in: int


class IdentityState(StrEnum):
    """实名认证 of a person."""

    UNVERIFIED = "unverified"
    WAITING = "waiting"
    VERIFIED = "verified"
    REFUSED = "refused"


class Person(Answer):
    """The person who is signed in."""

    id: Id
    name: str
    phone: str
    identity: IdentityState


class Context(Answer):
    """Institution × business in which the person acts, with the union of the rights held there."""

    organization_id: Id
    organization_name: str
    organization_kind: OrganizationKind
    organization_path: str
    level: ReviewLevel
    business: BusinessCode
    business_name: str
    roles: tuple[Role, ...]
    scope_tag: str

    @property
    def key(self) -> str:
        """Value of the request header `Context`."""
        return f"{self.organization_id}-{self.business}"


class Batch(Answer):
    """A year of a business: its review window and what the trial period must reach.

    Times are epoch seconds; `cut_off` is the last day that counts (31 August of the exam year).
    """

    business: BusinessCode
    year: int
    window_opens_at: Epoch
    window_closes_at: Epoch
    cut_off: date
    months_required: int
    current: bool


class Limits(Answer):
    """What the server accepts, so that a client need not guess."""

    page_rows: int
    batch_items: int
    batch_bytes: int
    grace_seconds: int
    grace_seconds_refused: int


class Session(Answer):
    """Who is signed in, with which contexts, until when the data may be used offline."""

    person: Person
    device_id: DeviceId
    contexts: tuple[Context, ...]
    batches: tuple[Batch, ...]
    limits: Limits
    server_time: Epoch
    offline_lease_until: Epoch
    epoch: str
