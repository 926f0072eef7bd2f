"""The room that is left as one HTML file that needs nothing else: limits, maps, what to write. It can be printed."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from hegui_adapters.envelope import sentences
from hegui_adapters.envelope.chart import map_chart
from hegui_adapters.envelope.gathering import Rooms
from hegui_adapters.envelope.text import ends
from hegui_adapters.envelope.words import said
from hegui_adapters.price.sentences import no_loans, product_title
from hegui_adapters.render.charts import svg
from hegui_adapters.render.html_file import html_file

__all__ = ["page"]

TEMPLATE = Path(__file__).parent / "templates" / "envelope.html"


def page(rooms: Rooms, lang: str) -> str:
    """The page, without a final line break."""
    return html_file(
        TEMPLATE,
        lang=lang,
        rooms=rooms,
        title=product_title(rooms, lang),
        chart=lambda loan, one: Markup(svg(map_chart(loan, one, lang))),  # noqa: S704 - escaped by what drew it
        t=lambda key, **values: said(key, lang, **values),
        say=sentences,
        ends=ends,
        list=list,
        no_loans=no_loans(rooms, lang),
    )
