"""An empty store on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import KINDS, database_url
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import migrate
from hegui_adapters.store.scribe import Scribe


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    with database_url(request.param, tmp_path) as found:
        yield found


@pytest.fixture
def empty(url: str) -> Iterator[Database]:
    """A database without tables."""
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def database(empty: Database) -> Database:
    """A database at the newest revision."""
    migrate(empty)
    return empty


@pytest.fixture
def scribe(database: Database) -> Iterator[Scribe]:
    """A scribe at noon."""
    found = Scribe(database, lambda: "2026-12-01T12:00:00.000+08:00")
    yield found
    found.close()
