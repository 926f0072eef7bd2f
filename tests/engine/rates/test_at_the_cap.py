"""A thousand loans at exactly two per cent a month are at the line, and not over it: by their cost, and by the bundled rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

import pytest
from hegui.checking import default_rules
from hegui.decide import Decision
from hegui.rates import CostOfCredit, Loan, cost_of
from rulebooks import manifest

AS_OF = date(2026, 12, 1)
LINE = Decimal("0.24")
RULE = "boundaries.rates.assisted-lending-cost"

LOANS = tuple(
    Loan(Decimal(100 + 97 * number) + Decimal(number % 100) / 100, 2 + number % 59, "month", "equal_instalment", LINE)
    for number in range(1000)
)
"""From 100 to 97,000 yuan, over 2 to 60 months, cents and all."""


def offered(loans: Sequence[Loan], reading: str = "nominal", rate: str = "24%") -> str:
    """An assisted loan in as many sizes as there are loans."""
    listed = "\n".join(
        f"  - {{principal: {loan.principal}, periods: {loan.periods}, period: month, method: equal_instalment,"
        f" nominal_rate: {rate} per year, fees: none}}"
        for loan in loans
    )
    return f"""
product: {{kind: goods_instalment, channels: [own_app]}}
operator: {{kind: technology_company, licences: []}}
institution: {{rates: {{reading: {reading}}}}}
funding: {{funder: {{kind: commercial_bank, share: 100%}}, guarantor: {{kind: financing_guarantee_company}}}}
credit: {{purpose: unrestricted, payout: {{to: [borrower_account]}}}}
pricing:
 credits:
{listed}
"""


def outcomes(decision: Decision) -> list[str]:
    return [one.outcome for one in decision.outcomes if one.check.rule.id == RULE]


@lru_cache(maxsize=2)
def decided(rate: str) -> Decision:
    return default_rules().check(manifest(offered(LOANS, rate=rate)), as_of=AS_OF)


def test_two_percent_a_month_to_the_cent_costs_exactly_the_line():
    found = [cost_of(loan) for loan in LOANS]
    assert all(isinstance(one, CostOfCredit) for one in found)
    assert {(one.nominal, one.effective) for one in found} == {(LINE, Decimal("0.2682"))}  # type: ignore[union-attr]


def test_a_thousand_loans_at_the_line_are_none_of_them_over_it():
    assert outcomes(decided("24%")) == ["met"] * len(LOANS)


def test_a_basis_point_more_is_over_the_line_in_every_one():
    over = decided("24.01%")
    assert outcomes(over) == ["violated"] * len(LOANS)
    assert over.verdict == "blocked"


@pytest.mark.parametrize(
    ("reading", "expected"), [("nominal", "met"), ("effective", "violated"), ("null", "undetermined")]
)
def test_the_reading_of_the_house_decides_at_the_line(reading, expected):
    assert outcomes(default_rules().check(manifest(offered(LOANS[:1], reading)), as_of=AS_OF)) == [expected]
