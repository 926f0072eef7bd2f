"""The team's own functions, held against the law where it turns."""

from __future__ import annotations

import pytest
from hegui.scalars import parse
from hegui.testing import manifests, near_boundary
from hypothesis import given, settings
from pricing import may_offer, may_offer_as_shown

near_the_line = near_boundary("boundaries.rates.court-line").filter(lambda pair: pair.path.endswith("nominal_rate"))


def agrees(offered, pair):
    inside, outside = (parse("rate", text) for text in pair.said)
    return offered(inside) and not offered(outside)


@given(near_the_line)
@settings(deadline=None)
def test_what_is_offered_agrees_with_the_law(pair):
    assert agrees(may_offer, pair)


@pytest.mark.xfail(raises=AssertionError, strict=True, reason="the planted bug: it rounds before it compares")
@given(near_the_line)
@settings(deadline=None)
def test_the_function_that_rounds_first_is_found_out(pair):
    assert agrees(may_offer_as_shown, pair)


@given(manifests("credit"))
@settings(max_examples=20, deadline=None)
def test_our_export_reads_every_product(hegui, manifest):
    """Whatever a product states, hegui comes to a verdict: nothing drawn here is refused."""
    assert hegui.check(manifest, as_of="2026-12-01").verdict in {"blocked", "undetermined", "clear"}
