"""Strategies for Hypothesis: manifests that read, and pairs on either side of a rule. It judges nothing but those pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import assume
from hypothesis import strategies as st

from hegui.errors import UsageError
from hegui.manifest.choices import CHOICES
from hegui.manifest.shape import FactType, RecordType, record_type
from hegui.rulebook import Rulebook
from hegui.scalars import write
from hegui.testing.boundaries import Pair, holds, pairs_of
from hegui.testing.documents import HEADER, Document, merged
from hegui.testing.domains import sections_of
from hegui.values import NONE

__all__ = ["manifests", "near_boundary"]

_TEXTS = ("随借随还", "最高可借二十万元", "到账快", "保本保息", "年化利率（单利）", "none", "A product", "试点方案 2")
_FACTS = 6
"""How many facts of one object are drawn at most: a manifest a person can still read."""
_ELEMENTS = 3


# ---- manifests


def manifests(domain: str | None = None) -> st.SearchStrategy[Document]:
    """Manifests as plain values, such as `hegui.check` takes. Facts are stated, `NONE` or unknown (left out, or None).

    Args:
        domain: A key of `DOMAINS`, whose sections are drawn from; all sections if left out.

    Raises:
        UsageError: there is no such domain.
    """
    return _of_sections(sections_of(domain))


@st.composite
def _of_sections(draw: st.DrawFn, sections: tuple[str, ...]) -> Document:
    names = draw(st.lists(st.sampled_from(sections), unique=True))
    return {**HEADER, **{name: draw(_section(name)) for name in names}}


def _section(name: str) -> st.SearchStrategy[object]:
    shape = record_type(name)
    assert shape is not None
    return _fact(shape, name, shape.facts[name])


def _fact(shape: RecordType, path: str, fact: FactType) -> st.SearchStrategy[object]:
    """What may stand at a path."""
    return st.one_of(_stated(shape, path, fact), st.none(), st.just(NONE))


def _stated(shape: RecordType, path: str, fact: FactType) -> st.SearchStrategy[object]:
    if fact.kind == "object":
        return _object(shape, path)
    if fact.kind == "list":
        return _elements(fact)
    value = _value(fact)
    if fact.many:
        return st.lists(st.one_of(value, st.none()), max_size=_ELEMENTS)
    return st.one_of(value, value.map(_shown))


def _shown(value: object) -> object:
    return {"value": value, "declared_by": "零售信贷部", "evidence": {"reference": "HT-2026-1", "issued": "2026-10-01"}}


@st.composite
def _object(draw: st.DrawFn, shape: RecordType, path: str) -> dict[str, object]:
    below = {key: fact for key, fact in shape.below[path].items() if key != "id"}
    if not below:
        return {}
    keys = draw(st.lists(st.sampled_from(list(below)), unique=True, max_size=_FACTS))
    if keys == ["value"]:  # a mapping of this key alone is a value with nothing said about it
        return {}
    return {key: draw(_fact(shape, f"{path}.{key}" if path else key, below[key])) for key in keys}


@st.composite
def _elements(draw: st.DrawFn, fact: FactType) -> list[object]:
    shape = record_type(fact.element or "")
    assert shape is not None
    found: list[object] = []
    for element in draw(st.lists(st.one_of(st.none(), _object(shape, "")), max_size=_ELEMENTS)):
        named = {"id": f"e{len(found) + 1}"} if "id" in shape.facts else {}
        found.append(element if element is None else {**named, **element})
    return found


# ---- single values


@cache
def _value(fact: FactType) -> st.SearchStrategy[object]:
    if fact.choice is not None:
        members = st.sampled_from(list(CHOICES[fact.choice]))
        return st.one_of(members, st.just({"other": "另一种方式"}))
    return _SCALARS[fact.kind]


def _whole(kind: str, most: int, step: Decimal = Decimal(1)) -> st.SearchStrategy[object]:
    return st.integers(0, most).map(lambda several: write(kind, several * step))


_SCALARS: Mapping[str, st.SearchStrategy[object]] = {
    "text": st.sampled_from(_TEXTS),
    "code": st.sampled_from(("A-1", "face-login", "HT.2026.7", "x")),
    "version": st.sampled_from(("1", "2.3.0", "2026-10")),
    "yes_no": st.booleans(),
    "day": st.dates(date(2015, 1, 1), date(2030, 12, 31)).map(str),
    "count": _whole("count", 1_000_000),
    "number": _whole("number", 100_000, Decimal("0.01")),
    "share": _whole("share", 12_000, Decimal("0.0001")),
    "rate": _whole("rate", 6_000, Decimal("0.0001")),
    "money": _whole("money", 10**11, Decimal("0.01")),
    "days": _whole("days", 3_650),
    "months": _whole("months", 360),
}


# ---- pairs


@st.composite
def near_boundary(
    draw: st.DrawFn, rule: str, *, rules: Rulebook | None = None, around: st.SearchStrategy[Document] | None = None
) -> Pair:
    """Pairs of manifests just on either side of a check rule: violated outside; met, or not applicable, inside.

    Args:
        draw: Given by Hypothesis.
        rule: The id of a check rule with an example that violates it.
        rules: The rulebook; the bundled one if left out. Of a house's own it must have been loaded with `proofs=True`.
        around: What else the product states; the pair's own facts go before it. Left out, the pair stands alone.

    Raises:
        UsageError: there is no such rule, or no pair was found.
    """
    pairs = _pairs(rule, rules)
    pair = draw(st.sampled_from(pairs))
    if around is None:
        return pair
    more = draw(around)
    wider = replace(pair, inside=merged(more, pair.inside), outside=merged(more, pair.outside))
    assume(holds(wider, rules=rules))
    return wider


@cache
def _pairs(rule: str, rules: Rulebook | None) -> tuple[Pair, ...]:
    found = pairs_of(rule, rules=rules)
    if not found:
        raise UsageError(f"{rule}: no pair of manifests on either side was found")
    return found
