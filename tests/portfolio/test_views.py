"""What the page of all products shows, worked out of portraits: the map by topic, weeks, coming days, what lapses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hegui_adapters.portfolio.coming import calendar, months_after
from hegui_adapters.portfolio.features import features
from hegui_adapters.portfolio.heat import PER_PAGE, Cell, Line, Wanted, heat
from hegui_adapters.portfolio.lapsing import lapsing
from hegui_adapters.portfolio.likeness import all_nearest, neighbours
from hegui_adapters.portfolio.portrait import Change, Portrait, read_portrait
from hegui_adapters.portfolio.trend import first_day, weekly
from hegui_adapters.review.folding import Said, Standing

TODAY = date(2026, 12, 2)


def line(
    name: str,
    verdict: str = "clear",
    topics: Mapping[str, Mapping[str, int]] | None = None,
    owner: str | None = None,
    at: str = "2026-12-01T12:00:00.000+08:00",
    coming: Mapping[str, tuple[Change, ...]] | None = None,
) -> Line:
    portrait = Portrait(name, owner, topics or {}, coming or {}, {})
    return Line(f"d-{name}", name, "1", verdict, "2026-12-01", at, older=False, portrait=portrait)


BARE = Line("d-bare", "bare", None, "blocked", "2026-12-01", "2026-11-01T12:00:00.000+08:00", older=True, portrait=None)

# ---- the map

CELLS: Mapping[str, tuple[Mapping[str, int], Cell]] = {
    "what blocks": ({"met": 9, "block": 2, "open.block": 5}, Cell("block", 2)),
    "what may block before what warns": ({"warn": 4, "open.block": 1}, Cell("open.block", 1)),
    "what warns before what may warn": ({"warn": 4, "open.warn": 1}, Cell("warn", 4)),
    "what is waived is not met": ({"waived": 1, "met": 3}, Cell("waived", 1)),
    "what does not apply comes last": ({"not_applicable": 7, "met": 1}, Cell("met", 1)),
}


@pytest.mark.parametrize(("counts", "cell"), CELLS.values(), ids=CELLS)
def test_a_cell_tells_the_gravest_and_how_many(counts: Mapping[str, int], cell: Cell) -> None:
    assert line("a", topics={"aml": counts}).cell("aml") == cell


def test_a_topic_of_which_nothing_is_known_has_no_cell() -> None:
    assert (line("a").cell("aml"), BARE.cell("aml")) == (None, None)


def test_topics_that_bear_on_no_product_are_no_columns() -> None:
    lines = [line("a", topics={"aml": {"not_applicable": 3}, "rates": {"met": 1}, "own": {"met": 1}})]
    assert heat(lines, Wanted()).topics == ["rates", "own"]


def test_the_gravest_verdict_comes_first() -> None:
    lines = [line("a"), line("b", "undetermined"), line("c", "blocked"), line("d")]
    assert [one.name for one in heat(lines, Wanted()).lines] == ["c", "b", "a", "d"]


ORDERS = {
    "name": ["a", "b", "bare"],
    "-name": ["bare", "b", "a"],
    "at": ["bare", "a", "b"],
    "owner": ["b", "a", "bare"],
}


@pytest.mark.parametrize(("order", "names"), ORDERS.items())
def test_products_are_ordered_as_asked(order: str, names: list[str]) -> None:
    lines = [line("b", owner="A", at="2026-12-02"), line("a", owner="B"), BARE]
    assert [one.name for one in heat(lines, Wanted(order=order)).lines] == names


FILTERS = {
    "by owner": (Wanted(owner="A"), ["a"]),
    "by verdict": (Wanted(verdict="blocked"), ["bare", "c"]),
    "by what is open in a topic": (Wanted(topic="aml"), ["c", "a"]),
    "by a topic with nothing open": (Wanted(topic="rates"), []),
}


@pytest.mark.parametrize(("wanted", "names"), FILTERS.values(), ids=FILTERS)
def test_products_are_filtered(wanted: Wanted, names: list[str]) -> None:
    lines = [
        line("a", owner="A", topics={"aml": {"open.advise": 1}, "rates": {"met": 1}}),
        line("b", topics={"aml": {"met": 1}, "rates": {"not_applicable": 1}}),
        line("c", "blocked", {"aml": {"block": 1}}),
        BARE,
    ]
    found = heat(lines, wanted)
    assert [one.name for one in found.lines] == names
    assert sum(found.counts.values()) == found.all == len(names)


PAGES = {1: (1, PER_PAGE), 3: (3, 1), 9: (3, 1), 0: (1, PER_PAGE)}


@pytest.mark.parametrize(("asked", "found"), PAGES.items())
def test_a_page_past_the_last_is_the_last(asked: int, found: tuple[int, int]) -> None:
    shown = heat([line(f"{number:04}") for number in range(2 * PER_PAGE + 1)], Wanted(page=asked))
    assert (shown.page, len(shown.lines), shown.pages) == (*found, 3)


LAUNCHES = {
    "its day has come": ("blocked", TODAY, True),
    "its day is ahead": ("blocked", date(2026, 12, 3), False),
    "facts are missing": ("undetermined", TODAY, True),
    "nothing is open": ("clear", TODAY, False),
    "no day is stated": ("blocked", None, False),
}


@pytest.mark.parametrize(("verdict", "day", "told"), LAUNCHES.values(), ids=LAUNCHES)
def test_a_product_is_unsettled_once_its_launch_day_has_come(verdict: str, day: date | None, told: bool) -> None:
    facts = {"product.launch_date": day} if day else {}
    found = replace(line("a", verdict), portrait=Portrait("a", None, {}, {}, facts))
    assert found.unsettled_at_launch(TODAY) is told


# ---- week by week


def test_weeks_begin_on_monday_and_end_with_this_one() -> None:
    assert (first_day(TODAY, 1), first_day(TODAY, 3)) == (date(2026, 11, 30), date(2026, 11, 16))


def test_a_week_counts_the_newest_decision_on_each_product_then() -> None:
    made = [
        ("a", "2026-10-01", "blocked"),
        ("a", "2026-11-17", "undetermined"),
        ("b", "2026-11-22", "clear"),
        ("a", "2026-11-30", "clear"),
    ]
    weeks = weekly(made, date(2026, 11, 9), 4)
    assert [dict(week.counts) for week in weeks] == [
        {"blocked": 1},
        {"undetermined": 1, "clear": 1},
        {"undetermined": 1, "clear": 1},
        {"clear": 2},
    ]
    assert [week.monday.day for week in weeks] == [9, 16, 23, 30]


# ---- coming law


def test_coming_days_are_told_with_the_products_they_touch() -> None:
    change = (Change("boundaries.aml.x", "met", "violated"),)
    lines = [
        line("a", coming={"2027-01-01": change}),
        line("b", coming={"2027-01-01": change, "2026-12-10": change}),
        BARE,
    ]
    days = calendar(lines, TODAY)
    assert [(day.day.isoformat(), [one.line.name for one in day.products]) for day in days] == [
        ("2026-12-10", ["b"]),
        ("2027-01-01", ["a", "b"]),
    ]


HORIZON = {"2026-12-02": 0, "2026-12-03": 1, "2028-12-02": 1, "2028-12-03": 0}


@pytest.mark.parametrize(("day", "told"), HORIZON.items())
def test_only_the_next_24_months_after_today_are_told(day: str, told: int) -> None:
    found = calendar([line("a", coming={day: (Change("r", "met", "violated"),)})], TODAY)
    assert len(found) == told
    assert all(0 <= one.place <= 1000 for one in found)


def test_a_month_that_has_no_such_day_ends_with_its_last() -> None:
    assert months_after(date(2027, 8, 31), 18) == date(2029, 2, 28)


# ---- what lapses


def standing(act: str, number: int, day: str, *, approved: bool | None = None, ended: str | None = None) -> Standing:
    data = {
        "product": "p",
        "rule": f"r-{number}",
        "subject": "product",
        "owner": "李",
        ("due" if act == "plan" else "until"): day,
    }
    said = Said(number, "2026-11-01", "person:a", act, "d-1", data)
    decided = (
        None
        if approved is None
        else Said(number + 1, "2026-11-01", "person:b", "approve", "d-1", {"approves": approved})
    )
    return Standing(said, decided, Said(number + 2, "2026-11-01", "person:a", ended, "d-1", {}) if ended else None)


STANDING = [
    standing("waiver", 10, "2026-12-03", approved=True),
    standing("waiver", 20, "2027-01-01", approved=True),
    standing("waiver", 30, "2027-01-02", approved=True),
    standing("waiver", 40, "2027-03-02", approved=True),
    standing("waiver", 50, "2027-03-03", approved=True),
    standing("waiver", 60, "2026-12-02", approved=True),
    standing("waiver", 70, "2026-12-20"),
    standing("waiver", 80, "2026-12-20", approved=False),
    standing("waiver", 90, "2026-12-20", approved=True, ended="withdraw"),
    standing("plan", 100, "2026-12-01"),
    standing("plan", 110, "2026-12-02"),
    standing("plan", 120, "2026-12-01", ended="done"),
]


def test_waivers_are_told_by_the_days_they_have_left() -> None:
    found = lapsing(STANDING, TODAY)
    assert [(most, [one.rule for one in dues]) for most, dues in found.within] == [
        (30, ["r-10", "r-20"]),
        (60, ["r-30"]),
        (90, ["r-40"]),
    ]
    assert [one.rule for one in found.lapsed] == ["r-60"]


def test_plans_are_overdue_after_their_day() -> None:
    assert [(one.rule, one.days) for one in lapsing(STANDING, TODAY).overdue] == [("r-100", -1)]


def test_nothing_to_see_to_is_nothing() -> None:
    assert not lapsing([standing("waiver", 1, "2030-01-01", approved=True), standing("plan", 2, "2027-01-01")], TODAY)


# ---- neighbours


def stated(name: str, **facts: object) -> str:
    """A portrait that says of every fact that there is none, but for some."""
    said = {one.name: False for one in features()} | {path.replace("__", "."): value for path, value in facts.items()}
    return json.dumps({"name": name, "owner": None, "topics": {}, "coming": {}, "facts": said})


def lines_of(texts: list[str]) -> list[Line]:
    made = [(f"d-{number}", read_portrait(text)) for number, text in enumerate(texts)]
    return [replace(line(name), decision=name, portrait=portrait) for name, portrait in made]


TEXTS = [
    stated("a", product__kind="cash_loan", credit__limit="100", credit__term__loan="12"),
    stated("b", product__kind="cash_loan", credit__limit="120", credit__term__loan="12"),
    stated("c", product__kind="cash_loan", credit__limit="200", credit__term__loan="24"),
    stated("d", product__kind="payment_service"),
    '{"name": "e", "owner": null, "topics": {}, "coming": {}, "facts": {"product.kind": "cash_loan"}}',
]


def test_products_nearer_than_the_stated_distance_are_alike() -> None:
    """Weights 3, 3, 2: a limit of 100 and one of 120, of a range of 100, are 0.2 × 3 / 8 = 0.075 apart."""
    found = {pair.line.name: pair.nearest for pair in all_nearest(lines_of(TEXTS), TEXTS)}
    near, far = found["a"], found["c"]
    assert near is not None
    assert far is not None
    assert (near.line.name, near.distance, near.near) == ("b", Decimal("0.075"), True)
    assert (far.line.name, far.distance, far.near) == ("b", (Decimal("0.8") * 3 + 2) / 8, False)


def test_the_most_alike_come_first_and_those_without_neighbours_last() -> None:
    found = [pair.line.name for pair in all_nearest(lines_of(TEXTS), TEXTS)]
    assert (found[:2], found[-1]) == (["a", "b"], "e")


def test_a_neighbour_is_told_with_what_differs() -> None:
    (first, *_) = neighbours(lines_of(TEXTS), TEXTS, 0, 3)
    assert first.differing == [("credit.limit", Decimal(100), Decimal(120))]


def test_too_little_in_common_makes_no_neighbours() -> None:
    assert neighbours(lines_of(TEXTS), TEXTS, 4, 3) == []
