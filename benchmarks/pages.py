"""Times the pages of the service on a database with many decisions: `python benchmarks/pages.py`. It asserts no time.

python benchmarks/pages.py --quick     # 500 decisions
python benchmarks/pages.py --write     # put the table into docs/performance.md

The samples are decided once; ten thousand decisions on two hundred products then share their documents, each with a portrait of its
own. Times are those of whoever
asks over a connection that is open, from the request to the last byte; the same process serves and asks.
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import structlog
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.recorder import Delivery
from own import Row
from report import about, finished, options, printed

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from browsing import SAMPLES, Site, site

PACKAGES = ("hegui", "fastapi", "uvicorn", "jinja2", "sqlalchemy", "weasyprint")
AIM = "≤ 200 ms"
PRODUCTS = 200
OWNERS = ("零售信贷部", "商户产品部", "投顾业务部", "场景保险部", "监管科技事业部")
FINDING = "rule=boundaries.certification.app-filed-before-launch&subject=product"
PAGES: Sequence[tuple[str, str, str]] = (
    ("all products", "/", AIM),
    ("all products: one topic, another order", "/?topic=rates&sort=-at", AIM),
    ("all products: nearest neighbours", "/portfolio/neighbours", AIM),
    ("a product: nearest neighbours", "/products/{product}/neighbours", AIM),
    ("all decisions on a product", "/products/{product}", AIM),
    ("a decision", "/decisions/{id}", AIM),
    ("a decision: findings by filter", "/decisions/{id}/findings?outcome=undetermined", AIM),
    ("a decision: one finding in full", f"/decisions/{{id}}/finding?{FINDING}", AIM),
    ("a decision: what changed since the last", "/decisions/{id}/since", AIM),
    ("a decision: coming law", "/decisions/{id}/coming", AIM),
    ("a decision: its review", "/decisions/{id}/review", AIM),
    ("a decision: its questions, once judged", "/decisions/{id}/questions", AIM),
    ("a decision: its data-use sheet", "/decisions/{id}/data-use", AIM),
    ("a decision: its risk notices", "/decisions/{id}/risk-notices", AIM),
    ("a product: its gate", "/products/{product}/gate?stage=pilot", AIM),
    ("the rulebook", "/rules", AIM),
    ("the rulebook: rules searched", "/rules?q=%E5%88%A9%E7%8E%87", AIM),
    ("a rule", "/rules/boundaries.rates.students", AIM),
    ("a rule: products that violate it", "/rules/boundaries.certification.app-filed-before-launch/decisions", AIM),
    ("instruments", "/instruments", AIM),
    ("an instrument", "/instruments/PIPL", AIM),
    ("what changes between two days", "/rules/changes?from=2026-07-01&to=2026-12-01", AIM),
    ("the editor", "/try", AIM),
    ("the interview", "/wizard", AIM),
    ("a decision: its memo as PDF", "/decisions/{id}/memo.pdf", ""),
    ("a decision: its data-use sheet as PDF", "/decisions/{id}/data-use.pdf", ""),
    ("a decision: its risk notices as PDF", "/decisions/{id}/risk-notices.pdf", ""),
    ("a decision: the room left for the price", "/decisions/{id}/envelope", ""),
)
"""What is asked for: its name, its address, the aim. `{id}` and `{product}` are those of a decision with one before it."""


@dataclass(frozen=True)
class Seeded:
    """Decisions on the samples, each on a body of its own, and one on a product that has two."""

    samples: Sequence[str]
    decision: str
    product: str


def main(arguments: Sequence[str]) -> int:
    asked = options(__doc__ or "").parse_args(arguments)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    said = about(PACKAGES)
    many, times = (500, 5) if asked.quick else (10_000, 30)
    with tempfile.TemporaryDirectory() as folder, site(Path(folder), rate=1e6, burst=1_000_000) as found:
        seeded = _seeded(found, many)
        with found.client("officer") as client:
            rows = list(printed(_measured(client, seeded, times, f"{many:,} decisions")))
    return finished(rows, said, asked, "pages")


def _seeded(found: Site, many: int) -> Seeded:
    """The samples, then as many decisions as are wanted on their documents."""
    parts = found.parts
    samples = [found.decide(file.read_bytes()) for file in SAMPLES.values()]
    changed = SAMPLES["qingxiang-instalment"].read_text(encoding="utf-8").replace("rate: 3%", "rate: 6%")
    for number in range(many - len(samples) - 1):
        product = number % PRODUCTS
        _keep(parts, list(SAMPLES.values())[(product + number // PRODUCTS // 7) % len(SAMPLES)].read_bytes(), product)
    return Seeded(samples, found.decide(changed.encode()), "product-1")


def _keep(parts: Parts, source: bytes, product: int) -> None:
    """One more decision on a manifest that was judged before, under another product's name."""
    judged, named = parts.judge.judged(source, today=day_in_china(parts.clock())), f"product-{product}"
    told: Any = judged.record["manifest"]
    record = {**judged.record, "manifest": {**told, "id": named, "name": named}}
    portrait = _portrait(judged.portrait, product)
    seeded = replace(judged, product_id=named, record=record, portrait=portrait)
    parts.recorder.decided(seeded, Delivery("seed", "seed", None, "0" * 64))


def _portrait(portrait: str, product: int) -> str:
    """That of another product, with an owner, a limit and a lowest age of its own."""
    said = json.loads(portrait)
    for name, by in (("credit.limit", 1000), ("users.minimum_age", 1)):
        if isinstance(said["facts"].get(name), str):
            said["facts"][name] = str(int(said["facts"][name]) + product % 17 * by)
    return json.dumps(
        {**said, "name": f"{said['name']} {product}", "owner": OWNERS[product % len(OWNERS)]}, ensure_ascii=False
    )


def _measured(client: httpx.Client, seeded: Seeded, times: int, what: str) -> Iterator[Row]:
    _asked(client, f"/decisions/{seeded.samples[0]}")  # templates are compiled at the first
    first = [_asked(client, f"/decisions/{one}") for one in seeded.samples[1:]]
    yield _row("a decision, the first time its body is read", f"{what}; bodies of 3 to 5 MB", first, AIM)
    for name, address, aim in PAGES:
        path = address.format(id=seeded.decision, product=seeded.product)
        _asked(client, path)
        yield _row(name, what, [_asked(client, path) for _ in range(times if aim else 3)], aim)


def _asked(client: httpx.Client, path: str) -> tuple[float, float]:
    """Seconds by the clock, and of the processor: other programs lengthen only the first."""
    start, worked = time.perf_counter(), time.process_time()
    answer = client.get(path, timeout=120)
    took = time.perf_counter() - start, time.process_time() - worked
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    return took


def _row(what: str, given: str, times: Sequence[tuple[float, float]], aim: str) -> Row:
    clock, worked = (sorted(one) for one in zip(*times, strict=True))
    middle = clock[len(clock) // 2]
    shown = f"p50 {middle * 1e3:.0f} ms, worst {clock[-1] * 1e3:.0f} ms; processor p50 {worked[len(worked) // 2] * 1e3:.0f} ms"
    return Row(what, given, shown, aim, middle)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
