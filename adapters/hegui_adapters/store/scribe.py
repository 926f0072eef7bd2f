"""One thread that writes: what waits is appended to the log and committed together. It decides nothing about what is written.

Each job runs under a savepoint of its own, so that one that fails leaves nothing behind and hinders no other. A job's
caller goes on only when the transaction is on the disk.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError

from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry, Head, following
from hegui_adapters.store.database import Database, StoreUnavailableError

__all__ = ["Ledger", "Scribe", "Watch", "unwatched"]

T = TypeVar("T")
_INSERTED = insert(tables.entries)
_NAMES = tuple(tables.entries.c.keys())
MOST = 64
"""Jobs written in one transaction at the most."""
Watch = Callable[[int, float], None]
"""Is told of every transaction: its jobs, and the seconds from the first of them being asked for to its end."""


def unwatched(_jobs: int, _seconds: float) -> None:
    """Nobody is told."""


class Ledger:
    """The log within one transaction."""

    def __init__(self, connection: Connection, clock: Callable[[], str]) -> None:
        self.connection = connection
        self.now = clock
        row = connection.execute(select(tables.head.c.seq, tables.head.c.digest).with_for_update()).one()
        self.head = Head(row.seq, row.digest)
        self.kept: set[str] = set()
        """Documents found to be kept: whoever erases one appends as well, and so waits for this transaction to end."""

    @property
    def next(self) -> int:
        """The number of the entry that comes next: an answer may name it before it is written."""
        return self.head.seq + 1

    def append(
        self, kind: str, actor: str, subject: str, payload: Mapping[str, object], at: str | None = None
    ) -> Entry:
        """Add an entry to the end of the log, at a moment that was told already or now."""
        entry = following(self.head, at or self.now(), kind, actor, subject, payload)
        self.connection.execute(_INSERTED, {name: getattr(entry, name) for name in _NAMES})
        self.head = Head(entry.seq, entry.digest)
        return entry

    def close(self) -> None:
        """Let the head be the last entry."""
        self.connection.execute(update(tables.head).values(seq=self.head.seq, digest=self.head.digest))


class _Job(Generic[T]):
    def __init__(self, work: Callable[[Ledger], T]) -> None:
        self.work = work
        self.since = monotonic()
        self.done: Future[T] = Future()


class Scribe:
    """Writes jobs in the order they come. One for each process and database."""

    def __init__(self, database: Database, clock: Callable[[], str], watch: Watch = unwatched) -> None:
        self._database = database
        self._clock = clock
        self._watch = watch
        self._waiting: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._closed = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="scribe", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Ledger], T]) -> T:
        """Do `work` in a transaction and give what it returns once that is durable.

        Raises:
            StoreUnavailableError: nothing was stored.
            Exception: what `work` raised; nothing of it was stored.
        """
        job = _Job(work)
        with self._door:
            if self._closed:
                raise StoreUnavailableError("the scribe has stopped")
            self._waiting.put(job)
        return job.done.result()

    def close(self) -> None:
        """Write what waits, then stop. Whoever comes later is told that nothing was stored."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            batch, last = self._gathered(first)
            self._written(batch)
            self._watch(len(batch), monotonic() - first.since)
            if last:
                return

    def _gathered(self, first: _Job[Any]) -> tuple[list[_Job[Any]], bool]:
        batch = [first]
        while len(batch) < MOST:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                return batch, False
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False

    def _written(self, batch: list[_Job[Any]]) -> None:
        settled: list[tuple[_Job[Any], Callable[[], None]]] = []
        try:
            with self._database.writing() as connection:
                ledger = Ledger(connection, self._clock)
                settled = [(job, self._tried(job, ledger)) for job in batch]
                ledger.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait are told, and the thread goes on
            for job in batch:
                job.done.set_exception(error)
            return
        for _, tell in settled:
            tell()

    def _tried(self, job: _Job[Any], ledger: Ledger) -> Callable[[], None]:
        """Do one job; what to tell its caller after the commit."""
        before = ledger.head
        try:
            with ledger.connection.begin_nested():
                found = job.work(ledger)
        except Exception as error:
            if isinstance(error, OperationalError | InterfaceError | InternalError):
                raise  # the database itself is at fault: nothing of the batch can be kept
            ledger.head = before
            return _raising(job, error)
        return lambda: job.done.set_result(found)


def _raising(job: _Job[Any], error: Exception) -> Callable[[], None]:
    return lambda: job.done.set_exception(error)
