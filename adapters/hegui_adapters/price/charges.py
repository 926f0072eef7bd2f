"""Every charge listed with a loan: what it comes to, who takes and bears it, which text counts it. It works out no yearly cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from hegui.rates import Charge, CostOfCredit, Loan
from hegui.rates.conventions import counted
from hegui.rates.plan import taken
from hegui.rates.stated import bearer, charge_gap, charge_of
from hegui.rates.terms import charge_flaw
from hegui.terms import Bilingual

from hegui_adapters.price import wording
from hegui_adapters.price.statement import ChargeLine, CountedLine
from hegui_adapters.price.texts import Texts

__all__ = ["charge_lines"]

Facts = Mapping[str, object]


def charge_lines(credit: Facts, loan: Loan | None, cost: CostOfCredit | None, texts: Texts) -> Iterator[ChargeLine]:
    """Interest, what is kept back, then every fee as listed, also those that others bear."""
    if loan is not None and (loan.nominal_rate or loan.method == "schedule"):
        yield _interest(loan, cost, texts)
    deducted = credit.get("deducted_up_front")
    if isinstance(deducted, Decimal) and deducted:
        charge = Charge("deducted_up_front", amount=deducted, timing="deducted", mandatory=True)
        yield _line(charge, "borrower", cost, texts, timed=True)
    fees = credit.get("fees")
    for fee in fees if isinstance(fees, tuple) else ():
        payer = bearer(fee)
        timed = isinstance(fee.get("timing"), str)
        known = cost if charge_gap(fee) is None else None
        yield _line(charge_of(fee), payer if isinstance(payer, str) else None, known, texts, timed=timed)


def _interest(loan: Loan, cost: CostOfCredit | None, texts: Texts) -> ChargeLine:
    amount = sum(cost.plan.instalments, -loan.principal) if cost else None
    return ChargeLine(
        name=wording.item_name(None, loan), kind="interest", timing="each_period", basis=None, rate=loan.nominal_rate or None, each=None,
        times=loan.periods, amount=amount, payee="lender", payer="borrower", mandatory=True, in_plan=True, first=None,
        last=None, counted=tuple(_counted(texts, "interest", mandatory=True, on_event=False)),
    )  # fmt: skip


def _line(charge: Charge, payer: str | None, cost: CostOfCredit | None, texts: Texts, *, timed: bool) -> ChargeLine:
    borne = payer == "borrower"
    each = _sums(charge, cost) if borne and timed else None
    spread = charge.timing == "each_period"
    return ChargeLine(
        name=wording.charge_name(charge),
        kind=charge.kind,
        timing=charge.timing if timed else None,
        basis=charge.basis if charge.rate is not None else None,
        rate=charge.rate,
        each=charge.amount,
        times=len(each) if each is not None else None,
        amount=sum(each, Decimal(0)) if each is not None else None,
        payee=charge.payee,
        payer=payer,
        mandatory=charge.mandatory,
        in_plan=borne and timed and charge.in_plan,
        first=charge.first if spread and (charge.first != 1 or charge.last) else None,
        last=charge.last if spread else None,
        counted=tuple(
            _counted(texts, charge.kind, mandatory=charge.mandatory, on_event=timed and charge.timing == "on_event")
        )
        if borne
        else (),
    )


def _sums(charge: Charge, cost: CostOfCredit | None) -> tuple[Decimal, ...] | None:
    """What it comes to each time; also of one that may be declined, as if it were taken."""
    if cost is None or charge.timing == "on_event":
        return None
    as_taken = replace(charge, mandatory=True)
    return None if charge_flaw(as_taken, cost.loan) else taken(as_taken, cost.loan, cost.plan)


def _counted(texts: Texts, kind: str | None, *, mandatory: bool | None, on_event: bool) -> Iterator[CountedLine]:
    for instrument in texts.in_question:
        found = counted(instrument, kind, mandatory=mandatory, on_event=on_event)
        source = texts.source(instrument, found.article)
        yield CountedLine(source, found.included, found.standing, Bilingual(found.zh, found.en))
