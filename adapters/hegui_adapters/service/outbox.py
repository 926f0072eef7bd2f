"""Messages from the decision on to their end: put in with it, leased, settled, looked up, sent again. It sends nothing.

Everything here runs within a job of the scribe, so a message is in the outbox exactly if its decision is in the log, and of
two workers that want one message, the first has it: jobs of all processes take turns at the head of the log.

A lease ends by itself. A worker that is killed between sending and settling leaves the message waiting: it is sent again, under
the same id. Who settles late, after somebody else took the message over, changes it only if it was delivered.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, insert, or_, select, update

from hegui_adapters.language import Lang
from hegui_adapters.render.record import uuid7
from hegui_adapters.service.backoff import LONGEST_REST_MS, due, rest
from hegui_adapters.service.forges import Change
from hegui_adapters.service.judging import Judged
from hegui_adapters.service.outgoing import Heard, parts_of
from hegui_adapters.service.recorder import Delivery
from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.scribe import Ledger, Question

__all__ = [
    "CANCELLED",
    "COURIER",
    "DEAD",
    "DELIVERED",
    "LEASE_MS",
    "STATES",
    "WAITING",
    "Attempt",
    "Leased",
    "Outbox",
    "anything_due",
    "attempts_at",
    "bury",
    "cancel",
    "counted",
    "line",
    "oldest",
    "page",
    "replay",
]

COURIER: Final = "courier"
"""Who the log says it was, where no person acted."""

WAITING, DELIVERED, DEAD, CANCELLED = "waiting", "delivered", "dead", "cancelled"
STATES: Final = (WAITING, DELIVERED, DEAD, CANCELLED)
LEASE_MS: Final = 60_000
"""Far more than an attempt may take."""

MESSAGES, SUBSCRIPTIONS = tables.outbox.c, tables.subscriptions.c
REASON: Final = 300


@dataclass(frozen=True, slots=True)
class Leased:
    """A message to be sent now, with what is needed for it. `attempt` counts from 1; `replayed` came before it was sent again."""

    id: str
    decision: str
    subscription: str
    part: str
    change: Change
    attempt: int
    replayed: int
    holder: str
    kind: str
    lang: Lang
    setting: str | None
    target: bytes | None
    failures: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of an attempt: `status` is HTTP's, None where there was no answer; `took` in milliseconds."""

    heard: Heard
    status: int | None
    took: int


class Outbox:
    """The jobs of the outbox. `clock` gives milliseconds of the Unix epoch, `chance` a number in [0, 1)."""

    def __init__(self, clock: Callable[[], int], chance: Callable[[], float]) -> None:
        self._clock, self._chance = clock, chance

    def enqueue(self, ledger: Ledger, entry: Entry, judged: Judged, delivery: Delivery) -> None:
        """Put in what subscribers are to be told of a decision, in the transaction that keeps it."""
        asked = {"product": judged.product_id or "", "owner": judged.owner or "", "verdict": judged.verdict}
        found = ledger.before.execute(INTERESTED, asked).all() if _anybody(ledger, judged) else []
        now = self._clock()
        told = (
            (one.id, part)
            for one in found
            for part in parts_of(one.kind, json.loads(one.shown).get("repository"), delivery.change)
        )
        for index, (subscription, part) in enumerate(told):
            row = {
                "id": _message_id(now, entry.seq, index),
                "decision": entry.subject,
                "subscription": subscription,
                "part": part,
                "change": json.dumps(delivery.change.data()),
                "state": WAITING,
                "created": entry.at,
                "attempts": 0,
                "replayed": 0,
                "due": now,
            }
            ledger.put(_MESSAGE, row)

    def lease(self, ledger: Ledger, holder: str) -> Leased | None:
        """Take the message that has waited longest, if one is due; the attempt counts from here on."""
        now = self._clock()
        row = ledger.connection.execute(_due(now).limit(1)).one_or_none()
        if row is None:
            return None
        number = row.attempts + 1
        ledger.connection.execute(
            update(tables.outbox)
            .where(MESSAGES.id == row.id)
            .values(attempts=number, lease=now + LEASE_MS, holder=holder)
        )
        ledger.connection.execute(
            insert(tables.attempts).values(message=row.id, number=number, at=ledger.now(), outcome="begun")
        )
        change = Change(**json.loads(row.change))
        return Leased(
            row.id, row.decision, row.subscription, row.part, change, number, row.replayed, holder, row.kind, row.lang, row.setting,
            row.target, row.failures,
        )  # fmt: skip

    def settle(self, ledger: Ledger, leased: Leased, attempt: Attempt) -> None:
        """Keep what came of an attempt."""
        ledger.connection.execute(
            update(tables.attempts)
            .where(tables.attempts.c.message == leased.id, tables.attempts.c.number == leased.attempt)
            .values(
                outcome=attempt.heard.meaning, status=attempt.status, detail=attempt.heard.detail, took=attempt.took
            )
        )
        if attempt.heard.meaning == "delivered":
            _ended(ledger, MESSAGES.id == leased.id, DELIVERED, None)
        elif attempt.heard.meaning == "gone":
            _disable(ledger, leased)
        else:
            self._failed(ledger, leased, attempt)
        self._rested(ledger, leased, answered=attempt.status is not None)

    def _failed(self, ledger: Ledger, leased: Leased, attempt: Attempt) -> None:
        mine = and_(MESSAGES.id == leased.id, MESSAGES.holder == leased.holder)
        again = due(leased.attempt - leased.replayed, self._clock(), self._chance(), attempt.heard.wait)
        if again is not None:
            still = and_(mine, MESSAGES.state == WAITING)
            ledger.connection.execute(
                update(tables.outbox)
                .where(still)
                .values(due=again, lease=None, holder=None, reason=attempt.heard.detail)
            )
        elif _ended(ledger, mine, DEAD, attempt.heard.detail):
            said = {"decision": leased.decision, "subscription": leased.subscription, "attempts": leased.attempt}
            ledger.append("delivery.dead", COURIER, leased.id, {**said, "reason": attempt.heard.detail})

    def _rested(self, ledger: Ledger, leased: Leased, *, answered: bool) -> None:
        """Leave a receiver alone that does not answer, so that the others need not wait for it."""
        mine = SUBSCRIPTIONS.id == leased.subscription
        if answered:
            changed = update(tables.subscriptions).where(mine, SUBSCRIPTIONS.failures > 0)
            ledger.connection.execute(changed.values(failures=0, rests=None))
            return
        failures = leased.failures + 1
        ledger.connection.execute(
            update(tables.subscriptions).where(mine).values(failures=failures, rests=rest(failures, self._clock()))
        )


def _message_id(now: int, seq: int, index: int) -> str:
    """A UUID of version 7 whose order within a millisecond is that of the log (RFC 9562, section 6.2)."""
    noise = (seq & 0xFFFFFFFF) << 30 | (index & 0x3FF) << 20 | secrets.randbits(20)
    return uuid7(now * 1_000_000, noise.to_bytes(10, "big"))


def _anybody(ledger: Ledger, judged: Judged) -> bool:
    """Whether somebody may want to be told of a decision; looked up once for all that are kept together, unless there are many."""
    live = ledger.found(LIVING, [EVERYBODY])[EVERYBODY]
    asked = {("all", ""), ("product", judged.product_id or ""), ("owner", judged.owner or "")}
    return len(live) > FEW or not asked.isdisjoint(live)


LIVES: Final = and_(SUBSCRIPTIONS.ended.is_(None), SUBSCRIPTIONS.disabled.is_(None))
FEW: Final = 100
LIVE: Final = select(SUBSCRIPTIONS.scope, SUBSCRIPTIONS.name).where(LIVES).distinct().limit(FEW + 1)
EVERYBODY: Final = "everybody"


def _living(connection: Connection, _: Sequence[str]) -> Mapping[str, list[tuple[str, str]]]:
    return {EVERYBODY: [(one.scope, one.name) for one in connection.execute(LIVE)]}


LIVING: Final = Question(_living)
INTERESTED: Final = select(SUBSCRIPTIONS.id, SUBSCRIPTIONS.kind, SUBSCRIPTIONS.shown).where(
    or_(
        and_(SUBSCRIPTIONS.scope == "all", SUBSCRIPTIONS.name == ""),
        and_(SUBSCRIPTIONS.scope == "product", SUBSCRIPTIONS.name == bindparam("product")),
        and_(SUBSCRIPTIONS.scope == "owner", SUBSCRIPTIONS.name == bindparam("owner")),
    ),
    SUBSCRIPTIONS.verdicts.contains(bindparam("verdict")),
    LIVES,
)
"""Built once, like `LIVE`: they are asked with decisions."""
_MESSAGE: Final = insert(tables.outbox)


def _free(until: ColumnElement[int | None], now: int, longest: int) -> ColumnElement[bool]:
    """Whether a moment is past. One that lies further ahead than it was ever set is of a clock that was set back."""
    return or_(until.is_(None), until <= now, until > now + longest)


def _due(now: int) -> Select[tuple[object, ...]]:
    wanted = (
        MESSAGES.id, MESSAGES.decision, MESSAGES.subscription, MESSAGES.part, MESSAGES.change, MESSAGES.attempts, MESSAGES.replayed,
        SUBSCRIPTIONS.kind, SUBSCRIPTIONS.lang, SUBSCRIPTIONS.setting, SUBSCRIPTIONS.target, SUBSCRIPTIONS.failures,
    )  # fmt: skip
    return (
        select(*wanted)
        .join(tables.subscriptions, SUBSCRIPTIONS.id == MESSAGES.subscription)
        .where(
            MESSAGES.state == WAITING,
            MESSAGES.due <= now,
            _free(MESSAGES.lease, now, LEASE_MS),
            _free(SUBSCRIPTIONS.rests, now, LONGEST_REST_MS),
        )
        .order_by(MESSAGES.due, MESSAGES.id)
    )


def anything_due(connection: Connection, now: int) -> bool:
    """Whether a message could be leased; asked before a job is given to the scribe for it."""
    return connection.execute(_due(now).limit(1)).first() is not None


def _ended(ledger: Ledger, which: ColumnElement[bool], state: str, reason: str | None) -> int:
    """Let messages that wait be at their end; how many."""
    ended = (
        update(tables.outbox)
        .where(which, MESSAGES.state == WAITING)
        .values(state=state, settled=ledger.now(), reason=reason and reason[:REASON], lease=None, holder=None)
    )
    return ledger.connection.execute(ended).rowcount


def _disable(ledger: Ledger, leased: Leased) -> None:
    """The receiver says it is gone for good: nothing is sent to it any more, and what waits is dead."""
    disabled = (
        update(tables.subscriptions)
        .where(SUBSCRIPTIONS.id == leased.subscription, SUBSCRIPTIONS.disabled.is_(None))
        .values(disabled=ledger.now())
    )
    first = ledger.connection.execute(disabled).rowcount
    dead = _ended(ledger, MESSAGES.subscription == leased.subscription, DEAD, "the receiver answered 410 Gone")
    if first:
        said = {"message": leased.id, "reason": "410", "dead": dead}
        ledger.append("subscription.disabled", COURIER, leased.subscription, said)


def cancel(ledger: Ledger, subscription: str) -> int:
    """Let what waits for a subscription that ends be sent to nobody; how many messages."""
    return _ended(ledger, MESSAGES.subscription == subscription, CANCELLED, "the subscription ended")


def bury(ledger: Ledger, subscription: str) -> int:
    """Let what waits for a subscription that somebody disables be dead, so that it can be sent again later; how many messages."""
    return _ended(ledger, MESSAGES.subscription == subscription, DEAD, "the subscription was disabled")


def counted(connection: Connection) -> Mapping[str, int]:
    """How many messages there are in each state."""
    found = connection.execute(select(MESSAGES.state, func.count().label("number")).group_by(MESSAGES.state))
    return {**dict.fromkeys(STATES, 0), **{one.state: one.number for one in found}}


def oldest(connection: Connection) -> str | None:
    """Since when the message that waits longest does; None if none waits."""
    moment: str | None = connection.execute(
        select(func.min(MESSAGES.created)).where(MESSAGES.state == WAITING)
    ).scalar()
    return moment


def replay(ledger: Ledger, message: str, actor: str, now: int) -> bool:
    """Send a dead letter again from its first attempt on, under the same id, even to who was left alone for a while.

    False if it is no dead letter, or its subscription takes none.
    """
    row = ledger.connection.execute(
        select(MESSAGES.attempts, MESSAGES.subscription).where(MESSAGES.id == message)
    ).one()
    live = select(SUBSCRIPTIONS.id).where(SUBSCRIPTIONS.ended.is_(None), SUBSCRIPTIONS.disabled.is_(None))
    raised = (
        update(tables.outbox)
        .where(MESSAGES.id == message, MESSAGES.state == DEAD, MESSAGES.subscription.in_(live))
        .values(state=WAITING, due=now, settled=None, reason=None, replayed=row.attempts)
    )
    if not ledger.connection.execute(raised).rowcount:
        return False
    rested = update(tables.subscriptions).where(SUBSCRIPTIONS.id == row.subscription)
    ledger.connection.execute(rested.values(failures=0, rests=None))
    ledger.append("delivery.replayed", actor, message, {"attempts": row.attempts})
    return True


# ---- looking


def line(connection: Connection, message: str) -> Mapping[str, object] | None:
    """One message, as anybody who may see the outbox sees it."""
    row = connection.execute(_lines().where(MESSAGES.id == message)).one_or_none()
    return row._asdict() if row is not None else None


def page(
    connection: Connection, state: str | None, subscription: str | None, before: str | None, most: int
) -> Sequence[Mapping[str, object]]:
    """Messages, the newest first, from before one on."""
    wanted = _lines().order_by(MESSAGES.id.desc()).limit(most)
    for column, value in ((MESSAGES.state, state), (MESSAGES.subscription, subscription)):
        if value is not None:
            wanted = wanted.where(column == value)
    if before is not None:
        wanted = wanted.where(MESSAGES.id < before)
    return [row._asdict() for row in connection.execute(wanted)]


def _lines() -> Select[tuple[object, ...]]:
    return select(
        MESSAGES.id, MESSAGES.decision, MESSAGES.subscription, MESSAGES.part, MESSAGES.state, MESSAGES.created,
        MESSAGES.attempts, MESSAGES.due, MESSAGES.settled, MESSAGES.reason,
    )  # fmt: skip


def attempts_at(connection: Connection, message: str) -> Iterable[Mapping[str, object]]:
    """Every attempt at a message, the first one first."""
    rows = tables.attempts.c
    wanted = select(rows.number, rows.at, rows.outcome, rows.status, rows.detail, rows.took)
    found = connection.execute(wanted.where(rows.message == message).order_by(rows.number))
    return [row._asdict() for row in found]
