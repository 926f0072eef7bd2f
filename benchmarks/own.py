"""What is measured of hegui alone: loading, the command, one check, many checks, memory. It compares with nobody."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hegui.checking import load_manifest
from hegui.manifest.reading import Manifest
from hegui.outcomes import VIOLATED
from hegui.rulebook import Rulebook
from products import product
from timing import Sample, each, resident, spread, started, timed

__all__ = ["DAY", "Row", "micro", "milli", "rows"]

DAY = date(2026, 12, 1)
SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "qingxiang-instalment" / "manifest.yaml"


class Row(NamedTuple):
    """One line of the result. `value` is what a program reads: seconds, a rate per second, or MB."""

    what: str
    input: str
    shown: str
    aim: str
    value: float


def milli(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms"


def micro(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.2f} ms"


def rows(folder: Path, count: int) -> Iterator[Row]:
    """Every figure, in the order it is printed. `count` manifests are made, typed and checked."""
    yield from _loading(folder)
    yield from _command()
    rulebook = Rulebook.load(folder)
    yield from _reading()
    manifests = [load_manifest(product(seed)) for seed in range(count)]
    gc.collect()
    gc.freeze()  # a thousand manifests waiting their turn are no part of one check
    yield from _measures(manifests)
    yield from _one(rulebook, manifests)
    yield from _many(rulebook, manifests)
    yield from _memory(rulebook, manifests, checks=20 * count)


# ---- loading and the command


def _ready(folder: Path, *, cached: bool) -> Rulebook:
    """A rulebook with its classifications and the checks of the day put together."""
    rulebook = Rulebook.load(folder, cached=cached)
    assert rulebook.programme.groups is not None
    assert rulebook.checks(DAY)
    return rulebook


def _loading(folder: Path) -> Iterator[Row]:
    files = sum(1 for _ in folder.rglob("*.yaml"))
    rulebook = _ready(folder, cached=True)
    rules = f"{len(rulebook.contents.rules)} rules, {files} files"
    cold = timed(lambda: _ready(folder, cached=False), 5)
    cached = timed(lambda: Rulebook.load(folder), 20)
    ready = timed(lambda: _ready(folder, cached=True), 20)
    yield _row("rulebook load, cold", rules, cold, milli, aim="≤ 2.5 s")
    yield _row("rulebook load, from cache", rules, cached, milli, aim="≤ 80 ms")
    yield _row("… and put together for a day", rules, ready, milli)


def _command() -> Iterator[Row]:
    clock, _, _ = started([sys.executable, "-c", "pass"], 20)
    yield _row("python -c pass, start to exit", "nothing", clock, milli)
    program = Path(sys.executable).with_name("hegui")
    if not program.exists():
        return
    started([program, "check", SAMPLE], 1)
    clock, processor, codes = started([program, "check", SAMPLE], 20)
    kind = "sample product, rules in cache" + ("" if codes <= {0, 1, 5} else f"; exit {max(codes)}, no report")
    yield _row("hegui check, start to exit", kind, clock, milli, aim="≤ 350 ms")
    yield _row("… of which processor time", kind, processor, milli)


# ---- one check


def _reading() -> Iterator[Row]:
    text = SAMPLE.read_bytes()
    from hegui.manifest.reading import read_manifest

    read_manifest(text)
    yield _row("read and type a manifest", "sample product, YAML text", timed(lambda: read_manifest(text), 50), milli)
    plain = product(0)
    load_manifest(plain)
    yield _row("read and type a manifest", f"{KIND}, JSON text", timed(lambda: load_manifest(plain), 50), milli)


KIND = "171 facts"


def _measures(manifests: list[Manifest]) -> Iterator[Row]:
    took = each(lambda one: one.measured, manifests)
    yield _row("work out the cost of its loans, once", f"{KIND}, typed; 2 loans", took, micro)


def _one(rulebook: Rulebook, manifests: list[Manifest]) -> Iterator[Row]:
    def forget(_: Manifest) -> None:
        for group in rulebook.programme.groups:
            group.core.forget()

    def verdict(one: Manifest) -> str:
        return rulebook.check(one, as_of=DAY).verdict

    for one in manifests:
        assert verdict(one)
        assert rulebook.check(one, as_of=DAY).outcomes
    hot = each(verdict, manifests)
    settled_hot = each(lambda one: rulebook.case(one, DAY), manifests)
    cold = each(verdict, manifests, before=forget)
    settled_cold = each(lambda one: rulebook.case(one, DAY), manifests, before=forget)
    typed = f"{KIND}, typed"
    yield _latency("one check, verdict, memo hot", typed, hot, "≤ 1.5 ms p50")
    yield _latency("one check, verdict, memo cold", typed, cold, "≤ 4 ms p50")
    yield _latency("characterising, memo hot", typed, settled_hot)
    yield _latency("characterising, memo cold", typed, settled_cold)
    core = settled_cold.median - settled_hot.median
    share = f"{micro(core)}, {core / settled_cold.median:.0%} of it"
    yield Row("… of which durable_rules", typed, share, "", core)
    for one in manifests:
        assert rulebook.case(one, DAY)  # the memo was emptied
    outcomes = each(lambda one: rulebook.check(one, as_of=DAY).outcomes, manifests)
    yield _latency("one check, every outcome, memo hot", typed, outcomes)
    bodies = each(lambda one: rulebook.check(one, as_of=DAY).body_bytes, manifests[:40])
    yield _latency("one check, the full body with all explanations", typed, bodies)


# ---- many checks, and memory


def _many(rulebook: Rulebook, manifests: list[Manifest]) -> Iterator[Row]:
    def verdicts() -> Counter[str]:
        return Counter(one.verdict for one in rulebook.check_many(manifests, as_of=DAY))

    def in_full() -> int:
        cases = [rulebook.opened(manifest, DAY) for manifest in manifests]
        return sum(1 for case in cases for _ in rulebook.in_the_way(case, {VIOLATED}, core=False))

    def outcomes() -> int:
        return sum(len(one.outcomes) for one in rulebook.check_many(manifests, as_of=DAY))

    def anew() -> Counter[str]:
        for manifest in manifests:
            vars(manifest).pop("measured", None)
        return verdicts()

    found = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts().items()))
    kind = f"{len(manifests)} manifests of {KIND}, typed"
    yield _rate("check_many, verdicts", f"{kind} ({found})", len(manifests), timed(verdicts, 9), "≥ 3000 a second")
    yield _rate("check_many, verdicts where no rule ends the search", kind, len(manifests), timed(in_full, 5))
    yield _rate("check_many, every outcome", kind, len(manifests), timed(outcomes, 5))
    yield _rate("check_many, verdicts, loan costs not worked out yet", kind, len(manifests), timed(anew, 3))


def _memory(rulebook: Rulebook, manifests: list[Manifest], checks: int) -> Iterator[Row]:
    """Through the core; its memo emptied now and then, and a full body every five hundred checks."""

    def run(number: int) -> None:
        decision = rulebook.check(manifests[number % len(manifests)], as_of=DAY)
        assert decision.verdict
        if number % 500 == 0:
            assert decision.body_bytes
        if number % 20 == 0:
            for group in rulebook.programme.groups:
                group.core.forget()

    for number in range(checks // 10):
        run(number)
    before = resident()
    for number in range(checks):
        run(number)
    after = resident()
    shown = f"{after:.0f} MB, {after - before:+.1f} MB"
    yield Row(
        f"memory after {checks:,} more checks", f"{KIND}, typed; memo emptied every 20", shown, "flat", after - before
    )


def _row(what: str, kind: str, sample: Sample, unit: Callable[[float], str], aim: str = "") -> Row:
    return Row(what, kind, spread(sample, unit), aim, sample.median)


def _latency(what: str, kind: str, sample: Sample, aim: str = "") -> Row:
    shown = f"p50 {micro(sample.median)}, p99 {micro(sample.at(0.99))}"
    return Row(what, kind, shown, aim, sample.median)


def _rate(what: str, kind: str, count: int, sample: Sample, aim: str = "") -> Row:
    rate = count / sample.median
    return Row(what, kind, f"{rate:,.0f} a second ({micro(sample.median / count)} each)", aim, rate)
