"""The plan of each shape a loan can have, worked out by hand: rate steps, grace, balloon, days, drawings, minimum payments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hegui.rates.days import PERIODS_PER_YEAR
from hegui.rates.plan import plan, to_cents
from hegui.rates.terms import Charge, Dates, Drawing, Grace, Loan, MinimumPayment, RateStep
from hypothesis import given
from hypothesis import strategies as st


def sums(written: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, written.split()))


def steps(**from_period: str) -> tuple[RateStep, ...]:
    return tuple(RateStep(int(name.removeprefix("p")), Decimal(rate)) for name, rate in from_period.items())


def day(written: str) -> date:
    return date.fromisoformat(written)


LOAN = Loan(Decimal(1200), 4, "month", "equal_principal", Decimal("0.12"))
"""One per cent a month; level 1200 x 0.01 / (1 - 1.01^-4) = 307.5373, share of principal 300."""

STEPPED = [
    # 24 % from the third: 2 % of 600 and 300
    ("equal_principal", steps(p3="0.24"), "312 309 312 306"),
    # 24 % from the second, 36 % from the fourth: 2 % of 900 and 600, 3 % of 300
    ("equal_principal", steps(p2="0.24", p4="0.36"), "312 318 312 309"),
    # 307.54 leaves 904.46, then 605.96; over two periods at 2 %: 605.96 x 0.02 / (1 - 1.02^-2) = 312.0994
    ("equal_instalment", steps(p3="0.24"), "307.54 307.54 312.10 312.10"),
    ("interest_only", steps(p3="0.24"), "12 12 24 1224"),
    ("bullet", steps(p3="0.24"), "0 0 0 1272"),  # 12 + 12 + 24 + 24, none of it on interest
    ("flat", steps(p3="0.24"), "312 312 324 324"),
    ("flat", steps(p1="0.24"), "324 324 324 324"),  # a step at once replaces the rate
    ("equal_principal", steps(p4="0"), "312 309 306 300"),
]


@pytest.mark.parametrize(("method", "stepped", "payments"), STEPPED)
def test_another_rate_bears_on_what_is_left(method, stepped, payments):
    assert plan(replace(LOAN, method=method, steps=stepped)).payments == sums(payments)


def test_a_teaser_is_a_free_beginning():
    teaser = replace(LOAN, nominal_rate=Decimal(0), steps=steps(p3="0.24"))
    assert plan(teaser).payments == sums("300 300 312 306")


TWO = 2
GRACE = [
    # two periods left: 600 each; capitalised 1200 becomes 1212, then 1224.12: 612.06 each, interest 12.24 and 6.12
    ("equal_principal", "paid", "12 12 612 606"),
    ("equal_principal", "capitalised", "0 0 624.30 618.18"),
    ("equal_principal", "due_after", "0 0 636 606"),
    ("equal_principal", "waived", "0 0 612 606"),
    # 1200 x 0.01 / (1 - 1.01^-2) = 609.0149: 12.00 + 597.01 leaves 602.99; 1224.12 gives 621.2561, leaving 615.10
    ("equal_instalment", "paid", "12 12 609.01 609.02"),
    ("equal_instalment", "capitalised", "0 0 621.26 621.25"),
    ("equal_instalment", "due_after", "0 0 633.01 609.02"),
    ("equal_instalment", "waived", "0 0 609.01 609.02"),
    ("interest_only", "paid", "12 12 12 1212"),
    ("interest_only", "capitalised", "0 0 12.24 1236.36"),
    ("interest_only", "due_after", "0 0 36 1212"),
    ("interest_only", "waived", "0 0 12 1212"),
    # flat interest stays on what was lent, whatever joined the principal
    ("flat", "paid", "12 12 612 612"),
    ("flat", "capitalised", "0 0 624 624"),
    ("flat", "due_after", "0 0 636 612"),
    ("flat", "waived", "0 0 612 612"),
]


@pytest.mark.parametrize(("method", "interest", "payments"), GRACE)
def test_no_principal_is_repaid_in_grace(method, interest, payments):
    assert plan(replace(LOAN, method=method, grace=Grace(TWO, interest))).payments == sums(payments)


def test_grace_may_last_to_the_payment_before_the_last():
    assert plan(replace(LOAN, grace=Grace(3, "due_after"))).payments == sums("0 0 0 1248")


def test_a_rate_that_steps_within_grace_bears_on_what_waits():
    turned = replace(LOAN, grace=Grace(TWO, "due_after"), steps=steps(p2="0.24"))
    assert plan(turned).payments == sums("0 0 660 612")  # 12 + 24 wait; then 24 + 600, 12 + 600


def test_no_grace_at_all_changes_nothing():
    assert plan(replace(LOAN, grace=Grace(0, "waived"))).payments == plan(LOAN).payments


BALLOON = [
    # a quarter of 600 each, interest on 1200, 1050, 900, 750
    ("equal_principal", "162 160.50 159 757.50"),
    # (1200 - 600 x 1.01^-4) / 3.901966 = 159.7687; left 1052.23, 902.98, 752.24
    ("equal_instalment", "159.77 159.77 159.77 759.76"),
    ("flat", "162 162 162 762"),
    ("interest_only", "12 12 12 1212"),
    ("bullet", "0 0 0 1248"),
]


@pytest.mark.parametrize(("method", "payments"), BALLOON)
def test_a_balloon_stays_for_the_last_payment(method, payments):
    assert plan(replace(LOAN, method=method, balloon=Decimal(600))).payments == sums(payments)


def test_a_balloon_of_all_of_it_is_interest_only():
    whole = replace(LOAN, method="equal_instalment", balloon=LOAN.principal)
    assert plan(whole).payments == plan(replace(LOAN, method="interest_only")).payments


def test_a_minimum_payment_leaves_the_balloon():
    held = replace(LOAN, method="revolving", minimum=MinimumPayment(Decimal("0.5")), balloon=Decimal(600))
    assert plan(held).payments == sums("612 6 6 606")


# ---- days


def counted(basis: str, rate: str, method: str = "equal_principal") -> Loan:
    dates = Dates(day("2026-01-10"), day("2026-03-01"), basis)  # type: ignore[arg-type]
    return replace(LOAN, method=method, nominal_rate=Decimal(rate), dates=dates)  # type: ignore[arg-type]


COUNTED = [
    # a thousandth a day; 50 days to 1 March, then 31, 30, 31; by months of thirty 51, 30, 30, 30
    (counted("act_365", "0.365"), "360 327.90 318 309.30"),
    (counted("act_360", "0.36"), "360 327.90 318 309.30"),
    (counted("act_act", "0.365"), "360 327.90 318 309.30"),
    (counted("thirty_360", "0.36"), "361.20 327 318 309"),
    (counted("act_365", "0.365", "interest_only"), "60 37.20 36 1237.20"),
    (counted("act_365", "0.365", "bullet"), "0 0 0 1370.40"),  # 142 days
    (counted("act_365", "0.365", "flat"), "360 337.20 336 337.20"),
    # 1200 / (1/1.05 + 1/(1.05 x 1.031) + ...) = 1200 / 3.642839 = 329.4134; left 930.59, 630.03, 319.52
    (counted("act_365", "0.365", "equal_instalment"), "329.41 329.41 329.41 329.43"),
]


@pytest.mark.parametrize(("loan", "payments"), COUNTED)
def test_an_odd_first_period_bears_interest_by_its_days(loan, payments):
    assert plan(loan).payments == sums(payments)


def test_a_leap_year_has_its_own_length():
    leap = Dates(day("2023-12-01"), day("2024-02-01"), "act_act")
    half = replace(LOAN, periods=1, method="bullet", nominal_rate=Decimal("0.24"), dates=leap)
    assert plan(half).payments == sums("1248.85")  # 288 x (31/365 + 31/366) = 48.854


def test_without_a_day_count_a_period_bears_its_even_share_however_long():
    assert plan(replace(LOAN, dates=Dates(day("2026-01-10"), day("2026-03-01")))).payments == plan(LOAN).payments


def test_a_plan_has_its_days():
    dated = replace(LOAN, dates=Dates(day("2026-01-10"), day("2026-01-31")))
    written = "2026-01-10 2026-01-31 2026-02-28 2026-03-31 2026-04-30"
    assert plan(dated).days == tuple(map(day, written.split()))


LATE = tuple(map(day, ["2026-12-27", "2027-01-06", "2027-01-16", "2027-01-26", "2027-02-05"]))


def test_a_first_period_that_bears_more_than_a_level_payment_is_paid_and_the_level_set_anew():
    # 360 days at a thousandth bear 360, a level payment were 277.44; then 1000 x 0.01 / (1 - 1.01^-4) = 256.28
    late = Loan(Decimal(1000), 5, "month", "equal_instalment", Decimal("0.365"))
    late = replace(late, dates=Dates(day("2026-01-01"), LATE[0], "act_365", LATE))
    assert plan(late).payments == sums("360 256.28 256.28 256.28 256.29")


# ---- drawings and minimum payments

PARTS = (Drawing(0, Decimal(600)), Drawing(2, Decimal(600)))
MINIMUM = MinimumPayment(Decimal("0.1"), Decimal(100))
DRAWN = [
    # a quarter of 600 twice; of 300 + 600 then a half each
    ("equal_principal", None, "156 154.50 459 454.50"),
    # 600 x 0.01 / (1 - 1.01^-4) = 153.7687; 302.98 + 600 = 902.98 over two: 458.2736
    ("equal_instalment", None, "153.77 153.77 458.27 458.28"),
    ("interest_only", None, "6 6 12 1212"),
    # at least 100: of 600, of 500, of 400 + 600; 900 at the end
    ("revolving", MINIMUM, "106 105 110 909"),
]


@pytest.mark.parametrize(("method", "minimum", "payments"), DRAWN)
def test_what_is_drawn_later_is_repaid_from_then_on(method, minimum, payments):
    found = plan(replace(LOAN, method=method, minimum=minimum, drawings=PARTS))
    assert found.payments == sums(payments)
    assert found.received == sums("600 0 600 0")


def test_a_payout_and_a_payment_of_one_day_are_one_flow():
    assert plan(replace(LOAN, drawings=PARTS)).flows == sums("600 -156 445.50 -459 -454.50")


def test_a_balloon_larger_than_the_first_drawing_waits_for_it():
    # nothing of 600 is repaid while 800 are to stay; of 1200 then 400, 200 each
    waits = replace(LOAN, drawings=PARTS, balloon=Decimal(800))
    assert plan(waits).payments == sums("6 6 212 1010")


MINIMA = [
    (MinimumPayment(Decimal("0.5")), "612 306 153 151.50"),
    (MinimumPayment(Decimal("0.1"), Decimal(800)), "812 404 0 0"),  # the floor is never more than is owed
    (MinimumPayment(Decimal(0)), "12 12 12 1212"),
    (MinimumPayment(Decimal(1)), "1212 0 0 0"),
]


@pytest.mark.parametrize(("minimum", "payments"), MINIMA)
def test_a_revolving_loan_repays_a_share_and_the_rest_at_the_end(minimum, payments):
    assert plan(replace(LOAN, method="revolving", minimum=minimum)).payments == sums(payments)


def test_minimum_payments_may_begin_after_grace():
    held = replace(LOAN, method="revolving", minimum=MinimumPayment(Decimal("0.5")), grace=Grace(1, "paid"))
    assert plan(held).payments == sums("12 612 306 303")


# ---- charges on such plans

CHARGED = [
    (LOAN, {"amount": "5", "first": 2, "last": 3}, "0 5 5 0"),
    (LOAN, {"amount": "5", "first": 3}, "0 0 5 5"),
    (LOAN, {"rate": "0.01", "basis": "outstanding_principal", "last": 2}, "12 9 0 0"),
    (LOAN, {"amount": "5", "timing": "at_end"}, "0 0 0 5"),
    (LOAN, {"amount": "5", "timing": "on_event"}, "0 0 0 0"),
    (LOAN, {"amount": "5", "timing": "deducted"}, "0 0 0 0"),
    (replace(LOAN, grace=Grace(TWO, "paid")), {"rate": "0.01", "basis": "instalment"}, "0.12 0.12 6.12 6.06"),
    (replace(LOAN, grace=Grace(TWO, "capitalised")), {"rate": "0.01", "basis": "instalment"}, "0 0 6.24 6.18"),
    (replace(LOAN, grace=Grace(TWO, "capitalised")), {"rate": "0.1", "basis": "outstanding_principal"},
     "120 121.20 122.41 61.21"),
    (replace(LOAN, drawings=PARTS), {"rate": "0.01", "basis": "drawn"}, "6 6 12 12"),
    (replace(LOAN, drawings=PARTS), {"rate": "0.01", "basis": "original_principal"}, "12 12 12 12"),
    (replace(LOAN, drawings=PARTS), {"rate": "0.01", "basis": "drawn", "timing": "at_end"}, "0 0 0 12"),
    (replace(LOAN, balloon=Decimal(600)), {"rate": "0.01", "basis": "outstanding_principal"}, "12 10.50 9 7.50"),
]  # fmt: skip


def charge(**terms) -> Charge:
    numbers = {name: Decimal(terms.pop(name)) for name in ("amount", "rate") if name in terms}
    return Charge("费", **numbers, **terms)


@pytest.mark.parametrize(("loan", "terms", "charged"), CHARGED)
def test_a_charge_falls_due_when_and_on_what_it_says(loan, terms, charged):
    assert plan(replace(loan, charges=(charge(**terms),))).charged == sums(charged)


def test_up_front_a_charge_on_what_is_drawn_is_taken_on_all_of_it():
    taken = replace(LOAN, drawings=PARTS, charges=(charge(rate="0.01", basis="drawn", timing="deducted"),))
    assert plan(taken).deducted == Decimal(12)


# ---- whatever the shape

shapes = st.builds(
    Loan,
    principal=st.decimals("0.01", "200000", places=2),
    periods=st.integers(4, 40),
    period=st.sampled_from(sorted(PERIODS_PER_YEAR)),
    method=st.sampled_from(["equal_instalment", "equal_principal", "interest_only", "flat"]),
    nominal_rate=st.decimals("0", "0.36", places=4),
    steps=st.sampled_from([(), steps(p2="0.3"), steps(p1="0", p3="0.5")]),
    grace=st.none() | st.builds(Grace, st.integers(0, 3), st.sampled_from(["paid", "due_after", "waived"])),
    balloon=st.sampled_from([Decimal(0), Decimal("0.01")]),
    dates=st.none() | st.builds(
        Dates, st.dates(date(2020, 1, 1), date(2020, 12, 31)), st.dates(date(2021, 1, 1), date(2022, 12, 31)),
        st.sampled_from([None, "act_365", "act_360", "thirty_360", "act_act"]),
    ),
)  # fmt: skip


@given(shapes)
def test_exactly_what_was_lent_is_repaid_to_the_cent(loan):
    assert sum(plan(loan).repaid) == loan.principal


@given(shapes)
def test_every_payment_is_whole_cents_and_none_is_negative(loan):
    assert all(paid >= 0 and paid == to_cents(paid) for paid in plan(loan).payments)


@given(shapes)
def test_what_joins_the_principal_in_grace_is_repaid_too(loan):
    found = plan(replace(loan, grace=Grace(2, "capitalised")))
    assert sum(found.repaid) == found.owed[2]
