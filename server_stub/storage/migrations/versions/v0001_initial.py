"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.String()
PATH = sa.String().with_variant(sa.String(collation="C"), "postgresql")
CHOICE = sa.String(32)


def upgrade() -> None:
    """Make every table."""
    _audit()
    _batch()
    _counter()
    _meta()
    _notice()
    _organization()
    _person()
    _rate_event()
    _scope_exit()
    _applied()
    _business_authorization()
    _material()
    _parked()
    _role_grant()
    _sign_in()
    _decision()
    _direct_match()
    _sms_request()


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("n", INTEGER, autoincrement=False, nullable=False),
        sa.Column("line", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_audit"),
    )


def _batch() -> None:
    op.create_table(
        "batch",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("year", INTEGER, nullable=False),
        sa.Column("window_opens_at", INTEGER, nullable=False),
        sa.Column("window_closes_at", INTEGER, nullable=False),
        sa.Column("cut_off", sa.Date(), nullable=False),
        sa.Column("months_required", INTEGER, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batch"),
        sa.UniqueConstraint("business", "year", name="uq_batch_business_year"),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("seq", INTEGER, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("published_at", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("seq", name="uq_notice_seq"),
    )


def _organization() -> None:
    op.create_table(
        "organization",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("parent_id", INTEGER, nullable=True),
        sa.Column("path", PATH, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("search_keys", TEXT, nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("division_code", TEXT, nullable=False),
        sa.Column("uscc", TEXT, nullable=False),
        sa.Column("licence", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("confirmation_code", TEXT, nullable=True),
        sa.Column("seq", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organization.id"], name="fk_organization_parent_id_organization"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organization"),
        sa.UniqueConstraint("code", name="uq_organization_code"),
        sa.UniqueConstraint("confirmation_code", name="uq_organization_confirmation_code"),
        sa.UniqueConstraint("name", name="uq_organization_name"),
        sa.UniqueConstraint("path", name="uq_organization_path"),
        sa.UniqueConstraint("seq", name="uq_organization_seq"),
    )
    op.create_index("ix_organization_parent_id", "organization", ["parent_id"])


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("phone", TEXT, nullable=False),
        sa.Column("id_type", CHOICE, nullable=False),
        sa.Column("id_number", TEXT, nullable=False),
        sa.Column("identity", CHOICE, nullable=False),
        sa.Column("disabled_at", INTEGER, nullable=True),
        sa.Column("demo_rank", INTEGER, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("phone", name="uq_person_phone"),
    )
    op.create_index("ix_person_id_number", "person", ["id_number"])


def _rate_event() -> None:
    op.create_table(
        "rate_event",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("at", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rate_event"),
    )
    op.create_index("ix_rate_event_kind_subject_at", "rate_event", ["kind", "subject", "at"])


def _scope_exit() -> None:
    op.create_table(
        "scope_exit",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("row_id", INTEGER, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("path", PATH, nullable=False),
        sa.Column("unbound", sa.Boolean(), nullable=False),
        sa.Column("seq", INTEGER, nullable=False),
        sa.Column("at", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scope_exit"),
    )
    op.create_index("ix_scope_exit_kind_row_id", "scope_exit", ["kind", "row_id"])
    op.create_index("ix_scope_exit_seq", "scope_exit", ["seq"])


def _applied() -> None:
    op.create_table(
        "applied",
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("material_id", INTEGER, nullable=False),
        sa.Column("rev", INTEGER, nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("at", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_applied_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", "key", name="pk_applied"),
    )
    op.create_index("ix_applied_at", "applied", ["at"])


def _business_authorization() -> None:
    op.create_table(
        "business_authorization",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("seq", INTEGER, nullable=False),
        sa.Column("organization_id", INTEGER, nullable=False),
        sa.Column("organization_path", PATH, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("code_hmac", TEXT, nullable=True),
        sa.Column("code_encrypted", sa.LargeBinary(), nullable=True),
        sa.Column("generated_at", INTEGER, nullable=True),
        sa.Column("expires_at", INTEGER, nullable=True),
        sa.Column("activated_at", INTEGER, nullable=True),
        sa.Column("manager_id", INTEGER, nullable=True),
        sa.Column("manager_name", TEXT, nullable=False),
        sa.Column("manager_phone", TEXT, nullable=False),
        sa.Column("stopped_by_path", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["person.id"], name="fk_business_authorization_manager_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name="fk_business_authorization_organization_id_organization",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_business_authorization"),
        sa.UniqueConstraint("code_hmac", name="uq_business_authorization_code_hmac"),
        sa.UniqueConstraint(
            "organization_id", "business", name="uq_business_authorization_organization_id_business"
        ),
        sa.UniqueConstraint("seq", name="uq_business_authorization_seq"),
    )
    op.create_index(
        "ix_business_authorization_business_organization_path",
        "business_authorization",
        ["business", "organization_path"],
    )


def _material() -> None:
    op.create_table(
        "material",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("seq", INTEGER, nullable=False),
        sa.Column("rev", INTEGER, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("organization_path", PATH, nullable=False),
        sa.Column("organization_id", INTEGER, nullable=True),
        sa.Column("year", INTEGER, nullable=False),
        sa.Column("submission", CHOICE, nullable=False),
        sa.Column("unit_status", CHOICE, nullable=True),
        sa.Column("county_status", CHOICE, nullable=True),
        sa.Column("city_status", CHOICE, nullable=True),
        sa.Column("province_status", CHOICE, nullable=True),
        sa.Column("content_rev", INTEGER, nullable=False),
        sa.Column("binding_rev", INTEGER, nullable=False),
        sa.Column("content_hash", TEXT, nullable=False),
        sa.Column("picture_count", INTEGER, nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("pictures", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name="fk_material_organization_id_organization",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_material"),
    )
    op.create_index(
        "ix_material_scope",
        "material",
        [
            "business",
            "organization_path",
            "seq",
            "picture_count",
            "unit_status",
            "county_status",
            "city_status",
            "province_status",
        ],
    )
    op.create_index("ix_material_seq", "material", ["seq"], unique=True)


def _parked() -> None:
    op.create_table(
        "parked",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("organization_id", INTEGER, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("level", CHOICE, nullable=False),
        sa.Column("material_id", INTEGER, nullable=False),
        sa.Column("code", CHOICE, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("client_at", INTEGER, nullable=False),
        sa.Column("received_at", INTEGER, nullable=False),
        sa.Column("settled_at", INTEGER, nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="fk_parked_organization_id_organization"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_parked_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_parked"),
    )
    op.create_index("ix_parked_organization_id_business", "parked", ["organization_id", "business"])


def _role_grant() -> None:
    op.create_table(
        "role_grant",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("organization_id", INTEGER, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("role", CHOICE, nullable=False),
        sa.Column("granted_at", INTEGER, nullable=False),
        sa.Column("revoked_at", INTEGER, nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name="fk_role_grant_organization_id_organization",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_role_grant_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
    )
    op.create_index(
        "ix_role_grant_organization_id_business_role",
        "role_grant",
        ["organization_id", "business", "role"],
    )
    op.create_index("ix_role_grant_person_id", "role_grant", ["person_id"])


def _sign_in() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("device_id", TEXT, nullable=False),
        sa.Column("device_name", TEXT, nullable=False),
        sa.Column("access_hash", TEXT, nullable=False),
        sa.Column("access_expires_at", INTEGER, nullable=False),
        sa.Column("family", TEXT, nullable=False),
        sa.Column("refresh_hash", TEXT, nullable=False),
        sa.Column("former_refresh_hash", TEXT, nullable=True),
        sa.Column("successor_used", sa.Boolean(), nullable=False),
        sa.Column("created_at", INTEGER, nullable=False),
        sa.Column("used_at", INTEGER, nullable=False),
        sa.Column("authenticated_at", INTEGER, nullable=False),
        sa.Column("ends_at", INTEGER, nullable=False),
        sa.Column("ended_at", INTEGER, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sign_in_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in"),
        sa.UniqueConstraint("access_hash", name="uq_sign_in_access_hash"),
        sa.UniqueConstraint("family", name="uq_sign_in_family"),
    )
    op.create_index("ix_sign_in_person_id", "sign_in", ["person_id"])


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("material_id", INTEGER, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("rev", INTEGER, nullable=False),
        sa.Column("seq", INTEGER, nullable=False),
        sa.Column("level", CHOICE, nullable=False),
        sa.Column("organization_id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("person_name", TEXT, nullable=False),
        sa.Column("device_id", TEXT, nullable=False),
        sa.Column("device_name", TEXT, nullable=False),
        sa.Column("verdict", CHOICE, nullable=True),
        sa.Column("remark", TEXT, nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("content_hash", TEXT, nullable=False),
        sa.Column("supersedes", TEXT, nullable=True),
        sa.Column("client_at", INTEGER, nullable=False),
        sa.Column("decided_at", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name="fk_decision_material_id_material"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name="fk_decision_organization_id_organization",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_decision_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_material_id_level_id", "decision", ["material_id", "level", "id"])


def _direct_match() -> None:
    op.create_table(
        "direct_match",
        sa.Column("token_hash", TEXT, nullable=False),
        sa.Column("session_id", INTEGER, nullable=False),
        sa.Column("acting_organization_id", INTEGER, nullable=False),
        sa.Column("organization_id", INTEGER, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("expires_at", INTEGER, nullable=False),
        sa.Column("used_at", INTEGER, nullable=True),
        sa.ForeignKeyConstraint(
            ["acting_organization_id"],
            ["organization.id"],
            name="fk_direct_match_acting_organization_id_organization",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name="fk_direct_match_organization_id_organization",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_direct_match_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sign_in.id"], name="fk_direct_match_session_id_sign_in"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_direct_match"),
    )


def _sms_request() -> None:
    op.create_table(
        "sms_request",
        sa.Column("token_hash", TEXT, nullable=False),
        sa.Column("person_id", INTEGER, nullable=True),
        sa.Column("session_id", INTEGER, nullable=True),
        sa.Column("code_hmac", TEXT, nullable=False),
        sa.Column("created_at", INTEGER, nullable=False),
        sa.Column("expires_at", INTEGER, nullable=False),
        sa.Column("tries", INTEGER, nullable=False),
        sa.Column("used_at", INTEGER, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_sms_request_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sign_in.id"], name="fk_sms_request_session_id_sign_in"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sms_request"),
    )
