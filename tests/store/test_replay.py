"""Decisions judged again: the same, or a difference that is named, or a fact that is no longer there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from deciding import AGE, MANIFEST_TEXT, NAME, OWN, TARGET, WAIVER, Log
from hegui._version import __version__
from hegui_adapters.failures import RefusedError
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import UnreadableError, content_of
from hegui_adapters.store.erasing import Masked, mask
from hegui_adapters.store.export import InFile, lines, part
from hegui_adapters.store.masking import FactPath
from hegui_adapters.store.replay import Difference, Replayed, replayed, stored
from hegui_adapters.store.sealing import Keyring
from sqlalchemy import text

RING = Keyring({"0123456789abcdef": bytes(range(32))})


@pytest.fixture
def log(database: Database) -> Iterator[Log]:
    found = Log(database)
    yield found
    found.scribe.close()


def again(log: Log, name: str, ring: Keyring | None = None) -> Replayed:
    with log.kept() as kept:
        return replayed(stored(kept, name, ring.opens if ring else None))


def masked(log: Log, name: str, *paths: str, ring: Keyring | None = None) -> Masked:
    read = [FactPath.read(path) for path in paths]
    opens, seals = (ring.opens, ring.seals) if ring else (None, None)
    return log.scribe.write(lambda ledger: mask(ledger, name, read, "officer", "erasure was asked for", opens, seals))


def test_a_decision_is_the_same_again(log: Log) -> None:
    log.decide("d")
    assert again(log, "d").same


def test_a_decision_under_a_waiver_is_the_same_again(log: Log) -> None:
    log.decide("d", MANIFEST_TEXT.replace("50", "70"), waivers=[WAIVER])
    found = again(log, "d")
    assert found.same
    with log.kept() as kept:
        assert stored(kept, "d").waivers == (WAIVER,)


def test_a_decision_is_the_same_again_from_an_exported_file(log: Log, tmp_path: Path) -> None:
    log.decide("d")
    with log.kept() as kept:
        (tmp_path / "log").write_bytes(b"".join(lines(kept, part(kept, None, None), documents=True)))
    assert replayed(stored(InFile(tmp_path / "log"), "d")).same


def test_a_difference_is_named_by_field(log: Log) -> None:
    def otherwise(body: dict[str, object]) -> None:
        findings = body["findings"]
        assert isinstance(findings, list)
        findings[0]["outcome"] = "violated"

    log.decide("d", told=otherwise)
    assert again(log, "d").differences == (Difference(f"findings[{AGE}|product].outcome", "violated", "met"),)


def test_a_finding_that_is_gone_is_one_difference(log: Log) -> None:
    def fewer(body: dict[str, object]) -> None:
        findings = body["findings"]
        assert isinstance(findings, list)
        del findings[0]

    log.decide("d", told=fewer)
    assert [(one.path, one.stored) for one in again(log, "d").differences] == [(f"findings[{AGE}|product]", None)]


def test_another_version_of_the_engine_alone_is_no_difference_but_named(log: Log) -> None:
    log.decide("d", told=lambda body: body.update(engine="0.0.1"))
    found = again(log, "d")
    assert (found.same, found.stored_engine, found.engine) == (True, "0.0.1", __version__)


def test_a_decision_nobody_made_cannot_be_replayed(log: Log) -> None:
    with log.kept() as kept, pytest.raises(RefusedError, match="no decision"):
        stored(kept, "d")


# ---- masked


def test_a_masked_fact_no_rule_reads_leaves_the_decision_replayable(log: Log) -> None:
    log.decide("d")
    assert masked(log, "d", "product.owner") == Masked(("product.owner",), 1)
    found = again(log, "d")
    assert (found.same, found.masked) == (True, ("product.owner",))


@pytest.mark.parametrize(
    ("path", "rule"), [("users.target", TARGET), ("users.minimum_age", AGE), ("users.maximum_age", OWN)]
)
def test_a_masked_fact_that_a_rule_read_makes_it_not_replayable(log: Log, path: str, rule: str) -> None:
    log.decide("d")
    masked(log, "d", path)
    found = again(log, "d")
    assert found.lost == {path: (rule,)}
    assert found.differences == ()


def test_beside_a_masked_fact_all_else_is_compared(log: Log) -> None:
    def otherwise(body: dict[str, object]) -> None:
        findings = body["findings"]
        assert isinstance(findings, list)
        findings[0]["outcome"] = "violated"

    log.decide("d", told=otherwise)
    masked(log, "d", "users.target")
    found = again(log, "d")
    assert set(found.lost) == {"users.target"}
    assert [one.path for one in found.differences] == [f"findings[{AGE}|product].outcome"]


def test_what_was_masked_is_in_no_document_and_no_answer(log: Log) -> None:
    log.decide("d")
    masked(log, "d", "users.target", "product.owner")
    with log.kept() as kept:
        contents = [content_of(one).decode() for one in kept.documents() or () if one.data]
        answers = [str(one["answer"]) for one in kept.deliveries() or ()]
    assert not [found for found in (*contents, *answers) if NAME in found]


def test_the_log_holds_after_masking(log: Log) -> None:
    log.decide("d")
    log.decide("e", MANIFEST_TEXT.replace("21", "22"))
    masked(log, "d", "users.target")
    found = log.report()
    assert found.faults == ()
    assert found.erased_documents == 3  # manifest, body and summary


def test_masking_twice_is_followed(log: Log) -> None:
    log.decide("d")
    masked(log, "d", "users.target")
    masked(log, "d", "product.owner")
    assert log.report().faults == ()
    assert again(log, "d").masked == ("users.target", "product.owner")


def test_one_manifest_decided_twice_is_masked_in_both_decisions(log: Log) -> None:
    from datetime import date

    log.decide("d")
    log.decide("e", day=date(2027, 1, 1))
    assert masked(log, "d", "users.target").documents == 5  # a manifest, two bodies, two summaries
    assert again(log, "e").lost == {"users.target": (TARGET,)}


def test_masking_is_logged_with_who_and_why(log: Log) -> None:
    log.decide("d")
    masked(log, "d", "product.owner")
    with log.kept() as kept:
        *_, entry = kept.entries()
    assert (entry.kind, entry.actor) == ("document.masked", "officer")
    assert '"paths":["product.owner"],"reason":"erasure was asked for"' in (entry.payload or "")


def test_a_masked_document_that_was_taken_away_is_missed(log: Log) -> None:
    log.decide("d")
    masked(log, "d", "product.owner")
    with log.database.writing() as connection:
        connection.execute(text("UPDATE documents SET data = NULL WHERE kind = 'manifest'"))
    assert [one.place for one in log.report().faults] == ["documents"]


UNMASKED = {
    "the former answer": "UPDATE deliveries SET answer = :former",
    "another answer": "UPDATE deliveries SET answer = '{}'",
    "no answer": "DELETE FROM deliveries",
}


@pytest.mark.parametrize("statement", UNMASKED.values(), ids=UNMASKED)
def test_an_answer_is_what_it_was_masked_to_and_nothing_else(log: Log, statement: str) -> None:
    log.decide("d")
    with log.database.reading() as connection:
        former = connection.execute(text("SELECT answer FROM deliveries")).scalar_one()
    masked(log, "d", "users.target")
    assert log.report().faults == ()
    with log.database.writing() as connection:
        connection.execute(text(statement), {"former": former} if ":former" in statement else {})
    assert {(one.seq, one.place) for one in log.report().faults} == {(1, "deliveries")}


@pytest.mark.parametrize("path", ["product.id", "product.version", "hegui", "users..target", "data.items.id"])
def test_what_names_a_decision_cannot_be_masked(path: str) -> None:
    with pytest.raises(RefusedError):
        FactPath.read(path)


def test_a_fact_that_is_not_stated_cannot_be_masked(log: Log) -> None:
    log.decide("d")
    with pytest.raises(RefusedError, match="states none"):
        masked(log, "d", "users.regions")


# ---- sealed


def test_a_sealed_decision_is_the_same_again_with_its_key(log: Log) -> None:
    log.decide("d", seals=RING.seals)
    assert again(log, "d", RING).same


def test_a_sealed_decision_cannot_be_replayed_without_its_key(log: Log) -> None:
    log.decide("d", seals=RING.seals)
    with log.kept() as kept, pytest.raises(UnreadableError, match="sealed"):
        stored(kept, "d")


def test_a_sealed_document_can_be_masked_and_stays_sealed(log: Log) -> None:
    log.decide("d", seals=RING.seals)
    masked(log, "d", "users.target", ring=RING)
    with log.kept() as kept:
        assert all(one.sealed for one in kept.documents() or () if one.kind != "rulebook")
    assert set(again(log, "d", RING).lost) == {"users.target"}
    assert log.report(opens=RING.opens).faults == ()
