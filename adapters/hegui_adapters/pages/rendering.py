"""Templates into HTML: one environment, strict about what a template names. It knows no request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from hegui_adapters.pages.assets import assets
from hegui_adapters.render.articles import article_text
from hegui_adapters.render.sheet import word
from hegui_adapters.render.topics import topic_text

__all__ = ["html"]

TEMPLATES: Final = Path(__file__).parent / "templates"
HTMX: Final[Mapping[str, object]] = {
    "allowEval": False,
    "includeIndicatorStyles": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,  # no page is left behind in the browser's storage
    "responseHandling": [{"code": "204", "swap": False}, {"code": "...", "swap": True}],
}
"""Problems are swapped in like any part: they say what is wrong where the part would have been."""


def html(template: str, context: Mapping[str, object]) -> str:
    """A template filled in. It may use `lang`, and the filters `word` (a fixed word of the reports), `said` (a text in both
    languages), `article` (an article's number), `topic` (what a folder of rules is about), `moment` (as the log writes it, to the
    minute)."""
    return _environment().get_template(template).render(context)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(word=_word, said=_said, article=_article, topic=_topic, moment=_moment)
    made.globals.update(static=assets().url, built=lambda name: name in assets().files, htmx_config=json.dumps(HTMX))
    return made


@pass_context
def _word(context: Context, key: str) -> str:
    return word(key, context["lang"])


@pass_context
def _said(context: Context, both: Mapping[str, str]) -> str:
    return both[context["lang"]]


@pass_context
def _article(context: Context, article: str) -> str:
    return article_text(article, context["lang"])


@pass_context
def _topic(context: Context, folder: str) -> str:
    return topic_text(folder, context["lang"])


def _moment(text: str) -> str:
    return text[:16].replace("T", " ")
