"""The named conventions by which a cost is stated per year, and which charges each counts, with where that is laid down.

A reading is arithmetic; a convention is a reading as some text asks for it. Nothing here is worked out, and nothing is
judged: which cap binds which reading is said by the cap's own parameter. How far each text was read stands with its
rows of the register of regulations (`register`); `standing` is `text`, `practice`, or `interpretation` (ours).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

__all__ = ["CONVENTIONS", "READINGS", "Convention", "Counted", "Reading", "Standing", "convention_named", "counted"]

Reading = Literal["nominal", "effective", "simple", "reg-z", "eu-apr", "xirr"]
Standing = Literal["text", "practice", "interpretation"]

READINGS: Final[Mapping[Reading, tuple[str, str]]] = MappingProxyType(
    {
        "nominal": ("名义年化（期内部收益率×年期数）", "nominal: IRR of a period × periods a year"),
        "effective": ("复利年化（内部收益率法）", "compounded: the IRR of a period, compounded over a year"),
        "simple": (
            "本金单利（剩余本金计息，利息不再生息）",
            "simple interest on the principal left, interest bearing none",
        ),
        "reg-z": ("美国Z条例年百分率", "annual percentage rate of US Regulation Z, actuarial method"),
        "eu-apr": ("欧盟年百分率", "annual percentage rate of charge of the EU directives"),
        "xirr": ("按实际天数的内部收益率（365天）", "IRR by actual days over 365, as spreadsheets give it"),
    }
)


@dataclass(frozen=True, slots=True)
class Convention:
    """A reading as a text asks for it. `instrument` is its code in `rulesets/instruments.yaml`; article None: not read."""

    id: str
    zh: str
    en: str
    reading: Reading
    standing: Standing = "text"
    instrument: str | None = None
    article: str | None = None
    register: tuple[str, ...] = ()


def _plain(reading: Reading, standing: Standing) -> Convention:
    return Convention(reading, *READINGS[reading], reading, standing)


_PLAIN: Final = (
    _plain("nominal", "interpretation"),
    _plain("effective", "interpretation"),
    _plain("simple", "interpretation"),
    _plain("xirr", "practice"),
    _plain("reg-z", "text"),
    _plain("eu-apr", "text"),
)

_CHINESE: Final = (
    Convention(
        "pbc-2021-3-effective", "年化利率（复利，内部收益率法）", "annual rate, compounded",
        "effective", "text", "PBOC-ANN-2021-3", None, ("R20", "R98"),
    ),
    Convention(
        "pbc-2021-3-nominal", "年化利率（名义，公告称单利，须予说明）", "annual rate, nominal (there called simple, and labelled so)",
        "nominal", "text", "PBOC-ANN-2021-3", None, ("R20", "R98"),
    ),
    Convention(
        "jingui-2025-9-effective", "综合融资成本（复利）", "total cost of an assisted loan, compounded",
        "effective", "interpretation", "JINGUI-2025-9", None, ("R08",),
    ),
    Convention(
        "jingui-2025-9-nominal", "综合融资成本（名义）", "total cost of an assisted loan, nominal",
        "nominal", "interpretation", "JINGUI-2025-9", None, ("R08",),
    ),
    Convention(
        "cost-disclosure-2026-effective", "明示年化综合融资成本（复利）", "total cost as shown from 2026-08-01, compounded",
        "effective", "text", "COST-DISCLOSURE-2026", None, ("R17", "R19"),
    ),
    Convention(
        "cost-disclosure-2026-nominal", "明示年化综合融资成本（名义）", "total cost as shown from 2026-08-01, nominal",
        "nominal", "text", "COST-DISCLOSURE-2026", None, ("R17", "R19"),
    ),
    Convention(
        "microloan-2025-effective", "小额贷款综合融资成本（复利）", "total cost of a microloan, compounded",
        "effective", "text", "MICROLOAN-COST-2025", "附件第一条", ("R12", "R15"),
    ),
    Convention(
        "microloan-2025-nominal", "小额贷款综合融资成本（名义）", "total cost of a microloan, nominal",
        "nominal", "text", "MICROLOAN-COST-2025", "附件第一条", ("R12", "R15"),
    ),
    Convention(
        "private-lending", "民间借贷利率（以实际出借额为本金，对照合同成立时四倍LPR）",
        "private lending: on the sum paid out, against 4 × LPR of the contract's day",
        "simple", "interpretation", "SPC-PRIVATE-LENDING", "第二十五条、第二十六条、第二十七条", ("R01", "R02", "R04"),
    ),
)  # fmt: skip

CONVENTIONS: Final[Mapping[str, Convention]] = MappingProxyType({one.id: one for one in (*_PLAIN, *_CHINESE)})
"""Every convention by its name: the plain readings, the foreign ones, the Chinese ones."""


def convention_named(name: str) -> Convention:
    """The convention of that name.

    Raises:
        ValueError: there is none.
    """
    found = CONVENTIONS.get(name)
    if found is None:
        raise ValueError(f"{name!r} is no convention; there are {', '.join(CONVENTIONS)}")
    return found


# ---- which charges count


@dataclass(frozen=True, slots=True)
class Counted:
    """Whether a kind of charge counts in the cost under a text, and where that stands."""

    included: bool
    standing: Standing
    article: str | None
    zh: str
    en: str


_NAMED: Final[Mapping[str, Mapping[str, str | None]]] = MappingProxyType(
    {
        "PBOC-ANN-2021-3": {"interest": None, "instalment": None, "service": None},
        "JINGUI-2025-9": {"interest": None, "guarantee": None},
        "COST-DISCLOSURE-2026": {"interest": None, "instalment": None, "guarantee": None},
        "MICROLOAN-COST-2025": {"interest": "附件第一条", "guarantee": "附件第一条", "insurance": "附件第一条"},
        "SPC-PRIVATE-LENDING": {"interest": "第二十五条"},
    }
)
"""Charges that a text names as part of the cost, with the article where its number was read."""


def counted(instrument: str, kind: str | None, *, mandatory: bool | None, on_event: bool) -> Counted:
    """Whether a charge counts in the yearly cost under an instrument (its code), by its kind and whether it must be paid.

    What falls due only on an event is a contingent cost, shown apart; what may be declined is none of the loan. No text
    read lists every kind of the rest: one it names counts by the text, any other as directly tied to the loan, by our
    reading. So what counts here is what is in the cost.
    """
    if on_event:
        return Counted(False, "interpretation", None, "或有成本，另行列示", "a contingent cost, shown apart")
    if mandatory is False:
        return Counted(False, "interpretation", None, "借款人可以不付", "the borrower need not pay it")
    named = _NAMED.get(instrument, {})
    if kind is not None and kind in named:
        return Counted(True, "text", named[kind], "文件列明", "named by the text")
    return Counted(True, "interpretation", None, "与贷款直接相关的必付费用", "must be paid and tied to the loan")
