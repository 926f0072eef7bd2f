"""Which refusals are told in the log: the first at once, the rest as a count, never more than two a minute."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hegui_adapters.service.refusals import Refusal, Refusals
from hypothesis import given
from hypothesis import strategies as st

ONE = Refusal("webhook.refused", "stranger", "registry", "stale", "msg", "00")


def told(lines: list[tuple[str, str, str, object]]) -> list[object]:
    return [payload.get("more") for *_, payload in lines]  # type: ignore[attr-defined]


def test_the_first_is_told_with_all_that_is_known() -> None:
    ((kind, actor, subject, payload),) = Refusals().noted(ONE, 0.0)
    assert (kind, actor, subject) == ("webhook.refused", "stranger", "registry")
    assert payload == {"reason": "stale", "id": "msg", "body_digest": "sha256:00"}


def test_those_that_follow_within_a_minute_are_counted() -> None:
    refusals = Refusals()
    assert [told(refusals.noted(ONE, now)) for now in (0.0, 1.0, 59.9)] == [[None], [], []]


def test_the_count_is_told_with_the_next_after_that_minute() -> None:
    refusals = Refusals()
    for now in (0.0, 1.0, 2.0):
        refusals.noted(ONE, now)
    assert told(refusals.noted(ONE, 60.0)) == [2, None]


def test_where_none_followed_there_is_no_count() -> None:
    refusals = Refusals()
    refusals.noted(ONE, 0.0)
    assert told(refusals.noted(ONE, 60.0)) == [None]


@pytest.mark.parametrize(
    "other", [{"source": "hub"}, {"reason": "wrong-signature"}, {"kind": "check.refused"}, {"actor": "a"}]
)
def test_each_source_and_reason_is_counted_for_itself(other: dict[str, str]) -> None:
    refusals = Refusals()
    refusals.noted(ONE, 0.0)
    assert told(refusals.noted(replace(ONE, **other), 1.0)) == [None]


def test_at_the_end_what_was_counted_is_told_once() -> None:
    refusals = Refusals()
    for now in (0.0, 1.0):
        refusals.noted(ONE, now)
    assert [told(refusals.rest()), told(refusals.rest())] == [[1], []]


def test_a_clock_set_back_begins_anew() -> None:
    refusals = Refusals()
    for now in (1000.0, 1001.0):
        refusals.noted(ONE, now)
    assert told(refusals.noted(ONE, 0.0)) == [1, None]


@given(st.lists(st.floats(0, 5, allow_nan=False), max_size=200))
def test_every_refusal_is_told_or_counted_and_a_minute_has_two_lines_at_most(gaps: list[float]) -> None:
    refusals, now, counted, lines = Refusals(), 0.0, 0, []
    for gap in gaps:
        now += gap
        lines += [(now, more) for more in told(refusals.noted(ONE, now))]
    lines += [(now, more) for more in told(refusals.rest())]
    counted = sum(more or 1 for _, more in lines)  # type: ignore[misc]
    assert counted == len(gaps)
    for start, _ in lines:
        assert sum(start <= at < start + 60 for at, _ in lines) <= 2 + (now - start < 60)
