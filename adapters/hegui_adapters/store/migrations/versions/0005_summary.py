"""A decision's summary is a document of its own, so that it is read without the body."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("decisions", sa.Column("summary", sa.String(length=64), nullable=True))
