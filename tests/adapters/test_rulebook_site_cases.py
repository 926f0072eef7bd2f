"""What an example of a rule declares, as its page tells it."""

from __future__ import annotations

import pytest
from hegui.condition_reader import Problems
from hegui.loading.rule_reader import RuleCase, RuleReader
from hegui.rulebook import default_rules
from hegui.source import read
from hegui_adapters.site.cases import told_facts

TERMS = default_rules().terms
GIVEN = """
title: {zh: 甲, en: A}
fault: {zh: 乙, en: B}
kind: duty
force: block
sources: [{instrument: CASH-LOAN-2017, article: null}]
register: [R45]
confidence: secondary
checked: {on: 2026-11-22, against: primary text}
versions: [{in_force: {from: 2020-01-01}, when: {}, require: {credit.rollovers: {at_most: 2}}}]
message: {zh: 丙, en: C}
no_case: {undetermined: none, not_applicable: none, met: none}
cases:
  - name: one
    assume: {product.activities: [microloan]}
    given:
      credit: {excluded_borrowers: [no_income, students], rollovers: 3}
      data: {items: [{name: 姓名, sensitive: true}, {name: 住址, sensitive: unknown}]}
    expect: violated
"""


@pytest.fixture(scope="module")
def case() -> RuleCase:
    problems = Problems()
    found = RuleReader("boundaries.rates.x", "x.yaml", TERMS, problems).read(read(GIVEN.encode(), "x.yaml").root)
    assert found is not None, [one.en for one in problems.found]
    return found[1][0]


TOLD = {
    "what is taken as concluded": ("product.activities", "业务活动", "小额贷款", "microloan"),
    "members of a list by their labels": (
        "credit.excluded_borrowers",
        "不予放款的对象",
        "无收入来源者、在校学生",
        "people without income, students",
    ),
    "a number as it stands": ("credit.rollovers", "展期次数上限（次）", "3", "3"),
    "a fact of the second element": ("data.items[2].name", None, "住址", "住址"),
    "yes": ("data.items[1].sensitive", None, "是", "yes"),
    "unknown": ("data.items[2].sensitive", None, "未说明", "not stated"),
}


@pytest.mark.parametrize(("path", "label", "zh", "en"), TOLD.values(), ids=TOLD)
def test_a_case_tells(case: RuleCase, path: str, label: str | None, zh: str, en: str) -> None:
    chinese = {one.path: one for one in told_facts(case, TERMS, "zh")}
    english = {one.path: one for one in told_facts(case, TERMS, "en")}
    assert (chinese[path].value, english[path].value) == (zh, en)
    assert label in (None, chinese[path].label)
