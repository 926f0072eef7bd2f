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


def test_the_run_leaves_a_report(ran: Ran) -> None:
    run = json.loads((ran.folder / "report.json").read_text("utf-8"))
    assert {test["kind"] for test in run["tests"]} == {"test", "rule", "scenario"}
    assert run["verdicts"]["clear"] >= 4
