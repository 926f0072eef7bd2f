"""PostgreSQL's TRUNCATE fires no trigger of a row: one of the statement keeps the log from it."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

KEPT = (
    """
    CREATE FUNCTION entries_not_truncated() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'the log is append-only'; END $$
    """,
    """
    CREATE TRIGGER entries_not_truncated BEFORE TRUNCATE ON entries
    FOR EACH STATEMENT EXECUTE FUNCTION entries_not_truncated()
    """,
)


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":  # SQLite knows no TRUNCATE
        for statement in KEPT:
            op.execute(statement)
