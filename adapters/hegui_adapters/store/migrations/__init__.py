"""The schema of the database, step by step. Each step is run by command, never by a start of the service on PostgreSQL.

Where a schema stands, the database says, and which steps there are, their files; only who runs one waits for Alembic.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from hegui_adapters.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["current", "is_known", "migrate", "newest"]

HERE = Path(__file__).parent
STANDING = "alembic_version"
"""The table in which Alembic keeps the revision a database is at."""


def migrate(database: Database, revision: str = "head") -> None:
    """Bring the schema to a revision, in one transaction."""
    from alembic import command

    config = _config()
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def current(database: Database) -> str | None:
    """The revision a database is at; None if it is empty."""
    with database.reading() as connection:
        if not inspect(connection).has_table(STANDING):
            return None
        found: str | None = connection.execute(text(f"SELECT version_num FROM {STANDING}")).scalar_one_or_none()  # noqa: S608
        return found


def newest() -> str | None:
    """The revision this version of the program needs."""
    return _steps()[-1]


def is_known(revision: str) -> bool:
    """Whether this version of the program has such a step."""
    return revision in _steps()


@cache
def _steps() -> tuple[str, ...]:
    """The revisions in their order: each file of a step begins with its own, `0007_portraits.py`."""
    return tuple(sorted(file.stem.partition("_")[0] for file in (HERE / "versions").glob("[0-9]*_*.py")))


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    return config
