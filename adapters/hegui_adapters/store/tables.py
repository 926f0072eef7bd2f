"""The tables, once for both databases. Rows are written by `scribe`; what they mean is said in docs/audit.md."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "METADATA",
    "attempts",
    "checkpoints",
    "decisions",
    "deliveries",
    "documents",
    "entries",
    "head",
    "outbox",
    "portraits",
    "standing",
    "subscriptions",
    "tokens",
]

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

SEQ = BigInteger().with_variant(Integer(), "sqlite")  # SQLite keeps only an INTEGER key as its own row number

entries = Table(
    "entries",
    METADATA,
    Column("seq", SEQ, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("kind", String(60), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("payload", Text),
    Column("payload_digest", String(64), nullable=False),
    Column("prev", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("algorithm", String(20), nullable=False),
    Index(None, "subject"),
)
"""The log: append-only."""

head = Table(
    "head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", SEQ, nullable=False),
    Column("digest", String(64), nullable=False),
)
"""One row: the last entry. Whoever appends holds it."""

checkpoints = Table(
    "checkpoints",
    METADATA,
    Column("seq", SEQ, ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("at", String(40), nullable=False),
    Column("key_id", String(32), nullable=False),
    Column("signature", String(256), nullable=False),
    Column("algorithm", String(20), nullable=False),
)

documents = Table(
    "documents",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("data", LargeBinary),
    Column("sealed", Boolean, nullable=False),
)
"""What decisions were made of and what they said: manifests, rulebooks, bodies, by the SHA-256 of their content; zlib, perhaps
sealed; without data once erased."""

decisions = Table(
    "decisions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("seq", SEQ, ForeignKey("entries.seq"), nullable=False, unique=True),
    Column("at", String(40), nullable=False),
    Column("product_id", String(200)),
    Column("product_version", String(100)),
    Column("verdict", String(20), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("source", String(100), nullable=False),
    Column("manifest", String(64), ForeignKey("documents.digest"), nullable=False),
    Column("rulebook", String(64), nullable=False),
    Column("body", String(64), ForeignKey("documents.digest"), nullable=False),
    Column("summary", String(64)),
    Index(None, "product_id", "seq"),
)
"""Decisions as they are looked up; each row repeats what its entry in the log says."""

deliveries = Table(
    "deliveries",
    METADATA,
    Column("source", String(100), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("body_digest", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("seq", SEQ, ForeignKey("entries.seq"), nullable=False),
)
"""What was answered to each webhook-id or Idempotency-Key, so that a repeated one gets the same answer."""

standing = Table(
    "standing",
    METADATA,
    Column("seq", SEQ, ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
    Column("product_id", String(200), nullable=False),
    Column("decision", String(36), nullable=False),
    Column("act", String(20), nullable=False),
    Index(None, "product_id"),
)
"""Which entries raise an objection, make a plan or ask for a waiver on a product; what became of it is in the log."""

portraits = Table(
    "portraits",
    METADATA,
    Column("seq", SEQ, ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
    Column("portrait", Text, nullable=False),
)
"""What a view of all products needs of a decision, by its entry: derived from its body and manifest, and gone with them."""

tokens = Table(
    "tokens",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("created", String(40), nullable=False),
    Column("expires", String(10)),
    Column("last_used", String(40)),
    Column("revoked", String(40)),
)

subscriptions = Table(
    "subscriptions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("created", String(40), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("scope", String(10), nullable=False),
    Column("name", String(200), nullable=False),
    Column("verdicts", String(60), nullable=False),
    Column("lang", String(2), nullable=False),
    Column("shown", Text, nullable=False),
    Column("setting", String(63)),
    Column("target", LargeBinary),
    Column("failures", Integer, nullable=False),
    Column("rests", BigInteger),
    Column("disabled", String(40)),
    Column("ended", String(40)),
    Index(None, "scope", "name"),
)
"""Who is told of decisions: on a product, of an owner, or on all. `target` is sealed, and gone once the subscription ended."""

outbox = Table(
    "outbox",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("decision", String(36), nullable=False),
    Column("subscription", String(36), ForeignKey("subscriptions.id"), nullable=False),
    Column("part", String(20), nullable=False),
    Column("change", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("created", String(40), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("replayed", Integer, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("lease", BigInteger),
    Column("holder", String(36)),
    Column("settled", String(40)),
    Column("reason", String(300)),
    Index(None, "state", "due"),
    Index(None, "subscription", "state"),
)
"""Messages that wait, were delivered, or are dead; written with the decision they tell of. Moments are milliseconds of the Unix epoch."""

attempts = Table(
    "attempts",
    METADATA,
    Column("message", String(36), ForeignKey("outbox.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("status", Integer),
    Column("detail", String(300)),
    Column("took", Integer),
)
"""Each attempt to deliver a message, written before it begins: one whose outcome is `begun` may have arrived or not."""
"""Who may ask, by the SHA-256 of the secret they were given."""
