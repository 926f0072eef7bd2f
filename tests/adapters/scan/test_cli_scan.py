"""`hegui scan` as a user meets it: exit codes, that no raw value is printed anywhere, and the evidence."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import hegui as library
import pytest
from commandline import Hegui

ID, CARD, MOBILE, PERSON = "11010519491231002X", "4111111111111111", "13812345678", "欧阳娜"
RAW = (ID, CARD, MOBILE, PERSON)
TABLE = f"姓名,证件,卡号,订单号\n{PERSON},{ID},{CARD},{MOBILE}\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, text: str | bytes = "普通文字\n") -> None:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_nothing_found_is_exit_code_0(hegui: Hegui, data: Path) -> None:
    write(data, "a.csv")
    ran = hegui("scan", "data")

    assert (ran.code, ran.out.splitlines()[0]) == (0, "未发现所列类别的个人信息原文")


def test_something_found_is_exit_code_1(hegui: Hegui, data: Path) -> None:
    write(data, "a.csv", TABLE)
    assert hegui("scan", "data").code == 1


def test_a_path_that_is_not_there_is_exit_code_2(hegui: Hegui) -> None:
    ran = hegui("scan", f"{ID}.csv")
    assert (ran.code, ran.out, ID in ran.err) == (2, "", False)


def test_a_file_that_is_not_read_is_exit_code_4_and_the_rest_is_scanned(hegui: Hegui, data: Path) -> None:
    write(data, "a.zip", b"PK\x03\x04")
    write(data, "b.csv", TABLE)
    ran = hegui("scan", "data")

    assert (ran.code, "压缩包未打开" in ran.out, "居民身份证号 1" in ran.out) == (4, True, True)


def test_nothing_found_beside_a_file_not_read_is_said_to_be_no_pass(hegui: Hegui, data: Path) -> None:
    write(data, "a.zip", b"PK\x03\x04")
    write(data, "b.csv")
    assert "有文件未读完，不能据此认为没有" in hegui("scan", "data").out


def test_an_excluded_file_is_told(hegui: Hegui, data: Path) -> None:
    write(data, "a.zip", b"PK\x03\x04")
    ran = hegui("scan", "data", "--exclude", "*.zip")

    assert (ran.code, "按要求排除，未扫描" in ran.out) == (0, True)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["a.csv", f"{ID}.csv", "a.json", "a.txt", "broken.xlsx", "broken.jsonl"])
def test_no_raw_value_is_printed(hegui: Hegui, data: Path, name: str, form: str, lang: str) -> None:
    json_text = json.dumps({ID: PERSON, "real_name": PERSON, "card": [CARD], MOBILE: "x", "order_id": MOBILE})
    content = {"a.json": json_text, "broken.jsonl": f"{json_text}\n{{'{ID}': {CARD}\n"}.get(name, TABLE)
    write(data, name, b"PK\x03\x04" + content.encode() if name == "broken.xlsx" else content)
    ran = hegui("scan", "data", "--format", form, "--lang", lang, "--verbose", "--evidence", "evidence.json")
    told = ran.out + ran.err + Path("evidence.json").read_text(encoding="utf-8")

    assert [raw for raw in RAW if raw in told] == []


def test_what_was_set_aside_is_told_and_counted_apart(hegui: Hegui, data: Path) -> None:
    write(data, "a.csv", f"订单号,额\n{CARD},1\n")
    ran = hegui("scan", "data")

    assert (ran.code, "存疑未计：银行卡号 1" in ran.out) == (0, True)


def test_the_evidence_says_what_was_scanned_by_digest_and_what_it_came_to(hegui: Hegui, data: Path) -> None:
    write(data, "a.csv", TABLE)
    hegui("scan", "data", "--evidence", "evidence.json")
    evidence = json.loads(Path("evidence.json").read_text(encoding="utf-8"))
    (file,) = evidence["files"]

    assert (evidence["schema"], evidence["unread"], evidence["set_aside"]) == (
        "hegui:scan-evidence/v1",
        0,
        {"mobile": 1},
    )
    assert evidence["found"] == {"resident_id": 1, "bank_card": 1, "name": 1}
    assert (file["sha256"], file["state"]) == (hashlib.sha256(TABLE.encode()).hexdigest(), "read")


def test_what_the_evidence_says_can_stand_in_a_manifest(hegui: Hegui, data: Path) -> None:
    write(data, "a.csv")
    said = hegui("scan", "data", "--evidence", "evidence.json").err.split("\n", 1)[1]
    inner = "".join(f"        {line}\n" for line in said.splitlines())
    text = f"hegui: product/v1\nrollout:\n  sandbox_data:\n      - name: a\n        nature: synthetic\n{inner}"
    digest = hashlib.sha256(Path("evidence.json").read_bytes()).hexdigest()

    assert library.check_document(text.encode(), "a.yaml", None)
    assert digest in said


def test_a_missing_library_is_named(hegui: Hegui, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(data, "a.csv")
    monkeypatch.setattr("hegui_adapters.commands.scan.find_spec", lambda name: None if name == "stdnum" else name)
    ran = hegui("scan", "data")

    assert (ran.code, "hegui[scan]" in ran.err) == (2, True)


def test_a_format_whose_reader_is_missing_is_told(hegui: Hegui, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(data, "a.parquet", b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = hegui("scan", "data")

    assert (ran.code, "hegui[scan]" in ran.out) == (4, True)


def test_the_data_say_what_the_text_says(hegui: Hegui, data: Path) -> None:
    write(data, "a.csv", TABLE)
    told = json.loads(hegui("scan", "data", "--format", "json").out)

    assert (told["found"], told["unread"]) == ({"resident_id": 1, "bank_card": 1, "name": 1}, [])
