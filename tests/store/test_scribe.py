"""The scribe: what is acknowledged is in the log, in one chain; a job that fails leaves nothing and hinders none."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from hegui_adapters.store import tables
from hegui_adapters.store.chain import START, Verified, verify
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.scribe import Ledger, Question, Scribe
from looping import run_apart
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError
from storing import NOON, append, entries_of


def test_the_first_entry_follows_the_start(scribe: Scribe) -> None:
    entry = append(scribe, "first")
    assert (entry.seq, entry.prev) == (1, START.digest)


def test_an_entry_follows_the_one_before(scribe: Scribe) -> None:
    first, second = append(scribe, "first"), append(scribe, "second")
    assert (second.seq, second.prev) == (2, first.digest)


def test_what_many_threads_write_is_one_chain(scribe: Scribe, database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: append(scribe, f"s{number}"), range(200)))
    found = verify(entries_of(database))
    assert isinstance(found, Verified)
    assert found.entries == 200


def test_an_acknowledged_entry_can_be_read_by_another(scribe: Scribe, database: Database) -> None:
    entry = append(scribe, "first")
    other = Database(database.engine.url.render_as_string(hide_password=False))
    assert entries_of(other) == [entry]
    other.close()


def test_a_job_that_raises_leaves_nothing(scribe: Scribe, database: Database) -> None:
    def half(ledger: Ledger) -> None:
        ledger.append("test", "tester", "half", {})
        raise ValueError("half done")

    with pytest.raises(ValueError, match="half done"):
        scribe.write(half)
    assert entries_of(database) == []


def test_after_a_job_that_raised_the_chain_goes_on_without_a_gap(scribe: Scribe, database: Database) -> None:
    append(scribe, "before")
    with pytest.raises(ZeroDivisionError):
        scribe.write(lambda ledger: (ledger.append("test", "tester", "half", {}), 1 / 0))
    append(scribe, "after")
    assert isinstance(verify(entries_of(database)), Verified)
    assert [entry.subject for entry in entries_of(database)] == ["before", "after"]


def in_one_batch(scribe: Scribe, *jobs: Callable[[], object]) -> list[Future[object]]:
    """Do jobs that the scribe finds waiting all at once, in their order."""
    begun, go = threading.Event(), threading.Event()
    with ThreadPoolExecutor(len(jobs) + 1) as pool:
        pool.submit(scribe.write, lambda _: (begun.set(), go.wait(10)))
        assert begun.wait(10)
        done: list[Future[object]] = []
        for job in jobs:
            done.append(pool.submit(job))
            until(lambda: scribe._waiting.qsize() == len(done))
        go.set()
    return done


def until(holds: Callable[[], bool]) -> None:
    """Wait for what another thread is about to do."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.001)


@pytest.mark.parametrize("wrong", ["integrity", "value", "data"])
def test_a_job_that_fails_hinders_none_of_its_batch(scribe: Scribe, database: Database, wrong: str) -> None:
    one, failed, two = in_one_batch(
        scribe, lambda: append(scribe, "one"), lambda: _fail(scribe, wrong), lambda: append(scribe, "two")
    )
    assert one.exception() is two.exception() is None
    assert failed.exception() is not None
    assert {entry.subject for entry in entries_of(database)} == {"one", "two"}


def _fail(scribe: Scribe, wrong: str) -> None:
    """Fails within the database or beside it; a text too long for its column is no fault of the database's."""

    def work(ledger: Ledger) -> None:
        ledger.append("test", "tester", "failing", {})
        if wrong == "integrity":
            for _ in range(2):
                ledger.connection.execute(insert(tables.head).values(id=7, seq=0, digest=""))
        elif wrong == "data":
            ledger.connection.execute(insert(tables.head).values(id=7, seq=0, digest="x" * 100))
            raise DataError("", {}, ValueError())
        raise ValueError(wrong)

    scribe.write(work)


def test_a_second_row_of_one_key_is_refused_and_the_first_stands(scribe: Scribe, database: Database) -> None:
    def deliver(answer: str) -> None:
        def work(ledger: Ledger) -> None:
            entry = ledger.append("test", "tester", answer, {})
            row = {"source": "s", "key": "k", "body_digest": "d", "status": 201, "answer": answer, "seq": entry.seq}
            ledger.connection.execute(insert(tables.deliveries).values(**row))

        scribe.write(work)

    deliver("first")
    with pytest.raises(IntegrityError):
        deliver("second")
    assert [entry.subject for entry in entries_of(database)] == ["first"]


def say(scribe: Scribe, subject: str, key: str) -> None:
    """A job that only says rows: what is wrong with one shows when all of a batch are written."""

    def work(ledger: Ledger) -> None:
        entry = ledger.append("test", "tester", subject, {})
        row = {"source": "s", "key": key, "body_digest": "d", "status": 201, "answer": subject, "seq": entry.seq}
        ledger.put(DELIVERY, row)

    scribe.write(work)


DELIVERY = insert(tables.deliveries)


def test_a_row_that_is_refused_hinders_none_of_those_written_with_it(scribe: Scribe, database: Database) -> None:
    say(scribe, "first", "taken")
    one, failed, two = in_one_batch(
        scribe,
        lambda: say(scribe, "one", "a"),
        lambda: say(scribe, "failing", "taken"),
        lambda: say(scribe, "two", "b"),
    )
    assert one.exception() is two.exception() is None
    assert isinstance(failed.exception(), IntegrityError)
    assert {entry.subject for entry in entries_of(database)} == {"first", "one", "two"}
    assert isinstance(verify(entries_of(database)), Verified)


def test_a_row_that_is_refused_alone_is_told_to_who_said_it(scribe: Scribe, database: Database) -> None:
    say(scribe, "first", "taken")
    with pytest.raises(IntegrityError):
        say(scribe, "second", "taken")
    append(scribe, "third")
    assert [(entry.seq, entry.subject) for entry in entries_of(database)] == [(1, "first"), (2, "third")]


def test_a_job_that_raises_after_it_said_rows_leaves_none_of_them(scribe: Scribe, database: Database) -> None:
    def half(ledger: Ledger) -> None:
        ledger.append("test", "tester", "half", {})
        raise ZeroDivisionError

    one, failed, two = in_one_batch(
        scribe, lambda: say(scribe, "one", "a"), lambda: scribe.write(half), lambda: say(scribe, "two", "b")
    )
    assert one.exception() is two.exception() is None
    assert isinstance(failed.exception(), ZeroDivisionError)
    assert {entry.subject for entry in entries_of(database)} == {"one", "two"}
    assert isinstance(verify(entries_of(database)), Verified)


def test_a_job_that_reads_for_itself_sees_what_others_said_before_it(scribe: Scribe) -> None:
    def look(ledger: Ledger) -> set[str]:
        return set(ledger.connection.execute(select(tables.entries.c.subject)).scalars())

    _, looked = in_one_batch(scribe, lambda: append(scribe, "a"), lambda: scribe.write(look))
    assert looked.result() == {"a"}


def test_a_job_sees_rows_said_in_its_own_transaction(scribe: Scribe) -> None:
    def both(ledger: Ledger) -> list[str]:
        ledger.append("test", "tester", "mine", {})
        return list(ledger.connection.execute(select(tables.entries.c.subject)).scalars())

    assert scribe.write(both) == ["mine"]


def test_jobs_that_come_while_one_is_done_are_written_in_one_transaction(database: Database) -> None:
    told: list[int] = []
    scribe = Scribe(database, lambda: NOON, lambda jobs, _: told.append(jobs))
    in_one_batch(scribe, *(lambda n=n: say(scribe, f"s{n}", f"k{n}") for n in range(5)))
    scribe.close()
    assert told == [1, 5]


class Asking:
    """A question that tells what it was asked for: which subjects of entries there are."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.question = Question(self.ask)

    def ask(self, connection: Connection, subjects: Sequence[str]) -> dict[str, bool]:
        self.asked.append(list(subjects))
        found = connection.scalars(select(tables.entries.c.subject).where(tables.entries.c.subject.in_(subjects)))
        return dict.fromkeys(found, True)

    def look(self, scribe: Scribe, subject: str) -> object:
        """A job that looks a subject up and says an entry of it."""

        def job(ledger: Ledger) -> list[str]:
            found = ledger.found(self.question, [subject])
            ledger.append("test", "tester", subject, {})
            return list(found)

        return scribe.write(job, [(self.question, subject)])


def test_what_jobs_of_a_transaction_look_up_is_asked_once(scribe: Scribe) -> None:
    asking = Asking()
    append(scribe, "there")
    jobs = [lambda subject=subject: asking.look(scribe, subject) for subject in ("there", "nowhere", "there")]
    found = [one.result() for one in in_one_batch(scribe, *jobs)]
    assert (asking.asked, found) == ([["there", "nowhere"]], [["there"], [], ["there"]])


def test_what_was_looked_up_is_looked_up_again_once_a_job_wrote_by_itself(scribe: Scribe) -> None:
    asking = Asking()

    def write(ledger: Ledger) -> None:
        ledger.append("test", "tester", "late", {})
        assert ledger.connection is not None

    first, _, last = in_one_batch(
        scribe,
        lambda: asking.look(scribe, "late"),
        lambda: scribe.write(write),
        lambda: asking.look(scribe, "late"),
    )
    assert (first.result(), last.result()) == ([], ["late"])


def test_who_asked_may_go_away_and_it_is_written_all_the_same(scribe: Scribe, database: Database) -> None:
    async def leave() -> None:
        waiting = asyncio.wrap_future(scribe.writing(lambda ledger: ledger.append("test", "tester", "left", {})))
        waiting.cancel()
        await asyncio.sleep(0)

    run_apart(leave())
    append(scribe, "after")
    assert [entry.subject for entry in entries_of(database)] == ["left", "after"]


def test_two_scribes_on_one_database_write_one_chain(url: str, database: Database) -> None:
    others = [Database(url) for _ in range(2)]
    scribes = [Scribe(other, lambda: NOON) for other in others]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: append(scribes[number % 2], f"s{number}"), range(100)))
    for scribe, other in zip(scribes, others, strict=True):
        scribe.close()
        other.close()
    found = verify(entries_of(database))
    assert isinstance(found, Verified)
    assert found.entries == 100


def test_two_scribes_that_race_on_one_key_keep_one_row(url: str, database: Database) -> None:
    others = [Database(url) for _ in range(2)]
    scribes = [Scribe(other, lambda: NOON) for other in others]
    start = threading.Barrier(2)

    def race(scribe: Scribe) -> bool:
        def work(ledger: Ledger) -> bool:
            entry = ledger.append("test", "tester", "race", {})
            row = {"source": "s", "key": "k", "body_digest": "d", "status": 201, "answer": "{}", "seq": entry.seq}
            ledger.connection.execute(insert(tables.deliveries).values(**row))
            return True

        start.wait(10)
        try:
            return scribe.write(work)
        except IntegrityError:
            return False

    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(race, scribes))
    for scribe, other in zip(scribes, others, strict=True):
        scribe.close()
        other.close()
    assert sorted(won) == [False, True]
    assert len(entries_of(database)) == 1


def test_a_closed_scribe_says_that_nothing_is_stored(database: Database) -> None:
    scribe = Scribe(database, lambda: NOON)
    scribe.close()
    with pytest.raises(StoreUnavailableError):
        append(scribe, "late")


def test_closing_writes_what_waits(database: Database) -> None:
    scribe = Scribe(database, lambda: NOON)
    begun, go = threading.Event(), threading.Event()
    with ThreadPoolExecutor(5) as pool:
        pool.submit(scribe.write, lambda _: (begun.set(), go.wait(10)))
        assert begun.wait(10)
        jobs = [pool.submit(append, scribe, f"s{number}") for number in range(3)]
        until(lambda: scribe._waiting.qsize() == 3)
        pool.submit(scribe.close)
        until(lambda: scribe._closed)
        go.set()
        assert [job.exception(10) for job in jobs] == [None] * 3
    assert len(entries_of(database)) == 3


def test_a_database_without_tables_is_an_error_told_to_who_waits_and_the_scribe_goes_on(empty: Database) -> None:
    scribe = Scribe(empty, lambda: NOON)
    for _ in range(2):
        with pytest.raises(StoreUnavailableError):
            append(scribe, "first")
    scribe.close()


def test_a_clock_that_fails_is_told_to_who_waits_and_the_scribe_goes_on(database: Database) -> None:
    told = iter([ZeroDivisionError("no clock"), NOON])

    def clock() -> str:
        found = next(told)
        if isinstance(found, Exception):
            raise found
        return found

    scribe = Scribe(database, clock)
    with pytest.raises(ZeroDivisionError):
        append(scribe, "first")
    assert append(scribe, "second").seq == 1
    scribe.close()


ALTERED = {
    "deleted": "DELETE FROM entries WHERE seq = 1",
    "subject": "UPDATE entries SET subject = 'other' WHERE seq = 1",
    "payload": "UPDATE entries SET payload = '{}' WHERE seq = 1",
    "digest": "UPDATE entries SET digest = prev WHERE seq = 1",
    "moved": "UPDATE entries SET seq = 9 WHERE seq = 1",
}


@pytest.mark.parametrize("statement", ALTERED.values(), ids=ALTERED)
def test_the_database_itself_refuses_to_alter_an_entry(scribe: Scribe, database: Database, statement: str) -> None:
    append(scribe, "first")
    with pytest.raises(StoreUnavailableError, match="append-only"), database.writing() as connection:
        connection.execute(text(statement))


EMPTIED = {
    "sqlite": "DELETE FROM entries",
    "postgresql": "TRUNCATE entries CASCADE",
}


def test_the_database_itself_refuses_to_empty_the_log(scribe: Scribe, database: Database) -> None:
    entry = append(scribe, "first")
    statement = text(EMPTIED[database.engine.dialect.name])
    with pytest.raises(StoreUnavailableError, match="append-only"), database.writing() as connection:
        connection.execute(statement)
    assert entries_of(database) == [entry]


def test_a_payload_may_be_erased_and_the_chain_holds(scribe: Scribe, database: Database) -> None:
    append(scribe, "first")
    with database.writing() as connection:
        connection.execute(text("UPDATE entries SET payload = NULL WHERE seq = 1"))
    found = verify(entries_of(database))
    assert isinstance(found, Verified)
    assert found.erased == 1


def test_a_transaction_that_raises_is_rolled_back(database: Database) -> None:
    def half() -> None:
        with database.writing() as connection:
            connection.execute(insert(tables.head).values(id=7, seq=0, digest=""))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(tables.head)).scalar_one() == 1


def test_a_sqlite_file_is_written_through_to_the_disk(tmp_path: object) -> None:
    database = Database(f"sqlite:///{tmp_path}/hegui.db")
    with database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
    database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2}
