"""A server's connections: what was cut while it rested is not used."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from databases import database_url
from hegui_adapters.store import database as module
from hegui_adapters.store.database import Database
from sqlalchemy import Connection, text

CUT = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = :pid")
OWN = text("SELECT pg_backend_pid()")
WAYS: dict[str, Callable[[Database], AbstractContextManager[Connection]]] = {
    "reads": lambda database: database.reading(),
    "asks": lambda database: database.asking(),
    "writes": lambda database: database.writing(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_connection_that_was_cut_while_it_rested_is_made_anew(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RESTED", 0.0)
    with database_url("postgresql", tmp_path) as url:
        one, other = Database(url), Database(url)
        with WAYS[way](one) as connection:
            before = connection.execute(OWN).scalar_one()
        with other.asking() as connection:
            connection.execute(CUT, {"pid": before})
        with WAYS[way](one) as connection:
            assert connection.execute(OWN).scalar_one() != before
        one.close()
        other.close()


def test_a_question_leaves_no_transaction_open(tmp_path: Path) -> None:
    with database_url("postgresql", tmp_path) as url:
        asked, other = Database(url), Database(url)
        with asked.asking() as connection:
            pid = connection.execute(OWN).scalar_one()
        with other.asking() as connection:
            state = connection.execute(text("SELECT state FROM pg_stat_activity WHERE pid = :pid"), {"pid": pid})
            assert state.scalar_one() == "idle"
        asked.close()
        other.close()
