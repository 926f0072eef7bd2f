"""How the facts of a manifest are named, where they stand in the text, and by what digest they are known."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping

import pytest
from hegui.errors import ManifestError
from hegui.manifest.reading import Location, Manifest, read_manifest
from rulebooks import manifest

ITEMS = "data.items"
TEXT = """\
hegui: product/v1
product:
  id: p-1
  name: 轻享分期
  launch_date: 2026-12-01
data:
  items:
    - id: face
      category: biometric.face
      consent: {mode: bundled}
    - {category: contacts}
    - null
pricing:
  credits:
    - name: 12 期
      fees:
        - {id: service, rate: 1%}
        - {rate: 2%}
credit:
  limit: {value: 20万, evidence: {reference: A-1}}
"""


def it() -> Manifest:
    return read_manifest(TEXT, "it.yaml")


# ---- names

NAMES = {
    "a fact": ((), "credit.limit", "credit.limit"),
    "the product": ((), "", "product"),
    "an element by its id": (((ITEMS, 0),), "consent.mode", "data.items[id=face].consent.mode"),
    "an element by what is its own": (((ITEMS, 1),), "consent", "data.items[category=contacts].consent"),
    "an element that is not described": (((ITEMS, 2),), "", "data.items[#3]"),
    "an element of an element": (
        (("pricing.credits", 0), ("fees", 0)),
        "rate",
        "pricing.credits[name=12 期].fees[id=service].rate",
    ),
    "an element without a name": (
        (("pricing.credits", 0), ("fees", 1)),
        "rate",
        "pricing.credits[name=12 期].fees[#2].rate",
    ),
}


@pytest.mark.parametrize(("chain", "rel", "name"), NAMES.values(), ids=NAMES)
def test_a_fact_is_named_by_ids(chain: tuple[tuple[str, int], ...], rel: str, name: str) -> None:
    assert it().path(chain, rel) == name


@pytest.mark.parametrize(
    ("items", "names"),
    [
        ("[{category: contacts}, {category: contacts}]", ["#1", "#2"]),
        ("[{category: contacts, name: a}, {category: contacts, name: b}]", ["name=a", "name=b"]),
        ("[{id: contacts}, {category: contacts}]", ["id=contacts", "category=contacts"]),
        ("[{category: none}, {category: other}, {}]", ["#1", "#2", "#3"]),
    ],
)
def test_what_names_an_element_is_its_own(items: str, names: list[str]) -> None:
    found = manifest(f"data: {{items: {items}}}")
    assert [found.path(((ITEMS, index),), "") for index in range(len(names))] == [f"data.items[{one}]" for one in names]


def test_an_id_names_one_element() -> None:
    with pytest.raises(ManifestError) as caught:
        manifest("data:\n  items:\n    - {id: a}\n    - {id: b}\n    - {id: a}\n")
    assert [str(one) for one in caught.value.problems] == [
        "it.yaml:4:7: the id a is used twice",
        "it.yaml:6:7: the id a is used twice",
    ]


def test_an_id_is_unique_in_its_own_list_only() -> None:
    found = manifest("pricing: {credits: [{id: a, fees: [{id: a}]}, {id: b, fees: [{id: a}]}]}")
    assert found.path((("pricing.credits", 1), ("fees", 0)), "") == "pricing.credits[id=b].fees[id=a]"


def test_ids_used_twice_in_several_lists_are_told_at_once() -> None:
    with pytest.raises(ManifestError) as caught:
        manifest("data: {items: [{id: a}, {id: a}]}\npartners: [{id: b}, {id: b}]\n")
    assert [one.line for one in caught.value.problems] == [2, 2, 3, 3]


def test_the_product_is_known_by_what_it_states() -> None:
    found = it()
    assert (found.product_id, found.name, found.version, str(found.launch_date)) == (
        "p-1",
        "轻享分期",
        None,
        "2026-12-01",
    )


@pytest.mark.parametrize("stated", ["none", "null"])
def test_a_product_may_have_no_name(stated: str) -> None:
    found = manifest(f"product: {{name: {stated}, launch_date: {stated}}}")
    assert (found.name, found.launch_date) == (None, None)


# ---- evidence

SHOWN = {
    "a reference": ("{value: 5, evidence: {reference: A-1}}", True),
    "a digest": ("{value: 5, evidence: {digest: ab}}", True),
    "a day alone": ("{value: 5, evidence: {issued: 2026-01-01}}", None),
    "an empty reference": ("{value: 5, evidence: {reference: null}}", None),
    "no reference": ("{value: 5, evidence: {reference: none}}", None),
    "none": ("{value: 5, evidence: none}", None),
    "nothing": ("5", None),
}


@pytest.mark.parametrize(("said", "shown"), SHOWN.values(), ids=SHOWN)
def test_evidence_names_a_document(said: str, shown: bool | None) -> None:
    assert manifest(f"credit: {{limit: {said}}}").record.get("credit.limit#evidence") == shown


def test_an_object_may_carry_evidence_beside_its_keys() -> None:
    assert (
        manifest("credit: {payout: {to: [merchant], evidence: {reference: A}}}").record["credit.payout#evidence"]
        is True
    )


def test_an_element_keeps_its_own_evidence() -> None:
    found = manifest("data: {items: [{consent: {value: {mode: separate}, evidence: {reference: A}}}, {}]}").record
    assert [one.get("consent#evidence") for one in found[ITEMS]] == [True, None]  # type: ignore[attr-defined]


# ---- places

PLACES = {
    "a fact, at its key": ((), "product.name", (4, 3, 4, 13, True)),
    "an object, to its end": ((), "data.items", (7, 3, 12, 11, True)),
    "a fact of an element": (((ITEMS, 0),), "category", (9, 7, 9, 31, True)),
    "a fact in an object of an element": (((ITEMS, 0),), "consent.mode", (10, 17, 10, 30, True)),
    "an element": (((ITEMS, 1),), "", (11, 7, 11, 27, True)),
    "an element not described": (((ITEMS, 2),), "", (12, 7, 12, 11, True)),
    "an element of an element": ((("pricing.credits", 0), ("fees", 1)), "rate", (18, 12, 18, 20, True)),
    "a wrapped value, at its key": ((), "credit.limit", (20, 3, 20, 50, True)),
    "what is not stated, at the object": ((), "product.version", (2, 1, 5, 26, False)),
    "what is not stated, at the element": (((ITEMS, 1),), "consent.mode", (11, 7, 11, 27, False)),
    "what is not stated, at the section": ((), "credit.payout.to", (19, 1, 20, 50, False)),
    "a section that is not stated": ((), "funding.funder", (1, 1, 20, 50, False)),
    "the product itself": ((), "", (1, 1, 20, 50, True)),
}


@pytest.mark.parametrize(("chain", "rel", "place"), PLACES.values(), ids=PLACES)
def test_a_fact_stands_at_its_key(
    chain: tuple[tuple[str, int], ...], rel: str, place: tuple[int, int, int, int, bool]
) -> None:
    assert it().located(chain, rel) == Location("it.yaml", *place)


def test_a_place_prints_as_editors_read_it() -> None:
    assert str(it().located((), "product.name")) == "it.yaml:4:3"


# ---- digests


def shuffled(value: object, chance: random.Random) -> object:
    if isinstance(value, Mapping):
        return dict(
            sorted(((key, shuffled(below, chance)) for key, below in value.items()), key=lambda _: chance.random())
        )
    return [shuffled(one, chance) for one in value] if isinstance(value, list) else value


FACTS: Mapping[str, object] = {
    "product": {"name": "x", "stage": "pilot", "channels": ["own_app", "branch"]},
    "credit": {"limit": "20万", "payout": {"to": ["merchant"]}, "revolving": True},
    "data": {"items": [{"id": "a", "category": "contacts"}, {"id": "b"}]},
}


def written(facts: object) -> Manifest:
    assert isinstance(facts, Mapping)
    return read_manifest(json.dumps({"hegui": "product/v1", **facts}), "it.json")


@pytest.mark.parametrize("seed", range(5))
def test_the_digest_does_not_depend_on_the_order_of_keys(seed: int) -> None:
    assert written(shuffled(FACTS, random.Random(seed))).digest == written(FACTS).digest  # noqa: S311


SAME = {
    "another spelling of a sum": ("credit: {limit: 20万}", "credit: {limit: 200000.00}"),
    "another spelling of a rate": (
        "pricing: {credit: {nominal_rate: 1% per month}}",
        "pricing: {credit: {nominal_rate: 12% per year}}",
    ),
    "comments and space": ("credit: {limit: 5}", "credit:   # here\n  limit: 5\n"),
    "an unknown written out": ("credit: {limit: 5}", "credit: {limit: 5, purpose: null}"),
    "quotes": ("product: {name: x}", 'product: {name: "x"}'),
}
DIFFERENT = {
    "a value": ("credit: {limit: 5}", "credit: {limit: 6}"),
    "none and unknown": ("credit: {limit: none}", "credit: {limit: null}"),
    "an empty list and none": ("product: {channels: []}", "product: {channels: none}"),
    "the order of a list": ("product: {channels: [own_app, branch]}", "product: {channels: [branch, own_app]}"),
    "another and none": ("product: {stage: other}", "product: {stage: none}"),
    "evidence": ("credit: {limit: 5}", "credit: {limit: {value: 5, evidence: {reference: A}}}"),
    "a number and a text": ("product: {name: 5}", "credit: {limit: 5}"),
    "an id": ("data: {items: [{id: a}]}", "data: {items: [{id: b}]}"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_the_digest_is_of_the_facts_alone(one: str, other: str) -> None:
    assert manifest(one).digest == manifest(other).digest


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_other_facts_have_another_digest(one: str, other: str) -> None:
    assert manifest(one).digest != manifest(other).digest


def test_the_digest_of_the_source_is_of_its_bytes() -> None:
    one, other = manifest("credit: {limit: 5}"), manifest("credit: {limit: 5} # here")
    assert one.document.digest != other.document.digest
