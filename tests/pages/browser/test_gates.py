"""The page of a gate in a browser: choosing stage and day, adding what happened, by anybody, in both languages, on any screen."""

from __future__ import annotations

import re

import pytest
from browsing import Site, Visitors, axe
from playwright.sync_api import expect
from serving import unique

SAMPLE = "appliance-instalment"
PATH = f"/products/{SAMPLE}/gate"
TEXTS = {
    "zh": {
        "stage": "拟进入的阶段",
        "launched": "全面上线",
        "judge": "判断",
        "kind": "事件",
        "pilot": "试点开始",
        "add": "登记",
    },
    "en": {
        "stage": "Stage to enter",
        "launched": "full launch",
        "judge": "Judge",
        "kind": "What happened",
        "pilot": "pilot started",
        "add": "Add",
    },
}

both = pytest.mark.parametrize("lang", TEXTS)


@pytest.fixture
def product(samples: Site) -> str:
    name = unique("seen")
    journal = "journal: [{kind: testing_started, date: 2026-10-01}]"
    samples.decide(f"hegui: product/v1\nproduct: {{id: {name}}}\n{journal}\n".encode())
    return name


@both
def test_another_stage_is_chosen(visitors: Visitors, lang: str) -> None:
    said, page = TEXTS[lang], visitors.page(lang=lang)
    page.goto(PATH)
    page.get_by_label(said["stage"]).select_option(said["launched"])
    page.get_by_role("button", name=said["judge"], exact=True).click()
    expect(page).to_have_url(re.compile("stage=launched"))
    expect(page.locator(".stages .asked-for .stage")).to_have_text(said["launched"])


@both
@pytest.mark.parametrize("scripts", [True, False])
def test_what_happened_is_added_and_stands_on_the_timeline(
    visitors: Visitors,
    product: str,
    lang: str,
    scripts: bool,
) -> None:
    said, page = TEXTS[lang], visitors.page("product", lang, java_script_enabled=scripts)
    page.goto(f"/products/{product}/gate")
    page.get_by_label(said["kind"], exact=True).select_option(said["pilot"])
    page.get_by_role("button", name=said["add"], exact=True).click()
    expect(page).to_have_url(re.compile("#journal$"))
    expect(page.locator(".life .event").last).to_contain_text(said["pilot"])
    expect(page.locator(".stages [aria-current=step]")).to_have_count(1)


def test_a_fault_is_told_at_its_field_where_it_is_folded_away(visitors: Visitors, product: str) -> None:
    visitors.watch.allowed.append("status of 422")
    page = visitors.page("product", "zh")
    page.goto(f"/products/{product}/gate")
    page.get_by_label("事件", exact=True).select_option("收集反馈")
    page.get_by_text("其他要素").click()
    page.get_by_label("参与的商户或用户数").fill("很多")
    page.get_by_role("button", name="登记", exact=True).click()
    field = page.get_by_label("参与的商户或用户数")
    expect(field).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert axe(page) == []


@both
@pytest.mark.parametrize("query", ["?stage=launched", "?stage=grey_release&as_of=2026-09-20"])
def test_nothing_bars_anybody_from_a_gate(visitors: Visitors, query: str, lang: str) -> None:
    page = visitors.page("product", lang)
    page.goto(PATH + query)
    assert axe(page) == []


def test_a_narrow_screen_scrolls_one_way(visitors: Visitors) -> None:
    page = visitors.page("product", viewport={"width": 390, "height": 844})
    page.goto(PATH)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_paper_there_is_the_timeline_and_no_form(visitors: Visitors) -> None:
    page = visitors.page("product")
    page.goto(PATH)
    page.emulate_media(media="print")
    expect(page.locator(".life")).to_be_visible()
    expect(page.locator("form.event")).to_be_hidden()
