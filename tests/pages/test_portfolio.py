"""The page of all products: what its table, lists and parts say, and to whom."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import httpx
import pytest
from browsing import Site, site
from hegui_adapters.pages.portfolio.gathering import lines_of
from hegui_adapters.service.roles import Role
from hegui_adapters.store import tables
from hegui_adapters.store.masking import Sealing
from hegui_adapters.store.portraits import redrawn, take_down_through, undrawn
from sqlalchemy import select
from storing import entries_of

CELL = re.compile(
    r'<a href="/decisions/(?P<id>[0-9a-f-]+)\?(?P<asked>[^"]*topic=(?P<topic>[\w-]+))#findings">'
    r'<span>[^<]+</span> <span class="number">(?P<count>\d+)'
)
GRAVITY = (
    ("violated", "block"),
    ("undetermined", "block"),
    ("violated", "warn"),
    ("undetermined", "warn"),
    ("violated", "advise"),
    ("undetermined", "advise"),
    ("met", ""),
)
SAMPLE = "salary-advance"


def text_of(site: Site, path: str, role: Role = "viewer", lang: str = "zh", **headers: str) -> str:
    with site.client(role, lang, **headers) as client:
        answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def rows(text: str) -> list[str]:
    """The names of the rows of the map."""
    return re.findall(r'<th scope="row"><a href="/decisions/[^"]+">([^<]+)</a>', text.partition('id="trend"')[0])


# ---- the map


def test_every_cell_is_the_gravest_of_its_findings(samples: Site) -> None:
    """Counted anew from the bodies, with no word of ours."""
    shown = {(found["id"], found["topic"]): found for found in CELL.finditer(text_of(samples, "/"))}
    for name in ("salary-advance", "meal-wallet", "rules-watch", "receivable-chain"):
        decision = samples.decisions[name]
        counts: dict[str, Counter[tuple[str, str]]] = {}
        for one in body_of(samples, decision)["findings"]:
            settled = one["outcome"] in ("met", "not_applicable")
            key = (one["outcome"], "" if settled else one["force"])
            counts.setdefault(one["rule"].split(".")[1], Counter())[key] += 1
        for topic, found in counts.items():
            worst = next((key for key in GRAVITY if found[key]), None)
            cell = shown.get((decision, topic))
            assert (cell is None) == (worst is None), (name, topic)
            if cell and worst:
                assert int(cell["count"]) == found[worst], (name, topic)
                assert f"outcome={worst[0]}" in cell["asked"]
                assert worst[1] in cell["asked"]


def body_of(site: Site, decision: str) -> Mapping[str, Any]:
    with site.client() as client:
        found: Mapping[str, Any] = client.get(f"/v1/decisions/{decision}?part=body").json()
    return found


FILTERS = {
    "verdict=clear": ("监管规则引擎服务", "工资随借"),
    "owner=信贷产品部": ("工资随借", "扫码点单"),
    "topic=supply-chain": ("链上应收融资", "监管规则引擎服务"),
}


@pytest.mark.parametrize(("query", "names"), FILTERS.items())
def test_products_are_filtered_by_address(samples: Site, query: str, names: tuple[str, str]) -> None:
    found = rows(text_of(samples, f"/?{query}"))
    assert (names[0] in found, names[1] in found) == (True, False)


def test_an_order_is_turned_by_asking_again(samples: Site) -> None:
    first, second = (rows(text_of(samples, f"/?sort={order}")) for order in ("name", "-name"))
    assert first == sorted(first)
    assert second == first[::-1]


@pytest.mark.parametrize("query", ["verdict=fine", "sort=colour", "page=0"])
def test_an_address_that_means_nothing_is_refused(samples: Site, query: str) -> None:
    with samples.client() as client:
        assert client.get(f"/?{query}").status_code == 422


def test_a_filter_that_nothing_matches_says_so(samples: Site) -> None:
    assert "没有符合筛选条件的产品" in text_of(samples, "/?owner=nobody")


# ---- the rest of the page


def test_the_figures_of_the_trend_are_those_of_its_table(samples: Site) -> None:
    text = text_of(samples, "/")
    found = re.search(r'data-chart="(\{.*?\})" role', text)
    assert found
    chart = json.loads(found[1])
    table = re.findall(
        r'<th scope="row" class="number">([\d-]+)</th><td[^>]*>(\d+)</td><td[^>]*>(\d+)</td><td[^>]*>(\d+)', text
    )
    assert [week for week, *_ in table] == chart["weeks"]
    for place, series in enumerate(chart["series"], 1):
        assert [int(week[place]) for week in table] == series["counts"]
    assert chart["series"][0]["counts"][-1] > chart["series"][0]["counts"][0] == 0


def test_coming_law_names_the_day_the_products_and_the_rule(samples: Site) -> None:
    text = text_of(samples, "/").partition('id="coming"')[2].partition('id="lapsing"')[0]
    assert "2028-01-01" in text
    assert "工资随借" in text
    assert "不适用 → " in text


def test_who_may_not_compare_a_register_is_shown_none(samples: Site) -> None:
    assert 'href="/register"' not in text_of(samples, "/", "viewer")
    assert 'href="/register"' in text_of(samples, "/", "auditor")
    with samples.client("viewer") as client:
        assert client.get("/register").status_code == 403


def test_a_product_that_came_to_its_launch_day_with_anything_open_is_told(samples: Site) -> None:
    text = text_of(samples, "/").partition('id="completeness"')[2]
    assert "已到计划上线日" in text
    assert "轻享分期" in text
    assert "工资随借" not in text


def test_a_decision_by_another_rulebook_than_is_in_use_is_older(samples: Site) -> None:
    with samples.parts.database.reading() as connection:
        now, later = (lines_of(connection, one) for one in (samples.parts.judge.rulebook.digest, "sha256:" + "0" * 64))
    assert (any(line.older for line in now), all(line.older for line in later)) == (False, True)


def test_every_portrait_is_the_one_that_would_be_drawn_again(samples: Site) -> None:
    with samples.parts.database.asking() as connection:
        kept = {row.seq: row.portrait for row in connection.execute(select(tables.portraits))}
        assert dict(redrawn(connection, undrawn(connection, every=True), Sealing())) == kept


# ---- neighbours


def test_a_part_is_a_page_where_no_script_asks_for_it(samples: Site) -> None:
    whole, part = (text_of(samples, "/portfolio/neighbours", **more) for more in ({}, {"hx_request": "true"}))
    assert ("<html" in whole, "<html" in part) == (True, False)


@pytest.mark.parametrize(
    ("lang", "said"),
    {"zh": "申报的产品类型：个人消费贷款 ↔ 商品分期", "en": "consumer loan ↔ goods instalment"}.items(),
)
def test_the_nearest_are_told_with_what_differs(samples: Site, lang: str, said: str) -> None:
    assert said in text_of(samples, f"/products/{SAMPLE}/neighbours", lang=lang)


def test_a_product_nobody_checked_has_no_neighbours(samples: Site) -> None:
    with samples.client() as client:
        assert client.get("/products/nowhere/neighbours").status_code == 404


# ---- an empty service, and one whose portraits were never drawn


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("own")) as found:
        yield found


def test_a_service_without_decisions_says_so_and_a_product_without_portrait_is_still_told(own: Site) -> None:
    assert "尚无检查结论" in text_of(own, "/")
    own.decide(b"hegui: product/v1\nproduct: {id: bare}\n")
    own.parts.scribe.write(lambda ledger: take_down_through(ledger, ledger.head.seq))
    text = text_of(own, "/")
    assert rows(text) == ["bare"]
    assert "1 个产品没有主题数据" in text
    assert "可比产品不足" in text_of(own, "/portfolio/neighbours")


# ---- the register

TABLE = "产品编号,产品名称,版本,负责人,阶段,上线日期\n{rows}\n"


def sent(
    samples: Site, table: str, role: Role = "auditor", csrf: str | None = None, lang: str = "zh"
) -> httpx.Response:
    proof = samples.csrf(role) if csrf is None else csrf
    with samples.client(role, lang) as client:
        file = {"table": ("register.csv", table.encode(), "text/csv")}
        return client.post("/register", data={"csrf": proof}, files=file, headers={"origin": samples.base})


@pytest.mark.parametrize(("lang", "said"), {"zh": "从未检查", "en": "Never checked"}.items())
def test_a_register_is_held_against_the_decisions(samples: Site, lang: str, said: str) -> None:
    answer = sent(samples, TABLE.format(rows=f"n-1,新产品,1,张三,,\n{SAMPLE},,1.1.0,,已上线,2026-12-01"), lang=lang)
    assert answer.status_code == 200, answer.text
    assert said in answer.text
    assert "新产品" in answer.text
    assert samples.decisions[SAMPLE] in answer.text


def test_that_a_register_was_compared_is_in_the_log(samples: Site) -> None:
    sent(samples, TABLE.format(rows="n-2,,1,,,"))
    last = [entry for entry in entries_of(samples.parts.database) if entry.kind == "register.compared"][-1]
    assert last.actor == "person:auditor"


REFUSED = {
    "a fault in it": (TABLE.format(rows="n-1,,1,,,soon"), "auditor", None, 422),
    "no proof of ours": (TABLE.format(rows="n-1,,1,,,"), "auditor", "x", 403),
    "of a viewer": (TABLE.format(rows="n-1,,1,,,"), "viewer", None, 403),
}


@pytest.mark.parametrize(("table", "role", "csrf", "status"), REFUSED.values(), ids=REFUSED)
def test_a_register_is_refused(samples: Site, table: str, role: Role, csrf: str | None, status: int) -> None:
    assert sent(samples, table, role, csrf).status_code == status


def test_a_fault_of_a_register_is_said_with_its_place(samples: Site) -> None:
    assert "2:6" in sent(samples, TABLE.format(rows="n-1,,1,,,soon")).text
