"""The product's journal, held against what must be there before the next stage."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from hegui import check_document
from hegui.lifecycle.events import read_events, with_events
from hegui.lifecycle.gate import gate

SUITE = Path(__file__).parents[1]
WASHER = SUITE.parent / "appliance-instalment" / "manifest.yaml"
JOURNAL = SUITE / "journal.yaml"
DAY = date(2026, 12, 1)


def entry(rulebook, journal):
    """May the product be released to some, with this journal."""
    manifest = check_document(WASHER.read_bytes(), "manifest.yaml", None)
    return gate(rulebook, with_events(manifest, read_events(journal, "journal.yaml")), "grey_release", as_of=DAY)


def test_the_next_stage_may_be_entered(run_hegui):
    asked = run_hegui("gate", WASHER, "--events", JOURNAL, "--as-of", DAY, "--format", "json")
    assert asked.returncode == 0, asked.stdout + asked.stderr
    found = json.loads(asked.stdout)
    assert (found["stage"], found["verdict"]) == ("grey_release", "clear")


def test_a_round_of_feedback_that_was_left_out_is_told(hegui):
    kept = [line for line in JOURNAL.read_text("utf-8").splitlines() if "2026-10-22" not in line]
    found = entry(hegui.rulebook(), "\n".join(kept))
    assert "lifecycle.pilot-feedback-in-two-weeks" in {one.rule for one in found.decision.having("violated")}


def test_a_material_change_needs_a_new_assessment(hegui):
    changed = JOURNAL.read_text("utf-8") + "- {kind: changed, date: 2026-11-10, material: true}\n"
    found = entry(hegui.rulebook(), changed)
    assert found.verdict == "blocked"
    assert "lifecycle.impact-assessed-since-the-change" in {
        one.rule for one in found.decision.having("violated", "block")
    }
