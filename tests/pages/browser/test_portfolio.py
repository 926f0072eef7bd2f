"""The page of all products as people meet it, in both languages: filters, cells that lead on, the chart, parts opened later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Visitors, axe
from playwright.sync_api import expect

SAMPLE = "salary-advance"
TEXTS = {
    "zh": {
        "map": "各主题检查结果",
        "topic": "主题",
        "apply": "应用",
        "clear": "清除筛选",
        "block": "阻断",
        "alike": "相近产品",
        "figures": "趋势数据表",
        "register": "产品台账文件",
        "compare": "核对",
        "gaps": "台账共 1 行，发现",
        "owner": "责任部门",
    },
    "en": {
        "map": "By topic",
        "topic": "Topic",
        "apply": "Apply",
        "clear": "Clear",
        "block": "block",
        "alike": "Nearest neighbours",
        "figures": "The figures",
        "register": "Register",
        "compare": "Compare",
        "gaps": "1 row,",
        "owner": "Owner",
    },
}

both = pytest.mark.parametrize("lang", TEXTS)


@both
def test_a_cell_leads_to_the_findings_of_its_topic(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto("/")
    row = page.get_by_role("region", name=TEXTS[lang]["map"]).get_by_role("row").filter(has_text=SAMPLE)
    row.get_by_role("link", name=re.compile(f"^{TEXTS[lang]['block']} ")).first.click()
    expect(page).to_have_url(re.compile(r"/decisions/[0-9a-f-]+\?outcome=violated&force=block&topic=[\w-]+#findings$"))


@both
def test_a_cell_is_large_enough_to_hit_and_says_what_it_is_without_its_colour(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto("/")
    cells = page.get_by_role("region", name=TEXTS[lang]["map"]).locator("tbody td.cell:has(a)")
    hit = """cells => cells.map(cell => {
        const box = cell.getBoundingClientRect(), link = getComputedStyle(cell.querySelector("a"), "::after");
        return [box.width >= 44, box.height >= 40, link.position == "absolute", /\\S+\\s+\\d+/.test(cell.innerText)];
    })"""
    assert [one for one in cells.evaluate_all(hit) if not all(one)] == []


@both
def test_products_are_filtered_and_all_shown_again(visitors: Visitors, lang: str) -> None:
    said, page = TEXTS[lang], visitors.page("viewer", lang)
    page.goto("/")
    rows = page.get_by_role("region", name=said["map"]).locator("tbody tr")
    count = rows.count()
    page.get_by_label(said["topic"], exact=True).select_option("supply-chain")
    page.get_by_role("button", name=said["apply"]).click()
    expect(page).to_have_url(re.compile("topic=supply-chain"))
    assert 0 < rows.count() < count
    page.get_by_role("link", name=said["clear"], exact=True).click()
    expect(rows).to_have_count(count)


@both
def test_a_column_orders_the_products(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto("/")
    page.get_by_role("columnheader", name=TEXTS[lang]["owner"]).get_by_role("link").click()
    expect(page).to_have_url(re.compile("sort=owner"))
    expect(page.get_by_role("columnheader", name=TEXTS[lang]["owner"])).to_have_attribute("aria-sort", "ascending")


@both
def test_the_trend_is_drawn_and_its_figures_stand_beside_it(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto("/")
    expect(page.locator("#trend-chart svg")).to_be_visible()
    page.get_by_text(TEXTS[lang]["figures"], exact=True).click()
    expect(page.get_by_role("region", name=TEXTS[lang]["figures"]).locator("tbody tr")).to_have_count(26)


@both
def test_neighbours_are_loaded_when_they_are_opened(visitors: Visitors, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto("/")
    part = page.get_by_role("region", name=TEXTS[lang]["alike"])
    expect(part).to_have_count(0)
    page.locator("summary", has_text=TEXTS[lang]["alike"]).click()
    expect(part.locator("tbody tr").first).to_contain_text("↔")
    assert axe(page) == []


@both
def test_nothing_bars_anybody_from_the_register(visitors: Visitors, tmp_path: Path, lang: str) -> None:
    said, page = TEXTS[lang], visitors.page("auditor", lang)
    table = tmp_path / "register.csv"
    table.write_text(f"id,name,version,owner,stage,launched on\n{SAMPLE},,1.1.0,,live,2026-12-01\n", "utf-8")
    page.goto("/register")
    assert axe(page) == []
    page.get_by_label(said["register"], exact=True).set_input_files(table)
    page.get_by_role("button", name=said["compare"], exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(said["gaps"])
    assert axe(page) == []


def test_a_narrow_screen_scrolls_the_map_and_not_the_page(visitors: Visitors) -> None:
    page = visitors.page("auditor", viewport={"width": 390, "height": 844})
    page.goto("/")
    expect(page.locator("#trend-chart svg")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_figures_and_the_neighbours_are_there(visitors: Visitors) -> None:
    page = visitors.page(java_script_enabled=False)
    page.goto("/")
    expect(page.locator("#trend-chart svg")).to_have_count(0)
    page.locator("summary", has_text="趋势数据表").click()
    expect(page.get_by_role("region", name="趋势数据表")).to_be_visible()
    page.locator("summary", has_text="相近产品").click()
    page.get_by_role("link", name="相近产品").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("相近产品")


def test_the_map_is_scrolled_by_keyboard(visitors: Visitors) -> None:
    page = visitors.page(viewport={"width": 390, "height": 844})
    page.goto("/")
    page.locator(".scroll").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.scroll').scrollLeft > 0")
