"""Opinions that the server parks, rights that end and come back, and callers who answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from desktop.contract import routes
from server_stub.storage.models import Batch, Grant, Parked
from tests.support.reviewers import ended, seen
from tests.support.small_world import ASSISTANT, DAY, NOW

if TYPE_CHECKING:
    import httpx

    from server_stub.services.unit import Units
    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer


def revoke(units: Units, person_id: int) -> None:
    """End every right of a person."""
    _set_right(units, person_id, NOW)


def restore(units: Units, person_id: int) -> None:
    """Give a person the rights back."""
    _set_right(units, person_id, None)


def _set_right(units: Units, person_id: int, at: int | None) -> None:
    with units.writing() as unit:
        right = update(Grant).where(Grant.person_id == person_id)
        unit.session.execute(right.values(revoked_at=at))


def close_window(units: Units) -> None:
    """Let the review window be over since a day."""
    with units.writing() as unit:
        unit.session.execute(update(Batch).values(window_closes_at=NOW - DAY))


def parked_ids(units: Units) -> list[int]:
    """Return the ids of all parked operations."""
    with units.reading() as unit:
        return list(unit.session.scalars(select(Parked.id).order_by(Parked.id)))


def listed(caller: Caller, **query: str | int) -> dict[str, Any]:
    """Return a page of parked opinions."""
    answer = caller.get(routes.PARKED, **query)
    answer.raise_for_status()
    page: dict[str, Any] = answer.json()
    return page


def only(caller: Caller) -> dict[str, Any]:
    """Return the one open opinion."""
    (item,) = listed(caller)["items"]
    found: dict[str, Any] = item
    return found


def put(caller: Caller, parked_id: int, body: dict[str, Any]) -> httpx.Response:
    """Answer an opinion."""
    return caller.put(routes.PARKED_ANSWER.format(parked_id=parked_id), body)


def adopt(caller: Caller, item: dict[str, Any]) -> dict[str, Any]:
    """Adopt an opinion on what the caller sees now, and return the result."""
    body = {"answer": "adopt", "expect": seen(caller, item["material"]["id"])}
    result: dict[str, Any] = put(caller, item["id"], body).json()
    return result


def decline(caller: Caller, parked_id: int, note: str = "请重新审核") -> httpx.Response:
    """Decline an opinion."""
    return put(caller, parked_id, {"answer": "decline", "note": note})


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code of a refused request."""
    return answer.status_code, answer.json()["code"]


def revoked_opinion(
    server: ReferenceServer, author: Caller, act: dict[str, Any], person_id: int = ASSISTANT
) -> dict[str, Any]:
    """Let a decision arrive after its author lost the right."""
    revoke(server.units, person_id)
    (outcome,) = author.decide(act)
    assert ended(outcome) == ("parked", "not_permitted")
    return outcome
