"""The manifests of the blind trial: the one that breaks a row is found to, the one that keeps it is not."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hegui.checking import load_manifest
from hegui.judge import VIOLATED
from hegui.rulebook import Rulebook, default_rules

TRIAL = Path(__file__).parent / "blind_trial"
DAY = date(2026, 12, 1)
ROWS = sorted({file.name.partition("-")[0] for file in TRIAL.glob("*.yaml")})


@cache
def rulebook() -> Rulebook:
    return default_rules()


def violated(row: str, which: str) -> list[str]:
    """The rules that answer the row and are violated by one of its two manifests."""
    manifest = load_manifest(TRIAL / f"{row}-{which}.yaml")
    outcomes = rulebook().check(manifest, as_of=DAY).outcomes
    return sorted({o.check.rule.id for o in outcomes if o.outcome == VIOLATED and row in o.check.rule.register})


@pytest.mark.parametrize("row", ROWS)
def test_what_breaks_a_row_is_found(row: str) -> None:
    assert violated(row, "breaks") != []


@pytest.mark.parametrize("row", ROWS)
def test_what_keeps_a_row_is_not_blamed(row: str) -> None:
    assert violated(row, "keeps") == []


def test_the_trial_holds_every_row_that_can_be_broken() -> None:
    assert len(ROWS) == 27
