"""List rows and dossiers as screens show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from desktop.contract.operations import OperationKind
from desktop.domain.businesses import FORMS, GROUP_OF_PICTURE, PictureKind
from desktop.domain.review import ChainStep, ReviewLevel, ReviewStatus, TimelineKind, Verdict
from desktop.store.codes import (
    CATEGORIES,
    ID_TYPES,
    LEVELS,
    PAYMENTS,
    STATUSES,
    SUBMISSIONS,
    unpack_cell,
)
from desktop.store.connection import numbers
from desktop.store.records import (
    Dossier,
    ListRow,
    OutboxState,
    PictureItem,
    PracticeItem,
    TimelineItem,
)
from desktop.store.rows import document_in, read_period, read_pictures
from desktop.store.schema import FLAG_CHANGED, FLAG_MASKED, FLAG_UNSEEN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.store.connection import Tables
    from desktop.store.drafts import Drafts
    from desktop.store.outbox import Outbox
    from desktop.store.records import OutboxItem
    from desktop.store.rows import Document

_ROWS: Final = """
SELECT m.id, m.name, m.id_type, m.id_number, m.flags, m.organization_id, o.name, m.cell,
    m.submitted_at, m.updated_at
FROM material$ AS m LEFT JOIN organization$ AS o ON o.id = m.organization_id
WHERE m.id IN carray(?)
"""

_DOSSIER: Final = """
SELECT m.id, m.seq, m.rev, m.organization_id, o.name, m.cell, m.server_status, m.flags, m.id_type,
    m.name, m.id_number, m.submitted_at, m.updated_at, d.body, p.pictures
FROM material$ AS m JOIN document$ AS d ON d.id = m.id
    LEFT JOIN organization$ AS o ON o.id = m.organization_id
    LEFT JOIN manifest$ AS p ON p.id = m.id
WHERE m.id = ?
"""

_URGENCY: Final = (
    OutboxState.QUEUED,
    OutboxState.SENT,
    OutboxState.PARKED,
    OutboxState.REJECTED,
    OutboxState.CONFLICT,
)
"""Of several open operations the last of these is shown in the list."""

_ENTRY_OF: Final = {
    OperationKind.DECIDE: TimelineKind.DECIDED,
    OperationKind.RETRACT: TimelineKind.RETRACTED,
    OperationKind.REMOVE_FROM_UNIT: TimelineKind.REMOVED_FROM_UNIT,
}


def read_rows(tables: Tables, ids: Sequence[int]) -> list[ListRow]:
    """Return list rows in the order of `ids`, without those that are gone."""
    wanted = numbers(ids)
    states: dict[int, OutboxState] = {}
    for material_id, name in tables.run(
        "SELECT material_id, state FROM outbox WHERE resolved_at IS NULL AND kind <> 'reveal'"
        " AND material_id IN carray(?)",
        (wanted,),
    ):
        state = OutboxState(name)
        if _URGENCY.index(state) >= _URGENCY.index(states.get(material_id, OutboxState.QUEUED)):
            states[material_id] = state
    rows = {row[0]: row for row in tables.run(_ROWS, (wanted,))}
    return [_list_row(rows[key], states.get(key)) for key in ids if key in rows]


def _list_row(row: tuple[Any, ...], state: OutboxState | None) -> ListRow:
    (
        key, name, id_type, id_number, flags, organization_id, organization_name, packed,
        submitted_at, updated_at,
    ) = row  # fmt: skip
    _, category, level, submission, payment, status = unpack_cell(packed)
    return ListRow(
        key,
        name,
        ID_TYPES.members[id_type],
        id_number,
        bool(flags & FLAG_MASKED),
        organization_id or None,
        organization_name or "",
        LEVELS.members[level],
        CATEGORIES.members[category],
        SUBMISSIONS.members[submission],
        STATUSES.members[status],
        PAYMENTS.members[payment],
        submitted_at,
        updated_at,
        str(state or ""),
        bool(flags & FLAG_CHANGED),
        bool(flags & FLAG_UNSEEN),
    )


class Dossiers:
    """Reads whole dossiers.

    Args:
        level: Own review level.
        business: Its form names the details.
        outbox: Own operations, shown in the timeline until the server's row carries them.
        drafts: Half-written decisions.
        is_cached: Tells whether a picture lies here.
    """

    def __init__(
        self,
        level: ReviewLevel,
        business: str,
        outbox: Outbox,
        drafts: Drafts,
        is_cached: Callable[[str], bool],
    ) -> None:
        self._level = level
        self._form = FORMS.get(business, ())
        self._outbox = outbox
        self._drafts = drafts
        self._is_cached = is_cached

    def read(self, tables: Tables, material_id: int) -> Dossier | None:
        """Return a dossier, or None where it is not here (any more)."""
        row = tables.one(_DOSSIER, (material_id,))
        if row is None:
            return None
        (
            key, seq, rev, organization_id, organization_name, packed, server_status, flags,
            id_type, name, id_number, submitted_at, updated_at, body, pictures,
        ) = row  # fmt: skip
        year, category, level, submission, payment, status = unpack_cell(packed)
        document = document_in(body)
        items = self._outbox.open_items(key)
        return Dossier(
            id=key,
            seq=seq,
            rev=rev,
            content_hash=document.content_hash,
            organization_id=organization_id or None,
            organization_name=organization_name or "",
            year=year,
            name=name,
            id_type=ID_TYPES.members[id_type],
            id_number=id_number,
            phone=document.phone,
            masked=bool(flags & FLAG_MASKED),
            level=LEVELS.members[level],
            category=CATEGORIES.members[category],
            submission=SUBMISSIONS.members[submission],
            payment=PAYMENTS.members[payment],
            submitted_at=submitted_at,
            updated_at=updated_at,
            chain=tuple(
                ChainStep(ReviewLevel(name), unit, ReviewStatus(state))
                for name, unit, state in document.chain
            ),
            own_status=STATUSES.members[status],
            server_status=STATUSES.members[server_status],
            details={
                field.key: value for field, value in zip(self._form, document.details, strict=False)
            },
            changed_fields=dict(document.changed_fields),
            timeline=(
                *_timeline(document),
                *self._pending(tables, document, self._outbox.unconfirmed(key, rev)),
            ),
            practice=_practice(document, organization_id),
            pictures=self._pictures(pictures),
            outbox=items[-1] if items else None,
            draft=self._drafts.get(key),
        )

    def _pending(
        self, tables: Tables, document: Document, items: Sequence[OutboxItem]
    ) -> list[TimelineItem]:
        own = next((unit for level, unit, _ in document.chain if level == self._level), 0)
        row = tables.one("SELECT name FROM organization$ WHERE id = ?", (own,)) if items else None
        return [
            TimelineItem(
                at=item.client_at,
                kind=_ENTRY_OF[item.kind],
                level=self._level,
                organization_name=str(row[0]) if row else "",
                person_name="",
                verdict=item.verdict,
                remark=item.remark,
                period=item.period,
                pending=True,
            )
            for item in items
        ]

    def _pictures(self, body: bytes | None) -> tuple[PictureItem, ...]:
        return tuple(
            PictureItem(
                kind=PictureKind(kind),
                group=GROUP_OF_PICTURE[PictureKind(kind)],
                sha256=sha256,
                size=size,
                width=width,
                height=height,
                cached=self._is_cached(sha256),
            )
            for kind, sha256, size, width, height in (read_pictures(body) if body else ())
        )


def _timeline(document: Document) -> list[TimelineItem]:
    return [
        TimelineItem(
            at=at,
            kind=TimelineKind(kind),
            level=ReviewLevel(level) if level else None,
            organization_name=organization_name,
            person_name=person_name,
            verdict=Verdict(verdict) if verdict else None,
            remark=remark,
            period=read_period(start, end),
        )
        for at, kind, level, organization_name, person_name, verdict, remark, start, end
        in document.timeline
    ]  # fmt: skip


def _practice(document: Document, organization_id: int) -> tuple[PracticeItem, ...]:
    items: list[PracticeItem] = []
    for unit, name, start, end, confirmed_at in document.practice:
        period = read_period(start, end)
        if period:
            items.append(PracticeItem(unit, name, period, confirmed_at, unit == organization_id))
    return tuple(items)
