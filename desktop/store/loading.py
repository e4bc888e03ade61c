"""A generation under construction: rows first, indexes after, then the swap.

Filling a table without indexes and sorting once takes a third of the time of keeping them in step.
"""

from __future__ import annotations

from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import apsw

from desktop.contract.pages import documents_of
from desktop.contract.sync import DIGEST_MODULUS, Digest
from desktop.domain.search_keys import grams
from desktop.store.codes import gram_row
from desktop.store.connection import Tables
from desktop.store.delta import Delta, whole_row
from desktop.store.ledger import read_digest, write_digest
from desktop.store.rows import MATERIAL_COLUMNS
from desktop.store.schema import GENERATION_INDEXES, GENERATION_NAMES, GENERATION_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.contract.sync import ChangesPage
    from desktop.store.connection import Database
    from desktop.store.rows import MaterialEncoder, MaterialValues

_INSERT_MATERIAL: Final = whole_row("INSERT", "material", MATERIAL_COLUMNS)
_INSERT_DOCUMENT: Final = whole_row("INSERT", "document", ("id", "body"))

_LOADING_HASH: Final = 16 << 20
_USUAL_HASH: Final = 1 << 20
"""Bytes that the name index gathers in memory before it writes a segment."""

_LOADING_JOURNAL: Final = 8_000
_LONGEST_JOURNAL: Final = 40_000
"""Pages of journal from which a load has them folded beside, and those for which it stops: a
journal that goes on while it is folded does not begin anew."""

_TOTALS: Final = """
DELETE FROM cube$;
INSERT INTO cube$
    SELECT cell, cell >> 14, cell >> 10 & 15, cell >> 7 & 7, cell >> 5 & 3, cell >> 3 & 3, cell & 7,
        count(*)
    FROM material$ GROUP BY cell;
DELETE FROM tally$;
INSERT INTO tally$
    SELECT organization_id, cell >> 14, cell & 7, count(*)
    FROM material$ GROUP BY 1, 2, 3;
"""

_CARRY_NEWS: Final = """
UPDATE material_{new} SET flags = flags | 4 WHERE id IN (
    SELECT o.id FROM material_{old} AS o JOIN material_{new} AS n ON n.id = o.id
    WHERE (o.flags & 4 OR o.rev <> n.rev) AND NOT EXISTS (
        SELECT 1 FROM outbox WHERE material_id = n.id AND outcome_rev = n.rev))
"""


class _Rows(NamedTuple):
    """What a page puts into the tables, sorted by id."""

    values: list[MaterialValues]
    documents: list[tuple[int, bytes]]
    texts: list[tuple[int, str]]


class Loading:
    """Fills the tables of one generation that nobody reads yet.

    Args:
        database: The replica's file.
        generation: Number of the new generation.
        encoder: Encodes materials for the own level.
    """

    def __init__(self, database: Database, generation: int, encoder: MaterialEncoder) -> None:
        self.generation = generation
        self._database = database
        self._encoder = encoder
        self._count = 0
        self._total = 0
        self._prepared: dict[int, _Rows] = {}

    def begin(self) -> None:
        """Create the tables."""
        with self._write() as tables:
            tables.script(GENERATION_TABLES)
            _set_grams(tables, "hashsize", _LOADING_HASH)
            _set_grams(tables, "automerge", 0)

    def prepare(self, page: ChangesPage) -> None:
        """Make a page's rows ready, on any thread; the page is alive until it is loaded."""
        values = sorted(map(self._encoder.encode, page.materials), key=itemgetter(0))
        ids = (row[0] for row in page.materials)
        self._prepared[id(page)] = _Rows(
            values,
            sorted(zip(ids, documents_of(page), strict=True)),
            [(gram_row(row[0], row[4]), grams(row[8], row[9])) for row in values],
        )

    def load(self, page: ChangesPage) -> None:
        """Append a page; a row that came before is replaced."""
        with self._write() as tables:
            delta = Delta(tables, self._encoder, first=True)
            if self._append(tables, page):
                delta.apply(page.model_copy(update={"materials": []}))
            else:
                delta.apply(page)
            delta.finish()

    def _append(self, tables: Tables, page: ChangesPage) -> bool:
        if id(page) not in self._prepared:
            self.prepare(page)
        values, documents, texts = self._prepared.pop(id(page))
        try:
            with tables.connection:
                tables.fill(_INSERT_MATERIAL, values)
                tables.fill(_INSERT_DOCUMENT, documents)
        except apsw.ConstraintError:
            return False
        tables.fill("INSERT INTO grams$(rowid, text)", texts)
        self._count += len(values)
        self._total += sum(row[0] * 31 + row[1] for row in values)
        return True

    def build(self) -> None:
        """Build indexes and totals, each in a transaction of its own, and carry news over."""
        for statement in GENERATION_INDEXES.strip().split(";\n"):
            with self._write() as tables:
                tables.script(statement)
        with self._write() as tables:
            tables.script(_TOTALS)
            tables.run("INSERT INTO grams$(grams$) VALUES ('optimize')")
            _set_grams(tables, "hashsize", _USUAL_HASH)
            _set_grams(tables, "automerge", 4)
            kept = read_digest(tables)
            total = (kept.total + self._total) % DIGEST_MODULUS
            write_digest(tables, Digest(count=kept.count + self._count, total=total))
        with self._database.write(durable=False) as tables:
            if tables.number("SELECT EXISTS (SELECT 1 FROM material$)"):
                tables.run(_CARRY_NEWS.format(old=tables.generation, new=self.generation))

    @contextmanager
    def _write(self) -> Iterator[Tables]:
        writing = self._database.write(durable=False, fold_at=_LOADING_JOURNAL)
        with writing as tables, self._database.short_of_memory():
            yield Tables(tables.connection, self.generation)
        _keep_short(self._database)


def _set_grams(tables: Tables, option: str, value: int) -> None:
    tables.run("INSERT INTO grams$(grams$, rank) VALUES (?, ?)", (option, value))


def create_generation(tables: Tables) -> None:
    """Create an empty generation with its indexes."""
    tables.script(GENERATION_TABLES)
    tables.script(GENERATION_INDEXES)


def drop_other_generations(tables: Tables) -> None:
    """Drop what former or unfinished generations left."""
    for name in _other_tables(tables):
        tables.run(f"DROP TABLE {name}")


def drop_former_generations(database: Database) -> None:
    """Drop the same table by table, so that a person's commit waits for one of them at most."""
    with database.read() as tables:
        names = _other_tables(tables)
    for name in names:
        with database.write(durable=False, fold_at=_LOADING_JOURNAL) as tables:
            tables.run(f"DROP TABLE {name}")
        _keep_short(database)


def _keep_short(database: Database) -> None:
    """Fold a journal that has become long before it goes on."""
    if database.journal_pages >= _LONGEST_JOURNAL:
        database.fold()


def _other_tables(tables: Tables) -> list[str]:
    names = [
        str(row[0]) for row in tables.run("SELECT name FROM sqlite_schema WHERE type = 'table'")
    ]
    every = ((name, *name.rpartition("_")) for name in names)
    return [
        name
        for name, kind, _, number in every
        if kind in GENERATION_NAMES and number != str(tables.generation)
    ]
