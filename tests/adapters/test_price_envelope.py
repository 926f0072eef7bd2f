"""`hegui price envelope`: what it says of a loan in each form, in both languages, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from commandline import Hegui
from hegui.rulebook import default_rules
from hegui_adapters import rulebooks
from hegui_adapters.render.columns import width

PLATFORM = """\
hegui: product/v1
product: {id: it, name: 样例, kind: cash_loan, channels: [own_app]}
operator: {kind: technology_company, licences: none}
credit: {payout: {to: [borrower_account]}, purpose: unrestricted, borrower: individual, mode: fully_online}
funding: {funder: {kind: commercial_bank, share: 100%}, guarantor: {kind: financing_guarantee_company, share: 100%}}
"""
NOMINAL = "institution: {rates: {reading: nominal}}\n"
LOAN = (
    "{id: a, name: 十二期, principal: 12000, periods: 12, period: month, method: equal_instalment, deducted_up_front: 0"
)
PRICED = f"{LOAN}, nominal_rate: 18% per year, stated_annual_rate: 18% per year, stated_reading: nominal, fees: []}}"
LISTED = "{id: b, principal: 100, periods: 2, period: month, method: schedule, schedule: [60, 60], fees: []}"


@pytest.fixture(autouse=True)
def _products(hegui: Hegui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The products, and the bundled rules in place of those that `hegui` uses in tests."""
    assert hegui
    monkeypatch.setattr(rulebooks, "rulebook_of", lambda _: default_rules())
    settled = PLATFORM.replace("fully_online}", "fully_online, term: {condition: standard}}") + NOMINAL
    for name, facts, loans in (
        ("settled.yaml", settled, PRICED),
        ("open.yaml", PLATFORM, PRICED),
        ("two.yaml", settled, f"{PRICED}, {LISTED}"),
        ("listed.yaml", settled, LISTED),
        ("over.yaml", settled, PRICED.replace("nominal_rate: 18%", "nominal_rate: 30%")),
    ):
        (tmp_path / name).write_text(f"{facts}pricing: {{credits: [{loans}]}}\n", encoding="utf-8")
    (tmp_path / "none.yaml").write_text("hegui: product/v1\npricing: {credits: none}\n", encoding="utf-8")
    (tmp_path / "bare.yaml").write_text("hegui: product/v1\nproduct: {id: bare}\n", encoding="utf-8")


SAID: dict[tuple[str, ...], str] = {}
"""What was printed before: the products are the same in every test."""


def said(hegui: Hegui, file: str, *more: str, lang: str = "zh") -> str:
    asked = (file, *more, lang)
    if asked not in SAID:
        SAID[asked] = hegui("price", "envelope", file, "--as-of", "2027-01-20", "--lang", lang, *more).out
    return SAID[asked]


def record(hegui: Hegui, file: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said(hegui, file, "--format", "json"))
    return found


# ---- text


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "名义利率最高 24.00%（现 18.00%，还有 6.00 个百分点）"),
        ("zh", "再高即触及 24% 执行线（执行口径，名义年化）：助贷综合融资成本不得超过执行线"),
        ("zh", "改为 pricing.credits[id=a].nominal_rate: 24% per year"),
        ("en", "nominal rate: 24.00% at most (now 18.00%; 6.00 points left)"),
        ("en", "any more runs into the 24 % line (practice, nominal)"),
    ],
)
def test_the_limit_of_the_rate_can_be_read_aloud(hegui: Hegui, lang: str, sentence: str) -> None:
    assert sentence in said(hegui, "settled.yaml", lang=lang)


def test_the_correction_of_the_stated_rate_is_told(hegui: Hegui) -> None:
    text = said(hegui, "settled.yaml").replace("\n      ", "")
    assert "pricing.credits[id=a].stated_annual_rate: 24% per year（展示的年化利率随成本一并更正）" in text


def test_a_design_over_the_line_is_told_how_far_to_come_down(hegui: Hegui) -> None:
    assert "须降 6.00 个百分点" in said(hegui, "over.yaml")


def test_an_open_reading_is_asked_for_with_both_rooms(hegui: Hegui) -> None:
    text = said(hegui, "open.yaml").replace("\n      ", "")
    assert "名义利率最高 21.70%" in text
    assert "可到 24.00%" in text


def test_what_cannot_be_set_says_why(hegui: Hegui) -> None:
    assert "名义利率：不作测算，各期还款额已逐期列明" in said(hegui, "listed.yaml")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file", ["settled.yaml", "open.yaml", "over.yaml", "listed.yaml", "none.yaml"])
def test_the_text_keeps_to_eighty_columns_and_calls_nothing_compliant(hegui: Hegui, file: str, lang: str) -> None:
    text = said(hegui, file, lang=lang)
    assert max(width(line) for line in text.splitlines() if "pricing.credits" not in line) <= 80
    assert not any(word in text for word in ("已合规", "通过审批", "认证", "compliant"))


# ---- data


def test_the_record_has_value_binding_rule_and_edits(hegui: Hegui) -> None:
    rate = record(hegui, "settled.yaml")["loans"][0]["highest_rate"]
    assert (rate["value"], rate["room"], rate["confirmed"]) == ("0.24", "0.06", True)
    assert rate["binding"][0]["lines"][0]["parameter"]["id"] == "rates.practice-line"
    assert rate["edits"][0] == {"path": "pricing.credits[id=a].nominal_rate", "text": "24% per year"}


def test_the_record_has_both_maps_with_the_design(hegui: Hegui) -> None:
    maps = record(hegui, "settled.yaml")["loans"][0]["maps"]
    assert [(one["y"]["kind"], one["here"]) for one in maps] == [
        ("added_charge", ["0.18", "0"]),
        ("term", ["0.18", "12"]),
    ]
    assert all(len(one["cells"]) == len(one["x"]["values"]) * len(one["y"]["values"]) for one in maps)


def test_the_table_has_every_cell_of_every_map(hegui: Hegui) -> None:
    rows = list(csv.DictReader(io.StringIO(said(hegui, "settled.yaml", "--format", "csv", lang="en"))))
    assert {row["map"] for row in rows} == {"nominal rate and charge at the start", "nominal rate and term"}
    charged = [row for row in rows if row["map"] == "nominal rate and charge at the start"]
    assert all((row["state"] == "shut") == (Decimal(row["nominal"]) > Decimal("0.24")) for row in charged)


# ---- drawn


def texts(svg: str) -> str:
    return " ".join("".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("text"))  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("24% 执行线（执行口径，名义年化）", "个人消费贷款期限不得超过五年", "现设计 18.00%", "触及阻断性规则", "名义利率（年）")),
        ("en", ("the 24 % line (practice, nominal)", "A consumer loan runs for five years", "as declared 18.00%", "blocked")),
    ],
)  # fmt: skip
def test_a_chart_names_the_rule_on_each_edge_and_marks_the_design(
    hegui: Hegui, lang: str, words: tuple[str, ...]
) -> None:
    drawn = texts(said(hegui, "settled.yaml", "--format", "svg", lang=lang))
    assert [word for word in words if word not in drawn] == []


class Page(HTMLParser):
    """What a page asks for from elsewhere, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked += [
            value or "" for name, value in attrs if name in ("src", "href") and not (value or "").startswith("#")
        ]
        self.asked += [tag] if tag == "script" else []

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_needs_nothing_from_elsewhere(hegui: Hegui, lang: str) -> None:
    assert Page(said(hegui, "settled.yaml", "--format", "html", lang=lang)).asked == []


def test_the_page_has_limits_maps_and_what_to_write(hegui: Hegui) -> None:
    page = said(hegui, "settled.yaml", "--format", "html")
    assert page.count("<svg") == 2
    assert [
        word for word in ("24.00%", "nominal_rate: 24% per year", "金规〔2025〕9号") if word not in Page(page).text
    ] == []


def test_a_name_cannot_smuggle_markup_into_the_page(hegui: Hegui, tmp_path: Path) -> None:
    text = (tmp_path / "settled.yaml").read_text(encoding="utf-8").replace("十二期", '"<script>alert(1)</script>"')
    (tmp_path / "odd.yaml").write_text(text, encoding="utf-8")
    assert "<script>" not in said(hegui, "odd.yaml", "--format", "html")


# ---- which loan, how it ends


def test_all_loans_are_told_or_the_one_that_is_named(hegui: Hegui) -> None:
    assert len(record(hegui, "two.yaml")["loans"]) == 2
    named = json.loads(said(hegui, "two.yaml", "--format", "json", "--loan", "b"))
    assert [loan["id"] for loan in named["loans"]] == ["pricing.credits[id=b]"]


ENDS = {
    "settled": (("settled.yaml",), 0),
    "over the line, yet told": (("over.yaml",), 0),
    "something open could narrow it": (("open.yaml",), 5),
    "no loan": (("none.yaml",), 0),
    "loans not stated": (("bare.yaml",), 5),
    "no such loan": (("two.yaml", "--loan", "c"), 2),
    "no map to draw": (("listed.yaml", "--format", "svg"), 2),
    "no such form": (("settled.yaml", "--format", "xlsx"), 2),
}


@pytest.mark.parametrize(("arguments", "code"), ENDS.values(), ids=ENDS)
def test_it_ends_with(hegui: Hegui, arguments: tuple[str, ...], code: int) -> None:
    assert hegui("price", "envelope", *arguments, "--as-of", "2027-01-20").code == code


def test_files_are_written_beside_what_is_printed(hegui: Hegui, tmp_path: Path) -> None:
    printed = said(hegui, "settled.yaml", "--format", "text", "--output", "html=room.html", "--output", "svg=room.svg")
    assert printed.startswith("价格余量   样例（it）")
    assert (tmp_path / "room.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "room.svg").read_text(encoding="utf-8").startswith("<svg")
