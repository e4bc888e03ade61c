"""Parked operations and the table of their replies: queries and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ForeignKey, and_, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from desktop.contract.operations import OutcomeCode, OutcomeStatus
from desktop.contract.parked import ParkedChoice, ParkedShelf
from server_stub.storage.base import Base
from server_stub.storage.models import Organization, Parked, Person
from server_stub.storage.scope import visible_to

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from server_stub.storage.scope import Actor


class ParkedReply(Base):
    """How a parked operation was answered: once, by one person.

    `decision_key` and `rev` name the decision that adopting led to, NULL where it was declined.
    """

    __tablename__ = "parked_reply"

    parked_id: Mapped[int] = mapped_column(
        ForeignKey("parked.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    organization_name: Mapped[str]
    answer: Mapped[ParkedChoice]
    status: Mapped[OutcomeStatus]
    note: Mapped[str]
    decision_key: Mapped[str | None]
    rev: Mapped[int | None]
    result: Mapped[bytes]
    """What was answered, replayed byte for byte to the same person."""
    at: Mapped[int]


class Held(NamedTuple):
    """A parked operation with its author, the author's institution as it is now, and the reply."""

    parked: Parked
    organization: Organization
    author_name: str
    reply: ParkedReply | None


class Counts(NamedTuple):
    """How many there are: unanswered, of these answerable by the asker, answered."""

    open: int
    answerable: int
    answered: int


def _held(actor: Actor) -> Select[Parked, Organization, str, ParkedReply | None]:
    return (
        select(Parked, Organization, Person.name, ParkedReply)
        .join(Organization, Organization.id == Parked.organization_id)
        .join(Person, Person.id == Parked.person_id)
        .outerjoin(ParkedReply, ParkedReply.parked_id == Parked.id)
        .where(visible_to(actor, Parked))
    )


def page(session: Session, actor: Actor, shelf: ParkedShelf, before: int, limit: int) -> list[Held]:
    """Return what the actor may know of, the newest first."""
    is_open = Parked.settled_at.is_(None)
    statement = (
        _held(actor)
        .where(Parked.id < before, is_open if shelf is ParkedShelf.OPEN else ~is_open)
        .order_by(Parked.id.desc())
        .limit(limit)
    )
    return [Held(*row) for row in session.execute(statement)]


def one(session: Session, actor: Actor, parked_id: int) -> Held | None:
    """Return one that the actor may know of."""
    row = session.execute(_held(actor).where(Parked.id == parked_id)).first()
    return Held(*row) if row is not None else None


def is_above(actor: Actor, parked: Parked) -> bool:
    """Tell whether the actor, who may know of it, stands above the author's institution."""
    return parked.organization_id != actor.organization_id


def may_answer(actor: Actor, parked: Parked) -> bool:
    """Tell whether the actor, who may know of it, may answer too (`_answerable` as a query)."""
    if is_above(actor, parked):
        return parked.person_id != actor.person_id
    return parked.code is not OutcomeCode.WINDOW_CLOSED


def _answerable(actor: Actor) -> ColumnElement[bool]:
    own = Parked.organization_id == actor.organization_id
    return or_(
        and_(own, Parked.code != OutcomeCode.WINDOW_CLOSED),
        and_(~own, Parked.person_id != actor.person_id),
    )


def counts(session: Session, actor: Actor) -> Counts:
    """Count what the actor may know of."""
    is_open = Parked.settled_at.is_(None)
    statement = select(
        func.count().filter(is_open),
        func.count().filter(is_open, _answerable(actor)),
        func.count().filter(~is_open),
    ).where(visible_to(actor, Parked))
    return Counts(*session.execute(statement).one())


def replies_to(
    session: Session, person_id: int, keys: Collection[str]
) -> Sequence[tuple[str, ParkedReply]]:
    """Return the replies to a person's own operations, by key."""
    statement = (
        select(Parked.key, ParkedReply)
        .join(ParkedReply, ParkedReply.parked_id == Parked.id)
        .where(Parked.person_id == person_id, Parked.key.in_(keys))
        .order_by(Parked.id)
    )
    return [(key, reply) for key, reply in session.execute(statement)]


def settle(session: Session, reply: ParkedReply) -> None:
    """Write the one reply."""
    session.add(reply)
    settled = update(Parked).where(Parked.id == reply.parked_id).values(settled_at=reply.at)
    session.execute(settled.execution_options(synchronize_session=False))
