"""Facts that are computed: what a loan costs, who bears a charge. Each is a value, a proved range, or unknown with its cause.

A price list is read as it stands: a charge listed with a loan is the borrower's unless another payer is stated, is
payable unless `mandatory: false` is, and where charges are all that is listed there is no interest besides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hegui.case import Chain, Record
from hegui.facts import FactType
from hegui.values import NONE, Opaque, Range

if TYPE_CHECKING:
    from hegui.cashflows import Charge, Loan
    from hegui.rates import CostOfCredit

__all__ = ["CAUSE", "CREDIT", "Cause", "cost_of", "measure_type", "measured", "standing"]

CREDIT = "pricing.credits[]"
FEE = "pricing.credits[].fees[]"

CAUSE = "#cause"
"""Suffix of the key under which a record keeps why a measure is unknown."""

MEASURES: Mapping[tuple[str, str], FactType] = {
    (CREDIT, "annualised_cost.nominal"): FactType(
        "rate", "年化综合成本（期内部收益率×年期数）", "yearly cost, IRR per period × periods"
    ),
    (CREDIT, "annualised_cost.effective"): FactType("rate", "年化综合成本（按复利）", "yearly cost, compounded"),
    (CREDIT, "total_cost"): FactType("money", "总成本", "total cost"),
    (FEE, "charged_to"): FactType("choice", "费用承担方", "who bears the charge", choice="party"),
}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a measure has no exact value: facts not stated (paths in the record), or a reason it cannot be computed."""

    missing: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""


def standing(chain: Chain, rel: str) -> tuple[Chain, str]:
    """Where a fact that a cost lacks stands: `fees[0].rate` of a loan is `rate` of its first fee."""
    found = re.fullmatch(r"(\w+)\[(\d+)\]\.(\w+)", rel)
    return ((*chain, (found[1], int(found[2]))), found[3]) if found else (chain, rel)


def measure_type(record: str, rel: str) -> FactType | None:
    return MEASURES.get((record, rel))


def measured(root: Record) -> Record:
    """The product's record with every loan's measures worked out; the record given is left as it is."""
    loans = root.get("pricing.credits")
    if not isinstance(loans, tuple):
        return root
    return {**root, "pricing.credits": tuple(_priced(credit) for credit in loans)}


def _priced(credit: Record) -> Record:
    fees = credit.get("fees")
    if isinstance(fees, tuple):
        credit = {**credit, "fees": tuple({**fee, "charged_to": _bearer(fee)} for fee in fees)}
    return {**credit, **_cost(credit)}


def _bearer(fee: Record) -> object:
    payer = fee.get("payer")
    return "borrower" if payer is None or payer is NONE else payer


def cost_of(credit: Mapping[str, object]) -> CostOfCredit | None:
    """The full cost of a loan whose terms are all stated (`rates.CostOfCredit`), else None."""
    from hegui import rates

    terms, missing = _terms(credit)
    if terms is None or missing:
        return None
    cost = rates.cost_of_credit(terms)
    return cost if isinstance(cost, rates.CostOfCredit) else None


def _cost(credit: Record) -> Record:
    names = [name for record, name in MEASURES if record == CREDIT]
    terms, missing = _terms(credit)
    if terms is None:
        return {name + CAUSE: Cause(missing) for name in names}
    if missing:
        return _partly(terms, missing)
    return _fully(terms)


def _fully(terms: Loan) -> Record:
    from hegui import rates

    cost = rates.cost_of_credit(terms)
    if not isinstance(cost, rates.CostOfCredit):
        return {name + CAUSE: Cause((), cost.zh, cost.en) for record, name in MEASURES if record == CREDIT}
    found: Record = {"total_cost": cost.total_cost}
    for name, value in (("nominal", cost.nominal), ("effective", cost.effective)):
        _enter(found, f"annualised_cost.{name}", value)
    return found


def _partly(terms: Loan, missing: tuple[str, ...]) -> Record:
    """What is proved while some charges are not stated: the cost is at least that of the known ones."""
    from hegui import rates

    bounds = rates.cost_range(terms, unknown_charges=True)
    found: Record = {"total_cost" + CAUSE: Cause(missing)}
    for name, value in (("nominal", bounds.nominal), ("effective", bounds.effective)):
        _enter(found, f"annualised_cost.{name}", value)
        found.setdefault(f"annualised_cost.{name}{CAUSE}", Cause(missing))
    return found


def _enter(found: Record, name: str, value: object) -> None:
    if isinstance(value, Decimal | Range):
        found[name] = value
    else:
        found[name + CAUSE] = Cause((), getattr(value, "zh", ""), getattr(value, "en", ""))


def _terms(credit: Mapping[str, object]) -> tuple[Loan | None, tuple[str, ...]]:
    """The loan as `cashflows.Loan` and what is missing; None where not even a part can be worked out."""
    from hegui.cashflows import Loan

    method = _method(credit)
    needed = ["principal", "periods", "period"]
    if method == "schedule":
        needed.append("schedule")
    elif method != "flat":
        needed += ["method", "nominal_rate"]
    missing = tuple(name for name in needed if not _usable(credit.get(name)))
    if missing:
        return None, missing
    charges, unstated = _charges(credit)
    rate = credit.get("nominal_rate")
    loan = Loan(
        principal=credit["principal"],  # type: ignore[arg-type]
        periods=int(credit["periods"]),  # type: ignore[call-overload]
        period=credit["period"],  # type: ignore[arg-type]
        method=method,  # type: ignore[arg-type]
        nominal_rate=rate if isinstance(rate, Decimal) else Decimal(0),
        charges=charges,
        schedule=credit["schedule"] if method == "schedule" else None,  # type: ignore[arg-type]
    )
    return loan, unstated


def _usable(value: object) -> bool:
    if isinstance(value, tuple):
        return None not in value and not any(isinstance(one, Opaque) for one in value)
    return value is not None and value is not NONE and not isinstance(value, Opaque)


def _method(credit: Mapping[str, object]) -> object:
    """A price made of fees alone, with no interest and no method stated, is flat: equal principal plus its fees."""
    stated = credit.get("method")
    if stated is None and credit.get("nominal_rate") in (None, NONE) and _charged_by_period(credit):
        return "flat"
    return stated


def _charged_by_period(credit: Mapping[str, object]) -> bool:
    fees = credit.get("fees")
    return isinstance(fees, tuple) and any(fee.get("timing") == "each_period" for fee in fees)


def _charges(credit: Mapping[str, object]) -> tuple[tuple[Charge, ...], tuple[str, ...]]:
    from hegui.cashflows import Charge

    fees = credit.get("fees")
    deducted = credit.get("deducted_up_front")
    charges: list[Charge] = []
    missing: list[str] = []
    if isinstance(deducted, Decimal):
        charges.append(Charge("deducted_up_front", amount=deducted, timing="deducted", mandatory=True))
    elif isinstance(deducted, Opaque):
        missing.append("deducted_up_front")
    if fees is None:
        return tuple(charges), (*missing, "fees")
    for index, fee in enumerate(fees if isinstance(fees, tuple) else ()):
        payer = _bearer(fee)
        ours = payer == "borrower" or isinstance(payer, Opaque)
        if not ours or fee.get("mandatory") is False or fee.get("timing") == "on_event":
            continue
        gap = _gap(fee)
        if gap:
            missing.append(f"fees[{index}].{gap}")
        else:
            charges.append(_charge(fee))
    return tuple(charges), tuple(missing)


def _gap(fee: Mapping[str, object]) -> str | None:
    """The first fact without which a fee cannot be worked out."""
    if isinstance(fee.get("payer"), Opaque):
        return "payer"
    if not _usable(fee.get("timing")):
        return "timing"
    if isinstance(fee.get("amount"), Decimal):
        return None
    if not isinstance(fee.get("rate"), Decimal):
        return "rate"
    return None if _usable(fee.get("basis")) else "basis"


def _charge(fee: Mapping[str, object]) -> Charge:
    from hegui.cashflows import Charge

    amount = fee.get("amount")
    basis = fee.get("basis")
    return Charge(
        name=str(fee.get("name") or fee.get("kind") or ""),
        amount=amount if isinstance(amount, Decimal) else None,
        rate=None if isinstance(amount, Decimal) else fee["rate"],  # type: ignore[arg-type]
        basis=basis if isinstance(basis, str) and basis != "fixed" else "original_principal",  # type: ignore[arg-type]
        timing=str(fee["timing"]),  # type: ignore[arg-type]
        mandatory=True,
    )
