"""What becomes of a submission in the store: one job writes all of it, or nothing. It judges nothing and knows no HTTP.

A key (webhook-id, Idempotency-Key) is answered once: the row of `deliveries` decides between two workers that race on
one, and whoever comes second, now or in a year, gets the answer of the first.
"""

from __future__ import annotations

import hashlib
import json
import os
from asyncio import wrap_future
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote

from hegui.body import canonical
from sqlalchemy import Connection, Row, bindparam, insert, select, tuple_
from sqlalchemy.exc import IntegrityError

from hegui_adapters.render.record import uuid7
from hegui_adapters.service.clock import Clock
from hegui_adapters.service.forges import NOWHERE, Change
from hegui_adapters.service.judging import Judged
from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import Document
from hegui_adapters.store.records import HELD, answer_digest, decision, held, keep
from hegui_adapters.store.reviews import EXCEPTED
from hegui_adapters.store.scribe import Ledger, Question, Scribe, Sought

__all__ = ["CREATED", "Answer", "Delivery", "KeyReusedError", "Recorder", "With", "decision_text"]

CREATED: Final = 201
MOST_KNOWN = 50_000
_DELIVERY = insert(tables.deliveries)
_NAMED = tuple_(tables.deliveries.c.source, tables.deliveries.c.key)
_EARLIER = select(tables.deliveries).where(_NAMED.in_(bindparam("named", expanding=True)))
Named = tuple[str, str]
"""A source, and the key it gave."""


def _answered_before(connection: Connection, named: Sequence[Named]) -> Mapping[Named, Row[Any]]:
    return {(row.source, row.key): row for row in connection.execute(_EARLIER, {"named": named})}


_BEFORE: Final = Question(_answered_before)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Whence a submission came. `key` names it among all of its source; None where the caller gave none."""

    source: str
    actor: str
    key: str | None
    body_digest: str
    event: str | None = None
    asked: str = ""
    """What was asked of it beside the body, such as the day: with another question a key is used for something else."""

    change: Change = NOWHERE
    """Where in a repository it came from, if it says so."""

    @property
    def fingerprint(self) -> str:
        """What must be the same for a repeated key."""
        return (
            hashlib.sha256(f"{self.body_digest} {self.asked}".encode()).hexdigest() if self.asked else self.body_digest
        )

    def about(self, event: str | None, change: Change = NOWHERE) -> Delivery:
        """The same, once it is known what it brings."""
        return replace(self, event=event, change=change)

    def logged(self, status: int, text: str) -> Mapping[str, object]:
        """What the log says of it: where its answer is kept for a repeated key, the answer by its digest."""
        return self.data() if self.key is None else {**self.data(), "answer": answer_digest(status, text)}

    def data(self) -> Mapping[str, object]:
        return {
            "source": self.source,
            "key": self.key,
            "event": self.event,
            "body_digest": f"sha256:{self.body_digest}",
            **({"fingerprint": f"sha256:{self.fingerprint}"} if self.asked else {}),
            **({"change": self.change.data()} if self.change != NOWHERE else {}),
        }


With = Callable[[Ledger, Entry, Judged, Delivery], None]
"""What else is written in the job of a decision, such as what is to be sent: (ledger, its entry, what was judged, whence)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a submission is answered with. `text` is JSON; `body` the digest of the decision's body, where there is one."""

    status: int
    text: str
    repeated: bool = False


class KeyReusedError(Exception):
    """A key came again with another body."""


class Recorder:
    """Writes what was decided, and gives the answers that were given before."""

    def __init__(self, database: Database, scribe: Scribe, clock: Clock, also: Sequence[With] = ()) -> None:
        self._database, self._scribe, self._clock, self._also = database, scribe, clock, tuple(also)
        self._stored: set[str] = set()
        """Documents that were in the store: most are still there, so that most jobs only look."""

    def earlier(self, delivery: Delivery) -> Answer | None:
        """What this delivery was answered before, None if it is new.

        Raises:
            KeyReusedError: it was another body.
            StoreUnavailableError: the store does not answer.
        """
        if delivery.key is None:
            return None
        with self._database.asking() as connection:
            found = _answered_before(connection, [(delivery.source, delivery.key)])
        return next((_again(row, delivery) for row in found.values()), None)

    def decided(self, judged: Judged, delivery: Delivery) -> Answer:
        """Keep a decision; its answer, once it is durable.

        Raises:
            KeyReusedError: another worker took the key for another body in between.
            StoreUnavailableError: nothing was stored.
        """
        return self._once(self._deciding(judged, delivery), delivery, judged.documents)

    async def decided_if_plain(self, judged: Judged, delivery: Delivery) -> Answer | None:
        """Keep a decision that was made with no waiver and no plan; its answer, once it is durable. None, and nothing is kept,
        where there may be one, where the key came with another body, or where another worker takes it.

        Raises:
            StoreUnavailableError: nothing was stored.
        """
        kept, product = self._deciding(judged, delivery), judged.product_id
        named = [] if delivery.key is None else [(delivery.source, delivery.key)]
        products = [] if product is None else [product]

        def job(ledger: Ledger) -> Answer | None:
            for before in ledger.found(_BEFORE, named).values():
                return _again(before, delivery)
            return None if ledger.found(EXCEPTED, products) else kept(ledger)

        sought = self._sought(judged.documents)
        sought += [(_BEFORE, one) for one in named]
        sought += [(EXCEPTED, one) for one in products]
        try:
            answer = await wrap_future(self._scribe.writing(job, sought))
        except (KeyReusedError, IntegrityError):
            return None
        self._note(judged.documents)
        return answer

    def _deciding(self, judged: Judged, delivery: Delivery) -> Callable[[Ledger], Answer]:
        """What keeps a decision."""
        moment = self._clock()
        decision_id = uuid7(int(moment.timestamp() * 1000) * 1_000_000, os.urandom(10))
        record = {"id": decision_id, **judged.record, "actor": delivery.actor}

        def job(ledger: Ledger) -> Answer:
            self._keep(ledger, judged.documents)
            at = ledger.now()
            text = decision_text(
                decision_id, at, ledger.next, judged.product_id, delivery.source, judged.body.digest, judged.summary
            )
            entry = decision(ledger, delivery.actor, {**record, "delivery": delivery.logged(CREATED, text)}, at=at)
            for write in self._also:
                write(ledger, entry, judged, delivery)
            return _answered(ledger, delivery, entry, CREATED, text)

        return job

    def received(self, delivery: Delivery, payload: Document, status: int) -> Answer:
        """Keep an event that carries nothing to judge; its answer, once it is durable."""

        def job(ledger: Ledger) -> Answer:
            self._keep(ledger, (payload,))
            at = ledger.now()
            text = canonical({"received": {"time": at, "entry": ledger.next, **delivery.data()}}).decode()
            record = {"payload": f"sha256:{payload.digest}", "delivery": delivery.logged(status, text)}
            entry = ledger.append("event.received", delivery.actor, delivery.source, record, at)
            return _answered(ledger, delivery, entry, status, text)

        return self._once(job, delivery, (payload,))

    def kept(self, work: Callable[[Ledger], tuple[Entry, str]], delivery: Delivery) -> Answer:
        """Keep what `work` writes, its entry (which says `delivery.logged`) and the text of its answer, once for each key;
        the answer, once it is durable.

        Raises:
            KeyReusedError: another worker took the key for another body in between.
            StoreUnavailableError: nothing was stored.
            Exception: what `work` raised; nothing of it was stored.
        """

        def job(ledger: Ledger) -> Answer:
            entry, text = work(ledger)
            return _answered(ledger, delivery, entry, CREATED, text)

        return self._once(job, delivery, ())

    def audited(self, lines: Iterable[tuple[str, str, str, Mapping[str, object]]]) -> None:
        """Append entries to the log: (kind, actor, subject, payload) each."""
        wanted = list(lines)

        def job(ledger: Ledger) -> None:
            for line in wanted:
                ledger.append(*line)

        if wanted:
            self._scribe.write(job)

    def _once(self, job: Callable[[Ledger], Answer], delivery: Delivery, documents: Sequence[Document]) -> Answer:
        try:
            answer = self._scribe.write(job, self._sought(documents))
        except IntegrityError:
            earlier = self.earlier(delivery)
            if earlier is not None:
                return earlier
            self._stored.clear()  # one of them was taken away since: look again
            answer = self._scribe.write(job)
        self._note(documents)
        return answer

    def _note(self, documents: Sequence[Document]) -> None:
        if len(self._stored) > MOST_KNOWN:
            self._stored.clear()
        self._stored.update(document.digest for document in documents)

    def _sought(self, documents: Sequence[Document]) -> list[Sought]:
        return [(HELD, one.digest) for one in self._expected(documents)]

    def _keep(self, ledger: Ledger, documents: Sequence[Document]) -> None:
        there = held(ledger, self._expected(documents))
        for one in documents:
            if one.digest not in there:
                keep(ledger, one)

    def _expected(self, documents: Sequence[Document]) -> list[Document]:
        """Those that are in the store, most likely."""
        return [one for one in documents if one.digest in self._stored]


def _again(row: Row[Any], delivery: Delivery) -> Answer:
    """The answer a key got, for whoever brings it again."""
    if row.body_digest != delivery.fingerprint:
        raise KeyReusedError
    return Answer(row.status, row.answer, repeated=True)


def _answered(ledger: Ledger, delivery: Delivery, entry: Entry, status: int, text: str) -> Answer:
    if delivery.key is not None:
        row = {
            "source": delivery.source,
            "key": delivery.key,
            "body_digest": delivery.fingerprint,
            "status": status,
            "answer": text,
            "seq": entry.seq,
        }
        ledger.put(_DELIVERY, row)
    return Answer(status, text)


def decision_text(
    decision_id: str, at: str, seq: int, product: str | None, source: str, body: str, summary: bytes
) -> str:
    """A decision in brief with its envelope and links, as JSON."""
    here = f"/v1/decisions/{decision_id}"
    links = {"self": here, "body": f"{here}?part=body", "record": f"{here}?part=record", "reviews": f"{here}/reviews"}
    if product is not None:
        links["product"] = f"/v1/products/{quote(product, safe='')}/decisions"
    envelope = {"id": decision_id, "time": at, "entry": seq, "digest": f"sha256:{body}", "source": source}
    head = json.dumps({"decision": envelope, "links": links}, ensure_ascii=False, separators=(",", ":"))
    return f"{head[:-1]},{summary.decode()[1:]}"
