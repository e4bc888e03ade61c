"""A material as the rules see it, and its one serialised form.

`Dossier` is read from a stored row, changed by rules, and written back by `columns`: the columns
that the server searches by and the document that the change feed sends, always together.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json

from desktop.domain.businesses import FORMS
from desktop.domain.masking import MASK, mask_id_number, mask_phone
from desktop.domain.organizations import ancestor_ids, level_of
from desktop.domain.review import ChainStep, ReviewLevel, ReviewStatus
from server_stub.storage.reviews import ReviewedRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.organizations import OrganizationKind
    from desktop.domain.review import PaymentStatus, SubmissionStatus
    from server_stub.storage.models import Material

_ID_NUMBER = 8
_PHONE = 9
_MASKED = 17
_DETAILS = 19
_CHANGED = 20
_SENSITIVE_CHANGES = frozenset({"id_number", "phone"})


@dataclass(slots=True, kw_only=True)
class Dossier:
    """A material with everything that belongs to it.

    Lists hold what travels (`desktop.contract.sync`): `timeline` of `TimelineEntry`, `practice` of
    `PracticeEntry`, `pictures` of `PictureEntry`, `changed_fields` of `ChangedField`.
    `statuses` holds 审核状态 per level and outlives the binding to the unit; `chain` is empty then.
    """

    id: int
    seq: int
    rev: int
    business: str
    organization_id: int | None
    organization_path: str
    year: int
    name: str
    search_keys: str
    id_type: str
    id_number: str
    phone: str
    level: str
    category: str
    submission: SubmissionStatus | str
    payment: PaymentStatus | str
    submitted_at: int | None
    updated_at: int
    content_hash: str = ""
    content_rev: int
    binding_rev: int
    chain: tuple[ChainStep, ...]
    statuses: dict[ReviewLevel, ReviewStatus] = field(default_factory=dict)
    details: list[str]
    changed_fields: list[Any] = field(default_factory=list)
    timeline: list[Any] = field(default_factory=list)
    practice: list[Any] = field(default_factory=list)
    pictures: list[Any] = field(default_factory=list)
    rev_floor: int = 0

    def next_rev(self) -> None:
        """Count a change that matters to a review; no number of a lost history comes again."""
        self.rev = max(self.rev, self.rev_floor) + 1


def content_of(dossier: Dossier) -> bytes:
    """Return what a reviewer judges; phone, payment and review are no part of it."""
    return _dump(
        [
            dossier.year,
            dossier.name,
            dossier.id_type,
            dossier.id_number,
            dossier.level,
            dossier.category,
            dossier.details,
            dossier.pictures,
        ]
    )


def hash_of(content: bytes) -> str:
    """Return the hash by which contents are told apart."""
    return sha256(content).hexdigest()[:16]


def content_hash(dossier: Dossier) -> str:
    """Return the hash over what a reviewer judges."""
    return hash_of(content_of(dossier))


def serialise(dossier: Dossier) -> bytes:
    """Return the `MaterialRow` of a full reader as JSON, columns as in `MATERIAL_FIELDS`."""
    return _dump(
        [
            dossier.id,
            dossier.seq,
            dossier.rev,
            dossier.organization_id,
            dossier.year,
            dossier.name,
            dossier.search_keys,
            dossier.id_type,
            dossier.id_number,
            dossier.phone,
            dossier.level,
            dossier.category,
            str(dossier.submission),
            str(dossier.payment),
            dossier.submitted_at,
            dossier.updated_at,
            dossier.content_hash,
            False,
            [[str(step.level), step.organization_id, str(step.status)] for step in dossier.chain],
            dossier.details,
            dossier.changed_fields,
            dossier.timeline,
            dossier.practice,
        ]
    )


def columns(dossier: Dossier) -> dict[str, Any]:
    """Return every column of the stored row.

    The content hash is refreshed only by those who change content (`content_hash`).
    """
    statuses = statuses_of(dossier)
    return {
        "id": dossier.id,
        "seq": dossier.seq,
        "rev": dossier.rev,
        "business": dossier.business,
        "organization_path": dossier.organization_path,
        "organization_id": dossier.organization_id,
        "year": dossier.year,
        "submission": dossier.submission,
        "unit_status": statuses.get(ReviewLevel.UNIT),
        "county_status": statuses.get(ReviewLevel.COUNTY),
        "city_status": statuses.get(ReviewLevel.CITY),
        "province_status": statuses.get(ReviewLevel.PROVINCE),
        "content_rev": dossier.content_rev,
        "binding_rev": dossier.binding_rev,
        "content_hash": dossier.content_hash,
        "picture_count": len(dossier.pictures),
        "document": serialise(dossier),
        "pictures": _dump(dossier.pictures),
    }


def reviewed(dossier: Dossier) -> ReviewedRow:
    """Return what an act of a reviewer may have changed of the stored row."""
    statuses = {str(level): str(status) for level, status in statuses_of(dossier).items()}
    return ReviewedRow(
        seq=dossier.seq,
        rev=dossier.rev,
        organization_path=dossier.organization_path,
        organization_id=dossier.organization_id,
        submission=str(dossier.submission),
        unit_status=statuses.get(ReviewLevel.UNIT.value),
        county_status=statuses.get(ReviewLevel.COUNTY.value),
        city_status=statuses.get(ReviewLevel.CITY.value),
        province_status=statuses.get(ReviewLevel.PROVINCE.value),
        binding_rev=dossier.binding_rev,
        document=serialise(dossier),
        id=dossier.id,
    )


def statuses_of(dossier: Dossier) -> dict[ReviewLevel, ReviewStatus]:
    """Return 审核状态 per level: of the chain, or of the last one after 从单位移除."""
    if dossier.chain:
        return {step.level: step.status for step in dossier.chain}
    return dossier.statuses


def dossier_of(row: Material, rev_floor: int = 0) -> Dossier:
    """Read a stored row, or one with the same attributes.

    Args:
        row: The row.
        rev_floor: See `storage.migrate.rev_floor`; needed by whoever changes the material.
    """
    document: list[Any] = json.loads(row.document)
    chain = tuple([_step(*step) for step in document[18]])
    return Dossier(
        id=row.id,
        seq=row.seq,
        rev=row.rev,
        business=row.business,
        organization_id=row.organization_id,
        organization_path=row.organization_path,
        year=row.year,
        name=document[5],
        search_keys=document[6],
        id_type=document[7],
        id_number=document[_ID_NUMBER],
        phone=document[_PHONE],
        level=document[10],
        category=document[11],
        submission=row.submission,
        payment=document[13],
        submitted_at=document[14],
        updated_at=document[15],
        content_hash=row.content_hash,
        content_rev=row.content_rev,
        binding_rev=row.binding_rev,
        chain=chain,
        statuses={} if chain else _statuses_left(row),
        details=document[_DETAILS],
        changed_fields=document[_CHANGED],
        timeline=document[21],
        practice=document[22],
        pictures=from_json(row.pictures),
        rev_floor=rev_floor,
    )


def _statuses_left(row: Material) -> dict[ReviewLevel, ReviewStatus]:
    """Return 审核状态 per level of somebody who is bound to no unit now."""
    statuses = {
        ReviewLevel.UNIT: row.unit_status,
        ReviewLevel.COUNTY: row.county_status,
        ReviewLevel.CITY: row.city_status,
        ReviewLevel.PROVINCE: row.province_status,
    }
    return {level: ReviewStatus(status) for level, status in statuses.items() if status is not None}


@lru_cache(maxsize=1 << 14)
def _step(level: str, organization_id: int, status: str) -> ChainStep:
    """Return a step; there are far fewer of them than materials."""
    return ChainStep(ReviewLevel(level), organization_id, ReviewStatus(status))


def masked(document: bytes, business: str) -> bytes:
    """Return the document as readers outside the review chain get it."""
    row = json.loads(document)
    row[_ID_NUMBER] = mask_id_number(row[_ID_NUMBER])
    row[_PHONE] = mask_phone(row[_PHONE])
    row[_MASKED] = True
    form = FORMS.get(business, ())
    sensitive = {entry.key for entry in form if entry.sensitive} | _SENSITIVE_CHANGES
    row[_DETAILS] = [
        MASK * len(value) if entry.key in sensitive else value
        for entry, value in zip(form, row[_DETAILS], strict=False)
    ]
    row[_CHANGED] = [
        [key, MASK * len(former) if key in sensitive else former] for key, former in row[_CHANGED]
    ]
    return _dump(row)


def chain_for(
    path: str,
    kinds: dict[int, OrganizationKind],
    levels: Iterable[ReviewLevel] = tuple(ReviewLevel),
) -> tuple[ChainStep, ...]:
    """Derive a unit's chain from the tree: itself, then what stands above it, lowest level first.

    Args:
        path: Path of the medical unit.
        kinds: Kinds of the organizations along it.
        levels: Levels that the business reviews at.
    """
    wanted = frozenset(levels)
    owners: dict[ReviewLevel, int] = {}
    for organization_id in reversed(ancestor_ids(path)):
        owners.setdefault(level_of(kinds[organization_id]), organization_id)
    chain = [(level, owners[level]) for level in ReviewLevel if level in owners and level in wanted]
    return tuple(
        ChainStep(level, organization_id, ReviewStatus.NOT_REACHED if n else ReviewStatus.PENDING)
        for n, (level, organization_id) in enumerate(chain)
    )


def _dump(value: object) -> bytes:
    return to_json(value)
