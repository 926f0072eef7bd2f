"""What the report says about the price of each loan: the plan, both readings, the lines they were held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hegui.decide import Decision
from hegui.gauges import Gauge, gauges
from hegui.measures import CREDIT, cost_stated
from hegui.rates import CostOfCredit
from hegui.values import Range

__all__ = ["Gauge", "Priced", "priced"]


@dataclass(frozen=True, slots=True)
class Priced:
    """One loan with its cost: in full, or what is proved of it, or what is missing."""

    owner: str
    credit: Mapping[str, object]
    cost: CostOfCredit | None
    nominal: object
    effective: object
    simple: object
    missing: tuple[str, ...]
    reason: tuple[str, str] | None
    gauges: tuple[Gauge, ...]

    @property
    def readings(self) -> Mapping[str, object]:
        return {"nominal": self.nominal, "effective": self.effective, "simple": self.simple}

    @property
    def flat_share(self) -> Decimal | None:
        """The share of the original principal charged every period, where there is one: easily read as a yearly rate."""
        fees = self.credit.get("fees")
        shares = [
            fee["rate"]
            for fee in (fees if isinstance(fees, tuple) else ())
            if fee.get("basis") == "original_principal" and fee.get("timing") == "each_period" and fee.get("rate")
        ]
        return shares[0] if len(shares) == 1 else None


def priced(decision: Decision) -> Iterator[Priced]:
    """Every loan of the manifest with its cost."""
    case_of = decision.explainer
    for occurrence in case_of.occurrences(CREDIT):
        credit = occurrence.records[-1]
        owner = decision.manifest.path(occurrence.chain, "")
        measures = {m.name: m for m in decision.measures if m.owner == owner}
        nominal = measures["annualised_cost.nominal"]
        cost = cost_stated(credit)
        yield Priced(
            owner=owner,
            credit=credit,
            cost=cost,
            nominal=nominal.value,
            effective=measures["annualised_cost.effective"].value,
            simple=measures["annualised_cost.simple"].value,
            missing=nominal.missing,
            reason=(nominal.reason.zh, nominal.reason.en) if nominal.reason else None,
            gauges=tuple(gauges(decision.explainer, decision.outcomes, occurrence.chain)),
        )


def over(value: object, line: Decimal) -> bool | None:
    """Whether a reading is above a line; None where a range leaves it open."""
    if isinstance(value, Decimal):
        return value > line
    if isinstance(value, Range):
        if value.low is not None and value.low > line:
            return True
        return False if value.high is not None and value.high <= line else None
    return None
