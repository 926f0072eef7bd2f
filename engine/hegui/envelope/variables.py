"""What of one loan can be set otherwise: its nominal rate, each of its charges, one charge more, its term. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from hegui.case import Chain, Record
from hegui.envelope.rate_rules import Fact
from hegui.manifest.editing import Edit, edited
from hegui.manifest.reading import Manifest
from hegui.measures import COST, CREDIT, FEE, TIER
from hegui.rates.annual import QUANTUM
from hegui.scalars import write
from hegui.terms import Bilingual
from hegui.values import NONE

__all__ = [
    "MOST_PERIODS",
    "Variable",
    "charges_of",
    "edit_of",
    "price_of",
    "rate_of",
    "term_of",
    "up_front_of",
    "with_charge",
]

Kind = Literal["rate", "charge", "added_charge", "term"]

_CENT: Final = Decimal("0.01")
_COSTS: Final = frozenset({*((CREDIT, name) for name in COST), *((TIER, name) for name in COST)})
_STATED: Final = frozenset({(CREDIT, "stated_annual_rate"), (CREDIT, "shown_rate")})
_TIERS: Final = frozenset({(CREDIT, "tier_spread"), (TIER, "cheapest_riskier")})
_OVERDUE: Final = frozenset({(CREDIT, "overdue_cost"), (TIER, "overdue_cost")})
_TOUCHES: Final = {
    "rate": frozenset({*_COSTS, *_STATED, *_TIERS, *_OVERDUE, (CREDIT, "nominal_rate")}),
    "charge": frozenset({*_COSTS, *_STATED, *_TIERS, (FEE, "rate"), (FEE, "amount"), (CREDIT, "deducted_up_front")}),
    "added_charge": frozenset({*_COSTS, *_STATED, *_TIERS, (FEE, "rate"), (FEE, "amount")}),
    "term": frozenset({*_COSTS, *_STATED, *_TIERS, (CREDIT, "periods"), (TIER, "term")}),
}

_HIGHEST_RATE: Final = Decimal(10)
_WHOLE: Final = Decimal(1)
MOST_PERIODS: Final = 360
"""The longest term tried if nobody says otherwise."""

_ADDED: Final = (("basis", "original_principal"), ("timing", "at_start"), ("mandatory", "true"))


@dataclass(frozen=True, slots=True)
class Variable:
    """One fact of a loan that is set to other values: multiples of `step` from `least` up to `most`.

    `rel` is its path in the record `chain` leads to, `unit` the kind of value (rate, share, money, count). `current` is
    what the manifest says. `fixed` says why setting it would tell nothing, where that is so.
    """

    kind: Kind
    chain: Chain
    rel: str
    unit: str
    name: Bilingual
    step: Decimal
    least: Decimal
    most: Decimal
    current: Decimal | None
    fixed: Bilingual | None = None

    @property
    def touches(self) -> frozenset[Fact]:
        """The facts that change with it, computed ones included."""
        return _TOUCHES[self.kind]


def rate_of(manifest: Manifest, loan: Chain) -> Variable:
    credit = _record(manifest, loan)
    return Variable(
        "rate", loan, "nominal_rate", "rate", Bilingual("名义利率", "nominal rate"),
        QUANTUM, Decimal(0), _HIGHEST_RATE, _decimal(credit.get("nominal_rate")), _rate_fixed(credit),
    )  # fmt: skip


def _rate_fixed(credit: Record) -> Bilingual | None:
    if credit.get("method") == "schedule":
        return Bilingual(
            "各期还款额已逐期列明，不随名义利率变化", "every payment is listed and none depends on the rate"
        )
    if credit.get("method") is None and credit.get("nominal_rate") in (None, NONE):
        return Bilingual(
            "未填写还款方式和名义利率，利率如何计入还款额无从得知",
            "neither method nor nominal rate is stated, so how a rate would be paid is not known",
        )
    return None


def term_of(manifest: Manifest, loan: Chain, most: int = MOST_PERIODS) -> Variable:
    credit = _record(manifest, loan)
    listed = credit.get("method") == "schedule" or isinstance(credit.get("due_on"), tuple)
    fixed = Bilingual("各期还款额或还款日已逐期列明，期数随之确定", "payments or their days are listed one by one")
    return Variable(
        "term", loan, "periods", "count", Bilingual("期数", "number of periods"),
        _WHOLE, _WHOLE, Decimal(most), _decimal(credit.get("periods")), fixed if listed else None,
    )  # fmt: skip


def charges_of(manifest: Manifest, loan: Chain) -> Iterator[Variable]:
    """Every charge that a borrower who keeps to the plan pays, and what is kept back from the payout."""
    credit = _record(manifest, loan)
    fees = credit.get("fees")
    for index, fee in enumerate(fees if isinstance(fees, tuple) else ()):
        payer, event = fee.get("payer"), fee.get("timing") == "on_event"
        if payer in (None, NONE, "borrower") and fee.get("mandatory") is not False and not event:
            yield _charge((*loan, ("fees", index)), fee, credit)
    if kept := _decimal(credit.get("deducted_up_front")):
        name = Bilingual("放款时预先扣除的金额", "what is kept back from the payout")
        most = _decimal(credit.get("principal")) or kept
        yield Variable("charge", loan, "deducted_up_front", "money", name, _CENT, Decimal(0), most, kept)


def _charge(chain: Chain, fee: Record, credit: Record) -> Variable:
    amount, rate = _decimal(fee.get("amount")), _decimal(fee.get("rate"))
    name = fee.get("name")
    label = Bilingual(name, name) if isinstance(name, str) else Bilingual("未命名费用", "unnamed charge")
    by_sum = amount is not None or fee.get("basis") == "fixed"
    most = (_decimal(credit.get("principal")) or Decimal(10**6)) if by_sum else _WHOLE
    placed = isinstance(fee.get("timing"), str) and (by_sum or isinstance(fee.get("basis"), str))
    return Variable(
        "charge", chain, "amount" if by_sum else "rate", "money" if by_sum else "share", label,
        _CENT if by_sum else QUANTUM, Decimal(0), most, amount if by_sum else rate,
        None if placed else Bilingual("未说明收取时点或计费基数", "when it is taken, or of what, is not stated"),
    )  # fmt: skip


def with_charge(manifest: Manifest, loan: Chain) -> tuple[Manifest, Variable]:
    """The manifest with one charge more at the start, still of nothing, and that charge."""
    more = edited(manifest, [_addition(manifest, loan, Decimal(0))])
    fees = _record(more, loan)["fees"]
    assert isinstance(fees, tuple)
    place = len(fees) - 1 if fees[-1].get("timing") else len(fees) - 2
    name = Bilingual("期初另收一笔费用（占本金）", "one charge more at the start (share of the principal)")
    variable = Variable(
        "added_charge", (*loan, ("fees", place)), "rate", "share", name, QUANTUM, Decimal(0), _WHOLE, None
    )
    return more, variable


def up_front_of(manifest: Manifest, loan: Chain) -> Variable | None:
    """The first charge of the loan that is paid at the start or kept back, by rate or amount."""
    record = _record(manifest, loan)
    for one in charges_of(manifest, loan):
        timing = "deducted" if one.rel == "deducted_up_front" else _inner(record, one).get("timing")
        if timing in ("at_start", "deducted") and one.fixed is None:
            return one
    return None


def price_of(manifest: Manifest, loan: Chain) -> Variable | None:
    """What makes up the price period by period: the nominal rate, or where that cannot be set the first charge of each period."""
    rate = rate_of(manifest, loan)
    if rate.fixed is None:
        return rate
    record = _record(manifest, loan)
    for one in charges_of(manifest, loan):
        if one.fixed is None and one.chain != loan and _inner(record, one).get("timing") == "each_period":
            return one
    return None


def _inner(credit: Record, charge: Variable) -> Record:
    return credit["fees"][charge.chain[-1][1]]  # type: ignore[index, no-any-return]


def edit_of(variable: Variable, value: Decimal, manifest: Manifest, loan: Chain) -> Edit:
    """What to write into the manifest as it stands to set a variable."""
    if variable.kind == "added_charge":
        return _addition(manifest, loan, value)
    path = manifest.path(variable.chain, variable.rel)
    return Edit(path, write(variable.unit, value), variable.chain, variable.rel)


def _addition(manifest: Manifest, loan: Chain, rate: Decimal) -> Edit:
    facts = (*_ADDED, ("rate", write("share", rate)))
    shown = "{" + ", ".join(f"{key}: {text}" for key, text in facts) + "}"
    return Edit(manifest.path(loan, "fees"), shown, loan, "fees", facts)


def _record(manifest: Manifest, chain: Chain) -> Record:
    record = manifest.record
    for path, index in chain:
        record = record[path][index]  # type: ignore[index]
    return record


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
