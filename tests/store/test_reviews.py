"""The index of what stands on a product: whatever is changed in it, an audit of the log finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from deciding import Log
from hegui_adapters.store import tables
from hegui_adapters.store.database import Database
from hegui_adapters.store.erasing import retain
from hegui_adapters.store.reviews import append, review_of, standing_on
from rulebooks import DAY
from sqlalchemy import Connection, delete, insert, update

ASKED = {"product": "p-1", "rule": "r", "subject": "product", "until": "2027-01-01"}


@pytest.fixture
def log(database: Database) -> Iterator[Log]:
    """A decision, a comment on it, and a waiver that was asked for."""
    found = Log(database)
    found.decide("d")
    found.scribe.write(lambda ledger: append(ledger, "li", "comment", "d", {"text": "t"}))
    found.scribe.write(lambda ledger: append(ledger, "li", "waiver", "d", ASKED))
    yield found
    found.scribe.close()


def test_what_stands_on_a_product_is_found_by_it(log: Log) -> None:
    with log.database.reading() as connection:
        (found,) = standing_on(connection, "p-1")
        assert standing_on(connection, "p-2") == []
    assert (found.said.entry, found.said.act, found.state(DAY)) == (3, "waiver", "proposed")


def test_a_log_with_its_index_holds(log: Log) -> None:
    assert log.report().faults == ()


Change = Callable[[Connection], object]
ROW = tables.standing
CHANGED: dict[str, tuple[Change, int]] = {
    "a row taken away": (lambda one: one.execute(delete(ROW)), 3),
    "another product": (lambda one: one.execute(update(ROW).values(product_id="p-2")), 3),
    "another decision": (lambda one: one.execute(update(ROW).values(decision="e")), 3),
    "another act": (lambda one: one.execute(update(ROW).values(act="plan")), 3),
    "another entry": (lambda one: one.execute(update(ROW).values(seq=2)), 2),
    "a row added": (
        lambda one: one.execute(insert(ROW).values(seq=2, product_id="p-1", decision="d", act="waiver")),
        2,
    ),
}


@pytest.mark.parametrize(("change", "seq"), CHANGED.values(), ids=CHANGED)
def test_a_change_of_the_index_is_found(log: Log, change: Change, seq: int) -> None:
    with log.database.writing() as connection:
        change(connection)
    first = log.report().faults[0]
    assert (first.seq, first.place) == (seq, "standing")


def test_what_was_erased_when_its_time_was_up_stands_no_longer(log: Log) -> None:
    log.clock.now = "2030-01-01T00:00:00.000+08:00"
    log.scribe.write(lambda ledger: retain(ledger, DAY.replace(year=2028), "digests", "li", "time is up"))
    with log.database.reading() as connection:
        assert (standing_on(connection, "p-1"), review_of(connection, "d").acts) == ([], [])
    assert log.report().faults == ()
