"""A service with a key signs its log as it grows, and once more when it stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from databases import KINDS, database_url
from hegui_adapters.store.audit import examined
from hegui_adapters.store.database import Database
from hegui_adapters.store.kept import opened
from hegui_adapters.store.signing import new_key, public_key
from serving import Clock, product, served, unique
from storing import checkpoints_of


@pytest.mark.parametrize("kind", KINDS)
def test_the_log_is_signed_after_so_many_entries_and_minutes_and_at_the_end(kind: str, tmp_path: Path) -> None:
    public = new_key(tmp_path / "key.pem")
    clock = Clock()
    with database_url(kind, tmp_path) as url:
        told = {"signing_key": tmp_path / "key.pem", "checkpoint_entries": 3, "checkpoint_minutes": 30}
        with served(url, clock, **told) as service:
            for minutes in (0, 0, 0, 0, 31, 0):
                clock.move(minutes=minutes)
                assert service.check(product(unique())).status_code == 201
        database = Database(url)
        seqs = [one.seq for one in checkpoints_of(database)]
        with opened(database) as kept:
            assert examined(kept, [public_key(public)]).faults == ()
        database.close()
    assert seqs == [1, 4, 5, 6]
