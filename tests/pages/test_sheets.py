"""The two sheets of a decision as pages and as PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from browsing import Site

SAMPLE = "meal-wallet"
NEVER = "/decisions/019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52"
SHEETS = {
    "data-use in Chinese": (
        "data-use",
        "zh",
        ("数据使用说明", "充值银行卡", "经认定为敏感个人信息", "第二十九条", "未说明"),
    ),
    "data-use in English": ("data-use", "en", ("Data-use sheet", "found to be sensitive", "art. 29", "not stated")),
    "risk-notices in Chinese": (
        "risk-notices",
        "zh",
        ("风险提示清单", "风险等级：高", "预付卡的余额和退款", "付款页面"),
    ),
    "risk-notices in English": ("risk-notices", "en", ("Risk-notice list", "Risk level: high", "payment page")),
}
both = pytest.mark.parametrize(("sheet", "lang", "said"), SHEETS.values(), ids=SHEETS)


@both
def test_a_sheet_shows_its_facts(samples: Site, sheet: str, lang: str, said: tuple[str, ...]) -> None:
    with samples.client(lang=lang) as client:
        answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}/{sheet}")
    text = unescape(answer.text)
    assert answer.status_code == 200
    assert [one for one in said if one not in text] == []
    assert f"/decisions/{samples.decisions[SAMPLE]}/{sheet}.pdf" in text


@both
def test_a_sheet_is_printed_with_its_fonts_and_numbered_pages(
    samples: Site, tmp_path: Path, sheet: str, lang: str, said: tuple[str, ...]
) -> None:
    pytest.importorskip("weasyprint")
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    with samples.client(lang=lang, accept="application/pdf") as client:
        answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}/{sheet}.pdf", timeout=60)
    assert answer.headers["content-type"] == "application/pdf"
    file = tmp_path / "sheet.pdf"
    file.write_bytes(io.BytesIO(answer.content).read())
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout  # noqa: S607
    fonts = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True).stdout.splitlines()[2:]  # noqa: S607
    assert fonts
    assert all(" yes yes yes " in line for line in fonts)
    assert said[0] in text
    numbered = "第1页" if lang == "zh" else "Page1of"
    assert numbered in text.replace(" ", "")


@pytest.mark.parametrize("sheet", ["data-use", "risk-notices", "data-use.pdf", "risk-notices.pdf"])
def test_there_is_no_sheet_of_no_decision(samples: Site, sheet: str) -> None:
    with samples.client() as client:
        assert client.get(f"{NEVER}/{sheet}").status_code == 404


@pytest.mark.parametrize("sheet", ["data-use", "risk-notices", "data-use.pdf", "risk-notices.pdf"])
def test_a_sheet_is_shown_to_nobody_who_did_not_sign_in(samples: Site, sheet: str) -> None:
    with samples.client(None) as client:
        answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}/{sheet}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/signin?after=")


@pytest.mark.parametrize("sheet", ["data-use", "risk-notices"])
def test_every_sample_has_its_sheets(samples: Site, sheet: str) -> None:
    with samples.client() as client:
        wrong = {
            name: answer.status_code
            for name, one in samples.decisions.items()
            if (answer := client.get(f"/decisions/{one}/{sheet}")).status_code != 200
        }
    assert wrong == {}
