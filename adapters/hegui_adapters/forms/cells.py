"""From what a cell holds to what a manifest would say, by the kind of fact. It knows no sheet and builds no tree.

Spreadsheets turn what is typed into numbers, dates and percentages, and people type full-width digits and spaces. What
can only mean one thing is read as that; what two readers could take for two things is refused with what to write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from hegui.facts import FactType
from hegui.scalars import ScalarError

from hegui_adapters.forms.words import NO, NONE, OTHER, UNDESCRIBED, UNKNOWN, YES, chosen, folded, label, means

__all__ = ["Held", "Said", "blank", "said", "said_many", "unquoted"]

_EDGES = " \t\r\n\u3000\u00a0\ufeff\u200b"
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?: 0{1,2}:00(?::00)?)?")
_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+)(?![\d,])")
_EMPTY_WORDS: Final = frozenset({"/", "-", "—", "--", "——", "\\", "n/a", "na", "不适用", "不涉及"})
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_050
"""The days from 1950 to 2099 as spreadsheets number them."""


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in a cell: its value and the number format it is shown in; `epoch` is day 0 of the workbook."""

    value: object
    form: str = "General"
    epoch: date = date(1899, 12, 30)
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a manifest says for it: a text, whether it stands without quotes, whether it is `{other: text}`."""

    text: str
    plain: bool = True
    other: bool = False


def blank(held: Held) -> bool:
    return held.value is None or (isinstance(held.value, str) and not held.value.strip(_EDGES))


def said(held: Held, fact: FactType, lang: str) -> Said | None:
    """What one cell states of a fact; None where it says that it is not stated.

    Raises:
        ScalarError: it could mean nothing, or several things; says what to write.
    """
    text = _text(held, fact.kind)
    if not text or means(text, UNKNOWN):
        return None
    if means(text, NONE):
        return Said("none")
    if fact.kind == "text":
        return Said(_worded(text), plain=False)
    if fact.choice:
        return _chosen(text, fact.choice, lang)
    if folded(text) in _EMPTY_WORDS:
        raise _unclear(text)
    return Said(_spelt(text, fact.kind))


def said_many(held: Held, fact: FactType, lang: str) -> tuple[Said, ...]:
    """The items in one cell of a list of values: several, apart by ；, unless they are free text.

    Raises:
        ScalarError: as `said`.
    """
    pieces = list(_pieces(held, fact))
    undescribed = (isinstance(piece.value, str) and means(piece.value, UNDESCRIBED) for piece in pieces)
    found = (Said("null") if one else said(piece, fact, lang) for piece, one in zip(pieces, undescribed, strict=True))
    return tuple(one for one in found if one is not None)


def unquoted(text: str) -> bool:
    """Whether a text must be put in “” to be read as it is: it looks like a word of the form, or ends in a space."""
    core = text
    while core.startswith("“") and core.endswith("”") and len(core) > 1:
        core = core[1:-1]
    reserved = any(means(core, one) for one in (NONE, UNKNOWN, UNDESCRIBED)) or folded(core) in _EMPTY_WORDS
    return reserved or core.strip(_EDGES) != core


def _pieces(held: Held, fact: FactType) -> Iterator[Held]:
    if not isinstance(held.value, str) or fact.kind == "text":
        yield held
        return
    parts = [part for part in re.split(r"[；;\n]", held.value) if part.strip(_EDGES)]
    known = chosen(fact.choice) if fact.choice else {}
    while parts:
        # A label may itself hold a semicolon: the longest run of parts that is one comes first.
        fits = (n for n in range(len(parts), 1, -1) if folded(";".join(parts[:n])) in known)
        taken = next(fits, 1)
        piece = ";".join(parts[:taken])
        del parts[:taken]
        if "、" in piece and fact.choice and folded(piece) not in known and not _is_other(piece):
            yield from (Held(one) for one in piece.split("、") if one.strip(_EDGES))
        else:
            yield Held(piece)


def _text(held: Held, kind: str) -> str:
    """The value of a cell as text, in the grammar of a manifest where its type tells how."""
    value = held.value
    if held.formula:
        raise ScalarError(
            "单元格里是公式：请复制后“选择性粘贴”为数值", "the cell holds a formula: paste its value instead"
        )
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time | timedelta):
        return _day(value, kind)
    if isinstance(value, int | float):
        return _number(value, held, kind)
    text = str(value).strip(_EDGES)
    if text.startswith("#") and text.rstrip("!?/A0").isupper():
        raise ScalarError(f"单元格显示错误值 {text}：请改填", f"the cell shows the error {text}: fill it in")
    return text


def _day(value: datetime | date | time | timedelta, kind: str) -> str:
    midnight = not isinstance(value, datetime) or value.time() == time()
    if isinstance(value, date) and midnight and kind in ("day", "text"):
        return value.strftime("%Y-%m-%d")
    raise ScalarError(
        f"被表格软件当成了日期或时间（{value}）：请把单元格设为文本格式后重填",
        f"the spreadsheet took it for a date or time ({value}): format the cell as text and fill it in again",
    )


def _number(value: int | float, held: Held, kind: str) -> str:  # noqa: PYI041 - which of the two it is matters
    number = Decimal(repr(value))
    if not number.is_finite():
        raise ScalarError("不是有限的数", "is no finite number")
    if kind == "day" and _FIRST_SERIAL < number < _LAST_SERIAL and number == number.to_integral_value():
        return (held.epoch + timedelta(days=int(number))).isoformat()
    if kind in ("version", "code") and isinstance(value, float) and not (kind == "code" and value.is_integer()):
        raise ScalarError(
            f"{value} 是数值，末尾的零可能已丢失：请把单元格设为文本格式后重填",
            f"{value} is a number and may have lost a zero: format the cell as text and fill it in again",
        )
    if "%" in held.form and kind in ("share", "rate"):
        return f"{_plain(number * 100)}%"
    return _plain(number)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"


def _worded(text: str) -> str:
    if text.startswith("“") and text.endswith("”") and len(text) > 1 and unquoted(text[1:-1]):
        return text[1:-1]
    if folded(text) in _EMPTY_WORDS:
        raise _unclear(text)
    return text


def _unclear(text: str) -> ScalarError:
    return ScalarError(
        f"“{text}”分不清是“无”还是“未说明”：确认没有填“无”，不清楚留空",
        f'"{text}" may mean "none" or "not stated": write none if there is none, else leave it empty',
    )


def _spelt(text: str, kind: str) -> str:
    """A value as the grammar writes it: half-width, days with hyphens, no commas between thousands."""
    text = unicodedata.normalize("NFKC", text).strip()
    if kind == "yes_no":
        return "true" if means(text, YES) else "false" if means(text, NO) else text
    if kind == "day" and (found := _DAY.fullmatch(text)):
        year, month, day = found.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    if kind in ("money", "count", "number"):
        return _THOUSANDS.sub(lambda found: found[1].replace(",", ""), text)
    return text


def _is_other(text: str) -> bool:
    return means(re.split("[:：]", text, maxsplit=1)[0], OTHER)


def _chosen(text: str, choice: str, lang: str) -> Said:
    known = chosen(choice)
    member = known.get(folded(text))
    if member is not None:
        return Said(member)
    if _is_other(text):
        _, *told = re.split("[:：]", text, maxsplit=1)
        other = told[0].strip(_EDGES) if told else ""
        return Said(other, plain=False, other=True) if other else Said("other")
    if folded(text) in _EMPTY_WORDS:
        raise _unclear(text)
    raise _no_choice(text, choice, lang)


def _no_choice(text: str, choice: str, lang: str) -> ScalarError:
    import difflib

    known = chosen(choice)
    near = difflib.get_close_matches(folded(text), list(known), n=1, cutoff=0.5)
    meant = label(choice, known[near[0]], lang) if near else ""
    members = list(dict.fromkeys(known.values()))
    zh, en = ("、".join(label(choice, one, which) for one in members[:_SHOWN]) for which in ("zh", "en"))
    more = "…" if len(members) > _SHOWN else ""
    hint_zh, hint_en = (f"；是否想选“{meant}”？", f'; did you mean "{meant}"?') if meant else ("", "")
    return ScalarError(
        f"“{text}”不在选项内{hint_zh}（可选：{zh}{more}；均不符合时写“其他：说明”）",
        f'"{text}" is not one of the choices{hint_en} (choices: {en}{more}; else write "other: text")',
    )


_SHOWN = 6
