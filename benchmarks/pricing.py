"""Times what a loan costs, beside peers, and a table of ten thousand: `python benchmarks/pricing.py`. It asserts no time.

python benchmarks/pricing.py                 # all of it, a minute
python benchmarks/pricing.py --quick         # small numbers of everything
python benchmarks/pricing.py --json FILE     # the figures for a program as well
python benchmarks/pricing.py --write         # put the table into docs/performance.md

Only answers that differ by more than 1e-8 make it fail.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy_financial
import pyxirr
import scipy.optimize
from hegui.rates import Charge, CostOfCredit, Dates, Loan, annualise, cost, cost_of
from hegui.rates.solving import Flows, rate
from hegui.rates.table import price_table
from hegui_adapters.price.price_list import read_price_list
from hegui_adapters.price.priced_list import list_csv
from own import Row, micro, milli
from report import about, finished, options, printed
from timing import Sample, each, interleaved, spread, timed

PACKAGES = ("hegui", "numpy", "pyxirr", "numpy-financial", "scipy")
CLOSE = 1e-8

GUARANTEE = Charge("担保费", rate=Decimal("0.03"), timing="at_start", mandatory=True)
SERVICE = Charge("服务费", rate=Decimal("0.002"), timing="each_period", mandatory=True)
PLAIN = Loan(Decimal(50000), 36, "month", "equal_instalment", Decimal("0.18"))
CHARGED = replace(PLAIN, charges=(GUARANTEE, SERVICE))
KINDS = [
    ("no charges", PLAIN),
    ("two charges", CHARGED),
    ("two charges, one on what is owed", replace(CHARGED, charges=(GUARANTEE, replace(SERVICE, basis="outstanding_principal")))),
    ("two charges, odd first period, actual/365", replace(CHARGED, dates=Dates(date(2026, 1, 20), date(2026, 3, 1), "act_365"))),
]  # fmt: skip
AIMED = dict.fromkeys(("no charges", "two charges"), "≤ 100 µs p50")
STATED = {
    "principal": "50000", "periods": 36, "period": "month", "method": "equal_instalment", "nominal_rate": "18% per year",
    "fees": [
        {"name": "担保费", "rate": "3%", "basis": "original_principal", "timing": "at_start"},
        {"name": "服务费", "rate": "0.2%", "basis": "original_principal", "timing": "each_period"},
    ],
}  # fmt: skip


def main() -> int:
    asked = options("Times what a loan costs, beside peers.").parse_args()
    said = about(PACKAGES)
    count = 1000 if asked.quick else 10_000
    gc.collect()
    gc.freeze()
    found = [*printed(_one(count)), *printed(_peers(count // 20)), *printed(_table(count, 3 if asked.quick else 7))]
    return finished(found, said, asked, "pricing benchmark")


# ---- one loan


def _one(count: int) -> Iterator[Row]:
    for kind, loan in KINDS:
        yield _latency(
            "one cost: plan to the cent, three readings",
            f"36 months, {kind}",
            cost_of,
            [loan] * count,
            AIMED.get(kind, ""),
        )
    yield _latency(
        "one cost, from facts as a manifest states them", "36 months, two charges", cost, [STATED] * (count // 10)
    )


def _latency(what: str, kind: str, run: Callable[[Loan], object], subjects: Sequence[object], aim: str = "") -> Row:
    for subject in subjects[:100]:
        run(subject)  # type: ignore[arg-type]
    found: Sample = each(run, subjects)  # type: ignore[arg-type]
    return Row(what, kind, f"p50 {micro(found.median)}, p99 {micro(found.at(0.99))}", aim, found.median)


# ---- flows that are given, beside peers


def _peers(count: int) -> Iterator[Row]:
    """The rate of 37 monthly flows, and of 37 days, by each; every one takes what it takes best."""
    found = cost_of(CHARGED)
    assert isinstance(found, CostOfCredit)
    amounts = [float(flow) for flow in found.flows]
    months: dict[str, Callable[[], float]] = {
        "hegui, annualise": lambda: float(annualise(amounts, "nominal")) / 12,  # type: ignore[arg-type]
        "hegui, its solver alone": lambda: float(rate(Flows(amounts))),
        "pyxirr.irr": lambda: float(pyxirr.irr(amounts) or 0),
        "numpy_financial.irr": lambda: float(numpy_financial.irr(amounts)),
        "scipy.optimize.brentq on numpy_financial.npv": lambda: float(
            scipy.optimize.brentq(lambda at: numpy_financial.npv(at, amounts), 0.0, 1.0, xtol=1e-12)
        ),
    }
    yield from _side_by_side("37 monthly flows", months, count)
    dated = cost_of(KINDS[-1][1])
    assert isinstance(dated, CostOfCredit)
    pairs = list(zip(dated.plan.days, map(float, dated.flows), strict=True))
    days: dict[str, Callable[[], float]] = {
        "hegui, annualise by days": lambda: float(annualise(pairs, "xirr")),  # type: ignore[arg-type]
        "pyxirr.xirr": lambda: float(pyxirr.xirr(pairs) or 0),
    }
    yield from _side_by_side("37 flows by day", days, count)


def _side_by_side(kind: str, runs: dict[str, Callable[[], float]], count: int) -> Iterator[Row]:
    first, *others = runs
    for name in others:
        apart = abs(runs[name]() - runs[first]())
        yield Row(
            f"{'same' if apart <= CLOSE else 'DIFFERENT'} rate, hegui and {name}",
            kind,
            f"apart by {apart:.0e}",
            "≤ 1e-8",
            apart,
        )
    found = interleaved({name: lambda run=run: [run() for _ in range(count)] for name, run in runs.items()}, 9)  # type: ignore[misc]
    for name, sample in found.items():
        shown = f"{spread(sample, lambda seconds: micro(seconds / count))}, ×{sample.median / found[first].median:.2f}"
        yield Row(name, kind, shown, "", sample.median / count)


# ---- a table


def _table(count: int, times: int) -> Iterator[Row]:
    loans = list(_loans(count))
    priced, alone = price_table(loans), [cost_of(loan) for loan in loans]
    wrong = sum(
        not isinstance(one, CostOfCredit)
        or (price.nominal, price.effective, price.simple, price.total_cost)
        != (one.nominal, one.effective, one.simple, one.total_cost)
        for price, one in zip(priced.prices, alone, strict=True)
    )
    kind = f"{count:,} rows, two charges, 3 to 36 months"
    what = f"{'DIFFERENT' if wrong else 'same'} figures, table and one by one"
    yield Row(what, kind, f"{count - wrong:,} of {count:,}", "all", count - wrong)
    rows, text = list(map(_stated, loans)), _csv(loans)
    runs: dict[str, Callable[[], object]] = {
        "price_table, terms in": lambda: price_table(loans),
        "price_table, facts as a manifest states them in": lambda: price_table(rows),
        "hegui price table, CSV in and out": lambda: _through(text),
        "one by one, terms in": lambda: [cost_of(loan) for loan in loans],
    }
    for name, sample in interleaved(runs, times).items():
        aim = "≤ 0.5 s" if name == "price_table, terms in" and count == 10_000 else ""
        yield Row(name, kind, f"{spread(sample, milli)}, {micro(sample.median / count)} a row", aim, sample.median)
    flows = [[float(flow) for flow in one.flows] for one in alone if isinstance(one, CostOfCredit)]
    shown = timed(lambda: [pyxirr.irr(one) for one in flows], times)
    yield Row(
        "pyxirr.irr, one by one, flows given",
        kind,
        f"{spread(shown, milli)}; no plan, no sums, one reading",
        "",
        shown.median,
    )


def _loans(count: int) -> Iterator[Loan]:
    """Segment by term by channel, every fifth another way to repay."""
    draw = random.Random(4)  # noqa: S311 - test data
    methods = ("equal_instalment",) * 4 + ("equal_principal", "interest_only", "flat", "bullet")
    for _ in range(count):
        yield Loan(
            Decimal(draw.randrange(1000, 200_000)), draw.choice((3, 6, 9, 12, 18, 24, 36)), "month", draw.choice(methods),
            Decimal(draw.randrange(600, 2400)) / 10_000, (GUARANTEE, SERVICE),
        )  # fmt: skip


def _stated(loan: Loan) -> dict[str, object]:
    own = {"principal": str(loan.principal), "periods": loan.periods, "method": loan.method}
    return {**STATED, **own, "nominal_rate": f"{loan.nominal_rate * 100:f}% per year"}


def _csv(loans: Sequence[Loan]) -> bytes:
    charges = [f"fee.{name}.{field}" for name in ("guarantee", "service") for field in ("rate", "basis", "timing")]
    said = "3%,original_principal,at_start,0.2%,original_principal,each_period"
    rows = [
        f"{loan.principal},{loan.periods},month,{loan.method},{loan.nominal_rate * 100:f}% per year,{said}"
        for loan in loans
    ]
    return "\n".join([",".join(["principal,periods,period,method,nominal_rate", *charges]), *rows]).encode()


def _through(text: bytes) -> str:
    given = read_price_list(text, "list.csv")
    return list_csv(given, price_table(given.stated).prices, "en")


if __name__ == "__main__":
    sys.exit(main())
