"""A decision as SARIF and as a workbook: by the rulebook of the time, or why it is not given."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from browsing import SAMPLES, Site, site
from hegui_adapters.pages.decisions.kept import kept_of
from openpyxl import load_workbook

SAMPLE = "qingxiang-instalment"
CHARGES = "boundaries.rates.platform-charges-borrower"
HOUSE = """title: {zh: 单期费率从严, en: A stricter rate a period}
kind: prohibition
force: advise
sources: [{report: "1.1"}]
confidence: verified
checked: {on: 2026-11-22, against: the report}
versions:
  - in_force: {from: 2020-01-01}
    forbid: {credit.purpose: unrestricted}
message: {zh: 内部要求, en: our own line}
remedy: {who: business, note: {zh: 写明用途, en: state the use}}
cases:
  - {name: any use, given: {credit: {purpose: unrestricted}}, expect: violated}
  - {name: a use, given: {credit: {purpose: rent}}, expect: met}
  - {name: not said, given: {}, expect: undetermined}
"""


def test_a_decision_is_given_as_sarif(samples: Site) -> None:
    decision = samples.decisions[SAMPLE]
    with samples.client() as client:
        assert f'href="/decisions/{decision}/report.sarif"' in client.get(f"/decisions/{decision}").text
        run = client.get(f"/decisions/{decision}/report.sarif", timeout=60).json()["runs"][0]
    (told,) = run["properties"]["decisions"]
    assert (told["id"], told["verdict"]) == (decision, "blocked")
    assert any(one["ruleId"] == CHARGES for one in run["results"])


def test_a_decision_is_given_as_a_workbook(samples: Site) -> None:
    with samples.client() as client:
        answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}/report.xlsx", timeout=60)
    sheets = load_workbook(BytesIO(answer.content)).worksheets
    assert any("App 未办理许可或备案" in str(cell.value) for sheet in sheets for row in sheet for cell in row)


def test_a_decision_by_an_earlier_rulebook_is_given_by_that_rulebook(tmp_path: Path) -> None:
    house = tmp_path / "house" / "boundaries" / "lending"
    house.mkdir(parents=True)
    with site(tmp_path, rules=(tmp_path / "house",)) as found, found.client() as client:
        decision = found.decide(SAMPLES[SAMPLE].read_bytes())
        before = client.get(f"/decisions/{decision}/report.sarif", timeout=60)
        (house / "shorter.yaml").write_text(HOUSE, encoding="utf-8")
        assert found.parts.judge.reload()
        assert f'href="/decisions/{decision}/report.sarif"' in client.get(f"/decisions/{decision}").text
        after = client.get(f"/decisions/{decision}/report.sarif", timeout=60)
    assert (before.status_code, after.status_code) == (200, 200)
    assert after.json() == before.json()


def test_a_decision_that_would_come_out_otherwise_is_given_as_json_alone(
    samples: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, archive = samples.decisions[SAMPLE], samples.parts.archive
    other = replace(archive.stored(kept_of(samples.parts, decision)), source=SAMPLES["pet-medical"].read_bytes())
    monkeypatch.setattr(archive, "stored", lambda _: other)
    with samples.client() as client:
        answer = client.get(f"/decisions/{decision}/report.sarif", timeout=60)
    assert answer.status_code == 404
    assert "只能下载 JSON" in answer.text


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "结论由其他版本的检查引擎作出"), ("en", "another version of the engine")]
)
def test_why_a_form_is_not_given_stands_where_it_would(
    samples: Site, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    monkeypatch.setattr("hegui_adapters.pages.decisions.forms.__version__", "9.0.0")
    with samples.client("viewer", lang) as client:
        page = client.get(f"/decisions/{samples.decisions[SAMPLE]}").text
    assert said in page
    assert "report.sarif" not in page
