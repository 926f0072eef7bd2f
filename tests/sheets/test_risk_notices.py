"""The risk-notice list: a notice is owed where its checks apply, says what they came to, and shows words filled from the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hegui.body import body_of
from hegui.manifest.reading import Manifest, read_manifest
from hegui.notices import LEVELS
from hegui.rulebook import Rulebook, default_rules
from hegui_adapters.language import Lang
from hegui_adapters.sheets.risk_notices import NoticeOwed, RiskNotices, risk_notices_of
from hegui_adapters.sheets.text import risk_notices_text
from hegui_adapters.sheets.words import WORDS

ROOT = Path(__file__).parents[2]
DAY = date(2026, 12, 1)


def listed(text: str, lang: Lang = "zh", rulebook: Rulebook | None = None) -> RiskNotices:
    manifest = read_manifest(text, "it.yaml")
    return risk_notices_of(rulebook or default_rules(), _body(manifest), manifest, lang)


def _body(manifest: Manifest) -> Mapping[str, Any]:
    return body_of(default_rules().check(manifest, as_of=DAY))


def of_sample(name: str, lang: Lang = "zh") -> RiskNotices:
    return listed((ROOT / "examples" / name / "manifest.yaml").read_text(encoding="utf-8"), lang)


def notice(found: RiskNotices, name: str) -> NoticeOwed:
    return next(one for one in (*found.owed, *found.possible) if one.id == f"notices.{name}")


SAMPLES = {
    "a loan": ("salary-advance", {"credit.yearly-cost", "credit.cost-table", "credit.lender", "credit.students"}),
    "a wallet": ("meal-wallet", {"payments.prepaid", "payments.balance-is-no-deposit", "payments.auto-renewal"}),
    "robo-advice": ("sentiment-advisor", {"wealth.robo-limits", "wealth.no-promise"}),
    "funds": ("fund-portfolio", {"wealth.no-promise", "wealth.robo-limits", "wealth.advice-fee"}),
    "pet insurance": ("pet-medical", {"insurance.it-is-insurance", "insurance.content", "insurance.claim"}),
    "driving data": ("ev-ecosystem-cover", {"insurance.driving-data"}),
    "vouchers": ("receivable-chain", {"marketing.supply-chain-fees"}),
    "credit scores": ("risk-scoring-export", {"data.privacy", "data.automatic-decision"}),
}


@pytest.mark.parametrize(("name", "owed"), SAMPLES.values(), ids=SAMPLES)
def test_a_sample_owes_the_notices_of_its_business(name: str, owed: set[str]) -> None:
    found = {one.id.removeprefix("notices.") for one in of_sample(name).owed}
    assert owed <= found


OTHERS = {
    "a loan is no insurance": ("salary-advance", "insurance."),
    "insurance is no loan": ("pet-medical", "credit."),
    "ordering is no investment": ("scan-to-order", "wealth."),
}


@pytest.mark.parametrize(("name", "prefix"), OTHERS.values(), ids=OTHERS)
def test_a_sample_owes_no_notice_of_another_business(name: str, prefix: str) -> None:
    found = of_sample(name)
    named = [one.id for one in (*found.owed, *found.possible)]
    assert not [one for one in named if one.startswith(f"notices.{prefix}")]


def test_the_text_tells_the_cost_in_both_readings_and_the_lender() -> None:
    found = of_sample("salary-advance")
    (cost,) = notice(found, "credit.yearly-cost").texts
    assert "年化 29.4%（期内部收益率×年期数），按复利为年化 33.71%" in cost.text
    assert "贷款由示例城市商业银行（商业银行）发放" in notice(found, "credit.lender").texts[0].text


def test_a_blank_the_manifest_leaves_says_so_and_is_named() -> None:
    (text,) = notice(of_sample("meal-wallet"), "payments.balance-is-no-deposit").texts
    assert "余额上限：未说明" in text.text
    assert text.blanks == ("余额上限（元）",)


def test_a_notice_says_what_its_checks_came_to_with_the_law() -> None:
    found = notice(of_sample("sentiment-advisor"), "wealth.robo-limits")
    assert found.state == "violated"
    assert ("ASSET-MGMT-2018-106", "第二十三条", "verified") in [
        (o.instrument, o.article, o.confidence) for o in found.law
    ]
    assert [(check.rule, check.outcome) for check in found.checks] == [
        ("boundaries.wealth.robo-limits-told", "violated")
    ]
    assert found.fits is not None


def test_an_open_product_owes_for_certain_only_what_its_facts_settle() -> None:
    found = of_sample("qingxiang-instalment")
    assert "notices.credit.yearly-cost" in [one.id for one in found.owed]
    assert "notices.wealth.robo-limits" in [one.id for one in found.possible]
    assert all(one.state == "undetermined" for one in found.possible)


def test_the_text_of_an_element_is_only_for_the_elements_found() -> None:
    found = notice(of_sample("salary-advance"), "data.sensitive")
    assert ["银行卡号" in one.text for one in found.texts] == [True]


def test_a_notice_bound_to_a_scope_is_not_owed_outside_it() -> None:
    found = of_sample("meal-wallet")
    assert "notices.credit.lender" not in [one.id for one in (*found.owed, *found.possible)]


def test_the_gravest_level_comes_first_and_every_notice_is_in_a_scene() -> None:
    found = of_sample("white-collar-loan")
    levels = [LEVELS.index(one.level) for one in found.owed]
    assert levels == sorted(levels)
    assert {name for _, named in found.scenes for name in named} == {one.id for one in found.owed}
    assert sum(found.levels.values()) == sum(found.states.values()) == len(found.owed)


def test_every_scene_audience_and_level_has_its_words() -> None:
    for one in default_rules().contents.notices.listed:
        assert {f"to.{one.audience}", f"level.{one.level}", *(f"scene.{scene}" for scene in one.scenes)} <= WORDS.keys()


def test_notices_of_another_rulebook_than_the_decisions_are_said_to_be() -> None:
    text = "hegui: product/v1\nproduct: {name: 样品}\n"
    manifest = read_manifest(text, "it.yaml")
    body = dict(_body(manifest))
    body["rulebook"] = {**body["rulebook"], "digest": "sha256:0"}
    assert risk_notices_of(default_rules(), body, manifest, "zh").catalogue == default_rules().contents.version
    assert listed(text).catalogue is None


def test_both_languages_owe_the_same() -> None:
    zh, en = of_sample("meal-wallet"), of_sample("meal-wallet", "en")
    assert [one.id for one in zh.owed] == [one.id for one in en.owed]
    assert "Limit: not stated" in notice(en, "payments.balance-is-no-deposit").texts[0].text


def test_the_text_holds_every_notice_with_its_law() -> None:
    found = of_sample("meal-wallet")
    text = risk_notices_text(found, "zh", 100)
    assert all(one.title in text for one in found.owed)
    assert text.count("依据 ") >= len(found.owed)
