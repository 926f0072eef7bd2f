"""`hegui gate`: exit codes as of a check, events from files, a text that says what is missing and by when, JSON of its schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from commandline import Hegui
from hegui_adapters.render.columns import width

SAMPLE = Path(__file__).parents[2] / "examples" / "appliance-instalment"
DAY = ("--as-of", "2026-11-29")


@pytest.fixture
def sample(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> Hegui:
    """The command on the sample, under the bundled rules."""
    monkeypatch.delenv("HEGUI_BASE")
    return lambda *more: hegui("gate", SAMPLE / "manifest.yaml", *DAY, *more)


def events(name: str) -> tuple[str, Path]:
    return "--events", SAMPLE / "events" / f"{name}.yaml"


def test_a_pilot_with_its_journal_in_order_may_go_on(sample: Hegui) -> None:
    ran = sample(*events("ready"))
    assert (
        ran.code,
        "未发现阻断项（依申报事实，拟进入“灰度”）（阻断 0 · 待补充 0 · 提示 0 · 建\n  议 0" in ran.out,
    ) == (0, True)


def test_a_pilot_may_not_go_on_for_two_reasons(sample: Hegui) -> None:
    ran = sample(*events("changed"), "--rules", SAMPLE / "house")
    assert ran.code == 1
    for said in ("存在阻断项，不得进入“灰度”", "影响评估早于最近一次重大变更", "试点中最长 28 天没有收集反馈"):
        assert said in ran.out


def test_the_house_alone_makes_the_second_reason(sample: Hegui) -> None:
    told = json.loads(sample(*events("changed"), "--format", "json").out)
    blocking = [one["rule"] for one in told["findings"] if one["outcome"] == "violated" and one["force"] == "block"]
    assert blocking == ["lifecycle.impact-assessed-since-the-change"]


def test_a_gate_keeps_to_its_schema(sample: Hegui, hegui: Hegui) -> None:
    schema = json.loads(hegui("schema", "gate").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(sample(*events("changed"), "--format", "json").out), schema)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("stage", ["idea", "pilot", "launched", "changed", "retired"])
def test_no_line_is_wider_than_the_terminal(sample: Hegui, lang: str, stage: str) -> None:
    ran = sample(*events("changed"), "--stage", stage, "--lang", lang)
    assert [line for line in ran.out.splitlines() if width(line) > 80] == []


@pytest.mark.parametrize(("lang", "said"), [("zh", "逾期（1）"), ("en", "Overdue (1)")])
def test_what_is_overdue_is_told(sample: Hegui, lang: str, said: str) -> None:
    assert said in sample("--lang", lang).out


@pytest.mark.parametrize(("lang", "words"), [("zh", ("已合规", "通过审批")), ("en", ("compliant",))])
def test_nothing_is_called_compliant_or_approved(sample: Hegui, lang: str, words: tuple[str, ...]) -> None:
    said = sample(*events("ready"), "--lang", lang).out
    assert [word for word in words if word in said] == []


def test_the_longest_way_is_told_step_by_step(sample: Hegui) -> None:
    ran = sample(*events("ready"), "--stage", "launched")
    assert "1 试点：2026-09-10 起，2026-12-10 止，3 个月〔内部参考值，非法定〕" in ran.out


LATEST = {
    "zh": "  2026-11-26  出具检查结论：版本 3.0.0（商城金融产品部）  ready.yaml:13",
    "en": "  2026-11-26  checked by rule: version 3.0.0 (by 商城金融产品部)  ready.yaml:13",
}


@pytest.mark.parametrize(("lang", "line"), LATEST.items())
def test_an_event_is_told_with_what_it_states_and_where(sample: Hegui, lang: str, line: str) -> None:
    assert line in sample(*events("ready"), "--lang", lang).out.splitlines()


@pytest.mark.parametrize(("more", "told"), [((), 6), (("--all",), 16)])
def test_of_a_long_journal_the_latest_events_are_told_unless_all_are_asked_for(
    sample: Hegui, more: tuple[str, ...], told: int
) -> None:
    listed = sample(*events("ready"), *more).out.partition("履历事件（16）")[2]
    assert listed.count(".yaml:") == told


ESTIMATED = {"zh": "〔内部估计，待核实〕", "en": "[the house's estimate, not verified]"}


@pytest.mark.parametrize(("lang", "said"), ESTIMATED.items())
def test_a_term_no_text_gives_is_called_the_house_s_estimate(
    hegui: Hegui, lang: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEGUI_BASE")
    filing = "{id: f, kind: app_filing, status: in_progress, filed_on: 2026-11-20}"
    (tmp_path / "filing.yaml").write_text(f"hegui: product/v1\ncertification: {{filings: [{filing}]}}\njournal: []\n")
    ran = hegui("gate", tmp_path / "filing.yaml", "--stage", "pilot", *DAY, "--lang", lang)
    assert said.replace(" ", "") in "".join(ran.out.split())


def test_a_file_gets_the_same_text(sample: Hegui, tmp_path: Path) -> None:
    ran = sample(*events("ready"), "--format", "json", "--output", f"text={tmp_path / 'gate.txt'}")
    assert json.loads(ran.out)["verdict"] == "clear"
    assert (tmp_path / "gate.txt").read_text("utf-8").startswith("阶段准入检查报告")


# ---- what cannot be judged


def test_nothing_tells_the_next_stage(hegui: Hegui) -> None:
    ran = hegui("gate", "clear.yaml", "--lang", "en")
    assert (ran.code, ran.err) == (2, "hegui: nothing tells which stage is next; name it with --stage\n")


def test_an_open_fact_leaves_the_gate_undetermined(hegui: Hegui) -> None:
    assert hegui("gate", "open.yaml", "--stage", "pilot").code == 5


def test_a_broken_event_is_told_in_its_file(hegui: Hegui, tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("- {kind: propsed}\n", encoding="utf-8")
    ran = hegui("gate", "clear.yaml", "--events", "more.yaml", "--lang", "en")
    assert (ran.code, "more.yaml:1:10" in ran.err) == (4, True)


def test_events_that_are_not_there_are_told(hegui: Hegui) -> None:
    ran = hegui("gate", "clear.yaml", "--events", "nowhere.yaml", "--lang", "en")
    assert (ran.code, "nowhere.yaml" in ran.err) == (2, True)


def test_a_stage_that_does_not_exist_is_refused(hegui: Hegui) -> None:
    assert hegui("gate", "clear.yaml", "--stage", "nowhere").code == 2
