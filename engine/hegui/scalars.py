"""The grammar of single values: what a person may write for a number, a rate, a sum, a day. It reads no documents.

Nothing is guessed: a value whose unit is missing, or which two readers could take for two things, is refused,
and the refusal says what to write. Values that a manifest states as unknown or `none` never come here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal
from typing import Final

from hegui import grammar
from hegui.errors import HeguiError
from hegui.grammar import JSON_SCHEMA, KINDS
from hegui.mending import mendings
from hegui.plaintext import shown
from hegui.printing import show, write
from hegui.values import Opaque

__all__ = ["JSON_SCHEMA", "KINDS", "ScalarError", "Value", "parse", "show", "write"]

Value = bool | Decimal | date | str | Opaque


class ScalarError(HeguiError):
    """A text is not a value of its kind; says what to write instead, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(zh, en)

    def __str__(self) -> str:
        return self.en


LONGEST: Final = 40
"""Characters of a numeric value: no one needs more, and digits cost time."""
DIGITS: Final = 28
_EXACT = Context(prec=100)

_MONTHLY = re.compile(grammar.PER_MONTH)
_NUMBER = re.compile(grammar.NUMBER)

_NAMES: Final = {
    "yes_no": ("是或否", "a yes or no", "true 或 false", "true or false"),
    "count": ("个数", "a count", "12 或 20万", "12 or 20万"),
    "number": ("数", "a number", "12.5", "12.5"),
    "share": ("比例", "a share", "24%、60bp 或 5‰", "24%, 60bp or 5‰"),
    "rate": ("利率", "a rate", "24%/年 或 0.6%/月", "24% per year or 0.6% per month"),
    "money": ("金额", "an amount of money", "12000.00、20万元 或 USD 100", "12000.00, CNY 12000.00 or USD 100"),
    "day": ("日期", "a day", "2026-12-01", "2026-12-01"),
    "days": ("天数", "a number of days", "30天", "30 days"),
    "months": ("月数", "a number of months", "12个月", "12 months"),
    "text": ("文字", "text", "至少一个字", "at least one character"),
    "code": (
        "代码",
        "a code",
        "face-login（字母、数字、. _ -，至多 64 位）",
        "face-login (A-Z a-z 0-9 . _ -, 64 at most)",
    ),
    "version": ("版本号", "a version", "2.3.0", "2.3.0"),
}
_NUMERIC = frozenset({"count", "number", "share", "rate", "money", "days", "months"})

_PARTS = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "bp": Decimal("0.0001")}
_MYRIADS = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def parse(kind: str, text: str, plain: bool = True) -> Value:
    """The value that `text` states.

    Args:
        kind: One of `KINDS`. Shares and rates become fractions (`24%` is 0.24), rates of a month are
            annualised nominally (times 12), sums are in yuan, foreign sums are `Opaque`.
        text: What the document says, without quotes.
        plain: Whether it stood without quotes; only `true` and `false` must.

    Raises:
        ScalarError: The text is not of that kind.
    """
    if kind == "text":
        return _text(text)
    text = text.strip()
    if len(text) > LONGEST and kind in _NUMERIC:
        raise ScalarError(f"数值超过 {LONGEST} 个字符：请缩短", f"longer than {LONGEST} characters: shorten it")
    value = _read(kind, text) if plain or kind != "yes_no" else None
    if value is None:
        raise _refusal(kind, text)
    return value


def _text(text: str) -> str:
    if not text.strip():
        raise ScalarError(
            "文字是空的：请写出内容；不清楚时整项留空", "the text is empty: write some, or leave the key out"
        )
    return text


def _read(kind: str, text: str) -> Value | None:
    return _READERS[kind](text) if grammar.PATTERNS[kind].fullmatch(text) else None


def _yes_no(text: str) -> bool:
    return text == "true"


def _amount(text: str) -> Decimal:
    """The number in `text`, times its 万 or 亿, exactly; never a negative zero."""
    found = _NUMBER.search(text)
    number = Decimal(found[0] if found else 0)
    if len(number.as_tuple().digits) > DIGITS:
        raise ScalarError(f"超过 {DIGITS} 位有效数字：请缩短", f"more than {DIGITS} digits: shorten it")
    for unit, size in _MYRIADS.items():
        number = _EXACT.multiply(number, size) if unit in text else number
    return number.copy_negate() if "-" in text and number else number


def _count(text: str) -> Decimal | None:
    value = _amount(text)
    return value if value == value.to_integral_value() else None


def _share(text: str) -> Decimal:
    return next(_EXACT.multiply(_amount(text), size) for unit, size in _PARTS.items() if unit in text)


def _rate(text: str) -> Decimal:
    share = _share(text)
    return _EXACT.multiply(share, Decimal(12)) if _MONTHLY.fullmatch(text) else share


def _money(text: str) -> Decimal | Opaque | None:
    code = re.sub("[^A-Z]", "", text)
    if code in ("", "CNY"):
        return _amount(text)
    return Opaque(f"{code} {_amount(text):f}") if code in grammar.CURRENCIES else None


def _day(text: str) -> date:
    year, month, day = (int(part) for part in text.split("-"))
    if not (1 <= month <= 12 and year):
        raise ScalarError(f"没有 {text} 这一天：月份应为 01 至 12", f"{text} does not exist: months run from 01 to 12")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ScalarError(
            f"没有 {text} 这一天：{year} 年 {month} 月有 {last} 天",
            f"{text} does not exist: {year:04}-{month:02} has {last} days",
        )
    return date(year, month, day)


def _months(text: str) -> Decimal:
    months = _amount(text)
    return _EXACT.multiply(months, Decimal(12)) if "年" in text or "year" in text else months


def _itself(text: str) -> str:
    return text


_READERS: dict[str, Callable[[str], Value | None]] = {
    "yes_no": _yes_no,
    "count": _count,
    "number": _amount,
    "share": _share,
    "rate": _rate,
    "money": _money,
    "day": _day,
    "days": _amount,
    "months": _months,
    "code": _itself,
    "version": _itself,
}


def _refusal(kind: str, text: str) -> ScalarError:
    """What to write instead: what was surely meant, else the question that the text leaves open, else an example."""
    name, (zh, en, zh_example, en_example) = shown(text), _NAMES[kind]
    for better in mendings(kind, text):
        if _reads(kind, better):
            return ScalarError(f"“{name}”请写成 {better}", f'write {better} instead of "{name}"')
    asked = _QUESTIONS.get(kind, _no_question)(text)
    if asked is not None:
        return ScalarError(f"“{name}”{asked[0]}", f'"{name}" {asked[1]}')
    return ScalarError(f"“{name}”不是{zh}：请写成 {zh_example}", f'"{name}" is not {en}: write {en_example}')


def _reads(kind: str, text: str) -> bool:
    try:
        return len(text) <= LONGEST and _read(kind, text) is not None
    except ScalarError:
        return False


def _no_question(_: str) -> None:
    return None


def _which_part(text: str) -> str | None:
    """The shares a bare number may mean: `0.24` is 24% or 0.24%."""
    if not re.fullmatch(f"-?{grammar.NUMBER}", text):
        return None
    as_fraction = write("share", Decimal(text))
    return f"{text}%" if abs(Decimal(text)) > 1 or not Decimal(text) else f"{as_fraction}|{text}%"


def _ask_share(text: str) -> tuple[str, str] | None:
    if (parts := _which_part(text)) is None:
        return None
    return f"缺少单位：请写 {parts.replace('|', ' 或 ')}", f"has no unit: write {parts.replace('|', ' or ')}"


def _ask_rate(text: str) -> tuple[str, str] | None:
    if re.search(r"日|天|\bday|daily", text):
        return (
            "是日利率：一年按 360 天还是 365 天由合同约定，请换算后写成年利率，例如 18%/年",
            "is a daily rate, and a year may count 360 or 365 days: write the annual rate, like 18% per year",
        )
    part = text if re.fullmatch(grammar.PART, text) else _which_part(text)
    if part is None:
        return None
    per_year, per_month = ("|".join(p + u for p in part.split("|")) for u in ("{y}", "{m}"))
    choices = f"{per_year}|{per_month}"
    zh = choices.replace("{y}", "/年").replace("{m}", "/月").replace("|", " 或 ")
    en = choices.replace("{y}", " per year").replace("{m}", " per month").replace("|", " or ")
    return f"没有说明期间：请写 {zh}", f"does not say per what: write {en}"


def _ask_money(text: str) -> tuple[str, str] | None:
    if (found := re.fullmatch(rf"([¥￥$]) ?({grammar.SUM})", text)) is None:
        return None
    one, other = ("CNY", "JPY") if found[1] != "$" else ("USD", "HKD")
    return (
        f"中的 {found[1]} 不止一种货币使用：请写 {one} {found[2]} 或 {other} {found[2]}",
        f"uses a sign of several currencies: write {one} {found[2]} or {other} {found[2]}",
    )


def _ask_days(text: str) -> tuple[str, str] | None:
    if re.search(r"工作日|交易日|working|business", text):
        return "按工作日计，无法换算：请写自然日，例如 30天", "counts working days: write calendar days, like 30 days"
    if re.search(r"月|年|month|year", text):
        return "按月计，各月天数不同：请写天数，例如 30天", "months differ in length: write days, like 30 days"
    return None


def _ask_months(text: str) -> tuple[str, str] | None:
    if re.search(r"天|日|周|day|week", text):
        return "不是整月：请写月数，例如 12个月", "is not in whole months: write months, like 12 months"
    return None


_QUESTIONS: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "share": _ask_share,
    "rate": _ask_rate,
    "money": _ask_money,
    "days": _ask_days,
    "months": _ask_months,
}
