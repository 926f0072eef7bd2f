"""Signing in, the list and a decision as people meet them, in both languages, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from browsing import Site, Visitors, axe
from playwright.sync_api import Page, expect

SAMPLE = "qingxiang-instalment"
TEXTS = {
    "zh": {"token": "API 令牌", "in": "登录", "out": "退出", "list": "产品", "blocked": "存在阻断项，不得上线"},
    "en": {
        "token": "API token",
        "in": "Sign in",
        "out": "Sign out",
        "list": "Products",
        "blocked": "BLOCKED, must not launch",
    },
}

both = pytest.mark.parametrize("lang", TEXTS)


@both
def test_who_signs_in_comes_to_what_they_wanted_and_out_again(samples: Site, visitors: Visitors, lang: str) -> None:
    said, page = TEXTS[lang], visitors.page(None, lang)
    page.goto(f"/decisions/{samples.decisions[SAMPLE]}")
    page.get_by_label(said["token"]).fill(samples.token("officer"))
    page.get_by_role("button", name=said["in"]).click()
    expect(page).to_have_url(re.compile(f"/decisions/{samples.decisions[SAMPLE]}$"))
    expect(page.locator(".headline")).to_have_text(said["blocked"])
    page.get_by_role("button", name=said["out"]).click()
    page.goto("/")
    expect(page).to_have_url(re.compile("/signin"))


@both
def test_the_list_leads_to_a_decision(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TEXTS[lang]["list"])
    row = page.get_by_role("row").filter(has_text=SAMPLE)
    expect(row).to_contain_text(TEXTS[lang]["blocked"])
    row.get_by_role("rowheader").get_by_role("link").click()
    expect(page.locator(".finding").first).to_be_visible()


def test_the_language_is_switched_and_kept(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="中文" if page.locator("html[lang=en]").count() else "English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


PAGES = ("/signin", "/", f"/decisions/{SAMPLE}", "/nowhere")


@both
@pytest.mark.parametrize("path", PAGES)
def test_nothing_bars_anybody_from_a_page(samples: Site, visitors: Visitors, path: str, lang: str) -> None:
    visitors.watch.allowed.append("status of 404")
    page = visitors.page("viewer", lang)
    page.goto(path.replace(SAMPLE, samples.decisions[SAMPLE]))
    assert axe(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_screen_scrolls_one_way(samples: Site, visitors: Visitors, path: str) -> None:
    visitors.watch.allowed.append("status of 404")
    page = visitors.page(viewport={"width": 390, "height": 844})
    page.goto(path.replace(SAMPLE, samples.decisions[SAMPLE]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_without_scripts(samples: Site, visitors: Visitors, path: str) -> None:
    visitors.watch.allowed.append("status of 404")
    page = visitors.page(java_script_enabled=False)
    page.goto(path.replace(SAMPLE, samples.decisions[SAMPLE]))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_first_key_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_on_paper_folded_parts_are_open_and_the_address_stands_there(samples: Site, page: Page) -> None:
    page.goto(f"/decisions/{samples.decisions[SAMPLE]}", wait_until="networkidle")
    page.emulate_media(media="print")
    assert page.locator("details:not([open], .lazy)").count() > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details:not([open], .lazy)")).to_have_count(0)
    expect(page.locator("details.lazy:not([open])").first).to_be_hidden()  # what was never loaded is not on paper
    expect(page.locator(".print-only")).to_contain_text(f"/decisions/{samples.decisions[SAMPLE]}")
