"""Numbers supposed otherwise: from a day on, exactly, and never to be taken for the law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hegui.scenarios.supposing import STANDING
from scenarioing import planned, rules

BEFORE, FIRST, LATER = date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 1)


def number(folder: Path, what_if: str, day: date, name: str = "line") -> object:
    (scenario,) = planned(folder, f"  - what_if: [{{{what_if}}}]\n")
    return scenario.rulebook(rules()).table.on(name, day)


@pytest.mark.parametrize(
    ("what_if", "day", "value"),
    [
        ("value: 20% per year", BEFORE, "0.24"),
        ("value: 20% per year", FIRST, "0.20"),
        ("value: 20% per year", LATER, "0.20"),
        ("add: 50bp", BEFORE, "0.24"),
        ("add: 50bp", FIRST, "0.245"),
        ("add: 50bp", LATER, "0.225"),
        ("times: 0.5", LATER, "0.11"),
        ("until: 2027-03-01, value: 20% per year", date(2027, 2, 28), "0.20"),
        ("until: 2027-03-01, value: 20% per year", date(2027, 3, 1), "0.24"),
        ("until: 2027-03-01, value: 20% per year", LATER, "0.22"),
        ("until: 2027-07-01, add: -1%", LATER, "0.21"),
        ("until: 2027-07-01, add: -1%", date(2027, 7, 1), "0.22"),
    ],
)
def test_a_number_is_supposed_from_its_day_to_its_end(tmp_path: Path, what_if: str, day: date, value: str) -> None:
    assert number(tmp_path, f"parameter: line, from: 2027-01-01, {what_if}", day) == Decimal(value)


def test_what_follows_from_a_number_moves_with_it(tmp_path: Path) -> None:
    assert number(tmp_path, "parameter: base, from: 2027-01-01, add: 50bp", FIRST, "four") == Decimal("0.14")


def test_the_law_stays_as_it_is(tmp_path: Path) -> None:
    book = rules()
    (scenario,) = planned(tmp_path, "  - what_if: [{parameter: line, from: 2026-12-01, value: 1% per year}]\n")
    assert scenario.run(book).verdict == "blocked"
    assert book.table.on("line", FIRST) == Decimal("0.24")
    assert book.check(planned(tmp_path, "  - set: {}\n").manifest, as_of=date(2026, 12, 1)).verdict == "clear"


def test_a_supposed_rulebook_is_told_apart_everywhere(tmp_path: Path) -> None:
    book = rules()
    (scenario,) = planned(tmp_path, "  - what_if: [{parameter: line, from: 2026-12-01, value: 1% per year}]\n")
    body = scenario.decide(book).body
    assert body["rulebook"]["version"] == "1+what-if"  # type: ignore[index]
    assert body["rulebook"]["digest"] != f"sha256:{book.digest}"  # type: ignore[index]
    (used,) = [one for finding in body["findings"] for one in finding["parameters"] if one["id"] == "line"]  # type: ignore[attr-defined]
    assert (used["standing"], used["label"]["en"], "not law" in used["source"]) == (STANDING, "number [what-if]", True)


def test_what_follows_from_a_supposed_number_is_marked_too(tmp_path: Path) -> None:
    (scenario,) = planned(tmp_path, "  - what_if: [{parameter: base, from: 2026-12-01, add: 1%}]\n")
    assert scenario.rulebook(rules()).terms.parameters["four"].standing == STANDING


def test_every_what_if_has_a_digest_of_its_own(tmp_path: Path) -> None:
    book = rules()
    plan = planned(tmp_path, "  - vary: [{parameter: line, from: 2026-12-01, values: [20% per year, 21% per year]}]\n")
    digests = {scenario.rulebook(book).digest for scenario in plan}
    assert len(digests | {book.digest}) == 3


def test_the_order_of_what_ifs_makes_no_other_rulebook(tmp_path: Path) -> None:
    book = rules()
    parts = ["{parameter: line, from: 2026-12-01, add: 1%}", "{parameter: base, from: 2026-12-01, add: 1%}"]
    found = [planned(tmp_path, f"  - what_if: [{', '.join(order)}]\n")[0] for order in (parts, parts[::-1])]
    assert len({scenario.rulebook(book).digest for scenario in found}) == 1


def test_a_result_says_first_that_it_is_a_what_if(tmp_path: Path) -> None:
    (scenario,) = planned(tmp_path, "  - what_if: [{parameter: line, from: 2026-12-01, value: 20% per year}]\n")
    assert scenario.run(rules()).lines("zh")[1] == "假设情景，非现行法规：数 20%（2026-12-01 起）"
    assert scenario.run(rules()).lines("en")[1] == "what-if, not the law: number 20% (from 2026-12-01)"


def test_a_number_that_is_not_moved_is_no_what_if(tmp_path: Path) -> None:
    (scenario,) = planned(tmp_path, "  - vary: [{parameter: line, from: 2026-12-01, add: [0bp]}]\n")
    assert (scenario.what_ifs, scenario.rulebook(book := rules())) == ((), book)


def test_a_verdict_changes_on_the_day_a_cap_is_lowered(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        "  - what_if: [{parameter: line, from: 2027-01-01, value: 17% per year}]\n"
        "    vary: [{days: [2026-12-31, 2027-01-01]}]\n",
    )
    assert [scenario.run(rules()).verdict for scenario in plan] == ["clear", "blocked"]
