"""For tests and benchmarks of pages: a database with thousands of decisions on hundreds of products, made of a few that were judged.

Only the entries, rows and portraits are many; bodies and manifests are those of the samples, which every decision names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hegui_adapters.render.record import uuid7
from hegui_adapters.service.clock import stamp
from hegui_adapters.service.judging import Judged
from hegui_adapters.store import portraits, records
from hegui_adapters.store.database import Database
from hegui_adapters.store.scribe import Ledger, Scribe

__all__ = ["seed"]

AT_ONCE = 200
OWNERS = ("零售信贷部", "商户产品部", "投顾业务部", "场景保险部", "监管科技事业部")


def seed(database: Database, samples: Sequence[Judged], decisions: int, products: int, until: datetime) -> None:
    """Decisions on products by turns, evenly over the year before a moment."""
    step = timedelta(days=365) / decisions
    moment = [until]
    scribe = Scribe(database, lambda: stamp(moment[0]))

    def some(ledger: Ledger, numbers: Sequence[int]) -> None:
        for number in numbers:
            moment[0] = until - step * (decisions - number)
            _decided(ledger, samples, products, number, moment[0])

    try:
        scribe.write(lambda ledger: _kept(ledger, samples))
        for start in range(0, decisions, AT_ONCE):
            scribe.write(partial(some, numbers=range(start, min(start + AT_ONCE, decisions))))
    finally:
        scribe.close()


def _kept(ledger: Ledger, samples: Sequence[Judged]) -> None:
    for one in samples:
        for document in (one.manifest, one.rulebook, one.body, one.brief):
            records.keep(ledger, document)


def _decided(ledger: Ledger, samples: Sequence[Judged], products: int, number: int, moment: datetime) -> None:
    product = number % products
    sample = samples[(product + number // products // 7) % len(samples)]
    record = dict(sample.record)
    manifest = {**_of(record, "manifest"), "id": f"product-{product:03}", "version": f"{number // products}.0"}
    named = uuid7(int(moment.timestamp() * 1000) * 1_000_000, number.to_bytes(10, "big"))
    told = {"id": named, **record, "manifest": manifest, "as_of": "2027-12-01", "delivery": {"source": "seed"}}
    entry = records.decision(ledger, "tester", told)
    portraits.hang(ledger, entry.seq, _portrait(sample, product))


def _portrait(sample: Judged, product: int) -> str:
    """That of a sample, of another product with a price, a limit and an owner of its own."""
    said = json.loads(sample.portrait)
    facts: dict[str, Any] = said["facts"]
    for name, by in (("credit.limit", 1000), ("users.minimum_age", 1)):
        if isinstance(facts.get(name), str):
            facts[name] = str(int(facts[name]) + product % 17 * by)
    said |= {"name": f"{said['name']} {product:03}", "owner": OWNERS[product % len(OWNERS)]}
    return json.dumps(said, ensure_ascii=False)


def _of(record: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = record[name]
    assert isinstance(found, Mapping)
    return found
