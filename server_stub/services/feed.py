"""The change feed: one page of what an actor may know, in the order in which it came to be.

A page is one consistent read. `has_more` is false exactly when the page brings the reader to the
state of that read, and only then there is a digest: so the end of a pull always equals a state that
the server had. Rows that change while a pull is under way come again at its end.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from desktop.contract.pages import in_lines
from desktop.contract.sync import DIGEST_MODULUS, RowKind
from server_stub.services import cursors
from server_stub.services.cursors import Position
from server_stub.services.materials import masked
from server_stub.services.sessions import scope_tag
from server_stub.storage import feed, sequence
from server_stub.storage.models import Authorization, Notice, Organization

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor


_LISTS: Final = (
    "organizations",
    "authorizations",
    "notices",
    "exits",
    "materials",
    "manifests",
)


@dataclass(slots=True)
class _Page:
    """What was found for a page.

    Attributes:
        rows: Per list of the contract, pairs of seq and JSON.
        ends: Where a kind has more than was read: the last seq that is complete for it.
    """

    rows: dict[str, list[tuple[int, bytes]]] = field(
        default_factory=lambda: {name: [] for name in _LISTS}
    )
    ends: list[int] = field(default_factory=list)

    def note_end(self, records: Sequence[Any], limit: int) -> None:
        """Note how far the records of a kind reach, where they may go on."""
        if len(records) >= limit:
            self.ends.append(records[-1].seq)

    def end(self, limit: int) -> int | None:
        """Return the seq with which the page ends, None where it holds all there is."""
        numbers = sorted({seq for found in self.rows.values() for seq, _row in found})
        ends = [*self.ends, *numbers[limit - 1 : limit]] if len(numbers) > limit else self.ends
        return min(ends, default=None)


def page(unit: Unit, actor: Actor, cursor: str, limit: int) -> bytes:
    """Return a `ChangesPage` as JSON.

    Raises:
        Refusal: see `cursors.read`.
    """
    position = cursors.read(unit, actor, cursor)
    last = sequence.last(unit.session)
    found = _Page()
    if position.seq < last:
        _read_records(unit, actor, position, limit, found)
        _read_materials(unit, actor, position, limit, last, found)
    end = found.end(limit)
    lists = {
        name.encode(): [row for seq, row in rows if end is None or seq <= end]
        for name, rows in found.rows.items()
    }
    materials = lists.pop(b"materials")
    parts = [b'"%s":[%s]' % (name, b",".join(rows)) for name, rows in lists.items()]
    parts.append(_state(unit, actor, position, end, last))
    return in_lines(b",".join(parts), materials)


def _read_records(unit: Unit, actor: Actor, position: Position, limit: int, found: _Page) -> None:
    for name, model, serialise in _RECORDS:
        records = feed.rows_after(unit.session, actor, model, position.seq, limit)
        found.rows[name] = [(one.seq, _dump(serialise(one))) for one in records]
        found.note_end(records, limit)
    exits = feed.exits_after(unit.session, actor, position.exits_after, limit)
    found.rows["exits"] = _exits(unit, actor, exits)
    found.note_end(exits, limit)


def _exits(unit: Unit, actor: Actor, left: Sequence[Any]) -> list[tuple[int, bytes]]:
    """Return departures of what has not come back since."""
    found: list[tuple[int, bytes]] = []
    for kind in sorted({one.kind for one in left}):
        of_kind = [one for one in left if one.kind is kind]
        ids = sorted({one.row_id for one in of_kind})
        back = feed.visible_ids(unit.session, actor, kind, ids)
        kinds = (kind, RowKind.MANIFEST) if kind is RowKind.MATERIAL else (kind,)
        found += [
            (one.seq, _exit(each, one.row_id, one.seq))
            for one in of_kind
            if one.row_id not in back
            for each in kinds
        ]
    return found


def _read_materials(
    unit: Unit, actor: Actor, position: Position, limit: int, last: int, found: _Page
) -> None:
    size = unit.memory.size(
        last, _scope(unit, actor), partial(feed.all_totals, unit.session, actor)
    )
    records = feed.materials_after(
        unit.session, actor, position.seq, limit, span=last - position.seq, size=size
    )
    found.note_end(records, limit)
    whole = actor.sees_in_full
    documents = found.rows["materials"] = []
    manifests = found.rows["manifests"] = []
    exits = found.rows["exits"]
    for material_id, seq, document, pictures, picture_count, status in records:
        documents.append((seq, document if whole else masked(document, actor.business)))
        if whole and picture_count and status in feed.QUEUE:
            manifests.append((seq, b"[%d,%d,%s]" % (material_id, seq, pictures)))
        elif seq > position.known_from:
            exits.append((seq, _exit(RowKind.MANIFEST, material_id, seq)))


def _state(unit: Unit, actor: Actor, position: Position, end: int | None, last: int) -> bytes:
    """Return the page's own fields, as JSON without the braces."""
    reached = Position(last, last, begins=True)
    digest: dict[str, int] | None = None
    total = 0
    if end is None:
        totals = _totals(unit, actor, last)
        digest = {"count": totals.count, "total": totals.total % DIGEST_MODULUS}
    else:
        reached = Position(end, position.known_from)
        total = _to_come(unit, actor, position, last) if position.begins else 0
    fields: dict[str, Any] = {
        "next": cursors.write(unit, actor, reached),
        "has_more": end is not None,
        "digest": digest,
        "server_time": unit.now,
        "total": total,
    }
    return _dump(fields)[1:-1]


def _totals(unit: Unit, actor: Actor, last: int) -> feed.Totals:
    read = partial(feed.all_totals, unit.session, actor)
    return unit.memory.recall(last, _scope(unit, actor), read)


def _to_come(unit: Unit, actor: Actor, position: Position, last: int) -> int:
    """Return how many rows a pull brings that begins here."""
    if position.seq == 0:
        return _totals(unit, actor, last).count
    return feed.count_after(unit.session, actor, position.seq)


def _scope(unit: Unit, actor: Actor) -> str:
    return f"{actor.organization_id} {scope_tag(unit, actor)}"


def _exit(kind: RowKind, row_id: int, seq: int) -> bytes:
    return b'["%s",%d,%d]' % (kind.value.encode(), row_id, seq)


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _organization(row: Organization) -> list[Any]:
    return [
        row.id,
        row.seq,
        row.parent_id,
        row.path,
        row.code,
        row.name,
        row.search_keys,
        row.kind,
        row.division_code,
        row.uscc,
        row.licence,
        row.confirmation_code or "",
    ]


def _authorization(row: Authorization) -> list[Any]:
    return [
        row.id,
        row.seq,
        row.organization_id,
        row.business,
        row.state,
        row.generated_at,
        row.expires_at,
        row.activated_at,
        row.manager_name,
        row.manager_phone,
    ]


def _notice(row: Notice) -> list[Any]:
    return [row.id, row.seq, row.title, row.body, row.published_at]


_RECORDS: Final[tuple[tuple[str, Any, Callable[[Any], list[Any]]], ...]] = (
    ("organizations", Organization, _organization),
    ("authorizations", Authorization, _authorization),
    ("notices", Notice, _notice),
)
"""Kinds that are read row by row, with what travels of them."""
