"""Whatever the bytes, the reader answers with a tree or with its own error, and keeps no memory of them.

`HEGUI_FUZZ=20000 pytest tests/engine/test_source_fuzz.py` tries more mutations than a usual run does.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
import yaml
from hegui import source
from hegui.errors import Problem, SourceError
from hegui.scalars import KINDS, ScalarError, parse
from hegui.source import Document, Mapping, Node, Scalar, Sequence, read
from hypothesis import example, given
from hypothesis import strategies as st

ROUNDS = int(os.environ.get("HEGUI_FUZZ", "2000"))
GROWTH_MIB = 64
ROOT = Path(__file__).parents[2]

MANIFEST = """\
# yaml-language-server: $schema=x
hegui: product/v1
product: {id: p-1, name: "小额贷款 \\ud83d\\ude00", stage: design}
pricing:
  credits: &credits
    - id: main
      rate: 24% per year
      fees: [{id: f, amount: 1,200.00}, {id: g, amount: !!str 20万}]
      note: |
        第一行
          second line

      folded: >-
        a b
        c
    - *credits2
data:
  items:
    - {id: face-login, category: biometric.face, consent: {mode: separate}, shared: none}
    - ~
marketing: {claims: ['it''s "free"', "零利息", [bold]]}
"""
SEEDS = [
    MANIFEST,
    MANIFEST.replace("    - *credits2\n", "    - &c {a: 1}\n    - *c\n").replace("\n", "\r\n"),
    json.dumps({"a": ["😀", 1.5, None, {"b": '\\ / "\n'}], "金额": "20万元"}, indent="\t"),
    "? [a, b]\n: &x {<<: *x, ? k : v}\n--- !t\n%TAG ! a\n...\n",
    "{a: [b, {c: 'd'}], \"e\\x41\\N\": | }",
]
INSERTED = [
    *(bytes([code]) for code in b"\0\t\n\r \"'#&*!|>%@`{}[],:?-<=\\~"),
    *(text.encode() for text in ("\u202e", "\u2028", "\x85", "\ufeff", "😀", "：", "---\n", "...\n", "%TAG ! x\n")),
    *(text.encode() for text in ("*a", "&a ", "<<: ", "!!python/object:x ", "\\ud83d", "\\ude00", "\\U00110000")),
    *(text.encode() for text in ("[" * 70, "- " * 70, "? ")),
    b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xff\xfe",
]  # fmt: skip
SIGNS = "0123456789.,-+eE_%‰bp年化月息万亿元/ USDCNY天day￥日月个"


def seeds() -> list[bytes]:
    files = [path for folder in ("examples", "rulesets") for path in sorted((ROOT / folder).rglob("*.yaml"))]
    return [seed.encode() for seed in SEEDS] + [path.read_bytes()[:20_000] for path in files]


def mutations(seed: int) -> Iterator[bytes]:
    chance, texts = random.Random(seed), seeds()  # noqa: S311 - reproducible, not secret
    while True:
        data = bytearray(chance.choice(texts))
        for _ in range(chance.randint(1, 8)):
            mutate(data, chance)
        yield bytes(data)


def mutate(data: bytearray, chance: random.Random) -> None:
    here = chance.randrange(len(data) + 1)
    there = min(len(data), here + chance.choice((1, 1, 2, 8, 64)))
    match chance.randrange(6):
        case 0:
            del data[here:there]
        case 1:
            data[here:here] = data[here:there] * chance.choice((1, 2, 40))
        case 2:
            data[here:there] = chance.choice(INSERTED)
        case 3:
            data[here:there] = chance.randbytes(there - here)
        case 4:
            data[here:] = b""
        case _:
            data[here:here] = chance.choice(INSERTED)


def outcome(data: str | bytes) -> Document | tuple[Problem, ...]:
    try:
        return read(data)
    except SourceError as error:
        return error.problems


def check(data: str | bytes) -> None:
    """The reader's whole promise: a tree whose places lie in the text, or problems that say where and how."""
    found = outcome(data)
    if isinstance(found, Document):
        for node in nodes(found.root):
            check_place(node, found.lines)
        return
    assert found
    for problem in found:
        check_problem(problem)


def check_place(node: Node, lines: tuple[str, ...]) -> None:
    assert (1, 1) <= (node.line, node.column) <= (node.end_line, node.end_column)
    assert node.end_line <= len(lines)
    assert node.column <= len(lines[node.line - 1]) + 1
    assert node.end_column <= len(lines[node.end_line - 1]) + 1


def check_problem(problem: Problem) -> None:
    assert problem.line >= 1
    assert problem.column >= 1
    assert (problem.zh + problem.en).isprintable()
    assert "this is not YAML" not in problem.en


def nodes(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Sequence):
            waiting.extend(node.items)
        elif isinstance(node, Mapping):
            waiting.extend(part for entry in node.entries for part in (entry.key, entry.value))


def resident_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def test_mutated_documents_are_read_or_refused_and_forgotten() -> None:
    tried = mutations(seed=1)
    for data in islice(tried, ROUNDS // 10):
        check(data)
    before = resident_mib()

    for data in islice(tried, ROUNDS):
        check(data)

    assert resident_mib() - before < GROWTH_MIB


def test_mutated_documents_without_the_c_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_parser", yaml.SafeLoader)

    for data in islice(mutations(seed=2), ROUNDS // 20):
        assert outcome(data)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    check(data)


@given(st.text(st.characters()))
@example("\ud800")
@example("a: \U0010ffff\U000e0001")
def test_any_text(text: str) -> None:
    check(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                ": ",
                "- ",
                "? ",
                "[",
                "]",
                "{",
                "}",
                ",",
                "'",
                '"',
                "\n",
                "  ",
                "|",
                ">",
                "&a ",
                "*a",
                "!t ",
                "#",
                "\\",
                "---",
                "%",
                "<<",
                "金",
                "~",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_heap_of_yaml_signs(text: str) -> None:
    check(text)


@given(
    st.sampled_from(KINDS),
    st.text(st.characters()) | st.text(SIGNS),
    st.booleans(),
)
def test_any_scalar_is_read_or_refused_in_both_languages(kind: str, text: str, plain: bool) -> None:
    refused = refusal(kind, text, plain)

    assert refused is None or (refused.zh and refused.en)


def refusal(kind: str, text: str, plain: bool = True) -> ScalarError | None:
    try:
        parse(kind, text, plain)
    except ScalarError as error:
        return error
    return None


@given(st.sampled_from(KINDS), st.text(SIGNS))
def test_what_is_suggested_can_be_read(kind: str, text: str) -> None:
    refused = refusal(kind, text)
    suggested = re.match("write (.+?) instead of ", refused.en) if refused else None

    assert suggested is None or refusal(kind, suggested[1]) is None


@given(st.text("01ab ~'\"", max_size=12))
def test_a_scalar_alone_is_its_text(text: str) -> None:
    root = read(json.dumps({"a": text})).root
    assert isinstance(root, Mapping)
    value = root.get("a")

    assert isinstance(value, Scalar)
    assert (value.text, value.plain) == (text, False)
