"""The questionnaire and the way back: what is filled in is the manifest, an empty cell states nothing, faults name cells."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from filling import Form, drawn
from hegui.case import LISTS
from hegui.checking import check_document, load_manifest
from hegui.errors import ManifestError, place_text
from hegui.manifest.reading import Manifest
from hegui.values import NONE
from hegui_adapters.failures import RefusedError
from hegui_adapters.forms import layout
from hegui_adapters.forms.drawing import questionnaire
from hegui_adapters.forms.reading import read_form
from hegui_adapters.render.manifest_text import manifest_text

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "examples").glob("*/manifest.yaml"))
FIXTURES = ROOT / "tests" / "data" / "forms"
SECTIONS = ("product", "users", "credit", "pricing", "data")

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.parent.name)


@cache
def blank(lang: str = "zh") -> bytes:
    return drawn(SECTIONS, lang)


@pytest.fixture
def form() -> Form:
    return Form(blank())


def read(form: Form) -> Manifest:
    return read_form(form.saved(), "form.xlsx")


def faults(form: Form, lang: str = "zh") -> list[str]:
    with pytest.raises(ManifestError) as refused:
        read(form)
    return [problem.text(lang) for problem in refused.value.problems]


def facts(manifest: Manifest) -> dict[str, object]:
    """The facts, evidence and names of elements included; the order in which lists were met is of no account."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {key: sorted(one) if key == LISTS else plain(one) for key, one in value.items()}
        return tuple(plain(one) for one in value) if isinstance(value, tuple) else value

    found = plain(manifest.record)
    assert isinstance(found, dict)
    return found


# ---- there and back


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sample", "lang"),
    [*((sample, "zh") for sample in SAMPLES), (SAMPLES[0], "en")],
    ids=lambda one: one.parent.name if isinstance(one, Path) else one,
)
def test_a_manifest_reads_back_from_its_questionnaire(sample: Path, lang: str) -> None:
    manifest = load_manifest(sample)

    back = read_form(questionnaire(lang, {}, given=manifest.root), "form.xlsx")
    assert facts(back) == facts(manifest)
    assert back.digest == manifest.digest


@every_sample
def test_a_manifest_reads_back_from_the_text_that_is_written_of_it(sample: Path) -> None:
    manifest = load_manifest(sample)

    assert facts(check_document(manifest_text(manifest.root), "x.yaml", None)) == facts(manifest)


def test_a_workbook_that_libreoffice_wrote_reads_as_the_same_manifest() -> None:
    """Filled in by hegui, saved by LibreOffice as ODS and again as XLSX: `docs/questionnaire.md` says how."""
    manifest = load_manifest(FIXTURES / "libreoffice.yaml")

    assert facts(read_form((FIXTURES / "libreoffice.xlsx").read_bytes(), "form.xlsx")) == facts(manifest)


def test_what_was_filled_in_by_hand_comes_out_of_a_second_questionnaire(form: Form) -> None:
    form.answer("product", "product.name", "轻享分期")
    form.answer("credit", "credit.payout.to", "商户账户", "借款人账户")
    form.row("data.items[]", 1, {"id": "face", "category": "人脸信息", "consent.mode": "单独同意"})
    form.row("data.items[].shared_with[]", 1, {"#of": "face", "name": "甲公司"})
    form.row("#evidence", 1, {"hegui:#evidence": "data.items[1].category", "reference": "DOC-1"})
    once = read(form)

    again = read_form(drawn(SECTIONS, given=once.root), "second.xlsx")
    assert facts(again) == facts(once)
    assert facts(check_document(manifest_text(once.root), "x.yaml", None)) == facts(once)


# ---- what a form states


def test_an_empty_questionnaire_states_nothing(form: Form) -> None:
    assert facts(read(form)) == {LISTS: []}


def test_the_three_answers_stay_apart(form: Form) -> None:
    form.answer("credit", "credit.purpose", "无")
    form.answer("credit", "credit.borrower", "未说明")
    form.answer("credit", "credit.mode", "全流程线上")
    record = read(form).record

    assert (record["credit.purpose"], record.get("credit.borrower")) == (NONE, None)
    assert record["credit.mode"] == "fully_online"


def test_a_section_and_a_group_can_be_answered_as_a_whole(form: Form) -> None:
    form.sheet("#sections")
    overview = form.book["总览"]
    row = next(row for row in range(2, 9) if overview.cell(row, 5).value == "users")
    overview.cell(row, 2).value = "无"
    form.answer("credit", "credit.collection", "无")
    record = read(form).record

    assert (record["users"], record["users.target"], record["credit.collection.by"]) == (NONE, NONE, NONE)


@pytest.mark.parametrize(("answer", "found"), [("无", NONE), ("空列表", ()), ("未说明", None), (None, None)])
def test_a_list_can_be_none_empty_or_not_stated(form: Form, answer: str | None, found: object) -> None:
    form.answer("pricing", "pricing.credits", answer)

    assert read(form).record.get("pricing.credits") == found


def test_rows_are_taken_as_all_there_are_whether_or_not_the_list_says_so(form: Form) -> None:
    form.row("pricing.credits[]", 1, {"periods": 12})
    form.row("pricing.credits[]", 3, {"id": "（未描述）"})
    (first, second) = read(form).record["pricing.credits"]  # type: ignore[misc]

    assert (first["periods"], "periods" in second) == (12, False)


def test_rows_belong_to_the_row_they_name_by_id_or_number(form: Form) -> None:
    form.row("pricing.credits[]", 1, {"id": "a", "periods": 12})
    form.row("pricing.credits[]", 2, {"periods": 6})
    for number, above in enumerate(("#2", "a", "2"), 1):
        form.row("pricing.credits[].fees[]", number, {"#of": above, "name": f"fee {number}"})
    first, second = read(form).record["pricing.credits"]  # type: ignore[misc]

    assert [fee["name"] for fee in first["fees"]] == ["fee 2"]
    assert [fee["name"] for fee in second["fees"]] == ["fee 1", "fee 3"]


def test_spreadsheets_may_turn_answers_into_numbers_and_days(form: Form) -> None:
    form.answer("product", "product.launch_date", dt.datetime(2027, 1, 10), form="yyyy-mm-dd")  # noqa: DTZ001
    form.answer("credit", "credit.limit", 200000)
    form.answer("credit", "credit.prepayment.fee", 0.015, form="0.0%")
    record = read(form).record

    assert record["product.launch_date"] == dt.date(2027, 1, 10)
    assert (str(record["credit.limit"]), str(record["credit.prepayment.fee"])) == ("200000", "0.015")


def test_sheets_may_be_renamed_and_rows_moved(form: Form) -> None:
    form.answer("product", "product.name", "甲")
    sheet = form.sheet("product")
    sheet.title = "改了名"
    sheet.insert_rows(2, 3)

    assert read(form).name == "甲"


def test_evidence_is_given_by_path_or_by_cell(form: Form) -> None:
    cell = form.answer("credit", "credit.limit", "20万")
    form.answer("credit", "credit.revolving", "是")
    form.row("#evidence", 1, {"hegui:#evidence": cell, "reference": "A-1", "expires": "2027/1/1"})
    form.row("#evidence", 2, {"hegui:#evidence": "credit.revolving", "declared_by": "产品部"})
    record = read(form).record

    assert [key for key in record if key.endswith("#evidence")] == ["credit.limit#evidence"]


# ---- what is wrong


def test_every_fault_is_told_at_its_cell_at_once(form: Form) -> None:
    limit = form.answer("credit", "credit.limit", "二十万")
    purpose = form.answer("credit", "credit.purpose", "消废")
    row = form.row("pricing.credits[]", 1, {"nominal_rate": "24%"})
    found = faults(form)

    assert len(found) == 3
    for cell in (limit, purpose, row["nominal_rate"]):
        assert [line for line in found if line.startswith(f"form.xlsx#{cell}: ")]


def test_a_rate_without_its_period_is_asked_for_it(form: Form) -> None:
    form.row("pricing.credits[]", 1, {"nominal_rate": "24%"})

    assert "请写 24%/年 或 24%/月" in faults(form)[0]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"credit.collection": "无", "credit.collection.by": "银行"}, "二者取一"),
        ({"credit.collection": "未说明", "credit.collection.by": "银行"}, "二者取一"),
        ({"credit.collection": "也许"}, "看不懂：请选 无、有、未说明 之一"),
        ({"credit.limit": "-"}, "确认没有填“无”"),
    ],
)
def test_answers_that_contradict_each_other_are_refused(form: Form, answers: dict[str, str], told: str) -> None:
    for rel, value in answers.items():
        form.answer("credit", rel, value)

    assert told in faults(form)[0]


def test_none_does_not_go_with_other_choices(form: Form) -> None:
    form.answer("users", "users.segments", "未成年人", "无")

    assert "“无”不能与其他项同时填写" in faults(form)[0]


@pytest.mark.parametrize("state", ["无", "未说明", "空列表"])
def test_a_list_that_is_said_not_to_be_has_no_rows(form: Form, state: str) -> None:
    form.answer("pricing", "pricing.credits", state)
    form.row("pricing.credits[]", 1, {"periods": 12})

    assert "二者取一" in faults(form)[0]


def test_a_list_that_is_said_to_be_has_rows(form: Form) -> None:
    cell = form.answer("pricing", "pricing.credits", "见表")

    assert faults(form)[0].startswith(f"form.xlsx#{cell}: 选了“见表”而表中没有内容")


@pytest.mark.parametrize("above", ["c", "#9", None])
def test_a_row_that_belongs_to_none_says_so(form: Form, above: str | None) -> None:
    form.row("pricing.credits[]", 1, {"id": "a", "periods": 12})
    form.row("pricing.credits[]", 2, {"id": "b", "periods": 12})
    form.row("pricing.credits[].fees[]", 1, {"#of": above, "name": "fee"})

    assert "上级" in faults(form)[0]


def test_ids_are_not_used_twice(form: Form) -> None:
    for number in (1, 2):
        form.row("pricing.credits[]", number, {"id": "a", "periods": 12})

    assert "标识 a 重复" in faults(form)[0]


@pytest.mark.parametrize("path", ["credit.limit", "credit.nothing", "data.items[4].category", "x y", "credit.limit[1]"])
def test_evidence_of_what_was_not_stated_is_refused(form: Form, path: str) -> None:
    form.row("#evidence", 1, {"hegui:#evidence": path, "reference": "A-1"})

    assert "不是已填写的要素" in faults(form)[0]


def test_a_formula_is_refused(form: Form) -> None:
    form.answer("credit", "credit.limit", "=1+1")

    assert "公式" in faults(form)[0]


def test_a_workbook_of_another_kind_is_no_questionnaire() -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)

    with pytest.raises(RefusedError, match="no questionnaire"):
        read_form(stream.getvalue(), "other.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"text"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        read_form(data, "form.xlsx")


# ---- what it asks


def test_every_fact_of_the_manifest_is_asked_for_once() -> None:
    from hegui.facts import element_type, section_paths
    from hegui.manifest.sections import SECTIONS as ALL

    asked = {(page.record, one.rel) for page in layout.pages() for one in page.fields}
    for name, section in ALL.items():
        if not section.many:
            assert {(name, path) for path in section_paths(name) if path != name} <= asked
    for page in layout.pages():
        record = element_type(page.record)
        if record is not None:
            assert {(page.record, path) for path in record.facts} <= asked
    assert set(layout.ORDER) == set(ALL)


def test_names_of_sheets_are_what_a_workbook_takes() -> None:
    for lang in ("zh", "en"):
        titles = [page.title.text(lang) for page in layout.pages()]
        assert len({title.casefold() for title in titles}) == len(titles)
        assert all(0 < len(title) <= 31 and not set("[]:*?/\\'") & set(title) for title in titles)


def test_what_many_rules_read_comes_first() -> None:
    counts = {("", "credit.prepayment.fee"): 5, ("", "credit.limit"): 1}
    page = next(page for page in layout.pages(counts) if page.record == "credit")

    first = [one.rel for one in page.fields if one.first]
    assert first == ["credit.prepayment", "credit.prepayment.fee"]
    assert [one.rel for one in page.fields[: len(first)]] == first


def test_answers_are_open_and_the_rest_is_locked(form: Form) -> None:
    sheet = form.sheet("credit")

    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert (sheet["B2"].protection.locked, sheet["A2"].protection.locked) == (False, True)
    assert sheet.freeze_panes == "B2"
    assert sheet["B2"].number_format == "@"


def test_choices_are_offered_in_the_language_and_what_to_write_is_said(form: Form) -> None:
    cell = form.answer("credit", "credit.purpose", None).partition("!")[2]
    (offered,) = [one for one in form.sheet("credit").data_validations.dataValidation if cell in one.sqref]

    assert offered.type == "list"
    column, first, last = "A", 2, 60
    sheet, _, cells = offered.formula1.partition("!")
    column = cells.split("$")[1]
    words = [form.book[sheet.strip("'")][f"{column}{row}"].value for row in range(first, last)]
    assert {"消费", "其他", "无", "未说明"} <= set(words)
    assert offered.prompt


def test_the_sheets_of_other_businesses_are_hidden_and_can_be_answered_as_a_whole() -> None:
    book = openpyxl.load_workbook(io.BytesIO(questionnaire("zh", {}, domain="insurance")))

    assert (book["信贷要素"].sheet_state, book["保险要素"].sheet_state) == ("hidden", "visible")
    assert "信贷要素" in [row[0].value for row in book["总览"].iter_rows(min_row=2)]
    assert len([1 for row in book["填写说明"].iter_rows() if str(row[0].value)[:1].isdigit()]) == 10


# ---- places


@pytest.mark.parametrize(
    ("file", "row", "column", "text"),
    [
        ("a.yaml", 3, 4, "a.yaml:3:4"),
        ("f.xlsx#产品", 12, 2, "f.xlsx#产品!B12"),
        ("F.XLSX#s", 1, 27, "F.XLSX#s!AA1"),
        ("a#b.yaml", 1, 2, "a#b.yaml:1:2"),
    ],
)
def test_a_place_in_a_workbook_is_a_cell(file: str, row: int, column: int, text: str) -> None:
    assert place_text(file, row, column) == text
