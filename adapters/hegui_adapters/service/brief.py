"""A decision in the few lines a group chat or a code review has room for, in one language. Pure; it marks nothing up.

It is drawn from what the service answers with (`recorder.decision_text`), which several subscribers may get in their own forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from hegui_adapters.language import Lang
from hegui_adapters.render.articles import article_text
from hegui_adapters.render.words import WORDS

__all__ = ["Brief", "Item", "Verdict", "brief_of", "shortened"]

Verdict = Literal["blocked", "undetermined", "clear"]
TITLE: Final = 60
MESSAGE: Final = 120
LAW: Final = 90
NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that blocks: what it is, what was declared, the law, how to mend it."""

    title: str
    message: str
    law: str
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Brief:
    """A decision in short. `link` leads to the whole of it, where the service knows its own address."""

    lang: Lang
    verdict: Verdict
    said: str
    """The verdict in words."""
    heading: str
    facts: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    rest: str | None
    note: str
    link: str | None


_WORDS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "zh": {
        "product": "产品",
        "version": "版本",
        "verdict": "结论",
        "day": "适用日期",
        "historical": "{day}（历史日期，仅供回溯）",
        "unnamed": "未命名产品",
        "unversioned": "未说明",
        "more": "另有 {n} 项阻断",
        "open": "待补充 {n} 项，其中 {blocking} 项影响上线结论",
        "joint": "；",
        "end": "。",
    },
    "en": {
        "product": "Product",
        "version": "Version",
        "verdict": "Verdict",
        "day": "As of",
        "historical": "{day} (historical, for looking back only)",
        "unnamed": "unnamed product",
        "unversioned": "not stated",
        "more": "{n} more block",
        "open": "{n} questions open, {blocking} of which bear on the verdict",
        "joint": "; ",
        "end": ".",
    },
}


def brief_of(said: Mapping[str, Any], lang: Lang, link: str | None = None) -> Brief:
    """`said` is the decision as the service answers with it; `link` where a person finds it."""
    words, verdict = _WORDS[lang], WORDS[lang][said["verdict"]]
    product = said["product"]
    name = shortened(product["name"] or product["id"] or words["unnamed"], NAME)
    version = shortened(product["version"] or words["unversioned"], NAME)
    return Brief(
        lang=lang,
        verdict=said["verdict"],
        said=verdict,
        heading=f"{name} {version}：{verdict}" if lang == "zh" else f"{name} {version}: {verdict}",
        facts=(
            (words["product"], _identified(name, product["id"], lang)),
            (words["version"], version),
            (words["verdict"], verdict),
            (words["day"], words["historical"].format(day=said["as_of"]) if said["historical"] else said["as_of"]),
        ),
        items=tuple(_item(one, lang) for one in said["blocking"]),
        rest=_rest(said, lang),
        note=_note(lang),
        link=link,
    )


def shortened(text: str, most: int) -> str:
    """A text on one line, cut to `most` characters."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _identified(name: str, product_id: str | None, lang: Lang) -> str:
    if product_id is None or product_id == name:
        return name
    return f"{name}（{shortened(product_id, NAME)}）" if lang == "zh" else f"{name} ({shortened(product_id, NAME)})"


def _item(said: Mapping[str, Any], lang: Lang) -> Item:
    remedy = said["remedy"]
    return Item(
        title=shortened(said["title"][lang], TITLE),
        message=shortened(said["message"][lang], MESSAGE),
        law=shortened(_law(said["law"], lang), LAW),
        remedy=shortened(remedy["note"][lang], MESSAGE) if remedy else None,
    )


def _law(bases: Sequence[Mapping[str, Any]], lang: Lang) -> str:
    """The law first: what has a number of its own; else whatever is cited, which is a report."""
    numbered = [one for one in bases if one["number"]] or bases
    articles: dict[str, list[str]] = {}
    for one in numbered:
        read = article_text(one["article"], lang) if one["article"] else WORDS[lang]["unread"]
        known = articles.setdefault(one["title"][lang], [])
        if read not in known:
            known.append(read)
    return _WORDS[lang]["joint"].join(_cited(title, read, lang) for title, read in articles.items())


def _cited(title: str, articles: Iterable[str], lang: Lang) -> str:
    if lang == "zh":
        return title + "、".join(articles)
    return ", ".join((title, *articles))


def _note(lang: Lang) -> str:
    """The report's last line, without the word that heads it there."""
    text = " ".join(WORDS[lang]["note"].split()[1:])
    return text[:1].upper() + text[1:]


def _rest(said: Mapping[str, Any], lang: Lang) -> str | None:
    words = _WORDS[lang]
    more, questions = said["blocking_items"] - len(said["blocking"]), said["questions"]
    parts = [words["more"].format(n=more)] if more else []
    if questions["all"]:
        parts.append(words["open"].format(n=questions["all"], blocking=questions["blocking"]))
    return words["joint"].join(parts) + words["end"] if parts else None
