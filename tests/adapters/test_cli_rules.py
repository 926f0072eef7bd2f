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


FILED = "What is filed is app filing (MIIT)"


def test_every_case_is_run(hegui: Hegui) -> None:
    ran = hegui("rules", "test", "--lang", "en")

    assert (ran.code, ran.out) == (
        0,
        "5 rules, 22 cases: 22 as expected, 0 not\n10 branches of conditions: 10 covered, 0 missed\n",
    )


def test_a_prefix_chooses_rules(hegui: Hegui) -> None:
    assert (
        hegui("rules", "test", "--lang", "en", "boundaries.launch", "guidelines").out
        == "2 rules, 8 cases: 8 as expected, 0 not\n4 branches of conditions: 4 covered, 0 missed\n"
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
        'rulesets/boundaries/launch/filing.yaml:17:5: boundaries.launch.filing: "filed" should be met, is violated',
        f'boundaries.launch.filing: no case makes "at least one of Filings and permits: {FILED}" true (from 2021-01-01)',
        f'boundaries.launch.filing: no case makes "{FILED}" true (from 2021-01-01)',
        "5 rules, 22 cases: 21 as expected, 1 not",
        "10 branches of conditions: 8 covered, 2 missed",
    ]


def test_a_branch_no_case_takes_ends_with_3(hegui: Hegui, rules: Path) -> None:
    file = rules / "boundaries/launch/filing.yaml"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if "another filing" not in line]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")

    ran = hegui("rules", "test", "--base", rules)

    assert ran.code == 3
    said = "boundaries.launch.filing：分支未覆盖（不成立）：备案或许可事项为“App 备案（工信部门）”（2021-01-01起）"
    assert said in ran.out


# ---- coverage


REGISTER = """\
T01:
  instrument: 《放贷法》
  article: 第九条
  from: 2020-01-01
  nature: prohibition
  confidence: verified
  requires: {zh: 用途须具体, en: the use is specific}
"""
ROW = """\
T02:
  instrument: 《放贷法》
  article: 第十条
  from: 2020-01-01
  nature: duty
  confidence: verified
  requires: {zh: 罚则, en: a sanction}
"""


@pytest.mark.parametrize(
    ("register", "code", "said"),
    [
        (REGISTER, 0, "1 rows: 1 answered by rules, parameters or lists, 0 by a reason, 0 open\n"),
        (
            REGISTER + ROW,
            3,
            "T02 has neither rule nor reason\n2 rows: 1 answered by rules, parameters or lists, 0 by a reason, 1 open\n",
        ),
        (
            REGISTER + ROW + "  no_rule: {zh: 罚则, en: a sanction}\n",
            0,
            "2 rows: 1 answered by rules, parameters or lists, 1 by a reason, 0 open\n",
        ),
        (
            REGISTER.replace("confidence: verified", "confidence: secondary"),
            3,
            (
                "boundaries.lending.stated-use claims primary text read, but T01 is secondary\n"
                "1 rows: 1 answered by rules, parameters or lists, 0 by a reason, 0 open\n"
            ),
        ),
        (
            REGISTER.replace("T01", "T09") + "  no_rule: {zh: 无, en: none}\n",
            3,
            (
                "boundaries.lending.stated-use names T01, which is no row\n"
                "1 rows: 0 answered by rules, parameters or lists, 1 by a reason, 0 open\n"
            ),
        ),
    ],
    ids=["answered", "open", "reasoned", "overclaimed", "stray"],
)
def test_every_row_of_the_register_needs_an_answer(
    hegui: Hegui, rules: Path, register: str, code: int, said: str
) -> None:
    (rules / "register.yaml").write_text(register, encoding="utf-8")

    ran = hegui("rules", "coverage", "--lang", "en", "--base", rules)

    assert (ran.code, ran.err) == (code, said)


def test_the_matrix_leads_from_rows_articles_and_sections_to_rules(hegui: Hegui, rules: Path) -> None:
    (rules / "register.yaml").write_text(REGISTER, encoding="utf-8")

    ran = hegui("rules", "coverage", "--lang", "en", "--base", rules)

    assert "  T01  primary text read  boundaries.lending.stated-use" in ran.out
    assert (
        "  Lending Law\n    article not read  boundaries.lending.periods\n    第九条  boundaries.lending.stated-use"
        in ran.out
    )
    assert "  5.1  boundaries.lending.stated-use" in ran.out


def test_the_register_itself_moves_no_digest(hegui: Hegui, rules: Path) -> None:
    before = hegui("rules", "list", "--format", "json", "--base", rules).out
    (rules / "register.yaml").write_text(REGISTER, encoding="utf-8")

    assert hegui("rules", "list", "--format", "json", "--base", rules).out == before


# ---- mutate


def test_a_score_below_the_one_asked_for_ends_with_3(hegui: Hegui) -> None:
    ran = hegui("rules", "mutate", "--lang", "en", "boundaries.lending.periods")

    assert ran.code == 3
    assert "boundaries.lending.periods: 2020-01-01: require: at_most → less_than (loan.periods)" in ran.out
    assert "survived, score" in ran.err


def test_a_score_that_is_reached_ends_with_0(hegui: Hegui) -> None:
    assert hegui("rules", "mutate", "--at-least", "9", "boundaries.lending.periods").code == 0
