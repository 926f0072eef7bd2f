"""From a decision to what is said of each of its loans. The decision serves to tell which texts apply; no outcome is repeated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hegui.decide import Decision
from hegui.decision import Measure
from hegui.manifest.records import NAME
from hegui.measures import TIER
from hegui.rates import CONVENTIONS, Convention, CostOfCredit, Uncomputable
from hegui.rates.conventions import READINGS
from hegui.rates.stated import stated
from hegui.terms import Bilingual
from hegui.values import Range

from hegui_adapters.price.charges import charge_lines
from hegui_adapters.price.statement import (
    SCHEMA,
    Figure,
    LoanStatement,
    PlanRow,
    Reading,
    Readings,
    State,
    Statement,
    TierLine,
    Totals,
)
from hegui_adapters.price.table import disclosure_lines, event_lines
from hegui_adapters.price.texts import Texts
from hegui_adapters.render.cost import Priced, priced
from hegui_adapters.render.cost_block import gauge_text

__all__ = ["statement_of"]

NOTE = Bilingual(
    "依据申报事实测算，不作判断：是否超过监管线由 hegui check 判断；不代替合规审查意见",
    "worked out from declared facts; judges nothing: whether a line is kept is for hegui check to say; replaces no "
    "compliance opinion",
)
COST = "annualised_cost."
Facts = Mapping[str, object]
Measures = Mapping[str, Measure]


def statement_of(decision: Decision) -> Statement:
    """What every loan of the manifest costs."""
    manifest, contents = decision.manifest, decision.rulebook.contents
    texts = Texts(decision)
    return Statement(
        schema=SCHEMA,
        file=manifest.document.file,
        product=manifest.product_id,
        name=manifest.name,
        version=manifest.version,
        digest=f"sha256:{manifest.digest}",
        as_of=decision.as_of,
        rulebook=contents.version,
        engine=decision.engine,
        loans_stated=manifest.record.get("pricing.credits") is not None,
        loans=tuple(_loan(one, decision, texts) for one in priced(decision)),
        note=NOTE,
    )


def _loan(one: Priced, decision: Decision, texts: Texts) -> LoanStatement:
    credit, cost = one.credit, one.cost
    measures = {m.name.removeprefix(COST): m for m in decision.measures if m.owner == one.owner}
    loan = stated(credit).loan
    return LoanStatement(
        id=str(credit[NAME]).removeprefix("id="),
        at=one.owner,
        name=_text(credit, "name"),
        state=_state(one),
        missing=one.missing,
        reason=Bilingual(*one.reason) if one.reason else None,
        principal=_number(credit, "principal"),
        periods=_number(credit, "periods"),
        period=_text(credit, "period"),
        method=loan.method if loan else _text(credit, "method"),
        nominal_rate=_number(credit, "nominal_rate"),
        costs=_readings(measures),
        totals=_totals(cost) if cost else None,
        plan=tuple(_rows(cost)) if cost else (),
        charges=tuple(charge_lines(credit, loan, cost, texts)),
        charges_stated=credit.get("fees") is not None,
        readings=tuple(_reading(cost, convention, texts) for convention in CONVENTIONS.values()) if cost else (),
        tiers=tuple(_tiers(one, decision)),
        contingent=event_lines(credit, decision.manifest.record, loan),
        disclosure=disclosure_lines(cost, credit, decision.manifest.record, texts) if cost else None,
        lines=tuple(Bilingual(gauge_text(one, g, "zh"), gauge_text(one, g, "en")) for g in one.gauges),
    )


def _state(one: Priced) -> State:
    if one.cost is not None and isinstance(one.cost.nominal, Decimal):
        return "known"
    if one.reason is not None:
        return "uncomputable"
    return "unknown" if one.nominal is None else "range"


def _readings(measures: Measures) -> Readings:
    return Readings(*(_figure(measures[name].value) for name in ("nominal", "effective", "simple")))


def _figure(value: object) -> Figure:
    return value if isinstance(value, Decimal | Range) else None


def _totals(cost: CostOfCredit) -> Totals:
    paid = cost.plan
    charges = sum(paid.charged, paid.deducted + paid.at_start)
    return Totals(
        received=paid.received[0] - paid.deducted,
        deducted=paid.deducted,
        at_start=paid.at_start,
        interest=cost.total_cost - charges,
        charges=charges,
        paid=cost.total_paid,
        cost=cost.total_cost,
    )


def _rows(cost: CostOfCredit) -> Iterator[PlanRow]:
    paid = cost.plan
    early = cost.paid_up_front
    day = paid.days[0] if paid.days else None
    yield PlanRow(0, day, None, None, None, early, early, paid.received[0] if paid.owed else None, paid.received[0])
    drawn = (*paid.received[1:], *(Decimal(0),) * cost.loan.periods)
    for at in range(cost.loan.periods):
        owed, interest, repaid = (
            column[at] if column else None for column in (paid.owed, paid.interest, paid.repaid)
        )  # fmt: skip
        last = at == cost.loan.periods - 1
        left = None if not paid.owed else Decimal(0) if last else paid.owed[at + 1]
        yield PlanRow(
            number=at + 1,
            day=paid.days[at + 1] if paid.days else None,
            owed=owed,
            interest=interest,
            repaid=repaid,
            charged=paid.charged[at],
            paid=paid.payments[at],
            left=left,
            drawn=drawn[at],
        )


def _reading(cost: CostOfCredit, convention: Convention, texts: Texts) -> Reading:
    found = cost.by(convention.id)
    code = convention.instrument
    return Reading(
        convention=convention.id,
        label=Bilingual(convention.zh, convention.en),
        reading=convention.reading,
        reading_label=Bilingual(*READINGS[convention.reading]),
        standing=convention.standing,
        source=texts.source(code, convention.article) if code else None,
        applies=texts.applies(code) if code else None,
        rate=None if isinstance(found, Uncomputable) else found,
        reason=Bilingual(found.zh, found.en) if isinstance(found, Uncomputable) else None,
    )


def _tiers(one: Priced, decision: Decision) -> Iterator[TierLine]:
    for occurrence in decision.explainer.occurrences(TIER):
        if decision.manifest.path(occurrence.chain[:-1], "") != one.owner:
            continue
        owner, tier = decision.manifest.path(occurrence.chain, ""), occurrence.records[-1]
        measures = {m.name.removeprefix(COST): m for m in decision.measures if m.owner == owner}
        nominal = measures["nominal"]
        yield TierLine(
            name=_text(tier, "name") or str(tier[NAME]).removeprefix("id="),
            periods=_number(tier, "term"),
            nominal_rate=_number(tier, "nominal_rate"),
            costs=_readings(measures),
            missing=nominal.missing,
            reason=nominal.reason,
        )


def _text(facts: Facts, name: str) -> str | None:
    value = facts.get(name)
    return value if isinstance(value, str) else None


def _number(facts: Facts, name: str) -> Decimal | None:
    value = facts.get(name)
    return value if isinstance(value, Decimal) else None
