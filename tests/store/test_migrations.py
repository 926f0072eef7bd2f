"""Every revision can be reached from an empty database and from each one before it, and the last is what the tables say."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import _config, current, is_known, migrate, newest
from hegui_adapters.store.tables import METADATA
from storing import appended

REVISIONS = [one.revision for one in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))]


def test_an_empty_database_is_at_no_revision(empty: Database) -> None:
    assert current(empty) is None


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_newest_is_reached_from_each_revision(empty: Database, revision: str) -> None:
    migrate(empty, revision)
    migrate(empty)
    assert current(empty) == newest()


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_the_log_held_before_a_migration_it_holds_after(empty: Database, revision: str) -> None:
    migrate(empty, revision)
    first = appended(empty, "first")
    migrate(empty)
    second = appended(empty, "second")
    assert (second.seq, second.prev) == (2, first.digest)


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    assert current(database) == newest()


def test_the_migrations_make_the_tables_the_program_reads(database: Database) -> None:
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_newest_step_by_name_is_the_last_by_what_the_steps_say() -> None:
    assert newest() == ScriptDirectory.from_config(_config()).get_current_head()


@pytest.mark.parametrize(("revision", "known"), [*((one, True) for one in REVISIONS), ("9999", False)])
def test_every_step_is_known_by_its_name_and_no_other(revision: str, known: bool) -> None:
    assert is_known(revision) == known


@pytest.mark.parametrize("revision", REVISIONS)
def test_where_a_database_stands_is_what_alembic_reads(empty: Database, revision: str) -> None:
    migrate(empty, revision)
    with empty.reading() as connection:
        assert current(empty) == MigrationContext.configure(connection).get_current_revision()
