"""What a person may filter and sort the material list by, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType
    from desktop.domain.review import PaymentStatus, ReviewStatus, SubmissionStatus


class DateField(StrEnum):
    """Which of a material's times a date range is about."""

    SUBMITTED_AT = "submitted_at"
    UPDATED_AT = "updated_at"


class SortColumn(StrEnum):
    """Columns of the list; RECEIVED is the order of ids, the newest first by default."""

    RECEIVED = "received"
    NAME = "name"
    ORGANIZATION = "organization"
    LEVEL = "level"
    CATEGORY = "category"
    SUBMISSION = "submission"
    STATUS = "status"
    PAYMENT = "payment"
    SUBMITTED_AT = "submitted_at"
    UPDATED_AT = "updated_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialSort:
    """Order of the list; equal rows follow the order of ids in the same direction."""

    column: SortColumn = SortColumn.RECEIVED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A 离线任务包 to filter by; the name is for the eye."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFilter:
    """A conjunction of conditions; an empty one does not restrict.

    Attributes:
        text: Letters are a fragment of the name or of its pinyin initials; digits (with a final X,
            or a leading letter as on passports) are the beginning of the document number, and four
            of them may be its end as well.
        id_number: The beginning of the document number, or its last four characters.
        id_types: Kinds of document.
        levels: 申报级别.
        categories: 申报类别.
        submissions: 提交状态.
        statuses: 审核状态 as shown at the own level, own pending decisions included.
        payments: 缴费状态.
        date_field: What `date_from` and `date_to` are about.
        date_from: First second that belongs to the range, or None.
        date_to: First second after the range, or None.
        year: Exam year.
        organization_path: Institutions at or below this path.
        organization_id: Exactly this institution.
        pack: The materials of this 离线任务包.
    """

    text: str = ""
    id_number: str = ""
    id_types: frozenset[IdType] = frozenset()
    levels: frozenset[ApplicationLevel] = frozenset()
    categories: frozenset[ApplicationCategory] = frozenset()
    submissions: frozenset[SubmissionStatus] = frozenset()
    statuses: frozenset[ReviewStatus] = frozenset()
    payments: frozenset[PaymentStatus] = frozenset()
    date_field: DateField = DateField.SUBMITTED_AT
    date_from: int | None = None
    date_to: int | None = None
    year: int | None = None
    organization_path: str = ""
    organization_id: int | None = None
    pack: PackChoice | None = None
