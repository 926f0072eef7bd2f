"""`hegui rules`: lists, shows, lints and tests a rulebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import HOUSE, Hegui

ALL = [
    "boundaries.launch.filing",
    "boundaries.lending.periods",
    "boundaries.lending.stated-use",
    "classify.lending.consumer-loan",
    "guidelines.launch.scenario",
]


def ids(text: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines()]


# ---- list


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ALL),
        (("--topic", "lending"), [ALL[1], ALL[2], ALL[3]]),
        (("--kind", "guideline"), [ALL[4]]),
        (("--kind", "classification"), [ALL[3]]),
        (("--force", "block"), [ALL[0], ALL[2]]),
        (("--force", "advise"), [ALL[4]]),
        (("--confidence", "secondary"), [ALL[1]]),
        (("--in-force", "2020-06-01"), ALL[1:]),
        (("--topic", "lending", "--force", "block"), [ALL[2]]),
        (("--topic", "none"), []),
    ],
)
def test_rules_are_listed_in_order_as_far_as_they_are_wanted(
    hegui: Hegui, options: tuple[str, ...], found: list[str]
) -> None:
    ran = hegui("rules", "list", *options)

    assert (ran.code, ids(ran.out)) == (0, found)


def test_house_rules_are_listed_beside_the_others(hegui: Hegui) -> None:
    assert (
        ids(hegui("rules", "list", "--rules", HOUSE, "--topic", "lending").out)[-1]
        == "house.boundaries.lending.shorter"
    )


def test_a_list_is_data_as_well(hegui: Hegui) -> None:
    listed = json.loads(hegui("rules", "list", "--format", "json").out)

    assert listed["rulebook"]["version"] == "test.1"
    assert [rule["id"] for rule in listed["rules"]] == ALL
    assert listed["rules"][2]["in_force"] == [
        {"from": "2020-01-01", "until": "2023-01-01"},
        {"from": "2023-01-01", "until": None},
    ]


# ---- show


@pytest.mark.parametrize(
    "line",
    [
        "A loan has a stated use",
        "  rule        boundaries.lending.stated-use (prohibition, block, primary text",
        "  register    T01",
        "  red line    4 interest deducted up front",
        "  basis       Lending Law (令第1号), 第九条 [primary text read]",
        "  version     from 2020-01-01 until before 2023-01-01",
        "  version     from 2023-01-01",
        "  applies if  activities includes personal consumer loan",
        "  our reading the use must be specific",
        "  remedy      limit the use (business)",
        "    - any use is refused → violated",
    ],
)
def test_a_rule_is_a_page(hegui: Hegui, line: str) -> None:
    page = hegui("rules", "show", "--lang", "en", "stated-use").out.split("\n")

    assert any(one.startswith(line) for one in page)


def test_a_rule_that_does_not_exist_is_a_wrong_usage(hegui: Hegui) -> None:
    ran = hegui("rules", "show", "--lang", "en", "boundaries.lending.period")

    assert (ran.code, ran.err) == (
        2,
        "hegui: there is no rule boundaries.lending.period; did you mean boundaries.lending.periods?\n",
    )


# ---- lint


def test_sound_rules_leave_nothing_to_remark(hegui: Hegui) -> None:
    ran = hegui("rules", "lint", "--lang", "en")

    assert (ran.code, ran.out, ran.err) == (0, "", "5 rules, 0 remarks\n")


ADDED = {
    "instruments.yaml": (
        "\nSPARE: {title: {zh: 《闲》, en: Spare}}\n",
        "rulesets/instruments.yaml:9:1: no rule cites the instrument SPARE",
    ),
    "vocabulary/lists.yaml": (
        "spare: {label: {zh: 闲, en: spare}, kind: loan_purpose, confidence: verified, members: [unrestricted]}\n",
        "rulesets/vocabulary/lists.yaml:6:1: no rule uses the list spare",
    ),
    "vocabulary/red-lines.yaml": (
        '"5": {name: {zh: 闲, en: spare}}\n',
        "rulesets/vocabulary/red-lines.yaml:2:1: no rule is about red line 5",
    ),
    "parameters/limits.yaml": (
        (
            "spare: {kind: count, label: {zh: 闲, en: spare}, standing: text,\n"
            "  series: [{from: 2020-01-01, value: 1, source: s, confidence: verified}]}\n"
        ),
        "rulesets/parameters/limits.yaml:9:1: no rule uses the parameter spare",
    ),
    "vocabulary/conclusions.yaml": (
        "  is.spare: {kind: flag, label: {zh: 闲, en: spare}}\n",
        (
            "rulesets/vocabulary/conclusions.yaml:7:3: no rule concludes product.is.spare\n"
            "rulesets/vocabulary/conclusions.yaml:7:3: no rule reads product.is.spare"
        ),
    ),
}


@pytest.mark.parametrize(("file", "added", "said"), [(file, *texts) for file, texts in ADDED.items()])
def test_a_term_that_serves_nothing_is_remarked_at_its_place(
    hegui: Hegui, rules: Path, file: str, added: str, said: str
) -> None:
    (rules / file).write_text((rules / file).read_text(encoding="utf-8") + added, encoding="utf-8")

    ran = hegui("rules", "lint", "--lang", "en", "--base", rules)

    assert (ran.code, ran.out.strip()) == (3, said)


def test_a_member_nothing_concludes_is_remarked(hegui: Hegui, rules: Path) -> None:
    file = rules / "vocabulary/conclusions.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "      payment: {zh: 支付, en: payment}\n", encoding="utf-8")

    ran = hegui("rules", "lint", "--lang", "en", "--base", rules)

    assert ran.out == "rulesets/vocabulary/conclusions.yaml:2:3: no rule concludes payment of product.activities\n"


def test_a_binding_with_the_name_of_a_section_is_remarked(hegui: Hegui, rules: Path) -> None:
    file = rules / "boundaries/lending/periods.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("loan", "credit"), encoding="utf-8")

    ran = hegui("rules", "lint", "--lang", "en", "--base", rules)

    assert "boundaries.lending.periods: the binding credit has the name of a section" in ran.out


# ---- test


def test_every_case_is_run(hegui: Hegui) -> None:
    ran = hegui("rules", "test", "--lang", "en")

    assert (ran.code, ran.out) == (0, "5 rules, 17 cases: 17 passed, 0 failed\n")


def test_a_prefix_chooses_rules(hegui: Hegui) -> None:
    assert (
        hegui("rules", "test", "--lang", "en", "boundaries.launch", "guidelines").out
        == "2 rules, 7 cases: 7 passed, 0 failed\n"
    )


def test_a_case_that_fails_is_told_with_its_place_and_ends_with_3(hegui: Hegui, rules: Path) -> None:
    file = rules / "boundaries/launch/filing.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "kind: app_filing}]}}, expect: met", "kind: icp_filing}]}}, expect: met"
        ),
        encoding="utf-8",
    )

    ran = hegui("rules", "test", "--lang", "en", "--base", rules)

    assert ran.code == 3
    assert ran.out.splitlines() == [
        'rulesets/boundaries/launch/filing.yaml:15:5: boundaries.launch.filing: "filed" should be met, is violated',
        "5 rules, 17 cases: 16 passed, 1 failed",
    ]
