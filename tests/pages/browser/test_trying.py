"""The editor as people use it: it completes, tells while they write, leads to lines, lets the keyboard go."""

from __future__ import annotations

import re

import pytest
from browsing import Visitors, axe
from playwright.sync_api import Page, Route, expect

SAMPLE = "qingxiang-instalment"
TEXTS = {
    "zh": {
        "blocked": "存在阻断项，不得上线",
        "wrong": "尚不是产品要素表",
        "line": "第 16 行",
        "judge": "检查（不留存）",
        "store": "作为检查提交",
    },
    "en": {
        "blocked": "BLOCKED, must not launch",
        "wrong": "Not a manifest yet",
        "line": "line 16",
        "judge": "Judge, keep nothing",
        "store": "Store as a check",
    },
}
SLOW = 30_000

both = pytest.mark.parametrize("lang", TEXTS)


def opened(visitors: Visitors, lang: str = "zh", role: str = "viewer", sample: str = SAMPLE) -> Page:
    page = visitors.page(role, lang)  # type: ignore[arg-type]
    page.goto(f"/try?sample={sample}")
    page.locator(".cm-editor").wait_for()
    return page


def write(page: Page, text: str) -> None:
    """Write at the end, on a line of its own."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(f"\n{text}")


@both
def test_what_is_written_is_judged_at_once(visitors: Visitors, lang: str) -> None:
    page = opened(visitors, lang)
    expect(page.locator("#live .headline")).to_have_text(TEXTS[lang]["blocked"], timeout=SLOW)
    write(page, "credt: none")
    expect(page.locator("#live .headline")).to_contain_text(TEXTS[lang]["wrong"], timeout=SLOW)
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    expect(page.locator("#said")).to_contain_text(TEXTS[lang]["wrong"])
    for _ in "credt: none":
        page.keyboard.press("Backspace")
    expect(page.locator("#live .headline")).to_have_text(TEXTS[lang]["blocked"], timeout=SLOW)
    expect(page.locator("#more")).to_contain_text("money_flows", timeout=SLOW)


@both
def test_a_finding_leads_to_its_line(visitors: Visitors, lang: str) -> None:
    page = opened(visitors, lang)
    page.locator("#live").get_by_role("link", name=TEXTS[lang]["line"]).first.click()
    expect(page.locator(".cm-activeLine")).to_contain_text("purpose: unrestricted")
    expect(page.locator(".cm-content")).to_be_focused()


@both
def test_keys_and_members_are_completed_with_their_labels(visitors: Visitors, lang: str) -> None:
    page = opened(visitors, lang)
    with page.expect_response(re.compile("/try/completion")):
        page.reload()
    page.locator(".cm-editor").wait_for()
    page.wait_for_timeout(200)
    write(page, "users:\n  s")
    page.keyboard.type("eg")
    menu = page.locator(".cm-tooltip-autocomplete")
    expect(menu).to_contain_text("segments", timeout=SLOW)
    expect(menu).to_contain_text("客群" if lang == "zh" else "segment")
    page.wait_for_timeout(150)  # a menu takes no key at once, so that nobody completes by accident
    page.keyboard.press("Enter")
    page.keyboard.insert_text("[")
    page.keyboard.type("stu")
    expect(menu).to_contain_text("students", timeout=SLOW)


def test_an_answer_that_comes_late_is_not_shown_over_a_newer_one(visitors: Visitors) -> None:
    page = opened(visitors)
    expect(page.locator("#live .headline")).to_have_text(TEXTS["zh"]["blocked"], timeout=SLOW)
    shown: list[str] = []

    def lag(route: Route) -> None:
        answer = route.fetch()
        shown.append(re.findall(r'data-seq="(\d+)"', answer.text())[0])
        route.fulfill(response=answer)

    page.route("**/try/live", lag)
    write(page, "a")
    page.keyboard.type("bcdef: none", delay=60)
    expect(page.locator("#live .headline")).to_contain_text("尚不是产品要素表", timeout=SLOW)
    expect(page.locator("#live")).to_contain_text("abcdef", timeout=SLOW)
    assert page.locator("#live .live").get_attribute("data-seq") == max(shown, key=int)
    assert shown == sorted(shown, key=int)


def test_the_keyboard_leaves_the_editor(visitors: Visitors) -> None:
    page = opened(visitors)
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).not_to_be_focused()
    assert page.locator(".cm-content").get_attribute("aria-labelledby") == "manifest-label"


@both
def test_without_scripts_a_button_judges_and_stores(visitors: Visitors, lang: str) -> None:
    page = visitors.page("product", lang, java_script_enabled=False)
    page.goto(f"/try?sample={SAMPLE}")
    page.get_by_role("button", name=TEXTS[lang]["judge"]).click()
    expect(page.locator("#live .headline")).to_have_text(TEXTS[lang]["blocked"])
    expect(page.locator("#more")).to_contain_text("money_flows")
    page.get_by_role("button", name=TEXTS[lang]["store"]).click()
    expect(page).to_have_url(re.compile("/decisions/"))


def test_a_product_team_stores_what_is_in_the_editor(visitors: Visitors) -> None:
    page = opened(visitors, role="product")
    write(page, "green: none")
    page.get_by_role("button", name=TEXTS["zh"]["store"]).click()
    expect(page).to_have_url(re.compile("/decisions/"), timeout=SLOW)


def test_nothing_bars_anybody_from_the_editor(visitors: Visitors) -> None:
    page = visitors.page("product", "zh")
    page.goto(f"/try?sample={SAMPLE}")
    expect(page.locator("#more section").first).to_be_visible(timeout=SLOW)
    assert axe(page) == []


def test_the_editor_fits_a_narrow_screen(visitors: Visitors) -> None:
    page = visitors.page(viewport={"width": 390, "height": 844})
    page.goto(f"/try?sample={SAMPLE}")
    page.locator(".cm-editor").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


PLACES = {
    "a section": ("cr", "", None),
    "below a section": ("credit:\n  pay", "credit", None),
    "in braces": ("credit:\n  payout: {by: ba", "credit.payout", "by"),
    "after a bracket": ("credit:\n  payout: {to: [merchant], b", "credit.payout", None),
    "in brackets": ("credit:\n  payout: {to: [mer", "credit.payout", "to"),
    "the first of an element": ("data:\n  items:\n    - cat", "data.items[]", None),
    "a later line of an element": ("data:\n  items:\n    - id: x\n      cat", "data.items[]", None),
    "an element at the margin": ("money_flows:\n- id: a\n  fr", "money_flows[]", None),
    "the second element": ("partners:\n  - id: a\n    kind: x\n  - id: b\n    k", "partners[]", None),
    "a list in an element": (
        "pricing:\n  credits:\n    - id: x\n      fees:\n        - id: y\n          b",
        "pricing.credits[].fees[]",
        None,
    ),
    "an element in braces": ("partners:\n  - {id: x, kind: co", "partners[]", "kind"),
    "past another section": ("users:\n  students: served\nproduct:\n  na", "product", None),
}


def test_it_knows_where_the_cursor_stands(visitors: Visitors) -> None:
    page = opened(visitors)
    found = page.evaluate(
        """async ([address, texts]) => {
            const { named, placeOf } = await import(address);
            return texts.map((text) => { const at = placeOf(text, text.length); return [named(at.path), at.key]; });
        }""",
        [
            page.locator("script[src*='try.js']").get_attribute("src").replace("try.js", "complete.js"),  # type: ignore[union-attr]
            [text for text, _, _ in PLACES.values()],
        ],
    )
    assert dict(zip(PLACES, found, strict=True)) == {name: [part, key] for name, (_, part, key) in PLACES.items()}
