"""An exported log: what comes out verifies on its own, whole or in part, and every byte of the file counts."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from deciding import Log
from hegui.body import canonical
from hegui_adapters.failures import RefusedError
from hegui_adapters.store.audit import examined
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import MANIFEST
from hegui_adapters.store.export import InFile, lines, part
from hegui_adapters.store.signing import sign
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DAYS = ("2026-12-01", "2026-12-02", "2026-12-02", "2026-12-03")


@pytest.fixture
def log(database: Database) -> Iterator[Log]:
    """Four decisions on three days, one each of entries 1, 2, 3 and 4, signed at the second and the last."""
    found = Log(database)
    for number, day in enumerate(DAYS, 1):
        found.clock.now = f"{day}T12:00:00.000+08:00"
        found.decide(f"d-{number}")
        if number in (2, 4):
            found.scribe.write(lambda ledger: sign(ledger, KEY))
    yield found
    found.scribe.close()


def exported(
    log: Log, file: Path, days: tuple[str | None, str | None] = (None, None), *, documents: bool = True
) -> InFile:
    first, last = (date.fromisoformat(day) if day else None for day in days)
    with log.kept() as kept:
        file.write_bytes(b"".join(lines(kept, part(kept, first, last), documents=documents)))
    return InFile(file)


def test_the_whole_log_comes_back_as_it_was(log: Log, tmp_path: Path) -> None:
    found = exported(log, tmp_path / "log")
    with log.kept() as kept:
        assert list(found.entries()) == list(kept.entries())
        assert found.checkpoints() == kept.checkpoints()
        assert {one.digest: one for one in found.documents() or ()} == {
            one.digest: one for one in kept.documents() or ()
        }


def test_the_whole_log_holds_with_its_signatures(log: Log, tmp_path: Path) -> None:
    found = examined(exported(log, tmp_path / "log"), [KEY.public_key()])
    assert found.faults == ()
    assert (found.log.entries, found.log.checkpoints, found.documents) == (4, 2, 4)  # type: ignore[union-attr]


def test_an_empty_log_holds(database: Database, tmp_path: Path) -> None:
    log = Log(database)
    found = examined(exported(log, tmp_path / "log"))
    log.scribe.close()
    assert found.faults == ()


def test_a_part_holds_from_the_head_it_states(log: Log, tmp_path: Path) -> None:
    found = examined(exported(log, tmp_path / "log", ("2026-12-02", "2026-12-02")), [KEY.public_key()])
    assert found.faults == ()
    assert found.log is not None
    assert (found.log.since.seq, found.log.head.seq, found.log.checkpoints) == (1, 3, 1)


@pytest.mark.parametrize(
    ("days", "seqs"),
    [
        (("2026-12-02", None), [2, 3, 4]),
        ((None, "2026-12-02"), [1, 2, 3]),
        (("2026-12-03", "2026-12-03"), [4]),
        (("2026-12-04", None), []),
        ((None, "2026-11-30"), []),
    ],
)
def test_a_part_holds_the_days_asked_for(
    log: Log, tmp_path: Path, days: tuple[str | None, str | None], seqs: list[int]
) -> None:
    found = exported(log, tmp_path / "log", days)
    assert [entry.seq for entry in found.entries()] == seqs
    assert examined(found).faults == ()


def test_a_part_agrees_with_a_checkpoint_kept_elsewhere(log: Log, tmp_path: Path) -> None:
    (_, last) = log.checkpoints()
    found = exported(log, tmp_path / "log", ("2026-12-03", None))
    assert examined(found, [KEY.public_key()], [last]).holds


def test_a_clock_set_back_leaves_no_gap_in_a_part(log: Log, tmp_path: Path) -> None:
    log.clock.now = "2026-12-01T18:00:00.000+08:00"
    log.decide("d-5")
    found = exported(log, tmp_path / "log", ("2026-12-02", None))
    assert [entry.seq for entry in found.entries()] == [2, 3, 4, 5]


def test_without_documents_none_are_checked_and_it_says_so(log: Log, tmp_path: Path) -> None:
    found = examined(exported(log, tmp_path / "log", documents=False))
    assert (found.holds, found.documents) == (True, None)


def test_documents_are_there_to_be_read(log: Log, tmp_path: Path) -> None:
    found = exported(log, tmp_path / "log")
    kinds = {one.kind for one in found.documents() or ()}
    assert MANIFEST in kinds
    line = next(json.loads(line) for line in (tmp_path / "log").read_bytes().splitlines() if b'"document":{' in line)
    assert base64.b64decode(line["document"]["data"], validate=True)


def test_every_line_is_canonical_json(log: Log, tmp_path: Path) -> None:
    exported(log, tmp_path / "log")
    for line in (tmp_path / "log").read_bytes().splitlines():
        assert canonical(json.loads(line)) == line


# ---- tampering


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_changed_byte_is_found_and_an_entrys_is_named(log: Log, tmp_path: Path, data: st.DataObject) -> None:
    whole = tmp_path / "whole"
    if not whole.exists():
        exported(log, whole)
    text = whole.read_bytes()
    place = data.draw(st.integers(0, len(text) - 1))
    changed = bytearray(text)
    changed[place] ^= data.draw(st.integers(1, 255))
    file = tmp_path / "changed"
    file.write_bytes(changed)
    line = text[:place].count(b"\n")
    try:
        found = examined(InFile(file), [KEY.public_key()])
    except RefusedError:
        assert line == 0  # no longer known as an exported log
        return
    assert not found.holds
    if 1 <= line <= len(DAYS) and text[place] != ord("\n"):
        assume(changed[place] != ord("\n"))
        assert found.faults[0].seq == line


def test_a_file_cut_short_is_found(log: Log, tmp_path: Path) -> None:
    exported(log, tmp_path / "log")
    text = (tmp_path / "log").read_bytes().splitlines(keepends=True)
    for last in range(1, len(text)):
        (tmp_path / "cut").write_bytes(b"".join(text[:last]))
        assert not examined(InFile(tmp_path / "cut")).holds


def test_a_file_rewritten_with_a_shorter_log_is_found_by_a_checkpoint_kept_elsewhere(log: Log, tmp_path: Path) -> None:
    (_, last) = log.checkpoints()
    found = exported(log, tmp_path / "log", (None, "2026-12-02"))
    assert found.whole is False
    faults = examined(found, [KEY.public_key()], [last]).faults
    assert faults[0].seq == 4


def test_a_head_that_was_made_up_does_not_fit_the_first_entry(log: Log, tmp_path: Path) -> None:
    exported(log, tmp_path / "log", ("2026-12-02", None))
    title, *rest = (tmp_path / "log").read_bytes().splitlines(keepends=True)
    said = {**json.loads(title), "after": {"seq": 1, "digest": "0" * 64}}
    (tmp_path / "log").write_bytes(canonical(said) + b"\n" + b"".join(rest))
    assert examined(InFile(tmp_path / "log")).faults[0].seq == 2


def test_another_file_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "log").write_text('{"entry": {}}\n')
    with pytest.raises(RefusedError, match="no exported log"):
        InFile(tmp_path / "log")


def test_a_checkpoint_is_the_same_in_file_and_database(log: Log, tmp_path: Path) -> None:
    exported(log, tmp_path / "log")
    text = (tmp_path / "log").read_text(encoding="utf-8")
    for one in log.checkpoints():
        assert canonical({"checkpoint": asdict(one)}).decode() in text
