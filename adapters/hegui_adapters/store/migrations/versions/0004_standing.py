"""An index of the objections, plans and waivers on a product."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "standing",
        sa.Column("seq", SEQ, autoincrement=False, nullable=False),
        sa.Column("product_id", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.String(length=36), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["entries.seq"], name=op.f("fk_standing_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_standing")),
    )
    op.create_index(op.f("ix_standing_product_id"), "standing", ["product_id"], unique=False)
