"""The questionnaire that goes to the business: what was filled in comes back as the manifest."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

WASHER = "../appliance-instalment/manifest.yaml"


@pytest.fixture
def form(run_hegui, pytestconfig, tmp_path):
    """The questionnaire with what is known filled in."""
    made = run_hegui("form", "new", tmp_path / "form.xlsx", "--from", pytestconfig.rootpath / WASHER)
    assert made.returncode == 0, made.stderr
    return tmp_path / "form.xlsx"


def answered(form, path, said):
    """Put an answer into the row of a fact: its path stands in the row's last column."""
    book = load_workbook(form)
    row = next(row for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == path)
    row[1].value = said
    book.save(form)


def test_a_workbook_read_back_is_judged_as_the_manifest_was(hegui, run_hegui, form, tmp_path):
    read = run_hegui("form", "read", form, "-o", tmp_path / "read.yaml")
    assert read.returncode == 0, read.stderr
    assert hegui.assert_clear(tmp_path / "read.yaml").counts == hegui.check(WASHER).counts


def test_what_the_business_wrote_is_in_the_manifest(run_hegui, form):
    answered(form, "product.version", "3.1.0")
    assert 'version: "3.1.0"' in run_hegui("form", "read", form).stdout


def test_a_wrong_answer_is_told_with_its_cell(run_hegui, form):
    answered(form, "product.launch_date", "下个月")
    judged = run_hegui("check", form)
    assert judged.returncode == 4
    assert "form.xlsx#" in judged.stderr
