"""The content of the cost disclosure table in words, and the contingent costs. `hegui.rates.disclosure` works it out."""

from __future__ import annotations

from collections.abc import Mapping

from hegui.rates import CostOfCredit, Loan, Uncomputable
from hegui.rates.contingent import contingent_costs
from hegui.rates.disclosure import Contingent, Item, disclosure
from hegui.terms import Bilingual

from hegui_adapters.price import wording
from hegui_adapters.price.statement import DisclosureLines, EventLine, ItemLine
from hegui_adapters.price.texts import Texts

__all__ = ["disclosure_lines", "event_lines"]

CODE = "COST-DISCLOSURE-2026"
CLOSING = Bilingual(
    "除上述明示的息费外，不再向借款人收取任何与贷款相关的息费",
    "beyond what is shown above, nothing tied to the loan is charged to the borrower",
)
NOTE = Bilingual(
    "按金规〔2026〕2号要求列示的内容，格式以监管发布为准；单项折年化为本库解释：按名义口径，以借款人实际占用资金为基数，各项之和等于合计",
    "what Jin Gui [2026] No. 2 asks to be shown; the form is the regulator's. The yearly figure of an item is our reading: "
    "nominal, over what the borrower has the use of, so that the items add up",
)
OPEN = Bilingual(
    "；或有成本尚有未说明事项，补齐之前不宜作上述声明",
    ". Some contingent costs are not stated: until they are, the statement above should not be made",
)
Facts = Mapping[str, object]


def event_lines(credit: Facts, product: Facts, loan: Loan | None) -> tuple[EventLine, ...]:
    return tuple(_event(one) for one in contingent_costs(credit, product, loan))


def _event(one: Contingent) -> EventLine:
    return EventLine(wording.contingent_name(one), one.stated, wording.contingent_standard(one), one.payee)


def disclosure_lines(cost: CostOfCredit, credit: Facts, product: Facts, texts: Texts) -> DisclosureLines | None:
    """The table, where the cost of the loan is known in full."""
    contingent = contingent_costs(credit, product, cost.loan)
    table = disclosure(cost, contingent)
    if isinstance(table, Uncomputable):
        return None
    unstated = any(one.stated is None for one in contingent)
    return DisclosureLines(
        source=texts.source(CODE, None),
        principal=table.principal,
        items=tuple(_item(item, cost.loan) for item in table.items),
        total_cost=table.total_cost,
        nominal=table.nominal,
        effective=table.effective,
        optional=tuple(wording.optional_text(charge) for charge in table.optional),
        closing=CLOSING,
        note=Bilingual(NOTE.zh + OPEN.zh, NOTE.en + OPEN.en) if unstated else NOTE,
    )


def _item(item: Item, loan: Loan) -> ItemLine:
    charge = item.charge
    return ItemLine(
        item=wording.item_name(charge, loan),
        side=item.side,
        method=wording.method(item, loan),
        standard=wording.interest_standard(loan) if charge is None else wording.standard(charge),
        amount=item.amount,
        yearly=item.yearly,
        payee=item.payee,
    )
