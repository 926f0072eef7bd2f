"""One thing has one name in every output: the three readings of a yearly cost, and a dated plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hegui.manifest.choices import CHOICES
from hegui.rates.conventions import READINGS
from hegui_adapters.envelope.words import said as said_of_envelope
from hegui_adapters.price.words import LABELS as PRICE
from hegui_adapters.render.sheet import LABELS as RULES
from hegui_adapters.render.words import WORDS as REPORT
from hegui_adapters.scenarios.words import said as said_of_scenarios

ROOT = Path(__file__).parents[2]
NAMED = {"nominal": ("名义", "nominal"), "effective": ("复利", "compounded"), "simple": ("本金单利", "simple")}


def labels(reading: str) -> Iterator[tuple[str, str]]:
    """What a reading is called, in Chinese and in English, by each output that names it."""
    yield REPORT["zh"][reading], REPORT["en"][reading]
    yield PRICE[reading]
    yield RULES[reading]
    yield said_of_envelope(reading, "zh"), said_of_envelope(reading, "en")
    if reading != "simple":
        yield said_of_scenarios(reading, "zh"), said_of_scenarios(reading, "en")
        yield CHOICES["cost_reading"][reading]
    yield CHOICES["rate_reading"][reading]
    yield from (both for name, both in READINGS.items() if name == reading)


@pytest.mark.parametrize("reading", NAMED)
def test_every_output_calls_a_reading_by_its_one_name(reading: str) -> None:
    zh, en = NAMED[reading]
    others = [one for one in labels(reading) if not (one[0].startswith(zh) and one[1].startswith(en))]
    assert others == []


@pytest.mark.parametrize("folder", ["adapters", "engine", "docs"])
def test_a_dated_plan_is_called_by_its_one_name(folder: str) -> None:
    files = (file for kind in ("*.py", "*.md", "*.html") for file in (ROOT / folder).rglob(kind))
    assert [str(file) for file in files if "整改计划" in file.read_text("utf-8")] == []
