"""`hegui audit` from the outside: exit codes, both languages, and what stands where."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import Hegui
from deciding import MANIFEST_TEXT, NAME, Log
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import migrate
from sqlalchemy import text


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """Two decisions in `hegui.db`, where the verbs look if nobody says where."""
    database = Database(f"sqlite:///{tmp_path / 'hegui.db'}")
    migrate(database)
    found = Log(database)
    found.decide("d-1")
    found.decide("d-2", MANIFEST_TEXT.replace("21", "16"))
    yield found
    found.scribe.close()
    database.close()


def tampered(log: Log) -> None:
    with log.database.writing() as connection:
        connection.execute(text("DROP TRIGGER entries_not_changed"))
        connection.execute(text("UPDATE entries SET actor = 'nobody' WHERE seq = 2"))


@pytest.mark.usefixtures("log")
def test_a_log_that_holds_exits_0(hegui: Hegui) -> None:
    found = hegui("audit", "verify")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("日志成立\n")


def test_a_log_that_was_altered_exits_1_and_names_the_entry(hegui: Hegui, log: Log) -> None:
    tampered(log)
    found = hegui("audit", "verify", "--lang", "en")
    assert found.code == 1
    assert found.out.splitlines()[:2] == ["The log is broken, first of all:", "  entry 2 was altered"]


def test_as_data_the_first_fault_comes_first(hegui: Hegui, log: Log) -> None:
    tampered(log)
    found = json.loads(hegui("audit", "verify", "hegui.db", "--format", "json").out)
    assert (found["holds"], found["faults"][0]["seq"]) == (False, 2)


@pytest.mark.parametrize("where", ["nowhere.db", "sqlite:///nowhere.db", "what://ever", "clear.yaml"])
def test_where_there_is_no_log_exits_2_and_makes_none(hegui: Hegui, where: str) -> None:
    assert hegui("audit", "verify", where).code == 2
    assert not Path("nowhere.db").exists()


def test_a_file_that_is_no_database_any_more_is_refused(hegui: Hegui) -> None:
    Path("hegui.db").write_bytes(b"SQLite format 3\0" + b"x" * 4096)
    assert hegui("audit", "verify").code == 2


@pytest.mark.usefixtures("log")
def test_verifying_writes_nothing(hegui: Hegui) -> None:
    before = Path("hegui.db").read_bytes()
    hegui("audit", "verify")
    assert Path("hegui.db").read_bytes() == before


@pytest.mark.usefixtures("log")
def test_a_key_is_made_signs_and_verifies(hegui: Hegui) -> None:
    assert hegui("audit", "key", "new", "key.pem").code == 0
    assert stat.S_IMODE(Path("key.pem").stat().st_mode) == 0o600
    signed = hegui("audit", "checkpoint", "--signing-key", "key.pem")
    Path("kept").write_text(signed.out)
    found = hegui("audit", "verify", "--key", "key.pem.pub", "--checkpoint", "kept")
    assert (signed.code, found.code) == (0, 0)
    assert "检查点 2 个，签名有效" in found.out


@pytest.mark.usefixtures("log")
def test_without_a_key_nothing_is_signed(hegui: Hegui) -> None:
    found = hegui("audit", "checkpoint")
    assert (found.code, found.err) == (2, "hegui: 请用 --signing-key 给出私钥文件\n")


@pytest.mark.usefixtures("log")
def test_an_exported_log_verifies_and_replays(hegui: Hegui) -> None:
    assert hegui("audit", "export", "-o", "log.jsonl", "--documents").code == 0
    assert hegui("audit", "verify", "log.jsonl").code == 0
    assert hegui("audit", "replay", "d-1", "log.jsonl").out == "d-1：重放结果一致\n"


@pytest.mark.usefixtures("log")
def test_a_part_says_from_where_it_was_verified(hegui: Hegui) -> None:
    hegui("audit", "export", "-o", "log.jsonl", "--from", "2026-12-02")
    found = hegui("audit", "verify", "log.jsonl")
    assert found.code == 0
    assert "这是部分日志：从文件所称的第 2 条" in found.out


@pytest.mark.usefixtures("log")
def test_an_export_never_writes_over_a_file(hegui: Hegui) -> None:
    assert hegui("audit", "export", "-o", "clear.yaml").code == 2


def test_a_replay_that_differs_exits_1_and_names_the_field(hegui: Hegui, log: Log) -> None:
    log.decide("d-3", told=lambda body: body.update(verdict="clear", engine="0.0.1"))
    found = hegui("audit", "replay", "d-3", "--lang", "en")
    assert found.code == 1
    assert 'verdict: was "clear", is "blocked"' in found.out
    assert "judged by engine 0.0.1" in found.out


def test_a_decision_nobody_made_exits_2(hegui: Hegui, log: Log) -> None:
    assert hegui("audit", "replay", "d-9").code == 2
    assert log.report().holds


def test_a_masked_fact_that_was_read_exits_5_and_is_named(hegui: Hegui, log: Log) -> None:
    assert hegui("audit", "mask", "d-1", "--field", "users.target", "--reason", "要求删除").code == 0
    found = hegui("audit", "replay", "d-1", "--lang", "en")
    assert found.code == 5
    assert "not replayable: users.target (masked; read by boundaries.users.target)" in found.out
    assert hegui("audit", "verify").code == 0
    with log.kept() as kept:
        *_, entry = kept.entries()
    assert entry.actor.startswith("operator:")


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    "options",
    [
        ("--field", "product.id", "--reason", "r"),
        ("--field", "users.target", "--reason", " "),
        ("--field", "users.regions", "--reason", "r"),
    ],
)
def test_what_cannot_be_masked_exits_2(hegui: Hegui, options: tuple[str, ...]) -> None:
    assert hegui("audit", "mask", "d-1", *options).code == 2


def test_what_was_erased_cannot_be_replayed_and_the_log_still_holds(hegui: Hegui, log: Log) -> None:
    log.clock.now = "2010-01-01T12:00:00.000+08:00"
    found = hegui("audit", "retain", "--before", "2026-01-01", "--keep", "digests", "--reason", "期满")
    assert (found.code, log.report().log.erased) == (0, 0)  # type: ignore[union-attr]
    found = hegui("audit", "retain", "--before", "2026-11-01", "--keep", "digests", "--reason", "期满")
    assert found.code == 0


def test_nothing_newer_than_the_settings_allow_is_erased(
    hegui: Hegui, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEGUI_RETAIN_YEARS", "10")
    found = hegui("audit", "retain", "--before", "2026-01-01", "--keep", "records", "--reason", "期满")
    assert (found.code, "按设置须保存 10 年" in found.err) == (2, True)
    assert log.report().erased_documents == 0


def test_a_sealed_log_is_verified_with_its_keys(hegui: Hegui, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    from hegui_adapters.store.sealing import keyring

    assert hegui("audit", "key", "new", "keys", "--sealing").code == 0
    log.decide("d-3", seals=keyring(Path("keys")).seals)
    assert "1 份已加密" not in hegui("audit", "verify", "--sealing-keys", "keys").out
    assert "3 份已加密，未给密钥，未验" in hegui("audit", "verify").out
    assert hegui("audit", "replay", "d-3").code == 5
    monkeypatch.setenv("HEGUI_SEALING_KEYS", "keys")
    assert hegui("audit", "replay", "d-3").code == 0


@pytest.mark.usefixtures("log")
def test_nothing_that_is_said_names_a_fact(hegui: Hegui) -> None:
    found = hegui("audit", "verify", "--format", "json")
    assert NAME not in found.out + found.err
