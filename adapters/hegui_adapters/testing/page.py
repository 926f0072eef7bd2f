"""What hegui checked in a run as one HTML file that needs nothing else. It can be printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hegui_adapters.price.page import STYLE
from hegui_adapters.render.articles import article_text
from hegui_adapters.render.words import WORDS
from hegui_adapters.testing.words import said

if TYPE_CHECKING:
    from hegui_adapters.testing.reporting import Run

__all__ = ["page"]

HERE = Path(__file__).parent


def page(run: Run, lang: str) -> str:
    """The page, without a final line break."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return templates.get_template("run.html").render(
        lang=lang,
        run=run,
        style=Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704 - our own file
        words=WORDS[lang],
        t=lambda key, **values: said(key, lang, **values),
        article=lambda text: article_text(text, lang) if text else "",
    )
