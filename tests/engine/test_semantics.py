"""What conditions, checks and conclusions mean, in the words of docs/meaning.md, whose tables are the ones here.

Run as a program, this file writes its tables into that page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hegui.semantics import World, conclude, judge

Raw = Any
PAGE = Path(__file__).parents[2] / "docs" / "meaning.md"
DAY = date(2025, 6, 30)
ALWAYS = {"from": "2020-01-01"}
LETTERS = {"met": "T", "violated": "F", "undetermined": "?"}

COLUMNS = (
    "holds",
    "does not",
    "partly known",
    "empty list",
    "unknown",
    "none",
    "other",
    "operand unknown",
    "operand none",
)


class Row(NamedTuple):
    """One operator, and three facts that it meets; what it meets in the other columns is the same for all."""

    name: str
    condition: Mapping[str, Raw]
    truths: str
    """One letter for each column; `-` where the operator never meets such a thing."""
    facts: tuple[Raw, Raw, Raw]
    """One for which it holds, one for which it does not, one that is known in part."""
    operand: Raw = None

    def manifest(self, column: str) -> Mapping[str, Raw]:
        facts = dict(zip(COLUMNS, self.facts, strict=False))
        facts |= {"empty list": [], "unknown": None, "none": "none", "other": {"other": "something else"}}
        operand = {"operand unknown": None, "operand none": "none"}.get(column, self.operand)
        return {"app": {"fact": facts.get(column, self.facts[0]), "operand": operand}}


def against_operand(name: str, truths: str, facts: tuple[Raw, Raw, Raw], operand: Raw) -> Row:
    return Row(f"`{name}`", {"app.fact": {name: {"fact": "app.operand"}}}, truths, facts, operand)


def against(name: str, said: Raw, truths: str, *facts: Raw) -> Row:
    return Row(f"`{name}`", {"app.fact": {name: said}}, truths, (*facts[:2], facts[2] if len(facts) > 2 else None))


def of_elements(word: str, said: Mapping[str, Raw], truths: str, *facts: Raw) -> Row:
    name = f"`{word}` `{[*said][-1]}`" if word == "count" else f"`{word}`"
    return Row(name, {word: {"of": "app.fact as one", **said}}, truths, (facts[0], facts[1], facts[2]), operand=1)


SMALL, BIG = {"size": 1}, {"size": 99}
IS_SMALL, ONE = {"one.size": {"at_most": 10}}, {"fact": "app.operand"}
RISING, FALLING = [{"size": 1, "price": 5}, {"size": 2, "price": 5}], [{"size": 1, "price": 6}, {"size": 2, "price": 5}]
ACROSS = {"range": [5, 15]}

TABLE = [
    against_operand("equals", "TF?-?F??F", (10, 11, ACROSS), 10),
    against("in", [10, 20], "TF?-?F?--", 20, 11, ACROSS),
    against_operand("at_least", "TF?-?F??F", (10, 9, ACROSS), 10),
    against_operand("at_most", "TF?-?F??F", (10, 11, ACROSS), 10),
    against_operand("more_than", "TF?-?F??F", (11, 10, ACROSS), 10),
    against_operand("less_than", "TF?-?F??F", (9, 10, ACROSS), 10),
    against_operand("on_or_before", "TF--?F??F", ("2025-05-01", "2025-05-02", None), "2025-05-01"),
    against_operand("on_or_after", "TF--?F??F", ("2025-05-01", "2025-04-30", None), "2025-05-01"),
    against_operand("before", "TF--?F??F", ("2025-04-30", "2025-05-01", None), "2025-05-01"),
    against_operand("after", "TF--?F??F", ("2025-05-02", "2025-05-01", None), "2025-05-01"),
    Row(
        "`within`",
        {"app.fact": {"within": {"days": 10, "of": "app.operand"}}},
        "TF--?F??F",
        ("2025-05-11", "2025-05-12", None),
        "2025-05-01",
    ),
    against("mentions", {"list": "promises"}, "TF--?F?--", "本产品保本", "本产品有风险"),
    against("matches", "^保本", "TF--?F?--", "保本产品", "产品保本"),
    Row("`exists: true`", {"app.fact": {"exists": True}}, "T-TT?FT--", ("anything", None, [None])),
    Row("`exists: false`", {"app.fact": {"exists": False}}, "-FFF?TF--", (None, "anything", [None])),
    against("evidenced", True, "T?--?F?--", {"value": 5, "evidence": {"reference": "A-1"}}, 5),
    against("contains_any", ["a", "b"], "TF?F?F?--", ["a", "z"], ["z"], ["z", None]),
    against("contains_all", ["a", "b"], "TF?F?F?--", ["a", "b"], ["a"], ["a", None]),
    against("subset_of", ["a", "b"], "TF?T?T?--", ["a"], ["a", "z"], ["a", None]),
    of_elements("every", {"hold": IS_SMALL}, "TF?T?T?--", [SMALL], [SMALL, BIG], [SMALL, None]),
    of_elements("some", {"hold": IS_SMALL}, "TF?F?F?--", [SMALL, BIG], [BIG], [BIG, None]),
    of_elements("none", {"hold": IS_SMALL}, "TF?T?T?--", [BIG], [SMALL, BIG], [BIG, None]),
    of_elements("count", {"where": IS_SMALL, "at_most": ONE}, "TF?T?T??F", [SMALL], [SMALL, SMALL], [SMALL, None]),
    of_elements("count", {"where": IS_SMALL, "at_least": ONE}, "TF?F?F??F", [SMALL], [BIG], [BIG, None]),
    of_elements("monotone", {"by": "one.size", "value": "one.price"}, "TF?T?T?--", RISING, FALLING, [*RISING, None]),
]


class Told(NamedTuple):
    """A test of a conclusion, and its truth for each state of that conclusion."""

    test: str
    condition: Mapping[str, Raw]
    truths: str


STATES: dict[str, dict[str, tuple[Raw, ...]]] = {
    "flag": {"holds": (True,), "does not": (False,), "open": (None,)},
    "set": {
        "nothing": (False, False),
        "a": (True, False),
        "a and b": (True, True),
        "a, perhaps b": (True, None),
        "perhaps a, perhaps b": (None, None),
    },
    "level": {
        "none reached": (False, False, False),
        "low": (True, False, False),
        "mid": (True, True, False),
        "high": (True, True, True),
        "low, perhaps mid": (True, None, False),
        "open": (None, None, None),
    },
}
"""Of each kind, the units that are concluded: the flag; members a and b; at least low, mid and high."""
TOLD = {
    "flag": [Told("`true`", {"product.flag": True}, "TF?"), Told("`false`", {"product.flag": False}, "FT?")],
    "set": [
        Told("`contains_any: [a]`", {"product.set": {"contains_any": ["a"]}}, "FTTT?"),
        Told("`contains_any: [a, b]`", {"product.set": {"contains_any": ["a", "b"]}}, "FTTT?"),
        Told("`contains_all: [a, b]`", {"product.set": {"contains_all": ["a", "b"]}}, "FFT??"),
        Told("`subset_of: [a]`", {"product.set": {"subset_of": ["a"]}}, "TTF??"),
    ],
    "level": [
        Told("`at_least: mid`", {"product.level": {"at_least": "mid"}}, "FFTT??"),
        Told("`at_most: mid`", {"product.level": {"at_most": "mid"}}, "TTTFT?"),
        Told("`equals: mid`", {"product.level": "mid"}, "FFTF??"),
        Told("`in: [low, mid]`", {"product.level": {"in": ["low", "mid"]}}, "FTTF??"),
        Told("`exists: true`", {"product.level": {"exists": True}}, "FTTTT?"),
    ],
}
CONCLUSIONS = {
    "product": {
        "flag": {"kind": "flag"},
        "set": {"kind": "set", "members": ["a", "b"]},
        "level": {"kind": "level", "members": ["low", "mid", "high"]},
    }
}
SAYING: dict[str, list[Raw]] = {
    "flag": [True],
    "set": [{"add": "a"}, {"add": "b"}],
    "level": [{"at_least": "low"}, {"at_least": "mid"}, {"at_least": "high"}],
}


def world(rules: Mapping[str, Mapping[str, Raw]], **parts: Raw) -> World:
    promises = {"promises": ["保本", "零風險"]}
    known: dict[str, Raw] = {"conclusions": {}, "parameters": {}, "lists": promises, "workdays": {}}
    return World(rules=rules, **(known | parts))


def rule(**clauses: Raw) -> dict[str, Raw]:
    """A rule in force on every day of these tests."""
    version = {word: clauses.pop(word) for word in ("when", "require", "forbid") if word in clauses}
    return {"versions": [{"in_force": clauses.pop("in_force", ALWAYS), **version}], **clauses}


def truth(condition: Mapping[str, Raw], manifest: Mapping[str, Raw], **parts: Raw) -> str:
    rules = {**parts.pop("rules", {}), "asked": rule(require=condition)}
    return LETTERS[judge(world(rules, **parts), manifest, DAY)["asked", "product"]]


def outcomes(rules: Mapping[str, Mapping[str, Raw]], manifest: Mapping[str, Raw], **parts: Raw) -> dict[Raw, str]:
    """Outcomes of the rule `asked` by subject."""
    day = parts.pop("day", DAY)
    found = judge(world(rules, **parts), manifest, day)
    return {subject: outcome for (name, subject), outcome in found.items() if name == "asked"}


def rendered() -> str:
    """The tables as the page holds them."""
    main = [("operator 算子", *COLUMNS), *((row.name, *row.truths) for row in TABLE)]
    told = [
        [(f"{kind} 结论", *STATES[kind]), *((test.test, *test.truths) for test in tests)]
        for kind, tests in TOLD.items()
    ]
    return "\n\n".join("\n".join(lines(table)) for table in [main, *told])


def lines(table: Sequence[Sequence[str]]) -> list[str]:
    head, *rows = ["| " + " | ".join(cells) + " |" for cells in table]
    return [head, "|" + "---|" * len(table[0]), *rows]


CELLS = [
    (row, column, letter) for row in TABLE for column, letter in zip(COLUMNS, row.truths, strict=True) if letter != "-"
]
TOLD_CELLS = [
    (kind, state, test, letter)
    for kind, tests in TOLD.items()
    for test in tests
    for state, letter in zip(STATES[kind], test.truths, strict=True)
]


@pytest.mark.parametrize(("row", "column", "letter"), CELLS, ids=[f"{row.name} {column}" for row, column, _ in CELLS])
def test_an_operator_has_the_truth_that_the_table_gives(row: Row, column: str, letter: str) -> None:
    assert truth(row.condition, row.manifest(column)) == letter


@pytest.mark.parametrize(
    ("kind", "state", "test", "letter"),
    TOLD_CELLS,
    ids=[f"{kind} {test.test} {state}" for kind, state, test, _ in TOLD_CELLS],
)
def test_a_conclusion_has_the_truth_that_the_table_gives(kind: str, state: str, test: Told, letter: str) -> None:
    facts = {f"unit{i}": unit for i, unit in enumerate(STATES[kind][state])}
    rules = {
        f"says {i}": rule(when={f"app.unit{i}": True}, conclude={f"product.{kind}": said})
        for i, said in enumerate(SAYING[kind])
    }
    assert truth(test.condition, {"app": facts}, rules=rules, conclusions=CONCLUSIONS) == letter


def test_the_page_holds_these_tables() -> None:
    assert between_marks(PAGE.read_text(encoding="utf-8")) == rendered()


def between_marks(page: str) -> str:
    return page.partition("<!-- tables: begin -->\n")[2].partition("\n<!-- tables: end -->")[0].strip()


SAYINGS: dict[str, tuple[Mapping[str, Raw], Mapping[str, Raw], str]] = {
    "a fact below an unknown object is unknown": ({"app.a.b": 1}, {"app": {}}, "?"),
    "a fact in a section that is not there is unknown": ({"app.a.b": {"exists": True}}, {}, "?"),
    "a fact below none is none": ({"app.a.b": {"exists": True}}, {"app": {"a": "none"}}, "F"),
    "a fact below other is unknown": ({"app.a.b": {"exists": True}}, {"app": {"a": {"other": "x"}}}, "?"),
    "the word other is other": ({"app.a": "x"}, {"app": {"a": "other"}}, "?"),
    "an empty object is something": ({"app.a": {"exists": True}}, {"app": {"a": {}}}, "T"),
    "none is not even less than what is unknown": (
        {"app.a": {"less_than": {"fact": "app.b"}}},
        {"app": {"a": "none"}},
        "F",
    ),
    "what is unknown is not less than none": ({"app.a": {"less_than": {"fact": "app.b"}}}, {"app": {"b": "none"}}, "F"),
    "not none is true, for a test through none is false": (
        {"not": {"app.a": {"equals": 1}}},
        {"app": {"a": "none"}},
        "T",
    ),
    "a share is a number": ({"app.a": {"equals": "24%"}}, {"app": {"a": "0.24"}}, "T"),
    "a basis point is a hundredth of a percent": (
        {"app.a": {"equals": "60bp"}},
        {"app": {"a": Decimal("0.0060")}},
        "T",
    ),
    "true is no number": ({"app.a": {"equals": 1}}, {"app": {"a": True}}, "F"),
    "a written truth is a truth": ({"app.a": True}, {"app": {"a": "true"}}, "T"),
    "several tests of a fact must all hold": ({"app.a": {"at_least": 1, "at_most": 3}}, {"app": {"a": 4}}, "F"),
    "several keys must all hold": ({"app.a": 1, "app.b": 1}, {"app": {"a": 1}}, "?"),
    "and is false where one part is, whatever is unknown": (
        {"all": [{"app.a": 1}, {"app.b": 1}]},
        {"app": {"a": 2}},
        "F",
    ),
    "or is true where one part is, whatever is unknown": (
        {"any": [{"app.a": 1}, {"app.b": 1}]},
        {"app": {"a": 1}},
        "T",
    ),
    "what does not hold is not known not to": ({"not": {"app.a": 1}}, {"app": {}}, "?"),
    "no condition holds": ({}, {}, "T"),
    "a range within the bound is within it": ({"app.a": {"at_most": 10}}, {"app": {"a": {"range": [None, 10]}}}, "T"),
    "a range beyond the bound is beyond it": ({"app.a": {"at_most": 10}}, {"app": {"a": {"range": [11, None]}}}, "F"),
    "a range that touches the bound may be more": (
        {"app.a": {"more_than": 10}},
        {"app": {"a": {"range": [10, 11]}}},
        "?",
    ),
    "a range outside differs": ({"app.a": 10}, {"app": {"a": {"range": [11, 12]}}}, "F"),
    "a range of one number is that number": ({"app.a": 10}, {"app": {"a": {"range": [10, 10]}}}, "T"),
    "a range is in no list that it misses": ({"app.a": {"in": [1, 2]}}, {"app": {"a": {"range": [3, 4]}}}, "F"),
    "a product with a range is unknown": (
        {"app.a": {"at_most": {"times": [2, {"fact": "app.b"}]}}},
        {"app": {"a": 1, "b": {"range": [1, 2]}}},
        "?",
    ),
    "one unknown element cannot be two missing members": (
        {"app.a": {"contains_all": ["x", "y"]}},
        {"app": {"a": [None, "z"]}},
        "F",
    ),
    "an other element may be the missing member": ({"app.a": {"contains_any": ["x"]}}, {"app": {"a": ["other"]}}, "?"),
    "a known element outside settles it": ({"app.a": {"subset_of": ["x"]}}, {"app": {"a": [None, "z"]}}, "F"),
    "a fact with evidence compares by its value": (
        {"app.a": {"at_most": 5}},
        {"app": {"a": {"value": 5, "evidence": {"reference": "A-1"}, "declared_by": "法务"}}},
        "T",
    ),
    "an object may carry its evidence": (
        {"app.a": {"evidenced": True}},
        {"app": {"a": {"b": 1, "evidence": {"digest": "00"}}}},
        "T",
    ),
    "evidence without reference or digest proves nothing": (
        {"app.a": {"evidenced": True}},
        {"app": {"a": {"value": 5, "evidence": {"issued": "2025-01-01"}}}},
        "?",
    ),
    "evidence of what is not said proves nothing": (
        {"app.a": {"evidenced": True}},
        {"app": {"a": {"value": None, "evidence": {"reference": "A-1"}}}},
        "?",
    ),
    "what is other may have evidence": (
        {"app.a": {"evidenced": True}},
        {"app": {"a": {"value": "other", "evidence": {"reference": "A-1"}}}},
        "T",
    ),
    "an unknown list has at least no elements": ({"count": {"of": "app.a as one", "at_least": 0}}, {}, "T"),
    "an unknown list may have any number": ({"count": {"of": "app.a as one", "at_most": 99}}, {}, "?"),
    "an element not described is one element": (
        {"count": {"of": "app.a as one", "at_least": 2}},
        {"app": {"a": [None, None]}},
        "T",
    ),
    "an excluded element need not hold": (
        {"every": {"of": "app.a as one", "where": {"one.b": 1}, "hold": {"one.c": 1}}},
        {"app": {"a": [{"b": 2, "c": None}, {"b": 1, "c": 1}]}},
        "T",
    ),
    "a single element rises, whatever it is": (
        {"monotone": {"of": "app.a as one", "by": "one.b", "value": "one.c"}},
        {"app": {"a": [None]}},
        "T",
    ),
    "equals need not rise": (
        {"monotone": {"of": "app.a as one", "by": "one.b", "value": "one.c"}},
        {"app": {"a": [{"b": 1, "c": 9}, {"b": 1, "c": 2}]}},
        "T",
    ),
    "elements of a list of texts are texts": (
        {"some": {"of": "app.a as one", "hold": {"one": "x"}}},
        {"app": {"a": ["y", "x"]}},
        "T",
    ),
    "elements of elements are reached by name": (
        {
            "every": {
                "of": "app.a as one",
                "hold": {"some": {"of": "one.b as two", "hold": {"two.c": {"equals": {"fact": "one.c"}}}}},
            }
        },
        {"app": {"a": [{"c": 7, "b": [{"c": 7}]}]}},
        "T",
    ),
    "text is read without its spaces, width and script": (
        {"app.a": {"mentions": {"list": "promises"}}},
        {"app": {"a": "本產品 零 風\u3000險！"}},
        "T",
    ),
    "text longer than 4096 bytes is not searched": ({"app.a": {"matches": "."}}, {"app": {"a": "长" * 1366}}, "?"),
    "a month ends where the next has no such day": (
        {"app.a": {"within": {"months": 1, "of": "app.b"}}},
        {"app": {"a": "2025-03-01", "b": "2025-01-31"}},
        "F",
    ),
    "what is earlier is in time": (
        {"app.a": {"within": {"days": 0, "of": "app.b"}}},
        {"app": {"a": "2024-01-01", "b": "2025-01-31"}},
        "T",
    ),
    "no day is known beyond the calendar": (
        {"app.a": {"within": {"days": {"fact": "app.n"}, "of": "app.b"}}},
        {"app": {"a": "2024-01-01", "b": "2025-01-31", "n": 9999999999}},
        "?",
    ),
}


@pytest.mark.parametrize(("condition", "manifest", "letter"), SAYINGS.values(), ids=SAYINGS.keys())
def test_a_condition_means_what_is_said(condition: Mapping[str, Raw], manifest: Mapping[str, Raw], letter: str) -> None:
    assert truth(condition, manifest) == letter


WORKDAYS = {2025: ({date(2025, 10, day) for day in range(1, 9)}, {date(2025, 9, 28), date(2025, 10, 11)})}


@pytest.mark.parametrize(
    ("start", "last"),
    [
        pytest.param("2025-06-26", "2025-07-01", id="a weekend is not worked"),
        pytest.param("2025-09-26", "2025-09-30", id="a made-up Sunday is worked"),
        pytest.param("2025-09-29", "2025-10-10", id="holidays are not worked"),
    ],
)
def test_the_third_working_day_is_the_last_in_time(start: str, last: str) -> None:
    condition = {"app.done": {"within": {"working_days": 3, "of": "app.start"}}}
    days = [date.fromisoformat(last), date.fromordinal(date.fromisoformat(last).toordinal() + 1)]
    found = [truth(condition, {"app": {"start": start, "done": day}}, workdays=WORKDAYS) for day in days]
    assert found == ["T", "F"]


def test_no_working_day_is_known_in_a_year_without_calendar() -> None:
    condition = {"app.done": {"within": {"working_days": 3, "of": "app.start"}}}
    assert truth(condition, {"app": {"start": "2025-12-31", "done": "2025-12-31"}}, workdays=WORKDAYS) == "?"


LPR = {
    "lpr": {"series": [{"from": "2024-01-01", "value": "3.45%"}, {"from": "2025-06-30", "value": "3%"}]},
    "cap": {"formula": {"times": [4, {"param": "lpr"}]}},
}


@pytest.mark.parametrize(
    ("operand", "manifest", "letter"),
    [
        pytest.param({"param": "lpr"}, {"rate": "3%"}, "T", id="of the day judged, which is the first of its value"),
        pytest.param({"param": "cap"}, {"rate": "12%"}, "T", id="a formula is of the same day"),
        pytest.param(
            {"param": "cap", "on": {"fact": "app.day"}},
            {"rate": "13.8%", "day": "2025-06-29"},
            "T",
            id="of a stated day",
        ),
        pytest.param(
            {"param": "lpr", "on": {"fact": "app.day"}},
            {"rate": "3%", "day": "2023-12-31"},
            "?",
            id="before its first value",
        ),
        pytest.param({"param": "lpr", "on": {"fact": "app.day"}}, {"rate": "3%"}, "?", id="of an unknown day"),
        pytest.param({"param": "lpr", "on": {"fact": "app.day"}}, {"rate": "3%", "day": "none"}, "F", id="of no day"),
    ],
)
def test_a_parameter_has_the_value_of_its_day(operand: Raw, manifest: Raw, letter: str) -> None:
    assert truth({"app.rate": {"equals": operand}}, {"app": manifest}, parameters=LPR) == letter


@pytest.mark.parametrize(
    ("when", "required", "outcome"),
    [
        (True, True, "met"),
        (True, False, "violated"),
        (True, None, "undetermined"),
        (False, True, "not_applicable"),
        (False, False, "not_applicable"),
        (False, None, "not_applicable"),
        (None, True, "undetermined"),
        (None, False, "undetermined"),
        (None, None, "undetermined"),
    ],
)
def test_a_check_comes_to_one_of_four_outcomes(when: Raw, required: Raw, outcome: str) -> None:
    asked = rule(when={"app.a": True}, require={"app.b": True})
    assert outcomes({"asked": asked}, {"app": {"a": when, "b": required}}) == {"product": outcome}


@pytest.mark.parametrize(("fact", "outcome"), [(True, "violated"), (False, "met"), (None, "undetermined")])
def test_what_is_forbidden_is_required_not_to_be(fact: Raw, outcome: str) -> None:
    assert outcomes({"asked": rule(forbid={"app.a": True})}, {"app": {"a": fact}}) == {"product": outcome}


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2024, 12, 31), {}),
        (date(2025, 1, 1), {"product": "met"}),
        (date(2025, 12, 31), {"product": "met"}),
        (date(2026, 1, 1), {"product": "violated"}),
    ],
)
def test_a_version_binds_from_its_first_day_until_the_day_before_its_end(day: date, found: Raw) -> None:
    first = {"in_force": {"from": "2025-01-01", "until": "2026-01-01"}, "require": {"app.a": 1}}
    second = {"in_force": {"from": "2026-01-01"}, "require": {"app.a": 2}}
    assert outcomes({"asked": {"versions": [first, second]}}, {"app": {"a": 1}}, day=day) == found


@pytest.mark.parametrize(
    ("special", "outcome"), [(True, "not_applicable"), (None, "undetermined"), (False, "violated")]
)
def test_a_special_rule_displaces_the_general_one_where_it_applies(special: Raw, outcome: str) -> None:
    rules = {
        "asked": rule(require={"app.a": 1}),
        "special": rule(when={"app.special": True}, require={}, overrides=["asked"]),
    }
    assert outcomes(rules, {"app": {"a": 2, "special": special}}) == {"product": outcome}


def test_a_special_rule_that_is_not_in_force_displaces_nothing() -> None:
    rules = {
        "asked": rule(require={"app.a": 1}),
        "special": rule(in_force={"from": "2026-01-01"}, require={}, overrides=["asked"]),
    }
    assert outcomes(rules, {"app": {"a": 2}}) == {"product": "violated"}


def test_a_special_rule_displaces_even_where_a_more_special_one_displaces_it() -> None:
    rules = {
        "asked": rule(require={"app.a": 1}),
        "special": rule(require={}, overrides=["asked"]),
        "more special": rule(require={}, overrides=["special"]),
    }
    assert outcomes(rules, {"app": {"a": 2}}) == {"product": "not_applicable"}


def test_a_special_rule_may_name_its_elements_otherwise() -> None:
    rules = {
        "asked": rule(for_each="app.list as one", require={"one.a": 1}),
        "special": rule(for_each="app.list as it", when={"it.b": True}, require={}, overrides=["asked"]),
    }
    found = outcomes(rules, {"app": {"list": [{"a": 2, "b": True}, {"a": 2, "b": False}]}})
    assert found == {"app.list[0]": "not_applicable", "app.list[1]": "violated"}


@pytest.mark.parametrize(
    ("elements", "found"),
    [
        pytest.param(
            [{"a": 1}, {"a": 2}, None],
            {"app.list[0]": "met", "app.list[1]": "violated", "app.list[2]": "undetermined"},
            id="given",
        ),
        pytest.param([], {"app.list": "not_applicable"}, id="empty"),
        pytest.param("none", {"app.list": "not_applicable"}, id="none"),
        pytest.param(None, {"app.list": "undetermined"}, id="unknown"),
        pytest.param("other", {"app.list": "undetermined"}, id="other"),
    ],
)
def test_a_check_for_each_element_is_on_the_list_where_there_is_none(elements: Raw, found: Raw) -> None:
    assert (
        outcomes({"asked": rule(for_each="app.list as one", require={"one.a": 1})}, {"app": {"list": elements}})
        == found
    )


@pytest.mark.parametrize(("b", "outcome"), [(False, "not_applicable"), (True, "undetermined"), (None, "undetermined")])
def test_a_check_that_could_apply_to_no_element_does_not_apply_to_an_unknown_list(b: Raw, outcome: str) -> None:
    asked = rule(
        for_each=["app.list as one", "one.list as two"], when={"app.b": True, "two.a": 1}, require={"two.a": 1}
    )
    assert outcomes({"asked": asked}, {"app": {"b": b}}) == {"app.list": outcome}


def test_a_nested_check_is_on_each_innermost_element_or_on_its_list() -> None:
    asked = rule(for_each=["app.list as one", "one.list as two"], require={"two.a": {"equals": {"fact": "one.a"}}})
    given_credits = [{"a": 1, "list": [{"a": 1}, {"a": 2}]}, {"a": 1, "list": []}, {"a": 1}, None]
    assert outcomes({"asked": asked}, {"app": {"list": given_credits}}) == {
        "app.list[0].list[0]": "met",
        "app.list[0].list[1]": "violated",
        "app.list[1].list": "not_applicable",
        "app.list[2].list": "undetermined",
        "app.list[3].list": "undetermined",
    }


FLAG = {"kind": "flag"}
LIST_FLAG = {"product": {"risky": FLAG}, "app.list[]": {"is.risky": FLAG}}


def test_a_conclusion_holds_if_one_of_its_rules_says_so() -> None:
    rules = {
        "one": rule(when={"app.a": 1}, conclude={"product.risky": True}),
        "two": rule(when={"app.b": 1}, conclude={"product.risky": True}),
    }
    found = [
        conclude(world(rules, conclusions={"product": {"risky": FLAG}}), {"app": facts}, DAY)["product", "risky", None]
        for facts in ({"a": 1}, {"a": 2}, {"a": 2, "b": 2})
    ]
    assert found == [True, None, False]


def test_a_conclusion_without_rule_does_not_hold() -> None:
    assert conclude(world({}, conclusions={"product": {"risky": FLAG}}), {}, DAY) == {("product", "risky", None): False}


def test_a_classification_that_is_not_in_force_says_nothing() -> None:
    rules = {"one": rule(in_force={"from": "2026-01-01"}, conclude={"product.risky": True})}
    assert truth({"product.risky": True}, {}, rules=rules, conclusions={"product": {"risky": FLAG}}) == "F"


def test_a_manifest_cannot_supply_a_conclusion() -> None:
    assert truth({"product.risky": True}, {"product": {"risky": True}}, conclusions={"product": {"risky": FLAG}}) == "F"


def test_elements_are_characterised_one_by_one_the_undescribed_alike() -> None:
    rules = {"one": rule(for_each="app.list as it", when={"it.a": 1}, conclude={"it.is.risky": True})}
    found = conclude(world(rules, conclusions=LIST_FLAG), {"app": {"list": [{"a": 1}, {"a": 2}, None]}}, DAY)
    assert [found[f"app.list[{i}]", "is.risky", None] for i in range(3)] == [True, False, None]


@pytest.mark.parametrize(
    ("elements", "letter"), [([{"a": 1}], "T"), ([{"a": 2}], "F"), ([None], "?"), (None, "?"), ("none", "F")]
)
def test_what_its_parts_are_can_make_the_product_what_it_is(elements: Raw, letter: str) -> None:
    rules = {
        "part": rule(for_each="app.list as it", when={"it.a": 1}, conclude={"it.is.risky": True}),
        "whole": rule(
            when={"some": {"of": "app.list as one", "hold": {"one.is.risky": True}}}, conclude={"product.risky": True}
        ),
    }
    assert truth({"product.risky": True}, {"app": {"list": elements}}, rules=rules, conclusions=LIST_FLAG) == letter


def test_elements_of_an_unknown_list_are_not_characterised() -> None:
    rules = {"asked": rule(for_each="app.list as it", when={"it.is.risky": True}, require={"it.c": 1})}
    assert outcomes(rules, {"app": {"list": None}}, conclusions=LIST_FLAG) == {"app.list": "undetermined"}


def test_elements_of_elements_are_characterised_with_the_elements_they_lie_in() -> None:
    rules = {
        "one": rule(
            for_each=["app.list as a", "a.list as b"],
            when={"b.n": {"equals": {"fact": "a.n"}}},
            conclude={"b.same": True},
        )
    }
    manifest = {"app": {"list": [{"n": 1, "list": [{"n": 1}]}, {"n": 2, "list": [{"n": 1}]}, {"n": 3}]}}
    found = conclude(world(rules, conclusions={"app.list[].list[]": {"same": FLAG}}), manifest, DAY)
    assert found == {("app.list[0].list[0]", "same", None): True, ("app.list[1].list[0]", "same", None): False}


def test_a_level_reached_is_every_lower_level_reached() -> None:
    rules = {"one": rule(conclude={"product.level": {"at_least": "mid"}})}
    found = conclude(world(rules, conclusions={"product": {"level": CONCLUSIONS["product"]["level"]}}), {}, DAY)
    assert [found["product", "level", member] for member in ("low", "mid", "high")] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "said", "then", "test"),
    [
        ("set", {"add": "a"}, {"add": "b"}, {"contains_any": ["a"]}),
        ("level", {"at_least": "mid"}, {"at_least": "low"}, {"at_least": "mid"}),
    ],
)
def test_a_member_may_follow_from_another(name: str, said: Raw, then: Raw, test: Raw) -> None:
    rules = {
        "first": rule(conclude={f"product.{name}": said}),
        "second": rule(when={f"product.{name}": test}, conclude={f"product.{name}": then}),
    }
    found = conclude(world(rules, conclusions={"product": {name: CONCLUSIONS["product"][name]}}), {}, DAY)
    assert found["product", name, next(iter(then.values()))] is True


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page.replace(between_marks(page), rendered()), encoding="utf-8")
