"""`hegui form`: writes the questionnaire, reads it; and a check takes a filled one as it takes YAML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Hegui
from filling import Form


def filled(file: Path) -> Path:
    form = Form(file.read_bytes())
    form.answer("product", "product.id", "blocked")
    form.answer("product", "product.channels", "自营 App")
    form.answer("certification", "certification.filings", "无")
    form.answer("credit", "credit.payout.to", "借款人账户")
    form.answer("credit", "credit.purpose", "不限用途")
    form.row("pricing.credits[]", 1, {"periods": 60})
    file.write_bytes(form.saved())
    return file


def test_a_filled_questionnaire_is_judged_as_the_manifest_it_states(hegui: Hegui, tmp_path: Path) -> None:
    assert hegui("form", "new", "form.xlsx", "--domain", "credit").code == 0
    filled(tmp_path / "form.xlsx")
    assert hegui("form", "read", "form.xlsx", "-o", "form.yaml").code == 0

    bodies = [
        json.loads(hegui("check", file, "--format", "json").out)["decisions"][0]["body"]
        for file in ("form.xlsx", "form.yaml", "blocked.yaml")
    ]
    assert len({body["manifest"]["digest"] for body in bodies}) == 1
    assert {body["verdict"] for body in bodies} == {"blocked"}


def test_findings_on_a_questionnaire_name_sheet_and_cell(hegui: Hegui, tmp_path: Path) -> None:
    hegui("form", "new", "form.xlsx")
    filled(tmp_path / "form.xlsx")
    ran = hegui("check", "form.xlsx")

    assert ran.code == 1
    assert "form.xlsx#信贷要素!B" in ran.out
    assert "信贷要素!B" in hegui("explain", "form.xlsx", "1").out


def test_every_form_of_a_check_takes_a_questionnaire(hegui: Hegui, tmp_path: Path) -> None:
    hegui("form", "new", "form.xlsx")
    filled(tmp_path / "form.xlsx")
    names = ("sarif", "junit", "markdown", "html", "github", "gitlab", "xlsx")
    outputs = [part for name in names for part in ("--output", f"{name}=o.{name}")]

    assert hegui("check", "form.xlsx", *outputs, "--quiet").code == 1
    sarif = json.loads((tmp_path / "o.sarif").read_text(encoding="utf-8"))
    located = sarif["runs"][0]["results"][0]["locations"][0]
    assert located["physicalLocation"] == {"artifactLocation": {"uri": "form.xlsx"}}
    assert any("!" in one["fullyQualifiedName"] for one in located["logicalLocations"])
    assert "::error file=form.xlsx,title=" in (tmp_path / "o.github").read_text(encoding="utf-8")


def test_what_cannot_be_read_is_told_by_cell(hegui: Hegui, tmp_path: Path) -> None:
    hegui("form", "new", "form.xlsx")
    form = Form((tmp_path / "form.xlsx").read_bytes())
    cell = form.answer("credit", "credit.limit", "许多")
    (tmp_path / "form.xlsx").write_bytes(form.saved())
    ran = hegui("check", "form.xlsx")

    assert (ran.code, ran.err.startswith(f"form.xlsx#{cell}: ")) == (4, True)


def test_what_a_manifest_states_is_filled_in(hegui: Hegui) -> None:
    hegui("form", "new", "form.xlsx", "--from", "blocked.yaml", "--lang", "en")
    ran = hegui("form", "read", "form.xlsx")

    assert "  id: blocked\n" in ran.out
    assert "  payout:\n    to: [borrower_account]\n" in ran.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("new", "clear.yaml"), ".xlsx"),
        (("new", "f.xlsx", "--domain", "banking"), "payment"),
        (("read", "gone.xlsx"), "gone.xlsx"),
        (("read", "broken.xlsx"), "XLSX"),
    ],
)
def test_what_cannot_be_done_is_said(hegui: Hegui, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"not one")
    ran = hegui("form", *arguments)

    assert (ran.code, told in ran.err) == (2, True)


def test_no_questionnaire_is_written_over_unless_told(hegui: Hegui, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(b"mine")

    assert hegui("form", "new", "form.xlsx").code == 2
    assert (tmp_path / "form.xlsx").read_bytes() == b"mine"
    assert hegui("form", "new", "form.xlsx", "--force").code == 0
