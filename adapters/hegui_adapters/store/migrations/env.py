"""Alembic's entry: runs the steps on the connection it is given. It opens none."""

from __future__ import annotations

from alembic import context

from hegui_adapters.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, transaction_per_migration=False
)
context.run_migrations()
