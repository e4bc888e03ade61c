"""Opinions that the server parks, and rights that end and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from server_stub.storage.models import Batch, Grant, Parked
from tests.support.small_world import DAY, NOW

if TYPE_CHECKING:
    from server_stub.services.unit import Units


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
