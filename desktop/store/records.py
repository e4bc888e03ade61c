"""What screens show, as frozen values: no SQL row and no wire tuple leaves the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.contract.operations import CurrentState, OperationKind
    from desktop.domain.authorization import AuthorizationState
    from desktop.domain.businesses import (
        ApplicationCategory,
        ApplicationLevel,
        IdType,
        PictureGroup,
        PictureKind,
    )
    from desktop.domain.organizations import OrganizationKind
    from desktop.domain.practice_period import Period
    from desktop.domain.review import (
        ChainStep,
        PaymentStatus,
        ReviewLevel,
        ReviewStatus,
        SubmissionStatus,
        TimelineKind,
        Verdict,
    )


class OutboxState(StrEnum):
    """Life of an operation on this device.

    QUEUED can still be taken back; SENT may have reached the server; the others are ends, of which
    CONFLICT, PARKED and REJECTED wait for a look of a person.
    """

    QUEUED = "queued"
    SENT = "sent"
    APPLIED = "applied"
    CONCURRED = "concurred"
    CONFLICT = "conflict"
    PARKED = "parked"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset(
    {
        OutboxState.QUEUED,
        OutboxState.SENT,
        OutboxState.CONFLICT,
        OutboxState.PARKED,
        OutboxState.REJECTED,
    }
)
"""States that somebody still has to care about, unless a person resolved the item."""


class Resolution(StrEnum):
    """How an item was closed: by the server's word, or by an explicit act of a person."""

    SETTLED = "settled"
    TAKEN_BACK = "taken_back"
    REPLACED = "replaced"
    ADOPTED_SERVER = "adopted_server"
    KEPT_MINE = "kept_mine"
    REVIEWED_AGAIN = "reviewed_again"
    PUT_AWAY = "put_away"


class ListRow(NamedTuple):
    """One line of the material list.

    `status` is the own level's, an own open decision included. `outbox_state` is empty or a value
    of `OutboxState` that is open. `has_changes`: a resubmission changed fields; `unseen`: a sync
    changed the dossier since it was last opened here.
    """

    id: int
    name: str
    id_type: IdType
    id_number: str
    masked: bool
    organization_id: int | None
    organization_name: str
    level: ApplicationLevel
    category: ApplicationCategory
    submission: SubmissionStatus
    status: ReviewStatus
    payment: PaymentStatus
    submitted_at: int | None
    updated_at: int
    outbox_state: str
    has_changes: bool
    unseen: bool


@dataclass(frozen=True, slots=True)
class StatusTotals:
    """Counts of a filter; `by_status` ignores the filter's own statuses, `total` honours them."""

    total: int
    by_status: dict[ReviewStatus, int]


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """An entry of 审核进度; `pending` marks an own decision that the server has not judged yet."""

    at: int
    kind: TimelineKind
    level: ReviewLevel | None
    organization_name: str
    person_name: str
    verdict: Verdict | None
    remark: str
    period: Period | None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class PracticeItem:
    """An entry of 实习进度; `own` marks the institution that the material belongs to."""

    organization_id: int
    organization_name: str
    period: Period
    confirmed_at: int | None
    own: bool


@dataclass(frozen=True, slots=True)
class PictureItem:
    """A picture of the dossier; `cached` tells whether it can be shown offline."""

    kind: PictureKind
    group: PictureGroup
    sha256: str
    size: int
    width: int
    height: int
    cached: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person typed about a material and has not submitted."""

    material_id: int
    verdict: Verdict | None
    remark: str
    period: Period | None
    saved_at: int


@dataclass(frozen=True, slots=True)
class SeenSnapshot:
    """What the reviewer saw when deciding, kept with the decision for a later comparison.

    `timeline` counts the entries of 审核进度 that were there; None where that was not noted.
    """

    rev: int
    content_hash: str
    status: ReviewStatus
    submission: SubmissionStatus
    name: str = ""
    organization_name: str = ""
    details: dict[str, str] = field(default_factory=dict)
    pictures: tuple[tuple[PictureKind, str], ...] = ()
    timeline: int | None = None


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """An operation of this device with its fate.

    Attributes:
        n: Running number on this device.
        key: Idempotency key, a UUID as text.
        code: Outcome code of the server, or an empty string.
        client_at: When the person acted, by this device's clock.
        not_before: End of the grace time.
        attempts: How often it was sent.
        next_try_at: When it is tried again after a failure, or None.
        last_error: Code of the last failure, or an empty string.
        current: How the material stood at the server when it judged, or None.
        seen: What the reviewer saw.
        resolved_at: When the item was closed, or None while somebody has to care about it.
        resolution: How it was closed.
        field: JSON pointer to mend (a rejected item), or an empty string.
        supersedes: Key of the failed item that this one repeats, or an empty string.
        after: Key of the item that this one follows, or an empty string.
    """

    n: int
    key: str
    kind: OperationKind
    material_id: int
    material_name: str
    organization_name: str
    verdict: Verdict | None
    remark: str
    period: Period | None
    state: OutboxState
    code: str
    client_at: int
    not_before: int
    attempts: int
    next_try_at: int | None
    last_error: str
    current: CurrentState | None
    seen: SeenSnapshot
    resolved_at: int | None = None
    resolution: Resolution | None = None
    field: str = ""
    supersedes: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class OutboxTotals:
    """Open items by state; `failed` counts the queued or sent ones whose last attempt failed."""

    queued: int = 0
    sent: int = 0
    conflict: int = 0
    parked: int = 0
    rejected: int = 0
    failed: int = 0
    oldest_client_at: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the detail shows.

    `own_status` is `server_status` with the own open decision laid over it; both are the own
    level's. `details` is keyed by `FormField.key`, and so is `changed_fields` (former values).
    """

    id: int
    seq: int
    rev: int
    content_hash: str
    organization_id: int | None
    organization_name: str
    year: int
    name: str
    id_type: IdType
    id_number: str
    phone: str
    masked: bool
    level: ApplicationLevel
    category: ApplicationCategory
    submission: SubmissionStatus
    payment: PaymentStatus
    submitted_at: int | None
    updated_at: int
    chain: tuple[ChainStep, ...]
    own_status: ReviewStatus
    server_status: ReviewStatus
    details: dict[str, str]
    changed_fields: dict[str, str]
    timeline: tuple[TimelineItem, ...]
    practice: tuple[PracticeItem, ...]
    pictures: tuple[PictureItem, ...]
    outbox: OutboxItem | None
    draft: Draft | None

    def seen(self) -> SeenSnapshot:
        """Return what to keep with a decision that is made on this version."""
        return SeenSnapshot(
            rev=self.rev,
            content_hash=self.content_hash,
            status=self.own_status,
            submission=self.submission,
            name=self.name,
            organization_name=self.organization_name,
            details=self.details,
            pictures=tuple((picture.kind, picture.sha256) for picture in self.pictures),
            timeline=sum(not entry.pending for entry in self.timeline),
        )


@dataclass(frozen=True, slots=True)
class OrganizationNode:
    """A node of the tree; `pending` counts 待审 at the own level in its whole subtree."""

    id: int
    parent_id: int | None
    path: str
    code: str
    name: str
    search_keys: str
    kind: OrganizationKind
    confirmation_code: str
    uscc: str
    licence: str
    pending: int
    authorization_state: AuthorizationState | None


@dataclass(frozen=True, slots=True)
class AuthorizationItem:
    """An institution's authorization for one business; `id` is 0 where none was ever generated."""

    id: int
    organization_id: int
    organization_name: str
    organization_code: str
    organization_kind: OrganizationKind
    supervisor_name: str
    confirmation_code: str
    business: str
    state: AuthorizationState
    generated_at: int | None
    expires_at: int | None
    activated_at: int | None
    manager_name: str
    manager_phone: str


@dataclass(frozen=True, slots=True)
class AuthorizationTotals:
    """Authorizations of a subtree by state; `expiring_soon` is a part of `generated`."""

    not_generated: int
    generated: int
    activated: int
    stopped: int
    expiring_soon: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A 公告."""

    id: int
    title: str
    body: str
    published_at: int


@dataclass(frozen=True, slots=True)
class ReplicaState:
    """How current and how complete the local data are.

    `reviewable_offline` counts the dossiers of the queue whose pictures all lie here.
    """

    cursor: str
    generation: int
    last_sync_at: int | None
    materials: int
    pictures_cached: int
    pictures_wanted: int
    lease_until: int | None
    reviewable_offline: int
    picture_bytes: int = 0


@dataclass(frozen=True, slots=True)
class PackCard:
    """A 离线任务包 and how much of it lies here; times are epoch seconds, `size` is bytes.

    `ready` counts dossiers with all pictures here, `unknown` those whose pictures are still to be
    asked for, `refused` pictures that the server did not give, `dropped` what left the scope.
    """

    key: str
    name: str
    materials: int
    ready: int
    wanted: int
    cached: int
    size: int
    unknown: int
    refused: int
    renewed_at: int
    expires_at: int
    ended: bool
    dropped: int

    @property
    def percent(self) -> int:
        """How many of 100 pictures lie here; 100 only where all do and all are known."""
        if self.unknown:
            return min(99, self.cached * 100 // max(self.wanted, 1))
        return self.cached * 100 // self.wanted if self.wanted else 100
