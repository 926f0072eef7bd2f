"""Laws every cost keeps, whatever the loan: what a fee, a delay, a scale, a calendar may and may not change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hegui.rates import (
    CEILING,
    PERIODS_PER_YEAR,
    QUANTUM,
    Charge,
    CostOfCredit,
    Dates,
    Drawing,
    Grace,
    Loan,
    MinimumPayment,
    RateStep,
    Uncomputable,
    annualise,
    cost_of,
    cost_range,
)
from hegui.rates.days import due_days
from hegui.rates.plan import plan, to_the_full
from hegui.rates.stated import tier_as_loan
from hegui.values import NONE, Range
from hypothesis import assume, given, settings
from hypothesis import strategies as st

RATES = ("nominal", "effective", "simple")
TEN = Decimal("1e-10")
METHODS = ["equal_instalment", "equal_principal", "interest_only", "bullet", "flat"]

money = st.decimals("1", "200000", places=2)
yearly = st.decimals("0", "0.36", places=4)
loans = st.builds(
    Loan,
    principal=money,
    periods=st.integers(2, 36),
    period=st.sampled_from(["week", "half_month", "month", "quarter", "year"]),
    method=st.sampled_from(METHODS),
    nominal_rate=yearly,
)
fees = st.builds(
    Charge,
    name=st.just("费"),
    rate=st.decimals("0", "0.05", places=4),
    basis=st.sampled_from(["original_principal", "outstanding_principal", "drawn"]),
    timing=st.sampled_from(["at_start", "deducted", "each_period", "at_end"]),
    mandatory=st.sampled_from([True, None]),
)


def shaped(loan: Loan, shape: str) -> Loan:
    """The loan with one thing that makes it irregular; one that no plan can be made of is left as it is."""
    half = (loan.principal / 2).quantize(Decimal("0.01"))
    found = {
        "plain": loan,
        "stepped": replace(loan, steps=(RateStep(2, loan.nominal_rate + Decimal("0.1")),)),
        "grace": replace(loan, grace=Grace(1, "due_after")),
        "balloon": replace(loan, balloon=half),
        "drawn": replace(loan, drawings=(Drawing(0, half), Drawing(1, loan.principal - half))),
        "revolving": replace(loan, method="revolving", minimum=MinimumPayment(Decimal("0.1"))),
        "dated": replace(loan, dates=Dates(date(2026, 1, 10), date(2026, 3, 1), "act_365")),
    }[shape]
    return found if isinstance(cost_of(found), CostOfCredit) else loan


shapes = st.builds(
    shaped, loans, st.sampled_from(["plain", "stepped", "grace", "balloon", "drawn", "revolving", "dated"])
)


def cost(loan: Loan, *charges: Charge) -> CostOfCredit:
    found = cost_of(replace(loan, charges=loan.charges + charges))
    assert isinstance(found, CostOfCredit)
    return found


def readings(loan: Loan, *charges: Charge) -> tuple[Decimal, Decimal, Decimal]:
    found = cost(loan, *charges)
    assert isinstance(found.nominal, Decimal)
    assert isinstance(found.effective, Decimal)
    assert isinstance(found.simple, Decimal)
    return found.nominal, found.effective, found.simple


def no_lower(after: tuple[Decimal, ...], before: tuple[Decimal, ...]) -> bool:
    return all(one >= other for one, other in zip(after, before, strict=True))


# ---- interest alone


@given(loans)
def test_equal_instalments_without_a_fee_cost_the_rate_and_the_rate_compounded(loan):
    per_year = PERIODS_PER_YEAR[loan.period]
    flows = plan(replace(loan, method="equal_instalment"), to_the_full).flows
    compounded = (1 + loan.nominal_rate / per_year) ** per_year - 1

    assert abs(annualise(flows, "nominal", period=loan.period) - loan.nominal_rate) <= TEN
    assert abs(annualise(flows, "effective", period=loan.period) - compounded) <= TEN * (1 + compounded)


@given(loans, st.sampled_from(["grace", "balloon", "drawn", "revolving"]))
def test_interest_on_what_is_owed_costs_its_rate_in_every_shape(loan, shape):
    kind = "capitalised" if shape == "grace" else "paid"
    loan = shaped(replace(loan, method="equal_instalment"), shape)
    loan = replace(loan, grace=Grace(1, kind)) if shape == "grace" else loan  # type: ignore[arg-type]
    assert cost(loan).nominal == loan.nominal_rate


# ---- fees


@settings(deadline=None)
@given(shapes, st.lists(fees, max_size=2), fees)
def test_another_fee_never_lowers_any_reading(loan, charges, fee):
    assert no_lower(readings(loan, *charges, fee), readings(loan, *charges))


@given(loans, fees)
def test_a_fee_that_is_something_raises_the_cost(loan, fee):
    something = replace(fee, basis="original_principal", rate=max(fee.rate, Decimal("0.01")))
    assume(loan.periods / PERIODS_PER_YEAR[loan.period] <= 10)
    assert no_lower(readings(loan, something), tuple(one + QUANTUM for one in readings(loan)))


@given(shapes, st.decimals("0.01", "0.3", places=3))
def test_deducting_interest_up_front_raises_every_reading(loan, share):
    ahead = Charge("砍头息", rate=share, timing="deducted")
    behind = replace(ahead, timing="at_end")
    assert no_lower(readings(loan, ahead), readings(loan, behind))
    assert readings(loan, ahead)[0] > readings(loan)[0]


@given(loans, st.decimals("0.01", "0.3", places=3))
def test_splitting_a_fee_over_the_term_lowers_every_reading(loan, share):
    whole = Charge("费", amount=loan.principal * share, timing="at_start")
    split = Charge("费", amount=loan.principal * share / loan.periods, timing="each_period")
    exact = (
        annualise(plan(replace(loan, charges=(one,)), to_the_full).flows, "nominal", period=loan.period)
        for one in (split, whole)
    )
    assert next(exact) < next(exact)
    assert no_lower(readings(loan, whole), readings(loan, split))


# ---- the readings beside each other


@given(shapes, st.lists(fees, max_size=3))
def test_compounded_is_never_below_nominal(loan, charges):
    nominal, effective, _ = readings(loan, *charges)
    assert effective >= nominal >= 0


@given(shapes, st.lists(fees, max_size=3))
def test_simple_is_never_below_nominal(loan, charges):
    """Interest that waits bears none, so it takes a higher rate. Part periods bear less compounded than simple."""
    assume(loan.dates is None)
    nominal, _, simple = readings(loan, *charges)
    assert simple >= nominal


@given(loans, st.lists(fees, max_size=3), st.sampled_from(["equal_instalment", "equal_principal", "flat"]))
def test_simple_is_nominal_where_every_payment_covers_its_interest(loan, charges, method):
    loan = replace(loan, method=method)
    found, owed = cost(loan, *charges), cost(loan, *charges).flows[0]
    per_period = found.nominal / PERIODS_PER_YEAR[loan.period]
    for paid in found.payments:
        assume(paid > owed * per_period)
        owed += owed * per_period - paid
    assert found.simple == found.nominal


def test_simple_is_above_nominal_where_interest_waits():
    """Two years at 24 % simple, nothing before the end: 1.48 is 1.2166² a year."""
    two = Loan(Decimal(1000), 2, "year", "bullet", Decimal("0.24"))
    assert readings(two) == (Decimal("0.2166"), Decimal("0.2166"), Decimal("0.2400"))


# ---- what changes nothing


@given(shapes, st.lists(fees, max_size=2), st.sampled_from(["0.01", "7", "1000"]))
def test_scale_and_currency_do_not_matter(loan, charges, scale):
    larger = replace(
        loan,
        principal=loan.principal * Decimal(scale),
        balloon=loan.balloon * Decimal(scale),
        drawings=tuple(replace(one, amount=one.amount * Decimal(scale)) for one in loan.drawings),
    )
    assert readings(larger, *charges) == readings(loan, *charges)


@given(loans, fees, st.sampled_from(["act_365", "act_360", "thirty_360", "act_act", None]))
def test_a_calendar_repeats_after_twenty_eight_years(loan, fee, count):
    dates = Dates(date(2024, 2, 10), date(2024, 3, 31), count)
    later = Dates(date(2052, 2, 10), date(2052, 3, 31), count)
    assert readings(replace(loan, dates=later), fee) == readings(replace(loan, dates=dates), fee)


@given(loans, fees, st.integers(1, 28), st.booleans())
def test_regular_days_cost_the_same_as_none(loan, fee, day, written):
    assume(loan.period in ("month", "quarter", "year", "week"))
    start = date(2025, 1, day)
    days = due_days(start, loan.period, loan.periods + 1)
    dates = Dates(start, days[1], None, days[1:] if written else ())
    assert readings(replace(loan, dates=dates), fee) == readings(loan, fee)


@given(loans, st.sampled_from(RATES))
def test_month_ends_are_as_regular_as_any_day(loan, reading):
    assume(loan.period in ("month", "quarter", "year"))
    days = due_days(date(2024, 1, 31), loan.period, loan.periods + 1)
    ends = replace(loan, dates=Dates(days[0], days[1], None, days[1:]))
    assert cost(ends).by(reading) == cost(loan).by(reading)


def test_a_longer_first_period_without_more_interest_costs_less():
    loan = Loan(Decimal(1000), 12, "month", "equal_instalment", Decimal("0.24"))
    late = replace(loan, dates=Dates(date(2026, 1, 10), date(2026, 3, 10)))
    assert readings(late) < readings(loan)


@given(shapes, st.lists(fees, max_size=2))
def test_a_convention_is_the_reading_it_names(loan, charges):
    found = cost(loan, *charges)
    assert (found.by("jingui-2025-9-nominal"), found.by("pbc-2021-3-effective"), found.by("private-lending")) == (
        found.nominal, found.effective, found.simple,
    )  # fmt: skip


# ---- a price partly known

CAP = Decimal("0.24")


@given(shapes, st.lists(fees, max_size=3), st.lists(fees, max_size=3))
def test_the_range_of_a_price_holds_every_completion(loan, known, hidden):
    partial = cost_range(replace(loan, charges=tuple(known)), unknown_charges=True)
    full = readings(loan, *known, *hidden)
    for name, figure in zip(RATES, full, strict=True):
        proved = getattr(partial, name)
        assert isinstance(proved, Range)
        assert proved.low <= figure
        assert proved.high is None


@given(loans, st.lists(fees, max_size=3))
def test_interest_alone_over_the_cap_is_over_it_whatever_the_fees(loan, charges):
    dear = replace(loan, method="equal_instalment", nominal_rate=CAP + QUANTUM)
    unknown = cost_range(dear, unknown_charges=True).nominal
    assert isinstance(unknown, Range)
    assert unknown.low > CAP
    assert readings(dear, *charges)[0] > CAP


# ---- tiers

OFFER = {"principal": Decimal(1000), "periods": Decimal(12), "nominal_rate": Decimal("0.12"), "fees": ("offer's",)}
STEP = {"from_period": Decimal(4), "nominal_rate": Decimal("0.2")}


def tier(**terms: object) -> dict[str, object]:
    return tier_as_loan(OFFER, terms)


def test_a_tier_takes_of_the_offer_all_it_does_not_say_itself():
    assert tier(nominal_rate=Decimal("0.1")) == {**OFFER, "nominal_rate": Decimal("0.1")}
    assert tier(periods=Decimal(6), fees=())["periods"] == 6
    assert tier(periods=Decimal(6), fees=())["fees"] == ()
    assert tier(fees=NONE)["fees"] is NONE


def test_a_tier_is_so_many_points_from_the_base():
    assert tier(above_base=Decimal("0.03"))["nominal_rate"] == Decimal("0.15")
    assert tier(below_base=Decimal("0.03"))["nominal_rate"] == Decimal("0.09")
    assert tier(below_base=NONE, above_base=Decimal("0.03"))["nominal_rate"] == Decimal("0.15")


def test_points_move_every_step_of_the_rate():
    moved = tier_as_loan({**OFFER, "rate_steps": (STEP, None)}, {"above_base": Decimal("0.03")})
    assert moved["rate_steps"] == ({**STEP, "nominal_rate": Decimal("0.23")}, None)


def test_a_tier_without_rate_or_points_or_from_an_unknown_base_has_no_rate():
    assert tier()["nominal_rate"] is None
    assert tier_as_loan({**OFFER, "nominal_rate": None}, {"above_base": Decimal("0.03")})["nominal_rate"] is None


# ---- wild terms of every shape

wild = st.decimals() | st.sampled_from([Decimal("1E-999999"), Decimal("1E+999999"), Decimal("0.01"), Decimal(1000)])
counts = st.integers(-2, 40) | st.sampled_from([12_000, 10**9])
wild_dates = st.builds(
    Dates,
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.sampled_from([None, "act_365", "act_360", "thirty_360", "act_act"]),
    st.lists(st.dates(), max_size=4).map(tuple),
)
near_dates = st.builds(
    lambda start, days, count: Dates(start, start + timedelta(days=days), count),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(1, 400), st.sampled_from([None, "act_365", "act_act"]),
)  # fmt: skip
wild_charges = st.builds(
    Charge,
    name=st.text(max_size=3),
    amount=st.none() | wild,
    rate=st.none() | wild | st.decimals("-0.1", "0.1"),
    basis=st.sampled_from(["original_principal", "outstanding_principal", "instalment", "drawn"]),
    timing=st.sampled_from(["at_start", "deducted", "each_period", "at_end", "on_event"]),
    mandatory=st.sampled_from([True, False, None]),
    first=st.integers(-1, 5),
    last=st.none() | st.integers(-1, 50),
)
wild_loans = st.builds(
    Loan,
    principal=wild | money,
    periods=st.integers(-1, 40),
    period=st.sampled_from(sorted(PERIODS_PER_YEAR)),
    method=st.sampled_from([*METHODS, "schedule", "revolving"]),
    nominal_rate=wild | st.decimals("0", "9999"),
    charges=st.lists(wild_charges | fees, max_size=3).map(tuple),
    schedule=st.none() | st.lists(wild, max_size=4).map(tuple),
    steps=st.lists(st.builds(RateStep, counts, wild | yearly), max_size=2).map(tuple),
    grace=st.none() | st.builds(Grace, counts, st.sampled_from(["paid", "capitalised", "due_after", "waived"])),
    balloon=wild | st.just(Decimal(0)),
    drawings=st.lists(st.builds(Drawing, counts, wild), max_size=2).map(tuple),
    minimum=st.none() | st.builds(MinimumPayment, wild | yearly, wild | money),
    dates=st.none() | wild_dates | near_dates,
)


def by_pieces(loan: Loan, pieces: Loan, names: list[str]) -> Loan:
    return replace(loan, **{name: getattr(pieces, name) for name in names})


PIECES = ["charges", "schedule", "steps", "grace", "balloon", "drawings", "minimum", "dates", "method"]
half_wild = st.builds(by_pieces, shapes, wild_loans, st.lists(st.sampled_from(PIECES), max_size=3))


@settings(deadline=None, max_examples=200)
@given(wild_loans | half_wild, st.booleans(), st.sampled_from(["reg-z", "eu-apr", "xirr", "nominal"]))
def test_no_terms_however_wild_raise(loan, unknown_charges, convention):
    cost_range(loan, unknown_charges=unknown_charges)
    found = cost_of(loan)
    if isinstance(found, CostOfCredit):
        assert isinstance(found.by(convention), Decimal | Uncomputable)
        assert all(isinstance(getattr(found, name), Uncomputable) or getattr(found, name) <= CEILING for name in RATES)
