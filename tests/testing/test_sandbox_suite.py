"""The example suite: what a team's own run comes to, the planted bug found, its report written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
HOUSE = "house/boundaries/pricing/two-years.yaml::house.boundaries.pricing.two-years"


class Ran(NamedTuple):
    outcomes: Mapping[str, str]
    printed: str
    folder: Path


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The suite run once in a folder of its own, by the bundled rules."""
    above = tmp_path_factory.mktemp("examples")
    for name in ("sandbox-suite", "appliance-instalment"):
        shutil.copytree(EXAMPLES / name, above / name)
    folder = above / "sandbox-suite"
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HEGUI_", "PYTEST_"))}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:randomly", "--hegui-report=json:report.json"],
        cwd=folder, env=kept, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    found = re.findall(r"^([A-Z]+) (\S+::.+?)(?: - .*)?$", run.stdout, re.MULTILINE)
    return Ran({name: outcome for outcome, name in found}, run.stdout + run.stderr, folder)


def test_nothing_fails(ran: Ran) -> None:
    assert set(ran.outcomes.values()) == {"PASSED", "XFAIL"}, ran.printed


def test_the_planted_bug_is_found(ran: Ran) -> None:
    found = [name for name, outcome in ran.outcomes.items() if outcome == "XFAIL"]
    assert found == ["tests/test_pricing.py::test_the_function_that_rounds_first_is_found_out"], ran.printed


@pytest.mark.parametrize("case", ["three years", "two years", "periods not stated", "no loan", "before the policy"])
def test_cases_of_the_house_run(ran: Ran, case: str) -> None:
    assert ran.outcomes.get(f"{HOUSE}::{case}") == "PASSED", ran.printed


def test_scenarios_run(ran: Ran) -> None:
    found = [outcome for name, outcome in ran.outcomes.items() if name.startswith("scenarios/terms.hegui.yaml::")]
    assert found == ["PASSED", "PASSED"], ran.printed


USED = {
    "the fixture": "tests/test_products.py::test_it_stays_clear_after_launch[2026-12-20]",
    "the marker": "tests/test_products.py::test_the_policy_does_not_reach_back",
    "strategies": "tests/test_pricing.py::test_our_export_reads_every_product",
    "pairs near a boundary": "tests/test_pricing.py::test_what_is_offered_agrees_with_the_law",
    "values over a fact": "tests/test_products.py::test_house_policy_stops_long_terms[periods=36]",
    "a scan": "tests/test_data.py::test_the_sandbox_holds_no_raw_personal_data",
    "a scan of planted data": "tests/test_data.py::test_raw_data_in_it_would_be_found_and_not_repeated",
    "a gate": "tests/test_gate.py::test_the_next_stage_may_be_entered",
    "a gate that blocks": "tests/test_gate.py::test_a_material_change_needs_a_new_assessment",
    "a gate with advice": "tests/test_gate.py::test_a_round_of_feedback_that_was_left_out_is_told",
    "a questionnaire": "tests/test_form.py::test_a_workbook_read_back_is_judged_as_the_manifest_was",
    "an answer in it": "tests/test_form.py::test_what_the_business_wrote_is_in_the_manifest",
    "a wrong answer in it": "tests/test_form.py::test_a_wrong_answer_is_told_with_its_cell",
}


@pytest.mark.parametrize("name", USED.values(), ids=USED)
def test_all_there_is_to_use_is_used(ran: Ran, name: str) -> None:
    assert ran.outcomes.get(name) == "PASSED", ran.printed


def test_the_run_leaves_a_report(ran: Ran) -> None:
    run = json.loads((ran.folder / "report.json").read_text("utf-8"))
    assert {test["kind"] for test in run["tests"]} == {"test", "rule", "scenario"}
    assert run["verdicts"]["clear"] >= 4
