"""A register is read from CSV and XLSX, in either language; every fault is told at its row and column."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from hegui.errors import SourceError
from hegui_adapters import foreign_workbook
from hegui_adapters.failures import RefusedError
from hegui_adapters.register import reading
from hegui_adapters.register.reading import Registered, read_register
from openpyxl import Workbook

ZH = "产品编号,产品名称,版本,负责人,阶段,上线日期"
EN = "id,name,version,owner,stage,launched_on"
SPRING = Registered(2, "spring", "春风贷", "2.10", "李明", "已上线", date(2026, 11, 20))


def sheet(*rows: tuple[object, ...], headers: str = ZH) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(headers.split(","))
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(*rows: str, headers: str = ZH) -> bytes:
    return "\n".join([headers, *rows]).encode()


FORMS = {
    "CSV": table("spring,春风贷,2.10,李明,已上线,2026-11-20"),
    "CSV with a byte order mark": b"\xef\xbb\xbf" + table("spring,春风贷,2.10,李明,已上线,2026-11-20"),
    "CSV of a Chinese spreadsheet": table("spring,春风贷,2.10,李明,已上线,2026/11/20").decode().encode("gb18030"),
    "English headers": table("spring,春风贷,2.10,李明,已上线,2026-11-20", headers=EN),
    "headers of people": table(
        "spring,春风贷,2.10,李明,已上线,2026年11月20日",
        headers="Product ID,Product Name,Version,Owner,Stage,Launch Date",
    ),
    "columns in another order": table(
        "2026-11-20,spring,春风贷,2.10,李明,已上线", headers="上线日期,id,名称,版本,责任人,状态"
    ),
    "a column nobody asked for": table("spring,春风贷,2.10,李明,已上线,2026-11-20,备注", headers=f"{ZH},备注"),
    "empty rows": table("spring,春风贷,2.10,李明,已上线,2026-11-20", ",,,,,", ""),
    "XLSX": sheet(("spring", "春风贷", "2.10", "李明", "已上线", datetime(2026, 11, 20))),  # noqa: DTZ001 - as sheets have it
    "XLSX with days as text": sheet(("spring", "春风贷", "2.10", "李明", "已上线", "2026-11-20")),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_a_register_is_read(data: bytes) -> None:
    assert read_register(data, "r") == (SPRING,)


def test_what_is_left_empty_is_not_guessed() -> None:
    (found,) = read_register(table("spring,,,,,"), "r")
    assert found == Registered(2, "spring", None, None, None, None, None)


def test_an_id_that_is_a_whole_number_is_taken() -> None:
    (found,) = read_register(sheet((1001, "春风贷", 2, "李明", "", "")), "r")
    assert (found.id, found.version) == ("1001", "2")


FAULTS = {
    "no column": (table("spring,春风贷,2.10,李明,已上线", headers=ZH.removesuffix(",上线日期")), 1, 1, "launched_on"),
    "a column twice": (table("a,b,c,d,e,f,g", headers=f"{ZH},版本号"), 1, 7, "version stands twice"),
    "no id": (table(",春风贷,2.10,李明,已上线,"), 2, 1, "has no id"),
    "no day": (table("spring,春风贷,2.10,李明,已上线,下周"), 2, 6, "not a day"),
    "a day that is none": (table("spring,春风贷,2.10,李明,已上线,2026-02-30"), 2, 6, "not a day"),
    "a product twice": (table("a,b,1,,,", "a,c,1,,,"), 3, 1, "row 2 already"),
    "a version that may have lost a zero": (sheet(("spring", "春风贷", 2.1, "李明", "", "")), 2, 3, "lost a zero"),
    "nothing": (b"", 1, 1, "no column id"),
}


@pytest.mark.parametrize(("data", "row", "column", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_row_and_column(data: bytes, row: int, column: int, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_register(data, "r")
    first = caught.value.problems[0] if said != "launched_on" else caught.value.problems[-1]
    assert (first.line, first.column, said in first.en) == (row, column, True)
    assert first.zh


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SourceError) as caught:
        read_register(table(",,,,,x", ",,,,,"), "r")
    assert [(one.line, one.column) for one in caught.value.problems] == [(2, 1), (2, 6)]


def zipped(content: bytes, name: str = "xl/workbook.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return stream.getvalue()


UNREADABLE = {
    "no workbook": zipped(b"<a/>"),
    "cut off": FORMS["XLSX"][:200],
    "one that unpacks to too much": zipped(b"0" * (foreign_workbook.MOST_BYTES + 1)),
    "one with entities": zipped(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "neither": b"\xff\xff\xff",
    "a quote that never ends": table('spring,"春风贷'),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError):
        read_register(data, "r")


def test_a_register_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    with pytest.raises(RefusedError):
        read_register(table("a,,,,,", "b,,,,,"), "r")
