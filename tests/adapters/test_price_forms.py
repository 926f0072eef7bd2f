"""Each form of a price, opened by a reader that is not ours; a manifest can smuggle nothing into any of them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hegui_adapters.price.page import page
from hegui_adapters.price.record import disclosure_json, price_json, schema_text
from hegui_adapters.price.rows import disclosure_csv, guarded, plan_csv
from hegui_adapters.price.text import disclosure_text, price_text
from hegui_adapters.price.workbook import workbook
from hegui_adapters.render.charts import money_charts, svg
from hegui_adapters.render.columns import width
from jsonschema import Draft202012Validator
from price_samples import loan, statement

LANGUAGES = ("zh", "en")

# ---- text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_keeps_to_eighty_columns(lang: str) -> None:
    assert max(width(line) for line in price_text(statement(), lang, 80).splitlines()) <= 80


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_never_calls_a_product_compliant(lang: str) -> None:
    text = price_text(statement(), lang, 80) + disclosure_text(statement(), lang, 80)

    assert not any(word in text for word in ("已合规", "通过审批", "认证", "compliant"))


def test_a_long_plan_is_folded_in_the_middle_unless_all_is_asked_for() -> None:
    short, whole = price_text(statement(), "zh", 80), price_text(statement(), "zh", 80, all_rows=True)

    assert "…… 中间 24 期从略" in short
    assert "从略" not in whole
    assert sum(line.lstrip().startswith("20  2028-08-15") for line in whole.splitlines()) == 1


def test_the_sum_of_the_yearly_column_is_printed_as_the_total() -> None:
    lines = disclosure_text(statement(), "zh", 80).splitlines()
    found = loan("dated").disclosure
    assert found is not None

    assert any(line.split()[:1] == ["合计"] and f"{found.nominal * 100:.2f}%" in line for line in lines)


def test_what_is_unknown_is_said_and_named() -> None:
    text = price_text(statement(), "zh", 80)

    assert "尚缺：pricing.credits[id=partly].fees" in text
    assert "收费项目未说明（未说明不等于没有）" in text


# ---- json


def test_the_record_is_what_its_schema_says() -> None:
    Draft202012Validator(json.loads(schema_text())).validate(json.loads(price_json(statement())))


def test_the_schema_refuses_a_number_that_is_no_text() -> None:
    record = json.loads(price_json(statement()))
    record["loans"][0]["principal"] = 120000

    assert not Draft202012Validator(json.loads(schema_text())).is_valid(record)


def test_the_record_gives_figures_as_decimal_text() -> None:
    (first, *_) = json.loads(price_json(statement()))["loans"]

    assert (first["principal"], first["plan"][1]["owed"]) == ("120000", "120000")


def test_the_disclosure_record_has_no_plan() -> None:
    (first, *_) = json.loads(disclosure_json(statement()))["loans"]

    assert ("plan" in first, len(first["disclosure"]["items"])) == (False, 2)


# ---- csv


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_rows_of_a_plan_add_up_to_what_is_paid() -> None:
    head, *rows = rows_of(plan_csv(statement(), "en"))
    paid = head.index("paid")
    totals = loan("dated").totals
    assert totals is not None

    assert sum(Decimal(row[paid]) for row in rows if row[0] == "dated") == totals.paid


def test_a_row_of_every_item_of_a_table() -> None:
    rows = rows_of(disclosure_csv(statement(), "zh"))

    assert [row[1] for row in rows if row[0] == "dated"][:3] == ["贷款本金", "利息", "'=HYPERLINK(1)"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_a_spreadsheet_would_take_for_a_formula_becomes_text(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_other_text_stays() -> None:
    assert guarded("担保费=3%") == "担保费=3%"


# ---- xlsx


def opened(lang: str = "zh", **said: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(statement(), lang, **said)))


def test_the_workbook_has_a_sheet_of_each_part_of_each_loan() -> None:
    assert opened().sheetnames[:6] == ["贷款方案", "1 还款计划", "1 收费", "1 年化成本", "1 分档", "1 明示表"]


def test_the_workbook_of_the_table_alone_has_no_plan() -> None:
    assert opened(disclosure_alone=True).sheetnames[:2] == ["贷款方案", "1 明示表"]


def test_figures_are_numbers_with_formats_under_a_head_that_stays() -> None:
    sheet = opened()["1 还款计划"]
    owed, day = sheet["C3"], sheet["B3"]

    assert (owed.value, owed.number_format, sheet.freeze_panes) == (120000, "#,##0.00", "A2")
    assert (day.value, day.number_format) == (datetime(2027, 1, 15), "yyyy-mm-dd")  # noqa: DTZ001 - a day


def test_a_rate_is_a_number_shown_in_per_cent() -> None:
    cell = opened()["1 年化成本"]["B2"]
    nominal = loan("dated").costs.nominal

    assert (Decimal(str(cell.value)), cell.number_format) == (nominal, "0.00%")


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    cells = [cell for sheet in opened() for row in sheet for cell in row]

    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert {cell.quotePrefix for cell in cells if cell.value == "=HYPERLINK(1)"} == {True}


def test_the_same_price_makes_the_same_workbook() -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return {name: book.read(name) for name in book.namelist()}

    assert parts(workbook(statement(), "zh")) == parts(workbook(statement(), "zh"))


# ---- html


class Read(HTMLParser):
    """The tags of a page, every address in it, and whether each tag that opens is closed."""

    VOID = frozenset({"meta", "br", "link", "img", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "data")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("alone", [False, True])
def test_the_page_is_whole_and_asks_no_other_host_for_anything(lang: str, *, alone: bool) -> None:
    read = Read(page(statement(), lang, disclosure_alone=alone))

    assert (read.open, read.addresses) == ([], [])
    assert not {"script", "link", "img", "iframe"} & set(read.seen)


def test_the_page_escapes_what_a_manifest_says() -> None:
    hostile = statement().loans[0].plan
    assert hostile
    text = page(_renamed("<script>alert(1)</script>"), "zh")

    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def _renamed(name: str) -> Any:
    from dataclasses import replace

    from hegui.terms import Bilingual

    found = loan("dated")
    assert found.disclosure is not None
    item = replace(found.disclosure.items[0], item=Bilingual(name, name))
    table = replace(found.disclosure, items=(item, *found.disclosure.items[1:]))
    return replace(statement(), name=name, loans=(replace(found, name=name, disclosure=table),))


# ---- svg


def drawn(lang: str, said: Any = None) -> ET.Element:
    loans = (said or statement()).loans
    return ET.fromstring(svg(money_charts(loans, lang)))  # noqa: S314 - our own text


def texts(root: ET.Element) -> list[str]:
    return [text for element in root.iter("{http://www.w3.org/2000/svg}text") for text in element.itertext()]


@pytest.mark.parametrize(("lang", "interest"), [("zh", "利息"), ("en", "interest")])
def test_the_chart_names_every_charge_in_the_language(lang: str, interest: str) -> None:
    assert {interest, "=HYPERLINK(1)", "按日计息"} <= {
        part for text in texts(drawn(lang)) for part in (text, text.split("   ")[-1])
    }


def test_the_chart_takes_what_a_manifest_says_for_text() -> None:
    root = drawn("zh", _renamed("<script>alert(1)</script>"))

    assert not [element for element in root.iter() if element.tag.endswith("script")]


def test_the_day_of_a_workbook_is_the_day_priced_for() -> None:
    assert opened().properties.created.date() == date(2026, 12, 1)
