"""Filters as JSON, for what outlives a run: a 离线任务包 keeps the filter that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic_core import from_json, to_json

from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType
from desktop.domain.review import PaymentStatus, ReviewStatus, SubmissionStatus
from desktop.store.filters import DateField, MaterialFilter, PackChoice

if TYPE_CHECKING:
    from enum import StrEnum

_SETS: Final[dict[str, type[StrEnum]]] = {
    "id_types": IdType,
    "levels": ApplicationLevel,
    "categories": ApplicationCategory,
    "submissions": SubmissionStatus,
    "statuses": ReviewStatus,
    "payments": PaymentStatus,
}
_PLAIN: Final = (
    "text",
    "id_number",
    "date_from",
    "date_to",
    "year",
    "organization_path",
    "organization_id",
)


def filter_json(chosen: MaterialFilter) -> bytes:
    """Return a filter as JSON."""
    parts: dict[str, Any] = {name: getattr(chosen, name) for name in _PLAIN}
    parts |= {name: sorted(getattr(chosen, name)) for name in _SETS}
    parts["date_field"] = chosen.date_field
    parts["pack"] = [chosen.pack.key, chosen.pack.name] if chosen.pack else None
    return to_json(parts)


def read_filter(body: bytes) -> MaterialFilter:
    """Return the filter from its JSON."""
    parts: dict[str, Any] = from_json(body)
    for name, kind in _SETS.items():
        parts[name] = frozenset(map(kind, parts[name]))
    parts["date_field"] = DateField(parts["date_field"])
    parts["pack"] = PackChoice(*parts["pack"]) if parts["pack"] else None
    return MaterialFilter(**parts)
