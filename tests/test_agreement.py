"""Three ways to one answer: the oracle, the inference core and compiled code, on rulebooks and products drawn at random.

In words, with the result of the last long run: docs/agreement.md.
"""

from __future__ import annotations

import os
from datetime import date

import plant_faults
import pytest
from agreement import cells, products, said, shrink, worlds
from agreement.campaign import DAYS, PRODUCTS, Tally, run
from agreement.palette import FACTS, Palette
from fuzz_agreement import described
from hegui.facts import fact_type
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TRIPLES = 2_400
EVERY_FAULT = bool(os.environ.get("CI") or os.environ.get("HEGUI_ALL_FAULTS"))


@pytest.fixture(scope="module")
def campaign() -> Tally:
    tally = Tally()

    @settings(max_examples=TRIPLES // (PRODUCTS * DAYS), deadline=None, derandomize=True, database=None)
    @settings(suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def draw(seed: int) -> None:
        run(seed, tally)
        assert not tally.disagreements, f"{tally.disagreements[0]}\n{tally.disagreements[0].small()}"

    draw()
    return tally


@pytest.mark.xdist_group("agreement")
class TestCampaign:
    def test_the_three_ways_agree_and_the_laws_hold_on_two_thousand_triples(
        self, campaign: Tally, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with capsys.disabled():
            print(f"\n{described(0, campaign)}")
        assert campaign.triples >= 2_000
