"""A manifest edited is the manifest whose text says so: what was not touched reads back as it was."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hegui.checking import load_manifest
from hegui.errors import ManifestError
from hegui.manifest.editing import Edit, edited
from hegui.manifest.reading import Manifest
from rulebooks import manifest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/manifest.yaml"))
LOANS = (("pricing.credits", 0),)
TWO = "pricing: {credits: [{id: a, nominal_rate: 18% per year}, {id: b}]}"


def rate(text: str = "24% per year", loan: int = 0) -> Edit:
    return Edit("it", text, (("pricing.credits", loan),), "nominal_rate")


def loans(found: Manifest) -> list[object]:
    return [one.get("nominal_rate") for one in found.record["pricing.credits"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_without_edits_a_manifest_reads_back_as_the_same_facts(path: Path) -> None:
    declared = load_manifest(path)
    assert edited(declared, []).digest == declared.digest


@pytest.mark.parametrize(
    "text",
    [
        "product: {name: none, tagline: 'none'}",
        "product: {name: ~, tagline: 'null'}",
        'product: {name: \'a "b" \\ c: #\', tagline: "x\\ny"}',
        "users: {target: 'true'}\nproduct: {kind: {other: barter}}",
    ],
)
def test_words_and_quotes_keep_what_they_mean(text: str) -> None:
    assert edited(manifest(text), []).digest == manifest(text).digest


def test_an_edit_changes_one_fact_and_no_other() -> None:
    assert loans(edited(manifest(TWO), [rate()])) == [Decimal("0.24"), None]


def test_a_fact_nobody_stated_is_added() -> None:
    assert loans(edited(manifest(TWO), [rate(loan=1)])) == [Decimal("0.18"), Decimal("0.24")]


def test_a_loan_written_alone_is_edited_as_the_first_of_a_list() -> None:
    assert loans(edited(manifest("pricing: {credit: {nominal_rate: 1% per year}}"), [rate()])) == [Decimal("0.24")]


def test_evidence_of_the_old_value_goes_with_it() -> None:
    shown = "pricing: {credits: [{nominal_rate: {value: 1% per year, evidence: {reference: x}}}]}"
    after = edited(manifest(shown), [rate()])
    assert after.digest == manifest("pricing: {credits: [{nominal_rate: 24% per year}]}").digest


def test_a_list_that_is_wrapped_is_edited_inside_its_wrapping() -> None:
    wrapped = "pricing: {credits: {value: [{nominal_rate: 1% per year}], declared_by: risk}}"
    assert loans(edited(manifest(wrapped), [rate()])) == [Decimal("0.24")]


ADDED = Edit("it", "{…}", LOANS, "fees", (("rate", "1%"), ("timing", "at_start")))


@pytest.mark.parametrize(
    ("fees", "timings"),
    [
        ("fees: []", ["at_start"]),
        ("fees: none", ["at_start"]),
        ("fees: [{timing: at_end}]", ["at_end", "at_start"]),
        ("fees: {value: [{timing: at_end}], declared_by: risk}", ["at_end", "at_start"]),
        ("", ["at_start", None]),
        ("fees: null", ["at_start", None]),
    ],
)
def test_an_element_is_added_and_a_list_nobody_stated_stays_open(fees: str, timings: list[str | None]) -> None:
    loan = edited(manifest(f"pricing: {{credits: [{{{fees}}}]}}"), [ADDED]).record["pricing.credits"][0]  # type: ignore[index]
    assert [fee.get("timing") for fee in loan["fees"]] == timings


def test_what_no_manifest_can_say_is_refused() -> None:
    with pytest.raises(ManifestError):
        edited(manifest(TWO), [rate("cheap")])
