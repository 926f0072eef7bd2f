"""Every condition, value and question reads as a sentence in Chinese and in English."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hegui.conditions import InForce
from hegui.rulebook import Rulebook
from hegui.sentences import Sentences, filled
from hegui.terms import Bilingual
from hegui.values import NONE, Opaque, Range
from rulebooks import always, contents, parameter, series

TERMS = {
    "parameters/p.yaml": "cap: "
    + parameter(series(("2020-01-01", "5"))).replace("{zh: 数, en: number}", "{zh: 上限, en: the cap}"),
    "vocabulary/lists.yaml": "w: {label: {zh: 承诺用语, en: words that promise}, kind: text, confidence: verified, members: [free]}\n",
}


def sentences(condition: str) -> tuple[str, str]:
    found = contents({**TERMS, "boundaries/x.yaml": always(f"when: {condition}, require: {{product.stage: pilot}}")})
    reader = Sentences(found.terms)
    when = found.rules[0].versions[0].when
    return reader.sentence(when, "zh"), reader.sentence(when, "en")


SAID = {
    "a choice": ("{product.stage: pilot}", "当前阶段为“试点”", "Stage it is in is pilot"),
    "a number": (
        "{users.minimum_age: {at_least: 18}}",
        "最低年龄（岁）不低于“18”",
        "Lowest age (years) is at least 18",
    ),
    "a sum": (
        "{credit.limit: {at_most: 20万}}",
        "单户授信上限（元）不超过“200,000.00 元”",
        "Highest limit per borrower (CNY) is at most CNY 200,000.00",
    ),
    "a list": (
        "{product.channels: {contains_any: [own_app, branch]}}",
        "服务渠道包含“自营 App、营业网点”之一",
        "Channels it is offered through includes any of own app, branch",
    ),
    "a number of the rulebook": (
        "{users.minimum_age: {at_most: {param: cap}}}",
        "最低年龄（岁）不超过上限",
        "Lowest age (years) is at most the cap",
    ),
    "a number of a day": (
        "{users.minimum_age: {at_most: {param: cap, on: {fact: credit.contract_date}}}}",
        "最低年龄（岁）不超过上限（按合同成立日）",
        "Lowest age (years) is at most the cap (on the Day of the contract)",
    ),
    "a product": (
        "{users.minimum_age: {at_most: {times: [4, {param: cap}]}}}",
        "最低年龄（岁）不超过4 × 上限",
        "Lowest age (years) is at most 4 × the cap",
    ),
    "another fact": (
        "{users.minimum_age: {less_than: {fact: users.maximum_age}}}",
        "最低年龄（岁）低于最高年龄（岁）",
        "Lowest age (years) is less than Highest age (years)",
    ),
    "days": (
        "{product.launch_date: {within: {working_days: 5, of: credit.contract_date}}}",
        "计划上线日不晚于合同成立日后 5 个工作日",
        "Planned launch is no later than 5 working days after Day of the contract",
    ),
    "words": (
        "{product.name: {mentions: {list: w}}}",
        "产品名称提及“承诺用语”",
        "Name of the product mentions words that promise",
    ),
    "to exist": ("{product.name: {exists: true}}", "有产品名称", "there is Name of the product"),
    "not to exist": ("{product.name: {exists: false}}", "并非（有产品名称）", "not (there is Name of the product)"),
    "proof": (
        "{credit.limit: {evidenced: true}}",
        "单户授信上限（元）附有凭证",
        "Highest limit per borrower (CNY) is evidenced",
    ),
    "a flag": ("{product.is.cash: true}", "现金", "cash"),
    "no flag": ("{product.is.cash: false}", "并非现金", "not cash"),
    "a set": ("{product.activities: {contains_any: [lending]}}", "业务活动包含“放贷”", "activities includes lending"),
    "and": ("{product.is.cash: true, product.is.online: true}", "现金，且线上", "cash and online"),
    "or within and": (
        "{product.is.cash: true, any: [{product.is.online: true}, {product.stage: pilot}]}",
        "现金，且（线上，或者当前阶段为“试点”）",
        "cash and (online or Stage it is in is pilot)",
    ),
    "every": (
        "{every: {of: data.items as item, where: {item.is.sensitive: true}, hold: {item.category: contacts}}}",
        "个人信息清单中（敏感的）每一项：信息种类为“通讯录”",
        "every one of Items of personal data where sensitive: Kind of data is contacts",
    ),
    "some": (
        "{some: {of: data.items as item, hold: {item.is.sensitive: true}}}",
        "个人信息清单中至少一项：敏感",
        "at least one of Items of personal data: sensitive",
    ),
    "none": (
        "{none: {of: data.items as item, hold: {item.is.sensitive: true}}}",
        "个人信息清单中没有一项：敏感",
        "none of Items of personal data: sensitive",
    ),
    "a count": (
        "{count: {of: data.items as item, where: {item.is.sensitive: true}, at_least: 1, at_most: 3}}",
        "个人信息清单中（敏感的）至少 1 项、至多 3 项",
        "at least 1 and at most 3 of Items of personal data where sensitive",
    ),
    "a rise": (
        "{monotone: {of: pricing.credits as loan, by: loan.periods, value: loan.nominal_rate}}",
        "贷款方案中期数越高，名义利率（年）不降低",
        "in Loans as offered, Nominal rate (per year) never falls as Number of periods rises",
    ),
    "always": ("{}", "恒真", "always"),
}


@pytest.mark.parametrize(("condition", "zh", "en"), SAID.values(), ids=SAID)
def test_a_condition_reads_as_a_sentence(condition: str, zh: str, en: str) -> None:
    assert sentences(condition) == (zh, en)


@pytest.mark.parametrize(
    ("until", "zh", "en"),
    [
        (None, "自 2026-01-01 起", "from 2026-01-01"),
        (date(2027, 1, 1), "自 2026-01-01 起至 2027-01-01 前", "from 2026-01-01 until before 2027-01-01"),
    ],
)
def test_a_period_reads_as_a_sentence(until: date | None, zh: str, en: str) -> None:
    reader, period = Sentences(contents({}).terms), InForce(date(2026, 1, 1), until)
    assert (reader.sentence(period, "zh"), reader.sentence(period, "en")) == (zh, en)


VALUES = {
    "a choice": ("", "product.stage", "pilot", "试点", "pilot"),
    "a choice of an element": ("data.items[]", "category", "contacts", "通讯录", "contacts"),
    "a choice newer than the rulebook": ("", "product.stage", "orbit", "orbit", "orbit"),
    "yes": ("", "credit.revolving", True, "是", "yes"),
    "a sum": ("", "credit.limit", Decimal(20), "20.00 元", "CNY 20.00"),
    "a rate": ("pricing.credits[]", "nominal_rate", Decimal("0.24"), "年化 24%", "24% per year"),
    "a range": ("pricing.credits[]", "total_cost", Range(Decimal(5), None), "不低于 5.00 元", "at least CNY 5.00"),
    "a list": ("", "product.channels", ("own_app", "branch"), "自营 App、营业网点", "own app, branch"),
    "an empty list": ("", "product.channels", (), "（空）", "(empty)"),
    "a list with one not described": (
        "",
        "product.channels",
        ("branch", None),
        "营业网点、未说明",
        "branch, not stated",
    ),
    "unknown": ("", "product.stage", None, "未说明", "not stated"),
    "none": ("", "product.stage", NONE, "无", "none"),
    "another": ("", "product.stage", Opaque("内测"), "内测", "内测"),
}


@pytest.mark.parametrize(("record", "rel", "value", "zh", "en"), VALUES.values(), ids=VALUES)
def test_a_value_reads_as_its_reader_expects(record: str, rel: str, value: object, zh: str, en: str) -> None:
    reader = Sentences(contents({}).terms)
    assert (reader.value_text(record, rel, value, "zh"), reader.value_text(record, rel, value, "en")) == (zh, en)


QUESTIONS = {
    "of the product": ("", "users.minimum_age", [], "用户最低多少岁？", "What is the lowest age of a user?"),
    "without words of its own": ("", "credit.revolving", [], "请说明：是否循环额度", "Please state: Revolving line"),
    "of an element with a name": (
        "pricing.credits[]",
        "principal",
        [{"name": "12 期"}],
        "12 期：借款本金是多少？",
        "12 期: How much is borrowed?",
    ),
    "of an element of a kind": (
        "data.items[]",
        "published",
        [{"category": "contacts"}],
        "通讯录：该信息是否对外公开？",
        "contacts: Is it made public?",
    ),
    "of an element of an element": (
        "pricing.credits[].fees[]",
        "rate",
        [{"name": "12 期"}, {"id": "f"}],
        "f：费率是多少？",
        "f: What is the rate?",
    ),
    "of an element without a name": ("data.items[]", "published", [{}], "该信息是否对外公开？", "Is it made public?"),
    "for proof": (
        "",
        "credit.limit.evidence",
        [],
        "单户授信上限（元）有何凭证（编号或链接）？",
        "What document shows it: Highest limit per borrower (CNY)?",
    ),
}


@pytest.mark.parametrize(("record", "rel", "elements", "zh", "en"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_nobody_stated_is_asked(
    record: str, rel: str, elements: list[dict[str, object]], zh: str, en: str
) -> None:
    assert Sentences(contents({}).terms).question(record, rel, elements) == Bilingual(zh, en)


def test_placeholders_are_filled_once() -> None:
    assert filled(Bilingual("{a}与{b}", "{a} and {b}"), lambda path, lang: f"{{{path}}}-{lang}") == Bilingual(
        "{a}-zh与{b}-zh", "{a}-en and {b}-en"
    )


@pytest.fixture(scope="module")
def bundled() -> Rulebook:
    return Rulebook.load(cached=False)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_bundled_condition_reads_as_a_sentence(bundled: Rulebook, lang: str) -> None:
    reader = Sentences(bundled.terms)
    conditions = [one for found in bundled.contents.rules for v in found.versions for one in (v.when, v.require) if one]
    assert all(reader.sentence(one, lang).strip() for one in conditions)
