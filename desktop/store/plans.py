"""How a filter is answered: which index leads, what is checked beside it.

Each condition that an index can answer is counted first (exactly where a total is kept, else up to
a bound), and the rarest leads. A name fragment leads through the name index, whose rows come in the
order of ids and carry the status, unless something else finds a handful. Conditions beside the lead
are looked up material by material, or answered by their own index as a set of ids, whichever costs
less: a lookup decrypts a page of the widest table, an entry of a set does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from desktop.domain.search_keys import is_whole_gram, query_gram, search_form
from desktop.store.codes import (
    CATEGORIES,
    GRAM_CATEGORY,
    GRAM_ID,
    GRAM_LEVEL,
    GRAM_STATUS,
    GRAM_YEAR_SLOT,
    ID_TYPES,
    LEVELS,
    PAYMENTS,
    STATUSES,
    SUBMISSIONS,
    YEAR_SLOTS,
)
from desktop.store.connection import numbers, select

if TYPE_CHECKING:
    from desktop.store.connection import Tables
    from desktop.store.filters import MaterialFilter

HANDFUL: Final = 2_000
"""So few materials are looked at one by one faster than a name index is read."""

COUNTED: Final = 100_000
"""Where nothing tells a count, it is counted up to here."""

_LOOKUP_COSTS: Final = 15
"""A lookup costs as much as so many entries of a set."""

_ID_END: Final = 4
_LAST: Final = "\U0010ffff"
_STARTS_OR_ENDS: Final = """m.id IN (
    SELECT id FROM material$ INDEXED BY material_id_number$
        WHERE id_number >= ? AND id_number < ?
    UNION ALL
    SELECT id FROM material$ INDEXED BY material_id_end$ WHERE substr(id_number, -4) = ?)"""


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition on a material `m`.

    Attributes:
        sql: The condition.
        values: Its parameters.
        index: The index that answers it; empty where it names ids itself; None for none.
        count: How many materials it finds, counted up to `COUNTED`.
    """

    sql: str
    values: tuple[Any, ...]
    index: str | None = None
    count: int = COUNTED

    def pays_as_set(self, leading: int) -> bool:
        """Tell whether a set costs less than looking at so many materials one by one."""
        counted = self.count < COUNTED or leading >= COUNTED
        return bool(self.index) and counted and self.count <= leading * _LOOKUP_COSTS

    def as_set(self, key: str) -> Clause:
        """Return the condition on an id alone."""
        own = f"material$ AS m INDEXED BY {self.index} WHERE {self.sql}"
        return Clause(f"{key} IN ({select('m.id', own)})", self.values)

    def beside(self, index: str, leading: int) -> Clause:
        """Return the condition in a query that an index leads to so many materials."""
        if self.index == index:
            return self
        return (self.as_set("m.id") if self.pays_as_set(leading) else self).tested()

    def tested(self) -> Clause:
        """Return the condition as a test of each row that the lead finds.

        Every index carries cell and id: searched for within a lead, each of hundreds of cells would
        be sought for each of thousands of ids.
        """
        return Clause(f"+{self.sql}", self.values)


class Query(NamedTuple):
    """Where matching materials come from.

    Attributes:
        source: SQL after FROM.
        where: SQL after WHERE.
        values: Parameters of both.
        id: SQL for the material's id.
        status: SQL for the number of the shown status.
        position: SQL for what orders by id, if rows come in that order without sorting.
    """

    source: str
    where: str
    values: tuple[Any, ...]
    id: str
    status: str
    position: str

    def select(self, what: str, order: str, limit: int) -> str:
        """Return a statement; `limit` -1 is none."""
        return select(what, f"{self.source} WHERE {self.where} ORDER BY {order} LIMIT {limit}")


class Plan:
    """The analysis of one filter on one snapshot.

    Attributes:
        empty: Nothing can match.
        lead: The rarest condition that an index answers, or None where there is none.
        by_name: A name fragment leads.
    """

    def __init__(self, tables: Tables, chosen: MaterialFilter) -> None:
        self._tables = tables
        self._chosen = chosen
        self.empty = False
        self._facets: list[Clause] = []
        self._facets_suffice = True
        self._clauses: list[Clause] = []
        self._cells: list[Clause] = []
        text = search_form(chosen.text)
        numeric = text.isascii() and any(character.isdigit() for character in text)
        self._text = "" if numeric else text
        for number in (text if numeric else "", search_form(chosen.id_number)):
            if number:
                self._add_number(number.upper())
        self._add_enums()
        self._add_dates()
        self._add_organizations()
        self._add_id_types()
        self._add_pack()
        every = (*self._clauses, *self._cells)
        leads = (clause for clause in every if clause.index is not None)
        self.lead = min(leads, key=_count, default=None)
        few = self.lead is not None and self.lead.count <= HANDFUL
        self.by_name = bool(self._text) and not few

    @property
    def only_cells(self) -> bool:
        """Whether nothing but the cell is looked at."""
        return not self._clauses and not self._text

    def _add_number(self, number: str) -> None:
        span = (number, number + _LAST)
        starts = "m.id_number >= ? AND m.id_number < ?"
        index = "material_id_number$"
        count = self._counted(index, starts, span)
        # A beginning that so many share (the province's own) says nothing as an end either.
        if len(number) == _ID_END and count < COUNTED:
            count += self._counted("material_id_end$", "substr(m.id_number, -4) = ?", (number,))
            self._clauses.append(Clause(_STARTS_OR_ENDS, (*span, number), "", count))
        else:
            self._clauses.append(Clause(starts, span, index, count))

    def _add_enums(self) -> None:
        chosen = self._chosen
        parts = (
            ("status", STATUSES.numbers(chosen.statuses), GRAM_STATUS),
            ("level", LEVELS.numbers(chosen.levels), GRAM_LEVEL),
            ("category", CATEGORIES.numbers(chosen.categories), GRAM_CATEGORY),
            ("submission", SUBMISSIONS.numbers(chosen.submissions), ""),
            ("payment", PAYMENTS.numbers(chosen.payments), ""),
            ("year", [] if chosen.year is None else [chosen.year], GRAM_YEAR_SLOT),
        )
        used = [part for part in parts if part[1]]
        if not used:
            return
        wanted = " AND ".join(f"{column} IN carray(?)" for column, _, _ in used)
        rows = self._tables.all(
            select("cell, count", f"cube$ WHERE count > 0 AND {wanted}"),
            [numbers(values) for _, values, _ in used],
        )
        self.empty |= not rows
        cells = (numbers([row[0] for row in rows]),)
        found = sum(row[1] for row in rows)
        self._cells = [Clause("m.cell IN carray(?)", cells, "material_cell$", found)]
        for column, values, facet in used:
            if not facet or (column == "year" and self._years_share_slots()):
                self._facets_suffice = False
                continue
            marks = ", ".join("?" for _ in values)
            stored = [value % YEAR_SLOTS for value in values] if column == "year" else values
            self._facets.append(Clause(f"{facet} IN ({marks})", tuple(stored)))

    def _years_share_slots(self) -> bool:
        years = [row[0] for row in self._tables.all("SELECT DISTINCT year FROM cube$")]
        return len({year % YEAR_SLOTS for year in years}) < len(years)

    def _add_dates(self) -> None:
        chosen = self._chosen
        if chosen.date_from is None and chosen.date_to is None:
            return
        column = str(chosen.date_field)
        first = chosen.date_from if chosen.date_from is not None else -(1 << 62)
        last = chosen.date_to if chosen.date_to is not None else 1 << 62
        sql, values = f"m.{column} >= ? AND m.{column} < ?", (first, last)
        index = f"material_{column}$"
        self._clauses.append(Clause(sql, values, index, self._counted(index, sql, values)))

    def _add_organizations(self) -> None:
        chosen = self._chosen
        ids: list[int] | None = None
        if chosen.organization_path:
            ids = organizations_below(self._tables, chosen.organization_path)
        if chosen.organization_id is not None:
            one = chosen.organization_id
            ids = [one] if ids is None or one in ids else []
        if ids is None:
            return
        self.empty |= not ids
        inside = (numbers(ids),)
        count = self._tables.number(
            "SELECT sum(count) FROM tally$ WHERE organization_id IN carray(?1)"
            " AND (?2 IS NULL OR year = ?2)",
            (*inside, chosen.year),
        )
        index = "material_organization$"
        self._clauses.append(Clause("m.organization_id IN carray(?)", inside, index, count))

    def _add_id_types(self) -> None:
        kinds = ID_TYPES.numbers(self._chosen.id_types)
        if not kinds or len(kinds) == len(ID_TYPES.members):
            return
        values = (numbers(kinds),)
        if 0 in kinds:
            self._clauses.append(Clause("m.id_type IN carray(?)", values))
            return
        index, sql = "material_id_type$", "m.id_type <> 0 AND m.id_type IN carray(?)"
        self._clauses.append(Clause(sql, values, index, self._counted(index, sql, values)))

    def _add_pack(self) -> None:
        if self._chosen.pack is None:
            return
        key = (self._chosen.pack.key,)
        count = self._tables.number("SELECT count(*) FROM pack_material WHERE pack = ?", key)
        inside = "m.id IN (SELECT material_id FROM pack_material WHERE pack = ?)"
        self._clauses.append(Clause(inside, key, "", count))

    def _counted(self, index: str, sql: str, values: tuple[Any, ...]) -> int:
        rows = f"material$ AS m INDEXED BY {index} WHERE {sql} LIMIT {COUNTED}"
        return self._tables.number(select("count(*)", f"({select('1', rows)})"), values)

    def led(self) -> Query:
        """Return the query that the rarest condition leads; it needs sorting."""
        if self.lead is None:
            return self.by_id()
        return self._materials(self.lead.index or "", self.lead.count)

    def by_id(self) -> Query:
        """Return the query that walks all materials in the order of ids, looking at each."""
        return self._materials("material_scan$" if self.only_cells else "", 0)

    def in_order_of(self, index: str) -> Query:
        """Return the query that walks all materials in the order of an index."""
        return self._materials(index, COUNTED)

    def _materials(self, index: str, leading: int) -> Query:
        beside = [clause.beside(index, leading) for clause in self._clauses]
        beside += [clause if clause.index == index else clause.tested() for clause in self._cells]
        if self._text and leading >= COUNTED:
            found = f"grams$ WHERE {' AND '.join(facet.sql for facet in self._matching)}"
            values = tuple(value for facet in self._matching for value in facet.values)
            beside.append(Clause(f"+m.id IN ({select(GRAM_ID, found)})", values))
        if self._text and (leading < COUNTED or not is_whole_gram(self._text)):
            beside.append(self._has_text)
        return Query(
            source=f"material$ AS m {f'INDEXED BY {index}' if index else 'NOT INDEXED'}",
            where=" AND ".join(clause.sql for clause in beside) or "1",
            values=tuple(value for clause in beside for value in clause.values),
            id="m.id",
            status="(m.cell & 7)",
            position="m.id",
        )

    @property
    def _has_text(self) -> Clause:
        return Clause("has_text(m.name, m.search_keys, ?)", (self._text,))

    @property
    def _matching(self) -> list[Clause]:
        gram = Clause("grams$ MATCH ?", (f'"{query_gram(self._text)}"',))
        return [gram, *self._facets]

    def names(self, leading: int, *, rows: bool = False) -> Query:
        """Return the query that walks the name index in the order of ids.

        Args:
            leading: How many of its hits will be read.
            rows: The materials are wanted too, for sorting.
        """
        sets = [clause for clause in self._clauses if clause.pays_as_set(leading)]
        beside = [clause for clause in self._clauses if clause not in sets]
        if not is_whole_gram(self._text):
            beside.append(self._has_text)
        rows = rows or bool(beside)
        beside += [clause.as_set(GRAM_ID) for clause in sets]
        source = "grams$"
        if self._cells and not self._facets_suffice:
            beside += [cells.tested() for cells in self._cells]
            index = "" if rows else " INDEXED BY material_scan$"
            source = f"grams$ CROSS JOIN material$ AS m{index} ON m.id = {GRAM_ID}"
        elif rows:
            source = f"grams$ CROSS JOIN material$ AS m ON m.id = {GRAM_ID}"
        every = [*self._matching, *beside]
        return Query(
            source=source,
            where=" AND ".join(clause.sql for clause in every),
            values=tuple(value for clause in every for value in clause.values),
            id=GRAM_ID,
            status=GRAM_STATUS,
            position="grams$.rowid",
        )

    def count_names(self, bound: int) -> int:
        """Count hits of the name fragment alone, up to a bound."""
        gram = self._matching[0]
        rows = f"grams$ WHERE {gram.sql} LIMIT {bound}"
        return self._tables.number(select("count(*)", f"({select('1', rows)})"), gram.values)


def organizations_below(tables: Tables, path: str) -> list[int] | None:
    """Return ids of institutions at or below a path; None where that is every one that is here."""
    span = (path, path[:-1] + chr(ord(path[-1]) + 1))
    outside = "SELECT EXISTS (SELECT 1 FROM organization$ WHERE path < ? OR path >= ?)"
    if not tables.number(outside, span):
        return None
    below = "SELECT id FROM organization$ WHERE path >= ? AND path < ?"
    return [row[0] for row in tables.all(below, span)]


def _count(clause: Clause) -> int:
    return clause.count
