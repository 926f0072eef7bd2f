"""What is built works under the policy the pages are sent with: no script is evaluated, no style is foreign."""

from __future__ import annotations

import pytest
from browsing import Site, Visitors
from hegui_adapters.pages.assets import VENDORED, assets
from playwright.sync_api import Page, expect


@pytest.fixture(autouse=True)
def _at_home(page: Page) -> None:
    page.goto("/")


def test_a_chart_is_drawn(page: Page) -> None:
    page.evaluate(
        """async (url) => {
          const echarts = await import(url);
          const place = document.createElement("div");
          place.id = "chart";
          document.querySelector("main").append(place);
          const chart = echarts.init(place, null, {renderer: "svg", width: 400, height: 200});
          chart.setOption({tooltip: {renderMode: "richText", trigger: "axis"}, xAxis: {data: ["a", "b"]}, yAxis: {},
                           series: [{type: "line", data: [1, 2]}]});
          chart.dispatchAction({type: "showTip", seriesIndex: 0, dataIndex: 1});
        }""",
        assets().url("vendor/echarts.js"),
    )
    expect(page.locator("#chart svg")).to_be_visible()


def test_an_editor_has_its_style(page: Page) -> None:
    page.evaluate(
        """async (url) => {
          const {basicSetup, EditorView, yaml} = await import(url);
          const nonce = document.querySelector("meta[name=csp-nonce]").content;
          new EditorView({doc: "hegui: product/v1", parent: document.querySelector("main"),
                          extensions: [basicSetup, yaml(), EditorView.cspNonce.of(nonce)]});
        }""",
        assets().url("vendor/codemirror.js"),
    )
    expect(page.locator(".cm-editor")).to_have_css("display", "flex")


def test_htmx_evaluates_nothing_and_keeps_nothing(page: Page) -> None:
    told = page.evaluate("[htmx.config.allowEval, htmx.config.includeIndicatorStyles, htmx.config.historyCacheSize]")
    assert told == [False, False, 0]


def test_a_part_that_fails_says_so_where_it_would_have_been(visitors: Visitors, page: Page) -> None:
    visitors.watch.allowed += ["404", "Response Status Error"]
    page.evaluate(
        """() => {
          const part = document.createElement("div");
          part.id = "part";
          document.querySelector("main").append(part);
          htmx.ajax("GET", "/decisions/019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52", {target: "#part", source: "#part"});
        }"""
    )
    expect(page.locator("#part [role=alert]")).to_contain_text("没有这项检查结论")


def test_everything_that_is_to_be_built_was(samples: Site) -> None:
    del samples
    assert [name for name in VENDORED if name not in assets().files] == []
