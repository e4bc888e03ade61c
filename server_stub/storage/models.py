"""Every table of the server; replies to parked operations are in `parked`.

Times are epoch seconds in UTC. `seq` is the one change counter over all kinds of rows
(`sequence.take`): a row takes a new number whenever anything that a client sees of it changes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.contract.operations import OperationKind, OutcomeCode, OutcomeStatus
from desktop.contract.session import IdentityState
from desktop.contract.sync import RowKind
from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import IdType
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, ReviewStatus, Role, SubmissionStatus, Verdict
from server_stub.storage.base import Base, Key, TreePath


class Counter(Base):
    """The change counter and its like; `value` is the last number taken."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class Meta(Base):
    """Facts about this database: its epoch, the oldest sequence number a cursor may have."""

    __tablename__ = "meta"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Organization(Base):
    """An administrative unit or a medical institution."""

    __tablename__ = "organization"

    id: Mapped[Key]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    path: Mapped[TreePath] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    search_keys: Mapped[str] = mapped_column(default="")
    kind: Mapped[OrganizationKind]
    division_code: Mapped[str] = mapped_column(default="")
    uscc: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    confirmation_code: Mapped[str | None] = mapped_column(unique=True)
    seq: Mapped[int] = mapped_column(unique=True)


class Person(Base):
    """A person with an account; `demo_rank` orders the demo people for the sign-in screen."""

    __tablename__ = "person"

    id: Mapped[Key]
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(unique=True)
    id_type: Mapped[IdType]
    id_number: Mapped[str] = mapped_column(index=True)
    identity: Mapped[IdentityState]
    disabled_at: Mapped[int | None]
    demo_rank: Mapped[int | None]


class Grant(Base):
    """A right of a person at an organization; never deleted, only revoked.

    `business` is empty for rights that hold for every business (机构人事, platform administrator).
    """

    __tablename__ = "role_grant"
    __table_args__ = (Index(None, "organization_id", "business", "role"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    business: Mapped[str] = mapped_column(default="")
    role: Mapped[Role]
    granted_at: Mapped[int]
    revoked_at: Mapped[int | None]


class Batch(Base):
    """A year of a business with its review window and cut-off."""

    __tablename__ = "batch"
    __table_args__ = (UniqueConstraint("business", "year"),)

    id: Mapped[Key]
    business: Mapped[str]
    year: Mapped[int]
    window_opens_at: Mapped[int]
    window_closes_at: Mapped[int]
    cut_off: Mapped[date]
    months_required: Mapped[int] = mapped_column(default=12)
    current: Mapped[bool] = mapped_column(default=False)


class Material(Base):
    """An application's material.

    `document` is the row of the change feed exactly as a full reader gets it (UTF-8 JSON of a
    `MaterialRow`): it is the only place of names, form, timeline and internship record, written by
    `services.materials` alone. The columns are what the server must search and compare by:

    - `organization_id`, `organization_path`: the unit that the person is bound to; NULL and empty
      after 从单位移除.
    - `*_status`: 审核状态 per level, NULL where the chain has no such level; they outlive the
      binding.
    - `content_rev`, `binding_rev`: the `rev` at which content and unit were last new.
    - `pictures`: JSON of `[[kind, sha256, size, width, height], …]`.
    """

    __tablename__ = "material"
    __table_args__ = (
        Index(
            "ix_material_scope",
            "business",
            "organization_path",
            "seq",
            "picture_count",
            "unit_status",
            "county_status",
            "city_status",
            "province_status",
        ),
    )

    id: Mapped[Key]
    seq: Mapped[int] = mapped_column(unique=True, index=True)
    rev: Mapped[int]
    business: Mapped[str]
    organization_path: Mapped[TreePath]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    submission: Mapped[SubmissionStatus]
    unit_status: Mapped[ReviewStatus | None]
    county_status: Mapped[ReviewStatus | None]
    city_status: Mapped[ReviewStatus | None]
    province_status: Mapped[ReviewStatus | None]
    content_rev: Mapped[int]
    binding_rev: Mapped[int]
    content_hash: Mapped[str]
    picture_count: Mapped[int]
    document: Mapped[bytes]
    pictures: Mapped[bytes]


class Decision(Base):
    """What a reviewer did to a material and what it had for effect; append-only."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "material_id", "level", "id"),)

    id: Mapped[Key]
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id"))
    key: Mapped[str]
    kind: Mapped[OperationKind]
    status: Mapped[OutcomeStatus]
    rev: Mapped[int]
    seq: Mapped[int]
    level: Mapped[ReviewLevel]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str]
    device_id: Mapped[str]
    device_name: Mapped[str]
    verdict: Mapped[Verdict | None]
    remark: Mapped[str]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    content_hash: Mapped[str]
    supersedes: Mapped[str | None]
    client_at: Mapped[int]
    decided_at: Mapped[int]


class Applied(Base):
    """The stored result of an operation's key, replayed byte for byte."""

    __tablename__ = "applied"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[OutcomeStatus]
    material_id: Mapped[int]
    rev: Mapped[int | None]
    result: Mapped[bytes]
    body: Mapped[bytes | None]
    """The operation itself where it had no effect: nothing that a person typed is lost."""
    at: Mapped[int] = mapped_column(index=True)


class Parked(Base):
    """An operation whose author is no longer entitled, kept for the main admin or superior."""

    __tablename__ = "parked"
    __table_args__ = (Index(None, "organization_id", "business"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    business: Mapped[str]
    level: Mapped[ReviewLevel]
    material_id: Mapped[int]
    code: Mapped[OutcomeCode]
    body: Mapped[bytes]
    client_at: Mapped[int]
    received_at: Mapped[int]
    settled_at: Mapped[int | None]


class ScopeExit(Base):
    """A row left the subtree `path`; `unbound` tells 从单位移除 from a move of the institution."""

    __tablename__ = "scope_exit"
    __table_args__ = (Index(None, "kind", "row_id"), Index(None, "seq"))

    id: Mapped[Key]
    kind: Mapped[RowKind]
    row_id: Mapped[int]
    business: Mapped[str]
    path: Mapped[TreePath]
    unbound: Mapped[bool]
    seq: Mapped[int]
    at: Mapped[int]


class Authorization(Base):
    """The authorization of an institution for a business, with its one-time code.

    `code_hmac` finds a code without knowing it, `code_encrypted` shows it to its administrators
    until it is activated; both are empty afterwards.
    """

    __tablename__ = "business_authorization"
    __table_args__ = (
        UniqueConstraint("organization_id", "business"),
        Index(None, "business", "organization_path"),
    )

    id: Mapped[Key]
    seq: Mapped[int] = mapped_column(unique=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    organization_path: Mapped[TreePath]
    business: Mapped[str]
    state: Mapped[AuthorizationState]
    code_hmac: Mapped[str | None] = mapped_column(unique=True)
    code_encrypted: Mapped[bytes | None]
    generated_at: Mapped[int | None]
    expires_at: Mapped[int | None]
    activated_at: Mapped[int | None]
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    manager_name: Mapped[str] = mapped_column(default="")
    manager_phone: Mapped[str] = mapped_column(default="")
    """Masked, as it travels."""
    stopped_by_path: Mapped[str] = mapped_column(default="")
    """Path of the unit that stopped the institution: it or one above may lift the stop."""


class DirectMatch(Base):
    """A person matched for 直接授权, waiting for the confirmation."""

    __tablename__ = "direct_match"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sign_in.id"))
    acting_organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    business: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[int]
    used_at: Mapped[int | None]


class SignIn(Base):
    """A session: who, on which device, with which (hashed) tokens, until when.

    All refresh tokens of a session begin with its `family`. `former_refresh_hash` is the
    predecessor of the present one; it stays valid until its successor (or the access token given
    with it) was used. Any other token of the family is used up, and showing it ends the session.
    """

    __tablename__ = "sign_in"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    device_id: Mapped[str]
    device_name: Mapped[str]
    access_hash: Mapped[str] = mapped_column(unique=True)
    access_expires_at: Mapped[int]
    family: Mapped[str] = mapped_column(unique=True)
    refresh_hash: Mapped[str]
    former_refresh_hash: Mapped[str | None]
    successor_used: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[int]
    used_at: Mapped[int]
    authenticated_at: Mapped[int]
    """When the person last proved who sits there (sign-in or re-authentication)."""
    ends_at: Mapped[int]
    ended_at: Mapped[int | None]


class SmsRequest(Base):
    """A 验证码 that was asked for; the code itself is kept as a keyed hash only."""

    __tablename__ = "sms_request"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("sign_in.id"))
    """Set for a re-authentication: only that session can use the code."""
    code_hmac: Mapped[str]
    created_at: Mapped[int]
    expires_at: Mapped[int]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[int | None]


class RateEvent(Base):
    """Something that is limited per subject and time: a message sent, a code tried."""

    __tablename__ = "rate_event"
    __table_args__ = (Index(None, "kind", "subject", "at"),)

    id: Mapped[Key]
    kind: Mapped[str]
    subject: Mapped[str]
    """A keyed hash of the phone or address, an account's id, or empty for the whole server."""
    at: Mapped[int]


class AuditEntry(Base):
    """One line of the audit; `hash` is SHA-256 over the previous hash and this line."""

    __tablename__ = "audit"

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line: Mapped[str]
    hash: Mapped[str]


class Notice(Base):
    """公告."""

    __tablename__ = "notice"

    id: Mapped[Key]
    seq: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    body: Mapped[str]
    published_at: Mapped[int]


STATUS_COLUMNS: dict[ReviewLevel, Any] = {
    ReviewLevel.UNIT: Material.unit_status,
    ReviewLevel.COUNTY: Material.county_status,
    ReviewLevel.CITY: Material.city_status,
    ReviewLevel.PROVINCE: Material.province_status,
}
"""Where a material keeps its status per level."""
