"""Elements of lists in a manifest's own text: what was added is at the end, what was taken out is gone, all else stays."""

from __future__ import annotations

import pytest
from hegui.errors import ManifestError
from hegui.manifest.listing import with_element, without_element
from hegui.manifest.reading import read_manifest

BELOW = """# whose it is
hegui: product/v1
money_flows:   # three
  # from the bank
  - id: a
    from: lender
    through: [bank]   # as agreed

  - {id: b, from: user}
  # the last
  - id: c
pricing:
  credits: [{id: x, fees: [{id: f}]}, {id: y}]  # in brackets
"""

ADDED = {
    "below the last": ("money_flows", {"id": "d", "from": "user"}, "  - id: c\n  - id: d\n    from: user\npricing:"),
    "not described": ("money_flows", None, "  - id: c\n  - null\npricing:"),
    "in brackets": ("pricing.credits", {"id": "z"}, "{id: y}, {id: z}]  # in brackets"),
    "in an element": ("pricing.credits[id=x].fees", {"id": "g"}, "[{id: f}, {id: g}]}, {id: y}]"),
    "to an element without": ("pricing.credits[id=y].fees", {"id": "g"}, "{id: y, fees: [{id: g}]}]  # in brackets"),
    "the first of a list": ("partners", {"id": "p", "kind": "insurer"}, "\npartners:\n  - id: p\n    kind: insurer\n"),
}


@pytest.mark.parametrize(("path", "facts", "wanted"), ADDED.values(), ids=ADDED)
def test_an_element_is_added_and_every_other_line_stays(path: str, facts: dict[str, str] | None, wanted: str) -> None:
    text = with_element(BELOW, path, facts)
    assert wanted in text
    kept = [line for line in BELOW.splitlines() if "in brackets" not in line]
    assert [line for line in text.splitlines() if line in kept] == kept
    read_manifest(text)


def test_what_is_not_described_stays_last_and_is_said_once() -> None:
    text = with_element(with_element(BELOW, "money_flows", None), "money_flows", {"id": "d"})
    assert "  - id: c\n  - id: d\n  - null\n" in text
    assert with_element(text, "money_flows", None) == text


def test_a_list_that_was_none_begins_with_its_element() -> None:
    text = with_element("hegui: product/v1\npartners: none   # so far\n", "partners", {"id": "p"})
    assert read_manifest(text).record["partners"][0]["id"] == "p"  # type: ignore[index]


REMOVED = {
    "the first, with its lines": ("money_flows", 0, "  # from the bank\n\n  - {id: b, from: user}\n"),
    "the second": ("money_flows", 1, "   # as agreed\n\n  # the last\n  - id: c\n"),
    "the last": ("money_flows", 2, "  # the last\npricing:"),
    "the first in brackets": ("pricing.credits", 0, "credits: [{id: y}]  # in brackets"),
    "the last in brackets": ("pricing.credits", 1, "credits: [{id: x, fees: [{id: f}]}]  # in brackets"),
}


@pytest.mark.parametrize(("path", "index", "wanted"), REMOVED.values(), ids=REMOVED)
def test_an_element_is_taken_out_and_nothing_else(path: str, index: int, wanted: str) -> None:
    assert wanted in without_element(BELOW, path, index)


def test_a_list_that_loses_its_only_element_is_unknown_not_empty() -> None:
    text = without_element(BELOW, "pricing.credits[id=x].fees", 0)
    assert "{id: x, fees: null}" in text
    assert "fees" not in read_manifest(text).record["pricing.credits"][0]  # type: ignore[index]


@pytest.mark.parametrize(("path", "index"), [("money_flows", 3), ("partners", 0), ("pricing.credits[id=q].fees", 0)])
def test_what_is_not_there_is_not_taken_out(path: str, index: int) -> None:
    with pytest.raises(ManifestError):
        without_element(BELOW, path, index)


def test_an_element_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ManifestError, match="nobody"):
        with_element(BELOW, "money_flows", {"id": "d", "from": "nobody"})
