"""Finds resident ID, card, mobile, credit code, passport and device numbers in one text. It knows no file.

Check digits, regions and the numbering plan come from python-stdnum (GB 11643, GB 32100, Luhn, GB/T 2260 with the codes
withdrawn since 1980) and from libphonenumber's metadata.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache

from hegui_adapters.scan.cards import is_card
from hegui_adapters.scan.categories import Category, Hit
from hegui_adapters.scan.context import before

__all__ = ["numbers_in", "region_known", "resident"]

RUN = re.compile(r"[0-9](?:[ \-]?[0-9]){9,63}[Xx]?")
START, END = (
    r"(?<![0-9])(?<![0-9]\.)",
    r"(?![0-9])(?!\.[0-9]*[1-9])",
)  # 13812345678.0 is how a table of floats writes it
RESIDENT = re.compile(
    START
    + r"[1-9][0-9]{5}[ \-]?(?:1[89]|20)[0-9]{2}[ \-]?(?:0[1-9]|1[0-2])[ \-]?(?:0[1-9]|[12][0-9]|3[01])[ \-]?[0-9]{3}[0-9Xx]"
    + END
)
RESIDENT_15 = re.compile(START + r"[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}" + END)
CARD = re.compile(
    START + r"(?<![0-9]-)(?:[2-9][0-9]{12,18}"
    r"|[2-9][0-9]{3}([ \-])[0-9]{4}\1[0-9]{4}\1[0-9]{1,7}(?:\1[0-9]{3})?"
    r"|3[47][0-9]{2}([ \-])[0-9]{6}\2[0-9]{5}|[2-9][0-9]{5}([ \-])[0-9]{10,13})" + END
)
MOBILE = re.compile(
    START + r"(?<![0-9]-)(?:(?:\+|00)?86[ \-]?)?(1[3-9][0-9])([ \-]?)([0-9]{4})\2([0-9]{4})(?!\2[0-9])" + END
)
DEVICE = re.compile(START + r"[0-9]{15}" + END)
CREDIT = re.compile(
    r"(?<![0-9A-Za-z])[1-9ANYany][1-59][0-9]{6}[0-9A-HJ-NP-RTUW-Ya-hj-np-rtuw-y]{10}(?![0-9A-Za-z])(?!\.[0-9])"
)
PERMITS = frozenset({"810000", "820000", "830000"})
"""Residence permits of Hong Kong, Macao and Taiwan residents (since 2018): not in every table of regions."""
HASH = 24
LONG_WORD = re.compile(rf"[0-9A-Za-z+/]{{{HASH},}}")
PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:[EeGgDdSsPpHhKkMm][A-Za-z]?[0-9]{7,8}|1[45][0-9]{7})(?![0-9A-Za-z])")


def numbers_in(text: str, told: frozenset[str], *, today: date) -> Iterator[Hit]:
    """The numbers in a text whose column is `told` to be something; those of one kind in their order."""
    taken: list[tuple[int, int]] = []
    for run in RUN.finditer(text):
        for hit in _in_run(
            text, run.start() - (text[run.start() - 1 : run.start()] == "+"), min(len(text), run.end() + 3), told, today
        ):
            if all(hit.end <= start or hit.start >= end for start, end in taken[-4:]):
                taken.append((hit.start, hit.end))
                yield hit
    for found in CREDIT.finditer(text):
        if (found.start(), found.end()) not in taken and _credit(found.group(), told | before(text, found.start())):
            yield Hit("uscc", found.start(), found.end())
    if "passport" in told or "护照" in text or "passport" in text.lower():
        for found in PASSPORT.finditer(text):
            if "passport" in told | before(text, found.start()):
                yield Hit("passport", found.start(), found.end())


def _in_run(text: str, start: int, stop: int, told: frozenset[str], today: date) -> Iterator[Hit]:
    kinds: tuple[tuple[Category, re.Pattern[str], Callable[[str, frozenset[str], date], bool], str], ...] = (
        ("resident_id", RESIDENT, lambda number, _, day: resident(number, day), "id"),
        ("resident_id", RESIDENT_15, _resident_15, "id"),
        ("imei", DEVICE, lambda number, words, _: "imei" in words and _luhn(number), "imei"),
        ("bank_card", CARD, lambda number, words, _: is_card(number, named="card" in words), "card"),
        ("mobile", MOBILE, lambda number, _words, _day: _mobile(number), "mobile"),
    )
    for category, form, passes, sense in kinds:
        for found in form.finditer(text, start, stop):
            words = told | before(text, found.start())
            if category != "resident_id" and _in_hash(text, found):
                continue
            if passes(re.sub(r"[ \-+]", "", found.group()).upper(), words, today):
                alone = sense in words or category == "resident_id"
                yield Hit(category, found.start(), found.end(), not alone and _elsewhere(text, found, words))


def _elsewhere(text: str, found: re.Match[str], words: frozenset[str]) -> bool:
    """Whether the number is named as something else, or is a piece of a longer word."""
    around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
    return "other" in words or any(one == "_" or (one.isascii() and one.isalpha()) for one in around)


def _in_hash(text: str, found: re.Match[str]) -> bool:
    """Whether a number lies within so long a word that it is a piece of a digest or an encoded text."""
    start, end = found.span()
    around = text[max(0, start - HASH) : end + HASH]
    return any(
        word.start() < min(start, HASH) and word.end() - word.start() >= HASH for word in LONG_WORD.finditer(around)
    )


def resident(number: str, today: date) -> bool:
    """Whether 18 characters without separators are a resident ID number (GB 11643): check digit, region, day of birth."""
    from stdnum.cn import ric

    return number[-1] == ric.calc_check_digit(number) and region_known(number[:6]) and _born(number[6:14], today)


def _resident_15(number: str, words: frozenset[str], today: date) -> bool:
    return "id" in words and region_known(number[:6]) and _born(f"19{number[6:12]}", today)


def _born(digits: str, today: date) -> bool:
    try:
        return date(1880, 1, 1) <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) <= today
    except ValueError:
        return False


@lru_cache(maxsize=16384)
def region_known(code: str) -> bool:
    """Whether GB/T 2260 has, or once had, a county of this code. A number keeps the code of the place that issued it, so
    the code may be younger than its holder."""
    from stdnum import numdb

    return code in PERMITS or any("county" in named for _, named in numdb.get("cn/loc").info(code))


def _credit(number: str, words: frozenset[str]) -> bool:
    """GB 32100; where all are digits and nothing names it, the organisation code in it (GB 11714) must hold as well."""
    from stdnum.cn import uscc

    code = number.upper()
    if code[-1] != uscc.calc_check_digit(code) or not (code[2:4] == "10" or region_known(f"{code[2:4]}0000")):
        return False
    return not code.isdigit() or "other" not in words or _organisation(code[8:17])


def _organisation(code: str) -> bool:
    values = [int(one, 36) for one in code[:8]]
    rest = 11 - sum(value * weight for value, weight in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return code[8] == {10: "X", 11: "0"}.get(rest, str(rest))


def _luhn(number: str) -> bool:
    from stdnum import luhn

    return luhn.is_valid(number)


@cache
def _plan() -> re.Pattern[str]:
    from phonenumbers import PhoneMetadata

    plan = PhoneMetadata.metadata_for_region("CN")
    assert plan is not None
    assert plan.mobile is not None
    return re.compile(plan.mobile.national_number_pattern or "(?!)")


def _mobile(number: str) -> bool:
    return _plan().fullmatch(number[-11:]) is not None
