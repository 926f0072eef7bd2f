"""A page of labelled fields, and the words that `explain` and `rules show` share. It knows no decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hegui.rules import Rule, Version
from hegui.terms import Bilingual, Checked, Terms

from hegui_adapters.render.columns import padded, wrapped
from hegui_adapters.render.words import WORDS

__all__ = ["LABELS", "bracket", "checked_text", "field", "period", "red_line", "remedy_texts", "source_text", "word"]

INDENT = "  "
_LABEL_WIDTH = {"zh": 12, "en": 14}

LABELS: Mapping[str, tuple[str, str]] = {
    "item": ("第 {n} 项", "Item {n}"),
    "rule": ("规则", "rule"),
    "formerly": ("曾用 id", "formerly"),
    "register": ("登记", "register"),
    "version": ("版本", "version"),
    "outcome": ("结果", "outcome"),
    "subject": ("对象", "subject"),
    "place": ("位置", "place"),
    "message": ("说明", "message"),
    "basis": ("依据", "basis"),
    "checked": ("核对", "checked"),
    "red_line": ("红线", "red line"),
    "about": ("逐项针对", "for each"),
    "when": ("适用条件", "applies if"),
    "require": ("要求", "requires"),
    "concludes": ("认定", "concludes"),
    "facts": ("要素", "facts"),
    "numbers": ("参数", "parameters"),
    "derivation": ("推导", "derivation"),
    "reading": ("本库解释", "our reading"),
    "remedy": ("整改", "remedy"),
    "exceptions": ("例外", "exceptions"),
    "special": ("优先于", "overrides"),
    "waiver": ("例外审批", "waiver"),
    "open": ("尚待说明", "open"),
    "cases": ("示例", "cases"),
    "prohibition": ("禁止", "prohibition"),
    "duty": ("义务", "duty"),
    "guideline": ("指引", "guideline"),
    "classification": ("业务定性", "classification"),
    "block": ("阻断", "block"),
    "warn": ("提示", "warn"),
    "advise": ("建议", "advise"),
    "text": ("条文数字", "a number of the text"),
    "practice": ("执行口径，非条文数字", "line applied in practice, no number of the text"),
    "guidance": ("窗口指导，非条文数字", "window guidance, no number of the text"),
    "data": ("市场数据", "market data"),
    "house": ("内部标准", "house standard"),
    "nominal": ("名义口径", "nominal reading"),
    "effective": ("复利口径", "compounded reading"),
    "simple": ("本金单利口径", "simple reading"),
    "true": ("成立", "holds"),
    "false": ("不成立", "does not hold"),
    "unknown": ("未定", "open"),
    "declared": ("自述", "self-declared"),
    "evidenced": ("附凭证", "evidenced"),
    "concluded": ("认定", "concluded"),
    "not_concluded": ("不认定", "not concluded"),
}


AGAINST: Mapping[str, str] = {
    "primary text": "原文",
    "public re-posts / press": "公开转载、报道",
    "public re-posts and press": "公开转载、报道",
    "public re-posts": "公开转载",
    "the report's text": "报告原文",
    "not confirmed": "未经核实",
    "memory": "未经核实",
}
"""The usual words of a rule's `checked.against`; what is not listed is printed as the rule says it."""


def checked_text(checked: Checked, lang: str) -> str:
    """When and against what a basis was checked."""
    against = AGAINST.get(checked.against, checked.against) if lang == "zh" else checked.against
    return f"{checked.on}  {against}"


def word(key: str, lang: str) -> str:
    """A fixed word: one of these, or one the text report uses."""
    return LABELS[key][lang != "zh"] if key in LABELS else WORDS[lang][key]


def field(key: str, texts: Iterable[str], lang: str, columns: int) -> Iterator[str]:
    """A label with its texts, each beginning a line of its own; nothing where there is no text."""
    blank = " " * _LABEL_WIDTH[lang]
    label = padded(INDENT + word(key, lang), len(blank))
    for number, text in enumerate(text for text in texts if text):
        yield from wrapped(text, columns, blank, blank if number else label)


def bracket(text: str, lang: str) -> str:
    return WORDS[lang]["bracket"].format(text=text)


def source_text(title: Bilingual, number: str | None, article: str | None, confidence: str, lang: str) -> str:
    """One basis: title and number, article as far as it was read, how far the text was checked."""
    words = WORDS[lang]
    name = title.text(lang)
    if number and number not in title.zh:
        name += f"（{number}）" if lang == "zh" else f" ({number})"
    state = words[confidence] + ("" if article else words["comma"] + words["unread"])
    return f"{name}{'' if lang == 'zh' or not article else ', '}{article or ''}{bracket(state, lang)}"


def period(version: Version, lang: str) -> str:
    """The half-open time a version binds: from its first day until before another."""
    first, until = version.first, version.until
    if lang == "zh":
        return f"{first} 起" + (f"，{until} 起失效" if until else "")
    return f"from {first}" + (f" until before {until}" if until else "")


def reading_text(readings: Sequence[str], lang: str) -> str:
    """Which readings of a yearly cost a limit binds; nothing where it limits no such cost."""
    names = [word(reading, lang) for reading in readings]
    if len(names) < 2:
        return "".join(names)
    return f"{'、'.join(names)}，条文未定" if lang == "zh" else f"{' or '.join(names)}, left open by the text"


def red_line(rule: Rule, terms: Terms, lang: str) -> str:
    line = terms.red_lines.get(rule.red_line) if rule.red_line else None
    return f"{line.number} {line.name.text(lang)}" if line else ""


def remedy_texts(note: Bilingual, who: str, sets: Iterable[tuple[str, object]], lang: str) -> Iterator[str]:
    words = WORDS[lang]
    yield note.text(lang) + words["who"].format(who=words[who])
    for path, value in sets:
        yield f"{path}: {value}"
