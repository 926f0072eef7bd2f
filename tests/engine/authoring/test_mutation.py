"""Which changes of a rule its examples notice: limits by their smallest unit, days, operators, members, quantifiers, parameters."""

from __future__ import annotations

from collections.abc import Mapping

from hegui.authoring.mutation import readers_of, tried, tried_parameter
from hegui.rulebook import Rulebook
from rulebooks import always, parameter, rule, rulebook, series

EXCUSED = "{violated: x, met: x, undetermined: x, not_applicable: x}"


def survivors(book: Rulebook, name: str) -> list[str]:
    return [trial.change for trial in tried(book, book.by_id[name]) if not trial.noticed]


def of_check(said: str, cases: str, more: Mapping[str, str] | None = None) -> Rulebook:
    return rulebook({**(more or {}), "boundaries/t/r.yaml": always(said, cases=cases, no_case=EXCUSED)})


def case(name: str, given: str, expect: str, as_of: str = "2026-01-01") -> str:
    return f"{{name: {name}, as_of: {as_of}, given: {given}, expect: {expect}}}"


def age(years: int, expect: str, as_of: str = "2026-01-01") -> str:
    return case(f"at {years} on {as_of}", f"{{users: {{minimum_age: {years}}}}}", expect, as_of)


BOUND = [age(18, "met"), age(17, "violated")]
FIRST_DAYS = [age(17, "violated", "2020-01-01"), age(17, "not_applicable", "2019-12-31")]
ADULT = "require: {users.minimum_age: {at_least: 18}}"


def test_the_limit_and_one_unit_over_on_the_first_day_and_the_day_before_leave_no_survivor() -> None:
    book = of_check(ADULT, f"[{', '.join(BOUND + FIRST_DAYS)}]")

    assert survivors(book, "boundaries.t.r") == []


def test_a_limit_that_is_not_tried_at_its_edge_survives() -> None:
    book = of_check(ADULT, f"[{', '.join([age(30, 'met'), age(10, 'violated'), *FIRST_DAYS])}]")

    assert survivors(book, "boundaries.t.r") == [
        "2020-01-01: require: at_least → more_than (users.minimum_age)",
        "2020-01-01: require: 18 → 19 (users.minimum_age)",
    ]


def test_days_that_are_not_tried_survive() -> None:
    book = of_check(ADULT, f"[{', '.join(BOUND)}]")

    assert survivors(book, "boundaries.t.r") == [
        "2020-01-01: from 2020-01-01 → 2019-12-31",
        "2020-01-01: from 2020-01-01 → 2020-01-02",
    ]


def test_a_member_no_example_names_survives() -> None:
    said = "require: {credit.mode: {in: [offline, fully_online]}}"
    cases = [
        case("offline", "{credit: {mode: offline}}", "met"),
        case("partly", "{credit: {mode: partly_online}}", "violated"),
    ]
    book = of_check(said, f"[{', '.join(cases)}]")

    assert "2020-01-01: require: without fully_online (credit.mode)" in survivors(book, "boundaries.t.r")
    assert "2020-01-01: require: without offline (credit.mode)" not in survivors(book, "boundaries.t.r")


def test_a_quantifier_needs_a_list_where_the_others_differ() -> None:
    said = "require: {some: {of: data.items as item, hold: {item.category: name}}}"
    alike = [case("name", "{data: {items: [{category: name}]}}", "met")]
    mixed = [*alike, case("mixed", "{data: {items: [{category: name}, {category: health}]}}", "met")]

    assert "2020-01-01: require: some → every (data.items)" in survivors(
        of_check(said, f"[{', '.join(alike)}]"), "boundaries.t.r"
    )
    assert "2020-01-01: require: some → every (data.items)" not in survivors(
        of_check(said, f"[{', '.join(mixed)}]"), "boundaries.t.r"
    )


def test_a_classification_is_held_to_its_own_condition_beside_the_others() -> None:
    one = rule(
        """
        conclude: {product.is.cash: true}
        versions: [{in_force: {from: 2000-01-01}, when: {credit.mode: {in: [offline, partly_online]}}}]
        cases: [{name: offline, given: {credit: {mode: offline}}, expect: concluded}]
        no_case: {not_concluded: x, undetermined: x}
        """
    )
    other = one.replace("{credit.mode: {in: [offline, partly_online]}}", "{credit.mode: offline}")
    book = rulebook({"classify/t/one.yaml": one, "classify/t/other.yaml": other})

    assert "2000-01-01: when: without offline (credit.mode)" in survivors(book, "classify.t.one")


def test_a_parameter_is_held_to_the_examples_of_every_rule_that_reads_it() -> None:
    numbers = {"parameters/p.yaml": "adult: " + parameter(series(("2020-01-01", "18"), ("2024-01-01", "20")))}
    said = "require: {users.minimum_age: {at_least: {param: adult}}}"
    first = [age(18, "met", "2023-12-31"), age(17, "violated", "2020-01-01")]
    later = [age(20, "met", "2024-01-01"), age(19, "violated", "2024-01-01")]

    def unnoticed(cases: list[str]) -> list[str]:
        book = of_check(said, f"[{', '.join(cases)}]", numbers)
        return [t.change for t in tried_parameter(book, "adult", readers_of(book)["adult"]) if not t.noticed]

    assert unnoticed(first + later) == []
    assert unnoticed(first) == ["20 → 19", "20 → 21", "from 2024-01-01 → 2024-01-02"]


def test_a_table_of_data_breeds_no_mutants() -> None:
    table = "lpr: " + parameter(series(("2020-01-01", "18"))).replace("standing: text", "standing: data")
    book = of_check(
        "require: {users.minimum_age: {at_least: {param: lpr}}}", f"[{BOUND[0]}]", {"parameters/p.yaml": table}
    )

    assert list(tried_parameter(book, "lpr", readers_of(book)["lpr"])) == []


def test_an_example_that_fails_anyway_notices_nothing() -> None:
    book = of_check(ADULT, f"[{age(18, 'violated')}, {age(17, 'met')}]")

    assert not any(trial.noticed for trial in tried(book, book.by_id["boundaries.t.r"]))
