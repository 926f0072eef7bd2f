"""Charges in words, Chinese and English at once: how one is taken, by what standard, who takes it. It works nothing out."""

from __future__ import annotations

from decimal import Decimal

from hegui.manifest.choices import CHOICES
from hegui.printing import show
from hegui.rates import Charge, Loan
from hegui.rates.disclosure import Contingent, Item
from hegui.terms import Bilingual

__all__ = [
    "amount_each", "charge_name", "choice", "contingent_name", "contingent_standard", "interest_standard",
    "item_name", "method",
    "optional_text", "standard",
]  # fmt: skip

INTEREST = Bilingual("利息", "interest")
DEDUCTED = Bilingual("放款时预先扣除", "kept back from the payout")
UNSPLIT = Bilingual("还款计划表所含息费（未拆分）", "cost inside the schedule (not divided)")
_UNSTATED = Bilingual("未说明", "not stated")
_NONE = Bilingual("无", "none")
_CONTINGENT = {
    "overdue": Bilingual("逾期罚息", "overdue interest"),
    "misuse": Bilingual("挪用罚息", "interest for misuse"),
    "default": Bilingual("违约金及其他违约费用", "penalties and other default charges"),
    "prepayment": Bilingual("提前还款费用", "fee for early repayment"),
}


def choice(name: str, member: str | None) -> Bilingual:
    """A member of a choice by its label; what is not stated says so."""
    return _UNSTATED if member is None else Bilingual(*CHOICES[name].get(member, (member, member)))


def charge_name(charge: Charge) -> Bilingual:
    if charge.name == "deducted_up_front":
        return DEDUCTED
    if not charge.name:
        return Bilingual("未命名收费", "unnamed charge")
    return choice("fee_kind", charge.name) if charge.name == charge.kind else Bilingual(charge.name, charge.name)


def item_name(charge: Charge | None, loan: Loan) -> Bilingual:
    """A charge by its name; no charge is interest, or all that a schedule holds besides principal."""
    if charge is not None:
        return charge_name(charge)
    return UNSPLIT if loan.method == "schedule" else INTEREST


def method(item: Item, loan: Loan) -> Bilingual:
    """How a charge of the plan is taken."""
    if item.charge is None:
        return choice("repayment_method", loan.method)
    timing = choice("fee_timing", item.charge.timing)
    if item.charge.timing != "each_period":
        return timing
    return Bilingual(f"{timing.zh}，共 {item.times} 次", f"{timing.en}, {item.times} times")


def standard(charge: Charge) -> Bilingual:
    """What a charge comes to each time it is taken, as the manifest states it."""
    if charge.rate is not None:
        basis, share = choice("fee_basis", charge.basis), show("share", charge.rate, "zh")
        return Bilingual(f"{basis.zh}的 {share}", f"{share} of {basis.en}")
    return amount_each(charge.amount)


def amount_each(amount: Decimal | None) -> Bilingual:
    return Bilingual(show("money", amount, "zh"), show("money", amount, "en"))


def interest_standard(loan: Loan) -> Bilingual:
    """The rate of the contract with its steps; a schedule does not state one."""
    if loan.method == "schedule":
        return Bilingual("见还款计划", "see the plan")
    rates = Bilingual(show("rate", loan.nominal_rate, "zh"), show("rate", loan.nominal_rate, "en"))
    for step in loan.steps:
        zh, en = (show("rate", step.nominal_rate, lang) for lang in ("zh", "en"))
        rates = Bilingual(f"{rates.zh}；自第 {step.first} 期起{zh}", f"{rates.en}; from period {step.first} {en}")
    if loan.method == "flat":
        return Bilingual(f"{rates.zh}（按原始本金）", f"{rates.en} on the original principal")
    return rates


def contingent_name(one: Contingent) -> Bilingual:
    return charge_name(one.charge) if one.charge is not None else _CONTINGENT[one.id]


def contingent_standard(one: Contingent) -> Bilingual:
    """The standard of a contingent cost; what is not stated is never none."""
    if one.charge is not None:
        return standard(one.charge)
    if not one.stated:
        return _UNSTATED if one.stated is None else _NONE
    if one.id == "prepayment":
        share = show("share", one.rate, "zh")
        return Bilingual(f"提前还款本金的 {share}", f"{share} of the principal repaid early")
    zh, en = (show("rate", one.rate, lang) if one.rate is not None else "" for lang in ("zh", "en"))
    if one.multiplier is None:
        return Bilingual(zh, en)
    times = f"{one.multiplier.normalize():f}"
    return Bilingual(
        f"合同利率的 {times} 倍" + (f"（{zh}）" if zh else ""),
        f"{times} × the contract rate" + (f" ({en})" if en else ""),
    )


def optional_text(charge: Charge) -> Bilingual:
    """A charge the borrower may decline."""
    name, what, payee = charge_name(charge), standard(charge), choice("party", charge.payee)
    return Bilingual(f"{name.zh}：{what.zh}，{payee.zh}收取", f"{name.en}: {what.en}, taken by {payee.en}")
