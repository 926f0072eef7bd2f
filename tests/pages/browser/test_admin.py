"""Administration as an admin and an auditor meet it, in both languages, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsing import Site, Visitors, Watch, axe, site
from hegui_adapters.store.sealing import add_key
from hegui_adapters.store.signing import new_key
from playwright.sync_api import Browser, expect
from receiving import receiver

TEXTS = {
    "zh": {
        "name": "持有者名称",
        "make": "新建",
        "revoke": "撤销",
        "sure": "确认撤销",
        "revoked": "已撤销",
        "url": "地址（URL）",
        "subscribe": "订阅",
        "test": "发送测试消息",
        "delivered": "测试消息已送达",
        "verify": "立即验证",
        "holds": "日志成立",
        "reload": "重新加载规则",
        "same": "规则没有变化",
    },
    "en": {
        "name": "Who will hold it",
        "make": "Make",
        "revoke": "Revoke",
        "sure": "Confirm",
        "revoked": "revoked",
        "url": "URL",
        "subscribe": "Subscribe",
        "test": "Send a test message",
        "delivered": "The test message was delivered",
        "verify": "Verify now",
        "holds": "The log holds",
        "reload": "Load the rules anew",
        "same": "The rules are the same",
    },
}
both = pytest.mark.parametrize("lang", TEXTS)
PAGES = ("/admin/status", "/admin/tokens", "/admin/subscriptions", "/admin/deliveries", "/admin/log")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service with keys of its own."""
    folder = tmp_path_factory.mktemp("own")
    add_key(folder / "keys")
    new_key(folder / "signing")
    told = {"sealing_keys": folder / "keys", "signing_key": folder / "signing", "outbound_hosts": ("127.0.0.1",)}
    with site(folder, **told) as found:
        yield found


@pytest.fixture
def team(own: Site, browser: Browser) -> Iterator[Visitors]:
    watch = Watch(own.base)
    found = Visitors(own, browser, watch)
    yield found
    found.close()
    assert watch.found() == []


@both
def test_a_token_is_made_and_revoked(team: Visitors, lang: str) -> None:
    said, page, name = TEXTS[lang], team.page("admin", lang), f"made-in-{lang}"
    page.goto("/admin/tokens")
    page.get_by_label(said["name"]).fill(name)
    page.get_by_role("button", name=said["make"]).click()
    expect(page.locator(".secret")).to_have_text(re.compile("hegui_"))
    row = page.get_by_role("row").filter(has_text=name)
    row.locator("summary").click()
    row.get_by_role("button", name=said["sure"]).click()
    expect(page.get_by_role("row").filter(has_text=name)).to_contain_text(said["revoked"], ignore_case=True)
    expect(page.locator(".secret")).to_have_count(0)


@both
def test_a_subscription_is_made_and_tried(team: Visitors, lang: str) -> None:
    said, page = TEXTS[lang], team.page("admin", lang)
    with receiver() as found:
        page.goto("/admin/subscriptions")
        page.get_by_label(said["url"]).fill(found.url)
        page.get_by_role("button", name=said["subscribe"]).click()
        expect(page.locator(".secret")).to_have_text(re.compile("whsec_"))
        page.get_by_role("button", name=said["test"]).click()
        expect(page.get_by_role("status")).to_contain_text(said["delivered"])
        assert len(found.got) == 1


@both
@pytest.mark.parametrize("script", [True, False])
def test_the_log_is_verified_by_an_auditor(team: Visitors, lang: str, script: bool) -> None:
    said, page = TEXTS[lang], team.page("auditor", lang, java_script_enabled=script)
    page.goto("/")
    page.get_by_role("banner").locator("a[href='/admin/log']").click()
    page.get_by_role("button", name=said["verify"]).click()
    if not script:
        page.wait_for_timeout(1500)
        page.reload()
    expect(page.locator("#work.clear")).to_contain_text(said["holds"], timeout=30_000)


def test_an_export_is_downloaded(team: Visitors) -> None:
    page = team.page("admin")
    page.goto("/admin/log")
    with page.expect_download() as found:
        page.get_by_role("button", name="下载").click()
    assert re.fullmatch(r"hegui-log-1-\d+\.jsonl", found.value.suggested_filename)


@both
def test_the_rules_are_loaded_anew(team: Visitors, lang: str) -> None:
    page = team.page("admin", lang)
    page.goto("/admin")
    page.get_by_role("button", name=TEXTS[lang]["reload"]).click()
    expect(page.get_by_role("status")).to_contain_text(TEXTS[lang]["same"])


@both
def test_nothing_bars_anybody_from_a_page_of_administration(team: Visitors, lang: str) -> None:
    page = team.page("admin", lang)
    for path in PAGES:
        page.goto(path)
        assert (path, axe(page)) == (path, [])


def test_a_narrow_screen_scrolls_one_way_in_administration(team: Visitors) -> None:
    page = team.page("admin", viewport={"width": 390, "height": 844})
    for path in PAGES:
        page.goto(path)
        assert (path, page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == (path, True)
