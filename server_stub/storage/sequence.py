"""The change counter: numbers rise in commit order, because writers run one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from server_stub.storage.models import Counter

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SEQ = "seq"


def take(session: Session, count: int = 1) -> range:
    """Take the next `count` numbers inside the running write transaction; unused ones are lost."""
    statement = (
        update(Counter)
        .where(Counter.name == _SEQ)
        .values(value=Counter.value + count)
        .returning(Counter.value)
        .execution_options(synchronize_session=False)
    )
    last = session.execute(statement).scalar_one()
    return range(last - count + 1, last + 1)


def last(session: Session) -> int:
    """Return the last number that the state of this transaction knows of."""
    return session.execute(select(Counter.value).where(Counter.name == _SEQ)).scalar_one()
