"""What an operator can set; the defaults are those of a real server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = "0.1.0"

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` events within any `seconds`."""

    seconds: int
    count: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one server; lifetimes and waits in seconds, sizes in bytes.

    Attributes:
        data: Folder of keys, pictures, audit anchors, and of the database where no URL names one.
        database_url: SQLAlchemy URL; empty for SQLite in the data folder.
        demo: Demo people, an inbox for codes and the API's documentation are public.
        sms_per_phone: Limits of 验证码 per phone; the first one is the wait that clients show.
        sms_per_address: The same per network address.
        sms_global: The same for the whole server.
        sign_in_idle: A session that nobody uses for so long is over.
        one_device: Signing in ends the person's sessions on other devices.
        sign_in_absolute: A session is over after so long, however busy.
        offline_lease: A client may show its data for so long after the last contact.
        recent: An act that needs recent authentication accepts one that is not older.
        body_limit: Largest body of a request, before and after it is inflated.
        head_seconds: A client that takes longer to send the head of a request is hung up on.
        body_seconds: A body that takes longer to arrive is refused.
        nesting_limit: Deepest nesting of lists and objects in a request.
        courier_lifetime: A request file of the courier is taken for so long.
        courier_request_bytes: Largest request file, before and after it is unpacked.
        courier_answer_bytes: An answer file takes no more pictures from this size on.
        exits_kept: Departures are remembered for so long; older cursors start anew.
    """

    data: Path
    database_url: str = ""
    demo: bool = False
    name: str = "Talent Desk"
    min_client: int = 1
    sms_lifetime: int = 5 * MINUTE
    sms_tries: int = 5
    sms_per_phone: tuple[Limit, ...] = (Limit(MINUTE, 1), Limit(HOUR, 5), Limit(DAY, 10))
    sms_per_address: tuple[Limit, ...] = (Limit(HOUR, 30),)
    sms_global: tuple[Limit, ...] = (Limit(HOUR, 3000),)
    tries_per_address: tuple[Limit, ...] = (Limit(HOUR, 100),)
    access_lifetime: int = 15 * MINUTE
    sign_in_idle: int = 14 * DAY
    sign_in_absolute: int = 90 * DAY
    one_device: bool = False
    offline_lease: int = 14 * DAY
    recent: int = 5 * MINUTE
    exits_kept: int = 180 * DAY
    page_rows: int = 2000
    grace_seconds: int = 60
    grace_seconds_refused: int = 600
    body_limit: int = (1 << 20) + (64 << 10)
    head_seconds: float = 20.0
    body_seconds: float = 30.0
    nesting_limit: int = 32
    courier_lifetime: int = 7 * DAY
    courier_request_bytes: int = 16 << 20
    courier_answer_bytes: int = 1 << 30

    @property
    def url(self) -> str:
        """URL of the database."""
        return self.database_url or f"sqlite:///{self.data / 'talent-desk.sqlite'}"


def demo_settings(data: Path, database_url: str = "") -> Settings:
    """Return the settings of a demo: one computer may sign in many people in a short time."""
    return replace(
        Settings(data=data, database_url=database_url, demo=True),
        name="Talent Desk (demo)",
        sms_per_phone=(Limit(1, 1), Limit(HOUR, 200)),
        sms_per_address=(Limit(HOUR, 2000),),
        tries_per_address=(Limit(HOUR, 2000),),
    )
