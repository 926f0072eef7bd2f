"""`hegui audit completeness` and `sample`: what the register lacks, and a sample anybody can draw again; on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import Hegui
from databases import KINDS, database_url
from deciding import MANIFEST_TEXT, Log
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import migrate
from openpyxl import load_workbook

HEADERS = "id,name,version,owner,stage,launched on"


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a log of five decisions on two products."""
    with database_url(request.param, tmp_path) as found:
        database = Database(found)
        migrate(database)
        log = Log(database)
        for number in range(4):
            log.clock.now = f"2026-11-2{number}T12:00:00.000+08:00"
            log.decide(f"d-{number}")
        log.decide("young", MANIFEST_TEXT.replace("21", "16").replace("p-1", "p-2"))
        log.scribe.close()
        yield found
        database.close()


def register(*rows: str) -> None:
    Path("register.csv").write_text("\n".join([HEADERS, *rows]) + "\n", encoding="utf-8")


def test_a_product_never_checked_exits_1(hegui: Hegui, url: str) -> None:
    register("p-9,春风贷,1,李明,,")
    found = hegui("audit", "completeness", "register.csv", "--database", url)
    assert found.code == 1
    assert "从未检查（1）\n  第 2 行 p-9 春风贷 1（李明）：从未检查" in found.out


def test_every_kind_is_told_under_its_heading(hegui: Hegui, url: str) -> None:
    register("p-1,,2,,,", "p-2,,1,,,2026-11-23")
    found = hegui("audit", "completeness", "register.csv", "--database", url, "--lang", "en")
    headings = [line for line in found.out.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        "2 rows, 4 found",
        "Checked on another version only (1)",
        "Launched while blocked (1)",
        "By an older rulebook (2)",
    ]


def test_as_data_each_gap_names_what_shows_it(hegui: Hegui, url: str) -> None:
    register("p-1,,2,,,")
    found = json.loads(hegui("audit", "completeness", "register.csv", "--database", url, "--format", "json").out)
    assert [(gap["kind"], gap["decision"]) for gap in found["gaps"]] == [
        ("older_version", "d-3"),
        ("older_rulebook", "d-3"),
        ("not_registered", "young"),
    ]


def test_an_exported_log_will_do(hegui: Hegui, url: str) -> None:
    register("p-9,,1,,,")
    assert hegui("audit", "export", url, "-o", "log.jsonl").code == 0
    here, there = (
        hegui("audit", "completeness", "register.csv", "--database", where).out for where in (url, "log.jsonl")
    )
    assert here == there


def test_a_fault_of_the_register_is_told_at_its_row_and_column(hegui: Hegui, url: str) -> None:
    register("p-1,,2,,,soon")
    found = hegui("audit", "completeness", "register.csv", "--database", url, "--lang", "en")
    assert (found.code, found.err.startswith("register.csv:2:6: ")) == (2, True)


def sheets(file: str) -> dict[str, list[tuple[object, ...]]]:
    return {page.title: list(page.iter_rows(values_only=True)) for page in load_workbook(file).worksheets}


def test_a_sample_holds_the_period_and_how_it_was_drawn(hegui: Hegui, url: str) -> None:
    options = ("--from", "2026-11-21", "--to", "2026-11-23", "--size", "2", "--seed", "s")
    found = hegui("audit", "sample", url, *options, "-o", "it.xlsx", "--lang", "en")
    pages = sheets("it.xlsx")
    assert (found.code, "4 decisions, 2 drawn with seed s" in found.err) == (0, True)
    assert {name: len(rows) - 1 for name, rows in pages.items()} == {"Sample": 2, "Period": 4, "How": 6}
    assert ("seed", "s") in pages["How"]


def test_the_seed_that_is_printed_draws_the_same_again(hegui: Hegui, url: str) -> None:
    first = hegui("audit", "sample", url, "--size", "2", "-o", "one.xlsx", "--lang", "en")
    seed = first.err.split("seed ")[1].split(";")[0]
    hegui("audit", "sample", url, "--size", "2", "--seed", seed, "-o", "two.xlsx", "--lang", "en")
    assert sheets("one.xlsx") == sheets("two.xlsx")


def test_no_cell_is_a_formula(hegui: Hegui, url: str) -> None:
    hegui("audit", "sample", url, "-o", "it.xlsx", "--seed", "=1+1")
    cells = [cell for page in load_workbook("it.xlsx").worksheets for row in page.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}


def test_a_file_that_is_there_is_not_written_over(hegui: Hegui, url: str) -> None:
    Path("it.xlsx").write_text("mine", encoding="utf-8")
    assert (hegui("audit", "sample", url, "-o", "it.xlsx").code, Path("it.xlsx").read_text()) == (2, "mine")
