"""What somebody may have meant by a value that cannot be read: texts to try, best first. Nothing here decides.

Only spellings with one meaning are changed: full-width digits, grouped thousands, exponents, a unit's other
name. `1,5` stays, for it is one and a half to one reader and fifteen to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

__all__ = ["mendings"]

_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}

_TRUE: Final = frozenset({"true", "yes", "y", "on", "1", "是", "有", "对", "需要"})
_FALSE: Final = frozenset({"false", "no", "n", "off", "0", "否", "没有", "不", "不需要"})

_Rewriting = tuple[str, str]

_NUMERALS: tuple[_Rewriting, ...] = (
    (r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])", ","),
    (r"(?<![0-9.])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])", " "),
    (r"[0-9]+(?:_[0-9]+)+", "_"),
)

_PARTS: tuple[_Rewriting, ...] = (
    (r"百分之 ?([0-9.]+)", r"\1%"),
    (r"千分之 ?([0-9.]+)", r"\1‰"),
    (r"万分之 ?([0-9.]+)", r"\1bp"),
    (r"(?<=[0-9]) ?(?:(?i:bps?|basis points?)|个?基点)", "bp"),
    (r"(?<=[0-9]) ?(?:percent|per cent|pct)(?![a-z])", "%"),
)

_PERIODS: tuple[_Rewriting, ...] = (
    (r"^(?:年化利率|年化|年利率|年息|每年)[:为 ]*", "年化"),
    (r"^(.*[%‰p]) ?(年化|月息)$", r"\2\1"),
    (r"^(?:月利率|月息|每月)[:为 ]*", "月息"),
    (r" ?(?:每年|/ ?(?:year|yr|y|a)|(?i:per annum|per year|a year|annually|p\.?a\.?))$", " per year"),
    (r" ?(?:每月|/ ?(?:month|mo|m)|(?i:per month|a month|monthly|p\.?m\.?))$", " per month"),
)

_SUMS: tuple[_Rewriting, ...] = (
    (r"^(?:RMB|rmb|人民币|cny) ?", "CNY "),
    (r" ?(?:RMB|rmb|人民币|块钱|块|cny)$", "元"),
    (r"元整$", "元"),
    (r"(?<=[0-9])[wW]", "万"),
    (r"^([A-Z]{3})(?=[-0-9])", r"\1 "),
    (r"(?<=[0-9万亿])([A-Z]{3})$", r" \1"),
    (r"^([A-Z]{3} .*?) ?元$", r"\1"),
    (r" ?(?:美元|美金)$", " USD"),
    (r" ?(?:港元|港币)$", " HKD"),
    (r" ?欧元$", " EUR"),
    (r" ?日元$", " JPY"),
    (r" ?英镑$", " GBP"),
)

_COUNTS: tuple[_Rewriting, ...] = (
    (r"(?<=[0-9])[wW]", "万"),
    (r" ?[个人户次家名笔条项台份件]$", ""),
)

_DAYS: tuple[_Rewriting, ...] = (
    (r" ?(?:日|个自然日|自然日|d)$", "天"),
    (r"(?<=[0-9])(?=days?$)", " "),
)

_MONTHS: tuple[_Rewriting, ...] = (
    (r" ?(?:月|期|mo|m)$", "个月"),
    (r"^半年$", "6个月"),
    (r" ?(?:y|yr|yrs)$", "年"),
    (r"(?<=[0-9])(?=(?:month|year)s?$)", " "),
)

_DATES: tuple[_Rewriting, ...] = (
    (r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3"),
    (r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.+Z-]*$", r"\1"),
)

_REWRITINGS: Final = {
    "count": _COUNTS,
    "share": _PARTS,
    "rate": _PARTS + _PERIODS,
    "money": _SUMS,
    "days": _DAYS,
    "months": _MONTHS,
    "day": _DATES,
    "code": ((r"\s+", "-"),),
}

_SIZES: Final = {"百万": 100, "千万": 1_000, "万亿": 100_000_000}
"""In 万: what people say and the grammar does not."""


def mendings(kind: str, text: str) -> Iterator[str]:
    """Texts that `text` may stand for, to be read as `kind`; some may not read either."""
    half = text.translate(_HALF_WIDTH).strip()
    if kind == "yes_no":
        yield from _truths(half)
        return
    yield half
    if kind not in ("code", "version", "day"):
        half = _numerals(half)
        yield half
    rewritten = half
    for pattern, replacement in _REWRITINGS.get(kind, ()):
        rewritten = re.sub(pattern, replacement, rewritten)
    yield rewritten
    yield from _PERSONAL.get(kind, _nothing)(rewritten)


def _truths(text: str) -> Iterator[str]:
    if text.lower() in _TRUE:
        yield "true"
    if text.lower() in _FALSE:
        yield "false"


def _numerals(text: str) -> str:
    """Numbers written the one way the grammar knows: no groups, no exponent, no plus, a digit before the point."""
    for pattern, separator in _NUMERALS:
        text = re.sub(pattern, lambda found, mark=separator: found[0].replace(mark, ""), text)  # type: ignore[misc]
    text = re.sub(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE]([+-]?[0-9]{1,2})(?![0-9])", _written_out, text)
    text = re.sub(r"(?<![0-9A-Za-z.])\+(?=[0-9.])", "", text)
    text = re.sub(r"(?<![0-9.])\.(?=[0-9])", "0.", text)
    text = re.sub(r"(?<=[0-9])\.(?![0-9])", "", text)
    return re.sub(r"(?<![0-9.])0+(?=[0-9])", "", text)


def _written_out(found: re.Match[str]) -> str:
    if abs(int(found[2])) > 20:
        return found[0]
    number = f"{Decimal(found[0]):f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


def _nothing(_: str) -> Iterator[str]:
    yield from ()


def _whole(text: str) -> Iterator[str]:
    """`12.0` for 12, and what 万 makes of larger words."""
    yield re.sub(r"(?<=[0-9])\.0+(?![0-9])", "", text)
    yield from _sized(text)


def _sized(text: str) -> Iterator[str]:
    found = re.fullmatch(r"(.*?)([0-9]+) ?(百万|千万|万亿)(.*)", text)
    if found is not None:
        yield f"{found[1]}{int(found[2]) * _SIZES[found[3]]}万{found[4]}"


def _written_numbers(text: str) -> Iterator[str]:
    found = re.fullmatch(r"(-?[0-9.]+) ?([万亿])", text)
    if found is not None and found[1].count(".") <= 1:
        number = f"{Decimal(found[1]) * (10_000 if found[2] == '万' else 100_000_000):f}"
        yield number.rstrip("0").rstrip(".") if "." in number else number


def _padded(text: str) -> Iterator[str]:
    found = re.fullmatch(r"([0-9]{4})(?:[-/.]| ?年 ?)([0-9]{1,2})(?:[-/.]| ?月 ?)([0-9]{1,2}) ?[日号]?", text)
    if found is not None:
        yield f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _weeks(text: str) -> Iterator[str]:
    yield from _whole(text)
    found = re.fullmatch(r"([0-9]{1,6}) ?(周|个?星期|weeks?|小时|hours?|h)", text)
    if found is None:
        return
    number, in_hours = int(found[1]), found[2] in ("小时", "hour", "hours", "h")
    if not in_hours or number % 24 == 0:
        yield f"{number // 24 if in_hours else number * 7}天"


def _half_years(text: str) -> Iterator[str]:
    yield from _whole(text)
    found = re.fullmatch(r"([0-9]{1,6}\.[05]) ?(?:年|years?)", text)
    if found is not None:
        yield f"{int(Decimal(found[1]) * 12)}个月"


_PERSONAL: Final = {
    "count": _whole,
    "money": _sized,
    "number": _written_numbers,
    "day": _padded,
    "days": _weeks,
    "months": _half_years,
}
