"""Article numbers as an English reader expects them: 第二十九条第一款 → art. 29(1). It cites nothing itself."""

from __future__ import annotations

import re

__all__ = ["article_text"]

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100}
_ANNEX = "附件"
_NUMBER = "[零一二两三四五六七八九十百]+"
_ARTICLE = re.compile(rf"第({_NUMBER})条(?:之({_NUMBER}))?(?:第({_NUMBER})款)?(?:第?[（(]?({_NUMBER})[）)]?项)?")


def article_text(article: str, lang: str) -> str:
    """An article in the language; what is no plain article number is left as the source wrote it."""
    if lang == "zh":
        return article
    if article.startswith(_ANNEX):
        return f"annex, {article_text(article.removeprefix(_ANNEX), lang)}"
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return article
    number, bis, paragraph, item = (_value(part) if part else None for part in match.groups())
    text = f"art. {number}"
    text += f"-{bis}" if bis else ""
    text += f"({paragraph})" if paragraph else ""
    return text + (f" item {item}" if item else "")


def _value(numeral: str) -> int:
    total, digit = 0, 0
    for character in numeral:
        if character in _UNITS:
            total += max(digit, 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
