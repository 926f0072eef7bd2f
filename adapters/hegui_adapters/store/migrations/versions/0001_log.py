"""The log, what decisions are made of, and who may ask."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _the_log()
    _what_is_looked_up()
    op.bulk_insert(
        sa.table("head", sa.column("id"), sa.column("seq"), sa.column("digest")),
        [{"id": 1, "seq": 0, "digest": "0" * 64}],
    )
    for statement in KEPT[op.get_context().dialect.name]:
        op.execute(statement)


def _the_log() -> None:
    op.create_table(
        "documents",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_documents")),
    )
    op.create_table(
        "entries",
        sa.Column("seq", SEQ, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("payload_digest", sa.String(length=64), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("algorithm", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_subject"), "entries", ["subject"], unique=False)
    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", SEQ, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_head")),
    )
    op.create_table(
        "checkpoints",
        sa.Column("seq", SEQ, autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("signature", sa.String(length=256), nullable=False),
        sa.Column("algorithm", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["entries.seq"], name=op.f("fk_checkpoints_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_checkpoints")),
    )


def _what_is_looked_up() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("created", sa.String(length=40), nullable=False),
        sa.Column("last_used", sa.String(length=40), nullable=True),
        sa.Column("revoked", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("hash", name=op.f("uq_tokens_hash")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("seq", SEQ, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("product_id", sa.String(length=200), nullable=True),
        sa.Column("product_version", sa.String(length=100), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("manifest", sa.String(length=64), nullable=False),
        sa.Column("rulebook", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["body"], ["documents.digest"], name=op.f("fk_decisions_body")),
        sa.ForeignKeyConstraint(["manifest"], ["documents.digest"], name=op.f("fk_decisions_manifest")),
        sa.ForeignKeyConstraint(["seq"], ["entries.seq"], name=op.f("fk_decisions_seq")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("seq", name=op.f("uq_decisions_seq")),
    )
    op.create_index(op.f("ix_decisions_product_id_seq"), "decisions", ["product_id", "seq"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("seq", SEQ, nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["entries.seq"], name=op.f("fk_deliveries_seq")),
        sa.PrimaryKeyConstraint("source", "key", name=op.f("pk_deliveries")),
    )


KEPT = {
    "sqlite": (
        """
        CREATE TRIGGER entries_not_deleted BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
        """,
        """
        CREATE TRIGGER entries_not_changed BEFORE UPDATE
        OF seq, at, kind, actor, subject, payload_digest, prev, digest, algorithm ON entries
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
        """,
        """
        CREATE TRIGGER payloads_only_erased BEFORE UPDATE OF payload ON entries WHEN NEW.payload IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION entries_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' AND NEW.payload IS NULL AND
        (NEW.seq, NEW.at, NEW.kind, NEW.actor, NEW.subject, NEW.payload_digest, NEW.prev, NEW.digest, NEW.algorithm) =
        (OLD.seq, OLD.at, OLD.kind, OLD.actor, OLD.subject, OLD.payload_digest, OLD.prev, OLD.digest, OLD.algorithm)
        THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'the log is append-only'; END $$
        """,
        """
        CREATE TRIGGER entries_kept BEFORE UPDATE OR DELETE ON entries
        FOR EACH ROW EXECUTE FUNCTION entries_kept()
        """,
    ),
}
"""An entry is never deleted, and of one nothing changes but its payload, which may be erased."""
