"""Public keys of devices for the file courier."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.String()


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "courier_device",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("device_id", TEXT, nullable=False),
        sa.Column("device_name", TEXT, nullable=False),
        sa.Column("organization_id", INTEGER, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("sign_key", TEXT, nullable=False),
        sa.Column("box_key", TEXT, nullable=False),
        sa.Column("registered_at", INTEGER, nullable=False),
        sa.Column("revoked_at", INTEGER, nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name="fk_courier_device_organization_id_organization",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_courier_device_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_courier_device"),
        sa.UniqueConstraint("sign_key", name="uq_courier_device_sign_key"),
    )
    op.create_index(
        "ix_courier_device_person_id_device_id", "courier_device", ["person_id", "device_id"]
    )
