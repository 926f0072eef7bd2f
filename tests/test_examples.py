"""The sample products: each comes out as recorded, says where its facts are from, and its report keeps to its form."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import hegui
import pytest
from hegui.checking import check_document
from hegui.decide import Decision
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook
from hegui_adapters.render.columns import width
from hegui_adapters.render.text import report

EXAMPLES = Path(__file__).parents[1] / "examples"
FOLDERS = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "manifest.yaml").is_file())
VERDICTS = {0: "clear", 1: "blocked", 5: "undetermined"}
LINE = Decimal("0.24")
DOMAINS = ("payment", "credit", "wealth", "insurance", "regtech")
NEVER_A_RESULT = ("已合规", "结论：合规", "通过审批", "认证通过", "compliant")


def recorded() -> dict[str, str]:
    """The verdict recorded for each folder in expected.txt."""
    lines = (line.partition("#")[0].split() for line in (EXAMPLES / "expected.txt").read_text("utf-8").splitlines())
    return {words[0]: VERDICTS[int(words[1])] for words in lines if words}


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return Rulebook.load()


@pytest.fixture(scope="module")
def decisions(rules: Rulebook) -> dict[str, Decision]:
    """Every sample, judged on the day of its planned launch whatever today is."""
    return {name: on_launch(sample(name, text(name)), rules) for name in FOLDERS}


def text(name: str) -> str:
    return (EXAMPLES / name / "manifest.yaml").read_text("utf-8")


def sample(name: str, written: str) -> Manifest:
    """A sample under the label `make demo` gives it: reports print the label."""
    return check_document(written, f"examples/{name}/manifest.yaml", EXAMPLES / name)


def on_launch(manifest: Manifest, rules: Rulebook) -> Decision:
    return hegui.check(manifest, as_of=manifest.launch_date, rules=rules)


def without(section: str, name: str) -> Manifest:
    """A sample with one section cut out of its text."""
    lines = text(name).splitlines()
    first = lines.index(f"{section}:")
    after = next(number for number in range(first + 1, len(lines)) if lines[number][:1].isalpha())
    return sample(name, "\n".join(lines[:first] + lines[after:]))


def printed(decision: Decision, lang: str) -> str:
    return report(decision, lang=lang, decision_id="01a20297-4dc0-7c3a-9a4b-5f0e2d6c8b11")


def test_every_folder_is_recorded_and_every_record_is_a_folder() -> None:
    assert sorted(recorded()) == FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_a_sample_comes_out_as_recorded(name: str, decisions: dict[str, Decision]) -> None:
    assert decisions[name].verdict == recorded()[name]


def test_clear_undetermined_and_blocked_all_occur() -> None:
    assert set(recorded().values()) == set(VERDICTS.values())


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_domain_has_a_clear_and_a_blocked_sample(domain: str, decisions: dict[str, Decision]) -> None:
    verdicts = {decisions[name].verdict for name in FOLDERS if f"\n  domain: {domain}\n" in text(name)}
    assert {"clear", "blocked"} <= verdicts


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("heading", ["## 来自报告", "## 假设", "## From the report", "## Assumed"])
def test_a_readme_tells_what_the_report_says_from_what_is_assumed(name: str, heading: str) -> None:
    assert heading in (EXAMPLES / name / "README.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", FOLDERS)
def test_the_list_of_samples_names_each_with_its_exit_code(name: str) -> None:
    code = next(code for code, verdict in VERDICTS.items() if verdict == recorded()[name])
    rows = (EXAMPLES / "README.md").read_text("utf-8").splitlines()
    assert any(row.startswith(f"| [{name}](") and row.endswith(f"| {code} |") for row in rows)


def test_a_good_loan_without_its_prices_is_undetermined(rules: Rulebook) -> None:
    assert on_launch(without("pricing", "appliance-instalment"), rules).verdict == "undetermined"


def test_a_good_loan_without_its_prices_is_asked_for_them(rules: Rulebook) -> None:
    decision = on_launch(without("pricing", "appliance-instalment"), rules)
    assert any(question.blocking and question.path.startswith("pricing") for question in decision.questions)


@pytest.mark.parametrize("reading", ["nominal", "effective"])
def test_one_loan_costs_more_than_the_line_in_each_reading(reading: str, decisions: dict[str, Decision]) -> None:
    found = [m.value for m in decisions["salary-advance"].measures if m.name == f"annualised_cost.{reading}"]
    assert [value for value in found if isinstance(value, Decimal) and value > LINE] == found != []


def test_that_loan_is_blocked_for_its_cost(decisions: dict[str, Decision]) -> None:
    violated = {finding.rule for finding in decisions["salary-advance"].having("violated", "block")}
    assert "boundaries.rates.assisted-lending-cost" in violated


def test_the_dressed_up_loan_is_blocked_though_its_cost_keeps_the_line(decisions: dict[str, Decision]) -> None:
    violated = {finding.rule for finding in decisions["qingxiang-instalment"].having("violated", "block")}
    assert violated
    assert "boundaries.rates.assisted-lending-cost" not in violated


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_report_calls_a_product_compliant_or_approved(name: str, lang: str, decisions: dict[str, Decision]) -> None:
    said = printed(decisions[name], lang)
    assert [words for words in NEVER_A_RESULT if words in said] == []


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_of_a_report_is_wider_than_the_terminal(name: str, lang: str, decisions: dict[str, Decision]) -> None:
    assert [line for line in printed(decisions[name], lang).splitlines() if width(line) > 80] == []
