"""The page of a product's gate: what it says is what the contract says, in both languages, and what people post becomes an entry."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
import yaml
from browsing import ROOT, Site
from hegui.decision import VERDICTS
from hegui_adapters.language import Lang
from hegui_adapters.pages.findings import finding_of
from hegui_adapters.pages.gates.posting import event_of, fields_of
from hegui_adapters.pages.gates.view import view_of
from hegui_adapters.render.gate_words import GATE_WORDS
from hegui_adapters.service.problems import Flaw
from httpx import Response
from serving import unique
from storing import entries_of

SAMPLE = "appliance-instalment"
EVENTS = ROOT / "examples" / SAMPLE / "events"
JOURNAL = """
journal:
  - {kind: proposed, date: 2026-05-01}
  - {kind: testing_started, date: 2026-10-01, due_on: 2026-11-15, done_on: none, note: 补测试报告}
"""


@pytest.fixture(scope="module")
def changed(samples: Site) -> str:
    """A product in its pilot that was changed and not assessed anew."""
    name = unique("changed")
    text = (ROOT / "examples" / SAMPLE / "manifest.yaml").read_text("utf-8")
    samples.decide(text.replace(f"id: {SAMPLE}", f"id: {name}", 1).encode())
    events = yaml.safe_load((EVENTS / "changed.yaml").read_text("utf-8"))
    bearer = {"authorization": f"Bearer {samples.token('product')}", "content-type": "application/json"}
    with samples.client(None) as client:
        said = json.dumps({"events": events}, default=str)
        assert client.post(f"/v1/products/{name}/events", content=said, headers=bearer).status_code == 201
    return name


@pytest.fixture
def app(samples: Site) -> str:
    """A product in testing that waits for a filing and is late with a task."""
    name = unique("filed")
    text = (ROOT / "examples" / "meal-wallet" / "manifest.yaml").read_text("utf-8")
    filed = text.replace("status: in_progress, authority", "filed_on: 2026-11-20, status: in_progress, authority", 1)
    filed = filed.replace("stage: development", "stage: testing", 1)
    samples.decide(filed.replace("id: meal-wallet", f"id: {name}", 1).encode() + JOURNAL.encode())
    return name


def shown(samples: Site, name: str, query: str = "", lang: Lang = "zh") -> Response:
    with samples.client(lang=lang) as client:
        return client.get(f"/products/{name}/gate{query}")


def told(samples: Site, name: str, query: str = "") -> Mapping[str, Any]:
    """The same gate, as the contract tells it."""
    with samples.client() as client:
        answer = client.get(f"/v1/products/{name}/gate{query}")
    body: Mapping[str, Any] = answer.raise_for_status().json()["gate"]
    return body


def plain(answer: Response) -> str:
    """What stands on a page, without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def items(answer: Response, classes: str) -> list[str]:
    """What the entries of an ordered list say."""
    listed = re.search(rf'<ol class="{classes}".*?</ol>', answer.text, re.DOTALL)
    found = re.findall(r"<li.*?</li>", listed[0], re.DOTALL) if listed else []
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", one))).strip() for one in found]


# ---- what it says


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_verdict_is_that_of_the_contract_in_the_words_of_the_text(samples: Site, changed: str, lang: Lang) -> None:
    gate = told(samples, changed)
    stage = next(one["label"][lang] for one in gate["timeline"]["stages"] if one["stage"] == gate["stage"])
    assert gate["verdict"] == "blocked"
    assert GATE_WORDS[lang]["blocked"].format(stage=stage) in plain(shown(samples, changed, lang=lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_stage_stands_there_with_its_day_and_a_word_for_its_mark(samples: Site, changed: str, lang: Lang) -> None:
    found = items(shown(samples, changed, lang=lang), "stages")
    marks = told(samples, changed)["timeline"]["stages"]
    words = {
        "zh": {"done": "已走过", "current": "所处阶段", "ahead": "未到"},
        "en": {"done": "behind it", "current": "where it is", "ahead": "ahead"},
    }[lang]
    for one, mark in zip(found, marks, strict=True):
        assert one.startswith(f"{mark['label'][lang]} {words[mark['state']]}")
        assert (mark["entered"] or mark["planned"] or "") in one


def test_the_stage_to_be_entered_is_marked_and_chosen(samples: Site, changed: str) -> None:
    answer = shown(samples, changed, "?stage=launched")
    assert [one[:4] for one in items(answer, "stages") if "拟进入" in one] == ["全面上线"]
    assert re.search(r'<option value="launched" selected>', answer.text)


def test_events_stand_on_the_timeline_in_order_of_their_days(samples: Site, changed: str) -> None:
    found = items(shown(samples, changed), "life")
    assert found == sorted(found, key=lambda one: one[:10])
    assert [one[:13] for one in found if one.startswith("2026-11-10")] == ["2026-11-10 变更"]
    assert found.index("2026-12-01 判断之日") == sum(
        not one["ahead"] for one in told(samples, changed)["timeline"]["events"]
    )


def test_events_after_the_day_judged_are_not_counted_and_said_not_to_be(samples: Site, changed: str) -> None:
    answer = shown(samples, changed, "?stage=grey_release&as_of=2026-11-01")
    assert [one for one in items(answer, "life") if one.startswith("2026-11-10 变更 晚于判断之日，未计入")] != []
    assert "个事件晚于判断之日，未计入" in plain(answer)


SAID: dict[Lang, str] = {
    "zh": "2026-11-10 变更 重大变更；授信新增收入说明一项要素（商城金融产品部） 登记的事件",
    "en": "2026-11-10 changed material; 授信新增收入说明一项要素 (by 商城金融产品部) posted",
}


@pytest.mark.parametrize("lang", SAID)
def test_an_event_says_what_it_states_and_that_it_was_posted(samples: Site, changed: str, lang: Lang) -> None:
    assert SAID[lang] in items(shown(samples, changed, lang=lang), "life")


def test_an_event_of_the_manifest_leads_to_its_line(samples: Site, changed: str) -> None:
    event = told(samples, changed)["timeline"]["events"][0]
    page = shown(samples, changed).text
    assert re.search(rf'href="/decisions/[^"]+#L{event["location"]["line"]}">第 {event["location"]["line"]} 行<', page)


def test_findings_bring_their_law(samples: Site, changed: str) -> None:
    text = plain(shown(samples, changed))
    found = next(one for one in told(samples, changed)["findings"] if one["force"] == "block")
    assert finding_of(found, "zh").title in text
    assert "《个人信息保护法》" in text
    assert "第五十五条" in text


def test_what_is_overdue_says_since_when(samples: Site, app: str) -> None:
    late = items(shown(samples, app), "dues overdue")
    assert [one for one in late if one.startswith("2026-11-15") and "补测试报告" in one and "已逾期 16 天" in one] != []


def test_the_longest_way_is_told_step_by_step(samples: Site, app: str) -> None:
    answer = shown(samples, app, "?stage=launched")
    gate = told(samples, app, "?stage=launched")
    titles = {one["id"]: one["title"]["zh"] for one in gate["schedule"]["tasks"]}
    path = gate["schedule"]["path"]
    assert path != []
    assert [one[: len(titles[name])] for one, name in zip(items(answer, "steps"), path, strict=True)] == [
        titles[name] for name in path
    ]
    assert gate["schedule"]["earliest"]["low"] in plain(answer)


def test_questions_without_which_there_is_no_verdict_stand_first(samples: Site, app: str) -> None:
    gate = told(samples, app, "?stage=launched")
    text = plain(shown(samples, app, "?stage=launched"))
    asked = [one["ask"]["zh"] for one in gate["questions"] if one["blocking"]]
    assert asked != []
    assert [one for one in asked if one not in text] == []


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_verdict_has_its_sentence(samples: Site, changed: str, verdict: str, lang: Lang) -> None:
    body = {**told(samples, changed), "verdict": verdict}
    assert view_of(body, (), lang).sentence.startswith(GATE_WORDS[lang][verdict].split("{")[0])


def test_a_rule_of_the_house_counts_as_one_of_the_gate_where_it_stands_before_a_stage(
    samples: Site, changed: str
) -> None:
    body = told(samples, changed)
    found = [one["rule"] for one in body["findings"] if one["outcome"] == "violated"]
    both = [view_of(body, gating, "zh") for gating in ((), found)]
    assert [len(one.own) for one in both] == [0, len(found)]
    assert [len(one.of_product) for one in both] == [len(found), 0]


# ---- what cannot be judged


def test_where_nothing_tells_the_next_stage_it_can_be_chosen(samples: Site) -> None:
    name = unique("nowhere")
    samples.decide(f"hegui: product/v1\nproduct: {{id: {name}}}\n".encode())
    answer = shown(samples, name)
    assert (answer.status_code, "无法确定下一阶段" in answer.text, "<select" in answer.text) == (200, True, True)


@pytest.mark.parametrize(("query", "status"), [("?stage=nowhere", 422), ("?as_of=soon", 422), ("?stage=&as_of=", 200)])
def test_a_field_left_empty_asks_for_nothing_and_a_wrong_one_is_told(
    samples: Site, changed: str, query: str, status: int
) -> None:
    assert shown(samples, changed, query).status_code == status


def test_a_product_never_checked_has_no_gate(samples: Site) -> None:
    assert shown(samples, unique("unknown")).status_code == 404


def test_events_that_contradict_the_manifest_are_told_on_the_page(samples: Site) -> None:
    name = unique("apart")
    samples.decide(f"hegui: product/v1\nproduct: {{id: {name}}}\n".encode())
    assert post(samples, name, kind="incident", date="2026-11-02", id="i1").status_code == 303
    journal = "journal: [{id: i1, kind: incident, date: 2026-11-02}]"
    samples.decide(f"hegui: product/v1\nproduct: {{id: {name}}}\n{journal}\n".encode())
    answer = shown(samples, name, "?stage=pilot")
    assert (answer.status_code, "要素表与履历事件不能合并" in answer.text) == (409, True)


# ---- adding


def post(samples: Site, name: str, role: str = "product", query: str = "", **filled: str) -> Response:
    with samples.client(role) as client:  # type: ignore[arg-type]
        given = {"csrf": samples.csrf(role), **filled}  # type: ignore[arg-type]
        return client.post(f"/products/{name}/gate{query}", data=given)


def logged(samples: Site, name: str) -> list[Any]:
    entries = [one for one in entries_of(samples.parts.database) if one.subject == name]
    return [json.loads(one.payload or "")["events"] for one in entries if one.kind == "product.events"]


def test_what_is_posted_is_an_entry_of_the_log_by_whoever_posted_it(samples: Site, app: str) -> None:
    answer = post(samples, app, kind="pilot_started", date="2026-11-02", merchants="40", note="三家门店", by="")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/products/{app}/gate#journal")
    event = {"kind": "pilot_started", "date": "2026-11-02", "merchants": "40", "note": "三家门店"}
    assert logged(samples, app) == [[event]]
    assert told(samples, app, "?stage=pilot")["timeline"]["events"][-1]["kind"] == "pilot_started"


def test_whoever_posts_comes_back_to_the_gate_they_saw(samples: Site, app: str) -> None:
    answer = post(samples, app, query="?stage=launched&as_of=2026-11-30", kind="noted", date="2026-11-02")
    assert answer.headers["location"] == f"/products/{app}/gate?stage=launched&as_of=2026-11-30#journal"


def test_a_form_sent_twice_is_kept_once(samples: Site, app: str) -> None:
    for _ in range(2):
        assert post(samples, app, key=f"page-{app}", kind="noted", date="2026-11-02").status_code == 303
    assert len(logged(samples, app)) == 1


WRONG = {
    "no kind": ({"date": "2026-11-02"}, "事件须写明 kind", None),
    "a day ahead": ({"kind": "noted", "date": "2026-12-02"}, "日期不得晚于今日", "date"),
    "no count": ({"kind": "feedback", "date": "2026-11-02", "merchants": "many"}, "", "merchants"),
    "no such stage": ({"kind": "approved", "date": "2026-11-02", "stage": "moon"}, "", "stage"),
}


@pytest.mark.parametrize(("filled", "said", "field"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_field_and_nothing_kept(
    samples: Site, app: str, filled: dict[str, str], said: str, field: str | None
) -> None:
    answer = post(samples, app, **filled)
    assert (answer.status_code, "未登记" in answer.text, said in answer.text) == (422, True, True)
    marked = re.findall(r'<(?:input|select) id="event-(\w+)"[^>]*aria-invalid', answer.text)
    assert marked == ([field] if field else [])
    assert logged(samples, app) == []


def test_what_was_filled_in_is_still_there(samples: Site, app: str) -> None:
    answer = post(samples, app, kind="changed", date="2026-12-02", note="改<了>", material="true")
    assert 'value="改&lt;了&gt;"' in answer.text
    assert '<option value="changed" selected>' in answer.text
    assert '<option value="true" selected>' in answer.text


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_who_may_not_add_sees_no_form_and_is_refused(samples: Site, app: str, role: str) -> None:
    with samples.client(role) as client:  # type: ignore[arg-type]
        assert 'method="post" action="/products/' not in client.get(f"/products/{app}/gate").text
    assert post(samples, app, role, kind="noted", date="2026-11-02").status_code == 403
    assert logged(samples, app) == []


def test_a_form_without_its_proof_is_refused(samples: Site, app: str) -> None:
    assert post(samples, app, csrf="x", kind="noted", date="2026-11-02").status_code == 403


def test_nothing_is_added_to_a_product_never_checked(samples: Site) -> None:
    assert post(samples, unique("unknown"), kind="noted", date="2026-11-02").status_code == 404


def test_a_yes_is_a_yes_and_what_is_left_empty_is_not_stated() -> None:
    assert event_of({"kind": "changed", "material": "true", "note": " ", "csrf": "x"}) == {
        "kind": "changed",
        "material": True,
    }


def test_a_flaw_of_another_event_is_no_fault_of_this_one() -> None:
    flaws = [Flaw("甲", "a", pointer="/events/0/note"), Flaw("乙", "b", pointer="/events/3/note")]
    assert [one.faults for one in fields_of({}, flaws, "zh") if one.name == "note"] == [("甲",)]


def test_it_counts_as_the_text_does(samples: Site, changed: str) -> None:
    """What is missing and bears on no verdict is not counted as open."""
    body = told(samples, changed)
    counts = {look: n for look, n, _ in view_of(body, (), "zh").counts}
    assert (counts["block"], counts["open"], body["counts"]["undetermined"]) == (1, 0, 1)


def test_the_page_of_a_product_leads_to_its_gate(samples: Site, changed: str) -> None:
    with samples.client() as client:
        assert f'href="/products/{changed}/gate"' in client.get(f"/products/{changed}").text
