"""Reads and writes what people say of decisions: entries of the log, and an index of what stands on a product. It decides nothing.

The index holds no state: it says on which decisions of a product somebody raised an objection, made a plan or asked for a
waiver. What became of them is worked out from the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select

from hegui_adapters.review.acts import PREFIX
from hegui_adapters.review.folding import STANDING, Review, Standing, folded, standing_plan, standing_waiver
from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.database import Database
from hegui_adapters.store.records import entry_of
from hegui_adapters.store.scribe import Ledger, Question
from hegui_adapters.waivers import NONE, Exceptions

__all__ = ["EXCEPTED", "append", "exceptions_of", "review_of", "row_of_act", "standing_everywhere", "standing_on"]


_SAID = (
    select(tables.entries)
    .where(tables.entries.c.subject == bindparam("of"), tables.entries.c.kind.startswith(PREFIX))
    .order_by(tables.entries.c.seq)
)
_RAISED = select(tables.standing.c.decision, tables.standing.c.act).where(
    tables.standing.c.product_id == bindparam("on")
)
"""Asked on the way of every decision: prepared once."""
_STANDS = insert(tables.standing)
_EXCEPTIONS = ("waiver", "plan")
_EXCEPTED = (
    select(tables.standing.c.product_id)
    .where(tables.standing.c.product_id.in_(bindparam("on", expanding=True)), tables.standing.c.act.in_(_EXCEPTIONS))
    .distinct()
)


def _excepted(connection: Connection, products: Sequence[str]) -> Mapping[str, bool]:
    return dict.fromkeys(connection.scalars(_EXCEPTED, {"on": products}), True)


EXCEPTED: Final = Question(_excepted)
"""Of products: those on which a waiver was asked for or a plan made, whatever became of it."""


def append(
    ledger: Ledger, actor: str, act: str, decision: str, payload: Mapping[str, object], at: str | None = None
) -> Entry:
    """Log an act on a decision, and index it where it lasts."""
    entry = ledger.append(PREFIX + act, actor, decision, payload, at)
    row = row_of_act(entry.seq, entry.kind, decision, payload)
    if row is not None:
        ledger.put(_STANDS, row)
    return entry


def row_of_act(seq: int, kind: str, decision: str, payload: Mapping[str, object]) -> Mapping[str, object] | None:
    """The row of `standing` that repeats an entry; None where it raises nothing on a product."""
    act, product = kind.removeprefix(PREFIX), payload.get("product")
    if not kind.startswith(PREFIX) or act not in STANDING or product is None:
        return None
    return {"seq": seq, "product_id": product, "decision": decision, "act": act}


def review_of(connection: Connection, decision: str) -> Review:
    """Everything that was said of a decision."""
    return folded(map(entry_of, connection.execute(_SAID, {"of": decision})))


def standing_on(connection: Connection, product: str, acts: Sequence[str] = STANDING) -> list[Standing]:
    """The objections, plans and waivers on a product, in the order they were raised; withdrawn and refused ones too."""
    raised = connection.execute(_RAISED, {"on": product})
    decisions = list(dict.fromkeys(one.decision for one in raised if one.act in acts))
    found = [one for decision in decisions for one in review_of(connection, decision).standing.values()]
    return sorted(_of(found, product, acts), key=lambda one: one.said.entry)


def standing_everywhere(connection: Connection, acts: Sequence[str]) -> list[Standing]:
    """The same on all products."""
    table = tables.entries
    raised = select(tables.standing.c.decision).where(tables.standing.c.act.in_(acts))
    wanted = select(table).where(table.c.subject.in_(raised), table.c.kind.startswith(PREFIX)).order_by(table.c.seq)
    said: dict[str, list[Entry]] = {}
    for one in map(entry_of, connection.execute(wanted)):
        said.setdefault(one.subject, []).append(one)
    found = [one for entries in said.values() for one in folded(entries).standing.values() if one.said.act in acts]
    return sorted(found, key=lambda one: one.said.entry)


def _of(found: Iterable[Standing], product: str, acts: Sequence[str]) -> Iterable[Standing]:
    return (one for one in found if one.said.act in acts and one.said.data.get("product") == product)


def exceptions_of(database: Database, product: str | None) -> Exceptions:
    """What a product is to be judged with: waivers that were approved and plans, neither withdrawn nor done.

    Raises:
        StoreUnavailableError: the store does not answer.
    """
    if product is None:
        return NONE
    with database.asking() as connection:
        found = standing_on(connection, product, _EXCEPTIONS)
    waivers, plans = map(standing_waiver, found), map(standing_plan, found)
    return Exceptions(tuple(filter(None, waivers)), tuple(filter(None, plans)))
