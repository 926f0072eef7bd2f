"""What a store holds, compared with its log: a byte changed anywhere is found."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from databases import KINDS, database_url
from hegui_adapters.store import tables
from hegui_adapters.store.audit import Report, examined
from hegui_adapters.store.chain import Head, signed
from hegui_adapters.store.database import Database
from hegui_adapters.store.kept import InDatabase, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serving import product, served
from sqlalchemy import create_engine, delete, insert, text, update
from sqlalchemy.pool import StaticPool

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
TABLES = {"entries": "seq", "checkpoints": "seq", "documents": "digest", "decisions": "id"}


def filled(url: str) -> None:
    """Three decisions, two of one product, and an event, with a checkpoint in between."""
    with served(url) as service:
        for name in ("blocked.yaml", "open.yaml"):
            service.check(product("one", name), key=name)
        service.post({"type": "product.retired", "data": {}}, "msg-1")
        entry = service.written()[-1]
        with service.parts.database.writing() as connection:
            checkpoint = signed(Head(entry.seq, entry.digest), entry.at, KEY)
            row = {name: getattr(checkpoint, name) for name in checkpoint.__slots__}
            connection.execute(insert(tables.checkpoints).values(**row))
        service.check(product("two", "clear.yaml"), key="clear")


@pytest.fixture(scope="module", params=KINDS)
def stored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with database_url(request.param, tmp_path_factory.mktemp("store")) as url:
        filled(url)
        database = Database(url)
        yield database
        database.close()


def seen(database: Database) -> Report:
    with opened(database) as kept:
        return examined(kept, [KEY.public_key()])


def test_a_store_as_it_was_written_agrees_with_its_log(stored: Database) -> None:
    found = seen(stored)
    assert found.faults == ()
    assert found.log is not None
    assert (found.log.entries, found.log.checkpoints) == (4, 1)


CHANGES = {
    "a decision's verdict": (update(tables.decisions).values(verdict="clear"), 1),
    "a decision that is gone": (delete(tables.decisions).where(tables.decisions.c.verdict == "blocked"), 1),
    "the head set back": (update(tables.head).values(seq=3), 4),
    "a document of another kind": (
        update(tables.documents).where(tables.documents.c.kind == "body").values(kind="event"),
        1,
    ),
    "a document nobody names": (
        insert(tables.documents).values(digest="0" * 64, kind="body", data=b"", sealed=False),
        None,
    ),
}


@pytest.mark.parametrize(("change", "seq"), CHANGES.values(), ids=CHANGES)
def test_what_was_changed_beside_the_log_is_found(stored: Database, change: object, seq: int | None) -> None:
    with stored.engine.connect() as connection, connection.begin() as transaction:
        connection.execute(change)  # type: ignore[call-overload]
        found = examined(InDatabase(connection), [KEY.public_key()])
        transaction.rollback()
    assert found.faults[0].seq == seq


def test_a_payload_that_is_gone_without_a_word_is_found(stored: Database) -> None:
    with stored.engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text("UPDATE entries SET payload = NULL WHERE seq = 1"))
        found = examined(InDatabase(connection), [KEY.public_key()])
        transaction.rollback()
    assert found.faults[0].seq == 1


# ---- a byte anywhere


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """A store as one file in memory."""
    file = tmp_path_factory.mktemp("whole") / "hegui.db"
    filled(f"sqlite:///{file}")
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(file)) as connection:
        connection.backup(memory)
    for name in ("entries_not_deleted", "entries_not_changed", "payloads_only_erased"):
        memory.execute(f"DROP TRIGGER {name}")
    memory.commit()
    return memory


@pytest.fixture(scope="module")
def altered(whole: sqlite3.Connection) -> Iterator[Database]:
    """That store as a database that is read."""
    database = Database("sqlite://")
    database.engine = create_engine("sqlite://", creator=lambda: whole, poolclass=StaticPool)
    assert seen(database).holds
    yield database
    database.close()


@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=st.sampled_from(sorted(TABLES)), data=st.data())
def test_a_byte_changed_anywhere_is_found(
    whole: sqlite3.Connection, altered: Database, table: str, data: st.DataObject
) -> None:
    key = TABLES[table]
    names = [row[1] for row in whole.execute(f"PRAGMA table_info({table})")]
    keys = [row[0] for row in whole.execute(f"SELECT {key} FROM {table} ORDER BY 1")]  # noqa: S608 - our own names
    row, name = data.draw(st.sampled_from(keys)), data.draw(st.sampled_from(names))
    (value,) = whole.execute(f"SELECT {name} FROM {table} WHERE {key} = ?", (row,)).fetchone()  # noqa: S608
    other = changed(value, data)
    try:
        whole.execute(f"UPDATE {table} SET {name} = ? WHERE {key} = ?", (other, row))  # noqa: S608
        found = seen(altered)
    except sqlite3.IntegrityError:
        return  # the database itself does not take it
    finally:
        whole.rollback()
    assert not found.holds or says_the_same(table, name, value, other)


def says_the_same(table: str, name: str, value: object, other: object) -> bool:
    """Whether only the padding of a compressed document was changed."""
    if (table, name) != ("documents", "data"):
        return False
    assert isinstance(value, bytes)
    assert isinstance(other, bytes)
    return unpacked(value) == unpacked(other)


def unpacked(data: bytes) -> bytes:
    return zlib.decompress(data)


def changed(value: object, data: st.DataObject) -> object:
    """The same with one byte, sign or number put in the place of another."""
    if value is None:
        return "x"
    if isinstance(value, int):
        return data.draw(st.integers(0, 9).filter(lambda other: other != value))
    place = data.draw(st.integers(0, len(value) - 1))  # type: ignore[arg-type]
    if isinstance(value, bytes):
        return value[:place] + bytes([value[place] ^ data.draw(st.integers(1, 255))]) + value[place + 1 :]
    assert isinstance(value, str)
    sign = data.draw(st.sampled_from('0129abfAZ {}:,"é').filter(lambda one: one != value[place]))
    return f"{value[:place]}{sign}{value[place + 1 :]}"
