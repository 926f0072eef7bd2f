"""The rulebook as people meet it: found by typing, narrowed down by clicking, read, and led on, in both languages."""

from __future__ import annotations

import re

import pytest
from browsing import Visitors, axe
from playwright.sync_api import Page, expect

RULE = "boundaries.rates.able-to-repay"
TEXTS = {
    "zh": {
        "search": "标题、正文、条款、登记行、法规",
        "words": "滚动展期",
        "title": "不得向无收入来源者放贷或滚动展期",
        "force": "阻断",
        "law": "现金贷",
        "decisions": "哪些产品不符合",
        "counted": "个产品的最近检查结论中",
        "changes": "规则变动",
    },
    "en": {
        "search": "Title, text, article, register row, instrument",
        "words": "without income",
        "title": "No loans to people without income",
        "force": "block",
        "law": "Notice on regulating cash loans",
        "decisions": "Which products violate",
        "counted": "By the newest decisions",
        "changes": "What changes",
    },
}
both = pytest.mark.parametrize("lang", TEXTS)
PAGES = (
    "/rules",
    "/rules?q=年化利率&force=block",
    f"/rules/{RULE}",
    "/instruments",
    "/instruments/CASH-LOAN-2017",
    "/parameters",
    "/parameters/lpr.1y",
    "/rules/changes?from=2024-01-01&to=2026-12-31",
)


@both
def test_a_rule_is_found_and_leads_to_its_law(visitors: Visitors, lang: str) -> None:
    said, page = TEXTS[lang], visitors.page("viewer", lang)
    page.goto("/rules")
    page.get_by_label(said["search"]).fill(said["words"])
    page.get_by_label(said["search"]).press("Enter")
    page.get_by_role("row").get_by_role("link", name=re.compile(said["title"])).click()
    expect(page).to_have_url(re.compile(f"/rules/{RULE}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(said["title"])
    page.locator(".law").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(said["law"])
    expect(page.locator("tr:target")).to_contain_text(said["title"])


@both
def test_rules_are_narrowed_down_and_widened_again(visitors: Visitors, lang: str) -> None:
    said, page = TEXTS[lang], visitors.page("viewer", lang)
    page.goto("/rules?topic=rates")
    before = page.locator("caption").inner_text()
    facet = page.get_by_role("complementary").get_by_role("link", name=re.compile(f"^{said['force']}", re.IGNORECASE))
    facet.click()
    expect(page).to_have_url(re.compile("force=block"))
    assert page.locator("caption").inner_text() != before
    facet.click()
    expect(page.locator("caption")).to_have_text(before)


def test_the_list_follows_the_form_and_its_address_is_kept(page: Page) -> None:
    page.goto("/rules")
    page.get_by_label("该日有效").fill("2018-01-01")
    page.get_by_label("该日有效").press("Tab")
    expect(page).to_have_url(re.compile("in_force=2018-01-01"))
    found = page.locator("caption").inner_text()
    page.reload()
    expect(page.locator("caption")).to_have_text(found)


@both
def test_decisions_on_a_rule_are_loaded_when_asked_for(visitors: Visitors, lang: str) -> None:
    said, page = TEXTS[lang], visitors.page("viewer", lang)
    page.goto(f"/rules/{RULE}")
    page.locator("summary").filter(has_text=said["decisions"]).click()
    expect(page.locator("details.lazy")).to_contain_text(said["counted"], timeout=30_000)


@both
def test_changes_are_asked_for_by_two_days(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto("/rules")
    page.get_by_role("link", name=TEXTS[lang]["changes"]).click()
    page.locator("#from").fill("2024-07-21")
    page.locator("#to").fill("2024-07-22")
    page.locator("form.search button").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("2024-07-22")
    expect(page.locator(".changes li").filter(has_text="LPR").first).to_contain_text("3.35%")


def test_without_a_script_everything_is_there(visitors: Visitors) -> None:
    page = visitors.page(java_script_enabled=False)
    page.goto("/rules?topic=rates")
    page.get_by_label(TEXTS["zh"]["search"]).fill(TEXTS["zh"]["words"])
    page.get_by_role("button", name="查找").click()
    expect(page).to_have_url(re.compile("topic=rates"))
    page.get_by_role("link", name=TEXTS["zh"]["title"]).click()
    page.locator("summary").filter(has_text="哪些产品不符合").click()
    page.get_by_role("link", name=re.compile("哪些产品不符合")).click()
    expect(page.locator("main")).to_contain_text("个产品的最近检查结论中")


@both
def test_nothing_bars_anybody_from_a_page_of_the_rulebook(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    for path in PAGES:
        page.goto(path)
        assert (path, axe(page)) == (path, [])


def test_a_narrow_screen_scrolls_one_way_in_the_rulebook(visitors: Visitors) -> None:
    page = visitors.page(viewport={"width": 390, "height": 844})
    for path in PAGES:
        page.goto(path)
        assert (path, page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == (path, True)
