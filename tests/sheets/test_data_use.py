"""The data-use sheet: every fact as it is stated, what is not stated as a question, what was found beside its item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import hegui
import pytest
from hegui.body import body_of
from hegui.manifest.reading import read_manifest
from hegui_adapters.language import Lang
from hegui_adapters.sheets.data_use import DataUse, data_use_of
from hegui_adapters.sheets.text import data_use_text

ROOT = Path(__file__).parents[2]
DAY = date(2026, 12, 1)
SAMPLES = sorted(file.parent.name for file in (ROOT / "examples").glob("*/manifest.yaml"))


def used(text: str, lang: Lang = "zh") -> DataUse:
    manifest = read_manifest(f"hegui: product/v1\nproduct: {{name: 样品}}\n{text}", "it.yaml")
    return data_use_of(_body(manifest), manifest, lang)


def of_sample(name: str, lang: Lang = "zh") -> DataUse:
    manifest = read_manifest((ROOT / "examples" / name / "manifest.yaml").read_text(encoding="utf-8"), "it.yaml")
    return data_use_of(_body(manifest), manifest, lang)


def _body(manifest: Any) -> Mapping[str, Any]:
    from hegui.rulebook import default_rules

    return body_of(default_rules().check(manifest, as_of=DAY))


CARD = "data: {items: [{id: card, category: bank_card%s}]}"


def test_what_is_not_stated_says_so_and_is_a_question() -> None:
    use = used(CARD % "")
    (item,) = use.items
    assert (item.facts["purpose"].text, item.facts["purpose"].state) == ("未说明", "unknown")
    assert "用于：未说明" in item.plain
    assert "data.items[id=card].purpose" in [one.path for one in use.questions]
    assert "银行卡号：为什么目的处理？" in [one.ask for one in use.questions]


def test_a_fact_that_is_stated_is_no_question() -> None:
    use = used(CARD % ", purpose: [payment]")
    assert "data.items[id=card].purpose" not in [one.path for one in use.questions]
    assert use.items[0].facts["purpose"].text == "支付结算"


def test_none_is_shown_as_none_and_asks_nothing() -> None:
    use = used(CARD % ", consent: none, shared_with: none")
    (item,) = use.items
    assert (item.facts["consent.mode"].text, item.facts["consent.mode"].state) == ("无", "none")
    assert "不以您的同意为依据。" in item.plain
    assert "不提供给其他机构。" in item.plain
    assert not [one for one in use.questions if "consent" in one.path or "shared_with" in one.path]


def test_no_items_and_unknown_items_are_told_apart() -> None:
    assert used("data: {items: none}").listed.text == "无"
    assert used("").listed.text == "未说明"
    assert "data.items" in [one.path for one in used("").questions]


def test_whether_an_item_is_sensitive_is_what_was_found_with_its_derivation() -> None:
    (item,) = used(CARD % "").items
    assert item.sensitive.truth == "true"
    assert item.sensitive.because == ("信息种类：银行卡号",)
    assert item.sensitive.rules == ("classify.data.sensitive-by-list",)


def test_an_item_no_list_names_is_not_said_to_be_sensitive() -> None:
    (item,) = used("data: {items: [{id: phone, category: mobile_number}]}").items
    assert (item.sensitive.truth, item.sensitive.confidence) == ("false", None)


def test_a_violation_stands_beside_its_item_with_its_law() -> None:
    (item,) = used(CARD % ", consent: {mode: bundled}").items
    first = item.findings[0]
    found = {one.rule: one for one in item.findings}
    assert first.outcome == "violated"
    law = found["boundaries.data-consent.separate-consent-for-sensitive-data"].law[0]
    assert (law.title, law.article, law.confidence) == ("《个人信息保护法》", "第二十九条", "verified")


def test_a_finding_on_a_recipient_stands_beside_the_item_given_to_it() -> None:
    use = of_sample("meal-wallet")
    contacts = next(item for item in use.items if item.path == "data.items[id=contacts]")
    assert any(".shared_with[id=lender]" in one.subject for one in contacts.findings)
    assert [one.name for one in contacts.recipients] == ["美食分期合作方"]
    assert "会提供给：美食分期合作方。" in contacts.plain


def test_no_finding_stands_beside_another_item() -> None:
    for item in of_sample("meal-wallet").items:
        assert all(one.subject.startswith(item.path) for one in item.findings)


def test_data_that_go_abroad_are_told_with_their_recipient() -> None:
    use = used("cross_border: {data: {recipient: 某境外公司, items: [mobile_number]}}")
    assert ("境外接收方", "某境外公司") in [(one.label, one.text) for one in use.abroad]
    assert "cross_border.data.country" in [one.path for one in use.questions]


def test_data_that_stay_are_said_to_stay() -> None:
    use = used("cross_border: {data: none}")
    assert (use.export.text, use.abroad) == ("无", ())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_item_of_a_sample_is_on_its_sheet_in_both_languages(name: str) -> None:
    zh, en = of_sample(name), of_sample(name, "en")
    assert [item.path for item in zh.items] == [item.path for item in en.items] != []
    assert [one.path for one in zh.questions] == [one.path for one in en.questions]


def test_a_sheet_with_everything_stated_asks_nothing() -> None:
    assert of_sample("salary-advance").questions == ()


def test_the_text_holds_every_item_and_question() -> None:
    use = of_sample("meal-wallet")
    text = data_use_text(use, "zh", 100)
    assert all(item.name in text for item in use.items)
    assert all(one.path in text.replace("\n  ", "") for one in use.questions)
    assert hegui.__version__ not in text
