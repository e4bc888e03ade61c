"""Parked opinions are answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.String()
CHOICE = sa.String(32)


def upgrade() -> None:
    """Make the table of replies."""
    op.create_table(
        "parked_reply",
        sa.Column("parked_id", INTEGER, autoincrement=False, nullable=False),
        sa.Column("person_id", INTEGER, nullable=False),
        sa.Column("person_name", TEXT, nullable=False),
        sa.Column("organization_id", INTEGER, nullable=False),
        sa.Column("organization_name", TEXT, nullable=False),
        sa.Column("answer", CHOICE, nullable=False),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("decision_key", TEXT, nullable=True),
        sa.Column("rev", INTEGER, nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.Column("at", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(
            ["parked_id"], ["parked.id"], name="fk_parked_reply_parked_id_parked"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_parked_reply_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name="fk_parked_reply_organization_id_organization",
        ),
        sa.PrimaryKeyConstraint("parked_id", name="pk_parked_reply"),
    )
