"""The change feed: rows as arrays with a fixed column order per kind.

`GET /v1/changes` answers a `ChangesPage`. A row is a tuple that pydantic validates, so that a first
sync of 100,000 materials costs half a second and not one and a half. The `*_FIELDS` tuples name
the columns in order; stores and serialisers use them and nothing else.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field, PrivateAttr

from desktop.contract.base import Answer, BusinessCode, ContentHash, Epoch, Id, Sha256
from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType, PictureKind
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import (
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
    TimelineKind,
    Verdict,
)

Seq = Annotated[int, Field(ge=1)]

ChainEntry = tuple[ReviewLevel, int, ReviewStatus]
"""level, organization id, status; lowest level first. Empty once the person left the unit."""

ChangedField = tuple[str, str]
"""Key of a form field that a resubmission changed, and its former value."""

TimelineEntry = tuple[
    Epoch, TimelineKind, ReviewLevel | None, str, str, Verdict | None, str, str | None, str | None
]
"""at, kind, level, organization name, person's name, verdict, remark, period start, period end.

Dates are ISO text. Order: oldest first.
"""

PracticeEntry = tuple[int, str, str, str, Epoch | None]
"""organization id, organization name, first day, last day (ISO text), confirmed at or None."""

MaterialRow = tuple[
    Id,
    Seq,
    int,
    int | None,
    int,
    str,
    str,
    IdType,
    str,
    str,
    ApplicationLevel,
    ApplicationCategory,
    SubmissionStatus,
    PaymentStatus,
    Epoch | None,
    Epoch,
    ContentHash,
    bool,
    list[ChainEntry],
    list[str],
    list[ChangedField],
    list[TimelineEntry],
    list[PracticeEntry],
]

MATERIAL_FIELDS: Final = (
    "id",
    "seq",
    "rev",
    "organization_id",
    "year",
    "name",
    "search_keys",
    "id_type",
    "id_number",
    "phone",
    "level",
    "category",
    "submission",
    "payment",
    "submitted_at",
    "updated_at",
    "content_hash",
    "masked",
    "chain",
    "details",
    "changed_fields",
    "timeline",
    "practice",
)
"""`search_keys`: pinyin initials, several readings separated by a blank, made by the server.

`details` carries the values of the business's form in the order of
`desktop.domain.businesses.FORMS`.
"""

OrganizationRow = tuple[
    Id, Seq, int | None, str, str, str, str, OrganizationKind, str, str, str, str
]
ORGANIZATION_FIELDS: Final = (
    "id",
    "seq",
    "parent_id",
    "path",
    "code",
    "name",
    "search_keys",
    "kind",
    "division_code",
    "uscc",
    "licence",
    "confirmation_code",
)

PictureEntry = tuple[PictureKind, Sha256, int, int, int]
"""kind, SHA-256, size in bytes, width and height in pixels."""

ManifestRow = tuple[Id, Seq, list[PictureEntry]]
MANIFEST_FIELDS: Final = ("material_id", "seq", "pictures")
"""Pictures of a dossier in the reader's queue; a kind of its own, since hashes do not compress."""

AuthorizationRow = tuple[
    Id,
    Seq,
    Id,
    BusinessCode,
    AuthorizationState,
    Epoch | None,
    Epoch | None,
    Epoch | None,
    str,
    str,
]
AUTHORIZATION_FIELDS: Final = (
    "id",
    "seq",
    "organization_id",
    "business",
    "state",
    "generated_at",
    "expires_at",
    "activated_at",
    "manager_name",
    "manager_phone",
)
"""Without the code: codes are shown online only and held in memory. The phone is masked."""

NoticeRow = tuple[Id, Seq, str, str, Epoch]
NOTICE_FIELDS: Final = ("id", "seq", "title", "body", "published_at")


class RowKind(StrEnum):
    """Kinds of rows in the feed."""

    MATERIAL = "material"
    ORGANIZATION = "organization"
    MANIFEST = "manifest"
    AUTHORIZATION = "authorization"
    NOTICE = "notice"


Exit = tuple[RowKind, Id, Seq]
"""kind, id, seq: the row left the reader's scope (or its queue, for a manifest)."""


class Digest(Answer):
    """Count and sum over all (kind, id, seq) of the scope; computed in the same read as the page.

    `total` is the sum of `id * 31 + seq` over the rows, modulo 2**61 - 1.
    """

    count: int
    total: int


DIGEST_MODULUS: Final = 2**61 - 1


class ChangesPage(Answer):
    """One page of the feed; `digest` comes with the last page only."""

    materials: list[MaterialRow] = Field(default_factory=list)
    organizations: list[OrganizationRow] = Field(default_factory=list)
    manifests: list[ManifestRow] = Field(default_factory=list)
    authorizations: list[AuthorizationRow] = Field(default_factory=list)
    notices: list[NoticeRow] = Field(default_factory=list)
    exits: list[Exit] = Field(default_factory=list)
    next: str
    has_more: bool
    digest: Digest | None = None
    server_time: Epoch
    total: int = 0
    """Rows that this pull will bring in all, for a progress bar; 0 where unknown."""
    _documents: list[bytes] = PrivateAttr(default_factory=list)

    @property
    def documents(self) -> list[bytes]:
        """The JSON of each material as it came, or nothing where that was not kept."""
        return self._documents

    def with_materials(self, rows: list[MaterialRow], documents: list[bytes]) -> ChangesPage:
        """Return the page with other materials and their JSON."""
        page = self.model_copy(update={"materials": rows})
        page._documents = documents  # noqa: SLF001 - a copy of this very class
        return page


class Manifest(Answer):
    """Answer of `GET /v1/materials/{id}/attachments`."""

    material_id: Id
    pictures: list[PictureEntry]
