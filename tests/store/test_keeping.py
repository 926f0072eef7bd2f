"""Keys, checkpoints, sealing and retention: what is kept, from whom, for how long."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from deciding import MANIFEST_TEXT, NAME, Log
from hegui_adapters.failures import RefusedError
from hegui_adapters.store import tables
from hegui_adapters.store.audit import examined
from hegui_adapters.store.chain import Checkpoint
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import Document, UnreadableError, content_of, packed
from hegui_adapters.store.erasing import Keep, Retained, mask, retain
from hegui_adapters.store.export import InFile, lines, part
from hegui_adapters.store.masking import FactPath
from hegui_adapters.store.migrations import migrate
from hegui_adapters.store.records import document, keep
from hegui_adapters.store.replay import replayed, stored
from hegui_adapters.store.sealing import Keyring, add_key, keyring
from hegui_adapters.store.signing import checkpoint_in, due, new_key, private_key, public_key, sign, statement
from sqlalchemy import func, insert, select, update

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RING = Keyring({"0123456789abcdef": bytes(range(32))})


@pytest.fixture
def log(database: Database) -> Iterator[Log]:
    found = Log(database)
    yield found
    found.scribe.close()


# ---- keys and checkpoints


def test_a_signing_key_is_for_its_owner_alone_and_fits_its_public_key(tmp_path: Path) -> None:
    public = new_key(tmp_path / "key.pem")
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600
    assert private_key(tmp_path / "key.pem").public_key() == public_key(public)


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    new_key(tmp_path / "key.pem")
    with pytest.raises(RefusedError, match="never written over"):
        new_key(tmp_path / "key.pem")


@pytest.mark.parametrize("read", [private_key, keyring])
def test_a_secret_others_can_read_is_refused(tmp_path: Path, read: object) -> None:
    new_key(tmp_path / "key.pem")
    (tmp_path / "key.pem").chmod(0o640)
    with pytest.raises(RefusedError, match="chmod 600"):
        read(tmp_path / "key.pem")  # type: ignore[operator]


@pytest.mark.parametrize("read", [private_key, public_key, keyring, checkpoint_in])
def test_what_is_no_key_is_refused(tmp_path: Path, read: object) -> None:
    file = tmp_path / "other"
    file.touch(mode=0o600)
    file.write_text("not a key\n")
    with pytest.raises(RefusedError, match="other"):
        read(file)  # type: ignore[operator]


SIGNED = Checkpoint(100, "d", "2026-12-01T12:00:00.000+08:00", "k", "s")


@pytest.mark.parametrize(
    ("seq", "last", "now", "expected"),
    [
        (0, None, "2026-12-01T12:00:00.000+08:00", False),
        (1, None, "2026-12-01T12:00:00.000+08:00", True),
        (100, SIGNED, "2027-12-01T12:00:00.000+08:00", False),
        (149, SIGNED, "2026-12-01T12:00:01.000+08:00", False),
        (150, SIGNED, "2026-12-01T12:00:01.000+08:00", True),
        (101, SIGNED, "2026-12-01T12:29:59.999+08:00", False),
        (101, SIGNED, "2026-12-01T12:30:00.000+08:00", True),
        (101, SIGNED, "2026-12-01T04:30:00.000+00:00", True),
        (101, SIGNED, "2026-11-30T12:30:00.000+08:00", False),
    ],
)
def test_a_checkpoint_is_due_after_so_many_entries_or_minutes(
    seq: int, last: Checkpoint | None, now: str, expected: bool
) -> None:
    assert due(seq, last, now, entries=50, minutes=30) is expected


def test_a_log_signed_twice_without_a_new_entry_has_one_checkpoint(log: Log) -> None:
    log.note()
    first = log.scribe.write(lambda ledger: sign(ledger, KEY))
    assert log.scribe.write(lambda ledger: sign(ledger, KEY)) == first
    assert log.checkpoints() == (first,)


def test_an_empty_log_is_not_signed(log: Log) -> None:
    assert log.scribe.write(lambda ledger: sign(ledger, KEY)) is None


def test_a_printed_checkpoint_is_read_back(log: Log, tmp_path: Path) -> None:
    log.note()
    made = log.scribe.write(lambda ledger: sign(ledger, KEY))
    assert made is not None
    (tmp_path / "checkpoint").write_text(json.dumps(statement(made)))
    assert checkpoint_in(tmp_path / "checkpoint") == made


# ---- sealing


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Log]:
    """A log in a file of its own: a server's files are its own."""
    database = Database(f"sqlite:///{tmp_path / 'hegui.db'}")
    migrate(database)
    found = Log(database)
    yield found
    found.scribe.close()
    database.close()


def test_sealed_text_is_nowhere_in_the_files_of_a_database(embedded: Log, tmp_path: Path) -> None:
    log = embedded
    log.decide("d", seals=RING.seals)
    files = [file.read_bytes() for file in tmp_path.glob("hegui.db*")]
    assert any(b"HS10123456789abcdef" in data for data in files)
    assert not [data for data in files if NAME.encode() in data]


def test_masked_text_is_nowhere_in_the_files_of_a_database(embedded: Log, tmp_path: Path) -> None:
    log = embedded
    text = MANIFEST_TEXT.replace("王小明", "UNCOMPRESSIBLE-7f3a91")
    log.decide("d", text)
    log.database.forget()
    old = next(one.data for one in documents(log) if one.kind == "manifest")
    assert old is not None
    assert old in (tmp_path / "hegui.db").read_bytes()
    paths = [FactPath.read("users.target"), FactPath.read("product.owner")]
    log.scribe.write(lambda ledger: mask(ledger, "d", paths, "officer", "asked for"))
    log.database.forget()
    for file in tmp_path.glob("hegui.db*"):
        data = file.read_bytes()
        assert old[20:60] not in data
        assert b"UNCOMPRESSIBLE" not in data


def documents(log: Log) -> list[Document]:
    with log.kept() as kept:
        return list(kept.documents() or ())


def test_a_document_sealed_twice_is_two_texts_with_one_digest() -> None:
    one, other = (packed("manifest", b"text", RING.seals) for _ in range(2))
    assert one.digest == other.digest
    assert one.data != other.data


def test_after_a_new_key_old_documents_open_and_new_ones_use_it(tmp_path: Path) -> None:
    add_key(tmp_path / "keys")
    old = packed("manifest", b"old", keyring(tmp_path / "keys").seals)
    added = add_key(tmp_path / "keys")
    ring = keyring(tmp_path / "keys")
    new = packed("manifest", b"new", ring.seals)
    assert (content_of(old, ring.opens), content_of(new, ring.opens)) == (b"old", b"new")
    assert added.encode() in (new.data or b"")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o600


def test_without_its_key_a_document_does_not_open() -> None:
    sealed = packed("manifest", b"text", RING.seals)
    other = Keyring({"fedcba9876543210": bytes(32)})
    with pytest.raises(UnreadableError, match="lacks the key 0123456789abcdef"):
        content_of(sealed, other.opens)


def test_a_sealed_document_put_in_anothers_place_does_not_open() -> None:
    one, other = packed("manifest", b"one", RING.seals), packed("manifest", b"other", RING.seals)
    with pytest.raises(UnreadableError, match="altered"):
        content_of(Document(one.digest, "manifest", other.data, True), RING.opens)


# ---- retention


OLD, NEW = "2016-12-01T12:00:00.000+08:00", "2026-12-01T12:00:00.000+08:00"


def aged(log: Log) -> None:
    """Two old decisions, one of them of a manifest that is judged again later, and a token made in between."""
    log.clock.now = OLD
    log.decide("old")
    log.decide("shared", MANIFEST_TEXT.replace("21", "22"), key="k1")
    log.note()
    log.clock.now = NEW
    log.decide("new", MANIFEST_TEXT.replace("21", "22"), key="k2")
    log.scribe.write(lambda ledger: sign(ledger, KEY))


def retained(log: Log, what: Keep, before: date = date(2020, 1, 1)) -> Retained:
    return log.scribe.write(lambda ledger: retain(ledger, before, what, "officer", "ten years are over"))


def test_records_stay_where_only_documents_are_to_go(log: Log) -> None:
    aged(log)
    assert retained(log, "records") == Retained(3, 0, 2)
    found = log.report(keys=[KEY.public_key()])
    assert (found.faults, found.erased_documents, found.decisions) == ((), 2, 3)


def test_digests_stay_where_records_are_to_go(log: Log) -> None:
    aged(log)
    assert retained(log, "digests") == Retained(3, 2, 2)
    found = log.report(keys=[KEY.public_key()])
    assert found.faults == ()
    assert found.log is not None
    assert (found.log.entries, found.log.erased, found.decisions) == (5, 2, 1)


def test_an_entry_that_is_no_decision_keeps_its_payload(log: Log) -> None:
    aged(log)
    retained(log, "digests")
    with log.kept() as kept:
        assert [entry.payload is None for entry in kept.entries()] == [True, True, False, False, False]


def test_what_a_later_decision_rests_on_is_not_erased(log: Log) -> None:
    aged(log)
    retained(log, "digests")
    with log.kept() as kept:
        assert replayed(stored(kept, "new")).same


def test_a_decision_whose_time_is_up_is_not_replayable(log: Log) -> None:
    aged(log)
    retained(log, "digests")
    with log.kept() as kept, pytest.raises(UnreadableError, match="the record of decision old was erased"):
        stored(kept, "old")


def test_a_manifest_sent_again_after_its_time_is_kept_again(log: Log) -> None:
    aged(log)
    retained(log, "records")
    log.decide("again", key="k3")
    assert log.report().faults == ()
    with log.kept() as kept:
        assert replayed(stored(kept, "again")).same


def test_where_nothing_is_old_enough_nothing_is_logged(log: Log) -> None:
    aged(log)
    assert retained(log, "digests", date(2010, 1, 1)) == Retained(0, 0, 0)
    assert log.report().log.entries == 4  # type: ignore[union-attr]


def test_a_clock_set_back_erases_nothing_too_soon(log: Log) -> None:
    log.clock.now = NEW
    log.decide("new")
    log.clock.now = OLD
    log.decide("dated back", MANIFEST_TEXT.replace("21", "22"))
    assert retained(log, "digests") == Retained(0, 0, 0)


def test_retention_twice_counts_each_payload_once(log: Log) -> None:
    aged(log)
    retained(log, "records")
    assert retained(log, "digests") == Retained(3, 2, 0)
    log.clock.now = "2040-01-01T00:00:00.000+08:00"
    assert retained(log, "digests", date(2030, 1, 1)).entries == 1
    assert log.report().faults == ()


def test_a_payload_erased_beyond_what_the_log_says_is_missed(log: Log) -> None:
    aged(log)
    retained(log, "digests")
    with log.database.writing() as connection:
        connection.execute(update(tables.entries).where(tables.entries.c.seq == 4).values(payload=None))
    assert log.report().faults[0].seq == 4


def test_a_retention_logged_without_being_done_is_found(log: Log) -> None:
    aged(log)
    said = {"before": "2020-01-01", "through": 3, "keep": "digests", "entries": 2, "documents": 2}
    log.note("retention.applied", said)
    assert "2 payloads are said to have been erased, 0 are gone" in log.report().faults[0].en


def test_an_answer_put_where_the_record_was_erased_is_found(log: Log) -> None:
    aged(log)
    retained(log, "digests")
    made_up = {"source": "registry", "key": "k", "body_digest": "0" * 64, "status": 201, "answer": "{}", "seq": 1}
    with log.database.writing() as connection:
        connection.execute(insert(tables.deliveries).values(made_up))
    assert [(one.seq, one.place) for one in log.report().faults] == [(1, "deliveries")]


def test_a_masked_manifest_goes_with_its_decision(log: Log) -> None:
    aged(log)
    log.scribe.write(lambda ledger: mask(ledger, "old", [FactPath.read("product.owner")], "officer", "asked for"))
    retained(log, "records")
    assert log.report().faults == ()
    with log.database.reading() as connection:
        left = connection.execute(
            select(func.count()).where(tables.documents.c.kind == "manifest", tables.documents.c.data.is_not(None))
        )
        assert left.scalar() == 1


@pytest.mark.parametrize("what", ["records", "digests"])
def test_an_exported_log_holds_after_retention(log: Log, tmp_path: Path, what: Keep) -> None:
    aged(log)
    retained(log, what)
    with log.kept() as kept:
        (tmp_path / "log").write_bytes(b"".join(lines(kept, part(kept, None, None), documents=True)))
    assert examined(InFile(tmp_path / "log"), [KEY.public_key()]).faults == ()


def test_an_exported_part_without_the_entry_that_explains_an_erasure_holds(log: Log, tmp_path: Path) -> None:
    aged(log)
    retained(log, "digests")
    with log.kept() as kept:
        wanted = part(kept, None, date(2017, 1, 1))
        (tmp_path / "log").write_bytes(b"".join(lines(kept, wanted, documents=True)))
    found = examined(InFile(tmp_path / "log"))
    assert found.faults == ()
    assert found.log is not None
    assert found.log.erased == 2


def test_a_document_kept_twice_is_one_row(log: Log) -> None:
    one = packed("manifest", b"text")
    assert log.scribe.write(lambda ledger: keep(ledger, one) == keep(ledger, one))
    with log.database.reading() as connection:
        assert document(connection, one.digest) == one
