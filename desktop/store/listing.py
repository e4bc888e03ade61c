"""The ids of a list in its order: the first ones fast, all of them piece by piece."""

from __future__ import annotations

from array import array
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import from_json

from desktop.store.codes import CATEGORIES, LEVELS, PAYMENTS, STATUSES, SUBMISSIONS
from desktop.store.connection import numbers, select
from desktop.store.filters import MaterialSort, SortColumn
from desktop.store.plans import COUNTED, Plan, Query, organizations_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.codes import Codes
    from desktop.store.connection import Tables
    from desktop.store.filters import MaterialFilter

_SORTED_AT_ONCE: Final = 20_000
"""So many hits are sorted in a few milliseconds."""

_NEWEST: Final = 20_000
_NEWEST_WITH_ROWS: Final = 4_000
"""So many of the newest materials are tried before an index with many hits is sorted; fewer where
each has to be looked at."""

CHUNK: Final = 20_000
"""Ids per piece of a long list: about 5 ms."""

_GROUPED: Final[dict[SortColumn, tuple[str, Codes[Any]]]] = {
    SortColumn.LEVEL: ("levels", LEVELS),
    SortColumn.CATEGORY: ("categories", CATEGORIES),
    SortColumn.SUBMISSION: ("submissions", SUBMISSIONS),
    SortColumn.STATUS: ("statuses", STATUSES),
    SortColumn.PAYMENT: ("payments", PAYMENTS),
}
"""Columns with few values: the list is one list per value, in the order of the codes."""

_ORDERED: Final = {
    SortColumn.NAME: ("material_name$", ("m.search_keys", "m.name")),
    SortColumn.SUBMITTED_AT: ("material_submitted_at$", ("m.submitted_at",)),
    SortColumn.UPDATED_AT: ("material_updated_at$", ("m.updated_at",)),
    SortColumn.ORGANIZATION: ("material_organization$", ("o.rank", "m.organization_id")),
}
"""Columns with an index in their order, or near to it."""

_RANKS: Final = """ LEFT JOIN (
    SELECT id, row_number() OVER (ORDER BY search_keys, name, id) AS rank FROM organization$
) AS o ON o.id = m.organization_id"""


def first_ids(tables: Tables, chosen: MaterialFilter, sort: MaterialSort, limit: int) -> list[int]:
    """Return the first ids of a list."""
    groups = _groups(chosen, sort)
    plan = None if groups else Plan(tables, chosen)
    if plan and sort.column is SortColumn.ORGANIZATION and not _is_small(plan):
        groups = _organization_groups(tables, chosen, sort)
    if groups is not None:
        plain = MaterialSort(descending=sort.descending)
        every = (first_ids(tables, group, plain, limit) for group in groups)
        return list(islice((key for ids in every for key in ids), limit))
    if plan is None or plan.empty:
        return []
    if sort.column is SortColumn.RECEIVED:
        return _first_by_id(tables, plan, limit, descending=sort.descending)
    query, order = _by_column(plan, sort)
    return _select(tables, query, order, limit)


def _first_by_id(tables: Tables, plan: Plan, limit: int, *, descending: bool) -> list[int]:
    direction = "DESC" if descending else "ASC"
    if plan.by_name:
        query = plan.names(0)
        return _select(tables, query, f"{query.position} {direction}", limit)
    if plan.lead and plan.lead.count > _SORTED_AT_ONCE:
        ids = _among_nearest(tables, plan, limit, descending=descending)
        if len(ids) == limit:
            return ids
    return _select(tables, plan.led(), f"m.id {direction}", limit)


def _among_nearest(tables: Tables, plan: Plan, limit: int, *, descending: bool) -> list[int]:
    """Try the materials at the near end: with many hits in all, enough of them lie there."""
    direction = "DESC" if descending else "ASC"
    tried = _NEWEST if plan.only_cells else _NEWEST_WITH_ROWS
    scan = "material$ INDEXED BY material_scan$"
    edge = tables.one(select("id", f"{scan} ORDER BY id {direction} LIMIT 1 OFFSET {tried}"))
    if edge is None:
        return []
    query = plan.by_id()
    near = query._replace(
        where=f"{query.where} AND m.id {'>' if descending else '<'} ?",
        values=(*query.values, edge[0]),
    )
    return _select(tables, near, f"m.id {direction}", limit)


def _is_small(plan: Plan) -> bool:
    """Tell whether so few materials come into question that they are sorted at once."""
    if plan.by_name:
        return plan.count_names(_SORTED_AT_ONCE) < _SORTED_AT_ONCE
    return plan.lead is not None and plan.lead.count <= _SORTED_AT_ONCE


def _by_column(plan: Plan, sort: MaterialSort) -> tuple[Query, str]:
    """Return a query and its order for a column with an index in its order."""
    index, columns = _ORDERED[sort.column]
    direction = "DESC" if sort.descending else "ASC"
    order = ", ".join(f"{column} {direction}" for column in (*columns, "m.id"))
    if not _is_small(plan):
        query = plan.in_order_of(index)
    elif plan.by_name:
        query = plan.names(0, rows=True)
    else:
        query = plan.led()
    if sort.column is SortColumn.ORGANIZATION:
        query = query._replace(source=query.source + _RANKS)
    return query, order


def _select(tables: Tables, query: Query, order: str, limit: int) -> list[int]:
    ids = query.select(query.id, order, limit)
    return [row[0] for row in tables.all(ids, query.values)]


def id_chunks(tables: Tables, chosen: MaterialFilter, sort: MaterialSort) -> Iterator[array[int]]:
    """Yield all ids of a list in its order, piece by piece, from one snapshot."""
    for group in _groups(chosen, sort) or ():
        yield from id_chunks(tables, group, MaterialSort(descending=sort.descending))
    if sort.column in _GROUPED:
        return
    plan = Plan(tables, chosen)
    direction = "DESC" if sort.descending else "ASC"
    if plan.empty:
        return
    if sort.column is not SortColumn.RECEIVED:
        yield _all(tables, *_by_column(plan, sort))
    elif plan.by_name:
        yield from _stream(tables, plan.names(plan.count_names(COUNTED)), direction)
    elif plan.lead and plan.lead.count < min(COUNTED, _quarter(tables)):
        yield _all(tables, plan.led(), f"m.id {direction}")
    else:
        yield from _stream(tables, plan.by_id(), direction)


def _quarter(tables: Tables) -> int:
    return tables.number("SELECT sum(count) FROM cube$") // 4


def _stream(tables: Tables, query: Query, direction: str) -> Iterator[array[int]]:
    """Yield ids of a query whose rows come in the order of ids, each piece where the last ended."""
    forwards = direction == "ASC"
    last = -(1 << 63) if forwards else (1 << 63) - 1
    beyond = f"{query.where} AND {query.position} {'>' if forwards else '<'} ?"
    piece = query._replace(where=beyond)
    ids_and_positions = piece.select(
        f"{query.id} AS id, {query.position} AS position", f"{query.position} {direction}", CHUNK
    )
    edge = "max" if forwards else "min"
    whole = select(f"group_concat(id), {edge}(position)", f"({ids_and_positions})")
    while True:
        row = tables.one(whole, (*query.values, last))
        ids = _numbers(row[0] if row else None)
        if ids:
            yield ids
        if row is None or len(ids) < CHUNK:
            return
        last = row[1]


def _all(tables: Tables, query: Query, order: str) -> array[int]:
    ids = query.select(f"{query.id} AS id", order, -1)
    row = tables.one(select("group_concat(id)", f"({ids})"), query.values)
    return _numbers(row[0] if row else None)


def _numbers(text: str | None) -> array[int]:
    """Parse what `group_concat` made: one step in the database instead of one per id."""
    return array("q", from_json(f"[{text}]")) if text else array("q")


def _groups(chosen: MaterialFilter, sort: MaterialSort) -> list[MaterialFilter] | None:
    """Return the filters whose lists make up a list that is sorted by a column of few values."""
    if sort.column not in _GROUPED:
        return None
    field, codes = _GROUPED[sort.column]
    wanted = getattr(chosen, field)
    members = [member for member in codes.members if not wanted or member in wanted]
    if sort.descending:
        members.reverse()
    single: list[dict[str, Any]] = [{field: frozenset({member})} for member in members]
    return [replace(chosen, **one) for one in single]


def _organization_groups(
    tables: Tables, chosen: MaterialFilter, sort: MaterialSort
) -> list[MaterialFilter]:
    """Return one filter per institution that has materials, in the order of `_RANKS`."""
    if chosen.organization_id is not None:
        return [chosen]
    inside = None
    if chosen.organization_path:
        inside = organizations_below(tables, chosen.organization_path)
    rows = tables.all(
        "SELECT DISTINCT t.organization_id, o.search_keys, o.name"
        " FROM tally$ AS t LEFT JOIN organization$ AS o ON o.id = t.organization_id"
        " WHERE t.count > 0 AND (?1 OR t.organization_id IN carray(?2)) ORDER BY 2, 3, 1",
        (inside is None, numbers(inside or ())),
    )
    if sort.descending:
        rows.reverse()
    return [replace(chosen, organization_id=row[0], organization_path="") for row in rows]
