"""The two sheets in a browser: nothing bars people from reading them, nothing is wider than the window."""

from __future__ import annotations

import pytest
from browsing import Site, Visitors, axe

SAMPLES = ["meal-wallet", "salary-advance"]
SHEETS = ["data-use", "risk-notices"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sheet_bars_nobody(samples: Site, visitors: Visitors, name: str, sheet: str, lang: str) -> None:
    page = visitors.page("viewer", lang)
    page.goto(f"/decisions/{samples.decisions[name]}/{sheet}")
    assert axe(page) == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_fits_a_narrow_window(samples: Site, visitors: Visitors, sheet: str) -> None:
    page = visitors.page("viewer", viewport={"width": 390, "height": 800})
    page.goto(f"/decisions/{samples.decisions['meal-wallet']}/{sheet}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_scene_leads_to_its_notice(samples: Site, visitors: Visitors) -> None:
    page = visitors.page()
    page.goto(f"/decisions/{samples.decisions['meal-wallet']}/risk-notices")
    page.get_by_role("link", name="预付卡的余额和退款").first.click()
    assert page.evaluate("location.hash") == "#notices.payments.prepaid"
    assert page.locator("article:target h3").inner_text() == "预付卡的余额和退款"
