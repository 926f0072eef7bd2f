"""Databases for tests: a SQLite file and a schema of its own on a real PostgreSQL server. Where none answers, tests say so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from getpass import getuser
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

SERVER = os.environ.get("HEGUI_TEST_POSTGRES", "postgresql+psycopg://127.0.0.1:5432/test")
KINDS = ("sqlite", "postgresql")


@contextmanager
def database_url(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'hegui.db'}"
        return
    server = reachable()
    name = f"t_{uuid4().hex}"
    _run(server, f"CREATE SCHEMA {name}")
    try:
        mark = "&" if "?" in server else "?"
        yield f"{server}{mark}options=-csearch_path%3D{name}"
    finally:
        _run(server, f"DROP SCHEMA {name} CASCADE")


def reachable() -> str:
    """The address of a PostgreSQL server that lets us in; the test is skipped if there is none, in CI it fails."""
    found = _server()
    if found is None:
        message = f"no PostgreSQL answers at {SERVER}: start one, or name it in HEGUI_TEST_POSTGRES"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def present() -> bool:
    """Whether a PostgreSQL server lets us in."""
    return _server() is not None


@cache
def _server() -> str | None:
    named = "@" in SERVER
    candidates = [SERVER] if named else [SERVER.replace("://", f"://{user}@") for user in (getuser(), "postgres")]
    return next((url for url in candidates if _answers(url)), None)


def _answers(url: str) -> bool:
    try:
        _run(url, "SELECT 1")
    except SQLAlchemyError:
        return False
    return True


def _run(url: str, statement: str) -> None:
    engine = create_engine(url, connect_args={"connect_timeout": 3}, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
