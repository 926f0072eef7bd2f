"""Which parts of a condition the examples take: both ways, in lists as well, and what is required only where it is."""

from __future__ import annotations

from hegui.authoring.branches import branches_of
from hegui.conditions import Leaf, Quantified
from rulebooks import always, rulebook


def missed(said: str, cases: str) -> list[tuple[str, bool, bool]]:
    """The parts not covered: what they test, whether they held, whether they failed."""
    no_case = "{violated: x, met: x, undetermined: x, not_applicable: x}"
    book = rulebook({"boundaries/t/r.yaml": always(said, cases=cases, no_case=no_case)})
    found = (branch for branch in branches_of(book, book.by_id["boundaries.t.r"]) if not branch.covered)
    return [(_name(branch.part), branch.held, branch.failed) for branch in found]


def _name(part: object) -> str:
    if isinstance(part, Leaf):
        return str(part.path)
    return part.kind if isinstance(part, Quantified) else type(part).__name__


EITHER = "require: {any: [{credit.mode: offline}, {credit.purpose: education}]}"
OFFLINE = "{name: a, given: {credit: {mode: offline, purpose: consumption}}, expect: met}"
SCHOOL = "{name: b, given: {credit: {mode: fully_online, purpose: education}}, expect: met}"
NEITHER = "{name: c, given: {credit: {mode: fully_online, purpose: consumption}}, expect: violated}"


def test_every_part_must_be_seen_both_ways() -> None:
    assert missed(EITHER, f"[{OFFLINE}, {NEITHER}]") == [("credit.purpose", False, True)]


def test_examples_of_every_way_leave_nothing() -> None:
    assert missed(EITHER, f"[{OFFLINE}, {SCHOOL}, {NEITHER}]") == []


def test_what_is_required_counts_only_where_the_rule_applies() -> None:
    said = "when: {credit.mode: offline}, require: {credit.purpose: education}"
    apart = "{name: d, given: {credit: {mode: fully_online, purpose: education}}, expect: not_applicable}"

    assert missed(said, f"[{OFFLINE.replace('met', 'violated')}, {apart}]") == [("credit.purpose", False, True)]


def test_elements_of_a_list_are_looked_at_one_by_one() -> None:
    said = "require: {some: {of: data.items as item, hold: {item.category: name}}}"
    named = "{name: e, given: {data: {items: [{category: name}]}}, expect: met}"
    both = "{name: f, given: {data: {items: [{category: name}, {category: health}]}}, expect: met}"

    assert missed(said, f"[{named}]") == [("some", True, False), ("item.category", True, False)]
    assert missed(said, f"[{both}]") == [("some", True, False)]


def test_an_example_of_another_time_takes_no_branch() -> None:
    early = OFFLINE.replace("name: a,", "name: a, as_of: 2019-12-31,").replace("met", "not_applicable")

    assert missed("require: {credit.mode: offline}", f"[{early}]") == [("credit.mode", False, False)]
