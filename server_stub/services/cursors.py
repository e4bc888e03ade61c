"""Cursors of the change feed: opaque, signed, and bound to this history and this scope."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.contract.problems import ProblemCode
from server_stub.services.refusals import Refusal
from server_stub.services.sessions import scope_tag
from server_stub.storage import sequence
from server_stub.storage.migrate import epoch, oldest_cursor

if TYPE_CHECKING:
    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor

_PURPOSE: Final = "cursor"
_MARK: Final = 24


@dataclass(frozen=True, slots=True)
class Position:
    """Where a reader stands.

    Attributes:
        seq: The last sequence number that the reader has.
        known_from: Departures up to this number concern nothing that the reader has: a pull from
            the start never saw what was gone when it began.
        begins: Whether the next page is the first of a pull.
    """

    seq: int
    known_from: int
    begins: bool = False

    @property
    def exits_after(self) -> int:
        """The number behind which departures matter."""
        return max(self.seq, self.known_from)


def write(unit: Unit, actor: Actor, position: Position) -> str:
    """Return the cursor of a position."""
    tag = scope_tag(unit, actor)
    body = json.dumps(
        [epoch(unit.session), tag, position.seq, position.known_from, position.begins]
    )
    mark = unit.providers.keys.sign(_PURPOSE, body)[:_MARK]
    return base64.urlsafe_b64encode(f"{mark}{body}".encode()).decode().rstrip("=")


def read(unit: Unit, actor: Actor, cursor: str) -> Position:
    """Return the position of a cursor; an empty one stands at the start.

    Raises:
        Refusal: `cursor_unknown` where it is not ours; `epoch_changed`, `scope_changed` or
            `cursor_gone` where the reader must start anew.
    """
    if not cursor:
        return Position(0, sequence.last(unit.session), begins=True)
    its_epoch, tag, position = _parse(unit, cursor)
    if its_epoch != epoch(unit.session) or position.seq > sequence.last(unit.session):
        raise Refusal(ProblemCode.EPOCH_CHANGED)
    if tag != scope_tag(unit, actor):
        raise Refusal(ProblemCode.SCOPE_CHANGED)
    if position.known_from < oldest_cursor(unit.session):
        raise Refusal(ProblemCode.CURSOR_GONE)
    return position


def _parse(unit: Unit, cursor: str) -> tuple[str, str, Position]:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refusal(ProblemCode.CURSOR_UNKNOWN) from error
    mark, body = text[:_MARK], text[_MARK:]
    expected = unit.providers.keys.sign(_PURPOSE, body)[:_MARK]
    if not hmac.compare_digest(mark.encode(), expected.encode()):
        raise Refusal(ProblemCode.CURSOR_UNKNOWN)
    its_epoch, tag, *position = json.loads(body)
    return its_epoch, tag, Position(*position)
