"""Keeps in step what is derived from rows: cube, tallies, name index, digest, shown status.

A ledger gathers what one transaction does to rows and writes the sums at its end.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.contract.sync import DIGEST_MODULUS, Digest
from desktop.domain.search_keys import grams
from desktop.store.codes import gram_row, unpack_cell, with_status
from desktop.store.connection import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.store.connection import Tables


class Entry(NamedTuple):
    """What is derived from a material comes from these columns."""

    id: int
    organization_id: int
    cell: int
    name: str
    search_keys: str

    @property
    def gram_row(self) -> int:
        """Row of the name index."""
        return gram_row(self.id, self.cell)


class Ledger:
    """The sums of one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._cells: Counter[int] = Counter()
        self._tallies: Counter[tuple[int, int, int]] = Counter()
        self._gone: dict[int, str] = {}
        self._come: dict[int, str] = {}
        self._count = 0
        self._total = 0

    def weigh(self, row_id: int, before: int | None, after: int | None) -> None:
        """Note for the digest that a row's seq changed; None means that there is no row."""
        for seq, sign in ((before, -1), (after, 1)):
            if seq is not None:
                self._count += sign
                self._total += sign * (row_id * 31 + seq)

    def move(self, before: Entry | None, after: Entry | None) -> None:
        """Note that a material came, went or changed."""
        if before:
            self._add(before, -1)
        if after:
            self._add(after, 1)
        if before and after and before.gram_row == after.gram_row and before[3:] == after[3:]:
            return
        if before and self._come.pop(before.gram_row, None) is None:
            self._gone[before.gram_row] = grams(before.name, before.search_keys)
        if after:
            self._come[after.gram_row] = grams(after.name, after.search_keys)

    def _add(self, entry: Entry, sign: int) -> None:
        self._cells[entry.cell] += sign
        cell = unpack_cell(entry.cell)
        self._tallies[(entry.organization_id, cell.year, cell.status)] += sign

    def write(self) -> None:
        """Write the sums."""
        self.write_totals()
        self._write_grams()

    def write_totals(self) -> None:
        """Write cube, tallies and digest."""
        self._tables.many(
            "INSERT INTO cube$ VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(cell, *unpack_cell(cell), count) for cell, count in self._cells.items() if count],
        )
        self._tables.many(
            "INSERT INTO tally$ VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(*key, count) for key, count in self._tallies.items() if count],
        )
        digest = read_digest(self._tables)
        write_digest(
            self._tables,
            Digest(
                count=digest.count + self._count,
                total=(digest.total + self._total) % DIGEST_MODULUS,
            ),
        )

    def _write_grams(self) -> None:
        # Ascending rows: the index starts a new segment for each row that is out of order.
        self._tables.many(
            "INSERT INTO grams$(grams$, rowid, text) VALUES ('delete', ?, ?)",
            sorted(self._gone.items()),
        )
        self._tables.many(
            "INSERT INTO grams$(rowid, text) VALUES (?, ?)", sorted(self._come.items())
        )


def read_digest(tables: Tables) -> Digest:
    """Return the digest of a generation as it was kept in step."""
    row = tables.one("SELECT count, total FROM digest$")
    return Digest(count=row[0], total=row[1]) if row else Digest(count=0, total=0)


def write_digest(tables: Tables, digest: Digest) -> None:
    """Keep the digest of a generation."""
    tables.run("REPLACE INTO digest$ VALUES (0, ?, ?)", (digest.count, digest.total))


_OPINED: Final = """
SELECT DISTINCT material_id FROM outbox
WHERE shown IS NOT NULL AND (state IN ('queued', 'sent') OR outcome_rev IS NOT NULL)
"""

_OPINIONS: Final = """
SELECT material_id, shown, state IN ('queued', 'sent'), outcome_rev FROM outbox
WHERE shown IS NOT NULL AND (state IN ('queued', 'sent') OR outcome_rev IS NOT NULL)
    AND material_id IN carray(?)
ORDER BY n
"""


def opinions(tables: Tables, revisions: Mapping[int, int]) -> dict[int, int]:
    """Return the shown status that the own outbox asks for, by material.

    What was applied counts as long as the server's row is of an older revision; of several opinions
    the latest counts.

    Args:
        tables: An open transaction or snapshot.
        revisions: Revision of the server's row, by material.
    """
    return {
        material_id: shown
        for material_id, shown, waiting, applied in tables.all(_OPINIONS, (numbers(revisions),))
        if waiting or applied > revisions[material_id]
    }


def refresh_shown(tables: Tables, ids: Iterable[int] | None = None) -> None:
    """Lay the outbox over the server's statuses anew.

    Args:
        tables: An open transaction.
        ids: Materials to look at; None means those that the outbox has an opinion about.
    """
    looked_at = [row[0] for row in tables.run(_OPINED)] if ids is None else ids
    rows = tables.all(
        "SELECT id, organization_id, cell, name, search_keys, server_status, rev FROM material$"
        " WHERE id IN carray(?)",
        (numbers(looked_at),),
    )
    wanted = opinions(tables, {row[0]: row[6] for row in rows})
    ledger = Ledger(tables)
    moved: list[tuple[int, int]] = []
    for row in rows:
        before = Entry(*row[:5])
        server_status: int = row[5]
        cell = with_status(before.cell, wanted.get(before.id, server_status))
        if cell != before.cell:
            ledger.move(before, before._replace(cell=cell))
            moved.append((cell, before.id))
    if moved:
        tables.many("UPDATE material$ SET cell = ? WHERE id = ?", moved)
        ledger.write()
