"""How often something may happen per phone, address, account or server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select

from desktop.contract.problems import ProblemCode
from server_stub.services.refusals import Refusal
from server_stub.storage.models import RateEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server_stub.services.unit import Unit
    from server_stub.settings import Limit

_PURPOSE: Final = "rate limit"


def check(unit: Unit, kind: str, subject: str, limits: Sequence[Limit]) -> None:
    """Check that one more event of this kind is within all limits.

    Raises:
        Refusal: `rate_limited` with the seconds after which there is room again.
    """
    hidden = _hidden(unit, subject)
    waits = [wait for limit in limits if (wait := _wait(unit, kind, hidden, limit))]
    if waits:
        raise Refusal(ProblemCode.RATE_LIMITED, retry_after=max(waits))


def count(unit: Unit, kind: str, *subjects: str) -> None:
    """Count an event for each subject."""
    rows = [{"kind": kind, "subject": _hidden(unit, one), "at": unit.now} for one in subjects]
    unit.session.execute(insert(RateEvent), rows)


def forget(unit: Unit, before: int) -> None:
    """Delete events that are older than every limit."""
    unit.session.execute(delete(RateEvent).where(RateEvent.at < before))


def _wait(unit: Unit, kind: str, hidden: str, limit: Limit) -> int:
    """Return the seconds until one more is within the limit, 0 where it is."""
    since = unit.now - limit.seconds
    mine = (RateEvent.kind == kind) & (RateEvent.subject == hidden) & (RateEvent.at > since)
    statement = select(func.count()).select_from(RateEvent).where(mine)
    if unit.session.execute(statement).scalar_one() < limit.count:
        return 0
    newest = select(RateEvent.at).where(mine).order_by(RateEvent.at.desc())
    frees = unit.session.execute(newest.offset(limit.count - 1).limit(1)).scalar_one()
    return frees - since


def _hidden(unit: Unit, subject: str) -> str:
    return unit.providers.keys.sign(_PURPOSE, subject)[:32] if subject else ""
