"""What holds for every page: its language, its headers, its files, and what people are told when something is wrong."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
import yaml
from browsing import SAMPLES, Site
from hegui_adapters.pages.assets import assets
from hegui_adapters.pages.routes import GROUPS
from hegui_adapters.pages.words import COMMON, spoken

NEVER = "/decisions/019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52"


def test_every_text_is_there_in_both_languages() -> None:
    texts = [both for group in (COMMON, *(one.words for one in GROUPS)) for both in group.values()]
    assert [both for both in texts if len(both) != 2 or not all(both)] == []


def test_a_group_of_pages_gives_no_common_word_another_meaning() -> None:
    with pytest.raises(ValueError, match="sign_in"):
        spoken({"sign_in": ("登入", "Log in")}, "zh")


NUMBERS = {0: "0 rules are read", 1: "1 rule is read", 2: "2 rules are read"}


@pytest.mark.parametrize(("number", "said"), NUMBERS.items())
def test_an_english_text_agrees_with_its_number(number: int, said: str) -> None:
    text = spoken({"read": ("读取 {n} 条规则", "{n} {n:rule is|rules are} read")}, "en")["read"]
    assert text.format(n=number) == said


COUNTED = re.compile(
    r"(?<!of )(?<!over )(?<!within )\{\w+\} (answers|checks|days|facts|findings|instruments|places|products|questions|rows|rules)\b"
)


def test_no_english_text_counts_one_of_something_as_several() -> None:
    texts = [english for group in (COMMON, *(one.words for one in GROUPS)) for _, english in group.values()]
    assert [
        text for text in texts if COUNTED.search(text) and "within" not in text and "over {n} facts" not in text
    ] == []


SECTION = re.compile(r"^/\* ", re.MULTILINE)
STYLE = re.compile(r"^(?:\.[\w-]+, )*(?:[a-z]+)?\.([\w-]+)(?= \{)", re.MULTILINE)


def test_a_class_means_one_thing() -> None:
    """It is given its look in one section of the style sheets that pages have together."""
    sheets = [assets().files[name].decode() for name in ("hegui.css", "gate.css", "portfolio.css")]
    sections = [section for sheet in sheets for section in SECTION.split(sheet)]
    looks = Counter(name for section in sections for name in set(STYLE.findall(section)))
    assert [name for name, times in looks.items() if times > 1] == []


# ---- language


LANGUAGES = {
    "nothing said": ({}, {}, "", "zh-CN"),
    "a browser's": ({}, {"accept-language": "en-GB,en;q=0.9"}, "", "en"),
    "a browser's second": ({}, {"accept-language": "fr,en;q=0.5"}, "", "en"),
    "none we know": ({}, {"accept-language": "fr"}, "", "zh-CN"),
    "the cookie over the browser": ({"lang": "zh"}, {"accept-language": "en"}, "", "zh-CN"),
    "the address over the cookie": ({"lang": "zh"}, {}, "?lang=en", "en"),
    "an address with no language": ({"lang": "en"}, {}, "?lang=fr", "en"),
}


@pytest.mark.parametrize(("cookies", "headers", "query", "found"), LANGUAGES.values(), ids=LANGUAGES)
def test_a_page_speaks_the_language_asked_for(
    samples: Site, cookies: dict[str, str], headers: dict[str, str], query: str, found: str
) -> None:
    with samples.client(None) as client:
        client.cookies.clear()
        client.cookies.update(cookies)
        answer = client.get(f"/signin{query}", headers=headers)
    assert f'<html lang="{found}">' in answer.text


def test_the_language_switch_keeps_the_rest_of_the_address(samples: Site) -> None:
    with samples.client(None) as client:
        answer = client.get("/signin?after=%2Fx%26y&lang=zh")
    assert "/signin?after=%2Fx%26y&lang=en" in unescape(answer.text)
    assert "lang=zh" in answer.headers["set-cookie"]


# ---- headers and files


@pytest.mark.parametrize("path", ["/", "/signin", "/nowhere", NEVER])
def test_a_page_is_sent_with_what_protects_it(samples: Site, path: str) -> None:
    with samples.client() as client:
        first, second = client.get(path), client.get(path)
    policy = first.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
    assert "unsafe" not in policy
    assert policy != second.headers["content-security-policy"]
    assert (first.headers["cache-control"], first.headers["referrer-policy"]) == ("no-store", "same-origin")


@pytest.mark.parametrize("path", ["/", "/signin", "/nowhere"])
def test_a_page_holds_no_script_or_style_of_its_own(samples: Site, path: str) -> None:
    with samples.client() as client:
        text = client.get(path).text
    assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=|javascript:|https?://(?!127)", text) == []


@pytest.mark.parametrize("name", assets().files)
def test_a_file_may_be_kept_for_ever_under_the_address_of_its_content(samples: Site, name: str) -> None:
    with samples.client(None) as client:
        now, before = client.get(assets().url(name)), client.get(f"/static/{'0' * 16}/{name}")
    assert (now.status_code, now.content) == (200, assets().files[name])
    assert "immutable" in now.headers["cache-control"]
    assert (before.status_code, before.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize("name", ["", "x.js", "%2e%2e/words.py", "vendor/", "/etc/passwd"])
def test_nothing_else_is_served_as_a_file(samples: Site, name: str) -> None:
    with samples.client(None) as client:
        assert client.get(f"/static/{assets().digest}/{name}").status_code == 404


# ---- what is wrong


def test_a_browser_is_told_in_both_languages(samples: Site) -> None:
    with samples.client() as client:
        answer = client.get(NEVER)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert ("没有这项检查结论" in answer.text, "there is no such decision" in answer.text) == (True, True)


@pytest.mark.parametrize("path", ["/v1/decisions/x", "/v1/nowhere", "/readyz/x"])
def test_the_contract_answers_with_problem_details_whoever_asks(samples: Site, path: str) -> None:
    with samples.client() as client:
        assert client.get(path).headers["content-type"] == "application/problem+json"


def test_who_does_not_ask_for_a_page_is_told_as_a_machine(samples: Site) -> None:
    with samples.client(accept="*/*") as client:
        assert client.get("/nowhere").headers["content-type"] == "application/problem+json"


def test_a_part_is_told_as_a_part(samples: Site) -> None:
    with samples.client(hx_request="true") as client:
        answer = client.get(NEVER)
    assert ('role="alert"' in answer.text, "<html" in answer.text) == (True, False)


def test_pages_are_no_part_of_the_contract(samples: Site) -> None:
    with samples.client() as client:
        paths = client.get("/openapi.json").json()["paths"]
    assert [one for one in paths if not one.startswith(("/v1/", "/healthz", "/readyz", "/metrics"))] == []


# ---- the first pages


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_stands_in_the_list_with_its_newest_decision(samples: Site, name: str) -> None:
    product = yaml.safe_load(SAMPLES[name].read_bytes())["product"]["id"]
    with samples.client() as client:
        newest = client.get(f"/v1/products/{product}/decisions", params={"limit": 1}).json()["decisions"][0]["id"]
        listed = "".join(client.get("/", params={"page": page}).text for page in range(1, 6))
    assert f"/decisions/{newest}" in listed


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_has_its_page(samples: Site, name: str) -> None:
    with samples.client() as client:
        assert client.get(f"/decisions/{samples.decisions[name]}").status_code == 200


def test_only_the_newest_decision_on_a_product_stands_in_the_list(samples: Site) -> None:
    text = b"hegui: product/v1\nproduct: {id: twice-checked, name: %s}\n"
    first, second = (samples.decide(text % one.encode()) for one in ("甲", "乙"))
    with samples.client() as client:
        listed = client.get("/").text
    assert (first in listed, second in listed) == (False, True)
