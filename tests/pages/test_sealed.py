"""Where facts are sealed: what editor, interview, questions and review show of them, and what becomes of them when a form is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest
from browsing import SAMPLES, Site, site
from hegui_adapters.service.roles import Role
from hegui_adapters.store.sealing import add_key

SEALED = ("product.name", "credit.purpose", "pricing.credits.fees.name", "data.items.category")
NAME, FEE = "保密的产品名", "不公开的收费项目"
TEXT = (
    SAMPLES["qingxiang-instalment"]
    .read_text(encoding="utf-8")
    .replace("轻享分期", NAME)
    .replace("分期手续费", FEE)
    .replace("kind: goods_instalment", "kind: goods_instalment\n  owner: 零售部")
)
ASKED = "pricing.credits[#1].fees[#2].shown_as"
"""A question about an element whose name is sealed."""
TOLD = (NAME, FEE, "unrestricted", "[name=", "[category=contacts", "信息种类：通讯录")


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("sealed")
    add_key(folder / "keys")
    with site(folder, sealing_keys=folder / "keys", sealed=SEALED) as found:
        found.decisions["sealed"] = found.decide(TEXT.encode())
        yield found


def sent(firm: Site, path: str, role: Role = "product", **form: str) -> httpx.Response:
    with firm.client(role, origin=firm.base) as client:
        return client.post(path, data={"csrf": firm.csrf(role), **form}, timeout=60)


def shown(firm: Site, path: str, role: Role = "product") -> str:
    with firm.client(role) as client:
        answer = client.get(path.format(id=firm.decisions["sealed"]), timeout=60)
    assert answer.status_code == 200
    return answer.text


def told(page: str) -> list[str]:
    """What a page tells of what is sealed. Any form offers the choices there are, any rule has a name."""
    text = re.sub('value="unrestricted"|unrestricted[_-]use', "", unescape(page))
    return [word for word in TOLD if word in text]


def field(page: str, name: str) -> str:
    """What a form brings under a name."""
    area = re.search(rf'<textarea[^>]* name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    if area:
        return unescape(area[1])
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', page)
    assert found is not None, name
    return unescape(found[1])


def judged(firm: Site, answer: httpx.Response) -> str:
    """The manifest of the decision that a form led to."""
    assert answer.status_code == 303
    kept = firm.parts.archive.decision(answer.headers["location"].rpartition("/")[2])
    assert kept is not None
    return firm.parts.archive.judged(kept).decode()


def outcomes(firm: Site, decision: str) -> list[tuple[str, str, str]]:
    kept = firm.parts.archive.decision(decision)
    assert kept is not None
    return [(one["rule"], one["subject"], one["outcome"]) for one in firm.parts.archive.found(kept)["findings"]]


PAGES = (
    "/",
    "/decisions/{id}",
    "/decisions/{id}/findings?outcome=undetermined",
    "/decisions/{id}/questions",
    "/decisions/{id}/review",
    "/decisions/{id}/envelope",
    "/decisions/{id}/data-use",
    "/decisions/{id}/risk-notices",
    "/try?decision={id}",
    "/wizard?decision={id}",
    "/products/qingxiang-instalment/gate",
    "/v1/decisions/{id}?part=body",
    "/v1/decisions/{id}?part=record",
    "/v1/decisions/{id}?part=summary",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sealed_is_on_a_page(firm: Site, path: str) -> None:
    assert told(shown(firm, path)) == []


# ---- the editor and the interview


def test_the_editor_says_that_facts_are_sealed(firm: Site) -> None:
    assert "本要素表含加密要素" in shown(firm, "/try?decision={id}", "viewer")
    assert "本要素表含加密要素" not in shown(firm, "/try?sample=meal-wallet")


@pytest.mark.parametrize("path", ["/try/live", "/try/more", "/try", "/wizard/start"])
def test_what_is_told_of_the_text_tells_nothing_sealed(firm: Site, path: str) -> None:
    page = shown(firm, "/try?decision={id}")
    answer = sent(firm, path, "viewer", manifest=field(page, "manifest"), sealed=field(page, "sealed"))
    assert answer.status_code == 200
    assert told(answer.text) == []


def test_storing_keeps_what_is_sealed(firm: Site) -> None:
    page = shown(firm, "/try?decision={id}")
    text = field(page, "manifest").replace("version: 2.3.0", "version: 2.4.0")
    answer = sent(firm, "/try/store", manifest=text, sealed=field(page, "sealed"))
    assert judged(firm, answer) == TEXT.replace("version: 2.3.0", "version: 2.4.0")


def test_a_manifest_stored_again_is_judged_as_before(firm: Site) -> None:
    page = shown(firm, "/try?decision={id}")
    text = field(page, "manifest").replace("owner: 零售部", "owner: 零售二部")
    answer = sent(firm, "/try/store", manifest=text, sealed=field(page, "sealed"))
    again = answer.headers["location"].rpartition("/")[2]
    assert outcomes(firm, again) == outcomes(firm, firm.decisions["sealed"])


def test_what_was_written_in_place_of_a_sealed_fact_counts(firm: Site) -> None:
    page = shown(firm, "/try?decision={id}")
    text = field(page, "manifest").replace("purpose: null", "purpose: consumption")
    found = judged(firm, sent(firm, "/try/store", manifest=text, sealed=field(page, "sealed")))
    assert "purpose: consumption" in found
    assert FEE in found


def test_another_product_gets_nothing_that_is_sealed(firm: Site) -> None:
    page = shown(firm, "/try?decision={id}")
    text = field(page, "manifest").replace("id: qingxiang-instalment", "id: another")
    found = judged(firm, sent(firm, "/try/store", manifest=text, sealed=field(page, "sealed")))
    assert [word for word in (NAME, FEE, "unrestricted") if word in found] == []


def test_the_interview_carries_on_what_is_sealed_and_shows_nothing_of_it(firm: Site) -> None:
    page = shown(firm, "/wizard?decision={id}")
    first = sent(firm, "/wizard/start", manifest=field(page, "manifest"), sealed=field(page, "sealed")).text
    form = {name: field(first, name) for name in ("manifest", "sealed", "trail", "step")}
    last = sent(firm, "/wizard", act="finish", **form).text
    assert [word for word in (NAME, FEE) if word in last] == []
    found = judged(firm, sent(firm, "/try/store", manifest=field(last, "manifest"), sealed=field(last, "sealed")))
    assert (NAME in found, FEE in found, "unrestricted" in found) == (True, True, True)


# ---- questions and review


def test_a_question_about_an_element_is_answered_without_its_name(firm: Site) -> None:
    page = shown(firm, "/decisions/{id}/questions")
    assert f'name="answer:{ASKED}"' in page
    path = f"/decisions/{firm.decisions['sealed']}/questions"
    found = judged(firm, sent(firm, path, **{f"answer:{ASKED}": "fee"}))
    assert re.search(r"name: 担保费.*shown_as: fee", found)
    assert (NAME in found, FEE in found) == (True, True)


@pytest.mark.parametrize("path", ["credit.purpose", "pricing.credits[#1].fees[#1].name", "pricing", "product.nam"])
def test_an_answer_to_what_is_sealed_brings_nothing_of_it_back(firm: Site, path: str) -> None:
    here = f"/decisions/{firm.decisions['sealed']}/questions/check"
    answer = sent(firm, here, "viewer", **{f"answer:{path}": "{x: ["})
    assert [word for word in told(answer.text) if word != "[name="] == []


def test_a_remark_on_a_finding_is_taken_under_the_name_it_is_shown_by(firm: Site) -> None:
    finding = "boundaries.rates.platform-charges-borrower@pricing.credits[#1].fees[#1]"
    here = f"/decisions/{firm.decisions['sealed']}/review"
    assert sent(firm, here, "officer", act="comment", finding=finding, text="请业务部门说明").status_code == 303
    assert "请业务部门说明" in shown(firm, "/decisions/{id}/review")
    assert FEE not in shown(firm, "/v1/decisions/{id}/reviews")
