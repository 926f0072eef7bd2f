"""A sheet as a document to print, and as a page that stands alone. It draws no sheet."""

from __future__ import annotations

from hegui import __version__

from hegui_adapters.language import Lang
from hegui_adapters.pages.assets import assets
from hegui_adapters.pages.rendering import html
from hegui_adapters.pages.words import spoken
from hegui_adapters.sheets.data_use import DataUse
from hegui_adapters.sheets.risk_notices import RiskNotices
from hegui_adapters.sheets.words import WORDS

__all__ = ["document", "standing_alone"]

STYLE = "paper.css"


def document(sheet: DataUse | RiskNotices, lang: Lang) -> str:
    """The sheet as HTML for `printing.pdf`."""
    template, name = ("data_use", "use") if isinstance(sheet, DataUse) else ("risk_notices", "list")
    context = {"lang": lang, "t": spoken(WORDS, lang), "version": __version__, name: sheet}
    return html(f"{template}_paper.html", context)


def standing_alone(document: str) -> str:
    """The same with its style sheet within, so that it can be sent as one file."""
    link = f'<link rel="stylesheet" href="{assets().url(STYLE)}">'
    assert link in document
    style = assets().files[STYLE].decode()
    return document.replace(link, f"<style>\n{style}\nbody {{ max-width: 50rem; margin: 2rem auto; }}\n</style>")
