"""One pull applied to the generation that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from desktop.contract.pages import documents_of
from desktop.contract.sync import (
    AUTHORIZATION_FIELDS,
    NOTICE_FIELDS,
    ORGANIZATION_FIELDS,
    RowKind,
)
from desktop.domain.changes import Changes
from desktop.store.connection import delete, numbers, select
from desktop.store.ledger import Entry, Ledger, opinions
from desktop.store.rows import MATERIAL_COLUMNS, pictures_of
from desktop.store.schema import FLAG_UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.contract.sync import ChangesPage, MaterialRow
    from desktop.store.connection import Tables
    from desktop.store.rows import MaterialEncoder, MaterialValues

NAMED_MATERIALS: Final = 2000
"""More changed materials than this are not named one by one."""


def whole_row(verb: str, table: str, columns: Iterable[str]) -> str:
    """Return what begins a statement for whole rows: INSERT refuses a second, REPLACE does not."""
    return f"{verb} INTO {table}$({', '.join(columns)})"


_REPLACE_MATERIAL: Final = whole_row("REPLACE", "material", MATERIAL_COLUMNS)
_REPLACE_DOCUMENT: Final = whole_row("REPLACE", "document", ("id", "body"))
_REPLACE_OTHER: Final = {
    RowKind.MANIFEST: whole_row("REPLACE", "manifest", ("id", "seq", "pictures")),
    RowKind.ORGANIZATION: whole_row("REPLACE", "organization", ORGANIZATION_FIELDS),
    RowKind.AUTHORIZATION: whole_row("REPLACE", "authorization", AUTHORIZATION_FIELDS),
    RowKind.NOTICE: whole_row("REPLACE", "notice", NOTICE_FIELDS),
}


class Delta:
    """Applies pages; `finish` writes the sums and tells what changed.

    Args:
        tables: An open transaction.
        encoder: Encodes materials for the own level.
        first: Nothing was synced before, so nothing is news to the person.

    Attributes:
        left: True once a material left the scope.
    """

    def __init__(self, tables: Tables, encoder: MaterialEncoder, *, first: bool) -> None:
        self._tables = tables
        self._encoder = encoder
        self._first = first
        self._ledger = Ledger(tables)
        self._materials: set[int] = set()
        self._kinds: set[RowKind] = set()
        self.left = False

    def apply(self, page: ChangesPage) -> None:
        """Apply one page; an older row or exit never undoes a newer one."""
        if page.materials:
            self._upsert_materials(page)
        self._upsert(RowKind.MANIFEST, ((*row[:2], pictures_of(row)) for row in page.manifests))
        self._upsert(RowKind.ORGANIZATION, page.organizations)
        self._upsert(RowKind.AUTHORIZATION, page.authorizations)
        self._upsert(RowKind.NOTICE, page.notices)
        for kind in {gone[0] for gone in page.exits}:
            self._remove(kind, {key: seq for its, key, seq in sorted(page.exits) if its is kind})

    def finish(self) -> Changes:
        """Write the sums."""
        self._ledger.write()
        many = len(self._materials) > NAMED_MATERIALS
        return Changes(
            materials=frozenset() if many else frozenset(self._materials),
            all_materials=many,
            organizations=RowKind.ORGANIZATION in self._kinds,
            authorizations=RowKind.AUTHORIZATION in self._kinds,
            attachments=RowKind.MANIFEST in self._kinds or self.left,
            notices=RowKind.NOTICE in self._kinds,
        )

    def _upsert_materials(self, page: ChangesPage) -> None:
        rows = page.materials
        ids = [row[0] for row in rows]
        stored = {
            row[0]: row
            for row in self._tables.all(
                "SELECT id, organization_id, cell, name, search_keys, seq, rev, flags"
                " FROM material$ WHERE id IN carray(?)",
                (numbers(ids),),
            )
        }
        fresh = {row[0]: row for row in rows if row[0] not in stored or row[1] >= stored[row[0]][5]}
        own = self._own_revisions(fresh)
        wanted = opinions(self._tables, {key: row[2] for key, row in fresh.items()})
        values: list[MaterialValues] = []
        for key, row in sorted(fresh.items()):
            old = stored.get(key)
            new = self._encoder.encode(row, wanted.get(key), self._unseen(row, old, own))
            values.append(new)
            self._ledger.weigh(key, old[5] if old else None, row[1])
            self._ledger.move(
                Entry(*old[:5]) if old else None, Entry(key, new[3], new[4], new[8], new[9])
            )
        self._tables.fill(_REPLACE_MATERIAL, values)
        documents = dict(zip(ids, documents_of(page), strict=True))
        self._tables.fill(_REPLACE_DOCUMENT, [(key, documents[key]) for key in sorted(fresh)])
        self._materials.update(fresh)

    def _own_revisions(self, ids: Iterable[int]) -> set[tuple[Any, ...]]:
        return set(
            self._tables.all(
                "SELECT material_id, outcome_rev FROM outbox"
                " WHERE outcome_rev IS NOT NULL AND material_id IN carray(?)",
                (numbers(ids),),
            )
        )

    def _unseen(
        self, new: MaterialRow, old: tuple[Any, ...] | None, own: set[tuple[Any, ...]]
    ) -> int:
        """Return the flag: news since the last look, unless the person made them."""
        if old is None:
            return 0 if self._first else FLAG_UNSEEN
        if old[6] != new[2] and (new[0], new[2]) not in own:
            return FLAG_UNSEEN
        return int(old[7]) & FLAG_UNSEEN

    def _upsert(self, kind: RowKind, rows: Iterable[tuple[Any, ...]]) -> None:
        values = {row[0]: row for row in rows}
        if not values:
            return
        stored = self._stored(kind, values)
        fresh = [row for key, row in values.items() if row[1] >= stored.get(key, 0)]
        self._tables.fill(_REPLACE_OTHER[kind], fresh)
        for row in fresh:
            self._ledger.weigh(row[0], stored.get(row[0]), row[1])
        self._kinds.add(kind)
        if kind is RowKind.MANIFEST:
            self._materials.update(values)

    def _stored(self, kind: RowKind, ids: Iterable[int]) -> dict[int, int]:
        found = self._tables.all(
            select("id, seq", f"{kind}$ WHERE id IN carray(?)"), (numbers(ids),)
        )
        return dict(found)

    def _remove(self, kind: RowKind, exits: dict[int, int]) -> None:
        """Remove rows of a kind, by id with the seq of the departure."""
        stored = self._stored(kind, exits)
        gone = [key for key, seq in stored.items() if seq <= exits[key]]
        if not gone:
            return
        if kind is RowKind.MATERIAL:
            for row in self._tables.all(
                "SELECT id, organization_id, cell, name, search_keys FROM material$"
                " WHERE id IN carray(?)",
                (numbers(gone),),
            ):
                self._ledger.move(Entry(*row), None)
            self._tables.run("DELETE FROM document$ WHERE id IN carray(?)", (numbers(gone),))
            self._materials.update(gone)
            self.left = True
        self._tables.run(delete(f"{kind}$ WHERE id IN carray(?)"), (numbers(gone),))
        for key in gone:
            self._ledger.weigh(key, stored[key], None)
        self._kinds.add(kind)
