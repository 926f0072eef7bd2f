"""Whatever the bytes, a manifest is read and judged, or refused with hegui's own error, and no memory of it is kept.

`HEGUI_FUZZ=20000 pytest tests/engine/test_manifest_fuzz.py` tries more than a usual run does.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hegui.errors import HeguiError, ManifestError
from hegui.facts import FactType, element_type, fact_type, section_paths
from hegui.manifest.choices import CHOICES
from hegui.manifest.reading import Manifest, read_manifest
from hegui.manifest.sections import SECTIONS
from hegui.rulebook import Rulebook
from hypothesis import given
from hypothesis import strategies as st

ROUNDS = int(os.environ.get("HEGUI_FUZZ", "1500"))
EVERY = 60
"""How many decisions are taken for one that is written out in full."""
GROWTH_MIB = 64
EXAMPLES = sorted(
    (Path(__file__).parents[2] / "examples").glob("*/manifest.yaml"), key=lambda path: path.stat().st_size
)[:3]
"""The shortest: a change is then more likely to change the meaning than to break the syntax of one of a thousand lines."""
DAYS = (date(2026, 12, 1), date(2020, 2, 29), date.min, date.max)
VERDICTS = {"blocked", "undetermined", "clear"}

TAME = ("none", "null", "", "{value: null, evidence: {reference: A}}")
TOKENS = [
    "none",
    "null",
    "other",
    "{other: x}",
    "''",
    "[]",
    "[null]",
    "{}",
    "[none]",
    "true",
    "false",
    "0",
    "-1",
    "1",
    "12",
    "1e9",
    "99999999999999999999",
    "0.0000001",
    "5%",
    "-5%",
    "1000000%",
    "0% per year",
    "24% per year",
    "-1% per year",
    "999999999% per year",
    "2% per month",
    "1亿",
    "USD 5",
    "2026-12-01",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "30 days",
    "-30 days",
    "12 months",
    "1200 years",
    "month",
    "bullet",
    "flat",
    "schedule",
    "each_period",
    "own_app",
    "*a",
    "&a x",
    "{value: 5}",
    "{value: {value: none}}",
    "{value: [], evidence: {reference: x}}",
    "{evidence: none}",
    "贷😀",
    "|",
    '"{product.name}"',
    "a" * 5000,
    "[[[]]]",
    "[1, 2, 3]",
]
SIGNS = "0123456789.%-_aeiou元万年月"
INSERTED = [
    *"\0\t\n\r \"'#&*!|>%@`{}[],:?-<=\\~",
    "\u202e",
    "\u2028",
    "\ufeff",
    "😀",
    "：",
    "---\n",
    "*a",
    "&a ",
    "<<: ",
    "none",
    "null",
    ": ",
]


@pytest.fixture(scope="module")
def bundled() -> Rulebook:
    return Rulebook.load(cached=False)


# ---- what is tried


def bent(chance: random.Random, seeds: list[bytes]) -> bytes:
    """An example with some of its characters or bytes cut, repeated or replaced."""
    text = chance.choice(seeds).decode()
    for _ in range(chance.choice((1, 1, 2))):
        here = chance.randrange(len(text) + 1)
        there = min(len(text), here + chance.choice((1, 1, 2, 8, 64)))
        put = chance.choice(("", text[here:there] * 2, chance.choice(INSERTED), chance.choice(SIGNS)))
        text = text[:here] + put + text[there:]
    data = bytearray(text.encode())
    if chance.random() < 0.1:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def reworded(chance: random.Random, seeds: list[bytes]) -> bytes:
    """An example with other values for some of its keys."""
    lines = chance.choice(seeds).decode().splitlines()
    for _ in range(chance.randint(1, 4)):
        index = chance.randrange(1, len(lines))
        head, colon, _ = lines[index].partition(": ")
        if colon:
            lines[index] = f"{head}: {chance.choice(TOKENS) if chance.random() < 0.3 else chance.choice(TAME)}"
    return "\n".join(lines).encode()


def invented(chance: random.Random, _: list[bytes]) -> bytes:
    """A manifest of random sections, each with random facts."""
    chosen = chance.sample(list(SECTIONS), chance.randint(1, 8))
    sections = (f"{name}: {section(name, chance)}" for name in chosen)
    return "\n".join(["hegui: product/v1", *sections]).encode()


def section(name: str, chance: random.Random) -> str:
    if SECTIONS[name].many:
        return elements(f"{name}[]", chance)
    paths = [path.removeprefix(f"{name}.") for path in section_paths(name) if path != name]
    return stated({path: fact_type("", f"{name}.{path}") for path in paths}, chance)


def elements(record: str, chance: random.Random) -> str:
    found = element_type(record)
    assert found is not None
    listed = (chance.choice(("null", *["it"] * 9)) for _ in range(chance.randint(0, 3)))
    return f"[{', '.join(stated(dict(found.facts), chance) if one == 'it' else one for one in listed)}]"


def stated(facts: dict[str, FactType | None], chance: random.Random) -> str:
    """Some facts at their dotted paths, as a mapping in brackets."""
    tree: dict[str, object] = {}
    for path, found in facts.items():
        if found is not None and found.kind != "object" and chance.random() < 0.4:
            below = tree
            *objects, last = path.split(".")
            for step in objects:
                below = below.setdefault(step, {})  # type: ignore[assignment]
            below[last] = value(found, chance)
    return braced(tree)


def braced(tree: object) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {braced(below)}" for key, below in tree.items()) + "}"
    return str(tree)


PLAUSIBLE = {
    "yes_no": ["true", "false"],
    "count": ["0", "1", "12", "360", "10000000"],
    "number": ["0", "1.5", "-3"],
    "share": ["0%", "0.6%", "30%", "100%"],
    "rate": ["0% per year", "24% per year", "3% per month", "200% per year"],
    "money": ["0", "0.01", "12000", "20万", "USD 5"],
    "day": ["2019-01-01", "2026-12-01", "2030-06-30"],
    "days": ["0", "30 days"],
    "months": ["1", "12 months", "3年"],
    "text": ["x", "保本保息", '"  a "'],
    "code": ["a", "b", "c-1"],
    "version": ["1.0", "2.3.1"],
}


def value(found: FactType, chance: random.Random) -> str:
    if chance.random() < 0.15:
        return chance.choice((*TAME, "{value: none, declared_by: x}"))
    if found.element is not None:
        return elements(found.element, chance)
    one = single(found, chance)
    return f"[{', '.join(single(found, chance) for _ in range(chance.randint(0, 3)))}]" if found.many else one


def single(found: FactType, chance: random.Random) -> str:
    members = (*CHOICES[found.choice], "other", "{other: x}") if found.choice else PLAUSIBLE[found.kind]
    return chance.choice(members)


def attempts(seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    seeds = [path.read_bytes() for path in EXAMPLES]
    while True:
        yield chance.choice((bent, reworded, invented, invented))(chance, seeds)


# ---- what is promised


def read(data: bytes | str) -> Manifest | None:
    """The manifest, or None if it was refused with problems that say where and what."""
    try:
        return read_manifest(data, "it.yaml")
    except ManifestError as error:
        problems = error.problems
    assert problems
    assert all(one.line >= 1 and one.column >= 1 and one.zh and one.en for one in problems)
    return None


def judge(book: Rulebook, found: Manifest, number: int) -> None:
    day = DAYS[number % len(DAYS)] if number % 8 == 0 else DAYS[0]
    decision = book.check(found, as_of=day, core=number % 2 == 0)
    assert decision.verdict in VERDICTS
    if number % EVERY == 0:
        assert json.loads(decision.body_bytes)["verdict"] == decision.verdict


def resident_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def tried(book: Rulebook, datas: Iterator[bytes]) -> int:
    """How many of the attempts were manifests."""
    accepted = 0
    for data in datas:
        found = read(data)
        if found is not None:
            judge(book, found, accepted)
            accepted += 1
    return accepted


@pytest.mark.long
def test_mutated_manifests_are_judged_or_refused_and_forgotten(bundled: Rulebook) -> None:
    datas = attempts(seed=1)
    tried(bundled, islice(datas, ROUNDS // 10))
    before = resident_mib()

    accepted = tried(bundled, islice(datas, ROUNDS))

    assert resident_mib() - before < GROWTH_MIB
    assert accepted > ROUNDS // 4


@given(st.binary(max_size=200))
def test_any_bytes_are_a_manifest_or_none(data: bytes) -> None:
    read(b"hegui: product/v1\n" + data)


TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["none", "other", "pilot", "12%"]),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "evidence", "id", "items", "credit", "credits", "fees", "other", "name"]),
            below,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["product", "data", "pricing", "money_flows", "credit", "institution"]), TREES, max_size=3
    )
)
def test_any_tree_is_a_manifest_or_none(tree: dict[str, object]) -> None:
    read(json.dumps({"hegui": "product/v1", **tree}, ensure_ascii=False))


def test_hegui_raises_nothing_but_its_own() -> None:
    assert issubclass(ManifestError, HeguiError)
