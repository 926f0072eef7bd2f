"""Flows as a rate per year: amounts alone, by number of periods, by day; each convention by hand, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext

import pytest
from hegui.rates import CONVENTIONS, Uncomputable, annualise, rounded
from hegui.rates.conventions import Convention
from hypothesis import given
from hypothesis import strategies as st


def day(written: str) -> date:
    return date.fromisoformat(written)


def dated(*flows: tuple[str, float]) -> list[tuple[date, float]]:
    return [(day(when), amount) for when, amount in flows]


def rate(flows, convention, period=None) -> Decimal:
    found = annualise(flows, convention, period=period)
    assert isinstance(found, Decimal)
    return found


def near(found: Decimal, expected: float | str, within: str = "1e-9") -> bool:
    return abs(found - Decimal(str(expected))) <= Decimal(within)


CARD = [12000, *[-1072] * 12]  # 12,000 in twelve parts, a fee of 0.6 % of 12,000 with each: 1000 + 72
R98 = [99000, *[-8833.3] * 12]  # the example of 中国人民银行公告〔2021〕第3号, register R98


@pytest.mark.parametrize(
    ("flows", "convention", "shown"),
    [
        (CARD, "nominal", "0.1303"),
        (CARD, "effective", "0.1384"),
        (CARD, "simple", "0.1303"),
        (CARD, "reg-z", "0.1303"),
        (CARD, "eu-apr", "0.1384"),
        (CARD, "xirr", "0.1384"),
        (R98, "pbc-2021-3-nominal", "0.1280"),
        (R98, "pbc-2021-3-effective", "0.1358"),
        (R98, "cost-disclosure-2026-nominal", "0.1280"),
        (R98, "microloan-2025-effective", "0.1358"),
        (R98, "jingui-2025-9-nominal", "0.1280"),
        (R98, "private-lending", "0.1280"),
    ],
)
def test_everyday_example_by_each_convention(flows, convention, shown):
    assert rounded(rate(flows, convention)) == Decimal(shown)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_a_year_at_ten_percent_is_ten_percent_by_every_convention(convention):
    assert near(rate([1000, -1100], convention, "year"), "0.1")


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_a_convention_may_be_given_itself(convention):
    assert annualise(CARD, CONVENTIONS[convention]) == annualise(CARD, convention)


def test_a_reading_of_ones_own_needs_no_name_of_ours():
    own = Convention("house", "本行口径", "house reading", "nominal")
    assert rounded(rate(CARD, own)) == Decimal("0.1303")


def test_microsofts_example_of_xirr():
    flows = dated(
        ("2008-01-01", -10000), ("2008-03-01", 2750), ("2008-10-30", 4250), ("2009-02-15", 3250), ("2009-04-01", 2750)
    )  # fmt: skip
    assert near(rate(flows, "xirr"), "0.373362535", "1e-8")


PERIODS = [("day", 365), ("week", 52), ("half_month", 24), ("month", 12), ("quarter", 4), ("year", 1)]


@pytest.mark.parametrize(("period", "per_year"), PERIODS)
def test_two_percent_a_period_by_every_length_of_a_period(period, per_year):
    assert near(rate([100, -102], "nominal", period), 0.02 * per_year)
    assert near(rate([100, -102], "effective", period), 1.02**per_year - 1, "1e-6")
    assert near(rate([100, -102], "simple", period), 0.02 * per_year)


def test_numbers_of_periods_say_when_as_well_as_empty_periods_do():
    assert annualise([(0, 1000), (18, -1200)], "effective") == annualise([1000, *[0] * 17, -1200], "effective")


def test_numbers_of_periods_may_begin_anywhere():
    assert annualise([(5, 1000), (6, -1010)], "nominal") == annualise([1000, -1010], "nominal")


def test_part_of_a_period_is_compounded():
    # 1.5 months at 1 % a month: 1.01^1.5
    assert near(rate([(0, 1000), (1.5, -1000 * 1.01**1.5)], "nominal"), "0.12")


def test_part_of_a_period_bears_simple_interest_under_regulation_z():
    # appendix J (b)(8): (1 + 0.5 i) (1 + i) at i = 1 %
    assert near(rate([(0, 1000), (Decimal("1.5"), Decimal("-1015.05"))], "reg-z"), "0.12")


# ---- by day

HALF_YEAR = dated(("2026-01-10", 1000), ("2026-07-10", -1060))  # 181 days, six months

BY_DAY = [
    ("xirr", None, 1.06 ** (365 / 181) - 1),
    ("effective", None, 1.06 ** (365 / 181) - 1),
    ("nominal", None, 12 * (1.06 ** (365 / 181 / 12) - 1)),
    ("simple", None, 0.06 * 365 / 181),
    ("reg-z", None, 0.12),  # one unit of six months
    ("eu-apr", None, 1.06**2 - 1),
    ("effective", "month", 1.06**2 - 1),
    ("nominal", "month", 12 * (1.06 ** (1 / 6) - 1)),
    ("simple", "month", 0.12),
    ("xirr", "month", 1.06 ** (365 / 181) - 1),  # days are days
]


@pytest.mark.parametrize(("convention", "period", "expected"), BY_DAY)
def test_days_are_counted_as_the_convention_says(convention, period, expected):
    assert near(rate(HALF_YEAR, convention, period), expected)


@pytest.mark.parametrize("convention", ["nominal", "effective", "simple", "reg-z"])
def test_payments_on_the_last_of_each_month_are_a_month_apart(convention):
    days = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]
    flows = [3000, -1030, -1030, -1030]
    assert annualise(dated(*zip(days, flows, strict=True)), convention, period="month") == annualise(flows, convention)


def test_a_leap_day_is_a_day():
    over, beside = (dated((f"{year}-02-28", 1000), (f"{year}-03-01", -1001)) for year in (2024, 2025))
    assert near(rate(over, "simple"), 0.001 * 365 / 2)
    assert near(rate(beside, "simple"), 0.001 * 365)


def test_what_comes_on_one_day_is_one_sum():
    parts = dated(("2026-01-10", -50), ("2026-01-10", 1000), ("2026-07-10", -500), ("2026-07-10", -500))
    assert annualise(parts, "xirr") == annualise(dated(("2026-01-10", 950), ("2026-07-10", -1000)), "xirr")


def test_a_fee_listed_before_the_payout_of_its_day_does_not_make_the_borrower_a_lender():
    fee, paid_out = ("2026-01-10", -50), ("2026-01-10", 1000)
    later = ("2026-07-10", -1060)
    assert annualise(dated(fee, paid_out, later), "simple") == annualise(dated(paid_out, fee, later), "simple")


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_a_lender_sees_the_same_rate(convention):
    assert annualise([-amount for amount in CARD], convention) == annualise(CARD, convention)


# ---- simple interest

SIMPLE = [
    # two years, nothing between: 24 % of 1000 twice; interest that waits bears none
    ("a bullet of two years", [(0, 1000), (2, -1480)], "0.24"),
    # 60 of the first 120 wait and bear nothing: 1180 clear the loan, where compounding would want 1187.20
    ("a payment below the interest", [(0, 1000), (1, -60), (2, -1180)], "0.12"),
    # the second covers all interest due, 60 + 120, and 120 of principal; 880 bear 105.60
    ("interest caught up", [(0, 1000), (1, -60), (2, -300), (3, "-985.60")], "0.12"),
    ("every payment covers its interest", [(0, 1000), (1, -620), (2, -560)], "0.12"),
    # 1000 and from the first year 2000; 120 of interest are paid before 1000 more are drawn
    ("drawn in parts", [(0, 1000), (1, -120), (1, 1000), (2, -2240)], "0.12"),
    ("no cost", [(0, 1000), (1, -400), (2, -600)], "0"),
    # nothing at first, then 900 for 1000: -10 % of 1000
    ("a subsidy", [(0, 1000), (1, -900)], "-0.1"),
]


@pytest.mark.parametrize(("flows", "expected"), [row[1:] for row in SIMPLE], ids=[row[0] for row in SIMPLE])
def test_simple_interest_by_hand(flows, expected):
    told = [(Decimal(when), Decimal(amount)) for when, amount in flows]
    assert near(rate(told, "simple", "year"), expected)


def test_a_payout_on_the_day_of_a_payment_comes_after_it_in_whatever_order_they_are_told():
    one, other = ([(0, 1000), *same, (2, -2240)] for same in ([(1, -120), (1, 1000)], [(1, 1000), (1, -120)]))
    assert annualise(one, "simple", period="year") == annualise(other, "simple", period="year")


# ---- what has no rate, and what is refused

NO_RATE = [
    ([], "nothing reaches"),
    ([0, 0, 0], "nothing reaches"),
    ([0, -10], "nothing reaches"),
    ([-5, -10], "nothing reaches"),
    ([100, 0, 0], "nothing is paid back"),
    ([100, -230, 132], "several rates"),
    ([1000, -3000, 2500], "no rate makes"),
    ([100, -220, 121], "cannot be told"),  # worth 100 (1 - 1.1 v)²: it only touches zero, at 10 %
    ([float("nan"), -10], "not a number"),
    ([100, float("inf")], "not a number"),
    ([Decimal("1e999"), -10], "out of all range"),
    ([(float("nan"), 100), (1, -110)], "not a number"),
]


@pytest.mark.parametrize("convention", ["nominal", "effective", "reg-z", "eu-apr", "xirr"])
@pytest.mark.parametrize(("flows", "reason"), NO_RATE)
def test_no_rate_is_guessed(flows, reason, convention):
    found = annualise(flows, convention, period="year")
    assert isinstance(found, Uncomputable)
    assert reason in found.en


def test_no_simple_rate_is_guessed_where_the_borrower_becomes_the_lender():
    found = annualise([100, -150, 100, -60], "simple", period="year")
    assert isinstance(found, Uncomputable)
    assert (found.zh, found.en) == (
        "借款人中途已还清且多还，本金单利口径下没有可用的利率",
        "the borrower has paid back more than is owed before the end, so no rate of simple interest fits",
    )


REFUSED = [
    ([100, -110], "irr", "'irr' is no convention"),
    ([(0, 100), -110], "nominal", "either every flow says when"),
    ([(0, 100), (day("2026-01-01"), -110)], "nominal", "either every flow says when"),
    ([(1, 100), (0, -110)], "nominal", "in order of time"),
    ([(day("2026-02-01"), 100), (day("2026-01-01"), -110)], "xirr", "in order of time"),
]


@pytest.mark.parametrize(("flows", "convention", "reason"), REFUSED)
def test_flows_that_cannot_be_read_are_refused(flows, convention, reason):
    with pytest.raises(ValueError, match=reason):
        annualise(flows, convention)


# ---- numbers


def test_numbers_of_every_kind_are_read_alike():
    exact = [Decimal(99000), *[Decimal("-8833.3")] * 12]
    assert annualise(R98, "effective") == annualise(exact, "effective")


class Float64(float):
    """As numpy's: a float that prints otherwise."""

    def __repr__(self) -> str:
        return f"np.float64({float(self)})"


def test_floats_of_other_libraries_are_floats():
    assert annualise([Float64(amount) for amount in CARD]) == annualise(CARD)


@given(st.integers(1, 28))
def test_a_rate_does_not_depend_on_the_callers_decimal_context(precision):
    expected = annualise(R98)
    with localcontext() as context:
        context.prec = precision
        assert annualise(R98) == expected


amounts = (
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
)
times = st.lists(st.decimals("0", "400", places=3), max_size=8).map(sorted)
days = st.lists(st.dates(date(1, 1, 1), date(9999, 12, 31)), max_size=8).map(sorted)


@given(
    st.data(),
    times | days,
    st.sampled_from(sorted(CONVENTIONS)),
    st.none() | st.sampled_from([one for one, _ in PERIODS]),
)
def test_no_finite_flows_in_order_raise(data, when, convention, period):
    flows = [(time, data.draw(amounts)) for time in when]
    assert isinstance(annualise(flows, convention, period=period), Decimal | Uncomputable)
