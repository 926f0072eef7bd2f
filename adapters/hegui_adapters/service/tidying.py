"""Takes messages that came to their end out of the outbox once their days are over, and logs how many. It touches no decision.

What waits stays. A dead letter stays as well, until somebody asks for it to go: nobody was told of that decision yet.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Select, delete, select

from hegui_adapters.service.clock import Clock, day_in_china
from hegui_adapters.service.outbox import CANCELLED, COURIER, DEAD, DELIVERED
from hegui_adapters.store import tables
from hegui_adapters.store.database import Database
from hegui_adapters.store.scribe import Ledger, Scribe

__all__ = ["ENDED", "PURGED", "Tidying", "purge", "purge_all"]

PURGED: Final = "outbox.purged"
"""The kind of entry that says so: subject the day, payload how many in each state, and why."""
ENDED: Final = (DELIVERED, CANCELLED)
MOST: Final = 1000
"""Messages taken out in one job: others wait meanwhile."""
EVERY: Final = 3600.0
"""Seconds between two looks of one process."""


def purge(ledger: Ledger, before: date, states: Sequence[str], actor: str, reason: str) -> Counter[str]:
    """Take out messages that ended before a day, `MOST` at the most; how many in each state."""
    found = ledger.connection.execute(_over(before, states).limit(MOST)).all()
    ids = [one.id for one in found]
    counts = Counter(str(one.state) for one in found)
    if ids:
        ledger.connection.execute(delete(tables.attempts).where(tables.attempts.c.message.in_(ids)))
        ledger.connection.execute(delete(tables.outbox).where(tables.outbox.c.id.in_(ids)))
        said = {**{state: counts[state] for state in (*ENDED, DEAD)}, "reason": reason}
        ledger.append(PURGED, actor, before.isoformat(), said)
    return counts


def _over(before: date, states: Sequence[str]) -> Select[tuple[str, str]]:
    row = tables.outbox.c
    ended = select(row.id, row.state).where(row.state.in_(states), row.settled < before.isoformat())
    return ended.order_by(row.settled, row.id)


def purge_all(scribe: Scribe, before: date, states: Sequence[str], actor: str, reason: str) -> Counter[str]:
    """Take out all of them, job by job.

    Raises:
        StoreUnavailableError: the store does not answer. What was taken out until then is logged.
    """
    counts: Counter[str] = Counter()
    while done := scribe.write(lambda ledger: purge(ledger, before, states, actor, reason)):
        counts += done
    return counts


class Tidying:
    """Purges what was delivered or called off more than `days` days ago, at most once an hour; never, where that is None."""

    def __init__(
        self,
        database: Database,
        scribe: Scribe,
        clock: Clock,
        days: int | None,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database, self._scribe, self._clock, self._days, self._passed = database, scribe, clock, days, passed
        self._next = passed()
        self._door = threading.Lock()

    def __call__(self) -> None:
        """Purge, if it is time.

        Raises:
            StoreUnavailableError: the store does not answer.
        """
        if self._days is None or not self._door.acquire(blocking=False):
            return
        try:
            if self._passed() >= self._next:
                self._next = self._passed() + EVERY
                before = day_in_china(self._clock()) - timedelta(days=self._days)
                if self._any(before):
                    purge_all(self._scribe, before, ENDED, COURIER, f"{self._days} days")
        finally:
            self._door.release()

    def _any(self, before: date) -> bool:
        """Whether there is anything to take out; asked before a job is given to the scribe for it."""
        with self._database.reading() as connection:
            return connection.execute(_over(before, ENDED).limit(1)).first() is not None
