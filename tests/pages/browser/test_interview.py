"""The interview as people go through it, with a keyboard, in both languages, with and without scripts."""

from __future__ import annotations

import re

import pytest
from browsing import Visitors, axe
from playwright.sync_api import Page, expect

TEXTS = {
    "zh": {
        "begin": "从头开始",
        "next": "下一步",
        "back": "上一步",
        "stop": "到此为止，看要素表",
        "store": "作为检查提交",
        "credit": "是否涉及贷款、分期、垫款或其他授信",
        "another": "添加，再填下一项",
        "remove": "删除",
        "loan": "个人消费贷款",
        "with": "以此开始",
        "manifest": "产品要素表（YAML）",
    },
    "en": {
        "begin": "Start from nothing",
        "next": "Next",
        "back": "Back",
        "stop": "Stop here and see the manifest",
        "store": "Store as a check",
        "credit": "Does it involve loans",
        "another": "Add it and fill in another",
        "remove": "Remove",
        "loan": "onsumer loan",
        "with": "Start with it",
        "manifest": "Manifest (YAML)",
    },
}
LOAN = """# a loan somebody began to describe
hegui: product/v1
product: {id: asked, name: 轻享}
credit:
  borrower: individual
  purpose: unrestricted
  payout: {to: [borrower_account]}
pricing:
  credits:
    - id: one
      principal: 1000
      periods: 12
      fees: [{id: fee, basis: original_principal, rate: 0.6%, timing: each_period}]
"""
both = pytest.mark.parametrize("lang", TEXTS)
scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def begun(visitors: Visitors, lang: str, role: str = "viewer", **context: object) -> Page:
    page = visitors.page(role, lang, **context)  # type: ignore[arg-type]
    page.goto("/wizard")
    page.get_by_role("button", name=TEXTS[lang]["begin"]).click()
    expect(page.locator("#interview")).to_be_visible()
    return page


def manifest(page: Page) -> str:
    return page.locator("#manifest").input_value()


@both
@scripts
def test_from_nothing_to_a_decision(visitors: Visitors, lang: str, scripts: bool) -> None:
    said = TEXTS[lang]
    page = begun(visitors, lang, "product", java_script_enabled=scripts)
    new = page.locator("fieldset.element").last
    new.locator("select[name='answer:money_flows[new].from']").select_option("lender")
    new.locator("select[name='answer:money_flows[new].to']").select_option("borrower")
    page.get_by_role("button", name=said["another"]).click()
    expect(page.locator("fieldset.element")).to_have_count(2)
    page.get_by_label(re.compile(said["credit"])).select_option("{}")
    page.get_by_role("button", name=said["next"]).click()
    assert "from: lender" in manifest(page)
    assert "credit: {}" in manifest(page)
    page.get_by_role("button", name=said["back"]).click()
    expect(page.get_by_label(re.compile(said["credit"]))).to_have_value("{}")
    page.get_by_role("button", name=re.compile(f"^{said['remove']}")).first.click()
    assert "from: lender" not in manifest(page)
    page.get_by_role("button", name=said["stop"]).click()
    page.get_by_role("button", name=said["store"]).click()
    expect(page).to_have_url(re.compile("/decisions/"))


@both
def test_what_the_product_is_is_concluded_not_asked(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto("/wizard")
    page.get_by_label(TEXTS[lang]["manifest"]).fill(LOAN)
    page.get_by_role("button", name=TEXTS[lang]["with"]).click()
    expect(page.locator(".beside strong").first).to_contain_text(TEXTS[lang]["loan"])
    expect(page.locator("[name='answer:product.domain']")).to_have_count(0)
    page.get_by_role("button", name=TEXTS[lang]["next"]).click()
    assert manifest(page).startswith("# a loan somebody began to describe\n")


def test_the_enter_key_goes_on_and_changes_nothing_else(visitors: Visitors) -> None:
    page = begun(visitors, "zh")
    page.locator("input[name='answer:money_flows[new].id']").fill("a")
    page.keyboard.press("Enter")
    expect(page.locator("#interview")).to_be_visible()
    expect(page.locator("input[name=trail]")).not_to_have_value("[]")
    assert "- id: a" in manifest(page)


@both
def test_the_manifest_can_be_taken_away(visitors: Visitors, lang: str) -> None:
    page = begun(visitors, lang)
    page.get_by_role("button", name=TEXTS[lang]["stop"]).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("下载|Download")).click()
    assert download.value.suggested_filename == "manifest.yaml"


@both
def test_nothing_bars_anybody_from_the_interview(visitors: Visitors, lang: str) -> None:
    page = visitors.page("product", lang)
    page.goto("/wizard")
    assert axe(page) == []
    page.get_by_role("button", name=TEXTS[lang]["begin"]).click()
    assert axe(page) == []
    page.get_by_role("button", name=TEXTS[lang]["stop"]).click()
    assert axe(page) == []


def test_the_interview_fits_a_narrow_screen(visitors: Visitors) -> None:
    page = begun(visitors, "zh", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
