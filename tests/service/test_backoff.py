"""Retries: the delays of Standard Webhooks, each a little longer by chance, then none."""

from __future__ import annotations

import pytest
from hegui_adapters.service.backoff import ATTEMPTS, due, rest

SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000
DELAYS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]


@pytest.mark.parametrize(("attempts", "delay"), list(enumerate(DELAYS, 1)))
def test_without_chance_the_delay_is_that_of_the_list(attempts: int, delay: int) -> None:
    assert due(attempts, 7, 0.0) == 7 + delay


@pytest.mark.parametrize(("attempts", "delay"), list(enumerate(DELAYS, 1)))
def test_chance_adds_a_fifth_at_most(attempts: int, delay: int) -> None:
    found = due(attempts, 0, 0.999999)
    assert found is not None
    assert delay < found <= delay * 1.2


def test_after_the_tenth_failure_there_is_no_other_attempt() -> None:
    assert ATTEMPTS == 10
    assert due(10, 0, 0.0) is None


def test_a_receiver_that_asks_for_more_time_gets_it() -> None:
    assert due(1, 0, 0.0, asked=HOUR) == HOUR


def test_a_receiver_that_asks_for_less_time_does_not_get_it() -> None:
    assert due(2, 0, 0.0, asked=SECOND) == 5 * MINUTE


def test_a_receiver_cannot_ask_for_more_than_a_day() -> None:
    assert due(1, 0, 0.0, asked=1000 * HOUR) == 24 * HOUR


@pytest.mark.parametrize(("failures", "wait"), [(1, 5 * SECOND), (2, 5 * MINUTE), (3, 5 * MINUTE), (99, 5 * MINUTE)])
def test_who_does_not_answer_is_left_alone_for_five_minutes_at_most(failures: int, wait: int) -> None:
    assert rest(failures, 0) == wait
