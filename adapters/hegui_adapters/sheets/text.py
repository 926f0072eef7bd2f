"""The two sheets as plain text. It decides nothing and knows no width but the one it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hegui.notices import LEVELS

from hegui_adapters.language import Lang
from hegui_adapters.pages.findings import Law, Shown
from hegui_adapters.pages.words import Said, spoken
from hegui_adapters.render.columns import wrapped
from hegui_adapters.render.sheet import word
from hegui_adapters.sheets.data_use import DataUse, ItemUse
from hegui_adapters.sheets.risk_notices import NoticeOwed, RiskNotices
from hegui_adapters.sheets.stated import Cell, Head
from hegui_adapters.sheets.words import WORDS

__all__ = ["data_use_text", "risk_notices_text"]

INDENT = "  "


def data_use_text(use: DataUse, lang: Lang, columns: int) -> str:
    """The data-use sheet."""
    return "\n".join(_data_use(use, _Words(lang, columns)))


def risk_notices_text(listed: RiskNotices, lang: Lang, columns: int) -> str:
    """The risk-notice list."""
    return "\n".join(_risk_notices(listed, _Words(lang, columns)))


class _Words:
    """The words and the joints of one language."""

    def __init__(self, lang: Lang, columns: int) -> None:
        self.lang, self.columns = lang, columns
        self.t: Said = spoken(WORDS, lang)
        self.colon, self.comma = ("：", "、") if lang == "zh" else (": ", ", ")
        self.open, self.close = ("（", "）") if lang == "zh" else (" (", ")")

    def bracketed(self, said: object) -> str:
        return f"{self.open}{said}{self.close}"

    def line(self, text: str, indent: str = INDENT) -> list[str]:
        return wrapped(text, self.columns, indent, indent)

    def cell(self, one: Cell) -> list[str]:
        return self.line(f"{one.label}{self.colon}{one.text}")

    def law(self, laws: Iterable[Law], indent: str = INDENT * 2) -> Iterator[str]:
        for one in laws:
            article = one.article or self.t["article_unread"]
            gap = "" if self.lang == "zh" else " "
            number = self.bracketed(one.number) if one.number else ""
            text = f"{one.title}{number}{gap}{article} 〔{word(one.confidence, self.lang)}〕"
            yield from self.line(f"{self.t['law']} {text}", indent)

    def found(self, findings: Iterable[Shown]) -> Iterator[str]:
        for one in findings:
            place = self.t["line" if one.place.stated else "not_stated_at"].format(line=one.place.line)
            outcome, force = word(f"outcome.{one.outcome}", self.lang), word(one.force, self.lang)
            yield from self.line(f"{outcome} · {force}{self.colon}{one.title}〔{place}〕")
            yield from self.law(one.law)


def _head(head: Head, title: str, words: _Words) -> Iterator[str]:
    t = words.t
    yield f"{head.product} {head.version}   {t[title]}"
    yield f"{t['decision']}{words.colon}{word(head.verdict, words.lang)}"
    yield f"{t['operator']}{words.colon}{head.operator}   {t['as_of']} {head.as_of}   {t['rulebook']} {head.rulebook}"
    yield from words.line(t["note"], "")


# ---- the data-use sheet


def _data_use(use: DataUse, words: _Words) -> Iterator[str]:
    t = words.t
    yield from _head(use.head, "data_use", words)
    if not use.items:
        yield ""
        yield t["no_items"].format(state=use.listed.text)
    for item in use.items:
        yield from _item(item, words)
    for title, cells in (("rights", use.rights), ("contact", use.contact), ("export", use.abroad or (use.export,))):
        yield from ("", t[title])
        for cell in cells:
            yield from words.cell(cell)
    if use.partners:
        yield from ("", t["partners"])
    for partner in use.partners:
        role = words.bracketed(partner.facts["role"].text)
        yield from words.line(f"{partner.name}{role}{words.colon}{partner.facts['data_access.items'].text}")
    if use.findings:
        yield from ("", t["on_whole"])
        yield from words.found(use.findings)
    yield from ("", t["questions"])
    for number, one in enumerate(use.questions, 1):
        yield from words.line(f"{number}. {one.ask}  {one.path}")
    if not use.questions:
        yield f"{INDENT}{t['no_questions']}"


def _item(item: ItemUse, words: _Words) -> Iterator[str]:
    t = words.t
    yield ""
    yield words.comma.join((item.name, *item.classes))
    yield from words.line(item.plain)
    sensitive = t[f"sensitive.{item.sensitive.truth}"]
    because = words.comma.join(item.sensitive.because)
    yield from words.line(f"{sensitive}{words.colon}{because}" if because else sensitive)
    yield from words.found(item.findings)


# ---- the risk-notice list


def _risk_notices(listed: RiskNotices, words: _Words) -> Iterator[str]:
    t = words.t
    yield from _head(listed.head, "risk_notices", words)
    if listed.catalogue:
        yield from words.line(t["other_catalogue"].format(version=listed.catalogue), "")
    if not listed.owed:
        yield from ("", t["no_notices"])
    for level in LEVELS:
        notices = [one for one in listed.owed if one.level == level]
        if notices:
            yield from ("", f"{t['level']}{words.colon}{t[f'level.{level}']}{words.bracketed(len(notices))}")
        for one in notices:
            yield from _notice(one, words)
    if listed.possible:
        yield from ("", f"{t['possible']}{words.bracketed(len(listed.possible))}")
        titles = (f"{one.title}〔{t[f'level.{one.level}']}〕" for one in listed.possible)
        yield from words.line(words.comma.join(titles))


def _notice(one: NoticeOwed, words: _Words) -> Iterator[str]:
    t, colon = words.t, words.colon
    scenes = words.comma.join(t[f"scene.{scene}"] for scene in one.scenes)
    yield ""
    yield f"{one.title}  〔{word(f'outcome.{one.state}', words.lang)}〕"
    yield from words.line(f"{t['to']}{colon}{t[f'to.{one.audience}']}   {t['scenes']}{colon}{scenes}")
    for text in one.texts:
        yield from words.line(f"“{text.text}”")
    yield from words.line(f"{t['why']}{colon}{one.why}")
    if one.fits:
        yield from words.line(f"{t['fits']}{colon}{one.fits}")
    yield from words.law(one.law, INDENT)
    for check in one.checks:
        if check.outcome != "met":
            outcome = word(f"outcome.{check.outcome}", words.lang)
            yield from words.line(f"{t['checks']}{colon}{check.title}{words.bracketed(outcome)}")
    blanks = dict.fromkeys(label for text in one.texts for label in text.blanks)
    if blanks:
        yield from words.line(f"{t['blanks']}{colon}{words.comma.join(blanks)}")
