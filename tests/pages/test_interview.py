"""The interview as forms: the manifest travels with the page, nothing is kept, every page can be gone back to."""

from __future__ import annotations

import json
import re
from html import unescape

import httpx
import pytest
from browsing import SAMPLES, Site
from hegui.manifest.reading import read_manifest
from hegui_adapters.wizard.interview import START

COMMENTED = "# ours\nhegui: product/v1\nproduct: {name: 轻享}   # the name\n"


def sent(site: Site, path: str, lang: str = "zh", role: str = "viewer", **form: str | list[str]) -> httpx.Response:
    said = {"csrf": site.csrf(role), **form}  # type: ignore[arg-type]
    with site.client(role, lang, origin=site.base) as client:  # type: ignore[arg-type]
        return client.post(path, data=said, timeout=60)


def carried(answer: httpx.Response) -> dict[str, str]:
    """What the page carries to the next: the manifest, what was asked before, what is asked now."""
    found = dict(re.findall(r'<input type="hidden" name="(trail|step)" value="([^"]*)"', answer.text))
    text = re.search(r'<textarea id="manifest"[^>]*>\n?(.*?)</textarea>', answer.text, re.DOTALL)
    assert text is not None
    return {**{name: unescape(value) for name, value in found.items()}, "manifest": unescape(text[1])}


def begun(site: Site, text: str = "", lang: str = "zh") -> httpx.Response:
    return sent(site, "/wizard/start", lang, manifest=text)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "资金由谁付出、付到谁的账户"), ("en", "Who pays out, to whose account")]
)
def test_it_begins_with_the_money_and_says_why_it_asks(samples: Site, lang: str, said: str) -> None:
    answer = begun(samples, lang=lang)
    assert f"<h2>{said}" in answer.text
    assert json.loads(carried(answer)["step"])[0] == "money_flows"
    assert re.search(
        "可了结 [0-9]+ 项检查，其中可阻断的 [0-9]+ 项" if lang == "zh" else "settles [0-9]+ checks", answer.text
    )
    assert "product.domain" not in answer.text


def test_an_answer_is_in_the_manifest_and_the_next_page_asks_on(samples: Site) -> None:
    first = carried(begun(samples))
    answer = sent(samples, "/wizard", **first, act="next", **{"answer:credit": "{}", "answer:payments": "none"})
    after = carried(answer)
    assert read_manifest(after["manifest"]).record["payments"] is not None
    assert json.loads(after["trail"]) == [json.loads(first["step"])]
    assert any(path.startswith("credit.") for path in json.loads(after["step"]))


def test_what_is_left_unknown_is_not_in_the_manifest_and_not_asked_again(samples: Site) -> None:
    first = carried(begun(samples))
    after = carried(sent(samples, "/wizard", **first, act="next"))
    assert after["manifest"] == START
    assert not set(json.loads(first["step"])) & set(json.loads(after["step"]))


def test_what_the_product_is_is_concluded_and_said_with_its_reasons(samples: Site) -> None:
    text = SAMPLES["qingxiang-instalment"].read_text(encoding="utf-8")
    answer = begun(samples, text)
    assert "<strong>个人消费贷款</strong>" in answer.text
    assert "因为 款项可到借款人账户（17行）" in answer.text


def test_elements_are_added_one_by_one_and_taken_out_again(samples: Site) -> None:
    page = carried(begun(samples))
    kept: dict[str, str] = {}
    for name in ("a", "b"):
        form = {"answer:money_flows[new].id": name, "answer:money_flows[new].from": "lender"}
        page = carried(sent(samples, "/wizard", **page, act="more:money_flows", **kept, **form))
        kept |= {f"answer:money_flows[id={name}].{key}": value for key, value in (("id", name), ("from", "lender"))}
    assert json.loads(page["trail"]) == []
    assert ids_in(page["manifest"]) == ["a", "b"]
    page = carried(sent(samples, "/wizard", **page, act="drop:money_flows#0", **kept))
    assert ids_in(page["manifest"]) == ["b"]
    assert sent(samples, "/wizard", **page, act="drop:money_flows#7").status_code == 422


def ids_in(text: str) -> list[str]:
    return [one["id"] for one in read_manifest(text).record["money_flows"]]  # type: ignore[attr-defined]


def test_a_page_gone_back_to_shows_what_was_answered(samples: Site) -> None:
    page = carried(begun(samples))
    page = carried(sent(samples, "/wizard", **page, act="next", **{"answer:credit": "none"}))
    back = sent(samples, "/wizard", **page, act="back")
    assert json.loads(carried(back)["trail"]) == []
    assert "credit" in json.loads(carried(back)["step"])
    assert re.search(r'<select id="field-ask-credit".*?<option value="none" selected>', back.text, re.DOTALL)


def test_what_cannot_be_stated_is_told_at_its_question(samples: Site) -> None:
    page = {"manifest": START, "trail": "[]", "step": '["users.minimum_age"]', "act": "next"}
    answer = sent(samples, "/wizard", **page, **{"answer:users.minimum_age": "许多"})
    assert answer.status_code == 422
    assert 'value="许多"' in answer.text
    assert 'role="alert"' in answer.text
    assert carried(answer)["manifest"] == START


def test_a_manifest_somebody_has_is_patched_and_keeps_its_comments(samples: Site) -> None:
    page = carried(begun(samples, COMMENTED))
    after = carried(sent(samples, "/wizard", **page, act="next", **{"answer:credit": "none"}))
    assert after["manifest"] == f"{COMMENTED}credit: none\n"


def test_it_starts_from_a_decision(samples: Site) -> None:
    with samples.client() as client:
        answer = client.get(f"/wizard?decision={samples.decisions['qingxiang-instalment']}")
    assert "payout: {to: [merchant, borrower_account]}" in answer.text


def test_it_can_be_stopped_and_the_manifest_taken_away_or_stored(samples: Site) -> None:
    page = carried(begun(samples, COMMENTED))
    end = sent(samples, "/wizard", **page, act="finish", role="product")
    assert "未说明的不视为符合" in end.text
    assert "/try/store" in end.text
    text = carried(end)["manifest"]
    answer = sent(samples, "/wizard/manifest", manifest=text)
    assert (answer.text, answer.headers["content-type"]) == (COMMENTED, "application/yaml")
    assert "attachment" in answer.headers["content-disposition"]
    stored = sent(samples, "/try/store", role="product", manifest=text)
    assert stored.status_code == 303


def test_what_is_no_manifest_is_told_where_it_is_wrong(samples: Site) -> None:
    answer = begun(samples, "hegui: product/v1\ncredt: none\n")
    assert answer.status_code == 422
    assert "第 2 行第 1 列" in answer.text


WRONG = {
    "no list": {"trail": "{}", "step": "[]"},
    "no text": {"trail": "[[1]]", "step": "[]"},
    "no JSON": {"trail": "[[", "step": "[]"},
    "deep": {"trail": "[" * 5000, "step": "[]"},
    "a page that is none": {"trail": "[]", "step": '"x"'},
}


@pytest.mark.parametrize("form", WRONG.values(), ids=WRONG)
def test_a_form_that_was_tampered_with_is_refused(samples: Site, form: dict[str, str]) -> None:
    assert sent(samples, "/wizard", manifest=START, **form).status_code == 422


def test_facts_that_are_none_are_left_out(samples: Site) -> None:
    step = json.dumps(["no.such", "partners[id=x].kind", "", "]["])
    answer = sent(samples, "/wizard", manifest=START, trail="[]", step=step, **{"answer:no.such": "1", "answer:": "2"})
    assert carried(answer)["manifest"] == START
