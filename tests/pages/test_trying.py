"""The editor's page as the service sends it: what is told of a text, kept by nobody, in both languages and without scripts."""

from __future__ import annotations

import json
import re
from html import unescape

import httpx
import pytest
from browsing import SAMPLES, Site
from hegui.manifest.choices import CHOICES
from hegui_adapters.pages.trying.completion import completion

SAMPLE = "qingxiang-instalment"
TEXT = SAMPLES[SAMPLE].read_text(encoding="utf-8")
BROKEN = "hegui: product/v1\ncredit:\n  payot: {to: [merchant]}\n"
SAID = {
    "zh": {"blocked": "存在阻断项，不得上线", "purpose": "发放无指定用途的贷款", "consumer": "个人消费贷款"},
    "en": {"blocked": "BLOCKED, must not launch", "purpose": "A loan without a stated use", "consumer": "onsumer loan"},
}


def sent(site: Site, path: str, text: str, role: str = "viewer", lang: str = "zh", **more: str) -> httpx.Response:
    with site.client(role, lang, origin=site.base) as client:  # type: ignore[arg-type]
        form = {"csrf": site.csrf(role), "manifest": text, **more}  # type: ignore[arg-type]
        return client.post(path, data=form, timeout=60)


def marks_in(answer: httpx.Response) -> list[dict[str, object]]:
    found = re.search(r'data-marks="([^"]*)"', answer.text)
    assert found is not None
    marks: list[dict[str, object]] = json.loads(unescape(found[1]))
    return marks


@pytest.mark.parametrize("lang", SAID)
def test_a_text_is_judged_and_nothing_is_kept(samples: Site, lang: str) -> None:
    answer = sent(
        samples, "/try/live", TEXT.replace("id: qingxiang-instalment", f"id: tried-{lang}"), lang=lang, seq="7"
    )
    assert answer.status_code == 200
    assert 'data-seq="7"' in answer.text
    assert SAID[lang]["blocked"] in answer.text
    assert SAID[lang]["purpose"] in answer.text
    assert samples.parts.archive.decisions_of(f"tried-{lang}", None, 5) == []


COUNTS = re.compile(r'<ul class="counts".*?</ul>', re.DOTALL)


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize("name", SAMPLES)
def test_it_counts_as_the_page_of_the_decision_does(samples: Site, name: str, lang: str) -> None:
    with samples.client("viewer", lang) as client:  # type: ignore[arg-type]
        decided = client.get(f"/decisions/{samples.decisions[name]}").text
    texts = [decided, sent(samples, "/try/live", SAMPLES[name].read_text(encoding="utf-8"), lang=lang).text]
    first, second = (re.findall(r">(\d+)</span> ([^<]+)</li>", COUNTS.search(text)[0]) for text in texts)  # type: ignore[index]
    assert first == second


def test_what_blocks_is_marked_where_it_stands(samples: Site) -> None:
    found = marks_in(sent(samples, "/try/live", TEXT))
    assert {"line": 16, "column": 3, "severity": "warning", "text": "发放无指定用途的贷款"} in found


@pytest.mark.parametrize(("lang", "said"), [("zh", "是否想写 payout"), ("en", "did you mean payout")])
def test_a_text_that_is_no_manifest_is_told_at_line_and_column(samples: Site, lang: str, said: str) -> None:
    (found,) = marks_in(sent(samples, "/try/live", BROKEN, lang=lang))
    assert (found["line"], found["column"], found["severity"]) == (3, 3, "error")
    assert said in str(found["text"])


def test_the_first_that_block_are_explained_and_all_when_asked(samples: Site) -> None:
    text = SAMPLES["meal-wallet"].read_text(encoding="utf-8")
    few, every = (sent(samples, "/try/live", text, **more) for more in ({}, {"every": "true"}))
    assert len(marks_in(few)) == 8
    assert len(marks_in(every)) > 50
    assert f"全部 {len(marks_in(every))} 项" in few.text
    assert "data-every" not in every.text


@pytest.mark.parametrize("lang", SAID)
def test_what_the_product_is_and_what_is_asked_comes_after(samples: Site, lang: str) -> None:
    answer = sent(samples, "/try/more", TEXT, lang=lang)
    assert SAID[lang]["consumer"] in answer.text
    assert "<code>money_flows</code>" in answer.text


def test_without_scripts_the_page_tells_all_of_it(samples: Site) -> None:
    answer = sent(samples, "/try", TEXT.replace("\n", "\r\n"))
    for said in (SAID["zh"]["blocked"], SAID["zh"]["consumer"], "<code>money_flows</code>", "第 16 行"):
        assert said in answer.text
    assert unescape(answer.text).count(TEXT.splitlines()[0]) == 1


def test_a_day_can_be_chosen_and_must_be_one(samples: Site) -> None:
    assert "适用日期 2027-03-01" in sent(samples, "/try/live", TEXT, as_of="2027-03-01").text
    assert sent(samples, "/try/live", TEXT, as_of="tomorrow").status_code == 422


def test_a_product_team_stores_what_it_wrote(samples: Site) -> None:
    answer = sent(samples, "/try/store", TEXT.replace("id: qingxiang-instalment", "id: stored-by-hand"), "product")
    assert answer.status_code == 303
    kept = samples.parts.archive.decision(answer.headers["location"].rpartition("/")[2])
    assert kept is not None
    assert (kept.product_id, kept.verdict) == ("stored-by-hand", "blocked")


def test_who_only_looks_stores_nothing(samples: Site) -> None:
    assert sent(samples, "/try/store", TEXT).status_code == 403
    assert "/try/store" not in sent(samples, "/try", TEXT).text


def test_what_is_no_manifest_is_not_stored_but_told(samples: Site) -> None:
    answer = sent(samples, "/try/store", BROKEN, "product")
    assert answer.status_code == 422
    assert "第 3 行第 3 列" in answer.text


@pytest.mark.parametrize("text", ["", " \n", "\x00", "a: *b", "- 1\n", "hegui: product/v1\nproduct: {id: x, id: x}\n"])
def test_no_text_makes_the_service_fail(samples: Site, text: str) -> None:
    assert sent(samples, "/try/live", text).status_code == 200
    assert sent(samples, "/try", text).status_code == 200


def test_a_text_larger_than_the_service_takes_is_refused_as_a_part_of_the_page(samples: Site) -> None:
    with samples.client("viewer", origin=samples.base, hx_request="true") as client:
        answer = client.post("/try/live", data={"csrf": samples.csrf("viewer"), "manifest": "#" * 1_100_000})
    assert answer.status_code == 413
    assert "problem" in answer.text


@pytest.mark.parametrize("where", [f"sample={SAMPLE}", "decision={id}"])
def test_it_begins_with_a_sample_or_with_what_was_judged(samples: Site, where: str) -> None:
    with samples.client() as client:
        answer = client.get(f"/try?{where.format(id=samples.decisions[SAMPLE])}", timeout=60)
        assert "payout: {to: [merchant, borrower_account]}" in answer.text
        assert client.get("/try?sample=none-such").status_code == 404


def test_every_member_of_every_choice_can_be_completed_with_its_label() -> None:
    for place, lang in enumerate(("zh", "en")):
        found = json.loads(completion(lang))  # type: ignore[arg-type]
        assert found["choices"] == {
            name: {key: both[place] for key, both in one.items()} for name, one in CHOICES.items()
        }
        used = {kind for part in found["parts"].values() for _, kind, _ in part.values()}
        known = {f"={name}" for name in found["choices"]} | set(found["kinds"]) | {"object", "list"}
        assert used <= known


def test_every_list_and_object_that_can_be_completed_has_keys_of_its_own() -> None:
    parts = json.loads(completion("zh"))["parts"]
    for path, part in parts.items():
        for key, (_, kind, _) in part.items():
            below = f"{path}.{key}" if path else key
            if kind in ("object", "list"):
                assert (f"{below}[]" if kind == "list" else below) in parts
