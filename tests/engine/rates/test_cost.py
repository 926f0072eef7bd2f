"""The yearly cost of loans: published figures, laws every loan keeps, a second solver, and where there is no figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hegui.rates import (
    CEILING,
    PERIODS_PER_YEAR,
    QUANTUM,
    Charge,
    CostOfCredit,
    Dates,
    Loan,
    Uncomputable,
    annualise,
    cost_of,
    cost_range,
    rounded,
)
from hypothesis import given
from hypothesis import strategies as st

CAP = Decimal("0.24")
FEE = Charge("分期手续费", rate=Decimal("0.006"), timing="each_period", payee="operator")
GUARANTEE = Charge("担保费", rate=Decimal("0.03"), timing="at_start", payee="guarantor")
SAMPLE = Loan(Decimal(12000), 12, "month", "flat", charges=(FEE, GUARANTEE))
TWENTY_FOUR = Loan(Decimal(10000), 12, "month", "equal_instalment", CAP)


def flows(*written: float | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(flow)) for flow in written)


def cost(loan: Loan) -> CostOfCredit:
    found = cost_of(loan)
    assert isinstance(found, CostOfCredit)
    return found


def rates(loan: Loan) -> tuple[Decimal | Uncomputable, Decimal | Uncomputable]:
    return cost(loan).nominal, cost(loan).effective


def rate_of(paid, convention, period="month") -> Decimal:
    found = annualise(paid, convention, period=period)
    assert isinstance(found, Decimal)
    return rounded(found)


def with_charges(loan: Loan, *charges: Charge) -> Loan:
    return replace(loan, charges=loan.charges + charges)


def bisected(paid: Sequence[Decimal], low: str = "-0.99", high: str = "1000") -> Decimal:
    """The rate a period at which `paid` is worth nothing, by halving: slow, plain and independent of the solver."""

    def worth(rate: Decimal) -> Decimal:
        return sum((flow / (1 + rate) ** k for k, flow in enumerate(paid)), Decimal(0))

    below, above = Decimal(low), Decimal(high)
    for _ in range(70):
        middle = (below + above) / 2
        below, above = (middle, above) if worth(middle) < 0 else (below, middle)
    return below


def test_sample_of_the_report_costs_what_the_report_says():
    found = cost(SAMPLE)

    assert found.payments == (Decimal(1072),) * 12
    assert found.flows == (Decimal(11640), *(Decimal(-1072),) * 12)
    assert (found.paid_up_front, found.total_paid, found.total_cost) == (360, 13224, 1224)
    assert (found.nominal, found.effective) == (Decimal("0.1887"), Decimal("0.2059"))


def test_deducting_a_charge_costs_the_same_as_paying_it_at_the_start():
    kept_back = cost(replace(SAMPLE, charges=(FEE, replace(GUARANTEE, timing="deducted"))))

    assert kept_back.deducted == 360
    assert (kept_back.nominal, kept_back.total_cost) == (cost(SAMPLE).nominal, cost(SAMPLE).total_cost)


PUBLISHED = [
    # 12,000 in 12 parts at 0.6 % a period, 1,072 each: the everyday example of Chinese card instalments
    ("fee of 0.6 % a period", flows(12000, *[-1072] * 12), "month", "0.1303", "0.1384"),
    # US Regulation Z (12 CFR 1026), appendix J (c)(1): 5,000 advanced, 24 payments of 230, APR 9.69 %
    ("Regulation Z", flows(5000, *[-230] * 24), "month", "0.0969", None),
    # Directive 98/7/EC, annex III: 1,000 lent; 12.92 %, 16.85 % (50 withheld), 13.07 %, 13.19 %
    ("98/7/EC: 1,200 after 18 months", flows(1000, *[0] * 17, -1200), "month", None, "0.1292"),
    ("98/7/EC: 50 withheld", flows(950, *[0] * 17, -1200), "month", None, "0.1685"),
    ("98/7/EC: 600 twice", flows(1000, -600, -600), "year", None, "0.1307"),
    ("98/7/EC: 272, 272, 544", flows(1000, -272, -272, 0, -544), "quarter", None, "0.1319"),
]


@pytest.mark.parametrize(
    ("paid", "period", "nominal", "effective"), [p[1:] for p in PUBLISHED], ids=[p[0] for p in PUBLISHED]
)
def test_published_figure_is_found(paid, period, nominal, effective):
    for convention, published in (("nominal", nominal), ("effective", effective)):
        assert published is None or rate_of(paid, convention, period) == Decimal(published)


BY_METHOD = [
    ("equal_instalment", "0.2400", "0.2682"),
    ("equal_principal", "0.2400", "0.2682"),
    ("interest_only", "0.2400", "0.2682"),
    ("bullet", "0.2171", "0.2400"),  # 12 x (1.24^(1/12) - 1): interest that waits a year does not compound
    ("flat", "0.4170", "0.5067"),  # 24 % of what has long been repaid is nearly twice 24 %
]


@pytest.mark.parametrize(("method", "nominal", "effective"), BY_METHOD, ids=[row[0] for row in BY_METHOD])
def test_twenty_four_percent_costs_this_by_each_method(method, nominal, effective):
    assert rates(replace(TWENTY_FOUR, method=method)) == (Decimal(nominal), Decimal(effective))


CAPPED = [
    Loan(Decimal("1000.00") + k * Decimal("999.97"), 3 + 7 * k % 34, "month", "equal_instalment", CAP)
    for k in range(200)
]


def test_loan_priced_at_the_cap_is_at_the_cap():
    assert {rates(loan) for loan in CAPPED} == {(Decimal("0.2400"), Decimal("0.2682"))}


def test_cents_of_a_loan_of_some_size_give_the_same_figure():
    paid = [cost(loan).flows for loan in CAPPED if loan.principal >= 2000]

    assert {rate_of(each, "nominal") for each in paid} == {Decimal("0.2400")}
    assert {rate_of(each, "effective") for each in paid} == {Decimal("0.2682")}


def test_cents_do_not_carry_a_tiny_loan_past_its_price():
    tiny = replace(TWENTY_FOUR, principal=Decimal("31.40"), periods=3)

    assert rates(tiny) == (Decimal("0.2400"), Decimal("0.2682"))
    assert rate_of(cost(tiny).flows, "nominal") != rates(tiny)[0]


money = st.decimals("0.01", "200000", places=2)
loans = st.builds(
    Loan,
    principal=money,
    periods=st.integers(1, 36),
    period=st.sampled_from(["week", "half_month", "month", "quarter", "year"]),
    method=st.sampled_from(["equal_instalment", "equal_principal", "interest_only", "bullet", "flat"]),
    nominal_rate=st.decimals("0", "0.36", places=4),
)
timings = st.sampled_from(["at_start", "deducted", "each_period", "at_end"])
fees = st.builds(
    Charge,
    name=st.just("费"),
    rate=st.decimals("0", "0.05", places=4),
    basis=st.sampled_from(["original_principal", "outstanding_principal", "drawn"]),
    timing=timings,
    mandatory=st.sampled_from([True, None]),
)


@given(loans, st.sampled_from(["equal_instalment", "equal_principal", "interest_only"]))
def test_interest_on_the_principal_left_is_the_whole_cost_without_fees(loan, method):
    per_year = PERIODS_PER_YEAR[loan.period]
    compounded = ((1 + loan.nominal_rate / per_year) ** per_year - 1).quantize(Decimal("1e-10"))
    expected = (loan.nominal_rate, compounded.quantize(QUANTUM, ROUND_HALF_UP))

    assert rates(replace(loan, method=method)) == expected


@given(loans, st.lists(fees, max_size=3))
def test_figures_agree_with_bisection(loan, charges):
    loan = replace(loan, principal=loan.principal + 100_000)  # so that cents move nothing
    found = cost(with_charges(loan, *charges))
    per_period = bisected(found.flows)

    assert abs(found.nominal - per_period * PERIODS_PER_YEAR[loan.period]) <= QUANTUM * Decimal("0.6")


@given(loans, st.lists(fees, max_size=2), fees)
def test_another_fee_never_lowers_the_cost(loan, charges, fee):
    before, after = rates(with_charges(loan, *charges)), rates(with_charges(loan, *charges, fee))

    assert after[0] >= before[0]
    assert after[1] >= before[1]


@given(loans, fees)
def test_paying_a_fee_sooner_never_lowers_the_cost(loan, fee):
    whole = replace(fee, basis="original_principal")
    late, soon = (rates(with_charges(loan, replace(whole, timing=timing))) for timing in ("at_end", "deducted"))

    assert soon >= late


@given(loans, st.lists(fees, max_size=3))
def test_compounded_cost_is_never_below_the_nominal_one(loan, charges):
    nominal, effective = rates(with_charges(loan, *charges))

    assert effective >= nominal >= 0


@given(loans, st.lists(fees, max_size=3), st.sampled_from(["0.001", "7", "1000"]))
def test_cost_does_not_depend_on_the_size_of_the_loan(loan, charges, scale):
    loan = with_charges(loan, *charges)

    assert rates(replace(loan, principal=loan.principal * Decimal(scale))) == rates(loan)


@given(loans)
def test_cost_does_not_depend_on_the_callers_decimal_context(loan):
    expected = cost(loan)

    with localcontext() as context:
        context.prec = 3
        assert cost_of(loan) == expected


SCHEDULED = Loan(Decimal(1000), 2, "month", "schedule")


@pytest.mark.parametrize(
    ("schedule", "nominal"),
    [((500, 500), "0"), ((500, 490), "-0.0804"), ((0, 1000), "0"), ((0, 0.01), "-11.9621")],
)
def test_loan_without_cost_or_with_a_subsidy_has_a_rate_of_nought_or_less(schedule, nominal):
    assert rates(replace(SCHEDULED, schedule=flows(*schedule)))[0] == Decimal(nominal)


@pytest.mark.parametrize("periods", [2, 12, 36])
@pytest.mark.parametrize("share", ["0.1", "0.5", "0.9"])
def test_deposit_that_comes_back_leaves_one_rate_above_zero(periods, share):
    deposit = Decimal(share) * TWENTY_FOUR.principal
    kept, returned = Charge("保证金", deposit, timing="deducted"), Charge("退还", -deposit, timing="at_end")
    found = cost(with_charges(replace(TWENTY_FOUR, periods=periods), kept, returned))

    assert abs(found.nominal - 12 * bisected(found.flows, low="0")) <= QUANTUM


WITHOUT_RATE = [
    ("nothing paid out", flows(0, -10), "nothing reaches"),
    ("less than nothing paid out", flows(-5, -10), "nothing reaches"),
    ("no flows at all", (), "nothing reaches"),
    ("a flow that is no number", flows("NaN", -10), "not a number"),
    ("nothing paid back", flows(100, 0, 0), "nothing is paid back"),
    ("paid out twice", flows(100, 100), "nothing is paid back"),
    ("two rates, 10 % and 20 %", flows(100, -230, 132), "several rates"),
    ("no rate at all", flows(100, -100, 100), "no rate makes"),
]


@pytest.mark.parametrize(("paid", "reason"), [row[1:] for row in WITHOUT_RATE], ids=[row[0] for row in WITHOUT_RATE])
def test_flows_without_exactly_one_rate_are_uncomputable(paid, reason):
    found = annualise(paid)

    assert isinstance(found, Uncomputable)
    assert reason in found.en


def test_loan_that_pays_nothing_out_still_has_its_sums():
    found = cost(with_charges(TWENTY_FOUR, Charge("砍头息", Decimal(10000), timing="deducted")))

    assert found.deducted == 10000
    assert isinstance(found.nominal, Uncomputable)


@pytest.mark.parametrize(
    "loan", [replace(SAMPLE, periods=0), with_charges(SAMPLE, Charge("保险费"))], ids=["no periods", "fee without size"]
)
def test_terms_that_make_no_plan_are_uncomputable(loan):
    assert isinstance(cost_of(loan), Uncomputable)


def test_rate_beyond_all_telling_is_given_as_the_ceiling():
    a_day = Loan(Decimal(100), 1, "day", "schedule", schedule=(Decimal(1000),))

    assert rates(a_day) == (3285, CEILING)


wild = st.decimals() | st.sampled_from([Decimal("1E-999999"), Decimal("1E+999999"), Decimal("0." + "1" * 60)])
wild_charges = st.builds(
    Charge,
    name=st.text(max_size=3),
    amount=st.none() | wild,
    rate=st.none() | wild,
    basis=st.sampled_from(["original_principal", "outstanding_principal", "instalment", "drawn"]),
    timing=timings,
    mandatory=st.sampled_from([True, False, None]),
)
wild_loans = st.builds(
    Loan,
    principal=wild | money,
    periods=st.integers(-1, 40),
    period=st.sampled_from(sorted(PERIODS_PER_YEAR)),
    method=st.sampled_from(["equal_instalment", "equal_principal", "interest_only", "bullet", "flat", "schedule"]),
    nominal_rate=wild | st.decimals("0", "9999"),
    charges=st.lists(wild_charges | fees, max_size=3).map(tuple),
    schedule=st.none() | st.lists(wild, max_size=4).map(tuple),
)


@given(wild_loans, st.booleans())
def test_no_terms_however_wild_raise(loan, unknown_charges):
    cost_range(loan, unknown_charges=unknown_charges)
    found = cost_of(loan)

    assert isinstance(found, Uncomputable) or isinstance(found.nominal, (Decimal, Uncomputable))


def test_a_convention_of_a_reading_that_is_judged_gives_the_figure_that_is_judged() -> None:
    dates = Dates(date(2026, 12, 15), date(2027, 1, 31), "act_365")
    found = cost(replace(TWENTY_FOUR, dates=dates))

    assert [found.by(name) for name in ("nominal", "jingui-2025-9-effective", "private-lending")] == [
        found.nominal,
        found.effective,
        found.simple,
    ]
