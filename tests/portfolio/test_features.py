"""What a manifest states of the facts that products are compared by: unknown is never none, and none is never unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hegui.manifest.reading import read_manifest
from hegui_adapters.portfolio.features import COST, facts_of, features, label, read_value, said, written
from hegui_adapters.portfolio.gower import ABSENT, Value

MONEY = "payments.accounts[].daily_limit"
FEES = "pricing.credits[].fees[].kind"
FACTS: dict[str, tuple[str, str, Value | None]] = {
    "a choice": ("product: {kind: cash_loan}", "product.kind", "cash_loan"),
    "a choice no rule knows": ("product: {kind: {other: 新品}}", "product.kind", None),
    "nothing stated": ("product: {id: a}", "product.kind", None),
    "null is not stated": ("product: {kind: null}", "product.kind", None),
    "a section that is none": ("credit: none", "credit.purpose", ABSENT),
    "false": ("credit: {revolving: false}", "credit.revolving", "no"),
    "a set": ("users: {segments: [individuals, young_adults]}", "users.segments", frozenset({"individuals", "young_adults"})),
    "an empty set": ("users: {segments: []}", "users.segments", ABSENT),
    "a set with one member not described": ("users: {segments: [individuals, null]}", "users.segments", None),
    "money": ("credit: {limit: 5万}", "credit.limit", Decimal(50000)),
    "a day": ("product: {launch_date: 2027-01-20}", "product.launch_date", date(2027, 1, 20)),
    "the highest of a list": ("payments: {accounts: [{id: a, daily_limit: 10}, {id: b, daily_limit: 30}]}", MONEY, Decimal(30)),
    "one of a list not stated": ("payments: {accounts: [{id: a, daily_limit: 10}, {id: b}]}", MONEY, None),
    "one of a list without": ("payments: {accounts: [{id: a, daily_limit: 10}, {id: b, daily_limit: none}]}", MONEY, Decimal(10)),
    "a list that is none": ("payments: {accounts: none}", MONEY, ABSENT),
    "a list in a list": ("pricing: {credits: [{id: a, fees: [{kind: guarantee}]}, {id: b, fees: none}]}", FEES, frozenset({"guarantee"})),
    "a list in a list not stated": ("pricing: {credits: [{id: a, fees: [{kind: guarantee}]}, {id: b}]}", FEES, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "path", "value"), FACTS.values(), ids=FACTS)
def test_a_fact_is_what_the_manifest_states(text: str, path: str, value: Value | None) -> None:
    record = read_manifest(f"hegui: product/v1\n{text}\n").record
    assert facts_of(record).get(path) == value


COSTS = {
    "the highest loan": ([("a", "0.12"), ("b", "0.18")], Decimal("0.18")),
    "a loan whose cost is not known": ([("a", "0.12"), ("b", None)], None),
    "a cost that was masked": ([("a", {"zh": "（已遮蔽）", "en": "(masked)"})], None),
    "a cost half masked": ([("a", "■2")], None),
}


@pytest.mark.parametrize(("costs", "value"), COSTS.values(), ids=COSTS)
def test_the_price_is_that_of_the_dearest_loan(costs: list[tuple[str, object]], value: Value | None) -> None:
    measures = [
        {"name": "annualised_cost.nominal", "owner": f"pricing.credits[id={name}]", "value": cost}
        for name, cost in costs
    ]
    record = read_manifest("hegui: product/v1\npricing: {credits: [{id: a}, {id: b}]}\n").record
    assert facts_of(record, measures).get(COST) == value


@pytest.mark.parametrize("offers", ["none", "[]"])
def test_a_product_without_loans_has_no_price_of_one(offers: str) -> None:
    record = read_manifest(f"hegui: product/v1\npricing: {{credits: {offers}}}\n").record
    assert facts_of(record)[COST] is ABSENT


def test_facts_read_back_as_they_were_written() -> None:
    facts = {
        "product.kind": "cash_loan", "credit.limit": Decimal("50000.00"), "credit.purpose": ABSENT,
        "users.segments": frozenset({"individuals"}), "product.launch_date": date(2027, 1, 20),
    }  # fmt: skip
    assert {path: read_value(path, one) for path, one in written(facts).items()} == facts


ODD = {
    "another kind": ("credit.limit", ["a"]),
    "no number": ("credit.limit", "many"),
    "no day": ("product.launch_date", "soon"),
}


@pytest.mark.parametrize(("path", "value"), [*ODD.values(), ("credit.gone", "a")], ids=[*ODD, "no such fact any more"])
def test_what_an_older_program_wrote_otherwise_is_not_known(path: str, value: object) -> None:
    assert read_value(path, value) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fact_has_a_name_of_its_own(lang: str) -> None:
    names = [label(one.name, lang) for one in features()]  # type: ignore[arg-type]  # of LANGUAGES
    assert [one for one in names if not one or "." in one] == []


SAID = {
    "a choice": ("product.kind", "consumer_loan", "个人消费贷款", "consumer loan"),
    "a set": (
        "users.segments",
        frozenset({"students", "individuals"}),
        "一般个人客户、在校学生",
        "individuals, students",
    ),
    "money": ("credit.limit", Decimal(50000), "50,000.00 元", "CNY 50,000.00"),
    "a price": (COST, Decimal("0.18"), "年化 18%", "18% per year"),
    "yes": ("credit.revolving", "yes", "是", "yes"),
    "none": ("credit.limit", ABSENT, "无", "none"),
    "unknown": ("credit.limit", None, "未说明", "not stated"),
}


@pytest.mark.parametrize(("path", "value", "zh", "en"), SAID.values(), ids=SAID)
def test_a_value_is_told_in_both_languages(path: str, value: Value | None, zh: str, en: str) -> None:
    assert (said(path, value, "zh"), said(path, value, "en")) == (zh, en)


@pytest.mark.parametrize(("page", "said"), {"pages.md": "{n} facts: scope", "pages.zh-CN.md": "按 {n} 项要素"}.items())
def test_the_page_of_documentation_counts_the_facts(page: str, said: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text("utf-8")
    assert said.format(n=len(features())) in text
