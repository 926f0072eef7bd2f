"""The bases of findings as they are cited: title with number, articles, how far each was checked. It looks nothing up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hegui.decision import Citation, Finding

from hegui_adapters.render.articles import articles_text
from hegui_adapters.render.columns import width
from hegui_adapters.render.words import WORDS

__all__ = ["cited", "title_of"]

LONG_TITLE = 44


def cited(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """The bases of findings, the articles of one instrument together; the report stands only where nothing else does."""
    found: dict[tuple[str, str], list[str | None]] = {}
    titles: dict[str, str] = {}
    citations = [citation for finding in findings for citation in finding.citations]
    for citation in [one for one in citations if one.instrument != "REPORT"] or citations:
        titles[citation.instrument] = title_of(citation, lang)
        articles = found.setdefault((citation.instrument, citation.confidence), [])
        if citation.article not in articles:
            articles.append(citation.article)
    for (instrument, confidence), articles in found.items():
        yield _citation(titles[instrument], articles, confidence, lang)


def title_of(citation: Citation, lang: str) -> str:
    """The full title, with the number of an order or notice; a long title gives way to the number it is known by."""
    number, title = _told_apart_by(citation), citation.title.text(lang)
    if number is None:
        return title
    if lang == "zh":
        return number if width(title) > LONG_TITLE else f"{title}（{number}）"
    return f"{title} ({number})"


def _citation(title: str, articles: Sequence[str | None], confidence: str, lang: str) -> str:
    words = WORDS[lang]
    read = articles_text(filter(None, articles), lang)
    state = words[confidence]
    if not read:
        state += words["comma"] + words["unread"]
    joint = "" if lang == "zh" or not read else ", "
    return f"{title}{joint}{read}{words['bracket'].format(text=state)}"


def _told_apart_by(citation: Citation) -> str | None:
    """The number of a notice or order; a law or regulation of the State is known by its title."""
    number = citation.number
    if not number or number in citation.title.zh or number.startswith(("主席令", "国务院令")):
        return None
    return number
