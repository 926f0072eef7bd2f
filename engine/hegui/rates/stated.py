"""What a manifest says of a loan, as terms, and what it leaves unsaid. It judges nothing.

A price list is read as it stands: a charge listed with a loan is the borrower's unless another payer is stated, is
payable unless `mandatory: false` is, and where charges are all that is listed there is no interest besides. Steps of the
rate, grace, a balloon, drawings and dates that are not listed are not part of the loan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hegui.rates.cost import CostOfCredit, CostRange, cost_of, cost_range
from hegui.rates.terms import Charge, Dates, Drawing, Grace, Loan, MinimumPayment, RateStep, Uncomputable
from hegui.values import NONE, Opaque

__all__ = ["Stated", "bearer", "charge_gap", "charge_of", "cost", "cost_as_stated", "stated", "tier_as_loan"]

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stated:
    """A loan as far as it is stated; `missing` are paths in its record.

    Without a `loan` not even a part can be worked out. With one, what is missing are charges: its cost is at least
    that of the ones known.
    """

    loan: Loan | None
    missing: tuple[str, ...] = ()


def stated(credit: Facts) -> Stated:
    """The terms of an element of `pricing.credits`."""
    method = _method(credit)
    missing = [name for name in _needed(method) if not _usable(credit.get(name))]
    shape = _Shape(credit)
    missing += shape.missing
    if missing:
        return Stated(None, tuple(missing))
    charges, unstated = _charges(credit)
    rate = credit.get("nominal_rate")
    loan = Loan(
        principal=_number(credit["principal"]),
        periods=int(_number(credit["periods"])),
        period=credit["period"],  # type: ignore[arg-type]
        method=method,  # type: ignore[arg-type]
        nominal_rate=rate if isinstance(rate, Decimal) else Decimal(0),
        charges=charges,
        schedule=credit["schedule"] if method == "schedule" else None,  # type: ignore[arg-type]
        steps=shape.steps,
        grace=shape.grace,
        balloon=shape.balloon,
        drawings=shape.drawings,
        minimum=shape.minimum,
        dates=shape.dates,
    )
    return Stated(loan, unstated)


def cost(credit: Loan | Mapping[str, object]) -> CostOfCredit | CostRange | Uncomputable:
    """What a loan costs, from its terms or from an element of `pricing.credits` as a manifest would state it.

    A price that is partly known gives the range it is proved to lie in, with the facts that are missing; where
    principal, term or rate are missing the range has no figure. Terms that make no plan give the reason.

    Raises:
        ManifestError: the mapping is not what a manifest could say of a loan; every problem at once.
    """
    if isinstance(credit, Loan):
        return cost_of(credit)
    return cost_as_stated(stated(_record(credit)))


def cost_as_stated(found: Stated) -> CostOfCredit | CostRange | Uncomputable:
    """What a loan costs as far as it is stated."""
    if found.loan is None:
        lacking = Uncomputable(f"未说明：{'、'.join(found.missing)}", f"not stated: {', '.join(found.missing)}")
        return CostRange(lacking, lacking, lacking, found.missing)
    if found.missing:
        return cost_range(found.loan, unknown_charges=True, missing=found.missing)
    return cost_of(found.loan)


def _record(credit: Mapping[str, object]) -> Facts:
    """The facts of one loan, typed as those of a manifest."""
    from hegui.checking import load_manifest

    manifest = load_manifest({"hegui": "product/v1", "pricing": {"credits": [dict(credit)]}})
    loans = manifest.record["pricing.credits"]
    assert isinstance(loans, tuple)
    facts: Facts = loans[0]
    return facts


def tier_as_loan(credit: Facts, tier: Facts) -> dict[str, object]:
    """The loan as one tier of customers gets it: its own rate, term and charges in place of those of the offer.

    Points above or below the base rate move every step of the offer's rate; a rate of the tier's own is its first one.
    """
    own: dict[str, object] = {name: tier[name] for name in ("periods", "fees") if tier.get(name) is not None}
    base, steps = credit.get("nominal_rate"), credit.get("rate_steps")
    if tier.get("nominal_rate") is not None or not _usable(base):
        return {**credit, **own, "nominal_rate": tier.get("nominal_rate")}
    points = _points(tier)
    if isinstance(steps, tuple) and points:
        own["rate_steps"] = tuple(step and {**step, "nominal_rate": _moved(step, points)} for step in steps)
    return {**credit, **own, "nominal_rate": _moved(credit, points)}


def _points(tier: Facts) -> Decimal | None:
    """How far a tier is above (below: negative) the base rate, if it says so."""
    above, below = (tier.get(name) for name in ("above_base", "below_base"))
    if isinstance(above, Opaque) or isinstance(below, Opaque) or not (_usable(above) or _usable(below)):
        return None
    return _or_zero(above) - _or_zero(below)


def _moved(facts: Facts, points: Decimal | None) -> Decimal | None:
    rate = facts.get("nominal_rate")
    return rate + points if isinstance(rate, Decimal) and points is not None else None


def _or_zero(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def _needed(method: object) -> tuple[str, ...]:
    if method == "schedule":
        return "principal", "periods", "period", "schedule"
    if method == "flat":
        return "principal", "periods", "period"
    rest = ("minimum_payment",) if method == "revolving" else ()
    return "principal", "periods", "period", "method", "nominal_rate", *rest


def _usable(value: object) -> bool:
    if isinstance(value, tuple):
        return None not in value and not any(isinstance(one, Opaque) for one in value)
    return value is not None and value is not NONE and not isinstance(value, Opaque)


def _number(value: object) -> Decimal:
    assert isinstance(value, Decimal)
    return value


def _method(credit: Facts) -> object:
    """A price made of fees alone, with no interest and no method stated, is flat: equal principal plus its fees."""
    given = credit.get("method")
    if given is None and credit.get("nominal_rate") in (None, NONE) and _charged_by_period(credit):
        return "flat"
    return given


def _charged_by_period(credit: Facts) -> bool:
    fees = credit.get("fees")
    return isinstance(fees, tuple) and any(fee.get("timing") == "each_period" for fee in fees)


# ---- what makes a loan irregular


class _Shape:
    """Steps, grace, balloon, drawings, minimum and dates of a loan, and what is missing of those it lists."""

    def __init__(self, credit: Facts) -> None:
        self._credit = credit
        self.missing: list[str] = []
        self.steps = tuple(
            RateStep(int(_number(step["from_period"])), _number(step["nominal_rate"]))
            for step in self._listed("rate_steps", "from_period", "nominal_rate")
        )
        self.drawings = tuple(
            Drawing(int(_number(part["after_periods"])), _number(part["amount"]))
            for part in self._listed("drawings", "after_periods", "amount")
        )
        self.grace = self._grace()
        self.minimum = self._minimum()
        self.balloon = self._balloon()
        self.dates = self._dates()

    def _listed(self, name: str, *needed: str) -> list[Facts]:
        """The elements of a list, where each states all that is needed of it."""
        elements = self._credit.get(name)
        if not isinstance(elements, tuple):
            self._lacks(isinstance(elements, Opaque), name)
            return []
        gaps = [
            f"{name}[{index}].{key}"
            for index, element in enumerate(elements)
            for key in needed
            if not _usable(element.get(key))
        ]
        self.missing += gaps
        return [] if gaps else list(elements)

    def _lacks(self, lacking: bool, *names: str) -> None:
        if lacking:
            self.missing += names

    def _part(self, name: str, *needed: str) -> bool:
        """Whether an object is given and states all that is needed of it."""
        if self._credit.get(name) in (None, NONE):
            return False
        gaps = [f"{name}.{key}" for key in needed if not _usable(self._credit.get(f"{name}.{key}"))]
        self.missing += gaps
        return not gaps

    def _grace(self) -> Grace | None:
        if not self._part("grace", "periods", "interest"):
            return None
        return Grace(int(_number(self._credit["grace.periods"])), self._credit["grace.interest"])  # type: ignore[arg-type]

    def _minimum(self) -> MinimumPayment | None:
        if not self._part("minimum_payment", "share"):
            return None
        floor = self._credit.get("minimum_payment.floor")
        share = _number(self._credit["minimum_payment.share"])
        return MinimumPayment(share, floor if isinstance(floor, Decimal) else Decimal(0))

    def _balloon(self) -> Decimal:
        balloon = self._credit.get("balloon")
        self._lacks(isinstance(balloon, Opaque), "balloon")
        return balloon if isinstance(balloon, Decimal) else Decimal(0)

    def _dates(self) -> Dates | None:
        paid_out, first, due = (self._credit.get(name) for name in ("paid_out_on", "first_due_on", "due_on"))
        count = self._credit.get("day_count")
        if not isinstance(paid_out, date):
            self._lacks(_usable(count), "paid_out_on")
            return None
        days = due if isinstance(due, tuple) else ()
        if days and not _usable(days):
            self._lacks(True, "due_on")
            return None
        if not days and not isinstance(first, date):
            self._lacks(_usable(count), "first_due_on")
            return None
        # A first day stated besides all of them is kept, so that a contradiction is found.
        return Dates(paid_out, first if isinstance(first, date) else days[0], count if _usable(count) else None, days)  # type: ignore[arg-type]


# ---- charges


def bearer(fee: Facts) -> object:
    """Who bears a charge listed with a loan: the borrower unless another is stated."""
    payer = fee.get("payer")
    return "borrower" if payer is None or payer is NONE else payer


def _charges(credit: Facts) -> tuple[tuple[Charge, ...], tuple[str, ...]]:
    """The charges that are known and the borrower's, and the facts without which others cannot be placed."""
    fees, deducted = credit.get("fees"), credit.get("deducted_up_front")
    charges: list[Charge] = []
    missing: list[str] = []
    if isinstance(deducted, Decimal):
        charges.append(Charge("deducted_up_front", amount=deducted, timing="deducted", mandatory=True))
    elif isinstance(deducted, Opaque):
        missing.append("deducted_up_front")
    if fees is None:
        return tuple(charges), (*missing, "fees")
    for index, fee in enumerate(fees if isinstance(fees, tuple) else ()):
        payer = bearer(fee)
        if payer != "borrower" and not isinstance(payer, Opaque):
            continue
        gap = charge_gap(fee) if _in_plan(fee) else None
        if gap:
            missing.append(f"fees[{index}].{gap}")
        else:
            charges.append(charge_of(fee))
    return tuple(charges), tuple(missing)


def _in_plan(fee: Facts) -> bool:
    return fee.get("mandatory") is not False and fee.get("timing") != "on_event"


def charge_gap(fee: Facts) -> str | None:
    """The first fact without which a fee cannot be worked out."""
    if isinstance(fee.get("payer"), Opaque):
        return "payer"
    if not _usable(fee.get("timing")):
        return "timing"
    if isinstance(fee.get("amount"), Decimal):
        return None
    if fee.get("basis") == "fixed":
        return "amount"
    if not isinstance(fee.get("rate"), Decimal):
        return "rate"
    return None if _usable(fee.get("basis")) else "basis"


def charge_of(fee: Facts) -> Charge:
    """A fee as a charge; what it does not state is left open, and one without a timing falls due on an event."""
    amount, rate, basis = fee.get("amount"), fee.get("rate"), fee.get("basis")
    first, last = fee.get("first_period"), fee.get("last_period")
    kind, payee, timing = fee.get("kind"), fee.get("payee"), fee.get("timing")
    return Charge(
        name=str(fee.get("name") or (kind if isinstance(kind, str) else fee.get("id") or "费用")),
        amount=amount if isinstance(amount, Decimal) else None,
        rate=rate if isinstance(rate, Decimal) else None,
        basis=basis if isinstance(basis, str) and basis != "fixed" else "original_principal",  # type: ignore[arg-type]
        timing=timing if isinstance(timing, str) else "on_event",  # type: ignore[arg-type]
        payee=payee if isinstance(payee, str) else None,
        mandatory=fee.get("mandatory") is not False,
        kind=kind if isinstance(kind, str) else None,
        first=int(first) if isinstance(first, Decimal) else 1,
        last=int(last) if isinstance(last, Decimal) else None,
    )
