"""Published figures of the yearly cost of credit: the reference solver and the engine give each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hegui.rates import Uncomputable, annualise, timing
from rates_reference import (
    Dated,
    Kind,
    Rates,
    Timed,
    Unit,
    effective,
    eu_apr,
    eu_years,
    months_before,
    nominal,
    reg_z,
    simple,
    unit_period,
    unit_periods_between,
    xirr,
)

DATA: Final = Path(__file__).parent / "data"
KINDS: Final[Mapping[str, Kind]] = {"days": "day", "weeks": "week", "months": "month"}
UNITS: Final[Mapping[str, Unit]] = {
    "day": Unit("day"),
    "week": Unit("week"),
    "half_month": Unit("half_month"),
    "month": Unit("month"),
    "quarter": Unit("month", 3),
    "year": Unit("year"),
}


@dataclass(frozen=True, slots=True)
class Example:
    id: str
    convention: str
    unit: Unit | None
    flows: tuple[Dated, ...] | tuple[Timed, ...]
    published: tuple[Decimal, ...]
    within: Decimal
    roots: str


def entries(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return found


def examples() -> Iterator[Example]:
    for entry in entries("published-rates.yaml"):
        published = entry["published"] if isinstance(entry["published"], list) else [entry["published"]]
        yield Example(
            id=entry["id"],
            convention=entry["convention"],
            unit=unit(entry["unit_period"]) if "unit_period" in entry else None,
            flows=flows(entry["flows"]),
            published=tuple(percent(figure) for figure in published if figure != "none"),
            within=percent(entry.get("within", "0%")),
            roots=entry.get("roots", "one"),
        )


def unit(written: str | Mapping[str, int]) -> Unit:
    if isinstance(written, str):
        return UNITS[written]
    [(kinds, count)] = written.items()
    return Unit(KINDS[kinds], count)


def percent(written: str) -> Decimal:
    return Decimal(written.removesuffix("%")) / 100


def flows(written: Sequence[Mapping[str, Any]]) -> tuple[Dated, ...] | tuple[Timed, ...]:
    if "at" in written[0]:
        return tuple(Timed(at, Decimal(str(flow["amount"]))) for flow in written for at in times(flow))
    return tuple(Dated(day, Decimal(str(flow["amount"]))) for flow in written for day in dates(flow))


def times(flow: Mapping[str, Any]) -> list[Fraction]:
    first, every = Fraction(str(flow["at"])), Fraction(str(flow.get("every", 0)))
    return [first + every * turn for turn in range(flow.get("count", 1))]


def dates(flow: Mapping[str, Any]) -> list[date]:
    if "date" in flow:
        return [flow["date"]]
    first, every, turns = flow["first"], unit(flow["every"]), range(flow["count"])
    if every.kind == "week":
        return [first + timedelta(days=every.days * turn) for turn in turns]
    months = 12 if every.kind == "year" else every.count
    return [months_before(first, -months * turn, first.day) for turn in turns]


EXAMPLES: Final = tuple(examples())
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)


def rates(example: Example) -> Rates:
    match example.convention:
        case "xirr":
            return xirr(example.flows)
        case "eu-apr" | "simple":
            return {"eu-apr": eu_apr, "simple": simple}[example.convention](example.flows, example.unit)
    assert example.unit
    if example.convention == "reg-z":
        return reg_z(example.flows, example.unit)
    timed = [flow for flow in example.flows if isinstance(flow, Timed)]
    return {"nominal": nominal, "effective": effective}[example.convention](timed, example.unit)


@each_example
def test_the_reference_gives_the_published_figure(example: Example) -> None:
    found = rates(example)
    assert {0: "none", 1: "one"}.get(len(found), "several") == example.roots
    for figure in example.published:
        assert min(abs(rate - figure) for rate in found) <= example.within


PERIODS: Final = {found: period for period, found in UNITS.items()}
PRECISION: Final = Decimal("1e-8")
TOUCHING: Final = {"touching-rate", "triple-rate"}
"""The value only touches zero: floats cannot tell whether exactly one rate fits, and the engine says so."""


def by_the_engine(example: Example) -> Decimal | Uncomputable:
    period = PERIODS.get(example.unit) if example.unit else "year"
    return annualise(told(example), example.convention, period=None if example.convention == "reg-z" else period)  # type: ignore[arg-type]


def told(example: Example) -> list[tuple[date | Decimal, Decimal]]:
    """The flows in order of time; days from an arbitrary one where the unit is so many days."""
    pairs: list[tuple[date | Decimal, Decimal]] = []
    for flow in sorted(example.flows, key=lambda flow: flow.on if isinstance(flow, Dated) else flow.at):  # type: ignore[return-value]
        when: date | Decimal = flow.on if isinstance(flow, Dated) else Decimal(flow.at.numerator) / flow.at.denominator
        if example.unit and example.unit not in PERIODS and isinstance(flow, Timed):
            when = date(2026, 1, 1) + timedelta(days=int(flow.at * example.unit.days))
        pairs.append((when, flow.amount))
    return pairs


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if one.roots == "one" and one.id not in TOUCHING], ids=lambda one: one.id
)
def test_the_engine_gives_the_published_figure(example: Example) -> None:
    found = by_the_engine(example)
    assert isinstance(found, Decimal)
    [reference] = rates(example)
    assert abs(found - reference) <= PRECISION / 100 * (1 + abs(reference))
    assert min(abs(found - figure) for figure in example.published) <= max(example.within, PRECISION)


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if one.roots != "one" or one.id in TOUCHING], ids=lambda one: one.id
)
def test_the_engine_says_where_there_is_not_one_rate(example: Example) -> None:
    said = {"none": "no rate makes", "several": "several rates", "one": "cannot be told"}[example.roots]
    found = by_the_engine(example)
    assert isinstance(found, Uncomputable)
    assert said in found.en


@pytest.mark.parametrize(
    "example",
    [one for one in EXAMPLES if one.convention == "reg-z" and isinstance(one.flows[0], Dated)],
    ids=lambda example: example.id,
)
def test_the_unit_period_is_found_in_the_dates(example: Example) -> None:
    dated = [flow for flow in example.flows if isinstance(flow, Dated)]
    assert unit_period(dated) == example.unit
    assert engine_unit(dated) == example.unit


def engine_unit(dated: Sequence[Dated]) -> Unit:
    advances, payments = ([flow.on for flow in dated if (flow.amount > 0) == received] for received in (True, False))
    found = timing.unit_of(advances, payments)
    return Unit(found.kind, found.count)


@pytest.mark.parametrize(
    "entry", entries("published-intervals.yaml"), ids=lambda entry: f"{entry['from']} {entry['to']}"
)
def test_intervals_are_counted_as_published(entry: Mapping[str, Any]) -> None:
    asked, start, end = unit(entry["unit_period"]), entry["from"], entry["to"]
    count = {"eu-apr": eu_years, "reg-z": unit_periods_between}[entry["convention"]]
    published = sum((Fraction(part) for part in str(entry["is"]).split(" + ")), Fraction(0))
    assert count(start, end, asked) == published
    own = timing.Unit(asked.kind, asked.count)
    counted = timing.european_years(own, start, end) if count is eu_years else sum(timing.unit_periods(own, start, end))
    assert abs(counted - published) < 1e-12


def dated(**amounts: int) -> list[Dated]:
    return [
        Dated(date.fromisoformat(day.removeprefix("d").replace("_", "-")), Decimal(amounts[day])) for day in amounts
    ]


def test_the_last_day_of_each_month_is_a_month_from_the_last_day_of_another() -> None:
    """Appendix J (b)(3)(iv); so is the last of February from a 30th where payments fall on the 30th."""
    last = dated(d2025_01_31=300, d2025_02_28=-102, d2025_03_31=-102, d2025_04_30=-102)
    thirtieth = dated(d2025_01_30=300, d2025_02_28=-102, d2025_03_30=-102, d2025_04_30=-102)
    whole = [Timed(Fraction(at), flow.amount) for at, flow in enumerate(last)]
    assert unit_period(last) == unit_period(thirtieth) == Unit("month")
    assert reg_z(last, Unit("month")) == reg_z(thirtieth, Unit("month")) == reg_z(whole, Unit("month"))
    pairs = ([(flow.on, flow.amount) for flow in flows] for flows in (last, thirtieth))
    assert {annualise(flows, "reg-z") for flows in pairs} == {annualise([flow.amount for flow in last], "reg-z")}


def test_periods_that_occur_as_often_yield_to_the_smaller_and_single_ones_to_their_average() -> None:
    """Appendix J (b)(4)(i)(A) and (B)."""
    both = dated(d2025_01_01=9, d2025_01_08=-2, d2025_01_15=-2, d2025_02_15=-2, d2025_03_15=-2, d2025_04_01=-2)
    single = dated(d2025_01_01=9, d2025_02_05=-5, d2025_03_02=-5)
    assert unit_period(both) == engine_unit(both) == Unit("week")
    assert unit_period(single) == engine_unit(single) == Unit("month")


def test_a_common_period_that_appendix_j_does_not_count_is_refused() -> None:
    with pytest.raises(ValueError, match="no standard interval"):
        unit_period(dated(d2025_01_01=9, d2025_01_11=-4, d2025_01_21=-4, d2025_01_31=-4))


def test_unpaid_interest_bears_no_interest_under_the_united_states_rule() -> None:
    """1,000 at 12 %: 60 of the first 120 stay unpaid; 1,180 clear the loan a year later, where compounding wants 1,187.20."""
    years = [Timed(Fraction(at), Decimal(amount)) for at, amount in ((0, 1000), (1, -60), (2, -1180))]
    [rate] = simple(years)
    assert abs(rate - Decimal("0.12")) < Decimal("1e-40")
    assert nominal(years, Unit("year")) < (rate,)


def test_a_payment_before_the_first_advance_can_leave_two_rates() -> None:
    """Appendix J's student loan as remembered: the first of fifty monthly payments comes two months before any money."""
    advances = dated(d1978_09_05=1800, d1979_09_05=1800, d1980_09_05=1800, d1981_09_05=1800)
    advances += dated(d1979_01_05=1000, d1980_01_05=1000, d1981_01_05=1000, d1982_01_05=1000)
    payments = [Dated(months_before(date(1978, 7, 1), -turn, 1), Decimal(-240)) for turn in range(50)]
    assert unit_period(advances + payments) == Unit("month")
    lower, higher = reg_z(advances + payments, Unit("month"))
    assert round(lower, 4) == Decimal("0.3204")
    assert Decimal(9) < higher < Decimal(10)
