"""What hegui checked in a run as one HTML file that needs nothing else. It can be printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hegui_adapters.render.articles import article_text
from hegui_adapters.render.html_file import html_file
from hegui_adapters.render.words import WORDS
from hegui_adapters.testing.words import said

if TYPE_CHECKING:
    from hegui_adapters.testing.reporting import Run

__all__ = ["page"]

TEMPLATE = Path(__file__).parent / "templates" / "run.html"


def page(run: Run, lang: str) -> str:
    """The page, without a final line break."""
    return html_file(
        TEMPLATE,
        lang=lang,
        run=run,
        words=WORDS[lang],
        t=lambda key, **values: said(key, lang, **values),
        article=lambda text: article_text(text, lang) if text else "",
    )
