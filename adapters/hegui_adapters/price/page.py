"""What loans cost as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. It can be printed."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from hegui_adapters.price import sentences
from hegui_adapters.price.figures import percent, plain, rate
from hegui_adapters.price.plan_table import ADDED, cell, shown_columns, summed
from hegui_adapters.price.statement import LoanStatement, Statement
from hegui_adapters.price.words import label
from hegui_adapters.render.html_file import html_file

__all__ = ["page"]

TEMPLATE = Path(__file__).parent / "templates" / "price.html"


def page(statement: Statement, lang: str, *, disclosure_alone: bool = False) -> str:
    """The page, without a final line break."""
    return html_file(
        TEMPLATE,
        lang=lang,
        statement=statement,
        alone=disclosure_alone,
        title=sentences.product_title(statement, lang),
        chart=lambda loan: _chart(loan, lang),
        t=lambda key, **said: label(key, lang, **said),
        say=sentences,
        plain=plain,
        percent=percent,
        rate=lambda value: rate(value, lang),
        columns=shown_columns,
        cell=cell,
        added=ADDED,
        summed=summed,
    )


def _chart(loan: LoanStatement, lang: str) -> Markup:
    """The chart as part of the page; its text was escaped by what drew it."""
    from hegui_adapters.render.charts import money_chart, svg

    return Markup(svg(money_chart(loan, lang)))  # noqa: S704 - as above
