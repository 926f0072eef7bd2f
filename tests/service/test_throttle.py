"""Buckets: what is taken is gone until time fills them again."""

from __future__ import annotations

from hegui_adapters.service.throttle import Throttle


def drained(throttle: Throttle, name: str, now: float, times: int) -> list[bool]:
    return [throttle.take(name, now).allowed for _ in range(times)]


def test_a_full_bucket_lets_its_burst_pass_and_no_more() -> None:
    assert drained(Throttle(1, 3), "a", 0, 4) == [True, True, True, False]


def test_time_fills_a_bucket_at_its_rate() -> None:
    throttle = Throttle(2, 3)
    drained(throttle, "a", 0, 3)
    assert drained(throttle, "a", 1, 3) == [True, True, False]


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    throttle = Throttle(2, 3)
    drained(throttle, "a", 0, 1)
    assert drained(throttle, "a", 1000, 4) == [True, True, True, False]


def test_each_name_has_a_bucket_of_its_own() -> None:
    throttle = Throttle(1, 1)
    drained(throttle, "a", 0, 2)
    assert throttle.take("b", 0).allowed


def test_a_clock_set_back_fills_nothing() -> None:
    throttle = Throttle(1, 1)
    drained(throttle, "a", 1000, 1)
    assert not throttle.take("a", 0).allowed


def test_a_clock_set_back_does_not_lock_anybody_out() -> None:
    throttle = Throttle(1, 1)
    drained(throttle, "a", 1000, 1)
    throttle.take("a", 0)
    assert throttle.take("a", 1).allowed


def test_what_is_left_is_told() -> None:
    throttle = Throttle(0.5, 4)
    found = throttle.take("a", 0)
    assert (found.size, found.left, found.full_in) == (4, 3, 2)


def test_how_long_to_wait_is_told() -> None:
    throttle = Throttle(0.1, 1)
    throttle.take("a", 0)
    assert throttle.take("a", 4).next_in == 6


def test_looking_takes_nothing() -> None:
    throttle = Throttle(1, 1)
    throttle.look("a", 0)
    assert throttle.take("a", 0).allowed


def test_only_so_many_buckets_are_remembered() -> None:
    throttle = Throttle(1, 1, most=2)
    for name in ("a", "b", "c"):
        throttle.take(name, 0)
    assert (throttle.look("a", 0).allowed, throttle.look("c", 0).allowed) == (True, False)
