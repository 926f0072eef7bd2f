"""Portraits beside the log: which decision stands for a product, and what becomes of a portrait when facts are masked or erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from deciding import MANIFEST_TEXT, Log
from hegui_adapters.portfolio.portrait import read_portrait
from hegui_adapters.store import tables
from hegui_adapters.store.database import Database
from hegui_adapters.store.erasing import Keep, mask, retain
from hegui_adapters.store.masking import FactPath, Sealing
from hegui_adapters.store.portraits import hang, newest, redrawn, take_down, undrawn, verdicts
from hegui_adapters.store.scribe import Ledger
from hegui_adapters.store.sealing import Keyring
from sqlalchemy import select

RING = Keyring({"0123456789abcdef": bytes(range(32))})
OTHER = MANIFEST_TEXT.replace("id: p-1", "id: p-2")
AGE = "users.minimum_age"


@pytest.fixture
def log(database: Database) -> Iterator[Log]:
    found = Log(database)
    yield found
    found.scribe.close()


def draw(log: Log, sealing: Sealing | None = None, *, every: bool = False) -> int:
    """Draw what is missing, or all; how many were."""
    with log.database.asking() as connection:
        found = list(redrawn(connection, undrawn(connection, every=every), sealing or Sealing()))

    def hung(ledger: Ledger) -> None:
        take_down(ledger, [seq for seq, _ in found])
        for seq, portrait in found:
            if portrait is not None:
                hang(ledger, seq, portrait)

    log.scribe.write(hung)
    return sum(portrait is not None for _, portrait in found)


def portraits(log: Log) -> dict[int, str]:
    with log.database.reading() as connection:
        return {row.seq: row.portrait for row in connection.execute(select(tables.portraits))}


def on(log: Log, day: str) -> None:
    log.clock.now = f"{day}T12:00:00.000+08:00"


# ---- which decision stands for a product


def test_the_newest_decision_on_each_product_stands_for_it(log: Log) -> None:
    for name, text in (("first", MANIFEST_TEXT), ("other", OTHER), ("second", MANIFEST_TEXT)):
        log.decide(name, text)
    with log.database.reading() as connection:
        assert [(one.id, one.product) for one in newest(connection)] == [("other", "p-2"), ("second", "p-1")]


def test_a_check_of_an_earlier_day_says_nothing_of_the_product_now(log: Log) -> None:
    log.decide("now")
    log.decide("historical", day=date(2026, 11, 30))
    with log.database.reading() as connection:
        assert [one.id for one in newest(connection)] == ["now"]
        assert len(verdicts(connection, date(2026, 1, 1))) == 1


def test_the_last_decision_of_each_day_is_told_and_the_last_before_the_first(log: Log) -> None:
    for day in ("2026-10-01", "2026-10-02", "2026-11-03", "2026-11-03", "2026-11-04"):
        on(log, day)
        log.decide(f"{day}-{log.scribe.write(lambda ledger: ledger.head.seq)}")
    with log.database.reading() as connection:
        assert [day for _, day, _ in verdicts(connection, date(2026, 11, 1))] == [
            "2026-10-02",
            "2026-11-03",
            "2026-11-04",
        ]


def test_what_was_decided_last_on_a_day_counts(log: Log) -> None:
    log.decide("first")
    log.decide("last", MANIFEST_TEXT.replace("target: 王小明的客户们", "target: none"))
    with log.database.reading() as connection:
        assert [verdict for _, _, verdict in verdicts(connection, date(2026, 11, 1))] == ["clear"]


# ---- drawing


def test_a_decision_without_a_portrait_is_drawn_once(log: Log) -> None:
    log.decide("d-1")
    assert (draw(log), draw(log), draw(log, every=True)) == (1, 0, 1)


def test_sealed_decisions_are_drawn_without_what_is_sealed(log: Log) -> None:
    log.decide("d-1", seals=RING.seals)
    assert draw(log) == 0
    draw(log, Sealing((FactPath.read(AGE),), RING.seals, RING.opens))
    (found,) = portraits(log).values()
    assert AGE not in read_portrait(found).facts
    assert read_portrait(found).owner == "王小明经理"


# ---- masking

MASKED = ("users.minimum_age", "product.owner", "users")


@pytest.mark.parametrize("path", MASKED)
def test_a_masked_portrait_is_that_of_the_masked_documents(log: Log, path: str) -> None:
    log.decide("d-1")
    log.decide("again")
    draw(log)
    before = portraits(log)
    log.scribe.write(lambda ledger: mask(ledger, "d-1", [FactPath.read(path)], "dpo", "asked"))
    after = portraits(log)
    assert before.keys() == after.keys()
    assert all(before[seq] != after[seq] for seq in before)
    draw(log, every=True)
    assert portraits(log) == after


def test_masking_leaves_the_portraits_of_others(log: Log) -> None:
    log.decide("d-1")
    log.decide("other", OTHER)
    draw(log)
    before = portraits(log)
    log.scribe.write(lambda ledger: mask(ledger, "d-1", [FactPath.read(AGE)], "dpo", "asked"))
    assert [seq for seq, one in portraits(log).items() if one == before[seq]] == [2]


SEALING: dict[str, tuple[list[FactPath], int]] = {
    "it is known what is sealed": ([FactPath.read("product.owner")], 1),
    "it is not known": ([], 0),
}


@pytest.mark.parametrize(("sealed", "drawn"), SEALING.values(), ids=SEALING)
def test_masking_tells_nothing_sealed_in_a_portrait(log: Log, sealed: list[FactPath], drawn: int) -> None:
    log.decide("d-1", seals=RING.seals)
    draw(log, Sealing((FactPath.read("product.owner"),), RING.seals, RING.opens))
    masked = [FactPath.read(AGE)]
    log.scribe.write(lambda ledger: mask(ledger, "d-1", masked, "dpo", "asked", RING.opens, RING.seals, sealed))
    found = list(portraits(log).values())
    assert len(found) == drawn
    assert all("王小明" not in one for one in found)


# ---- retention


@pytest.mark.parametrize("keep", ["records", "digests"])
def test_a_portrait_goes_when_its_decisions_time_is_up(log: Log, keep: Keep) -> None:
    on(log, "2020-01-01")
    log.decide("old", day=date(2020, 1, 1))
    on(log, "2026-12-01")
    log.decide("new", OTHER)
    draw(log)
    log.scribe.write(lambda ledger: retain(ledger, date(2025, 1, 1), keep, "keeper", "five years"))
    assert list(portraits(log)) == [2]
    assert draw(log) == 0
