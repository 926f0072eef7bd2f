"""The earliest day of a stage: filings and certificates one after the other, by working days, and what leaves it open."""

from __future__ import annotations

from datetime import date

import pytest
from hegui.lifecycle.gate import gate
from hegui.lifecycle.schedule import Schedule, Span
from rulebooks import always, manifest, parameter, rulebook, series

DAY = date(2026, 6, 1)
FROM = "2020-01-01"
CALENDAR = '"2026": {source: s, confidence: verified, holidays: [2026-06-19], made_up: [2026-06-20]}\n'
FILES = {
    "vocabulary/working-days.yaml": CALENDAR,
    "parameters/all.yaml": "".join(
        (
            "durations.app-filing: " + parameter(series((FROM, "5"))),
            "durations.algorithm: " + parameter(series((FROM, "10"))),
            "durations.fintech-product-least: " + parameter(series((FROM, "6")), kind="months"),
            "durations.fintech-product-most: " + parameter(series((FROM, "12")), kind="months"),
            "lifecycle.pilot-months: " + parameter(series((FROM, "3")), kind="months"),
        )
    ),
}
ASKED = always(
    "require: {some: {of: certification.filings as filing, hold: {filing.kind: {in: [algorithm, sandbox]}, filing.status: filed}}}"
)


def laid(
    certification: str, rest: str = "journal: []", stage: str = "pilot", day: date = DAY, **files: str
) -> Schedule:
    text = f"certification: {{{certification}}}\n{rest}"
    return gate(rulebook({**FILES, **files}), manifest(text), stage, as_of=day).schedule


def filing(kind: str, status: str = "not_started", more: str = "") -> str:
    return f"{{id: {kind.replace('_', '-')}, kind: {kind}, status: {status}{more}}}"


def span(low: str, high: str | None) -> Span:
    return Span(date.fromisoformat(low), date.fromisoformat(high) if high else None)


EARLIEST = {
    "nothing to obtain": ("filings: []", span("2026-06-01", "2026-06-01")),
    "five working days from today": (f"filings: [{filing('app_filing')}]", span("2026-06-08", "2026-06-08")),
    "five working days from the filing": (
        f"filings: [{filing('app_filing', 'in_progress', ', filed_on: 2026-05-28')}]",
        span("2026-06-04", "2026-06-04"),
    ),
    "the time is up: any day now": (
        f"filings: [{filing('app_filing', 'in_progress', ', filed_on: 2026-03-02')}]",
        span("2026-06-01", "2026-06-01"),
    ),
    "it is done": (f"filings: [{filing('app_filing', 'filed')}]", span("2026-06-01", "2026-06-01")),
    "when it was filed is not stated": (f"filings: [{filing('app_filing', 'in_progress')}]", span("2026-06-01", "2026-06-08")),
    "whether it is done is not stated": ("filings: [{id: a, kind: app_filing}]", span("2026-06-01", "2026-06-08")),
    "the slower of two": (f"filings: [{filing('app_filing')}, {filing('algorithm')}]", span("2026-06-15", "2026-06-15")),
    "one after the other, over a holiday and a day made up": (
        f"filings: [{filing('app_filing')}, {filing('algorithm', more=', after: [app-filing]')}]",
        span("2026-06-22", "2026-06-22"),
    ),
    "how long it takes is not known": (f"filings: [{filing('sandbox')}]", span("2026-06-01", None)),
    "what follows the unknown is open too": (
        f"filings: [{filing('sandbox')}, {filing('app_filing', more=', after: [sandbox]')}]",
        span("2026-06-08", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("certification", "expected"), EARLIEST.values(), ids=EARLIEST)
def test_the_earliest_day(certification: str, expected: Span) -> None:
    assert laid(certification).earliest == expected


def test_the_longest_way_is_told_first_task_first() -> None:
    listed = f"filings: [{filing('app_filing')}, {filing('algorithm', more=', after: [app-filing]')}]"
    assert laid(listed).path == ("app-filing", "algorithm")


def test_working_days_beyond_the_calendar_leave_the_day_open() -> None:
    found = laid(f"filings: [{filing('app_filing')}]", day=date(2026, 12, 29))
    assert (found.earliest, "calendar" in found.open[0].en) == (span("2027-01-03", None), True)


@pytest.mark.parametrize("after", ["[algorithm]", "[app-filing]"], ids=["each other", "itself"])
def test_filings_that_wait_for_each_other_have_no_day(after: str) -> None:
    listed = f"filings: [{filing('algorithm', more=', after: [app-filing]')}, {filing('app_filing', more=f', after: {after}')}]"
    found = laid(listed)
    assert (found.earliest.high, any("wait for each other" in one.en for one in found.open)) == (None, True)


def test_a_filing_a_check_asks_for_is_wanted_though_nobody_declared_it() -> None:
    found = laid("filings: []", **{"boundaries/asked.yaml": ASKED})
    assert [(task.id, task.force, task.ends.high) for task in found.tasks] == [
        ("algorithm|sandbox", "block", date(2026, 6, 15))
    ]


def test_a_filing_that_is_declared_is_wanted_once() -> None:
    found = laid(f"filings: [{filing('algorithm')}]", **{"boundaries/asked.yaml": ASKED})
    assert [task.id for task in found.tasks] == ["algorithm"]


def test_a_certificate_takes_six_to_twelve_months_and_is_only_advised() -> None:
    found = laid("certificates: [{id: c, scheme: fintech_product, number: none, applied_on: 2026-01-31}]")
    assert [(task.force, task.ends) for task in found.tasks] == [("advise", span("2026-07-31", "2027-01-31"))]


def test_what_is_advised_does_not_move_the_earliest_day() -> None:
    found = laid("certificates: [{id: c, scheme: fintech_product, number: none, applied_on: 2026-01-31}]")
    assert (found.earliest, found.advised) == (span("2026-06-01", "2026-06-01"), span("2026-07-31", "2027-01-31"))


STANDINGS = {
    "all of texts": ("text", "text", "text"),
    "one is the house's own": ("text", "house", "house"),
    "all are the house's own": ("house", "house", "house"),
}


@pytest.mark.parametrize(("least", "most", "told"), STANDINGS.values(), ids=STANDINGS)
def test_a_length_is_the_house_s_own_where_one_of_its_numbers_is(least: str, most: str, told: str) -> None:
    numbers = {
        f"durations.fintech-product-{end}": parameter(series((FROM, "6")), kind="months").replace("text", standing)
        for end, standing in (("least", least), ("most", most))
    }
    text = "".join(f"{name}: {said}" for name, said in numbers.items())
    found = laid("certificates: [{id: c, scheme: fintech_product, number: none}]", **{"parameters/all.yaml": text})
    assert [task.lasting.standing for task in found.tasks] == [told]


PILOT = "journal: [{kind: pilot_started, date: 2026-04-10}]"


@pytest.mark.parametrize(
    ("rest", "advised"),
    [
        (PILOT, "2026-07-10"),
        ("journal: []", "2026-09-08"),
        ("journal: [{kind: pilot_started, date: 2026-02-01}]", "2026-06-08"),
    ],
    ids=["it runs", "it waits for the filing", "it has run long enough"],
)
def test_before_a_full_launch_three_months_of_pilot_are_advised(rest: str, advised: str) -> None:
    found = laid(f"filings: [{filing('app_filing')}]", rest, "launched")
    assert found.advised == span(advised, advised)


def test_a_launch_that_is_planned_is_told_beside_it() -> None:
    assert laid("filings: []", "product: {launch_date: 2026-06-02}\njournal: []", "launched").planned == date(
        2026, 6, 2
    )


def test_before_customers_nothing_is_to_be_obtained() -> None:
    assert laid(f"filings: [{filing('app_filing')}]", stage="design").tasks == ()
