"""Costs only if something happens: read as stated, what is not stated is never none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hegui.rates import Charge, Loan
from hegui.rates.contingent import contingent_costs
from hegui.rates.disclosure import Contingent
from hegui.values import NONE

CREDIT = {"nominal_rate": Decimal("0.10")}
D = Decimal


def row(name: str, credit: dict[str, object], product: dict[str, object]) -> Contingent:
    return next(one for one in contingent_costs({**CREDIT, **credit}, product, None) if one.id == name)


CASES = [
    ("unstated is unknown", "overdue", {}, {}, (None, None, None)),
    ("none is none", "overdue", {"penalty.rate": NONE}, {"credit.default.rate": NONE}, (False, None, None)),
    ("the product's terms hold", "overdue", {}, {"credit.default.multiplier": D("1.5")}, (True, D("0.150"), D("1.5"))),
    ("an offer's own terms come first", "overdue", {"penalty.rate": D("0.3")}, {"credit.default.rate": D("0.2")}, (True, D("0.3"), None)),
    ("without its own, the product's", "overdue", {"penalty.rate": NONE}, {"credit.default.rate": D("0.2")}, (True, D("0.2"), None)),
    ("misuse is a multiple of the contract rate", "misuse", {}, {"credit.default.misuse_multiplier": D(2)}, (True, D("0.20"), D(2))),
    ("a penalty of zero is none", "default", {}, {"credit.default.penalty": D(0)}, (False, D(0), None)),
    ("a fee for early repayment", "prepayment", {}, {"credit.prepayment.fee": D("0.01")}, (True, D("0.01"), None)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "credit", "product", "expected"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_a_contingent_cost(name: str, credit: dict[str, object], product: dict[str, object], expected: object) -> None:
    found = row(name, credit, product)

    assert (found.stated, found.rate, found.multiplier) == expected


def test_a_multiple_of_an_unstated_rate_has_no_rate() -> None:
    (found, *_) = contingent_costs({}, {"credit.default.multiplier": D("1.5")}, None)

    assert (found.stated, found.rate) == (True, None)


def test_charges_on_an_event_follow() -> None:
    charge = Charge("催收费", amount=D(20), timing="on_event", payee="collector")
    loan = Loan(D(1000), 1, "month", "bullet", charges=(charge,))

    assert contingent_costs({}, {}, loan)[-1] == Contingent("event", True, charge=charge, payee="collector")
