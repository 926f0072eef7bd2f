"""Every manifest drawn is one; what is drawn near a rule lies on either side of it."""

from __future__ import annotations

import pytest
from hegui.checking import load_manifest
from hegui.errors import UsageError
from hegui.manifest.sections import SECTIONS
from hegui.testing import DOMAINS, NONE, Pair, manifests, near_boundary
from hegui.testing.boundaries import holds
from hegui.testing.documents import Document
from hypothesis import find, given, settings

RULE = "boundaries.rates.court-line"


@pytest.mark.parametrize("domain", [None, *DOMAINS])
def test_the_reader_accepts_every_draw(domain: str | None) -> None:
    @settings(max_examples=40, deadline=None, database=None)
    @given(manifests(domain))
    def accepted(document: Document) -> None:
        load_manifest(document)

    accepted()


def test_domains_name_sections() -> None:
    named = {section for sections in DOMAINS.values() for section in sections}
    assert named <= set(SECTIONS)


@pytest.mark.parametrize("value", ["known", "unknown", "none"])
def test_facts_are_drawn_known_unknown_and_none(value: str) -> None:
    def states(document: Document) -> bool:
        users = document.get("users")
        found = list(users.values()) if isinstance(users, dict) else []
        wanted = {
            "known": lambda one: one not in (None, NONE),
            "unknown": lambda one: one is None,
            "none": lambda one: one is NONE,
        }
        return any(map(wanted[value], found))

    assert find(manifests("credit"), states)


@settings(max_examples=5, deadline=None, database=None)
@given(near_boundary(RULE, around=manifests("marketing")))
def test_a_pair_holds_whatever_else_the_product_states(pair: Pair) -> None:
    assert holds(pair)


def test_no_such_domain() -> None:
    with pytest.raises(UsageError, match="credit, payments"):
        manifests("credits")
