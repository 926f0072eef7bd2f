"""The page of a decision as people use it: lines and findings, filters, folded parts, questions, review; both languages."""

from __future__ import annotations

import re

import pytest
from browsing import SAMPLES, Site, Visitors, axe
from playwright.sync_api import Page, expect

SAMPLE = "qingxiang-instalment"
TEXTS = {
    "zh": {
        "blocked": "存在阻断项，不得上线", "details": "依据、事实与推导", "tree": "推导", "outcome": "结果",
        "met": "符合", "coming": "法规变化", "room": "定价空间", "review": "审查", "submit": "作为新的检查提交",
        "settled": "了结", "assign": "分配", "who": "承办人", "record": "记录", "assigned": "已分配",
    },
    "en": {
        "blocked": "BLOCKED, must not launch", "details": "Basis, facts and derivation", "tree": "Derivation",
        "outcome": "Outcome", "met": "met", "coming": "Coming law", "room": "Room that is left for the price",
        "review": "Review", "submit": "Submit as a new check", "settled": "settled", "assign": "Assign",
        "who": "Who takes it", "record": "Record it", "assigned": "assigned",
    },
}  # fmt: skip
both = pytest.mark.parametrize("lang", TEXTS)


def opened(samples: Site, visitors: Visitors, lang: str, part: str = "", role: str = "viewer") -> Page:
    page = visitors.page(role, lang, viewport={"width": 1280, "height": 900})  # type: ignore[arg-type]
    page.goto(f"/decisions/{samples.decisions[SAMPLE]}{part}")
    return page


@both
def test_what_matters_stands_above_the_fold(samples: Site, visitors: Visitors, lang: str) -> None:
    page = opened(samples, visitors, lang)
    expect(page.locator(".headline")).to_have_text(TEXTS[lang]["blocked"])
    expect(page.locator(".since p").first).to_be_visible()
    for part in (".headline", ".counts", "svg.gauge >> nth=1", ".actions .button", ".blockers > li >> nth=1"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900, part
    assert page.locator(".blockers > li").count() == 3


@both
def test_a_line_leads_to_its_finding_and_back(samples: Site, visitors: Visitors, lang: str) -> None:
    page = opened(samples, visitors, lang)
    page.locator("#L31 a.at").click()
    expect(page).to_have_url(re.compile("#boundaries"))
    finding = page.locator(".finding.lit")
    expect(finding).to_have_count(1)
    expect(finding).to_be_in_viewport()
    expect(page.locator("#L31")).to_have_class(re.compile("lit"))
    finding.locator("a.place").first.click()
    expect(page).to_have_url(re.compile("#L31$"))
    expect(page.locator("#L31")).to_be_in_viewport()


@both
def test_a_filter_asks_for_its_findings_alone(samples: Site, visitors: Visitors, lang: str) -> None:
    page = opened(samples, visitors, lang)
    page.get_by_label(TEXTS[lang]["outcome"], exact=True).select_option("met")
    row = page.locator("#listed tbody tr").first
    expect(row).to_be_visible()
    assert {one.strip() for one in page.locator("#listed tbody td:nth-child(2)").all_inner_texts()} == {
        TEXTS[lang]["met"]
    }
    assert page.url.endswith(samples.decisions[SAMPLE])


@both
def test_more_findings_come_below_those_there_are(samples: Site, visitors: Visitors, lang: str) -> None:
    page = opened(samples, visitors, lang, "?outcome=undetermined")
    rows = page.locator("#listed tbody tr")
    expect(rows).to_have_count(100)
    page.locator("#listed a[rel=next]").click()
    expect(rows).to_have_count(200)
    assert axe(page) == []


@both
def test_a_finding_unfolds_its_derivation(samples: Site, visitors: Visitors, lang: str) -> None:
    page = opened(samples, visitors, lang)
    finding = page.locator('.finding[id^="boundaries.rates.platform-charges-borrower"]')
    finding.get_by_text(TEXTS[lang]["details"]).first.click()
    expect(finding.get_by_role("heading", name=TEXTS[lang]["tree"])).to_be_visible()
    tree = finding.locator(".tree details").first
    expect(tree.locator(".place").first).to_be_visible()
    tree.locator("summary").first.click()
    expect(tree.locator(".place").first).to_be_hidden()
    assert axe(page) == []


@both
def test_folded_parts_come_when_they_are_opened(samples: Site, visitors: Visitors, lang: str) -> None:
    page = opened(samples, visitors, lang)
    for name, found in (("coming", "table"), ("review", "h3"), ("room", "img.map")):
        part = page.locator("details.lazy").filter(has=page.locator("summary", has_text=TEXTS[lang][name])).last
        part.locator("summary").first.click()
        expect(part.locator(found).first).to_be_visible(timeout=60_000)
    assert page.locator("img.map").first.evaluate("picture => picture.naturalWidth") > 300
    assert axe(page) == []


@both
def test_an_answer_is_checked_as_it_is_given_and_kept_when_submitted(
    samples: Site, visitors: Visitors, lang: str
) -> None:
    text = SAMPLES[SAMPLE].read_text(encoding="utf-8").replace("id: qingxiang-instalment", f"id: asked-{lang}")
    page = visitors.page("product", lang)
    page.goto(f"/decisions/{samples.decide(text.encode())}/questions")
    page.locator('[name="answer:technology"]').fill("无")
    page.locator('[name="answer:app.name"]').click()
    expect(page.locator("#result")).to_contain_text(TEXTS[lang]["settled"], timeout=30_000)
    page.locator('[name="answer:credit.limit"]').fill("x")
    page.locator('[name="answer:app.name"]').click()
    expect(page.locator("#result .fault")).to_be_visible(timeout=30_000)
    page.locator('[name="answer:credit.limit"]').fill("20000")
    page.locator('[name="answer:app.name"]').click()
    expect(page.locator("#result .fault")).to_have_count(0, timeout=30_000)
    assert axe(page) == []
    page.get_by_role("button", name=TEXTS[lang]["submit"]).click()
    expect(page.locator(".headline")).to_have_text(TEXTS[lang]["blocked"], timeout=30_000)
    expect(page.locator(".source")).to_contain_text("technology: none")
    expect(page.locator(".since")).to_contain_text("2")


@both
def test_an_officer_takes_a_decision(samples: Site, visitors: Visitors, lang: str) -> None:
    page = visitors.page("officer", lang)
    page.goto(f"/decisions/{samples.decisions['salary-advance']}/review")
    act = page.locator("details.act").filter(has_text=TEXTS[lang]["who"])
    act.locator("summary").click()
    act.get_by_label(TEXTS[lang]["who"]).fill("王芳")
    act.get_by_role("button", name=TEXTS[lang]["record"]).click()
    expect(page.locator("main strong").first).to_have_text(TEXTS[lang]["assigned"])
    expect(page.locator("tbody tr").first).to_contain_text("王芳")
    assert axe(page) == []


@both
@pytest.mark.parametrize("part", ["", "/questions", "/review", "/since", "/coming"])
def test_no_page_bars_anybody(samples: Site, visitors: Visitors, lang: str, part: str) -> None:
    assert axe(opened(samples, visitors, lang, part)) == []


@pytest.mark.parametrize("part", ["", "/questions", "/review"])
def test_nothing_runs_over_a_narrow_screen(samples: Site, visitors: Visitors, part: str) -> None:
    page = visitors.page("officer", viewport={"width": 390, "height": 800})
    page.goto(f"/decisions/{samples.decisions[SAMPLE]}{part}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []


def test_everything_is_there_without_scripts(samples: Site, visitors: Visitors) -> None:
    page = visitors.page("product", java_script_enabled=False)
    page.goto(f"/decisions/{samples.decisions[SAMPLE]}")
    page.locator("#L31 a.at").click()
    expect(page.locator(".finding:target")).to_be_visible()
    page.locator("#by-outcome").select_option("met")
    page.locator(".filter button").click()
    expect(page.locator("#listed tbody tr").first).to_contain_text("符合")
    page.locator(".since a").click()
    expect(page.locator("h1")).to_have_text("与上一次检查相比")
    page.goto(f"/decisions/{samples.decisions[SAMPLE]}/questions")
    page.locator('[name="answer:technology"]').fill("无")
    page.get_by_role("button", name="重新检查（不留存）").click()
    expect(page.locator("#result .headline")).to_be_visible()
    expect(page.locator('[name="answer:technology"]')).to_have_value("无")


def test_a_product_leads_to_its_decisions(visitors: Visitors) -> None:
    page = visitors.page()
    page.goto(f"/products/{SAMPLE}")
    assert axe(page) == []
    page.locator("tbody th a").first.click()
    expect(page.locator(".headline")).to_be_visible()
