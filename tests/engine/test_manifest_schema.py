"""The sections of a manifest as written: labels, choices, identifiers, the JSON Schema and the reference page."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from hegui.errors import ManifestError
from hegui.facts import FactType, element_type, fact_type, section_paths
from hegui.grammar import KINDS
from hegui.manifest.choices import CHOICES
from hegui.manifest.parts import Element, Part
from hegui.manifest.reading import read_manifest
from hegui.manifest.reference import FORMS, reference
from hegui.manifest.schema import json_schema, schema_text
from hegui.manifest.sections import SECTIONS
from hegui.scalars import parse
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "engine" / "hegui" / "schemas" / "product-v1.schema.json"
PAGE = ROOT / "docs" / "manifest.md"
SAMPLE = ROOT / "examples" / "qingxiang-instalment" / "manifest.yaml"
CHOICE_FILES = sorted((ROOT / "engine" / "hegui" / "manifest" / "choices").glob("*.py"))

HAN = re.compile(r"[\u4e00-\u9fff]")
ASIDE = {"App", "SDK", "JR/T 0171", "JR/T 0197"}


def fields() -> Iterator[tuple[str, FactType]]:
    for section in SECTIONS:
        for path in section_paths(section):
            yield from below(path, fact_type("", path))


def below(path: str, found: FactType | None) -> Iterator[tuple[str, FactType]]:
    assert found is not None
    yield path, found
    record = element_type(found.element) if found.element else None
    for inner, fact in record.facts.items() if record else ():
        yield from below(f"{path}[].{inner}", fact)


FIELDS = dict(fields())


def editors_view(text: str) -> Any:
    """What an editor reads: the YAML 1.2 core schema, where a date is text."""

    class Core(yaml.SafeLoader):
        yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

    Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
    Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
    Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?\d+$"), list("-0123456789"))
    Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?\d+\.\d+$"), list("-0123456789"))
    return yaml.load(text, Core)  # noqa: S506 - it is a safe loader


@pytest.fixture(scope="module")
def editor() -> Validator:
    return Draft202012Validator(json_schema())


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_a_part_and_its_list_is_one_of_elements(section: str) -> None:
    entry = SECTIONS[section]
    model = getattr(import_module(entry.module), entry.cls)
    assert issubclass(model, Element if entry.many else Part)


def test_every_field_is_named_in_chinese_and_in_english() -> None:
    unnamed = [path for path, fact in FIELDS.items() if not HAN.search(fact.zh) and fact.zh not in ASIDE]
    unnamed += [path for path, fact in FIELDS.items() if HAN.search(fact.en) or not fact.en.strip()]
    assert unnamed == []


def test_every_question_is_a_whole_question_in_both_languages() -> None:
    asked = {path: fact.ask for path, fact in FIELDS.items() if fact.ask}
    assert [path for path, (zh, en) in asked.items() if not (zh.endswith("？") and en.endswith("?"))] == []


@pytest.mark.parametrize("kind", ["money", "days", "months"])
def test_a_field_with_a_unit_names_it_in_chinese(kind: str) -> None:
    units = {"money": "元", "days": "天", "months": "月"}
    assert [path for path, fact in FIELDS.items() if fact.kind == kind and units[kind] not in fact.zh] == []


def test_no_field_states_its_own_compliance() -> None:
    judged = re.compile(r"compl(?:y|iant|iance_ok)|legal$|lawful$|qualified$|合规$|合法$")
    assert [path for path, fact in FIELDS.items() if judged.search(path) or judged.search(fact.zh)] == []


def test_every_element_of_a_list_can_be_named() -> None:
    records = [fact.element for fact in FIELDS.values() if fact.element]
    nameless = [record for record in records if (found := element_type(record)) is None or "id" not in found.facts]
    assert nameless == []


def test_every_kind_of_scalar_is_one_the_grammar_knows() -> None:
    assert {fact.kind for fact in FIELDS.values()} - {"choice", "list", "object"} <= set(KINDS)


def test_every_list_of_choices_is_used_and_every_choice_exists() -> None:
    used = {fact.choice for fact in FIELDS.values() if fact.choice}
    assert used == set(CHOICES)


def test_no_list_of_choices_is_declared_twice() -> None:
    names = [name for file in CHOICE_FILES for name in declared_lists(file)]
    assert sorted(names) == sorted(CHOICES)


def declared_lists(file: Path) -> Iterator[str]:
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict):
            yield from (str(key.value) for key in node.value.keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_a_word_with_a_label_in_both_languages(name: str) -> None:
    members = CHOICES[name]
    reserved = {"other", "none", "null", "true", "false"} & set(members)
    unlabelled = [m for m, (zh, en) in members.items() if not zh.strip() or not en.strip() or HAN.search(en)]
    unspeakable = [member for member in members if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.]*", member)]
    assert (reserved, unlabelled, unspeakable) == (set(), [], [])


@pytest.mark.parametrize("name", CHOICES)
def test_no_two_members_of_a_list_share_a_label(name: str) -> None:
    for labels in zip(*CHOICES[name].values(), strict=True):
        assert len(set(labels)) == len(labels)


def test_a_list_of_choices_is_never_named_like_a_kind_of_scalar() -> None:
    assert set(CHOICES) & set(KINDS) == set()


def test_importing_one_section_imports_no_other() -> None:
    program = (
        "import sys, hegui.manifest.sections.product;"
        "print([m for m in sys.modules if m.startswith('hegui.manifest.sections.')])"
    )
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "['hegui.manifest.sections.product']"


def test_the_schema_is_valid_json_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_the_shipped_schema_is_the_one_the_code_describes() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == schema_text(), "write schema_text() to it"


def test_the_reference_page_is_the_one_the_code_describes() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "write reference() to it"


def test_the_reference_page_names_every_field() -> None:
    shown = set(re.findall(r"^\| `([^`]+)` \|", reference(), re.MULTILINE))
    plain = {path.removesuffix("[]") for path in shown}
    left_out = {path for path in FIELDS if not path.endswith("[].id") and path not in SECTIONS}
    assert left_out - plain == set()


@pytest.mark.parametrize("kind", FORMS)
def test_the_examples_of_the_reference_page_are_readable(kind: str) -> None:
    for text in FORMS[kind][2]:
        parse(kind, text)


def test_the_reference_page_shows_every_kind_of_scalar() -> None:
    assert set(FORMS) == set(KINDS)


def test_the_sample_manifest_is_read() -> None:
    assert read_manifest(SAMPLE.read_text(encoding="utf-8"), "sample.yaml").record["product.name"] == "轻享分期"


def test_the_sample_manifest_is_accepted_by_an_editor(editor: Validator) -> None:
    problems = [e.json_path for e in editor.iter_errors(editors_view(SAMPLE.read_text(encoding="utf-8")))]
    assert problems == []


ACCEPTED = {
    "a value": "product: {launch_date: 2026-12-01}",
    "none for a value": "users: {minimum_age: none}",
    "none for an object": "funding: {guarantor: none}",
    "none for a list": "operator: {licences: none}",
    "none for a section": "insurance: none",
    "an empty field": "credit: {purpose: }",
    "an element not described": "data: {items: [null]}",
    "other with text": "product: {kind: {other: 积分贷}}",
    "other without text": "product: {kind: other}",
    "a wrapped value": "credit: {limit: {value: 20万元, evidence: {reference: A-1, issued: 2026-01-02}}}",
    "a wrapped list": "users: {segments: {value: [minors], declared_by: 王}}",
    "evidence in an object": "credit: {payout: {to: [merchant], evidence: {digest: ab}}}",
    "a member with a dot": "data: {items: [{category: biometric.face}]}",
    "a single loan": "pricing: {credit: {principal: 12000.00, periods: 12}}",
    "a word of the language": "money_flows: [{from: user, to: merchant}]",
    "a version that looks like a number": "product: {version: 1.0}",
    "a grade": "certification: {mlps: {level: 3}}",
}

REFUSED = {
    "an unknown section": "prodct: {}",
    "an unknown field": "product: {nmae: x}",
    "an unknown choice": "product: {domain: lending}",
    "a rate without its unit": "pricing: {credits: [{nominal_rate: 24}]}",
    "a word for yes": "operator: {pboc_regulated: yes}",
    "an object for a value": "product: {name: {first: x}}",
    "a value for a list": "product: {channels: own_app}",
}


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_hegui_reads(text: str) -> None:
    read_manifest(f"hegui: product/v1\n{text}\n", "given.yaml")


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_an_editor_accepts(text: str, editor: Validator) -> None:
    assert [e.json_path for e in editor.iter_errors(editors_view(f"hegui: product/v1\n{text}\n"))] == []


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_hegui_refuses(text: str) -> None:
    with pytest.raises(ManifestError):
        read_manifest(f"hegui: product/v1\n{text}\n", "given.yaml")


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_an_editor_refuses(text: str, editor: Validator) -> None:
    assert list(editor.iter_errors(editors_view(f"hegui: product/v1\n{text}\n")))


def test_every_reference_inside_the_schema_leads_somewhere() -> None:
    schema = json_schema()
    references = set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(schema)))
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    assert references == set(definitions)


def test_no_field_has_the_name_of_a_wrapping() -> None:
    """`{value: 1}` around a fact and an object with a field of that name could not be told apart."""
    assert [path for path in FIELDS if path.rpartition(".")[2] == "value"] == []
