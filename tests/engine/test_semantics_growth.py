"""The law of growth: what is learnt changes nothing that was settled. Tried on rules and manifests drawn at random."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hegui.semantics import World, judge
from hypothesis import given, settings
from hypothesis import strategies as st

Raw = Any
DAY = date(2025, 6, 30)
CONCLUSIONS: Mapping[str, Mapping[str, Mapping[str, Raw]]] = {
    "product": {"risky": {"kind": "flag"}},
    "app.list[]": {"risky": {"kind": "flag"}},
}


def rule(when: Raw, **clauses: Raw) -> dict[str, Raw]:
    require = {"require": clauses.pop("require")} if "require" in clauses else {}
    return {"versions": [{"in_force": {"from": "2020-01-01"}, "when": when, **require}], **clauses}


def learnt(later: st.SearchStrategy[Raw]) -> st.SearchStrategy[tuple[Raw, Raw]]:
    return st.tuples(later, st.booleans()).map(lambda drawn: (drawn[0] if drawn[1] else None, drawn[0]))


def parts_learnt(parts: st.SearchStrategy[Raw]) -> st.SearchStrategy[tuple[Raw, Raw]]:
    """Of a list or object of what is learnt: it is unknown at first, or known with what is unknown in it."""
    whole = st.tuples(parts, st.booleans()).map(
        lambda drawn: (split(drawn[0], 0) if drawn[1] else None, split(drawn[0], 1))
    )
    return whole | learnt(st.just("none"))


def split(parts: Raw, moment: int) -> Raw:
    pairs = parts.items() if isinstance(parts, dict) else enumerate(parts)
    known = {key: pair[moment] for key, pair in pairs}
    return known if isinstance(parts, dict) else list(known.values())


NUMBERS = learnt(st.sampled_from([1, 2, 3, "none", "other"]))
EVIDENCED = st.tuples(learnt(st.sampled_from([1, "none"])), learnt(st.just("A-1"))).map(
    lambda drawn: tuple({"value": drawn[0][i], "evidence": {"reference": drawn[1][i]}} for i in (0, 1))
)
TAGS = parts_learnt(st.lists(learnt(st.sampled_from(["x", "y", "z", "other"])), max_size=3))
ELEMENTS = parts_learnt(st.fixed_dictionaries({"size": NUMBERS, "price": NUMBERS, "tags": TAGS}))
APPS = parts_learnt(
    st.fixed_dictionaries(
        {"n": NUMBERS, "m": NUMBERS, "e": EVIDENCED, "tags": TAGS, "list": parts_learnt(st.lists(ELEMENTS, max_size=3))}
    )
)

SOME_TAGS = st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=2, unique=True)
ORDERS = st.sampled_from(["equals", "at_least", "at_most", "more_than", "less_than"])


def leaves(number: str, tags: str) -> st.SearchStrategy[Raw]:
    paths = st.sampled_from(["app.n", "app.m", "app.e", number])
    operands = st.sampled_from([1, 2, {"fact": "app.m"}, {"times": [2, {"fact": "app.n"}]}])
    return st.one_of(
        st.builds(lambda path, order, operand: {path: {order: operand}}, paths, ORDERS, operands),
        st.builds(lambda path, word: {path: {word: True}}, paths, st.sampled_from(["exists", "evidenced"])),
        st.builds(lambda path, members: {path: {"in": members}}, paths, st.just([1, 3])),
        st.builds(
            lambda word, members: {tags: {word: members}},
            st.sampled_from(["contains_any", "contains_all", "subset_of"]),
            SOME_TAGS,
        ),
    )


def combined(parts: st.SearchStrategy[Raw]) -> st.SearchStrategy[Raw]:
    return st.recursive(
        parts,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda several: {"all": several}),
            st.lists(inner, max_size=3).map(lambda several: {"any": several}),
            inner.map(lambda one: {"not": one}),
        ),
        max_leaves=4,
    )


OF_ONE = combined(leaves("one.size", "one.tags") | st.just({"one.risky": True}))
OVER_ELEMENTS = st.one_of(
    st.builds(
        lambda word, where, hold: {word: {"of": "app.list as one", "where": where, "hold": hold}},
        st.sampled_from(["every", "some", "none"]),
        OF_ONE,
        OF_ONE,
    ),
    st.builds(
        lambda word, where, n: {"count": {"of": "app.list as one", "where": where, word: n}},
        st.sampled_from(["at_least", "at_most"]),
        OF_ONE,
        st.integers(0, 3),
    ),
    st.just({"monotone": {"of": "app.list as one", "by": "one.size", "value": "one.price"}}),
)
CONDITIONS = combined(leaves("app.n", "app.tags") | OVER_ELEMENTS | st.just({"product.risky": True}))


@settings(max_examples=200, deadline=None)
@given(APPS, CONDITIONS, CONDITIONS, combined(leaves("app.n", "app.tags")), combined(leaves("it.size", "it.tags")))
def test_law_of_growth_what_is_learnt_changes_nothing_that_was_settled(
    app: Raw, when: Raw, required: Raw, of_product: Raw, of_element: Raw
) -> None:
    rules = {
        "check": rule(when=when, require=required),
        "special": rule(when=of_product, require={}, overrides=["check"]),
        "each": rule(for_each="app.list as one", when={"one.risky": True}, require={"one.size": {"at_most": 2}}),
        "whole": rule(when=of_product, conclude={"product.risky": True}),
        "part": rule(for_each="app.list as it", when=of_element, conclude={"it.risky": True}),
    }
    world = World(rules, CONCLUSIONS, parameters={}, lists={}, workdays={})
    known, later = ({"app": app[moment]} for moment in (0, 1))
    before, after = (judge(world, manifest, DAY) for manifest in (known, later))
    settled = {key: outcome for key, outcome in before.items() if outcome != "undetermined"}
    assert {key: after.get(key, outcome) for key, outcome in settled.items()} == settled
    if before.get(("each", "app.list")) == "not_applicable":
        assert {outcome for (name, _), outcome in after.items() if name == "each"} == {"not_applicable"}
