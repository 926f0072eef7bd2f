"""What a view of all products needs of each decision; `hegui db portray` draws those of decisions made before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "portraits",
        sa.Column("seq", SEQ, autoincrement=False, nullable=False),
        sa.Column("portrait", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["entries.seq"], name=op.f("fk_portraits_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_portraits")),
    )
