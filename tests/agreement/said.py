"""Values as Python has them and as a document may write them, each with several spellings. It knows no path and no rule."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from hegui.manifest.choices import CHOICES

Tree = Any
"""Mappings and lists over `Said`; the keys are text."""


class Said(NamedTuple):
    """One value: what the oracle is told, and what the document says."""

    value: Any
    text: str


UNKNOWN = (Said(None, "null"), Said(None, "~"), Said(None, "NULL"))
NONE = Said("none", "none")
TRUE, FALSE = Said(True, "true"), Said(False, "false")
SAFE = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff.%/ -]*(?<! )")

D = Decimal
CLUSTERS = tuple(
    tuple(map(date.fromisoformat, days.split()))
    for days in (
        "2024-01-31 2024-02-28 2024-02-29 2024-03-31",
        "2025-01-27 2025-01-28 2025-01-29 2025-01-30",
        "2025-06-27 2025-06-27 2025-06-30 2025-06-30 2025-07-02",
        "2025-12-30 2025-12-31 2026-01-01 2023-12-29",
        "0001-01-01 9999-12-30 2025-07-01",
    )
)
"""Days so near each other that it matters how one is counted from the other."""
TEXTS = (
    "保本保收益",
    "保 本　理财",
    "承諾收益",
    "ＡＰＰ store",
    "Straße",
    "𠮷野家",
    "cafe\u0301",
    "第一行\n第二行",
    "{x} # : - [y]",
    "年化 24% 起",
    "é" * 2048,
    "保本" + "é" * 2048,
)
POOLS: Mapping[str, Sequence[tuple[Any, Sequence[str]]]] = {
    "count": [(D(n), [str(n)]) for n in (0, 1, 2, 3, 5)] + [(D(100_000), ["10万", "100000", "0.001亿"])],
    "periods": [(D(n), [str(n)]) for n in (0, 1, 3, 12, 12)],
    "number": [
        (D("1.5"), ["1.5", "1.50"]),
        (D(1), ["1", "1.0"]),
        (D(2), ["2"]),
        (D("-1"), ["-1"]),
        (D("2.01"), ["2.01"]),
    ],
    "share": [
        (D("0.3"), ["30%", "3000bp", "300‰", "30.00%"]),
        (D("0.30000000000000000001"), ["30.000000000000000001%"]),
        (D("0.5"), ["50%", "5000bp"]),
        (D(1), ["100%"]),
        (D(0), ["0%"]),
    ],
    "rate": [
        (D("0.24"), ["24% per year", "24%/年", "2% per month", "年化 24%", "2400bp p.a."]),
        (D("0.2399999999999999"), ["23.99999999999999% per year"]),
        (D("0.2400000000000001"), ["24.00000000000001%/年"]),
        (D("0.36"), ["3%/月", "36.0% per year", "月息 30‰"]),
        (D("0.12"), ["12% per year", "1% per month"]),
        (D(0), ["0% per year"]),
    ],
    "money": [
        (D(200_000), ["20万", "200000", "200000.00", "CNY 200000", "20万元", "0.002亿"]),
        (D("200000.01"), ["200000.01元"]),
        (D("199999.99"), ["199999.99"]),
        (D(100), ["100", "100.0"]),
        (D(0), ["0", "0.00"]),
        ({"other": "USD"}, ["USD 100", "100 HKD"]),
    ],
    "days": [(D(30), ["30", "30天", "30 days"]), (D(15), ["15"]), (D(0), ["0 天"]), (D(10**8), ["100000000"])],
    "months": [(D(12), ["12", "12个月", "1年", "1 year"]), (D(6), ["6 months"]), (D(1), ["1"]), (D(24), ["2 years"])],
    "day": [(day, [day.isoformat()]) for days in CLUSTERS for day in days],
    "text": [(text, [text]) for text in TEXTS],
    "code": [(text, [text]) for text in ("face-login", "a.b", "A-1", "x_2")],
    "version": [(text, [text]) for text in ("2.3.0", "1.10.2", "v2")],
    "yes_no": [(True, ["true"]), (False, ["false"])],
}
PHRASES = ("保本", "承诺收益", "ａｐｐ", "strasse", "野家", "CAFÉ", "行第")
PATTERNS = ("^保", "本|益", "(?i)app", r"\{x\}", r"\d+%", "é{3}", "^$", "é$")


def value(rng: random.Random, kind: str, choice: str = "") -> Said:
    """A value of a kind, in one of its spellings."""
    if kind == "choice":
        return choose(rng, choice)
    found, spellings = rng.choice(POOLS[choice if choice in POOLS else kind])
    text = rng.choice(spellings)
    return Said(found, text if kind == "yes_no" else written(rng, text))


def literal(rng: random.Random, kind: str, choice: str = "") -> Said:
    """As `value`, but what a rule may compare with: no other, no foreign money."""
    while isinstance((found := value(rng, kind, choice)).value, dict):
        pass
    return found


def members(choice: str) -> list[str]:
    return list(CHOICES[choice])[:4]


def choose(rng: random.Random, choice: str) -> Said:
    member = rng.choice(members(choice))
    return Said(member, member)


def other(rng: random.Random, kind: str) -> Said:
    """Given, but nothing that a rule can name."""
    if kind == "money":
        return Said({"other": "USD"}, "USD 100")
    return Said({"other": "x"}, rng.choice(("other", "{other: x}", '{"other": "其他 [x]"}')))


def written(rng: random.Random, text: str) -> str:
    return text if SAFE.fullmatch(text) and rng.random() < 0.7 else json.dumps(text, ensure_ascii=False)


def number(of: int) -> Said:
    return Said(Decimal(of), str(of))


def day(of: date) -> Said:
    return Said(of, of.isoformat())


def word(text: str) -> Said:
    return Said(text, text)


def quoted(text: str) -> Said:
    return Said(text, json.dumps(text, ensure_ascii=False))


def raw(tree: Tree) -> Any:
    """What the oracle reads."""
    if isinstance(tree, Said):
        return tree.value
    if isinstance(tree, Mapping):
        return {key: raw(below) for key, below in tree.items()}
    return [raw(below) for below in tree]


def yaml(tree: Tree) -> str:
    """The same as text, in flow style."""
    if isinstance(tree, Said):
        return tree.text
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {yaml(below)}" for key, below in tree.items()) + "}"
    return "[" + ", ".join(map(yaml, tree)) + "]"


def _key(key: str) -> str:
    return f'"{key}"' if key.endswith("]") else key


def document(tree: Mapping[str, Tree]) -> bytes:
    """The same as a document, its first level in block style."""
    return "".join(f"{_key(key)}: {yaml(below)}\n" for key, below in tree.items()).encode()
