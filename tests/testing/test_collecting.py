"""Rule cases and scenarios of a project are tests of its suite."""

from __future__ import annotations

import shutil

import pytest
from commandline import HOUSE
from foreign import Suite

FILE = "house/boundaries/lending/shorter.yaml"
RULE = "house.boundaries.lending.shorter"

SCENARIOS = """
hegui: scenarios/v1
manifest: product.yaml
scenarios:
  - {name: nothing stated, set: {}, expect: {verdict: undetermined}}
  - {name: nothing in the way, set: {}, expect: {verdict: clear}}
"""


@pytest.fixture
def house(suite: Suite) -> Suite:
    shutil.copytree(HOUSE, suite.folder / "house")
    return suite


@pytest.mark.parametrize(
    "configured",
    [{"pytest.ini": "[pytest]\nhegui_rules = house\n"}, {"hegui.toml": 'rules = ["house"]\n'},
     {"pyproject.toml": '[tool.hegui]\nrules = ["house"]\n'}],
    ids=["pytest.ini", "hegui.toml", "pyproject.toml"],
)  # fmt: skip
def test_each_case_of_a_house_rule_is_a_test(house: Suite, configured: dict[str, str]) -> None:
    house.write(configured)
    printed = house.run("--collect-only", "house", code=0)
    cases = ("a year", "half a year", "periods not stated", "no loan")
    assert [line for line in printed.splitlines() if "::" in line] == [f"{FILE}::{RULE}::{case}" for case in cases]


def test_a_case_can_be_run_by_its_name(house: Suite) -> None:
    house.write({"hegui.toml": 'rules = ["house"]\n'})
    assert "1 passed" in house.run(f"{FILE}::{RULE}::half a year", code=0)


def test_a_case_that_comes_out_otherwise_says_how(house: Suite) -> None:
    text = (house.folder / FILE).read_text("utf-8").replace("at_most: 6", "at_most: 12")
    house.write({"hegui.toml": 'rules = ["house"]\n', FILE: text})
    printed = house.run("house", code=1)
    assert f"{RULE}：“a year”应为 violated，实为 met" in printed
    assert "3 passed" in printed


def test_a_rule_that_cannot_be_read_fails_at_its_place(house: Suite) -> None:
    text = (house.folder / FILE).read_text("utf-8").replace("at_most: 6", "at_mots: 6")
    house.write({"hegui.toml": 'rules = ["house"]\n', FILE: text})
    printed = house.run("house", code=2)
    assert "shorter.yaml:10:" in printed
    assert "at_most" in printed


def test_rules_of_a_project_that_names_none_are_no_tests(house: Suite) -> None:
    assert "no tests" in house.run("house", code=5)


def test_each_scenario_is_a_test(suite: Suite) -> None:
    suite.write({"product.yaml": "hegui: product/v1\nproduct: {id: p}\n", "near.hegui.yaml": SCENARIOS})
    printed = suite.run("-rA", code=1)
    assert "PASSED near.hegui.yaml::nothing stated" in printed
    assert "与预期不符：结论预期未发现阻断项，实为待补充" in printed
