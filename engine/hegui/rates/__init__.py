"""What credit costs: `cost(credit)`, and any flows as a yearly rate, `annualise(flows, convention=…)`. It judges nothing.

cost({"principal": 12000, "periods": 12, "period": "month", "fees": [{"rate": "0.6%", …}]}).nominal   # Decimal("0.1303")
annualise([12000, *[-1072] * 12], "effective")                                                        # Decimal("0.1384178507")
"""

from __future__ import annotations

from hegui.rates.annual import CEILING, QUANTUM, annualise, rounded
from hegui.rates.conventions import CONVENTIONS, Convention
from hegui.rates.cost import CostOfCredit, CostRange, cost_of, cost_range
from hegui.rates.days import PERIODS_PER_YEAR
from hegui.rates.plan import Plan, plan
from hegui.rates.stated import cost
from hegui.rates.terms import Charge, Dates, Drawing, Grace, Loan, MinimumPayment, RateStep, Uncomputable

__all__ = [
    "CEILING", "CONVENTIONS", "PERIODS_PER_YEAR", "QUANTUM", "Charge", "Convention", "CostOfCredit", "CostRange", "Dates",
    "Drawing", "Grace", "Loan", "MinimumPayment", "Plan", "RateStep", "Uncomputable", "annualise", "cost", "cost_of",
    "cost_range", "plan", "rounded",
]  # fmt: skip
