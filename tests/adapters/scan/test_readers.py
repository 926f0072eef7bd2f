"""Every format is read, every place is exact, and whatever is not read is told."""

from __future__ import annotations

import gzip
import json
import random
import sqlite3
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hegui_adapters.scan.report import Scanned
from hegui_adapters.scan.scanning import files_in, scan_file

TODAY = date(2026, 12, 1)
ID = "11010519491231002X"
TABLE = f"序号,证件,备注\n1,{ID},无\n2,,\n"


def scanned(file: Path) -> Scanned:
    return scan_file(file, today=TODAY)


def places(file: Scanned) -> list[tuple[str, str, str]]:
    return [(one.category, one.field, sample.at) for one in file.found for sample in one.samples]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def workbook(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "客户"
    sheet.append(["序号", "证件"])
    sheet.append([1, ID])
    hidden = book.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden.append(["手机"])
    hidden.append([13812345678])
    book.save(file)


def understated(file: Path) -> None:
    """A workbook that says it has one cell."""
    workbook(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:A1"'))


def database(file: Path) -> None:
    with sqlite3.connect(file) as held:
        held.execute("CREATE TABLE customer (name TEXT, doc BLOB)")
        held.execute("INSERT INTO customer (rowid, name, doc) VALUES (7, '甲', ?)", (ID.encode(),))
        held.execute("CREATE TABLE pair (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID")
        held.execute("INSERT INTO pair VALUES ('a', '13812345678')")
    held.close()


def columns(file: Path) -> None:
    table = pa.table({"seq": [1, 2], "doc": [None, ID], "more": [{"phones": ["13812345678"]}, None]})
    pq.write_table(table, file)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", TABLE, [("resident_id", "证件", "2:2")]),
        ("a.tsv", TABLE.replace(",", "\t"), [("resident_id", "证件", "2:2")]),
        ("semicolons.csv", TABLE.replace(",", ";"), [("resident_id", "证件", "2:2")]),
        ("quoted.csv", f'a,b\n"x\ny",{ID}\n', [("resident_id", "b", "2:2")]),
        ("headless.csv", f"{ID},1\n", [("resident_id", "#1", "1:1")]),
        ("a.json", f'{{"users": [{{"id": "1"}}, {{"id": "{ID}"}}]}}', [("resident_id", "/users/*/id", "/users/1/id")]),
        ("escaped.json", '{"a/b~": "\\u0031' + ID[1:] + '"}', [("resident_id", "/a~1b~0", "/a~1b~0")]),
        ("number.json", '{"mobile": 13812345678}', [("mobile", "/mobile", "/mobile")]),
        ("a.jsonl", f'{{}}\n{{"doc": ["{ID}"]}}\n', [("resident_id", "/doc/*", "2:/doc/0")]),
        ("a.yaml", f"users:\n  - doc: {ID}\n", [("resident_id", "", "2:10")]),
        ("a.log", f"ok\n客户{ID}", [("resident_id", "", "2:3")]),
    ],
)
def test_text_formats_are_read(tmp_path: Path, name: str, content: str, expected: list[tuple[str, str, str]]) -> None:
    assert places(scanned(written(tmp_path, name, content))) == expected


@pytest.mark.parametrize(
    ("name", "make", "expected"),
    [
        ("a.xlsx", workbook, [("resident_id", "客户.证件", "客户!B2"), ("mobile", "隐藏.手机", "隐藏!A2")]),
        ("b.xlsx", understated, [("resident_id", "客户.证件", "客户!B2"), ("mobile", "隐藏.手机", "隐藏!A2")]),
        ("a.db", database, [("resident_id", "customer.doc", "customer.doc:7"), ("mobile", "pair.v", "pair.v:1")]),
        ("a.parquet", columns, [("resident_id", "doc", "doc:2"), ("mobile", "more", "more:1")]),
    ],
)
def test_tables_are_read(
    tmp_path: Path, name: str, make: Callable[[Path], None], expected: list[tuple[str, str, str]]
) -> None:
    make(tmp_path / name)
    assert places(scanned(tmp_path / name)) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_every_encoding_is_read(tmp_path: Path, encoding: str, name: str) -> None:
    found = scanned(written(tmp_path, name, TABLE.encode(encoding)))
    assert ([one.category for one in found.found], found.state) == (["resident_id"], "read")


def test_json_of_another_encoding_is_read(tmp_path: Path) -> None:
    found = scanned(written(tmp_path, "a.json", f'{{"证件": "{ID}"}}'.encode("gb18030")))
    assert places(found) == [("resident_id", "/证件", "/证件")]


@pytest.mark.parametrize(("name", "text"), [("a.csv.gz", TABLE), ("a.txt.gz", TABLE), ("a.json.gz", f'["{ID}"]')])
def test_gzip_is_unpacked(tmp_path: Path, name: str, text: str) -> None:
    found = scanned(written(tmp_path, name, gzip.compress(text.encode())))
    assert ([one.category for one in found.found], found.state) == (["resident_id"], "read")


def packed(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", TABLE)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 ..."),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("late.txt", b"a" * 70000 + b"\0" + b"b" * 10),
        ("broken.csv.gz", gzip.compress(TABLE.encode() * 100, mtime=0)[:-20]),
        ("nested.gz", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0)),
        ("a.7z", b"7z\xbc\xaf\x27\x1c"),
        ("broken.xlsx", b"PK\x03\x04 not a workbook"),
        ("broken.parquet", b"PAR1 not a table PAR1"),
        ("broken.db", b"SQLite format 3\0 not a database" + b"x" * 200),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    found = scanned(written(tmp_path, name, content))
    assert (found.state, bool(found.notes)) == ("unread", True)


def test_a_zip_is_not_opened_and_told(tmp_path: Path) -> None:
    packed(tmp_path / "a.zip")
    found = scanned(tmp_path / "a.zip")
    assert (found.state, [note.zh for note in found.notes]) == ("unread", ["压缩包未打开，请先解压"])


def test_a_link_to_a_folder_is_told_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "in")
    (file,) = files_in([tmp_path])
    assert scanned(file).state == "unread"


def test_hidden_files_are_scanned(tmp_path: Path) -> None:
    written(tmp_path, ".env", ID)
    assert [file.name for file in files_in([tmp_path])] == [".env"]


def test_json_that_breaks_off_is_scanned_as_text_and_counted_once(tmp_path: Path) -> None:
    found = scanned(written(tmp_path, "a.json", f'["{ID}", '))
    assert ([(one.category, one.count) for one in found.found], len(found.notes)) == ([("resident_id", 1)], 1)


def test_json_with_an_endless_number_is_scanned_as_text(tmp_path: Path) -> None:
    found = scanned(written(tmp_path, "a.json", f'{{"a": 1{"0" * 200_000}, "id": "{ID}"}}'))
    assert ([(one.category, one.count) for one in found.found], len(found.notes)) == ([("resident_id", 1)], 1)


def test_a_line_that_is_no_json_is_scanned_as_text(tmp_path: Path) -> None:
    found = scanned(written(tmp_path, "a.jsonl", f'{{"a": 1}}\nid {ID}\n'))
    assert (places(found), len(found.notes)) == ([("resident_id", "", "2:4")], 1)


def test_a_table_that_breaks_off_is_scanned_on_as_text(tmp_path: Path) -> None:
    found = scanned(written(tmp_path, "a.csv", f'a,b\n"{"x" * 140000}\n{ID}\n'))
    assert ([one.category for one in found.found], len(found.notes)) == (["resident_id"], 1)


def test_a_masked_name_hides_no_number_beside_it(tmp_path: Path) -> None:
    found = scanned(written(tmp_path, "a.csv", "姓名\n张*13812345678\n"))
    assert places(found) == [("mobile", "姓名", "2:1")]


def test_an_unforeseen_error_tells_its_kind_and_nothing_of_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError(ID)

    monkeypatch.setattr("hegui_adapters.scan.scanning.kind_of", fails)
    found = scanned(written(tmp_path, "a.csv", TABLE))

    assert (found.state, "ValueError" in found.notes[0].en, ID in repr(found)) == ("unread", True, False)


def test_a_column_named_by_an_id_is_masked_where_it_is_printed(tmp_path: Path) -> None:
    found = scanned(written(tmp_path, "a.json", json.dumps({ID: {"mobile": "13812345678"}})))
    assert ID not in repr(found)


def test_numbers_across_the_blocks_of_a_long_text_are_found_once_each(tmp_path: Path) -> None:
    line = f"{'字' * 997}{ID}\n"
    found = scanned(written(tmp_path, "a.txt", line * 1000))
    assert [(one.category, one.count) for one in found.found] == [("resident_id", 1000)]


def test_numbers_in_one_endless_line_are_found(tmp_path: Path) -> None:
    found = scanned(written(tmp_path, "a.txt", f"{'字' * 980} {ID} " * 3000))
    assert [(one.category, one.count) for one in found.found] == [("resident_id", 3000)]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.jsonl", "a.json"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str) -> None:
    assert peak(tmp_path / name, 9_000) < 1.5 * peak(tmp_path / name, 3_000)


def peak(file: Path, count: int) -> int:
    """The most bytes that were held at once while a file of so many rows was scanned."""
    draw = random.Random(1)  # noqa: S311 - made-up data
    rows = [f'["{draw.randrange(10**9)}","{"普通文字说明" * 40}"]' for _ in range(count)]
    file.write_text(f"[{','.join(rows)}]" if file.suffix == ".json" else "\n".join(rows), encoding="utf-8")
    rows.clear()
    tracemalloc.start()
    scanned(file)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
