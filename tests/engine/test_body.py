"""The record of a decision: the same bytes for the same input, nothing of the machine that made them."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import hegui
import pytest
from hegui.body import SCHEMA, canonical, number, skimmed
from hegui.decision import Plan
from hegui.manifest.reading import read_manifest
from rulebooks import DAY, always, decided, manifest, parameter, rulebook, series, waiver

FILES = {
    "parameters/p.yaml": "cap: " + parameter(series(("2024-01-01", "18"), ("2027-01-01", "21"))),
    "classify/a.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}"),
    "boundaries/a.yaml": always("require: {users.minimum_age: {at_least: {param: cap}}}", red_line="1"),
    "boundaries/b.yaml": always("require: {item.category: contacts}", for_each="data.items as item"),
    "boundaries/c.yaml": always("forbid: {product.is.cash: true}"),
    "boundaries/d.yaml": always("require: {some: {of: data.items as item, hold: {item.persons_count: 5}}}"),
}
FACTS: Mapping[str, object] = {
    "product": {"id": "p-1", "name": "轻享", "version": "1.2", "stage": "pilot"},
    "users": {"minimum_age": "18", "maximum_age": "none", "segments": ["minors", "other"]},
    "data": {
        "items": [{"id": "a", "category": "contacts", "persons_count": "20万"}, {"id": "b", "category": {"other": "x"}}]
    },
    "pricing": {"credits": [{"principal": "12000.00", "periods": "12", "period": "month", "method": "bullet"}]},
}


def written(facts: object, file: str = "it.json") -> hegui.Decision:
    assert isinstance(facts, Mapping)
    text = json.dumps({"hegui": "product/v1", **facts}, ensure_ascii=False)
    return rulebook(FILES).check(read_manifest(text, file), as_of=DAY)


def shuffled(value: object, chance: random.Random) -> object:
    if isinstance(value, Mapping):
        return dict(
            sorted(((key, shuffled(below, chance)) for key, below in value.items()), key=lambda _: chance.random())
        )
    return [shuffled(one, chance) for one in value] if isinstance(value, list) else value


PARTS = {
    "schema",
    "verdict",
    "as_of",
    "historical",
    "included_up_to",
    "manifest",
    "rulebook",
    "engine",
    "characterised",
    "measures",
    "findings",
    "questions",
    "upcoming",
    "on_trust",
    "waivers",
    "counts",
}
FINDING = {
    "rule",
    "version",
    "force",
    "outcome",
    "confidence",
    "subject",
    "location",
    "message",
    "facts",
    "parameters",
    "citations",
    "derivation",
    "remedy",
    "red_line",
    "waiver",
}


def test_a_body_has_the_parts_the_format_names() -> None:
    assert set(written(FACTS).body) >= PARTS


def test_a_finding_has_the_parts_the_format_names() -> None:
    (finding, *_) = written(FACTS).body["findings"]  # type: ignore[misc]
    assert set(finding) >= FINDING


def test_a_body_names_its_schema() -> None:
    assert written(FACTS).body["schema"] == SCHEMA


def test_a_body_says_what_was_judged_by_what() -> None:
    decision = written(FACTS)
    assert decision.body["manifest"] == {
        "id": "p-1",
        "name": "轻享",
        "version": "1.2",
        "source_digest": f"sha256:{decision.manifest.document.digest}",
        "digest": f"sha256:{decision.manifest.digest}",
    }
    assert decision.body["rulebook"] == {
        "version": "1",
        "digest": f"sha256:{decision.rulebook.digest}",
        "overlay": None,
        "trust": {},
    }
    assert (decision.body["engine"], decision.body["as_of"]) == (hegui.__version__, "2026-12-01")


def test_a_body_survives_json() -> None:
    decision = written(FACTS)
    assert json.loads(decision.body_bytes) == json.loads(json.dumps(decision.body))


def test_its_bytes_are_canonical() -> None:
    text = written(FACTS).body_bytes.decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/manifest.yaml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_its_bytes_are_those_of_its_data(example: Path) -> None:
    decision = hegui.check(example, as_of=DAY)
    assert decision.body_bytes == canonical(decision.body)


def test_the_bytes_of_waivers_and_plans_are_those_of_their_data() -> None:
    plan = Plan(
        id="P-1", rule="boundaries.a", subject="product", product=None, due=DAY, owner="零售信贷部", measures="…"
    )
    decision = rulebook(FILES).check(manifest(), as_of=DAY, waivers=[waiver("boundaries.a")], plans=[plan])
    assert decision.body_bytes == canonical(decision.body)


def test_what_a_rulebook_said_of_another_product_changes_no_bytes() -> None:
    rules = rulebook(FILES)
    other, same = (
        {**FACTS, "product": {"id": name, "stage": stage}} for name, stage in (("x", "idea"), ("y", "pilot"))
    )
    texts = [json.dumps({"hegui": "product/v1", **facts}) for facts in (other, same)]
    after = [rules.check(read_manifest(text), as_of=DAY).body_bytes for text in texts]
    assert after[1] == rulebook(FILES).check(read_manifest(texts[1]), as_of=DAY).body_bytes


def test_a_body_that_is_skimmed_reads_the_same() -> None:
    decision = written(FACTS)
    read = skimmed(decision)
    assert {**read, "findings": [dict(one) for one in read["findings"]]} == decision.body  # type: ignore[attr-defined]


def test_a_finding_that_is_skimmed_has_no_other_fields() -> None:
    (finding, *_) = skimmed(written(FACTS))["findings"]  # type: ignore[misc]
    assert "__class__" not in finding


def numbers(value: object) -> list[object]:
    if isinstance(value, dict):
        return [found for below in value.values() for found in numbers(below)]
    if isinstance(value, list):
        return [found for below in value for found in numbers(below)]
    return [value] if isinstance(value, float) else []


def test_no_number_is_a_float() -> None:
    assert numbers(json.loads(written(FACTS).body_bytes)) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("12000.00", "12000"),
        ("0.2400", "0.24"),
        ("2E+5", "200000"),
        ("-0.10", "-0.1"),
        ("1E-7", "0.0000001"),
    ],
)
def test_a_number_is_a_normalised_decimal(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_keys_changes_the_source_and_its_places_alone(seed: int) -> None:
    bodies = [bare(json.loads(written(facts).body_bytes)) for facts in (FACTS, shuffled(FACTS, random.Random(seed)))]  # noqa: S311
    assert bodies[0] == bodies[1]


def bare(value: object) -> object:
    """A body without what speaks of the text rather than the facts."""
    if isinstance(value, dict):
        return {key: bare(below) for key, below in value.items() if key not in ("line", "column", "source_digest")}
    return [bare(one) for one in value] if isinstance(value, list) else value


def test_two_loads_give_the_same_bytes() -> None:
    assert written(FACTS).body_bytes == written(FACTS).body_bytes


def test_no_place_on_this_machine_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({"hegui": "product/v1", **FACTS}), encoding="utf-8")
    body = hegui.check(path, as_of=DAY, rules=rulebook(FILES)).body_bytes.decode()
    assert str(tmp_path) not in body
    assert '"file":"manifest.json"' in body


def test_the_same_file_gives_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    bodies = set()
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "manifest.json"
        path.write_text(json.dumps({"hegui": "product/v1", **FACTS}), encoding="utf-8")
        bodies.add(hegui.check(path, as_of=DAY, rules=rulebook(FILES)).body_bytes)
    assert len(bodies) == 1


def test_a_name_given_to_a_text_stays() -> None:
    body = written(FACTS, "products/x.json").body_bytes.decode()
    assert '"file":"products/x.json"' in body


SHOWN = {
    "none": ("none", {"none": True}),
    "another": ("{other: 内测}", {"other": "内测"}),
    "unknown": ("null", None),
    "a word": ("idea", "idea"),
}


@pytest.mark.parametrize(("said", "value"), SHOWN.values(), ids=SHOWN)
def test_a_fact_is_recorded_as_it_was_stated(said: str, value: object) -> None:
    files = {"boundaries/x.yaml": always("require: {product.stage: pilot}")}
    (finding,) = decided(files, f"product: {{stage: {said}}}").body["findings"]  # type: ignore[misc]
    assert finding["facts"][0]["value"] == value


def test_a_range_is_recorded_by_its_ends() -> None:
    loan = "principal: 12000, periods: 12, period: month, method: equal_instalment, nominal_rate: 24% per year"
    measures = decided({}, f"pricing: {{credits: [{{{loan}}}]}}").body["measures"]
    assert {one["name"]: one["value"] for one in measures}["annualised_cost.nominal"] == {"low": "0.24", "high": None}  # type: ignore[attr-defined]


def test_coming_law_is_recorded() -> None:
    (upcoming,) = written(FACTS).body["upcoming"]  # type: ignore[misc]
    assert upcoming == {"day": "2027-01-01", "changes": [["boundaries.a", "product", "met", "violated"]]}


def test_waivers_are_recorded() -> None:
    decision = rulebook(FILES).check(manifest(), as_of=DAY, waivers=[waiver("boundaries.a")])
    (found,) = decision.body["waivers"]  # type: ignore[misc]
    named = ("id", "state", "rule", "until", "owner", "author", "approved_by")
    assert [found[name] for name in named] == [
        "W-1", "law", "boundaries.a", "2027-01-01", "零售信贷部", "李明", "王芳",
    ]  # fmt: skip


def test_what_no_json_can_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({"x": object()})
