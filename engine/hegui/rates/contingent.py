"""What a loan costs only if something happens, as a manifest states it. None of it is in the yearly cost, and nothing is judged.

Overdue interest, interest for misuse and other default charges (金规〔2026〕2号, register R17 and R19: 违约情形或有成本),
early repayment, and charges that fall due on an event.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from hegui.rates.disclosure import Contingent
from hegui.rates.terms import Loan
from hegui.values import NONE

__all__ = ["contingent_costs"]

Facts = Mapping[str, object]

_LENDERS_OWN = frozenset({"overdue", "misuse"})
"""Interest is the lender's by its nature; who takes the other costs is not stated anywhere."""


def contingent_costs(credit: Facts, product: Facts, loan: Loan | None) -> tuple[Contingent, ...]:
    """The contingent costs of an element of `pricing.credits`; what is not stated of the first three is a row that says so.

    An offer that states overdue terms of its own has those; else those of `credit.default` hold.
    """
    own = ("penalty.rate", "penalty.multiplier")
    overdue = _by_rate("overdue", credit, *own, credit)
    if not overdue.stated:
        overdue = _by_rate("overdue", product, "credit.default.rate", "credit.default.multiplier", credit)
    found = [
        overdue,
        _by_rate("misuse", product, "", "credit.default.misuse_multiplier", credit),
        _by_rate("default", product, "credit.default.penalty", "", credit),
        _by_rate("prepayment", product, "credit.prepayment.fee", "", credit),
    ]
    events = () if loan is None else tuple(one for one in loan.charges if one.timing == "on_event")
    return (*found, *(Contingent("event", True, charge=charge, payee=charge.payee) for charge in events))


def _by_rate(
    name: Literal["overdue", "misuse", "default", "prepayment"], facts: Facts, rate: str, multiplier: str, credit: Facts
) -> Contingent:
    given, times, base = facts.get(rate), facts.get(multiplier), credit.get("nominal_rate")
    if not isinstance(given, Decimal) and not isinstance(times, Decimal):
        return Contingent(
            name, False if NONE in (given, times) else None, payee="lender" if name in _LENDERS_OWN else None
        )
    times = times if isinstance(times, Decimal) else None
    if not isinstance(given, Decimal):
        given = times * base if times is not None and isinstance(base, Decimal) else None
    return Contingent(name, given != 0, given, times, payee="lender" if name in _LENDERS_OWN else None)
