"""What is proved of a loan's cost while its charges are partly unknown, and that learning more never contradicts it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hegui.rates import CEILING, Charge, CostOfCredit, Loan, Uncomputable, cost_of, cost_range
from hegui.values import Range
from hypothesis import given
from hypothesis import strategies as st

INTEREST = Loan(Decimal(10000), 12, "month", "equal_instalment", Decimal("0.18"))
MUST = Charge("担保费", Decimal(200), timing="at_start", mandatory=True)  # 18 % becomes 21.91 %
LOW, HIGH = Decimal("0.1800"), Decimal("0.2191")

RANGES = [
    ("all known", (MUST,), False, HIGH),
    ("optional", (replace(MUST, mandatory=False),), False, LOW),
    ("not said whether mandatory", (replace(MUST, mandatory=None),), False, Range(LOW, HIGH)),
    ("more charges unknown", (MUST,), True, Range(HIGH, None)),
    ("a charge without size", (Charge("保险费"), MUST), False, Range(HIGH, None)),
    ("a charge that contradicts itself", (Charge("保险费", Decimal(1), Decimal(1)), MUST), False, Range(HIGH, None)),
    ("an optional charge without size", (Charge("保险费", mandatory=False), MUST), False, HIGH),
    ("all of it perhaps kept back", (replace(MUST, amount=Decimal(10000), mandatory=None),), False, Range(LOW, None)),
    ("all of it kept back", (replace(MUST, amount=Decimal(10000)),), False, Range(CEILING, None)),
]


@pytest.mark.parametrize(("charges", "unknown", "nominal"), [r[1:] for r in RANGES], ids=[r[0] for r in RANGES])
def test_nominal_cost_is_known_as_far_as_it_is_proved(charges, unknown, nominal):
    assert cost_range(replace(INTEREST, charges=charges), unknown_charges=unknown).nominal == nominal


def test_effective_cost_has_its_own_range():
    doubtful = replace(INTEREST, charges=(replace(MUST, mandatory=None),))

    assert cost_range(doubtful).effective == Range(Decimal("0.1956"), Decimal("0.2425"))


def test_rebate_not_known_to_be_due_lowers_the_low_end_only():
    rebate = Charge("退费", Decimal(-200), timing="at_end", mandatory=None)
    found = cost_range(replace(INTEREST, charges=(rebate,))).nominal

    assert isinstance(found, Range)
    assert found.low is not None
    assert found.low < LOW
    assert found.high == LOW


@pytest.mark.parametrize("flawed", [replace(INTEREST, periods=0), replace(INTEREST, method="schedule")])
def test_loan_without_a_plan_has_no_range(flawed):
    assert isinstance(cost_range(flawed).nominal, Uncomputable)


loans = st.builds(
    Loan,
    principal=st.decimals("100", "200000", places=2),
    periods=st.integers(1, 24),
    period=st.sampled_from(["week", "month", "year"]),
    method=st.sampled_from(["equal_instalment", "equal_principal", "interest_only", "bullet", "flat"]),
    nominal_rate=st.decimals("0", "0.36", places=4),
)
charges = st.builds(
    Charge,
    name=st.just("费"),
    rate=st.decimals("0", "0.6", places=3),
    basis=st.sampled_from(["original_principal", "outstanding_principal", "instalment"]),
    timing=st.sampled_from(["at_start", "deducted", "each_period", "at_end"]),
    mandatory=st.booleans(),
)
hidings = st.sampled_from(["nothing", "whether mandatory", "size", "both", "charge"])


def hidden(charge: Charge, what: str) -> tuple[Charge, ...]:
    if what == "charge":
        return ()
    charge = replace(charge, mandatory=None) if what in ("whether mandatory", "both") else charge
    return (replace(charge, rate=None),) if what in ("size", "both") else (charge,)


def holds(proved: Decimal | Range | Uncomputable, figure: Decimal | Uncomputable) -> bool:
    if isinstance(proved, Decimal):
        return figure == proved
    assert isinstance(proved, Range)
    if isinstance(figure, Uncomputable):  # nothing is paid out, which costs more than any rate
        return proved.high is None
    return (proved.low is None or proved.low <= figure) and (proved.high is None or figure <= proved.high)


@given(loans, st.lists(st.tuples(charges, hidings), max_size=4))
def test_figure_of_the_full_terms_lies_in_the_range_of_the_partial_ones(loan, drawn):
    full = cost_of(replace(loan, charges=tuple(charge for charge, _ in drawn)))
    partial = replace(loan, charges=tuple(left for charge, what in drawn for left in hidden(charge, what)))
    proved = cost_range(partial, unknown_charges=any(what == "charge" for _, what in drawn))

    if isinstance(full, CostOfCredit):
        assert holds(proved.nominal, full.nominal)
        assert holds(proved.effective, full.effective)
