"""What a group chat's robot is sent: a decision as a card of Feishu, DingTalk or WeCom. Pure; signatures are in `signing`.

- Feishu: interactive card; all that a manifest said stands in `plain_text`, which Feishu does not mark up. At most 20 KB.
- DingTalk: `actionCard` with a link, `markdown` without one. At most 20 KB.
- WeCom: `markdown`, at most 4,096 bytes, coloured by `<font color>`: `info` green, `comment` grey, `warning` orange.

Where a text is marked up, signs that would be read as marks (a link, a mention, HTML) are replaced by their full-width forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hegui_adapters.language import Lang
from hegui_adapters.service.brief import Brief, Item, Verdict

__all__ = ["WECOM_MOST", "dingtalk_card", "feishu_card", "plain", "wecom_card"]

Json = Mapping[str, object]
WECOM_MOST: Final = 4096

FEISHU_COLOURS: Final[Mapping[Verdict, str]] = {"blocked": "red", "undetermined": "orange", "clear": "green"}
DINGTALK_COLOURS: Final[Mapping[Verdict, str]] = {"blocked": "#d93026", "undetermined": "#c26401", "clear": "#188038"}
WECOM_COLOURS: Final[Mapping[Verdict, str]] = {"blocked": "warning", "undetermined": "comment", "clear": "info"}

WORDS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "zh": {"law": "依据：", "fix": "整改：", "open": "查看检查结论", "blocking": "主要阻断项", "colon": "："},
    "en": {"law": "Law: ", "fix": "Remedy: ", "open": "Open the decision", "blocking": "What blocks", "colon": ": "},
}

_MARKS: Final = str.maketrans("<>[]*`~|\\@#", "＜＞［］＊｀～｜＼＠＃")


def plain(text: str) -> str:
    """A text in which nothing is a mark."""
    return text.translate(_MARKS)


# ---- Feishu


def feishu_card(brief: Brief) -> Json:
    """The body of a message to a Feishu robot, but for timestamp and signature."""
    words = WORDS[brief.lang]
    elements: list[Json] = [
        {"tag": "div", "fields": [_field(f"{name}{words['colon']}{value}") for name, value in brief.facts]}
    ]
    if brief.items:
        elements.append({"tag": "hr"})
        elements += [_div("\n".join(_lines(item, number, brief.lang))) for number, item in enumerate(brief.items, 1)]
    if brief.rest:
        elements.append(_div(brief.rest))
    if brief.link:
        button = {"tag": "button", "type": "primary", "text": _text(words["open"]), "url": brief.link}
        elements.append({"tag": "action", "actions": [button]})
    elements.append({"tag": "note", "elements": [_text(brief.note)]})
    card = {
        "config": {"wide_screen_mode": True},
        "header": {"template": FEISHU_COLOURS[brief.verdict], "title": _text(brief.heading)},
        "elements": elements,
    }
    return {"msg_type": "interactive", "card": card}


def _text(content: str) -> Json:
    return {"tag": "plain_text", "content": content}


def _field(content: str) -> Json:
    return {"is_short": True, "text": _text(content)}


def _div(content: str) -> Json:
    return {"tag": "div", "text": _text(content)}


def _lines(item: Item, number: int, lang: Lang) -> Iterator[str]:
    words = WORDS[lang]
    yield f"{number}. {item.title}"
    yield item.message
    yield words["law"] + item.law
    if item.remedy:
        yield words["fix"] + item.remedy


# ---- DingTalk


def dingtalk_card(brief: Brief) -> Json:
    """The body of a message to a DingTalk robot."""
    text = "\n\n".join(_dingtalk_lines(brief))
    heading = plain(brief.heading)
    if brief.link is None:
        return {"msgtype": "markdown", "markdown": {"title": heading, "text": text}}
    card = {"title": heading, "text": text, "singleTitle": WORDS[brief.lang]["open"], "singleURL": brief.link}
    return {"msgtype": "actionCard", "actionCard": card}


def _dingtalk_lines(brief: Brief) -> Iterator[str]:
    words = WORDS[brief.lang]
    yield f"### <font color={DINGTALK_COLOURS[brief.verdict]}>{plain(brief.heading)}</font>"
    for name, value in brief.facts:
        yield f"{name}{words['colon']}{plain(value)}"
    if brief.items:
        yield f"**{words['blocking']}**"
    for number, item in enumerate(brief.items, 1):
        first, *others = _lines(item, number, brief.lang)
        yield f"**{plain(first)}**"
        for line in others:
            yield plain(line)
    if brief.rest:
        yield plain(brief.rest)
    yield f"> {brief.note}"


# ---- WeCom


def wecom_card(brief: Brief) -> Json:
    """The body of a message to a WeCom robot. Where it grows too long, what was declared goes first, then the remedies."""
    for keep in (4, 3, 2):
        text = "\n".join(_wecom_lines(brief, keep))
        if len(text.encode()) <= WECOM_MOST:
            break
    return {"msgtype": "markdown", "markdown": {"content": text}}


def _wecom_lines(brief: Brief, keep: int) -> Iterator[str]:
    words = WORDS[brief.lang]
    yield f'### <font color="{WECOM_COLOURS[brief.verdict]}">{plain(brief.heading)}</font>'
    for name, value in brief.facts:
        yield f"> {name}{words['colon']}{plain(value)}"
    for number, item in enumerate(brief.items, 1):
        yield f"**{number}. {plain(item.title)}**"
        if keep >= 4:
            yield plain(item.message)
        yield plain(words["law"] + item.law)
        if keep >= 3 and item.remedy:
            yield plain(words["fix"] + item.remedy)
    if brief.rest:
        yield plain(brief.rest)
    if brief.link:
        yield f"[{words['open']}]({brief.link})"
    yield f'<font color="comment">{brief.note}</font>'
