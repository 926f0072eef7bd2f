"""The rate of any flows: against fifty digits, at the ends of the scale, and where there is more than one or none.

What is promised: a rate is given only where it is the only one above −1, or, where more is paid than received, the
only one above zero. "Several rates" is said only where there are several of these, "no rate" only where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from itertools import pairwise

import pytest
from hegui.rates import isolating, solving
from hegui.rates.solving import Flows, rate, simple_rate
from hypothesis import assume, given, settings
from hypothesis import strategies as st

PROMISED = Decimal("1e-8")


def worth(flows: Sequence[Decimal], at: Decimal) -> Decimal:
    factor, value = 1 / (1 + at), Decimal(0)
    for flow in reversed(flows):
        value = value * factor + flow
    return value


def bisected(flows: Sequence[Decimal], low: str = "-0.999999999999999", high: str = "1e15") -> Decimal:
    """The one rate between two, to fifty digits, by halving growth factors."""
    with localcontext(prec=60):
        one, other = Decimal(low), Decimal(high)
        rising = worth(flows, one) < 0
        while other - one > Decimal("1e-50") * (1 + abs(one)):
            middle = ((1 + one) * (1 + other)).sqrt() - 1
            if (worth(flows, middle) < 0) == rising:
                one = middle
            else:
                other = middle
        return one


def exact(flows: Sequence[float]) -> list[Decimal]:
    return [Decimal(flow) for flow in flows]


# ---- one change of sign

payments = st.lists(st.floats(0, 1000), min_size=1, max_size=60)


@settings(deadline=None)
@given(st.floats(0.01, 20_000), payments, st.sampled_from([0.01, 0.0, 3.0]))
def test_one_payout_has_the_rate_of_fifty_digits(payout, paid, guess):
    assume(sum(paid) > payout * 1e-6)
    flows = [payout, *(-amount for amount in paid)]
    found = rate(Flows(flows), guess)
    assert isinstance(found, float)
    expected = bisected(exact(flows))
    assert abs(Decimal(found) - expected) <= PROMISED / 1000 * (1 + abs(expected))


LONG = [(periods, each) for periods in (360, 3650) for each in (1e-6, 0.0005, 0.01, 0.3)]


@pytest.mark.parametrize(("periods", "each"), LONG)
def test_thirty_years_of_months_and_ten_of_days_have_their_rate(periods, each):
    level = 1000 * each / (1 - (1 + each) ** -periods)
    found = rate(Flows([1000, *[-level] * periods]))
    assert isinstance(found, float)
    assert abs(found - each) < 1e-11


ENDS = [
    ("nearly all lost", (1, -1e-12), -1 + 1e-12),
    ("a trifle after five periods", (100, 0, 0, 0, 0, -1e-9), 1e-11 ** (1 / 5) - 1),
    ("a trifle after thirty years", (100, *(0,) * 359, -1e-9), 1e-11 ** (1 / 360) - 1),
    ("a million millions", (1, -1e12), 1e12 - 1),
    ("tiny amounts", (1e-12, -1.1e-12), 0.1),
    ("large amounts", (1e12, -1.1e12), 0.1),
    ("larger ones", (1e300, -1.1e300), 0.1),
    ("no cost", (100, -50, -50), 0.0),
]


@pytest.mark.parametrize(("flows", "expected"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_rates_at_the_ends_of_the_scale(flows, expected):
    found = rate(Flows(flows))
    assert isinstance(found, float)
    assert abs(found - expected) <= 1e-11 * (1 + abs(expected))


# ---- several changes of sign

UNSOLVED = [
    ((), "no payout"),
    ((0, 0, 0), "no payout"),
    ((-1, 2), "no payout"),
    ((100, 0, 5), "no payment"),
    ((1600, -10000, 10000), "several rates"),  # 25 % and 400 %
    ((252, -1431, 3035, -2850, 1000), "several rates"),  # 3/12, 3/9, 3/7, 2/3
    ((100, -230, 132), "several rates"),  # 10 % and 20 %
    ((100, -100, 7), "several rates"),  # -7.6 % and -92.4 %
    ((5, -10.5, -1, 8, -1), "several rates"),
    ((1000, -3000, 2500), "no rate"),
    ((1, -1, 1), "no rate"),
    ((100, -220, 121), "in doubt"),  # touches zero at 10 %
    ((100, -200, 100), "in doubt"),  # touches zero at 0 %
]


@pytest.mark.parametrize(("flows", "reason"), UNSOLVED)
def test_flows_without_one_rate_say_what_is_wrong(flows, reason):
    assert rate(Flows(flows)) == reason


SOLVED = [
    # the end is below zero and what has flowed turns once (Norstrom): a second rate, -70.7 %, is no cost
    ("paid back too much", (100, -200, 50), 2**0.5 - 2 + 1.2928932188134525),
    # two loans one after the other; owed is never below zero (Soper)
    ("a loan after a loan", (100, -110, 100, -110), 0.1),
    # owed falls below zero between, and yet x = 0.9193 is the only root of 100 - 150x + 100x² - 60x³
    ("overpaid between", (100, -150, 100, -60), 0.08776883246140633),
    ("a deposit that comes back", (900, *[-120] * 10, 200), None),
    ("a cost of nothing", (100, -150, 100, -50), 0.0),
]


@pytest.mark.parametrize(("flows", "expected"), [row[1:] for row in SOLVED], ids=[row[0] for row in SOLVED])
def test_several_changes_of_sign_may_still_leave_one_rate(flows, expected):
    found = rate(Flows(flows))
    assert isinstance(found, float)
    assert abs(Decimal(found) - bisected(exact(flows), "-0.05", "10")) < Decimal("1e-11")
    assert expected is None or abs(found - expected) < 1e-11


def roots_seen(flows: Sequence[float], low: float) -> int:
    """How often the worth changes sign on a dense scan of rates from `low` to a thousandfold: at most as often as it does."""
    start = -3.0 if low < 0 else 0.0
    grid = [10 ** (start + step / 500) - 1 for step in range(int(500 * (3 - start)) + 1)]
    signs = [value > 0 for at in grid[1:] if (value := float(Flows(flows).worth(at)[0]))]
    return sum(one != other for one, other in pairwise(signs))


tossed = st.lists(st.integers(-150, 120), min_size=2, max_size=14).map(lambda rest: [100, *rest])
revolving = st.lists(st.integers(-130, -50) | st.integers(100, 900), min_size=3, max_size=14).map(
    lambda rest: [1000, *rest]
)


@settings(deadline=None, max_examples=300)
@given(tossed | revolving)
def test_a_dense_scan_finds_no_second_rate_where_one_is_given(flows):
    found = rate(Flows(flows))
    assume(isinstance(found, float))
    assert roots_seen(flows, 0.0 if sum(flows) < 0 else -1.0) <= 1
    assert sum(flows) >= 0 or found > 0


@settings(deadline=None, max_examples=300)
@given(tossed | revolving)
def test_no_rate_and_several_rates_are_said_only_where_a_dense_scan_agrees(flows):
    seen = roots_seen(flows, 0.0 if sum(flows) < 0 else -1.0)
    match rate(Flows(flows)):
        case "no rate":
            assert seen == 0
        case "several rates":
            assert seen != 1
        case "no payment":
            assert min(flows) >= 0


moves = st.lists(st.tuples(st.floats(0, 0.95), st.floats(0, 500)), min_size=2, max_size=12)


@settings(deadline=None)
@given(moves, st.floats(0, 0.5))
def test_a_borrower_who_owes_throughout_always_has_a_rate(moves, each):
    """Pays a share of what is owed, draws again, pays all at the end: whatever the order of signs (Soper)."""
    flows = [balance] = [1000.0]
    for share, drawn in moves:
        balance *= 1 + each
        flows.append(drawn - share * balance)
        balance += flows[-1]
    flows.append(-balance * (1 + each))
    found = rate(Flows(flows))
    assert isinstance(found, float)
    assert abs(found - each) < 1e-9


def test_times_that_are_no_whole_numbers_may_have_several_rates_too():
    assert rate(Flows((1600, -10000, 10000), (0, 0.5, 1))) == "several rates"
    assert rate(Flows((1600, -10000, 10000), (0, 1, 2), (0, 0.1, 0))) == "several rates"


def test_part_periods_leave_one_rate_where_signs_change_once():
    # 1000 = 515/(1 + 0.5 i) + 515/((1 + 0.5 i)(1 + i)): at i = 1 % less than 1030/1.0050
    found = rate(Flows((1000, -515, -515), (0, 0, 1), (0, 0.5, 0.5)))
    assert isinstance(found, float)
    assert abs(515 / (1 + found / 2) * (1 + 1 / (1 + found)) - 1000) < 1e-9


# ---- simple interest


@given(st.lists(st.floats(0, 0.9), min_size=1, max_size=24), st.floats(0, 0.4))
def test_simple_interest_is_found_again_whatever_is_paid(shares, yearly):
    """Payments of a share of all owed, some below the interest due, by hand; the last pays the rest."""
    principal, waiting, flows = 1000.0, 0.0, [1000.0]
    for share in shares:
        waiting += principal * yearly / 12
        paid = share * (principal + waiting)
        settled = min(paid, waiting)
        waiting, principal = waiting - settled, principal - (paid - settled)
        flows.append(-paid)
    flows.append(-(principal + waiting + principal * yearly / 12))
    found = simple_rate(flows, [number / 12 for number in range(len(flows))], 0.1)
    assert isinstance(found, float)
    assert abs(found - yearly) < 1e-9


@pytest.mark.parametrize(
    ("flows", "reason"), [((0, -1), "no payout"), ((1, 1), "no payment"), ((100, -150, 100, -60), "overpaid")]
)
def test_no_simple_rate_says_why(flows, reason):
    assert simple_rate(flows, range(len(flows)), 0.1) == reason


# ---- how much work it is

wild = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40)


class Counting(Flows):
    __slots__ = ("calls",)

    def worth(self, at: float) -> tuple[float, float]:
        self.calls = getattr(self, "calls", 0) + 1
        return super().worth(at)


@settings(deadline=None)
@given(wild)
def test_a_rate_takes_no_more_than_two_searches(amounts):
    flows = Counting(amounts)
    rate(flows)
    assert getattr(flows, "calls", 0) <= 2 * solving._STEPS


@pytest.mark.parametrize("amounts", [(1000, -3000, 3000, -1000), tuple([1000, -1030, 31] * 400), (100, -220, 121)])
def test_isolating_rates_ends(amounts, monkeypatch):
    calls = []
    bounds = isolating._bounds
    monkeypatch.setattr(isolating, "_bounds", lambda *terms: calls.append(1) or bounds(*terms))
    isolating.crossings(amounts, range(len(amounts)), None, -0.999, 1e15)
    assert len(calls) <= 8 * isolating._MOST_TERMS / (len(amounts) + isolating._OF_A_BRACKET) + 100
