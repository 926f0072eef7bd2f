"""Charts as SVG, from Vega-Lite specifications made of plain values. No data is fetched, and nothing is worked out.

The library that draws is large, so it is imported when the first chart is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hegui_adapters.price.figures import percent, plain
from hegui_adapters.price.plan_table import summed
from hegui_adapters.price.sentences import loan_title, payee_text
from hegui_adapters.price.statement import LoanStatement
from hegui_adapters.price.words import label

__all__ = ["FONT", "INK", "PALETTE", "QUIET", "Spec", "money_chart", "money_charts", "svg"]

Spec = Mapping[str, object]

INK, QUIET, LINE = "#1d2733", "#5b6774", "#d8dee5"
PALETTE = ("#0b4f8a", "#c77d0a", "#1c6b3c", "#8a3d7a", "#a61b1b", "#5b6774")
"""Told apart in print and by most colour-blind readers; the first is the colour of links on the pages."""
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, system-ui, sans-serif"
WIDTH, BAR_HEIGHT, PLAN_HEIGHT = 560, 34, 150
ROOM = 1.28
"""How far the axis goes beyond the longest bar, for the figure behind it."""
_LOOK: Spec = {
    "font": FONT,
    "background": "#ffffff",
    "padding": 12,
    "title": {"anchor": "start", "color": INK, "fontSize": 15, "subtitleColor": QUIET,
              "subtitleFontSize": 12, "subtitlePadding": 6, "offset": 10},
    "axis": {"labelColor": INK, "titleColor": QUIET, "gridColor": LINE, "domainColor": LINE, "tickColor": LINE,
             "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
    "legend": {"labelColor": INK, "titleColor": QUIET, "labelFontSize": 12, "orient": "top", "labelLimit": 260},
    "view": {"stroke": None},
}  # fmt: skip


def svg(spec: Spec) -> str:
    """The SVG of a Vega-Lite specification whose data stand in it; any address in it is refused."""
    import vl_convert

    drawn = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _LOOK, **spec}
    text: str = vl_convert.vegalite_to_svg(drawn, vl_version="5.20", allowed_base_urls=[])
    return text


def money_charts(loans: Sequence[LoanStatement], lang: str) -> Spec:
    """One chart below the other, for every loan whose cost is known."""
    return {"vconcat": [money_chart(loan, lang) for loan in loans if loan.disclosure], "spacing": 28,
            "resolve": {"scale": {"color": "independent"}}}  # fmt: skip


def money_chart(loan: LoanStatement, lang: str) -> Spec:
    """Where the cost of a loan goes, charge by charge, and what each payment is made of."""
    table, totals = loan.disclosure, loan.totals
    assert table is not None
    assert totals is not None
    cost = f"{label('total_cost', lang)} {plain(table.total_cost)}"
    yearly = label("both", lang, nominal=percent(table.nominal), effective=percent(table.effective))
    title = {"text": loan_title(loan, lang), "subtitle": f"{cost}{'；' if lang == 'zh' else '; '}{yearly}"}
    return {"title": title, "vconcat": [_items(loan, lang), _payments(loan, lang)], "spacing": 18,
            "resolve": {"scale": {"color": "independent"}}}  # fmt: skip


def _items(loan: LoanStatement, lang: str) -> Spec:
    table = loan.disclosure
    assert table is not None
    total = table.total_cost
    rows = [
        {
            "item": item.item.text(lang),
            "payee": payee_text(item.payee, lang),
            "amount": float(item.amount),
            "said": f"{plain(item.amount)}" + (f" ({item.amount / total * 100:.1f}%)" if total else ""),
        }
        for item in table.items
    ]
    amounts = [float(item.amount) for item in table.items]
    ends = [min(0.0, *amounts), max(1.0, *amounts) * ROOM]
    across: Spec = {"field": "amount", "type": "quantitative", "title": label("amount", lang), "axis": {"format": ",.0f"},
                    "scale": {"domain": ends}}  # fmt: skip
    down: Spec = {"field": "item", "type": "nominal", "title": None, "sort": None, "axis": {"labelLimit": 240}}
    return {
        "data": {"values": rows},
        "width": WIDTH,
        "height": {"step": BAR_HEIGHT},
        "encoding": {"y": down, "x": across},
        "layer": [
            {"mark": {"type": "bar", "height": 18}, "encoding": {"color": _colour("payee", label("payee", lang))}},
            {"mark": {"type": "text", "align": "left", "dx": 5, "color": INK, "fontSize": 12},
             "encoding": {"text": {"field": "said", "type": "nominal"}}},
        ],
    }  # fmt: skip


def _payments(loan: LoanStatement, lang: str) -> Spec:
    parts = ("repaid", "interest", "charged") if loan.plan[-1].interest is not None else ("paid",)
    shown = [name for name in parts if summed(loan.plan, name)]
    rows = [
        {
            "period": row.number,
            "part": label(name, lang),
            "order": at,
            "amount": float(getattr(row, name) or Decimal(0)),
        }
        for row in loan.plan
        if row.number or row.charged
        for at, name in enumerate(shown)
    ]
    return {
        "data": {"values": rows},
        "width": WIDTH,
        "height": PLAN_HEIGHT,
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "period", "type": "ordinal", "title": label("number", lang),
                  "axis": {"labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 8}},
            "y": {"field": "amount", "type": "quantitative", "title": label("paid_each", lang), "axis": {"format": ",.0f"}},
            "color": {**_colour("part", None), "sort": [label(name, lang) for name in shown]},
            "order": {"field": "order", "type": "quantitative"},
        },
    }  # fmt: skip


def _colour(field: str, title: str | None) -> dict[str, object]:
    return {"field": field, "type": "nominal", "title": title, "scale": {"range": list(PALETTE)}}
