"""`hegui sheet`: both sheets in every form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Hegui

SAMPLE = str(Path(__file__).parents[2] / "examples" / "meal-wallet" / "manifest.yaml")
KINDS = {"data-use": ("数据使用说明", "Data-use sheet"), "risk-notices": ("风险提示清单", "Risk-notice list")}
both = pytest.mark.parametrize("kind", KINDS)


@both
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_is_printed_in_the_language_asked_for(hegui: Hegui, kind: str, lang: str) -> None:
    ran = hegui("sheet", kind, SAMPLE, "--lang", lang)
    assert ran.code == 0
    assert KINDS[kind][lang == "en"] in ran.out.splitlines()[0]


@both
def test_a_sheet_is_given_as_json(hegui: Hegui, kind: str) -> None:
    found = json.loads(hegui("sheet", kind, SAMPLE, "--format", "json").out)
    assert found["head"]["product"] == "食尚钱包"


@both
def test_html_is_one_file_that_needs_no_other(hegui: Hegui, kind: str) -> None:
    out = hegui("sheet", kind, SAMPLE, "--format", "html").out
    assert "<style>" in out
    assert "<link" not in out
    assert "src=" not in out


def test_a_pdf_goes_to_a_file(hegui: Hegui, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    file = tmp_path / "sheet.pdf"
    assert hegui("sheet", "data-use", SAMPLE, "--output", f"pdf={file}").code == 0
    assert file.read_bytes().startswith(b"%PDF-")


REFUSED = {
    "pdf on standard output": (("--format", "pdf"), "--output pdf=FILE"),
    "a format it does not have": (("--format", "xlsx"), "choose from text, json, html, pdf"),
}


@pytest.mark.parametrize(("options", "said"), REFUSED.values(), ids=REFUSED)
def test_options_that_do_not_fit_are_refused(hegui: Hegui, options: tuple[str, ...], said: str) -> None:
    ran = hegui("sheet", "data-use", SAMPLE, "--lang", "en", *options)
    assert ran.code == 2
    assert said in ran.err
