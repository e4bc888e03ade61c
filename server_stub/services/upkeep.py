"""What a server does by itself: forgets what is over, and anchors the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from server_stub.services import audit, limits
from server_stub.settings import DAY
from server_stub.storage import feed
from server_stub.storage.migrate import begin_epoch
from server_stub.storage.models import DirectMatch, SmsRequest

if TYPE_CHECKING:
    from server_stub.services.unit import Unit, Units


def tidy(unit: Unit) -> None:
    """Delete limits, codes and departures that nobody will ask for any more.

    A cursor from before a forgotten departure is gone from then on (`cursor_gone`).
    """
    limits.forget(unit, unit.now - 2 * DAY)
    for model in (SmsRequest, DirectMatch):
        unit.session.execute(delete(model).where(model.expires_at < unit.now - DAY))
    feed.forget_exits(unit.session, unit.now - unit.settings.exits_kept)


def restored(unit: Unit) -> None:
    """Begin a new history after a backup was put back; clients ask anew for what may be lost."""
    begin_epoch(unit.session)
    audit.append(unit, audit.Event("server.restored", 0))


def start(units: Units) -> None:
    """Do what is due when a server starts."""
    with units.writing() as unit:
        tidy(unit)
    stop(units)


def stop(units: Units) -> None:
    """Do what is due when a server stops."""
    with units.reading() as unit:
        audit.anchor(unit)
