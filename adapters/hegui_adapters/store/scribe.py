"""One thread that writes: what waits is appended to the log and committed together. It decides nothing about what is written.

Jobs say what is to be written; what all of them said goes to the database in one statement a table. A job that reads or
writes by itself has a savepoint of its own. Where the database refuses what was said together, everything is undone and
each job is done again under a savepoint of its own: so one that fails leaves nothing behind and hinders no other. A job's
caller goes on only when the transaction is on the disk.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Insert, bindparam, insert, select, update
from sqlalchemy.engine import NestedTransaction
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError

from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry, Head, following
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.documents import Document

__all__ = ["Ledger", "Scribe", "Watch", "unwatched"]

T = TypeVar("T")
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


class _TogetherError(Exception):
    """The database refused what several jobs said; `error` says why."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        super().__init__(str(error))


class Ledger:
    """The log within one transaction."""

    def __init__(self, connection: Connection, clock: Callable[[], str], sought: Sequence[Document] = ()) -> None:
        self._connection = connection
        self.now = clock
        row = connection.execute(_HEAD).one()
        self.head = Head(row.seq, row.digest)
        self.sought = sought
        """Documents that jobs of this transaction will look for."""
        self.kept: set[str] = set()
        """Documents found to be kept: whoever erases one appends as well, and so waits for this transaction to end."""
        self.known: dict[object, Any] = {}
        """What was looked up for one job and holds for the others, until one of them writes by itself."""
        self._others: list[Said] = []
        self._own: list[Said] = []
        self._savepoint: NestedTransaction | None = None

    @property
    def before(self) -> Connection:
        """For looking at what stood when this transaction began, and at what was written by jobs themselves."""
        return self._connection

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
            self._savepoint = None

    def close(self) -> None:
        """Write what was said, and let the head be the last entry."""
        self._write_others()
        self._connection.execute(_MOVED, {"to": self.head.seq, "named": self.head.digest})

    def _step_aside(self) -> None:
        if self._savepoint is None:
            self._write_others()
            self.known.clear()
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
    def __init__(self, work: Callable[[Ledger], T], documents: Sequence[Document]) -> None:
        self.work, self.documents = work, documents
        self.since = monotonic()
        self.done: Future[T] = Future()


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

    def write(self, work: Callable[[Ledger], T], documents: Sequence[Document] = ()) -> T:
        """Do `work` in a transaction and give what it returns once that is durable. It may be done twice, the first time in vain.

        Args:
            work: says and writes what is to be stored.
            documents: what it will look for; all jobs of a transaction look together.

        Raises:
            StoreUnavailableError: nothing was stored.
            Exception: what `work` raised; nothing of it was stored.
        """
        job = _Job(work, documents)
        with self._door:
            if self._closed:
                raise StoreUnavailableError("the scribe has stopped")
            self._waiting.put(job)
        return job.done.result()

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
            ledger.sought = [one for job in batch for one in job.documents]
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
