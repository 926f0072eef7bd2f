"""What a group chat and a code review are shown: word for word, and that nothing a manifest says can be more than text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hegui_adapters.language import LANGUAGES, Lang
from hegui_adapters.service.brief import Brief, brief_of
from hegui_adapters.service.forges import Change, forge_post
from hegui_adapters.service.robots import WECOM_MOST, dingtalk_card, feishu_card, wecom_card

TOKEN = "t0ken"  # noqa: S105
GOLDEN = Path(__file__).parent / "golden"
DECISION: Mapping[str, Any] = json.loads((GOLDEN / "decision.json").read_text(encoding="utf-8"))
LINK = "https://hegui.example/v1/decisions/019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52"
CHANGE = Change("bank/loans", "0123456789abcdef0123456789abcdef01234567", 42)


def posted(forge: str, part: str) -> Callable[[Brief], Mapping[str, object]]:
    def made(brief: Brief) -> Mapping[str, object]:
        return forge_post(forge, part, "bank/loans", CHANGE, brief, product="spring-loan", token=TOKEN, mark="m-1").body  # type: ignore[arg-type]

    return made


CARDS: Mapping[str, Callable[[Brief], Mapping[str, object]]] = {
    "feishu": feishu_card,
    "dingtalk": dingtalk_card,
    "wecom": wecom_card,
    **{
        f"{forge}-{part}": posted(forge, part)
        for forge in ("github", "gitlab", "gitee")
        for part in ("status", "comment")
    },
}
every_card = pytest.mark.parametrize("name", CARDS)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


def card(name: str, lang: Lang = "zh", link: str | None = LINK, **more: object) -> Mapping[str, object]:
    return CARDS[name](brief_of({**DECISION, **more}, lang, link))


def said(name: str, lang: Lang = "zh", link: str | None = LINK, **more: object) -> str:
    return json.dumps(card(name, lang, link, **more), ensure_ascii=False)


@every_language
@every_card
def test_a_blocked_product_is_shown_word_for_word(name: str, lang: Lang) -> None:
    expected = json.loads((GOLDEN / f"{name}.{lang}.json").read_text(encoding="utf-8"))
    assert card(name, lang) == expected


@every_language
@every_card
def test_no_message_says_that_a_product_is_compliant(name: str, lang: Lang) -> None:
    for verdict in ("blocked", "undetermined", "clear"):
        text = said(name, lang, verdict=verdict, blocking=[], blocking_items=0)
        assert not re.search(r"(?<!不代替)合规(?!审查意见)|通过审批|认证通过|\bcompliant\b", text)


COLOURS = {
    ("feishu", "blocked"): '"template": "red"',
    ("feishu", "undetermined"): '"template": "orange"',
    ("feishu", "clear"): '"template": "green"',
    ("dingtalk", "blocked"): "<font color=#d93026>",
    ("dingtalk", "undetermined"): "<font color=#c26401>",
    ("dingtalk", "clear"): "<font color=#188038>",
    ("wecom", "blocked"): '<font color=\\"warning\\">',
    ("wecom", "undetermined"): '<font color=\\"comment\\">',
    ("wecom", "clear"): '<font color=\\"info\\">',
}


@pytest.mark.parametrize(("which", "colour"), COLOURS.items(), ids=[" ".join(which) for which in COLOURS])
def test_a_verdict_has_its_colour(which: tuple[str, str], colour: str) -> None:
    name, verdict = which
    assert colour in said(name, verdict=verdict)


@pytest.mark.parametrize("name", ["feishu", "dingtalk", "wecom", "github-comment"])
def test_the_verdict_is_also_in_words(name: str) -> None:
    assert "资料不足，待补充" in said(name, verdict="undetermined")


@every_card
def test_a_service_that_does_not_know_its_address_links_nowhere(name: str) -> None:
    assert "https://" not in said(name, link=None)


EVIL = "<at id=all></at><@all> [点此](https://evil.example) **粗** @all `x` <!-- x --> </font> ![i](https://evil.example/i)"
MARKED = ("dingtalk", "wecom", "github-comment", "gitlab-comment", "gitee-comment", "gitee-status")


@pytest.mark.parametrize("name", MARKED)
def test_what_a_manifest_says_marks_nothing_up(name: str) -> None:
    product = {"id": EVIL, "name": EVIL, "version": EVIL}
    item = {**DECISION["blocking"][0], "message": {"zh": EVIL, "en": EVIL}, "title": {"zh": EVIL, "en": EVIL}}
    text = said(name, product=product, blocking=[item])
    assert not [mark for mark in ("<at", "<@", "](https://evil", "**粗", "@all", "`x", "<!-- x", "![") if mark in text]


def test_what_a_manifest_says_is_plain_text_in_a_feishu_card() -> None:
    assert "lark_md" not in said("feishu")
    assert '"markdown"' not in said("feishu")


@every_language
def test_the_longest_card_is_not_too_long_for_wecom(lang: Lang) -> None:
    longest = "长" * 5000
    both = {"zh": longest, "en": longest}
    law = {"title": both, "number": "n", "article": longest}
    item = {**DECISION["blocking"][0], "title": both, "message": both, "law": [law] * 9}
    item["remedy"] = {"who": "edit", "note": both}
    product = {"id": longest, "name": longest, "version": longest}
    made = card("wecom", lang, product=product, blocking=[item] * 3)
    content = made["markdown"]["content"]  # type: ignore[index]
    assert len(content.encode()) <= WECOM_MOST


@pytest.mark.parametrize(("name", "most"), [("github-status", 140), ("gitlab-status", 255)])
def test_the_description_of_a_status_is_as_short_as_the_forge_wants_it(name: str, most: int) -> None:
    description = card(name, questions={"all": 10**200, "blocking": 1})["description"]
    assert isinstance(description, str)
    assert len(description) <= most


@every_card
def test_a_product_that_says_nothing_of_itself_is_shown_all_the_same(name: str) -> None:
    product = {"id": None, "name": None, "version": None}
    assert "未命名产品" in said(name, product=product) or name.endswith("-status")
