"""`hegui price table`: a list goes in, the same list with its costs comes out; what is wrong is told with its cell."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commandline import Hegui
from hegui_adapters.price.price_list import read_price_list

HEADER = (
    "segment,channel,principal,periods,period,method,nominal_rate,fee.服务费.rate,fee.服务费.basis,fee.服务费.timing"
)
CAP = "A,app,10000,12,month,equal_instalment,24% per year,,,"
CARD = "B,partner,12000,12,month,flat,none,0.6%,original_principal,each_period"


def listed(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows]) + "\n"


@pytest.fixture
def priced(hegui: Hegui, tmp_path: Path):
    def price(text: str, *options: str):
        (tmp_path / "list.csv").write_text(text, encoding="utf-8")
        ran = hegui("price", "table", "list.csv", *options)
        return ran, list(csv.DictReader(io.StringIO(ran.out)))

    return price


def test_every_row_comes_back_in_its_place_with_its_costs(priced) -> None:
    ran, rows = priced(listed(CAP, CARD))

    assert ran.code == 0
    assert [(row["segment"], row["cost.nominal"], row["cost.effective"], row["cost.total"]) for row in rows] == [
        ("A", "0.2400", "0.2682", "1347.15"),
        ("B", "0.1303", "0.1384", "864.00"),
    ]


def test_cells_come_back_as_they_were_written(priced) -> None:
    row = 'A,"=a, ""b""",12000.00,12,month,flat,none,0.6%,original_principal,each_period'
    _, (found,) = priced(listed(row))

    assert (found["channel"], found["principal"]) == ('=a, "b"', "12000.00")


def test_what_was_written_can_be_read_again_without_the_added_columns(priced) -> None:
    _, rows = priced(listed(CAP))
    kept = {name: cell for name, cell in rows[0].items() if not name.startswith("cost.")}

    assert list(kept) == HEADER.split(",")


def test_row_that_lacks_a_fact_says_which_by_its_column(priced) -> None:
    ran, rows = priced(listed(CARD.replace("0.6%", ""), CAP), "--lang", "zh")

    assert ran.code == 5
    assert rows[0]["cost.nominal"] == ""
    assert "未说明：fee.服务费.rate" in rows[0]["cost.remark"]
    assert rows[1]["cost.remark"] == ""
    assert ran.err == "list.csv: 2 行中有 1 行的成本无法全部测算，原因见末列\n"


def test_charges_that_no_column_is_about_are_unknown_and_only_a_low_end_is_proved(priced) -> None:
    ran, (row,) = priced("principal,periods,period,method,nominal_rate\n1000,12,month,bullet,12% per year\n")

    assert ran.code == 5
    assert "fees" in row["cost.remark"]
    assert "11.39%" in row["cost.remark"]


def test_column_of_charges_may_say_that_there_are_none(priced) -> None:
    ran, (row,) = priced("principal,periods,period,method,nominal_rate,fees\n1000,12,month,bullet,12% per year,none\n")

    assert (ran.code, row["cost.total"]) == (0, "120.00")


def test_fields_of_an_object_and_of_many_values_have_columns(priced) -> None:
    header = "principal,periods,period,method,nominal_rate,grace.periods,grace.interest,schedule,fees"
    grace = "1200,12,month,equal_principal,12% per year,2,waived,,none"
    schedule = "1000,2,month,schedule,,,,500;520,none"
    _, rows = priced(listed(grace, schedule, header=header))

    assert [row["cost.total"] for row in rows] == ["66.00", "20.00"]


WRONG = [
    ("a rate without its period", listed(CAP.replace("24% per year", "24%")), "2:7: nominal_rate: "),
    ("a word that is no choice", listed(CARD, CAP.replace("month", "months")), "3:5: period: "),
    ("a cell of a charge", listed(CARD.replace("0.6%", "0.6")), "2:8: fee.服务费.rate: "),
    ("a line after one of two lines", listed(CARD.replace("partner", '"a\nb"'), CAP.replace("12", "x")), "4:4: periods: "),
    ("a misspelt column", listed(CAP, header=HEADER.replace("nominal_rate", "nominal_rte")), "1:7: unknown column"),
    ("a misspelt field of a charge", listed(CAP, header=HEADER.replace("费.rate", "费.rte")), "did you mean fee.服务费.rate"),
    ("a column twice", listed(CAP, header=HEADER.replace("channel", "segment")), '1:2: the column "segment" stands twice'),
    ("a missing cell", listed(CAP[:-1]), "2:1: this line has 9 cells, the first has 10"),
    ("fees twice", "fees,fee.a.rate\nnone,1%\n", "1:1: charges have columns of their own"),
    ("an open quote", listed('"A'), "2:1: not well-formed CSV"),
    ("nothing", "", "1:1: the list is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_told_with_its_line_and_cell(priced, text: str, told: str) -> None:
    ran, _ = priced(text, "--lang", "en")

    assert ran.code == 4
    assert told in ran.err


def test_everything_wrong_is_told_at_once(priced) -> None:
    ran, _ = priced(listed(*[CAP.replace("month,", "months,").replace("24% per year", "24%")] * 3))

    assert len(ran.err.splitlines()) == 6


def test_of_very_many_problems_the_rest_is_counted(priced) -> None:
    ran, _ = priced(listed(*[CAP.replace("24% per year", "24%")] * 130), "--lang", "en")

    assert len(ran.err.splitlines()) == 101
    assert ran.err.splitlines()[-1].endswith("30 more problems; mend these first")


def test_spreadsheets_mark_of_utf_8_is_no_part_of_the_first_column() -> None:
    assert read_price_list(b"\xef\xbb\xbf" + listed(CAP).encode(), "x").header[0] == "segment"


def test_list_in_another_encoding_says_how_to_save_it(hegui: Hegui, tmp_path: Path) -> None:
    (tmp_path / "gbk.csv").write_bytes(listed(CARD).encode("gbk"))
    ran = hegui("price", "table", "gbk.csv", "--lang", "zh")

    assert (ran.code, "CSV UTF-8" in ran.err) == (4, True)


def test_json_holds_the_cells_and_the_price_of_every_row(priced) -> None:
    ran, _ = priced(listed(CARD), "--format", "json")
    (row,) = json.loads(ran.out)["rows"]

    assert row["row"]["segment"] == "B"
    assert (row["cost"]["effective"], row["cost"]["total_cost"]) == ("0.1384", "864")
    assert row["cost"]["missing"] == []


def test_csv_goes_to_a_file_where_one_is_named(priced, tmp_path: Path) -> None:
    ran, _ = priced(listed(CARD), "--output", "csv=out.csv")

    assert ran.out == ""
    assert "0.1384" in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_empty_list_is_no_error(priced) -> None:
    ran, rows = priced(listed())

    assert (ran.code, rows) == (0, [])
