"""The interview: it makes of a product's facts a manifest that is judged as the product is, asking nothing no rule needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hegui.manifest.reading import read_manifest
from hegui.rulebook import default_rules
from hegui_adapters.wizard.groups import GROUPS
from hegui_adapters.wizard.interview import CONCLUDED, START, next_step, step_of
from interviewing import interviewed, open_facts, settled

TODAY = date(2026, 12, 1)
EXAMPLES = Path(__file__).parents[3] / "examples"
SAMPLES = {file.parent.name: file for file in sorted(EXAMPLES.glob("*/manifest.yaml"))}


@pytest.mark.parametrize("name", SAMPLES)
def test_answering_with_a_samples_facts_yields_a_manifest_judged_as_the_sample(name: str) -> None:
    model = read_manifest(SAMPLES[name].read_text(encoding="utf-8"))
    day = max(TODAY, model.launch_date or TODAY)
    text, asked = interviewed(default_rules(), model, day)
    found, wanted = (default_rules().check(one, as_of=day) for one in (read_manifest(text), model))
    never_asked = {place for place, open_ in open_facts(found).items() if open_ <= CONCLUDED}
    assert {place: outcome for place, outcome in settled(wanted).items() if place not in never_asked} == {
        place: outcome for place, outcome in settled(found).items() if place not in never_asked
    }
    assert len(never_asked) <= 3
    assert len(asked) == len(set(asked))
    assert not CONCLUDED & set(asked)


def test_it_begins_with_whose_money_goes_where() -> None:
    step = next_step(default_rules().check(read_manifest(START), as_of=TODAY))
    assert step is not None
    assert (step.group, step.number, step.asked[0].path) == (GROUPS[0], 1, "money_flows")
    assert 0 < step.asked[0].blocking <= len(step.asked[0].rules)


def test_what_was_left_unknown_is_not_asked_again_nor_what_is_part_of_it() -> None:
    decision = default_rules().check(read_manifest(START), as_of=TODAY)
    before = {"money_flows", "credit"}
    step = next_step(decision, before, 1000)
    assert step is not None
    asked = {one.path for one in step.asked}
    assert asked
    assert not [path for path in asked if path.partition(".")[0].partition("[")[0] in before]


def test_without_loans_nobody_is_asked_who_bears_their_loss() -> None:
    with_loans, without = (f"{START}credit: {said}\n" for said in ("{mode: none}", "none"))
    asked = []
    for text in (with_loans, without):
        decision = default_rules().check(read_manifest(text), as_of=TODAY)
        asked.append({one.path for one in decision.questions})
    assert "credit.payout" in {path[:13] for path in asked[0]}
    assert not [path for path in asked[1] if path.startswith("credit.")]


def test_a_page_can_be_shown_again_with_what_is_still_there() -> None:
    text = f"{START}partners:\n  - id: shop\n    kind: platform_company\n"
    decision = default_rules().check(read_manifest(text), as_of=TODAY)
    step = step_of(decision, ["partners", "partners[id=shop].functions", "partners[id=gone].functions"])
    assert step is not None
    assert [one.path for one in step.asked] == ["partners", "partners[id=shop].functions"]
    assert step_of(decision, ["partners[id=gone].functions"]) is None
