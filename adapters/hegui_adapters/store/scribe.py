"""One thread that writes: what waits is appended to the log and committed together. It decides nothing about what is written.

Jobs say what is to be written; what all of them said goes to the database in one statement a table. A job that reads or
writes by itself has a savepoint of its own. Where the database refuses what was said together, everything is undone and
each job is done again under a savepoint of its own: so one that fails leaves nothing behind and hinders no other. A job's
caller goes on only when the transaction is on the disk.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Insert, bindparam, insert, select, update
from sqlalchemy.engine import NestedTransaction
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError

from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry, Head, following
from hegui_adapters.store.database import Database, StoreUnavailableError

__all__ = ["Ledger", "Question", "Scribe", "Sought", "Watch", "unwatched"]

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Said = tuple[Insert, Mapping[str, object]]
_INSERTED = insert(tables.entries)
_NAMES = tuple(tables.entries.c.keys())
_HEAD = select(tables.head.c.seq, tables.head.c.digest).with_for_update()
_MOVED = update(tables.head).values(seq=bindparam("to"), digest=bindparam("named"))
_ORDER: Final = {table.name: place for place, table in enumerate(tables.METADATA.sorted_tables)}
"""A row comes after those it names."""
MOST = 64
"""Jobs written in one transaction at the most."""
Watch = Callable[[int, float], None]
"""Is told of every transaction: its jobs, and the seconds from the first of them being asked for to its end."""


def unwatched(_jobs: int, _seconds: float) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Question(Generic[K, V]):
    """What jobs look up. `ask` gives a value for each of many keys that has one, from what stood when the transaction began and
    what jobs wrote by themselves."""

    ask: Callable[[Connection, Sequence[K]], Mapping[K, V]]


Sought = tuple[Question[Any, Any], Hashable]
"""A question, and a key a job will ask it for."""


class _TogetherError(Exception):
    """The database refused what several jobs said; `error` says why."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        super().__init__(str(error))


class Ledger:
    """The log within one transaction."""

    def __init__(self, connection: Connection, clock: Callable[[], str]) -> None:
        self._connection = connection
        self.now = clock
        row = connection.execute(_HEAD).one()
        self.head = self._began = Head(row.seq, row.digest)
        self._sought: dict[Question[Any, Any], list[Hashable]] = {}
        self._known: dict[Question[Any, Any], dict[Any, Any]] = {}
        """What was looked up for one job and holds for the others, until one of them writes by itself: whoever else writes to
        the database appends as well, and so waits for this transaction to end."""
        self._others: list[Said] = []
        self._own: list[Said] = []
        self._savepoint: NestedTransaction | None = None

    @property
    def before(self) -> Connection:
        """For looking at what stood when this transaction began, and at what was written by jobs themselves."""
        return self._connection

    def seek(self, sought: Iterable[Sought]) -> None:
        """Say what jobs of this transaction will look up, so that the first who does asks for all of them."""
        for question, key in sought:
            self._sought.setdefault(question, []).append(key)

    def found(self, question: Question[K, V], keys: Sequence[K]) -> Mapping[K, V]:
        """What a question finds for some keys; a key it finds nothing for is left out."""
        known = self._known.setdefault(question, {})
        if any(key not in known for key in keys):
            wanted = list(dict.fromkeys(one for one in (*keys, *self._sought.pop(question, ())) if one not in known))
            known.update(dict.fromkeys(wanted))
            known.update(question.ask(self._connection, wanted))
        return {key: known[key] for key in keys if known[key] is not None}

    @property
    def connection(self) -> Connection:
        """For a job that reads what others said or writes by itself: from here on it has a savepoint of its own."""
        self._step_aside()
        self._write(self._own)
        return self._connection

    def put(self, statement: Insert, row: Mapping[str, object]) -> None:
        """Say a row to be written. That it cannot be is raised to the job's caller, not here."""
        self._own.append((statement, row))

    @property
    def next(self) -> int:
        """The number of the entry that comes next: an answer may name it before it is written."""
        return self.head.seq + 1

    def append(
        self, kind: str, actor: str, subject: str, payload: Mapping[str, object], at: str | None = None
    ) -> Entry:
        """Add an entry to the end of the log, at a moment that was told already or now."""
        entry = following(self.head, at or self.now(), kind, actor, subject, payload)
        self.put(_INSERTED, {name: getattr(entry, name) for name in _NAMES})
        self.head = Head(entry.seq, entry.digest)
        return entry

    @contextmanager
    def job(self, *, apart: bool) -> Iterator[None]:
        """One job: all it says and writes, or nothing."""
        head = self.head
        try:
            if apart:
                self._step_aside()
            yield
            self._settle()
        except BaseException:
            self._own.clear()
            self.head = head
            if self._savepoint is not None:
                self._savepoint.rollback()
            raise
        finally:
            if self._savepoint is not None:
                self._known.clear()
            self._savepoint = None

    def close(self) -> None:
        """Write what was said, and let the head be the last entry."""
        self._write_others()
        if self.head != self._began:
            self._connection.execute(_MOVED, {"to": self.head.seq, "named": self.head.digest})

    def _step_aside(self) -> None:
        if self._savepoint is None:
            self._write_others()
            self._known.clear()
            self._savepoint = self._connection.begin_nested()

    def _settle(self) -> None:
        if self._savepoint is None:
            self._others.extend(self._own)
            self._own.clear()
        else:
            self._write(self._own)
            self._savepoint.commit()

    def _write_others(self) -> None:
        try:
            self._write(self._others)
        except Exception as error:
            if _of_the_store(error):
                raise
            raise _TogetherError(error) from error

    def _write(self, said: list[Said]) -> None:
        rows: dict[Insert, list[Mapping[str, object]]] = {}
        for statement, row in said:
            rows.setdefault(statement, []).append(row)
        said.clear()
        for statement in sorted(rows, key=lambda one: _ORDER[one.table.name]):
            self._connection.execute(statement, rows[statement])


def _of_the_store(error: Exception) -> bool:
    """Whether the database itself is at fault: then nothing of a batch can be kept."""
    return isinstance(error, OperationalError | InterfaceError | InternalError)


class _Job(Generic[T]):
    def __init__(self, work: Callable[[Ledger], T], sought: Sequence[Sought]) -> None:
        self.work, self.sought = work, sought
        self.since = monotonic()
        self.done: Future[T] = Future()
        self.done.set_running_or_notify_cancel()  # whoever waits may go away, what they asked for is done


class Scribe:
    """Writes jobs in the order they come. One for each process and database."""

    def __init__(self, database: Database, clock: Callable[[], str], watch: Watch = unwatched) -> None:
        self._database = database
        self._clock = clock
        self._watch = watch
        self._waiting: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._closed = self._ended = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="scribe", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Ledger], T], sought: Sequence[Sought] = ()) -> T:
        """As `writing`, for whoever waits here.

        Raises:
            StoreUnavailableError: nothing was stored.
            Exception: what `work` raised; nothing of it was stored.
        """
        return self.writing(work, sought).result()

    def writing(self, work: Callable[[Ledger], T], sought: Sequence[Sought] = ()) -> Future[T]:
        """Do `work` in a transaction; what it returns, once that is durable. It may be done twice, the first time in vain.

        Args:
            work: says and writes what is to be stored.
            sought: what it will look up; all jobs of a transaction look together.

        Raises:
            StoreUnavailableError: nothing will be stored.
        """
        job = _Job(work, sought)
        with self._door:
            if self._closed:
                raise StoreUnavailableError("the scribe has stopped")
            self._waiting.put(job)
        return job.done

    @property
    def waiting(self) -> int:
        """About how many jobs wait to be written."""
        return self._waiting.qsize()

    def close(self) -> None:
        """Write what waits, then stop. Whoever comes later is told that nothing was stored."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while not self._ended and (first := self._waiting.get()) is not None:
            batch = [first]
            self._written(batch)
            self._watch(len(batch), monotonic() - first.since)

    def _gather(self, batch: list[_Job[Any]]) -> None:
        """Add what waits by now."""
        while len(batch) < MOST and not self._ended:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                return
            if job is None:
                self._ended = True
            else:
                batch.append(job)

    def _written(self, batch: list[_Job[Any]]) -> None:
        try:
            told = self._done(batch)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait are told, and the thread goes on
            self._gather(batch)
            for job in batch:
                job.done.set_exception(error)
            return
        for tell in told:
            tell()

    def _done(self, batch: list[_Job[Any]]) -> list[Callable[[], None]]:
        """What to tell the callers, now that all is on the disk."""
        try:
            return self._committed(batch, apart=False)
        except _TogetherError as refused:
            if len(batch) == 1:
                return [_raising(batch[0], refused.error)]
        return self._committed(batch, apart=True)

    def _committed(self, batch: list[_Job[Any]], *, apart: bool) -> list[Callable[[], None]]:
        """Do jobs in one transaction; those that came while it waited for its turn are added to the batch."""
        with self._database.writing() as connection:
            ledger = Ledger(connection, self._clock)
            if not apart:
                self._gather(batch)
            ledger.seek(one for job in batch for one in job.sought)
            told = [_tried(job, ledger, apart=apart) for job in batch]
            ledger.close()
        return told


def _tried(job: _Job[Any], ledger: Ledger, *, apart: bool) -> Callable[[], None]:
    """Do one job; what to tell its caller after the commit."""
    try:
        with ledger.job(apart=apart):
            found = job.work(ledger)
    except _TogetherError:
        raise
    except Exception as error:
        if _of_the_store(error):
            raise
        return _raising(job, error)
    return lambda: job.done.set_result(found)


def _raising(job: _Job[Any], error: Exception) -> Callable[[], None]:
    return lambda: job.done.set_exception(error)
