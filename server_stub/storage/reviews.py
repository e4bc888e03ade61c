"""Queries and statements of the review: a batch of operations at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from desktop.contract.operations import OutcomeStatus
from desktop.contract.sync import RowKind
from desktop.domain.organizations import ancestor_ids
from server_stub.storage.models import (
    Applied,
    Batch,
    Decision,
    Material,
    Organization,
    Parked,
    ScopeExit,
)
from server_stub.storage.scope import visible_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy.orm import Session

    from desktop.domain.organizations import OrganizationKind
    from desktop.domain.review import ReviewLevel
    from server_stub.storage.scope import Actor

_MATERIAL: Any = Material.__table__
_COLUMNS = tuple(_MATERIAL.columns)
_UPDATE = (
    update(_MATERIAL)
    .where(_MATERIAL.c.id == bindparam("row_id"))
    .values({column.name: bindparam(column.name) for column in _COLUMNS if column.name != "id"})
)
"""Statements on tables and not on models: a batch pays the price of the mapper on every row."""


def applied(session: Session, person_id: int, keys: Collection[str]) -> dict[str, Any]:
    """Return the stored results of a person's keys."""
    statement = select(
        Applied.key,
        Applied.fingerprint,
        Applied.status,
        Applied.material_id,
        Applied.rev,
        Applied.result,
    ).where(Applied.person_id == person_id, Applied.key.in_(keys))
    return {row.key: row for row in session.execute(statement)}


def materials(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, Any]:
    """Return materials by id, in scope or not; `visible` tells which."""
    visible = visible_to(actor, Material).label("visible")
    statement = select(*_COLUMNS, visible).where(Material.id.in_(ids))
    return {row.id: row for row in session.execute(statement)}


def visible_material(session: Session, actor: Actor, material_id: int) -> Material | None:
    """Return a material of the scope."""
    statement = select(Material).where(visible_to(actor, Material), Material.id == material_id)
    return session.scalars(statement).first()


def material_of_applicant(session: Session, material_id: int) -> Material | None:
    """Return a material for the person whose it is: no subtree limits that."""
    return session.get(Material, material_id, populate_existing=True)


def next_material_id(session: Session) -> int:
    """Return the id for a new material; writers take turns, so it is free."""
    return (session.execute(select(func.max(Material.id))).scalar_one() or 0) + 1


def organization_by_code(session: Session, confirmation_code: str) -> Organization | None:
    """Return the unit of a 单位确认码; whoever has the code may know of the unit."""
    statement = select(Organization).where(Organization.confirmation_code == confirmation_code)
    return session.scalars(statement).first()


def kinds_along(session: Session, path: str) -> dict[int, OrganizationKind]:
    """Return the kinds of an organization and of all above it."""
    statement = select(Organization.id, Organization.kind).where(
        Organization.id.in_(ancestor_ids(path))
    )
    return dict(session.execute(statement).all())


def departures(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, bool]:
    """Return which materials once were in scope and left; True for 从单位移除, the last counts."""
    statement = (
        select(ScopeExit.row_id, ScopeExit.unbound)
        .where(
            visible_to(actor, ScopeExit),
            ScopeExit.kind == RowKind.MATERIAL,
            ScopeExit.row_id.in_(ids),
        )
        .order_by(ScopeExit.id)
    )
    return dict(session.execute(statement).all())


def batches(session: Session, business: str) -> dict[int, Batch]:
    """Return the batches of a business by year."""
    statement = select(Batch).where(Batch.business == business)
    return {batch.year: batch for batch in session.scalars(statement)}


def last_decision(session: Session, material_id: int, level: ReviewLevel) -> Decision | None:
    """Return the newest act of a level that had its effect."""
    statement = (
        select(Decision)
        .where(
            Decision.material_id == material_id,
            Decision.level == level,
            Decision.status == OutcomeStatus.APPLIED,
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return session.scalars(statement).first()


def update_materials(session: Session, rows: list[dict[str, Any]]) -> None:
    """Write changed materials, all columns of each."""
    if rows:
        session.execute(_UPDATE, [{**row, "row_id": row["id"]} for row in rows])


def insert_material(session: Session, row: dict[str, Any]) -> None:
    """Write a new material."""
    session.execute(insert(Material), [row])


def record(
    session: Session,
    *,
    applied_rows: Iterable[dict[str, Any]] = (),
    decisions: Iterable[dict[str, Any]] = (),
    parked: Iterable[dict[str, Any]] = (),
    exits: Iterable[dict[str, Any]] = (),
) -> None:
    """Append what was judged: results, effects, parked operations, departures."""
    tables: tuple[tuple[Any, list[dict[str, Any]]], ...] = (
        (Applied.__table__, list(applied_rows)),
        (Decision.__table__, list(decisions)),
        (Parked.__table__, list(parked)),
        (ScopeExit.__table__, list(exits)),
    )
    for table, rows in tables:
        if rows:
            session.execute(insert(table), rows)
