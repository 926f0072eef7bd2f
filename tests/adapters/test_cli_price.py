"""`hegui price`: what it takes for the manifest, which loan, where results go, how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from commandline import Hegui
from hegui_adapters.cli_price import price_app
from price_samples import LOANS

KNOWN = """
hegui: product/v1
product: {id: known}
pricing:
  credits:
    - {id: one, principal: 1200, periods: 12, period: month, method: equal_instalment, nominal_rate: 12% per year, fees: none}
    - {id: two, name: 第二种, principal: 1200, periods: 6, period: month, method: bullet, nominal_rate: 6% per year, fees: none}
"""
BARE = "hegui: product/v1\nproduct: {id: bare}\npricing: {credits: none}\n"


@pytest.fixture(autouse=True)
def _products(tmp_path: Path) -> None:
    for name, text in {"known.yaml": KNOWN, "odd.yaml": LOANS, "none.yaml": BARE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


def ids(printed: str) -> list[str]:
    return [loan["id"] for loan in json.loads(printed)["loans"]]


# ---- which manifest


def test_a_first_argument_that_names_no_verb_is_the_manifest(hegui: Hegui) -> None:
    assert hegui("price", "known.yaml").code == 0


def test_options_may_come_first(hegui: Hegui) -> None:
    assert hegui("price", "--lang", "en", "known.yaml").out.startswith("What the loans cost   known")


def test_a_file_called_like_a_verb_is_given_with_its_folder(hegui: Hegui, tmp_path: Path) -> None:
    (tmp_path / "envelope").write_text(KNOWN, encoding="utf-8")

    assert hegui("price", "./envelope").code == 0


def test_a_verb_beside_the_nameless_one_is_itself(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(price_app, "registered_commands", [*price_app.registered_commands])

    @price_app.command("other-verb")
    def other() -> None:
        raise typer.Exit(9)

    assert hegui("price", "other-verb").code == 9
    assert "hegui price other-verb --help" in " ".join(hegui("price", "--help").out.split())


def test_standard_input_is_a_manifest(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(KNOWN.encode())))

    assert ids(hegui("price", "-", "--format", "json").out) == ["one", "two"]


def test_a_manifest_that_is_none_ends_with_four_and_its_place(hegui: Hegui) -> None:
    ran = hegui("price", "broken.yaml")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("broken.yaml:4:3:")


@pytest.mark.parametrize("name", ["nowhere.yaml", "no*.ymlx"])
def test_a_manifest_that_is_not_there_is_wrong_usage(hegui: Hegui, name: str) -> None:
    assert hegui("price", name).code == 2


# ---- which loan


@pytest.mark.parametrize("wanted", ["two", "第二种"])
def test_one_loan_by_its_id_or_name(hegui: Hegui, wanted: str) -> None:
    assert ids(hegui("price", "known.yaml", "--loan", wanted, "--format", "json").out) == ["two"]


def test_a_loan_that_is_not_there_is_refused_with_those_that_are(hegui: Hegui) -> None:
    ran = hegui("price", "known.yaml", "--loan", "three")

    assert (ran.code, ran.err) == (2, "hegui: 没有贷款方案“three”，现有 one、two\n")


# ---- how it ends


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["known.yaml"], 0),
        (["none.yaml"], 0),
        (["odd.yaml", "--loan", "dated"], 0),
        (["odd.yaml", "--loan", "partly"], 5),
        (["odd.yaml", "--loan", "mistaken"], 5),
        (["clear.yaml"], 5),
    ],
)
def test_only_a_cost_that_cannot_be_worked_out_is_no_success(hegui: Hegui, arguments: list[str], code: int) -> None:
    assert hegui("price", *arguments).code == code


def test_what_is_missing_is_named_on_standard_error_beside_a_form_for_machines(hegui: Hegui) -> None:
    ran = hegui("price", "odd.yaml", "--loan", "partly", "--format", "csv")

    assert "pricing.credits[id=partly].fees" in ran.err


# ---- where results go


BEGINS = {"json": b"{", "csv": "贷款".encode(), "xlsx": b"PK", "html": b"<!doctype", "svg": b"<svg"}


@pytest.mark.parametrize(("form", "start"), BEGINS.items())
def test_a_form_is_written_to_its_file(hegui: Hegui, tmp_path: Path, form: str, start: bytes) -> None:
    hegui("price", "known.yaml", "--output", f"{form}=out.{form}")

    assert (tmp_path / f"out.{form}").read_bytes().startswith(start)


def test_text_is_printed_where_other_forms_go_to_files(hegui: Hegui) -> None:
    assert hegui("price", "known.yaml", "--output", "json=out.json").out.startswith("贷款成本测算")


def test_a_workbook_needs_a_file_and_says_so(hegui: Hegui) -> None:
    ran = hegui("price", "known.yaml", "--format", "xlsx")

    assert (ran.code, ran.err) == (2, "hegui: xlsx 须写入文件：--output xlsx=文件\n")


@pytest.mark.parametrize(
    "arguments",
    [["--format", "pdf"], ["--format", "text", "--format", "json"], ["--disclosure", "--format", "svg"], ["--as-of", "soon"]],
)  # fmt: skip
def test_what_does_not_fit_together_is_wrong_usage(hegui: Hegui, arguments: list[str]) -> None:
    assert hegui("price", "known.yaml", *arguments).code == 2


def test_a_chart_of_nothing_is_refused(hegui: Hegui) -> None:
    assert hegui("price", "odd.yaml", "--loan", "partly", "--format", "svg").code == 2


def test_the_table_alone_in_text(hegui: Hegui) -> None:
    out = hegui("price", "known.yaml", "--disclosure").out

    assert out.startswith("综合融资成本明示表（内容）")
    assert "还款计划（元）" not in out


def test_the_schema_of_a_price_is_printed(hegui: Hegui) -> None:
    assert json.loads(hegui("schema", "price").out)["$id"] == "urn:hegui:schema:price:v1"
