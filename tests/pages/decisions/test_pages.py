"""The pages of decisions as they are served: what they say, to whom, and what becomes of what people send."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from browsing import SAMPLES, Site, site
from hegui_adapters.service.roles import Role
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.erasing import mask
from hegui_adapters.store.masking import FactPath
from hegui_adapters.store.sealing import add_key

SAMPLE = "qingxiang-instalment"
FINDING = {"rule": "boundaries.rates.platform-charges-borrower", "subject": "pricing.credits[#1].fees[name=分期手续费]"}
WARNED = "boundaries.certification.finance-app-tested-and-filed@product"
LAW = "boundaries.certification.app-filed-before-launch@product"
PARTS = ("", "/findings", "/since", "/earliest", "/coming", "/questions", "/review")
both = pytest.mark.parametrize("lang", ["zh", "en"])


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def posted(samples: Site, role: Role, path: str, **form: str) -> tuple[int, str, str]:
    """The status, place and page a form is answered with."""
    with samples.client(role) as client:
        data = {"csrf": samples.csrf(role), **form}
        answer = client.post(path, data=data, headers={"origin": samples.base}, timeout=60)
    return answer.status_code, answer.headers.get("location", ""), answer.text


@both
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_shown_in_both_languages(samples: Site, name: str, lang: str) -> None:
    with samples.client("viewer", lang) as client:
        answer = client.get(f"/decisions/{samples.decisions[name]}")
    assert answer.status_code == 200
    assert ">None<" not in answer.text


@both
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_a_page_of_its_own_and_a_fragment(samples: Site, part: str, lang: str) -> None:
    with samples.client("viewer", lang) as client:
        whole = client.get(f"/decisions/{samples.decisions[SAMPLE]}{part}")
        piece = client.get(f"/decisions/{samples.decisions[SAMPLE]}{part}", headers={"hx-request": "true"})
    assert (whole.status_code, piece.status_code) == (200, 200)
    assert "<!doctype html>" in whole.text
    if part not in ("", "/questions"):
        assert "<html" not in piece.text


def test_a_finding_is_explained_with_its_facts_and_its_tree(samples: Site) -> None:
    with samples.client() as client:
        answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}/finding", params=FINDING)
    told = text_of(answer.text)
    assert "读取的事实" in told
    assert "款项可到借款人账户 成立" in told
    assert f'href="/decisions/{samples.decisions[SAMPLE]}#L17"' in answer.text


def test_a_finding_on_a_page_of_its_own_says_its_title_once(samples: Site) -> None:
    with samples.client() as client:
        page = client.get(f"/decisions/{samples.decisions[SAMPLE]}/finding", params=FINDING).text
    assert len(re.findall(r"<h\d>平台向借款人收取息费</h\d>", page)) == 1


def test_law_that_is_coming_goes_by_its_title(samples: Site) -> None:
    with samples.client() as client:
        page = client.get(f"/decisions/{samples.decisions[SAMPLE]}/coming").text
    assert re.findall(r'<td><a href="/rules/([^"]+)">\1</a>', page) == []
    assert '<a href="/rules/boundaries.aml.legacy-all-done">' in page


def test_a_finding_nobody_made_is_not_found(samples: Site) -> None:
    with samples.client() as client:
        answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}/finding", params={**FINDING, "subject": "x"})
    assert answer.status_code == 404


def test_a_filter_works_by_its_address_alone(samples: Site) -> None:
    with samples.client() as client:
        answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}?outcome=met")
    assert '<option value="met" selected>' in answer.text
    assert ">符合</td>" in answer.text
    assert ">不符合</td>" not in answer.text


@pytest.mark.parametrize(("lang", "topic"), [("zh", "利率与费用"), ("en", "rates and fees")])
def test_topics_go_by_their_words_and_not_by_their_folders(samples: Site, lang: str, topic: str) -> None:
    with samples.client("viewer", lang) as client:
        page = client.get(f"/decisions/{samples.decisions[SAMPLE]}?outcome=met").text
    assert f'<option value="rates">{topic}</option>' in page
    assert f"<td>{topic}</td>" in page


def test_the_first_check_of_a_product_has_nothing_to_compare_with(samples: Site) -> None:
    with samples.client() as client:
        answer = client.get(f"/decisions/{samples.decisions['pet-medical']}/since")
    assert "这是该产品的首次检查" in answer.text


def test_the_next_check_says_what_is_new_and_where_the_manifest_changed(samples: Site) -> None:
    text = SAMPLES[SAMPLE].read_text(encoding="utf-8").replace("id: qingxiang-instalment", "id: compared")
    samples.decide(text.encode())
    second = samples.decide(text.replace("rate: 3%", "rate: 6%").encode())
    with samples.client() as client:
        told = client.get(f"/decisions/{second}/since").text
        line = client.get("/products/compared").text
    assert "助贷综合融资成本超过执行线" in told
    assert "+ 25" in told
    assert line.count('<span class="verdict blocked">') == 4


@both
def test_the_earliest_day_is_that_of_the_gate(samples: Site, lang: str) -> None:
    with samples.client("viewer", lang) as client:
        told = text_of(client.get(f"/decisions/{samples.decisions['pet-medical']}/earliest").text)
        gate = client.get("/v1/products/pet-medical/gate?stage=launched", headers={"accept": "application/json"})
    span = gate.json()["gate"]["schedule"]["earliest"]
    assert span["low"] in told
    assert span["high"] is None or span["high"] in told


def test_a_product_nobody_checked_is_not_found(samples: Site) -> None:
    with samples.client() as client:
        assert client.get("/products/nobody").status_code == 404


def test_the_body_is_given_as_json(samples: Site) -> None:
    with samples.client() as client:
        answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}/report.json")
    assert answer.json()["manifest"]["id"] == SAMPLE


def test_whoever_did_not_sign_in_is_led_there(samples: Site) -> None:
    for part in (*PARTS, "/envelope", "/memo.pdf", "/report.json"):
        with samples.client(None) as client:
            answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}{part}")
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/signin")


# ---- questions


def test_answers_are_checked_and_not_kept(samples: Site) -> None:
    decision = samples.decisions[SAMPLE]
    with samples.client() as client:
        before = client.get(f"/products/{SAMPLE}").text.count("/decisions/")
    answers = {"answer:technology": "无", "answer:money_flows": "none"}
    status, _, page = posted(samples, "viewer", f"/decisions/{decision}/questions/check", **answers)
    with samples.client() as client:
        after = client.get(f"/products/{SAMPLE}").text.count("/decisions/")
    told = text_of(page)
    assert status == 200
    assert re.search(r"了结 \d\d+ 项：符合 \d+，不适用 \d\d+", told)
    assert before == after


def test_an_answer_that_cannot_be_stated_is_told_beside_its_question(samples: Site) -> None:
    path = f"/decisions/{samples.decisions[SAMPLE]}/questions"
    status, _, page = posted(samples, "product", path, **{"answer:credit.limit": "many"})
    assert status == 422
    assert re.search(r'id="field-ask-credit\.limit"[^>]*aria-invalid="true"', page)
    assert "“many”不是金额" in page


def test_an_answer_cannot_state_another_fact(samples: Site) -> None:
    path = f"/decisions/{samples.decisions[SAMPLE]}/questions"
    status, _, page = posted(samples, "product", path, **{"answer:technology": "none\nproduct:\n  id: other"})
    assert status == 422
    assert 'role="alert"' in page


def test_submitted_answers_become_a_new_decision_on_the_same_text(samples: Site) -> None:
    text = SAMPLES[SAMPLE].read_text(encoding="utf-8").replace("id: qingxiang-instalment", "id: answered")
    first = samples.decide(text.encode())
    status, place, _ = posted(
        samples,
        "product",
        f"/decisions/{first}/questions",
        **{"answer:technology": "无", "answer:app.name": "轻享: 版"},
    )
    with samples.client("product") as client:
        manifest = client.get(f"/v1{place}?part=manifest", headers={"accept": "*/*"}).text
        listed = client.get("/products/answered").text
    assert status == 303
    assert place in listed
    assert manifest.startswith(text.rstrip("\n"))
    assert (
        manifest.removeprefix(text) == 'app:\n  name: "轻享: 版"\ntechnology: none\n' or "technology: none" in manifest
    )


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_only_a_product_team_submits(samples: Site, role: Role) -> None:
    path = f"/decisions/{samples.decisions[SAMPLE]}/questions"
    with samples.client(role) as client:
        page = client.get(path).text
    assert f'formaction="{path}"' not in page
    assert posted(samples, role, path, **{"answer:technology": "无"})[0] == 403


def test_answers_sent_from_elsewhere_are_refused(samples: Site) -> None:
    with samples.client("product") as client:
        answer = client.post(
            f"/decisions/{samples.decisions[SAMPLE]}/questions",
            data={"csrf": samples.csrf("product"), "answer:technology": "无"},
            headers={"origin": "https://example.org"},
        )
    assert answer.status_code == 403


# ---- review


def test_an_act_is_an_entry_and_changes_the_status(samples: Site) -> None:
    path = f"/decisions/{samples.decisions['pet-medical']}"
    status, place, _ = posted(samples, "officer", f"{path}/review", act="assign", to="王芳")
    with samples.client() as client:
        told = text_of(client.get(path).text)
        listed = text_of(client.get(f"{path}/review").text)
    assert (status, place) == (303, f"{path}/review")
    assert "已分配 承办人 王芳" in told
    assert "分配 整项结论 王芳" in listed


def test_what_may_not_be_done_is_told_and_what_was_written_stays(samples: Site) -> None:
    path = f"/decisions/{samples.decisions[SAMPLE]}/review"
    status, _, page = posted(
        samples, "officer", path, act="plan", finding=LAW, owner="李雷", due="2027-03-01", measures="备案"
    )
    assert status == 422
    assert "限期整改只适用于提示性义务" in page
    assert 'value="李雷"' in page
    assert f'<option value="{LAW}" selected>' in page


def test_a_waiver_of_law_is_refused(samples: Site) -> None:
    path = f"/decisions/{samples.decisions[SAMPLE]}/review"
    status, _, page = posted(
        samples, "officer", path, act="waiver", finding=LAW, owner="李雷", until="2027-03-01", reason="急"
    )
    assert status == 422
    assert "不能豁免" in page


def test_a_plan_stands_until_it_is_withdrawn(samples: Site) -> None:
    text = SAMPLES[SAMPLE].read_text(encoding="utf-8").replace("id: qingxiang-instalment", "id: planned")
    path = f"/decisions/{samples.decide(text.encode())}/review"
    form = {"act": "plan", "finding": WARNED, "owner": "李雷", "due": "2027-03-01", "measures": "停用"}
    assert posted(samples, "officer", path, **form)[0] == 303
    with samples.client("officer") as client:
        page = client.get(path).text
    assert "进行中" in page
    (entry,) = set(re.findall(r'name="of" value="(\d+)"', page))
    assert posted(samples, "officer", path, act="withdraw", of=entry, reason="改为停用")[0] == 303
    with samples.client("officer") as client:
        assert "已撤回" in client.get(path).text


def test_an_auditor_remarks_and_does_nothing_else(samples: Site) -> None:
    path = f"/decisions/{samples.decisions['meal-wallet']}"
    with samples.client("auditor") as client:
        page = client.get(f"{path}/review").text
    assert set(re.findall(r'name="act" value="(\w+)"', page)) == {"comment", "opinion"}
    said = {"act": "opinion", "agrees": "true", "reason": "同意"}
    assert posted(samples, "auditor", f"{path}/remarks", **said)[0] == 303
    assert posted(samples, "auditor", f"{path}/review", **said)[0] == 403
    assert posted(samples, "auditor", f"{path}/remarks", act="assign", to="x")[0] == 422


def test_a_viewer_is_offered_no_act(samples: Site) -> None:
    path = f"/decisions/{samples.decisions[SAMPLE]}/review"
    with samples.client() as client:
        assert 'name="act"' not in client.get(path).text
    assert posted(samples, "viewer", path, act="assign", to="x")[0] == 403


# ---- what may not be shown


def test_what_is_sealed_is_on_no_page(tmp_path: Path) -> None:
    add_key(tmp_path / "keys")
    text = SAMPLES[SAMPLE].read_text(encoding="utf-8").replace("name: 轻享分期", "name: 保密的产品名")
    with site(tmp_path, sealing_keys=tmp_path / "keys", sealed=("product.name",)) as found:
        decision = found.decide(text.encode())
        with found.client("product") as client:
            pages = {part: client.get(f"/decisions/{decision}{part}", timeout=60) for part in (*PARTS, "/report.json")}
            assert client.get(f"/decisions/{decision}/report.xlsx").status_code == 404
            form = {"csrf": found.csrf("product"), "answer:technology": "无"}
            there = {"origin": found.base}
            pages["check"] = client.post(f"/decisions/{decision}/questions/check", data=form, headers=there, timeout=60)
            kept = client.post(f"/decisions/{decision}/questions", data=form, headers=there, timeout=60)
        record = found.parts.archive.decision(kept.headers["location"].rpartition("/")[2])
        assert record is not None
        assert "保密的产品名" in found.parts.archive.judged(record).decode()
    assert {part: page.status_code for part, page in pages.items()} == dict.fromkeys(pages, 200)
    assert [part for part, page in pages.items() if "保密的产品名" in page.text] == []
    assert json.loads(pages["/report.json"].text)["verdict"] == "blocked"


def test_what_was_masked_since_is_not_shown_from_memory(samples: Site) -> None:
    text = SAMPLES[SAMPLE].read_text(encoding="utf-8").replace("id: qingxiang-instalment", "id: masked")
    decision = samples.decide(text.replace("  domain: credit", "  owner: 曾经的负责人\n  domain: credit").encode())
    with samples.client() as client:
        assert "曾经的负责人" in client.get(f"/decisions/{decision}").text
        path = [FactPath.read("product.owner")]
        samples.parts.scribe.write(lambda ledger: mask(ledger, decision, path, "tester", "asked for"))
        page = client.get(f"/decisions/{decision}").text
    assert "曾经的负责人" not in page
    assert "部分要素已按要求遮蔽，不提供 SARIF 和 XLSX" in page


def test_what_was_erased_is_told_to_be(samples: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def erased(_: object) -> str:
        raise UnreadableError("已清除", "it was erased")

    monkeypatch.setattr(samples.parts.archive, "_content", erased)
    monkeypatch.setattr(samples.parts.archive, "state", lambda _: erased(None))
    with samples.client() as client:
        for part in ("", "/findings", "/questions", "/memo.pdf"):
            answer = client.get(f"/decisions/{samples.decisions[SAMPLE]}{part}")
            assert (answer.status_code, "已清除" in answer.text) == (410, True)
        assert client.get(f"/decisions/{samples.decisions[SAMPLE]}/review").status_code == 200


# ---- the memo


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            (
                "产品合规检查备忘录",
                "轻享分期 2.3.0",
                "《反电信网络诈骗法》",
                "〔已核原文〕",
                "第 1 页 共",
                "审查人签字",
            ),
        ),
        (
            "en",
            (
                "Product compliance memo",
                "Anti-Telecom and Online Fraud Law",
                "[primary text read]",
                "Page 1 of",
                "Reviewer",
            ),
        ),
    ],
)
def test_the_memo_says_what_the_committee_needs(
    samples: Site, lang: str, said: tuple[str, ...], tmp_path: Path
) -> None:
    decision = samples.decisions[SAMPLE]
    with samples.client("viewer", lang) as client:
        answer = client.get(f"/decisions/{decision}/memo.pdf", timeout=120)
    told = text_in(answer.content, tmp_path)
    kept = samples.parts.archive.decision(decision)
    assert kept is not None
    assert answer.headers["content-type"] == "application/pdf"
    assert [one for one in (*said, decision, kept.body) if one.replace(" ", "") not in told] == []


def text_in(printed: bytes, folder: Path) -> str:
    """The text of a PDF without its spaces."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("no pdftotext: install poppler-utils")
    (folder / "memo.pdf").write_bytes(printed)
    ran = subprocess.run([program, str(folder / "memo.pdf"), "-"], capture_output=True, check=True)
    return "".join(ran.stdout.decode().split())
