"""How a filter is answered: which index leads, what is checked beside it.

Each condition that an index can lead is counted first (exactly where a total is kept, else up to a
bound), and the rarest leads. A name fragment leads through the name index, whose rows come in the
order of ids and carry the status, unless something else finds a handful.
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

_COUNTED: Final = 100_000
"""Where nothing tells a count, it is counted up to here."""

_ID_END: Final = 4
_STARTS_OR_ENDS: Final = """m.id IN (
    SELECT id FROM material$ INDEXED BY material_id_number$
        WHERE id_number >= ? AND id_number < ?
    UNION ALL
    SELECT id FROM material$ INDEXED BY material_id_end$ WHERE substr(id_number, -4) = ?)"""
_LAST: Final = "\U0010ffff"


class Clause(NamedTuple):
    """A condition on a material `m`."""

    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """An index that finds the materials of one condition, and how many those are.

    Attributes:
        index: Its name; empty where the condition itself names the ids.
        count: Exact below `_COUNTED`.
    """

    index: str
    count: int


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
    position: str | None

    def select(self, what: str, order: str, limit: int) -> str:
        """Return a statement; `limit` -1 is none."""
        return select(what, f"{self.source} WHERE {self.where} ORDER BY {order} LIMIT {limit}")


class Plan:
    """The analysis of one filter on one snapshot.

    Attributes:
        empty: Nothing can match.
        lead: The index of the rarest condition, or None where there is none.
        by_name: A name fragment leads.
    """

    def __init__(self, tables: Tables, chosen: MaterialFilter) -> None:
        self._tables = tables
        self._chosen = chosen
        self.empty = False
        self._facets: list[Clause] = []
        self._facets_suffice = True
        self._clauses: list[Clause] = []
        self._cell_clause: Clause | None = None
        self._leads: list[Lead] = []
        text = search_form(chosen.text)
        numeric = text.isascii() and any(character.isdigit() for character in text)
        self._gram = "" if numeric else query_gram(text)
        self._text = "" if numeric else text
        for number in (text if numeric else "", search_form(chosen.id_number)):
            if number:
                self._add_number(number.upper())
        self._add_enums()
        self._add_dates()
        self._add_organizations()
        self._add_id_types()
        self.lead = min(self._leads, key=_count, default=None)
        few = self.lead is not None and self.lead.count <= HANDFUL
        self.by_name = bool(self._gram) and not few

    @property
    def only_cells(self) -> bool:
        """Whether nothing but the cell is looked at."""
        return not self._clauses and not self._gram

    def _add_number(self, number: str) -> None:
        span = (number, number + _LAST)
        starts = "m.id_number >= ? AND m.id_number < ?"
        count = self._counted("material_id_number$", starts, span)
        if len(number) != _ID_END:
            self._clauses.append(Clause(starts, span))
            self._leads.append(Lead("material_id_number$", count))
        elif count == _COUNTED:
            ends = "substr(m.id_number, -4) = ?"
            self._clauses.append(Clause(f"(({starts}) OR {ends})", (*span, number)))
        else:
            count += self._counted("material_id_end$", "substr(m.id_number, -4) = ?", (number,))
            self._clauses.append(Clause(_STARTS_OR_ENDS, (*span, number)))
            self._leads.append(Lead("", count))

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
        matching = f"cube$ WHERE count > 0 AND {wanted}"
        rows = self._tables.all(
            select("cell, count", matching), [numbers(values) for _, values, _ in used]
        )
        self.empty |= not rows
        cells = numbers([row[0] for row in rows])
        self._cell_clause = Clause("m.cell IN carray(?)", (cells,))
        self._leads.append(Lead("material_cell$", sum(row[1] for row in rows)))
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
        clause = Clause(f"m.{column} >= ? AND m.{column} < ?", (first, last))
        self._clauses.append(clause)
        index = f"material_{column}$"
        self._leads.append(Lead(index, self._counted(index, *clause)))

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
        inside = numbers(ids)
        self._clauses.append(Clause("m.organization_id IN carray(?)", (inside,)))
        self._leads.append(Lead("material_organization$", self._tallied(inside, chosen.year)))

    def _tallied(self, organizations: Any, year: int | None) -> int:  # noqa: ANN401 - `numbers`
        return self._tables.number(
            "SELECT sum(count) FROM tally$ WHERE organization_id IN carray(?1)"
            " AND (?2 IS NULL OR year = ?2)",
            (organizations, year),
        )

    def _add_id_types(self) -> None:
        kinds = ID_TYPES.numbers(self._chosen.id_types)
        if not kinds or len(kinds) == len(ID_TYPES.members):
            return
        clause = Clause("m.id_type IN carray(?)", (numbers(kinds),))
        if 0 in kinds:
            self._clauses.append(clause)
            return
        clause = Clause(f"m.id_type <> 0 AND {clause.sql}", clause.values)
        self._clauses.append(clause)
        index = "material_id_type$"
        self._leads.append(Lead(index, self._counted(index, *clause)))

    def _counted(self, index: str, sql: str, values: tuple[Any, ...]) -> int:
        rows = f"material$ AS m INDEXED BY {index} WHERE {sql} LIMIT {_COUNTED}"
        return self._tables.number(select("count(*)", f"({select('1', rows)})"), values)

    def materials(self, index: str, position: str | None = None) -> Query:
        """Return the query that walks materials, led by an index.

        Args:
            index: Its name; empty for none.
            position: SQL that the rows follow without sorting, if any.
        """
        clauses = [*self._clauses]
        if self._cell_clause:
            clauses.append(self._cell_clause)
        if self._text:
            clauses.append(Clause("has_text(m.name, m.search_keys, ?)", (self._text,)))
        return Query(
            source=f"material$ AS m {f'INDEXED BY {index}' if index else 'NOT INDEXED'}",
            where=" AND ".join(clause.sql for clause in clauses) or "1",
            values=tuple(value for clause in clauses for value in clause.values),
            id="m.id",
            status="(m.cell & 7)",
            position=position,
        )

    def by_id(self) -> Query:
        """Return the query that walks all materials in the order of ids."""
        return self.materials("material_scan$" if self.only_cells else "", "m.id")

    def names(self, *, with_material: bool = False) -> Query:
        """Return the query that walks the name index in the order of ids."""
        clauses = [*self._clauses]
        if self._cell_clause and not self._facets_suffice:
            clauses.append(self._cell_clause)
        if not is_whole_gram(self._text):
            clauses.append(Clause("has_text(m.name, m.search_keys, ?)", (self._text,)))
        source = "grams$"
        if clauses or with_material:
            source += f" CROSS JOIN material$ AS m ON m.id = {GRAM_ID}"
        every = [Clause("grams$ MATCH ?", (f'"{self._gram}"',)), *self._facets, *clauses]
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
        return self._tables.number(
            "SELECT count(*) FROM (SELECT 1 FROM grams$ WHERE grams$ MATCH ? LIMIT ?)",
            (f'"{self._gram}"', bound),
        )


def organizations_below(tables: Tables, path: str) -> list[int] | None:
    """Return ids of institutions at or below a path; None where that is every one that is here."""
    span = (path, path[:-1] + chr(ord(path[-1]) + 1))
    outside = "SELECT EXISTS (SELECT 1 FROM organization$ WHERE path < ? OR path >= ?)"
    if not tables.number(outside, span):
        return None
    below = "SELECT id FROM organization$ WHERE path >= ? AND path < ?"
    return [row[0] for row in tables.all(below, span)]


def _count(lead: Lead) -> int:
    return lead.count
