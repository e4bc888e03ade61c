"""Queries of the change feed: what of an actor's scope is newer than a sequence number.

There are two ways to the next materials in the order of `seq`: along the sequence, skipping what
is out of scope, or through the scope, sorting what is left. A large scope takes the first, a small
one that is far behind the second; SQLite cannot know that by itself, so the query tells it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, false, func, select, update

from desktop.contract.sync import RowKind
from desktop.domain.review import ReviewStatus
from server_stub.storage.migrate import OLDEST_CURSOR
from server_stub.storage.models import (
    STATUS_COLUMNS,
    Authorization,
    Material,
    Meta,
    Notice,
    Organization,
    ScopeExit,
)
from server_stub.storage.scope import visible_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

    from server_stub.storage.scope import Actor

QUEUE: Final = (ReviewStatus.PENDING, ReviewStatus.DEFERRED, ReviewStatus.RETURNED)
"""Statuses in which a dossier is in the queue of a level: its pictures are wanted there."""

_DETOUR: Final = 4
"""How many rows out of scope are still cheaper to skip than one row of the scope is to sort."""

FEED_MODELS: Final = (Organization, Authorization, Notice)
"""Kinds that are read row by row; materials come as the documents they are stored as."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a scope holds.

    Attributes:
        count: Rows of every kind.
        total: Sum of `id * 31 + seq` over them.
        materials: How many of the rows are materials.
    """

    count: int
    total: int
    materials: int = 0


def in_queue(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which a dossier's manifest belongs to the actor's feed."""
    return and_(visible_to(actor, Material), _wants_pictures(actor))


def _wants_pictures(actor: Actor) -> ColumnElement[bool]:
    """Return the same condition for materials of the scope."""
    if not actor.sees_in_full:
        return false()
    return and_(Material.picture_count > 0, STATUS_COLUMNS[actor.level].in_(QUEUE))


def materials_after(
    session: Session, actor: Actor, after: int, limit: int, *, span: int, size: int
) -> Sequence[Any]:
    """Return up to `limit` materials of the scope with a higher `seq`, in its order.

    Args:
        session: A read transaction.
        actor: Whose scope.
        after: The last sequence number that the reader has.
        limit: Most rows.
        span: How many sequence numbers there are behind `after`.
        size: How many materials the scope has.
    """
    columns = (
        Material.id,
        Material.seq,
        Material.document,
        Material.pictures,
        Material.picture_count,
        STATUS_COLUMNS[actor.level].label("status"),
    )
    along_sequence = span <= size * _DETOUR
    wanted = (visible_to(actor, Material, by_index=not along_sequence), Material.seq > after)
    if along_sequence:
        statement = select(*columns).where(*wanted)
    else:
        # Sorting numbers is cheap, sorting documents is not.
        ids = select(Material.id).where(*wanted).order_by(Material.seq).limit(limit).subquery()
        statement = select(*columns).join(ids, ids.c.id == Material.id)
    return session.execute(statement.order_by(Material.seq).limit(limit)).all()


def rows_after(
    session: Session,
    actor: Actor,
    model: type[Organization | Authorization | Notice],
    after: int,
    limit: int,
) -> list[Any]:
    """Return up to `limit` rows of a kind with a higher `seq`, in its order."""
    statement = (
        select(model)
        .where(visible_to(actor, model), model.seq > after)
        .order_by(model.seq)
        .limit(limit)
    )
    return list(session.scalars(statement))


def exits_after(
    session: Session, actor: Actor, after: int, limit: int
) -> Sequence[Row[RowKind, int, int]]:
    """Return what left the scope behind `after`: kind, id and seq, one row per departure."""
    statement = (
        select(ScopeExit.kind, ScopeExit.row_id, ScopeExit.seq)
        .where(visible_to(actor, ScopeExit), ScopeExit.seq > after)
        .order_by(ScopeExit.seq)
        .limit(limit)
    )
    return session.execute(statement).all()


def forget_exits(session: Session, before: int) -> None:
    """Forget departures older than a time; cursors that would need them are gone."""
    newest = select(func.max(ScopeExit.seq)).where(ScopeExit.at < before)
    seq: int | None = session.execute(newest).scalar_one()
    if seq is None:
        return
    session.execute(delete(ScopeExit).where(ScopeExit.at < before))
    floor = update(Meta).values(value=str(seq)).where(Meta.name == OLDEST_CURSOR)
    session.execute(floor)


def visible_ids(session: Session, actor: Actor, kind: RowKind, ids: Sequence[int]) -> set[int]:
    """Return which of these rows are in the scope now."""
    models: dict[RowKind, Any] = {
        RowKind.MATERIAL: Material,
        RowKind.ORGANIZATION: Organization,
        RowKind.AUTHORIZATION: Authorization,
    }
    model = models[kind]
    statement = select(model.id).where(visible_to(actor, model), model.id.in_(ids))
    return set(session.scalars(statement))


def all_totals(session: Session, actor: Actor) -> Totals:
    """Return the totals of a scope; those of the materials are read from the index alone, once."""
    queued = _wants_pictures(actor)
    statement = select(
        func.count(),
        func.sum(Material.id),
        func.sum(Material.seq),
        func.count().filter(queued),
        func.sum(Material.id * 31 + Material.seq).filter(queued),
    ).where(visible_to(actor, Material))
    materials, ids, seqs, manifests, total = session.execute(statement).one()
    count, total = materials + manifests, int(ids or 0) * 31 + int(seqs or 0) + int(total or 0)
    for model in FEED_MODELS:
        sums = select(func.count(), func.sum(model.id * 31 + model.seq))
        rows, more = session.execute(sums.where(visible_to(actor, model))).one()
        count, total = count + rows, total + int(more or 0)
    return Totals(count, total, materials)


def count_after(session: Session, actor: Actor, after: int) -> int:
    """Return how many rows of every kind, departures too, are newer than `after`."""
    conditions: list[tuple[Any, ColumnElement[bool]]] = [(Material, in_queue(actor))]
    conditions += [(model, visible_to(actor, model)) for model in (Material, *FEED_MODELS)]
    conditions.append((ScopeExit, visible_to(actor, ScopeExit)))
    return sum(
        session.execute(
            select(func.count()).select_from(model).where(condition, model.seq > after)
        ).scalar_one()
        for model, condition in conditions
    )
