"""The courier: takes messages from the outbox, one at a time, sends them, keeps what came of it. It decides about none.

At least once: the attempt is in the store before the request goes out, its outcome after the answer came in. Several couriers,
in threads or in processes, share one outbox.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from uuid import uuid4

from hegui_adapters.service.archive import Archive
from hegui_adapters.service.calling import Caller, NoAnswerError
from hegui_adapters.service.outbox import Attempt, Leased, Outbox, anything_due
from hegui_adapters.service.outgoing import Heard, Message, heard, post_of, trial_of
from hegui_adapters.service.subscriptions import Subscriptions
from hegui_adapters.service.targets import Target
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.scribe import Scribe

__all__ = ["Courier", "delivering"]

log = logging.getLogger("hegui.outbound")
IDLE: Final = 1.0
"""Seconds between two looks at an outbox in which nothing was due."""


def _nothing() -> None:
    """There is nothing else to do."""


class Courier:
    """Delivers. `clock` gives milliseconds of the Unix epoch."""

    def __init__(
        self,
        database: Database,
        scribe: Scribe,
        archive: Archive,
        outbox: Outbox,
        subscriptions: Subscriptions,
        caller: Caller,
        *,
        clock: Callable[[], int],
        public_url: str | None = None,
    ) -> None:
        self._database, self._scribe, self._archive = database, scribe, archive
        self._outbox, self._subscriptions, self._caller = outbox, subscriptions, caller
        self._clock, self._public_url = clock, public_url

    def once(self) -> Heard | None:
        """Deliver the message that has waited longest; what came of it, None if none is due.

        Raises:
            StoreUnavailableError: the store does not answer. What was sent meanwhile will be sent again.
        """
        with self._database.reading() as connection:
            if not anything_due(connection, self._clock()):
                return None
        holder = str(uuid4())
        leased = self._scribe.write(lambda ledger: self._outbox.lease(ledger, holder))
        if leased is None:
            return None
        attempt = self._attempted(leased)
        self._scribe.write(lambda ledger: self._outbox.settle(ledger, leased, attempt))
        return attempt.heard

    def tried(self, subscription: str) -> Attempt | None:
        """Send a subscription a test message now, past the outbox; what came of it. None if there is none to send to.

        Raises:
            UnreadableError: the settings do not name its target any more, or its key is not there.
        """
        addressed = self._subscriptions.addressed(subscription)
        post = trial_of(addressed[0], f"test_{uuid4()}", addressed[1], self._clock()) if addressed else None
        if addressed is None or post is None:
            return None
        began, target = time.monotonic(), addressed[0]
        status: int | None = None
        try:
            answer = self._caller.post(post)
            status, found = answer.status, heard(target.kind, answer.status, answer.headers, answer.body)
        except NoAnswerError as error:
            found = Heard("failed", str(error)[:300])
        said = Heard(found.meaning, _without(target, found.detail), found.wait)
        return Attempt(said, status, int((time.monotonic() - began) * 1000))

    def run(self, stop: threading.Event, idle: Callable[[], None] = _nothing) -> None:
        """Deliver until `stop` is set; what is under way is finished. `idle` is called whenever nothing is due."""
        while not stop.is_set():
            try:
                if self.once() is not None:
                    continue
                idle()
            except StoreUnavailableError:
                log.warning("the outbox cannot be read or written; trying again")
            except Exception:
                log.exception("a courier stumbled; going on")
            stop.wait(IDLE)

    def _attempted(self, leased: Leased) -> Attempt:
        began = time.monotonic()
        status: int | None = None
        try:
            target = self._subscriptions.target(leased.subscription, leased.setting, leased.target)
            status, found = self._sent(leased, target)
        except NoAnswerError as error:
            found = Heard("failed", str(error)[:300])
        except UnreadableError as error:
            found = Heard("failed", error.en[:300])
        except StoreUnavailableError:
            raise
        except Exception as error:
            log.exception("a message could not be made or sent: %s", leased.id)
            found = Heard("failed", type(error).__name__)
        return Attempt(found, status, int((time.monotonic() - began) * 1000))

    def _sent(self, leased: Leased, target: Target) -> tuple[int, Heard]:
        kept = self._archive.decision(leased.decision)
        if kept is None:
            raise UnreadableError("结论已不在库中", "the decision is not in the store")
        text = self._archive.summary(kept)
        message = Message(leased.id, leased.part, text, leased.lang, leased.change, self._public_url)
        answer = self._caller.post(post_of(target, message, self._clock()))
        found = heard(target.kind, answer.status, answer.headers, answer.body)
        return answer.status, Heard(found.meaning, _without(target, found.detail), found.wait)


def _without(target: Target, detail: str | None) -> str | None:
    """What an answer said, without our own secrets, which some receivers repeat."""
    for secret in (target.secret, target.former, target.token, target.url):
        if detail is not None and secret is not None:
            detail = detail.replace(secret.get_secret_value(), "…")
    return detail


@contextmanager
def delivering(courier: Courier, threads: int, idle: Callable[[], None] = _nothing) -> Iterator[None]:
    """Deliver in `threads` threads while the block lasts; at its end what is under way is finished."""
    stop = threading.Event()
    running = [
        threading.Thread(target=courier.run, args=(stop, idle), name=f"courier-{n}", daemon=True)
        for n in range(threads)
    ]
    for thread in running:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in running:
            thread.join()
