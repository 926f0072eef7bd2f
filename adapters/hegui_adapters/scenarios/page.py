"""Scenarios as one HTML file that needs nothing else: counts, charts, summary by axis, every scenario. It can be printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hegui.scenarios.summary import STATES, state_of
from markupsafe import Markup

from hegui_adapters.render.charts import svg
from hegui_adapters.render.html_file import html_file
from hegui_adapters.scenarios import sentences
from hegui_adapters.scenarios.chart import charts
from hegui_adapters.scenarios.gathering import Run
from hegui_adapters.scenarios.words import said

__all__ = ["LISTED", "page"]

TEMPLATE = Path(__file__).parent / "templates" / "scenarios.html"
LISTED = 1000
"""Scenarios of a file that the page lists; json and csv have all."""


def page(runs: Sequence[Run], lang: str) -> str:
    """The page, without a final line break."""
    return html_file(
        TEMPLATE,
        lang=lang,
        runs=runs,
        charts=lambda run: [(_title(spec), Markup(svg(spec))) for spec in charts(run, lang)],  # noqa: S704 - escaped by what drew it
        t=lambda key, **values: said(key, lang, **values),
        say=sentences,
        states=STATES,
        state_of=state_of,
        listed=LISTED,
    )


def _title(spec: object) -> str:
    assert isinstance(spec, dict)
    return str(spec["title"]["text"])
