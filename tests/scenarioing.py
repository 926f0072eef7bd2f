"""Scenarios of a few lines, for tests: a loan of 18 %, a line of 24 % that a blocking rule holds it to, terms up to 60."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import overload

import pytest
from hegui.errors import Problem, ScenarioError
from hegui.rulebook import Rulebook
from hegui.scenarios import Plan, Result, Scenario, read_document
from lending import CAP, LOAN, OF_LOANS
from rulebooks import always, parameter, rulebook, series

__all__ = ["DAY", "PRODUCT", "Deadly", "deadly", "named", "planned", "problems_in", "rules", "text_of"]

DAY = date(2026, 12, 1)
PRODUCT = f"""hegui: product/v1
product: {{id: it, launch_date: 2026-12-01}}
institution: {{rates: {{reading: nominal}}}}
users: {{segments: [individuals], students: excluded, excluded_groups: [students], minimum_age: 22, expected_count: 1000}}
credit: {{excluded_borrowers: [students, minors], expected_bad_share: 2%}}
pricing:
  credits:
    - {{{LOAN}, nominal_rate: 18% per year, fees: [], tiers: none}}
"""
"""A product with one loan, `a`, of twelve months at 18 %."""

FILES = {
    "parameters/all.yaml": f"line: {parameter(series(('2020-01-01', '24% per year'), ('2027-06-01', '22% per year')), kind='rate')}"
    f"base: {parameter(series(('2020-01-01', '3% per year')), kind='rate')}"
    "four: {kind: rate, label: {zh: 四倍, en: four times}, standing: text, formula: {times: [4, {param: base}]}}\n",
    **CAP,
    "boundaries/term.yaml": always("when: {}, require: {loan.periods: {at_most: 60}}", **OF_LOANS),
    "boundaries/students.yaml": always("when: {}, forbid: {users.students: {in: [targeted, served]}}"),
    "guidelines/few.yaml": always("when: {}, require: {loan.periods: {at_most: 24}}", force="advise", kind="guideline", **OF_LOANS),
}  # fmt: skip


def rules() -> Rulebook:
    return rulebook(FILES)


def text_of(scenarios: str, head: str = "") -> str:
    """A file of scenarios: `scenarios` are the groups, indented as they are."""
    return f"hegui: scenarios/v1\nmanifest: product.yaml\n{head}scenarios:\n{scenarios}"


def planned(folder: Path, scenarios: str, head: str = "as_of: 2026-12-01\n", product: str = PRODUCT) -> Plan:
    (folder / "product.yaml").write_text(product, encoding="utf-8")
    return read_document(text_of(scenarios, head), "s.hegui.yaml", folder, rules())


def named(plan: Plan, name: str) -> Scenario:
    """The one scenario of a name, in either language."""
    (found,) = [one for one in plan if name in (one.titled.zh, one.titled.en)]
    return found


def problems_in(folder: Path, text: str) -> tuple[Problem, ...]:
    (folder / "product.yaml").write_text(PRODUCT, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_document(text, "s.hegui.yaml", folder, rules())
    return caught.value.problems


# ---- a plan whose scenario kills the process that judges it


@dataclass(frozen=True, eq=False)
class Deadly(Plan):
    """A plan of which the scenarios numbered in `killing` end their process."""

    killing: tuple[int, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Scenario: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Scenario]: ...
    def __getitem__(self, index: int | slice) -> Scenario | Sequence[Scenario]:
        if isinstance(index, int) and index in self.killing:
            return Killer(self, index)
        return super().__getitem__(index)


class Killer(Scenario):
    def run(self, rules: Rulebook | None = None) -> Result:  # noqa: ARG002 - what it overrides has it
        os._exit(9)


def deadly(folder: Path, scenarios: str, killing: tuple[int, ...]) -> tuple[Plan, Rulebook]:
    """What another process loads."""
    plan = planned(folder, scenarios)
    return Deadly(**{one.name: getattr(plan, one.name) for one in fields(plan)}, killing=killing), rules()
