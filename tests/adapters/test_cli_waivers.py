"""House policy on the command line, and the waivers that excuse it: printed, read, applied and told of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commandline import HOUSE, Hegui, Ran, manifest

RULE = "house.boundaries.lending.shorter"
LAW = "boundaries.lending.stated-use"
YEAR = (
    "product: {id: year, channels: [branch]}\ncredit: {payout: {to: [merchant]}}\npricing: {credits: [{periods: 12}]}\n"
)
NAMED = (
    "--until", "2099-01-01", "--owner", "零售信贷部", "--author", "李明", "--approved-by", "王芳", "--reason", "试点：一年",
)  # fmt: skip


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A product that breaks one rule of the house."""
    file = tmp_path / "shelf" / "year.yaml"
    file.parent.mkdir()
    file.write_text(manifest(YEAR), encoding="utf-8")
    return file


def new(hegui: Hegui, file: Path, *options: str, rule: str = RULE) -> Ran:
    return hegui("waivers", "new", rule, file, "--lang", "en", "--rules", HOUSE, *options)


def check(hegui: Hegui, file: Path, *options: str | Path) -> Ran:
    return hegui("check", "--lang", "en", "--rules", HOUSE, *options, file)


def test_house_policy_is_judged_on_top_of_the_rules(hegui: Hegui) -> None:
    ran = hegui("check", "--rules", HOUSE, "--paths", "warned.yaml")

    assert (ran.code, RULE in ran.out) == (1, True)


def test_a_waiver_that_is_printed_excuses_the_finding_once_it_lies_beside_the_manifest(
    hegui: Hegui, year: Path
) -> None:
    assert check(hegui, year).code == 1
    year.with_name("waivers.yaml").write_text(new(hegui, year, *NAMED).out, encoding="utf-8")

    ran = check(hegui, year)

    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"Waived  Our own loans are shorter \[W-[0-9a-f]{8}, until 2099-01-01\]", ran.out)


def test_a_waiver_is_the_same_however_often_it_is_printed(hegui: Hegui, year: Path) -> None:
    assert new(hegui, year, *NAMED).out == new(hegui, year, *NAMED).out


def test_the_file_it_is_printed_into_may_be_there_and_empty(hegui: Hegui, year: Path) -> None:
    year.with_name("waivers.yaml").touch()
    assert new(hegui, year, *NAMED).code == 0


def test_what_was_not_given_must_be_filled_in(hegui: Hegui, year: Path) -> None:
    year.with_name("waivers.yaml").write_text(new(hegui, year).out, encoding="utf-8")

    ran = check(hegui, year)

    assert (ran.code, "lacks until, owner, author, approved_by, reason" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("rule", "options", "said"),
    [
        (LAW, (), "never waived; record an objection"),
        (RULE, ("--subject", "pricing.credits[7]"), "waivers cover violations only; violated: pricing.credits[#1]"),
        (RULE, ("--author", "李明", "--approved-by", "李 明"), "another person than its author"),
        (RULE, ("--until", "soon"), "not a day"),
        ("house.boundaries.lending.longer", (), "did you mean house.boundaries.lending.shorter?"),
    ],
)
def test_what_cannot_be_waived_is_refused(
    hegui: Hegui, year: Path, rule: str, options: tuple[str, ...], said: str
) -> None:
    ran = new(hegui, year, *options, rule=rule)

    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


def test_one_of_several_subjects_must_be_named(hegui: Hegui, year: Path) -> None:
    year.write_text(manifest(YEAR.replace("[{periods: 12}]", "[{periods: 12}, {periods: 24}]")), encoding="utf-8")

    ran = new(hegui, year)

    assert (ran.code, "--subject: pricing.credits[#1], pricing.credits[#2]" in ran.err) == (2, True)


# ---- every state is told


@pytest.fixture
def told(hegui: Hegui, year: Path) -> Any:
    """A check of the product, or a changed one, under its waiver with some lines changed."""

    def run(changed: dict[str, str], text: str = YEAR) -> tuple[Ran, dict[str, str]]:
        lines = new(hegui, year, *NAMED).out
        for key, value in changed.items():
            lines = re.sub(rf"(?m)^(  . ){key}: .*$", rf"\g<1>{key}: {value}", lines)
        year.with_name("waivers.yaml").write_text(lines, encoding="utf-8")
        year.write_text(manifest(text), encoding="utf-8")
        report = check(hegui, year, "--format", "text", "--output", "json=it.json")
        body = json.loads(Path("it.json").read_text(encoding="utf-8"))["decisions"][0]["body"]
        (waiver,) = body["waivers"]
        return report, waiver

    return run


STATES = {
    "expired": ({"until": "2020-01-01"}, YEAR, "expired on 2020-01-01"),
    "law": ({"rule": LAW}, YEAR, "never waived"),
    "unused": ({"subject": "pricing.credits[9]"}, YEAR, "excuses no finding"),
    "other_version": ({"rule_version": "2019-01-01"}, YEAR, "another version of the rule, that of 2019-01-01"),
    "own_approval": ({"approved_by": "李明"}, YEAR, "another person than its author"),
    "changed_facts": ({}, YEAR.replace("12", "18"), "other facts than are declared now"),
    "no_violation": ({}, YEAR.replace("12", "6"), "covers no violation"),
}


@pytest.mark.parametrize(("changed", "text", "said"), STATES.values(), ids=STATES)
def test_a_waiver_that_does_not_hold_is_told_in_the_report_and_the_body(
    request: pytest.FixtureRequest, told: Any, changed: dict[str, str], text: str, said: str
) -> None:
    state = request.node.callspec.id
    ran, waiver = told(changed, text)
    report = " ".join(ran.out.split())
    assert waiver["state"] == state
    assert said in waiver["message"]["en"]
    assert said in report
    assert said in ran.err


def test_a_waiver_of_another_product_is_told_only_where_it_excuses_nothing_at_all(
    hegui: Hegui, year: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared.yaml"
    shared.write_text(new(hegui, year, *NAMED).out, encoding="utf-8")
    other = year.with_name("other.yaml")
    other.write_text(manifest(YEAR.replace("id: year", "id: other")), encoding="utf-8")

    alone = check(hegui, other, "--waivers", shared)
    both = check(hegui, other, "--waivers", shared, year)

    assert (alone.code, "names another product" in alone.err, "Waiver" in alone.out) == (1, True, False)
    assert "names another product" not in both.err


# ---- the file

WHOLE = {
    "id": "W",
    "rule": "r",
    "subject": "s",
    "rule_version": "2020-01-01",
    "facts_digest": f"sha256:{'0' * 64}",
    "until": "2026-12-01",
    "owner": "o",
    "author": "a",
    "approved_by": "b",
    "reason": "r",
}


def listed(**changed: str | None) -> str:
    held = {key: value for key, value in {**WHOLE, **changed}.items() if value is not None}
    return f"waivers: [{{{', '.join(f'{key}: {value}' for key, value in held.items())}}}]\n"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("waivers: none\n", "w.yaml:1:1: ", "waivers: [ … ]"),
        ("{}\n", "w.yaml:1:1: ", "waivers: [ … ]"),
        ("waivers: []\nplan: []\n", "w.yaml:1:1: ", "plans: [ … ]"),
        ("plans: [P-1]\n", "w.yaml:1:9: ", "a plan should be a mapping"),
        ("plans: [{id: P, rule: r, due: soon}]\n", "w.yaml:1:", "a plan lacks subject, owner, measures"),
        ("plans: [{id: P, rule: r, due: soon}]\n", "w.yaml:1:", "not a day"),
        ("plans: [{id: P, until: 2026-12-01}]\n", "w.yaml:1:", '"until"'),
        ("waivers: [W-1]\n", "w.yaml:1:11: ", "mapping"),
        (listed(until="2026-13-01"), "w.yaml:1:", "not a day"),
        (listed(reason=None), "w.yaml:1:11: ", "lacks reason"),
        (listed(facts_digest="sha256:12"), "w.yaml:1:", "64 hexadecimal digits"),
        (listed(x="y"), "w.yaml:1:", '"x"'),
        (
            "waivers: [{id: W, rule: house.r, subject: s, until: 2026-12-01, approved_by: a, reason: r}]\n",
            "w.yaml:1:11: ",
            "lacks rule_version, facts_digest, owner, author; hegui waivers new house.r MANIFEST prints one",
        ),
    ],
)
def test_a_file_of_waivers_is_read_strictly(hegui: Hegui, tmp_path: Path, text: str, place: str, said: str) -> None:
    (tmp_path / "w.yaml").write_text(text, encoding="utf-8")

    ran = hegui("check", "--lang", "en", "--waivers", "w.yaml", "clear.yaml")

    assert (ran.code, ran.err.startswith(place), said in ran.err) == (2, True, True)


def test_a_whole_waiver_is_read(hegui: Hegui, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(listed(product="p"), encoding="utf-8")

    assert hegui("check", "--lang", "en", "--waivers", "w.yaml", "clear.yaml").code == 0


# ---- plans

PLANS = """\
plans:
  - id: P-3
    rule: boundaries.lending.periods
    subject: "pricing.credits[#1]"
    product: warned
    due: 2026-12-15
    owner: 零售信贷部
    measures: 缩短期数
"""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-15", "to be mended by 2026-12-15, owner 零售信贷部"),
        ("2026-12-16", "a plan is overdue: due 2026-12-15, owner 零售信贷部"),
    ],
)
def test_a_plan_beside_the_manifest_is_told_of_and_overdue_after_its_day(
    hegui: Hegui, tmp_path: Path, day: str, said: str
) -> None:
    (tmp_path / "w.yaml").write_text(PLANS, encoding="utf-8")
    asked = ("check", "--lang", "en", "--as-of", day, "--waivers", "w.yaml", "warned.yaml")
    ran, body = hegui(*asked), json.loads(hegui(*asked, "--format", "json").out)
    (told,) = body["decisions"][0]["body"]["plans"]
    assert ("".join(said.split()) in "".join(ran.out.split()), told["message"]["en"]) == (True, said)
    assert ("plan P-3: a plan is overdue" in ran.err) == ("overdue" in said)
    assert ran.code == hegui("check", "--lang", "en", "--as-of", day, "warned.yaml").code


def test_waivers_and_plans_stand_in_one_file(hegui: Hegui, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(listed(product="p") + PLANS, encoding="utf-8")
    assert hegui("check", "--lang", "en", "--waivers", "w.yaml", "clear.yaml").code == 0
