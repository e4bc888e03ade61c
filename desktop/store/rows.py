"""From wire rows to table rows, and documents back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import TypeAdapter

from desktop.contract.pages import read_document
from desktop.domain.practice_period import Period
from desktop.store.codes import (
    CATEGORIES,
    ID_TYPES,
    LEVELS,
    PAYMENTS,
    STATUSES,
    SUBMISSIONS,
    pack_cell,
)
from desktop.store.schema import FLAG_CHANGED, FLAG_MASKED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.contract.sync import ManifestRow, MaterialRow, PictureEntry
    from desktop.domain.review import ReviewLevel

MATERIAL_COLUMNS: Final = (
    "id",
    "seq",
    "rev",
    "organization_id",
    "cell",
    "server_status",
    "flags",
    "id_type",
    "name",
    "search_keys",
    "id_number",
    "submitted_at",
    "updated_at",
)
MaterialValues = tuple[int, int, int, int, int, int, int, int, str, str, str, int | None, int]
"""A row of the table `material`."""

_MANIFEST: Final = TypeAdapter[Any](list[tuple[str, str, int, int, int]])


def document_in(body: bytes) -> Document:
    """Return the parts of a stored document, the material as it came."""
    row = read_document(body)
    return Document(row[16], row[9], *row[18:])


class Document(NamedTuple):
    """What only the detail shows, in the wire's entries (enums as text)."""

    content_hash: str
    phone: str
    chain: list[tuple[str, int, str]]
    details: list[str]
    changed_fields: list[tuple[str, str]]
    timeline: list[tuple[int, str, str | None, str, str, str | None, str, str | None, str | None]]
    practice: list[tuple[int, str, str, str, int | None]]


class MaterialEncoder:
    """Encodes material rows for one review level."""

    def __init__(self, level: ReviewLevel) -> None:
        self._level = level

    def encode(self, row: MaterialRow, shown: int | None = None, flags: int = 0) -> MaterialValues:
        """Return the row of the table `material`.

        Args:
            row: The row on the wire.
            shown: Number of the status that the own outbox asks for, or None for the server's.
            flags: Flags to add to those of the row itself.
        """
        (
            material_id, seq, rev, organization_id, year, name, keys, id_type, id_number, _,
            level, category, submission, payment, submitted_at, updated_at, _, masked, chain, _,
            changed, _, _,
        ) = row  # fmt: skip
        status = _NOT_REACHED
        for step in chain:
            if step[0] is self._level:
                status = STATUSES.of[step[2]]
        cell = pack_cell(
            year,
            CATEGORIES.of[category],
            LEVELS.of[level],
            SUBMISSIONS.of[submission],
            PAYMENTS.of[payment],
            status if shown is None else shown,
        )
        flags |= (FLAG_MASKED if masked else 0) | (FLAG_CHANGED if changed else 0)
        return (
            material_id, seq, rev, organization_id or 0, cell, status, flags, ID_TYPES.of[id_type],
            name, keys, id_number, submitted_at, updated_at,
        )  # fmt: skip


_NOT_REACHED: Final = len(STATUSES.members) - 1


PICTURES_NONE: Final = b"[]"


def pictures_of(row: ManifestRow) -> bytes:
    """Return the pictures of a manifest row as JSON."""
    return pictures_json(row[2])


def pictures_json(pictures: Iterable[PictureEntry]) -> bytes:
    """Return entries of a manifest as JSON."""
    return _MANIFEST.dump_json(list(pictures), warnings=False)


def read_pictures(body: bytes) -> list[tuple[str, str, int, int, int]]:
    """Return kind, SHA-256, size, width and height of the pictures of a manifest."""
    pictures: list[tuple[str, str, int, int, int]] = _MANIFEST.validate_json(body)
    return pictures


def read_period(start: str | None, end: str | None) -> Period | None:
    """Return a period from two ISO days, or None where one is missing."""
    if not start or not end:
        return None
    return Period(date.fromisoformat(start), date.fromisoformat(end))
