"""A fact is stated in a manifest's own text: every other line stays as somebody wrote it, and nothing else is said by it."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
from hegui import check, read_manifest
from hegui.errors import ManifestError
from hegui.manifest.writing import stated_in

SAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/manifest.yaml"))
TEXT = """\
hegui: product/v1   # what this is
product:
  id: thing   # its id
  name: 轻享分期
credit:
  payout: {to: [merchant, borrower_account]}   # 可提现
pricing:
  credit:
    principal: 12000.00
    fees:
      - {name: 手续费, basis: original_principal, rate: 0.6%, timing: each_period}
data:
  items:
    - category: contacts
      consent:
        mode: bundled
    - category: health
certification:
  filings: []
# the end
"""


def changed(text: str, facts: dict[str, str]) -> list[str]:
    """The lines that differ, with what they are: `-` gone, `+` come."""
    diff = unified_diff(text.splitlines(), stated_in(text, facts).splitlines(), n=0, lineterm="")
    return [line for line in diff if line[:3] not in ("---", "+++") and line[0] in "+-"]


CASES = {
    "a section nobody wrote": ({"technology": "none"}, ["+technology: none"]),
    "a key of a mapping over lines": ({"product.owner": "张三"}, ["+  owner: 张三"]),
    "a key below keys nobody wrote": (
        {"funding.funder.outlets": "false"},
        ["+funding:", "+  funder:", "+    outlets: false"],
    ),
    "a value beside a comment": (
        {"credit.payout.to": "[merchant]"},
        ["-  payout: {to: [merchant, borrower_account]}   # 可提现", "+  payout: {to: [merchant]}   # 可提现"],
    ),
    "a key in braces": (
        {"pricing.credits[#1].fees[name=手续费].payee": "operator"},
        [
            "-      - {name: 手续费, basis: original_principal, rate: 0.6%, timing: each_period}",
            "+      - {name: 手续费, basis: original_principal, rate: 0.6%, timing: each_period, payee: operator}",
        ],
    ),
    "a loan stated alone": ({"pricing.credits[#1].periods": "12"}, ["+    periods: 12"]),
    "a key of an element": (
        {"data.items[category=health].needed_for_service": "true"},
        ["+      needed_for_service: true"],
    ),
    "below a key of an element": (
        {"data.items[category=contacts].consent.on_refusal": "service_denied"},
        ["+        on_refusal: service_denied"],
    ),
    "a list over lines": (
        {"certification.filings": "- {kind: app_filing, status: filed}"},
        ["-  filings: []", "+  filings:", "+    - {kind: app_filing, status: filed}"],
    ),
}


@pytest.mark.parametrize(("facts", "lines"), CASES.values(), ids=CASES)
def test_only_the_fact_is_written(facts: dict[str, str], lines: list[str]) -> None:
    assert sorted(changed(TEXT, facts)) == sorted(lines)


@pytest.mark.parametrize(
    "text",
    [
        "hegui: product/v1\nproduct: {id: a}\ntechnology:\n",
        "hegui: product/v1\nproduct: {id: a}\ntechnology: null # why\n",
        "hegui: product/v1\nproduct: {id: a}\ntechnology: ~",
        '{"hegui": "product/v1", "product": {"id": "a"}, "technology": null}',
        '{"hegui": "product/v1", "product": {"id": "a"}}',
        "hegui: product/v1\nproduct: {id: a}\ntechnology:\n  virtual_assets: none\n",
    ],
)
def test_what_was_unknown_or_otherwise_is_stated_anew(text: str) -> None:
    written = read_manifest(stated_in(text, {"technology": "none"}))
    assert repr(written.record["technology"]) == "none"
    assert written.product_id == "a"


@pytest.mark.parametrize("path", ["nothing.such", "data.items[id=gone].purpose", "pricing.credits[#9].periods"])
def test_what_has_no_place_in_a_manifest_is_refused(path: str) -> None:
    with pytest.raises(ManifestError):
        stated_in(TEXT, {path: "1"})


def test_a_value_of_another_kind_is_refused_where_it_stands() -> None:
    with pytest.raises(ManifestError) as told:
        stated_in(TEXT, {"pricing.credits[#1].periods": "often"})
    assert [one.line for one in told.value.problems] == [12]


@pytest.mark.parametrize("value", ["none, product: {id: other}", "none\nproduct:\n  id: other", "{a: 1}, name: x"])
def test_a_value_cannot_state_another_fact(value: str) -> None:
    with pytest.raises(ManifestError):
        stated_in(TEXT, {"credit.purpose": value})


@pytest.mark.slow
@pytest.mark.parametrize("file", SAMPLES[:4], ids=lambda file: file.parent.name)
def test_every_section_asked_for_whole_can_be_answered_none(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    asked = [one.path for one in check(file).questions if "." not in one.path and "[" not in one.path]
    written = stated_in(text, dict.fromkeys(asked, "none"))
    record = read_manifest(written).record
    assert [path for path in asked if repr(record.get(path)) != "none"] == []
    assert [line for line in text.splitlines() if line not in written.splitlines()] == []
