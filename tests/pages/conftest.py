"""One service with every sample decided, for all tests of pages in this process; browsers of people who come to it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from browsing import SAMPLES, Site, Visitors, Watch, launched, need_browser, site
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The service. Tests may add to it, so none may count what it holds."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("HEGUI_") and not name.startswith("HEGUI_TEST_")]:
            patch.delenv(name)
        with site(tmp_path_factory.mktemp("site")) as found:
            found.decisions.update((name, found.decide(file.read_bytes())) for name, file in SAMPLES.items())
            yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    need_browser()
    with sync_playwright() as playwright:
        found = launched(playwright)
        yield found
        found.close()


@pytest.fixture
def visitors(samples: Site, browser: Browser) -> Iterator[Visitors]:
    """Opens browsers; afterwards no page of the test may have done what it must not."""
    watch = Watch(samples.base)
    found = Visitors(samples, browser, watch)
    yield found
    found.close()
    assert watch.found() == []


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """The browser of a viewer who reads Chinese."""
    return visitors.page()
