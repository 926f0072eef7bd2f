"""Article numbers as an English reader expects them: 第二十九条第一款 → art. 29(1). It cites nothing itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

__all__ = ["article_text", "articles_text"]

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100}
_PARTS: Final = {"附件": "annex", "附录": "appendix", "通知": "notice"}
"""What an article may stand in beside the text itself; 通知 is the notice by which a text was issued."""
_NUMBER = "(?:[零一二两三四五六七八九十百]+|[0-9]+)"
_ITEM = rf"[（(]{_NUMBER}[）)]"
_PART = re.compile(rf"({'|'.join(_PARTS)})([A-Z0-9]*)\s*")
_PLACE = re.compile(
    rf"(?:第(?P<articles>{_NUMBER}(?:[、至]{_NUMBER})*)条(?:之(?P<bis>{_NUMBER}))?(?P<to>至第{_NUMBER}条)?"
    rf"(?:第?(?P<paragraph>{_NUMBER}|末)款)?)?"
    rf"(?:第?(?:(?P<items>{_ITEM}(?:[、至]?{_ITEM})*)项?|(?P<item>{_NUMBER})项)(?:第(?P<point>{_NUMBER})目)?)?"
)
_RUN = re.compile(rf"({_NUMBER})(?:[）)]?至[第（(]?({_NUMBER}))?")
_APART = re.compile("、|$")


@dataclass(frozen=True, slots=True)
class _Place:
    """Some articles, or items of one. A range is written with a dash."""

    articles: tuple[str, ...]
    paragraph: str
    items: tuple[str, ...]
    point: str

    @property
    def whole(self) -> bool:
        return not self.items


def article_text(article: str, lang: str) -> str:
    """An article, or several, in the language; what is no plain number is left as the source wrote it."""
    return articles_text([article], lang)


def articles_text(articles: Iterable[str], lang: str) -> str:
    """Articles of one text, told together: 第五条 and 第八条、第十一条 → arts. 5, 8 and 11."""
    if lang == "zh":
        return "、".join(articles)
    told: list[str] = []
    for plain, some in groupby(((_places(one), one) for one in articles), key=lambda found: found[0] is not None):
        if plain:
            told.append(_said([place for places, _ in some for place in places or ()]))
        else:
            told.extend(_elsewhere(one) for _, one in some)
    return ", ".join(told)


def _elsewhere(article: str) -> str:
    """Something of an annex or of the notice that issued a text; anything else as it stands."""
    found = _PART.match(article)
    if found is None:
        return article
    rest = article[found.end() :]
    places = _places(rest) if rest else ()
    if places is None:
        return article
    part = f"{_PARTS[found[1]]} {found[2]}".rstrip()
    return f"{part}, {_said(places)}" if places else part


def _places(text: str) -> Sequence[_Place] | None:
    found: list[_Place] = []
    at = 0
    while True:
        match = _PLACE.match(text, at)
        apart = _APART.match(text, match.end()) if match and match.end() > at else None
        if match is None or apart is None:
            return None
        place = _place(match)
        last = found[-1] if found else None
        if last and last.items and not (place.articles or place.point or last.point):
            found[-1] = replace(last, items=last.items + place.items)
        else:
            found.append(place)
        if apart.end() == len(text):
            return found if apart[0] == "" else None
        at = apart.end()


def _place(match: re.Match[str]) -> _Place:
    articles = tuple(_runs((match["articles"] or "") + (match["to"] or "")))
    if match["bis"]:
        articles = (*articles[:-1], f"{articles[-1]}-{_value(match['bis'])}")
    paragraph = match["paragraph"]
    return _Place(
        articles=articles,
        paragraph=", last paragraph" if paragraph == "末" else f"({_value(paragraph)})" if paragraph else "",
        items=tuple(_runs(match["items"] or match["item"] or "")),
        point=f" point {_value(match['point'])}" if match["point"] else "",
    )


def _runs(text: str) -> Iterator[str]:
    """Numbers and ranges of them."""
    for first, last in _RUN.findall(text):
        yield f"{_value(first)}–{_value(last)}" if last else str(_value(first))


def _said(places: Sequence[_Place]) -> str:
    told: list[str] = []
    for whole, some in groupby(places, key=lambda place: place.whole):
        if whole:
            articles = [
                number for place in some for number in (*place.articles[:-1], place.articles[-1] + place.paragraph)
            ]
            told.append(_listed("art.", "arts.", articles))
        else:
            told.extend(_items(place) for place in some)
    return "; ".join(told)


def _items(place: _Place) -> str:
    above = f"{_listed('art.', 'arts.', place.articles)}{place.paragraph} " if place.articles else ""
    return f"{above}{_listed('item', 'items', place.items)}{place.point}"


def _listed(one: str, many: str, numbers: Sequence[str]) -> str:
    first = " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
    return f"{one if len(numbers) == 1 and '–' not in first else many} {first}"


def _value(numeral: str) -> int:
    if numeral.isascii():
        return int(numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in _UNITS:
            total += max(digit, 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
