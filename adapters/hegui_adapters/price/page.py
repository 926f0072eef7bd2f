"""What loans cost as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. It can be printed."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hegui_adapters.price import sentences
from hegui_adapters.price.figures import percent, plain, rate
from hegui_adapters.price.plan_table import ADDED, cell, shown_columns, summed
from hegui_adapters.price.statement import LoanStatement, Statement
from hegui_adapters.price.words import label

__all__ = ["page"]

HERE = Path(__file__).parent
STYLE = HERE.parent / "site" / "assets" / "site.css"


def page(statement: Statement, lang: str, *, disclosure_alone: bool = False) -> str:
    """The page, without a final line break."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return templates.get_template("price.html").render(
        lang=lang,
        statement=statement,
        alone=disclosure_alone,
        style=Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704 - our own file
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
