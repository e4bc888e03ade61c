"""The organization tree and the authorizations in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import BUSINESSES
from desktop.domain.organizations import OrganizationKind, ancestor_ids
from desktop.domain.review import ReviewStatus
from desktop.domain.search_keys import contains, search_form
from desktop.store.codes import STATUSES
from desktop.store.connection import select
from desktop.store.records import AuthorizationItem, AuthorizationTotals, OrganizationNode

if TYPE_CHECKING:
    from desktop.store.connection import Tables

EXPIRING_SECONDS: Final = 2 * 24 * 3600
"""A code that dies within two days is about to expire."""

_TREE: Final = """
SELECT o.id, o.parent_id, o.path, o.code, o.name, o.search_keys, o.kind, o.confirmation_code,
    o.uscc, o.licence, a.state
FROM organization$ AS o
    LEFT JOIN authorization$ AS a ON a.organization_id = o.id AND a.business = ?
ORDER BY o.path
"""

_COLUMNS: Final = """
coalesce(a.id, 0), o.id, o.name, o.code, o.kind, coalesce(parent.name, ''), o.confirmation_code,
b.business, coalesce(a.state, 'not_generated'), a.generated_at, a.expires_at, a.activated_at,
coalesce(a.manager_name, ''), coalesce(a.manager_phone, ''), o.search_keys
"""

_JOINED: Final = """
organization$ AS o CROSS JOIN (SELECT value AS business FROM json_each(?1)) AS b
    LEFT JOIN organization$ AS parent ON parent.id = o.parent_id
    LEFT JOIN authorization$ AS a ON a.organization_id = o.id AND a.business = b.business
"""


def read_tree(tables: Tables, business: str, year: int | None) -> list[OrganizationNode]:
    """Return all organizations, parents before children, with what waits in their subtrees."""
    own: Counter[int] = Counter(
        dict(
            tables.all(
                "SELECT organization_id, sum(count) FROM tally$"
                " WHERE status = ?1 AND (?2 IS NULL OR year = ?2) GROUP BY organization_id",
                (STATUSES.of[ReviewStatus.PENDING], year),
            )
        )
    )
    rows = tables.all(_TREE, (business,))
    pending: Counter[int] = Counter()
    for row in rows:
        count = own[row[0]]
        if count:
            for organization_id in ancestor_ids(row[2]):
                pending[organization_id] += count
    return [
        OrganizationNode(
            id=row[0],
            parent_id=row[1],
            path=row[2],
            code=row[3],
            name=row[4],
            search_keys=row[5],
            kind=OrganizationKind(row[6]),
            confirmation_code=row[7],
            uscc=row[8],
            licence=row[9],
            pending=pending[row[0]],
            authorization_state=AuthorizationState(row[10]) if row[10] else None,
        )
        for row in rows
    ]


def read_authorizations(
    tables: Tables,
    business: str,
    path: str,
    states: frozenset[AuthorizationState],
    text: str,
) -> list[AuthorizationItem]:
    """Return the authorizations of a subtree for one business, in the order of the tree."""
    rows = tables.all(
        select(_COLUMNS, f"{_JOINED} WHERE substr(o.path, 1, ?2) = ?3 ORDER BY o.path"),
        (f'["{business}"]', len(path), path),
    )
    return [_item(row) for row in rows if (not states or row[8] in states) and _has(row, text)]


def read_own_authorizations(
    tables: Tables, organization_id: int, states: frozenset[AuthorizationState]
) -> list[AuthorizationItem]:
    """Return one institution's authorizations for every business, in the official order."""
    codes = ", ".join(f'"{business.code}"' for business in BUSINESSES)
    rows = tables.all(
        select(_COLUMNS, f"{_JOINED} WHERE o.id = ?2"), (f"[{codes}]", organization_id)
    )
    order = [business.code for business in BUSINESSES]
    rows.sort(key=lambda row: order.index(row[7]))
    return [_item(row) for row in rows if not states or row[8] in states]


def count_authorizations(tables: Tables, business: str, path: str, now: int) -> AuthorizationTotals:
    """Count the authorizations of a subtree by state."""
    items = read_authorizations(tables, business, path, frozenset(), "")
    counts = Counter(item.state for item in items)
    soon = now + EXPIRING_SECONDS
    return AuthorizationTotals(
        not_generated=counts[AuthorizationState.NOT_GENERATED],
        generated=counts[AuthorizationState.GENERATED],
        activated=counts[AuthorizationState.ACTIVATED],
        stopped=counts[AuthorizationState.STOPPED],
        expiring_soon=sum(
            item.state is AuthorizationState.GENERATED
            and item.expires_at is not None
            and item.expires_at <= soon
            for item in items
        ),
    )


def _item(row: tuple[Any, ...]) -> AuthorizationItem:
    return AuthorizationItem(
        id=row[0],
        organization_id=row[1],
        organization_name=row[2],
        organization_code=row[3],
        organization_kind=OrganizationKind(row[4]),
        supervisor_name=row[5],
        confirmation_code=row[6],
        business=row[7],
        state=AuthorizationState(row[8]),
        generated_at=row[9],
        expires_at=row[10],
        activated_at=row[11],
        manager_name=row[12],
        manager_phone=row[13],
    )


def _has(row: tuple[Any, ...], text: str) -> bool:
    wanted = search_form(text)
    if not wanted:
        return True
    codes = (row[3], row[6])
    return any(code.startswith(wanted) for code in codes) or contains(row[2], row[14], text)
