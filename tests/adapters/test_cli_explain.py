"""`hegui explain`: opens an item of the report by the number it has there, or everything a rule came to."""

from __future__ import annotations

import re

import pytest
from commandline import Hegui


def test_the_numbers_are_those_of_the_report(hegui: Hegui) -> None:
    report = hegui("check", "--lang", "en", "blocked.yaml").out
    titles = re.findall(r"^(\d) (.+?) {2,}", report, re.MULTILINE)

    opened = [hegui("explain", "--lang", "en", "blocked.yaml", number).out.split("\n")[:3] for number, _ in titles]

    assert len(titles) == 2
    assert opened == [[f"Item {number}", "", title] for number, title in titles]


@pytest.mark.parametrize(
    "line",
    [
        "  rule        boundaries.lending.stated-use (prohibition, block)",
        "  version     from 2020-01-01 until before 2023-01-01",
        "              from 2023-01-01 [applied]",
        "  outcome     violated [primary text read]",
        "  place       blocked.yaml:4:44",
        "  red line    4 interest deducted up front",
        "  basis       Lending Law (令第1号), 第九条 [primary text read]",
        "  checked     2026-11-22  primary text",
        "  applies if  activities includes personal consumer loan",
        "  our reading the use must be specific",
        "  remedy      limit the use (business)",
    ],
)
def test_an_item_is_opened_in_full(hegui: Hegui, line: str) -> None:
    assert line in hegui("explain", "--lang", "en", "blocked.yaml", "stated-use").out.split("\n")


def test_a_conclusion_is_derived_down_to_the_lines_of_the_manifest(hegui: Hegui) -> None:
    lines = hegui("explain", "--lang", "en", "blocked.yaml", "boundaries.lending.stated-use").out.split("\n")
    start = lines.index("  derivation")

    assert lines[start + 1] == "    - personal consumer loan: holds  classify.lending.consumer-loan"
    assert re.fullmatch(r"      - .+ \(l\.4\)", lines[start + 2])


def test_a_number_of_practice_is_called_that_with_its_day_and_source(hegui: Hegui) -> None:
    out = hegui("explain", "--lang", "en", "blocked.yaml", "periods").out

    assert (
        "most periods = 24; since 2024-01-01; line applied in practice, no number of the text; secondary; 令第2号"
        in " ".join(out.split())
    )


def test_what_is_open_is_asked(hegui: Hegui) -> None:
    out = hegui("explain", "--lang", "en", "open.yaml", "filing").out

    assert re.search(r"^  open +\S.*certification\.filings$", out, re.MULTILINE)


def test_a_classification_shows_what_it_proved(hegui: Hegui) -> None:
    out = hegui("explain", "--lang", "en", "blocked.yaml", "classify.lending.consumer-loan").out

    assert "  concludes   personal consumer loan  product  holds [primary text read]" in out.split("\n")


def test_a_classification_that_proved_nothing_says_so(hegui: Hegui) -> None:
    ran = hegui("explain", "--lang", "en", "clear.yaml", "classify.lending.consumer-loan")

    assert (ran.code, ran.out) == (0, "classify.lending.consumer-loan concludes nothing about this product\n")


def test_a_rule_that_is_not_in_force_says_so(hegui: Hegui) -> None:
    ran = hegui("explain", "--lang", "en", "--as-of", "2020-06-01", "clear.yaml", "boundaries.launch.filing")

    assert (ran.code, ran.out) == (0, "boundaries.launch.filing has no version in force on 2020-06-01\n")


def test_an_item_can_be_opened_in_chinese(hegui: Hegui) -> None:
    out = hegui("explain", "blocked.yaml", "1").out

    assert out.startswith("第 1 项\n")
    assert "〔已核原文〕" in out


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("3", "hegui: the report has 2 blocking items, no 3"),
        ("0", "hegui: the report has 2 blocking items, no 0"),
        (
            "boundaries.lending.statd-use",
            "hegui: there is no rule boundaries.lending.statd-use; did you mean boundaries.lending.stated-use?",
        ),
        ("zzz", "hegui: there is no rule zzz"),
    ],
)
def test_an_item_that_does_not_exist_is_a_wrong_usage(hegui: Hegui, item: str, said: str) -> None:
    ran = hegui("explain", "--lang", "en", "blocked.yaml", item)

    assert (ran.code, ran.out, ran.err) == (2, "", f"{said}\n")


def test_a_manifest_that_cannot_be_read_ends_with_4(hegui: Hegui) -> None:
    assert hegui("explain", "broken.yaml", "1").code == 4
