"""What a register beside the log shows: products never checked, checked on another version, launched in spite of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hegui_adapters.register.completeness import KINDS, Decided, compared, decisions_by_product
from hegui_adapters.register.reading import Registered
from hegui_adapters.register.sampling import of_period, sample
from hegui_adapters.store.kept import Row

TODAY = date(2026, 12, 1)
LAUNCH = date(2026, 11, 20)
NOW, OLD = "n" * 64, "o" * 64


def registered(version: str | None = "2", launched: date | None = None, stage: str | None = None) -> Registered:
    return Registered(2, "p", "春风贷", version, "李明", stage, launched)


def decided(verdict: str = "clear", day: date = LAUNCH, version: str | None = "2", rulebook: str = NOW) -> Decided:
    return Decided(f"{verdict}-{day}", day, version, verdict, rulebook)


LATER = LAUNCH + timedelta(days=5)
CASES = {
    "a product that was checked": (registered(), [decided()], []),
    "none at all": (registered(), [], ["never_checked"]),
    "an older version alone": (registered(), [decided(version="1")], ["older_version"]),
    "a version nobody stated": (registered(version=None), [decided()], ["older_version"]),
    "clear on the day of the launch": (registered(launched=LAUNCH), [decided()], []),
    "blocked on the day of the launch": (registered(launched=LAUNCH), [decided("blocked")], ["launched_blocked"]),
    "undetermined on the day of the launch": (
        registered(launched=LAUNCH),
        [decided("undetermined")],
        ["launched_undetermined"],
    ),
    "blocked, then clear before the launch": (
        registered(launched=LAUNCH),
        [decided("blocked", LAUNCH - timedelta(days=2)), decided()],
        [],
    ),
    "blocked at the launch, clear since": (
        registered(launched=LAUNCH),
        [decided("blocked"), decided("clear", LATER)],
        ["launched_blocked"],
    ),
    "clear at the launch, blocked since": (
        registered(launched=LAUNCH),
        [decided(), decided("blocked", LATER)],
        ["live_blocked"],
    ),
    "clear at the launch, undetermined since": (
        registered(launched=LAUNCH),
        [decided(), decided("undetermined", LATER)],
        ["live_undetermined"],
    ),
    "blocked since, but no longer live": (
        registered(launched=LAUNCH, stage="已下线"),
        [decided(), decided("blocked", LATER)],
        [],
    ),
    "checked after the launch alone": (registered(launched=LAUNCH), [decided("clear", LATER)], ["launched_unchecked"]),
    "a launch to come": (registered(launched=TODAY + timedelta(days=9)), [decided("blocked")], []),
    "live by its stage": (registered(stage="试点"), [decided("blocked")], ["live_blocked"]),
    "in design": (registered(stage="design"), [decided("blocked")], []),
    "an older rulebook": (registered(), [decided(rulebook=OLD)], ["older_rulebook"]),
    "an older rulebook before this one": (registered(), [decided(rulebook=OLD), decided()], []),
}


@pytest.mark.parametrize(("product", "made", "kinds"), CASES.values(), ids=CASES)
def test_what_is_missing_is_told(product: Registered, made: list[Decided], kinds: list[str]) -> None:
    assert [gap.kind for gap in compared([product], {"p": made} if made else {}, NOW, TODAY).gaps] == kinds


def test_a_product_that_is_not_in_the_register_is_told() -> None:
    (gap,) = compared([], {"p": [decided()]}, NOW, TODAY).gaps
    assert (gap.kind, gap.product, gap.row) == ("not_registered", "p", None)


def test_every_kind_is_told_of_here() -> None:
    assert {kind for *_, kinds in CASES.values() for kind in kinds} | {"not_registered"} == set(KINDS)


def test_the_message_names_version_and_day() -> None:
    (gap,) = compared([registered(launched=LAUNCH)], {"p": [decided("blocked")]}, NOW, TODAY).gaps
    assert gap.message.zh == "2026-11-20 上线时存在阻断项（2026-11-20 的结论）"


def test_gaps_are_counted_by_kind() -> None:
    found = compared([registered()], {}, NOW, TODAY)
    assert (found.products, found.counts["never_checked"], found.counts["live_blocked"]) == (1, 1, 0)


# ---- samples


def row(number: int, day: str = "2026-11-20", product: str | None = "p") -> Row:
    return {
        "id": f"d-{number}", "seq": number, "at": f"{day}T12:00:00.000+08:00", "product_id": product, "product_version": "2",
        "verdict": "clear", "as_of": day, "source": "s", "manifest": "m", "rulebook": NOW, "body": "b",
    }  # fmt: skip


ROWS = [row(number) for number in range(1, 101)]


def test_decisions_on_products_without_an_id_are_left_out() -> None:
    assert list(decisions_by_product([row(1), row(2, product=None)])) == ["p"]


def test_a_period_includes_both_its_days() -> None:
    rows = [row(1, "2026-11-19"), row(2, "2026-11-20"), row(3, "2026-11-21"), row(4, "2026-11-22")]
    found = of_period(rows, date(2026, 11, 20), date(2026, 11, 21))
    assert [one["seq"] for one in found] == [2, 3]


def test_a_seed_draws_the_same_again() -> None:
    assert [one["seq"] for one in sample(ROWS, 5, "seed")] == [28, 31, 45, 49, 62]


def test_another_seed_draws_others() -> None:
    assert sample(ROWS, 5, "seed") != sample(ROWS, 5, "other")


def test_more_decisions_elsewhere_take_none_from_a_sample_of_all_that_were_drawn() -> None:
    drawn = sample(ROWS, 5, "seed")
    assert sample(drawn, 5, "seed") == drawn


def test_of_fewer_all_are_drawn() -> None:
    assert sample(ROWS[:3], 5, "seed") == ROWS[:3]


def test_every_decision_is_drawn_as_often() -> None:
    drawn = [one["seq"] for seed in range(400) for one in sample(ROWS, 10, str(seed))]
    counts = [drawn.count(number) for number in range(1, 101)]
    assert 15 < min(counts) <= max(counts) < 70  # 40 expected, standard deviation 6
