"""A product's life as a value: each event with what it states, in a phrase and as values, and where it stands."""

from __future__ import annotations

import pytest
from hegui.lifecycle.gate import gate
from hegui.lifecycle.timeline import EventMark
from rulebooks import DAY, manifest, rulebook

SAID = {
    "kind and day alone": ("kind: noted", "", ""),
    "its id and note": ("id: late, kind: incident, note: 提醒晚发一日", "标识 late；提醒晚发一日", "id late; 提醒晚发一日"),
    "whose it is, alone": ("kind: rollback_drill, by: 联合项目组", "联合项目组", "by 联合项目组"),
    "version, and whose it is": (
        "kind: reviewed, version: 3.0.0, by: 合规部",
        "版本 3.0.0（合规部）",
        "version 3.0.0 (by 合规部)",
    ),
    "an approval with its number and stage": (
        "kind: approved, number: 沙箱〔2026〕12号, stage: grey_release",
        "文号 沙箱〔2026〕12号，进入“灰度”",
        "no. 沙箱〔2026〕12号, to enter: grey release",
    ),
    "what it asks for and is not done": (
        "kind: approved, due_on: 2026-12-15, done_on: none",
        "应于 2026-12-15 前办结，尚未办结",
        "due by 2026-12-15, not done yet",
    ),
    "what it asked for and was done": (
        "kind: approved, due_on: 2026-12-15, done_on: 2026-11-20",
        "应于 2026-12-15 前办结，2026-11-20 办结",
        "due by 2026-12-15, done on 2026-11-20",
    ),
    "merchants": ("kind: feedback, merchants: 62", "参与商户或用户 62 个", "merchants or users: 62"),
    "the share released": ("kind: grey_released, share: 30%", "已开放功能 30%", "functions released: 30%"),
    "a material change": ("kind: changed, material: true", "重大变更", "material"),
    "another change": ("kind: changed, material: false", "非重大变更", "not material"),
    "the incident it closes": ("kind: incident_closed, closes: late", "处置完毕的事件 late", "closes late"),
    "records leaked": (
        "kind: incident, records_leaked: 1200, sensitive_records_leaked: 3",
        "泄露个人信息 1,200 条，泄露敏感个人信息 3 条",
        "personal records leaked: 1,200, sensitive records leaked: 3",
    ),
    "a note of two lines stays on one": (r'kind: noted, note: "甲\n乙"', "甲 乙", "甲 乙"),
    "there is no note": ("kind: noted, note: none", "", ""),
}  # fmt: skip


def events(*listed: str) -> tuple[EventMark, ...]:
    text = "journal:\n" + "".join(f"  - {{date: 2026-11-02, {one}}}\n" for one in listed)
    return gate(rulebook({}), manifest(text), "pilot", as_of=DAY).timeline.events


@pytest.mark.parametrize(("event", "zh", "en"), SAID.values(), ids=SAID)
def test_an_event_says_what_it_states(event: str, zh: str, en: str) -> None:
    (mark,) = events(event)
    assert (mark.said.zh, mark.said.en) == (zh, en)


def test_an_event_brings_what_it_states_as_values() -> None:
    (mark,) = events("kind: feedback, by: 产品部, merchants: 62")
    assert [(one.path, str(one.value)) for one in mark.facts] == [
        ("journal[kind=feedback].merchants", "62"),
        ("journal[kind=feedback].by", "产品部"),
    ]


def test_an_event_stands_on_its_line() -> None:
    first, second = events("kind: proposed", "id: b, kind: noted")
    assert second.location.line == first.location.line + 1


def test_a_kind_no_rulebook_knows_is_told_as_it_is_written() -> None:
    (mark,) = events("kind: {other: 年会通报}")
    assert mark.label.zh == "年会通报"
