"""The product as it is being designed: what is declared, on which day, and what would stop it."""

from __future__ import annotations

import pytest
from hegui.testing import over, over_days, over_manifests

WASHER = "../appliance-instalment/manifest.yaml"


@over_manifests("../../appliance-instalment/*.yaml")
def test_every_product_of_the_sandbox_is_clear_on_its_launch(hegui, manifest):
    assert hegui.check(manifest).clear


@over_days("2026-12-20", "2027-06-30", "2027-12-31")
def test_it_stays_clear_after_launch(hegui, day):
    hegui.assert_clear(WASHER, as_of=day)


@over("pricing.credits[id=washer-12].periods", ["36", "60"])
def test_house_policy_stops_long_terms(hegui, stated):
    decision = hegui.check(WASHER, stated=stated)
    assert "house.boundaries.pricing.two-years" in {one.rule for one in decision.having("violated", "block")}


@pytest.mark.hegui(as_of="2025-12-31", lang="en")
def test_the_policy_does_not_reach_back(hegui):
    decision = hegui.check({"hegui": "product/v1", "pricing": {"credits": [{"periods": "36"}]}})
    assert "house.boundaries.pricing.two-years" not in {one.rule for one in decision.findings}


def test_a_product_nobody_described_is_never_clear(hegui):
    assert hegui.check({"hegui": "product/v1"}).verdict == "undetermined"
