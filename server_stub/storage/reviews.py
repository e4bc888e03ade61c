"""Queries and statements of the review: a batch of operations at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Enum, String, bindparam, func, insert, select, type_coerce, update

from desktop.contract.operations import OutcomeStatus
from desktop.contract.sync import RowKind
from desktop.domain.organizations import ancestor_ids
from server_stub.storage import bulk
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
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

    from desktop.domain.organizations import OrganizationKind
    from desktop.domain.review import ReviewLevel
    from server_stub.storage.scope import Actor

_MATERIAL: Any = Material.__table__
_COLUMNS = tuple(_MATERIAL.columns)
_PLAIN = tuple(
    type_coerce(column, String).label(column.name) if isinstance(column.type, Enum) else column
    for column in _COLUMNS
)
"""The columns of a material with enums as text: making members of six costs more than the row."""

_UPDATE = (
    update(_MATERIAL)
    .where(_MATERIAL.c.id == bindparam("row_id"))
    .values({column.name: bindparam(column.name) for column in _COLUMNS if column.name != "id"})
)
"""Statements on tables and not on models: a batch pays the price of the mapper on every row."""


class ReviewedRow(NamedTuple):
    """What an act of a reviewer changes of a material; `id` tells which."""

    seq: int
    rev: int
    organization_path: str
    organization_id: int | None
    submission: str
    unit_status: str | None
    county_status: str | None
    city_status: str | None
    province_status: str | None
    binding_rev: int
    document: bytes
    id: int


class AppliedRow(NamedTuple):
    """The stored result of a key (`models.Applied`)."""

    person_id: int
    key: str
    fingerprint: str
    status: str
    material_id: int
    rev: int | None
    result: bytes
    body: bytes | None
    at: int


class DecisionRow(NamedTuple):
    """What a reviewer did and what it had for effect (`models.Decision`)."""

    material_id: int
    key: str
    kind: str
    status: str
    rev: int
    seq: int
    level: str
    organization_id: int
    person_id: int
    person_name: str
    device_id: str
    device_name: str
    verdict: str | None
    remark: str
    period_start: str | None
    period_end: str | None
    content_hash: str
    supersedes: str | None
    client_at: int
    decided_at: int


_CHANGE_REVIEWED = bulk.change("material", ReviewedRow._fields)
_ADD_APPLIED = bulk.insertion("applied", AppliedRow._fields)
_ADD_DECISIONS = bulk.insertion("decision", DecisionRow._fields)


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
    """Return materials by id, in scope or not, enums as text; `visible` tells which."""
    visible = visible_to(actor, Material).label("visible")
    statement = select(*_PLAIN, visible).where(Material.id.in_(ids))
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


def last_decisions(
    session: Session, level: ReviewLevel, ids: Collection[int]
) -> dict[int, tuple[int, str]]:
    """Return person and device of the newest act of a level that had its effect, by material."""
    newest = (
        select(func.max(Decision.id))
        .where(
            Decision.material_id.in_(ids),
            Decision.level == level,
            Decision.status == OutcomeStatus.APPLIED,
        )
        .group_by(Decision.material_id)
    )
    statement = select(Decision.material_id, Decision.person_id, Decision.device_name)
    rows = session.execute(statement.where(Decision.id.in_(newest)))
    return {row.material_id: (row.person_id, row.device_name) for row in rows}


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
    changed: Sequence[ReviewedRow],
    applied_rows: Sequence[AppliedRow],
    decisions: Sequence[DecisionRow],
    parked: Sequence[dict[str, Any]],
    exits: Sequence[dict[str, Any]],
) -> None:
    """Write what was judged: materials, results, effects, parked operations, departures."""
    _CHANGE_REVIEWED.run(session, changed)
    _ADD_APPLIED.run(session, applied_rows)
    _ADD_DECISIONS.run(session, decisions)
    if parked:
        session.execute(insert(Parked), parked)
    if exits:
        session.execute(insert(ScopeExit), exits)
