"""The shape that checks read a manifest by says of every manifest what the section models say of it, without importing them."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest
from hegui.case import LISTS, Record
from hegui.errors import ManifestError, SourceError
from hegui.manifest.choices import CHOICES
from hegui.manifest.reading import read_manifest
from hegui.manifest.sections import SECTIONS
from hegui.manifest.shape import FILE, FactType, RecordType, record_type
from hegui.manifest.shaping import shape_text
from hegui.manifest.typing import expanded, is_newer
from hegui.nodes import Mapping as MappingNode
from hegui.source import read
from manifest_models import Told, flattened, validated
from pydantic import BaseModel

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/manifest.yaml"))
SAMPLE = Path(__file__).parents[2] / "examples" / "qingxiang-instalment" / "manifest.yaml"
BLOCKS, WRITTEN, REWORDED = 8, 250, 25
"""How many random manifests are tried: so many tests, each of so many manifests."""


# ---- two readers


def by_shape(text: str) -> tuple[Record | None, set[Told]]:
    try:
        return read_manifest(text, "it.yaml").record, set()
    except ManifestError as error:
        return None, {(one.line, one.column, cut(one.en)) for one in error.problems}


def by_models(text: str) -> tuple[Record | None, set[Told]]:
    root = read(text, "it.yaml").root
    assert isinstance(root, MappingNode)
    root = expanded(root)
    models, told = validated(root, newer=is_newer(root))
    if told:
        return None, told
    record, told = flattened(models, root)
    return (None, told) if told else (record, told)


def cut(text: str) -> str:
    """A problem without what may have been meant: a model of pydantic does not tell which keys it knows."""
    return text.partition("; did you mean")[0] if text.startswith("unknown key") else text


def in_one_order(value: object) -> object:
    """Facts with the lists named in one order: the order of a text is not that of its models."""
    if isinstance(value, tuple):
        return tuple(in_one_order(one) for one in value)
    if not isinstance(value, dict):
        return value
    below = {key: in_one_order(one) for key, one in value.items()}
    return {**below, LISTS: sorted(cast("tuple[str, ...]", value[LISTS]))}


def differences(text: str) -> dict[str, object]:
    """Empty where both readers agree. Only the models stop at the first kind of fault: ids are compared when nothing else is wrong."""
    (record, told), (expected, expected_told) = by_shape(text), by_models(text)
    if any("used twice" not in en for *_, en in expected_told):
        told = {one for one in told if "used twice" not in one[2]}
    found: dict[str, object] = {"only by shape": told - expected_told, "only by models": expected_told - told}
    if in_one_order(record) != in_one_order(expected):
        found["records"] = (record, expected)
    return {key: value for key, value in found.items() if value}


# ---- manifests at random

PLAUSIBLE = {
    "yes_no": ["true", "false"], "count": ["0", "12", "20万"], "number": ["1.5", "-3"], "share": ["0%", "60bp"],
    "rate": ["24% per year", "3%/月"], "money": ["0.01", "20万", "USD 5"], "day": ["2019-01-01", "2026-12-01"], "days": ["30 days"],
    "months": ["12", "3年"], "text": ["x", "007", '"none"', '"null"', "other"], "code": ["a", "b", "c-1"], "version": ["1.0"],
}  # fmt: skip
WRONG = [
    "x", "5", "[]", "{}", "[x]", "[none]", '["none"]', "[null, x]", "[[]]", "[{}]", "{a: 1}", "{value: 1, other: 2}", "{other: 内测}",
    "{other: {a: 1}}", "{other: null}", "24%", "true", '"true"', "soon", "none", '"none"', '""', "{value: {value: none}}", "{value: [x]}",
    "{value: {zzz: 1}}", "{value: x, evidence: {issued: soon}}", "{evidence: {refrence: x}}", "{value: [{zzz: 1}], declared_by: 王}",
]  # fmt: skip
SAID = {
    "declared_by": ["王", "none", "null", "{value: 王}"],
    "declared_on": ["2026-01-01", "null"],
    "evidence": [
        "{reference: A-1}", "{digest: ab, issued: 2026-01-02}", "{reference: none}", '{reference: "null"}', "{}", "none", "null",
        "{value: {reference: A-1}, declared_by: 王}", "{reference: {value: A-1}}", "{issued: 2026-01-02}",
    ],
}  # fmt: skip
WRONGLY_SAID = ["soon", "[]", "[x]", "{}", "{issued: soon}", "{refrence: x}", "{declared_by: x}", "{value: x}"]


class Writer:
    """Writes manifests; `slips` is how often it errs."""

    def __init__(self, chance: random.Random, slips: float) -> None:
        self.chance, self.slips = chance, slips

    def manifest(self) -> str:
        names = self.chance.sample(list(SECTIONS), self.chance.randint(1, 5))
        lines = [f"{self.key(name)}: {self.section(name)}" for name in names]
        return "\n".join([self.chance.choice(("hegui: product/v1", "hegui: product/v1.1")), *dict.fromkeys(lines), ""])

    def section(self, name: str) -> str:
        shape = known(name)
        return self.fact(shape.facts[name], shape, name)

    def fact(self, fact: FactType, shape: RecordType, path: str) -> str:
        odds = self.chance.random()
        if self.errs():
            return self.chance.choice(WRONG)
        if odds < 0.1:
            return self.chance.choice(("none", "null", "", '"none"'))
        if odds < 0.2:
            return self.braced({**self.said(), "value": self.fact(fact, shape, path)})
        if fact.kind == "object":
            return self.object(shape, path)
        if fact.kind == "list" or fact.many:
            return f"[{', '.join(self.member(fact) for _ in range(self.chance.randint(0, 3)))}]"
        return self.scalar(fact)

    def member(self, fact: FactType) -> str:
        if self.errs():
            return self.chance.choice(WRONG)
        if self.chance.random() < 0.1:
            return "null"
        return self.object(known(fact.element), "") if fact.element else self.scalar(fact)

    def object(self, shape: RecordType, path: str) -> str:
        stated = {
            self.key(key): self.fact(fact, shape, f"{path}.{key}" if path else key)
            for key, fact in shape.below[path].items()
            if self.chance.random() < 0.3
        }
        return self.braced({**stated, **(self.said() if self.chance.random() < 0.2 else {})})

    def said(self) -> dict[str, str]:
        keys = self.chance.sample(list(SAID), self.chance.randint(0, 2))
        return {self.key(key): self.chance.choice(WRONGLY_SAID if self.errs() else SAID[key]) for key in keys}

    def scalar(self, fact: FactType) -> str:
        return self.chance.choice(
            [*CHOICES[fact.choice], "other", "{other: 内测}"] if fact.choice else PLAUSIBLE[fact.kind]
        )

    def key(self, key: str) -> str:
        wrong = (key[1:] + "x", key + ".id", "value", "evidence", "id")
        return self.chance.choice(wrong) if self.errs() else key

    def errs(self) -> bool:
        return self.chance.random() < self.slips

    @staticmethod
    def braced(stated: dict[str, str]) -> str:
        return "{" + ", ".join(f"{key}: {value}" for key, value in stated.items()) + "}"


def known(name: str) -> RecordType:
    found = record_type(name)
    assert found is not None
    return found


def written(seed: int) -> Iterator[str]:
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    for _ in range(WRITTEN):
        yield Writer(chance, chance.choice((0, 0, 0.01, 0.05))).manifest()


def reworded(seed: int) -> Iterator[str]:
    """Examples with other values for some of their keys."""
    chance = random.Random(seed)  # noqa: S311 - as above
    words = [word for words in (WRONG, WRONGLY_SAID, *PLAUSIBLE.values()) for word in words]
    for _ in range(REWORDED):
        lines = chance.choice(EXAMPLES).read_text(encoding="utf-8").splitlines()
        for index in chance.sample(range(1, len(lines)), chance.randint(1, 4)):
            head, colon, _ = lines[index].partition(": ")
            if colon and head != "hegui":
                lines[index] = f"{head}: {chance.choice(words)}"
        yield "\n".join(lines)


def readable(texts: Iterator[str]) -> Iterator[str]:
    """Those that are documents: what a reader of text refuses, nobody types."""
    for text in texts:
        with suppress(SourceError):
            read(text, "it.yaml")
            yield text


# ---- what is promised


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_an_example_reads_the_same_by_shape_and_by_models(file: Path) -> None:
    assert differences(file.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("seed", range(BLOCKS))
def test_a_written_manifest_reads_the_same_by_shape_and_by_models(seed: int) -> None:
    found = {text: differences(text) for text in readable(written(seed))}
    assert {text: one for text, one in found.items() if one} == {}


@pytest.mark.parametrize("seed", range(BLOCKS))
def test_a_reworded_example_reads_the_same_by_shape_and_by_models(seed: int) -> None:
    found = {text: differences(text) for text in readable(reworded(seed))}
    assert {text: one for text, one in found.items() if one} == {}


def test_what_is_tried_is_often_accepted_and_often_refused() -> None:
    texts = [*readable(written(0)), *readable(reworded(0))]
    accepted = sum(by_shape(text)[0] is not None for text in texts)
    assert len(texts) > WRITTEN
    assert len(texts) // 4 < accepted < len(texts) * 3 // 4


def test_the_shipped_shape_is_the_one_the_models_describe() -> None:
    assert FILE.read_text(encoding="utf-8") == shape_text(), "write hegui.manifest.shaping.shape_text() to it"


def test_a_check_imports_neither_pydantic_nor_a_section() -> None:
    program = (
        "import sys, hegui; hegui.check(sys.argv[1]);"
        "print([m for m in sys.modules if m.startswith(('pydantic', 'hegui.manifest.sections.'))])"
    )
    result = subprocess.run([sys.executable, "-c", program, SAMPLE], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "[]"


# ---- the models, for who asks for them


def test_the_sections_are_there_as_models() -> None:
    product = read_manifest("hegui: product/v1\nproduct: {name: 轻享分期}\npartners: none\n").models["product"]
    assert isinstance(product, BaseModel)
    assert getattr(product, "name", None) == "轻享分期"


def test_only_stated_sections_are_models() -> None:
    text = "hegui: product/v1.1\npricing: {credit: {method: orbital}}\ncredit: null\nmoney_flows: [null]\n"
    assert list(read_manifest(text).models) == ["pricing", "credit", "money_flows"]


@pytest.mark.parametrize("asked", [False, True], ids=["before", "after"])
def test_a_manifest_can_be_kept_before_and_after_its_models_were_asked_for(asked: bool) -> None:
    found = read_manifest(SAMPLE.read_bytes(), "sample.yaml")
    assert not asked or found.models
    kept = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert (kept.record, kept.models) == (found.record, found.models)
