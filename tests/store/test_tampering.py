"""A log that was tampered with: whatever is changed, wherever, is found, and the first entry concerned is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from databases import KINDS, database_url
from deciding import MANIFEST_TEXT, Log
from hegui_adapters.store import tables
from hegui_adapters.store.audit import Report, examined
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import Document, UnreadableError, content_of
from hegui_adapters.store.kept import InDatabase
from hegui_adapters.store.migrations import migrate
from hegui_adapters.store.records import references
from hegui_adapters.store.reviews import append
from hegui_adapters.store.sealing import Keyring
from hegui_adapters.store.signing import sign
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, delete, event, insert, select, text, update
from sqlalchemy.exc import DBAPIError

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RING = Keyring({"0123456789abcdef": bytes(range(32))})
KEYS = {
    tables.entries: ("seq",),
    tables.checkpoints: ("seq",),
    tables.documents: ("digest",),
    tables.decisions: ("id",),
    tables.deliveries: ("source", "key"),
    tables.standing: ("seq",),
    tables.head: ("id",),
}
CELLS = [(table, column.name) for table in KEYS for column in table.c if (table, column.name) != (tables.head, "id")]
BESIDE = {tables.tokens, tables.subscriptions, tables.outbox, tables.attempts, tables.portraits}
"""What neither a decision nor its audit is read from: who may ask, what is on its way to others, what is drawn from decisions."""
LAST = 6


@dataclass(frozen=True)
class Held:
    """A log of two days with a sealed decision, signed at its second and its last entry."""

    database: Database

    @contextmanager
    def unguarded(self) -> Iterator[Connection]:
        """A transaction in which nothing keeps anybody from anything, undone afterwards."""
        with self.database.engine.connect() as connection:
            if not self.database.embedded:
                connection.execute(text("SET session_replication_role = replica"))
            else:
                for name in ("entries_not_deleted", "entries_not_changed", "payloads_only_erased"):
                    connection.execute(text(f"DROP TRIGGER {name}"))
            yield connection
            connection.rollback()
            if not self.database.embedded:
                connection.execute(text("RESET session_replication_role"))


@pytest.fixture(scope="module", params=KINDS)
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    folder: Path = tmp_path_factory.mktemp("log")
    with database_url(request.param, folder) as url:
        database = Database(url)
        if database.embedded:
            event.listen(database.engine, "connect", lambda one, _: one.execute("PRAGMA foreign_keys=OFF"))
        migrate(database)
        log = Log(database)
        log.decide("d-1")
        log.note()
        log.scribe.write(lambda ledger: sign(ledger, KEY))
        log.clock.now = "2026-12-02T12:00:00.000+08:00"
        log.decide("d-2", MANIFEST_TEXT.replace("21", "16"))
        log.decide("d-3")
        log.decide("d-4", MANIFEST_TEXT.replace("21", "17"), seals=RING.seals)
        log.scribe.write(
            lambda ledger: append(ledger, "tester", "plan", "d-4", {"product": "p-1", "due": "2027-03-31"})
        )
        log.scribe.write(lambda ledger: sign(ledger, KEY))
        log.scribe.close()
        yield Held(database)
        database.close()


def report(connection: Connection) -> Report:
    return examined(InDatabase(connection), [KEY.public_key()], opens=RING.opens)


def first(connection: Connection) -> int | None:
    faults = report(connection).faults
    assert faults, "nothing was noticed"
    return faults[0].seq


def test_every_table_a_decision_or_its_audit_is_read_from_is_tried() -> None:
    assert {*KEYS, *BESIDE} == set(tables.METADATA.tables.values())


def test_untouched_it_holds(held: Held) -> None:
    with held.unguarded() as connection:
        assert report(connection).faults == ()


# ---- one cell


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_change_of_one_cell_is_found_and_its_entry_named(held: Held, data: st.DataObject) -> None:
    table, name = data.draw(st.sampled_from(CELLS))
    with held.unguarded() as connection:
        rows = [dict(row._mapping) for row in connection.execute(select(table))]
        row = data.draw(st.sampled_from(rows))
        assume(row[name] is not None)
        other = data.draw(changes(row[name]))
        assume(other != row[name] and not says_the_same(row, name, other))
        expected = concerned(connection, table, name, row, other)
        change(connection, table, row, name, other)
        assert first(connection) == expected


def changes(value: object) -> st.SearchStrategy[object]:
    """Values that differ from one in one byte, or one step of a number."""
    if isinstance(value, bool):
        return st.just(not value)
    if isinstance(value, int):
        return st.integers(1, 2**40).map(lambda step: value + step)
    place = st.integers(0, len(value) - 1)  # type: ignore[arg-type]
    if isinstance(value, bytes):
        return st.tuples(place, st.integers(1, 255)).map(lambda at: _with_byte(value, *at))
    assert isinstance(value, str)
    return st.tuples(place, st.sampled_from("0aA9 f~")).map(lambda at: value[: at[0]] + at[1] + value[at[0] + 1 :])


def _with_byte(value: bytes, at: int, mask: int) -> bytes:
    return value[:at] + bytes([value[at] ^ mask]) + value[at + 1 :]


def says_the_same(row: dict[str, object], name: str, other: object) -> bool:
    """Whether only the padding of what zlib compressed was changed, which nothing that is read depends on."""
    if name != "data" or row["sealed"] or not isinstance(other, bytes):
        return False
    try:
        return bool(content_of(Document(str(row["digest"]), "", other, False)))
    except UnreadableError:
        return False


def change(connection: Connection, table: Table, row: dict[str, object], name: str, other: object) -> None:
    own = [table.c[key] == row[key] for key in KEYS[table]]
    try:
        with connection.begin_nested():
            connection.execute(update(table).where(*own).values({name: other}))
    except DBAPIError:
        assume(False)  # another row has that key


def concerned(connection: Connection, table: Table, name: str, row: dict[str, object], other: object) -> int:
    """The first entry that a change of a cell concerns."""
    if table is tables.documents:
        return min(seq for seq, digests in resting(connection) if row["digest"] in digests)
    if table is tables.head:
        return LAST if name == "digest" else LAST + 1
    moved = name == "seq" and isinstance(other, int)
    if moved and table is tables.checkpoints and isinstance(other, int):
        return min(other, LAST + 1)
    seq = row["seq"]
    assert isinstance(seq, int)
    return seq


def resting(connection: Connection) -> list[tuple[int, set[str]]]:
    rows = connection.execute(select(tables.entries.c.seq, tables.entries.c.payload))
    return [(row.seq, set(references(json.loads(row.payload)))) for row in rows]


# ---- rows taken away, exchanged, doubled

E = tables.entries.c


def test_an_entry_that_is_taken_away_is_named(held: Held) -> None:
    with held.unguarded() as connection:
        connection.execute(delete(tables.entries).where(E.seq == 3))
        assert first(connection) == 3


def test_of_two_entries_that_were_exchanged_the_first_is_named(held: Held) -> None:
    with held.unguarded() as connection:
        for old, new in ((3, 99), (4, 3), (99, 4)):
            connection.execute(update(tables.entries).where(E.seq == old).values(seq=new))
        assert first(connection) == 3


def test_an_entry_that_was_doubled_is_named(held: Held) -> None:
    with held.unguarded() as connection:
        row = dict(connection.execute(select(tables.entries).where(E.seq == 5)).one()._mapping)
        connection.execute(insert(tables.entries).values({**row, "seq": LAST + 1}))
        assert first(connection) == LAST + 1


def test_an_entry_put_before_the_first_is_named(held: Held) -> None:
    with held.unguarded() as connection:
        row = dict(connection.execute(select(tables.entries).where(E.seq == 1)).one()._mapping)
        connection.execute(insert(tables.entries).values({**row, "seq": 0}))
        assert first(connection) == 0


def test_a_tail_cut_off_is_proved_by_the_checkpoint_after_it(held: Held) -> None:
    with held.unguarded() as connection:
        cut(connection, 4)
        assert first(connection) == 5


def test_a_tail_cut_off_with_its_checkpoint_is_proved_by_one_kept_elsewhere(held: Held) -> None:
    with held.unguarded() as connection:
        elsewhere = InDatabase(connection).checkpoints()
        cut(connection, 4)
        connection.execute(delete(tables.checkpoints).where(tables.checkpoints.c.seq > 4))
        faults = examined(InDatabase(connection), [KEY.public_key()], elsewhere, RING.opens).faults
        assert faults[0].seq == 5


def test_a_tail_cut_off_with_its_checkpoint_is_not_noticed_without(held: Held) -> None:
    """What docs/audit.md says is not proved."""
    with held.unguarded() as connection:
        cut(connection, 4)
        connection.execute(delete(tables.checkpoints).where(tables.checkpoints.c.seq > 4))
        assert report(connection).holds


def cut(connection: Connection, last: int) -> None:
    """Take away all after an entry, and everything that says that it was there but checkpoints."""
    for table in (tables.deliveries, tables.decisions, tables.standing, tables.entries):
        connection.execute(delete(table).where(table.c.seq > last))
    left = {digest for _, digests in resting(connection) for digest in digests}
    connection.execute(delete(tables.documents).where(tables.documents.c.digest.not_in(left)))
    row = connection.execute(select(tables.entries).where(E.seq == last)).one()
    connection.execute(update(tables.head).values(seq=row.seq, digest=row.digest))


TAKEN: dict[str, tuple[Callable[[Connection], object], int]] = {
    "the row of a decision": (lambda one: one.execute(delete(tables.decisions).where(tables.decisions.c.seq == 3)), 3),
    "an answer": (lambda one: one.execute(delete(tables.deliveries).where(tables.deliveries.c.seq == 3)), 3),
    "what stands on a product": (lambda one: one.execute(delete(tables.standing)), LAST),
    "a payload": (lambda one: one.execute(update(tables.entries).where(E.seq == 3).values(payload=None)), 3),
    "the text of a document": (lambda one: one.execute(update(tables.documents).values(data=None)), 1),
    "the documents": (lambda one: one.execute(delete(tables.documents)), 1),
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_no_entry_says_was_erased_is_missed(held: Held, what: str) -> None:
    take, seq = TAKEN[what]
    with held.unguarded() as connection:
        take(connection)
        assert first(connection) == seq


def test_a_row_of_no_entry_is_found(held: Held) -> None:
    with held.unguarded() as connection:
        row = dict(connection.execute(select(tables.decisions)).first()._mapping)  # type: ignore[union-attr]
        connection.execute(insert(tables.decisions).values({**row, "id": "made-up", "seq": 2}))
        assert first(connection) == 2


def test_an_unknown_signature_algorithm_is_named(held: Held) -> None:
    with held.unguarded() as connection:
        connection.execute(update(tables.checkpoints).values(algorithm="sm2"))
        assert 'the signature algorithm "sm2"' in report(connection).faults[0].en


def test_an_unknown_digest_algorithm_is_named(held: Held) -> None:
    with held.unguarded() as connection:
        connection.execute(update(tables.entries).where(E.seq == 4).values(algorithm="sm3"))
        assert 'entry 4 names the digest algorithm "sm3"' in report(connection).faults[0].en


def test_a_checkpoint_by_a_key_that_was_not_given_is_refused(held: Held) -> None:
    with held.unguarded() as connection:
        stranger = Ed25519PrivateKey.generate().public_key()
        faults = examined(InDatabase(connection), [stranger], opens=RING.opens).faults
        assert "unknown key" in faults[0].en


def test_without_a_public_key_signatures_are_said_to_be_unchecked(held: Held) -> None:
    with held.unguarded() as connection:
        found = examined(InDatabase(connection), None, opens=RING.opens)
        assert found.log is not None
        assert not found.log.signatures


def test_sealed_documents_are_counted_as_unopened_without_their_key(held: Held) -> None:
    with held.unguarded() as connection:
        found = examined(InDatabase(connection), [KEY.public_key()])
        assert (found.holds, found.unopened) == (True, 3)
