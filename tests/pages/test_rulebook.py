"""The pages of the rulebook: each rule, instrument and parameter has one in both languages, and they lead to each other."""

from __future__ import annotations

import re
from html import unescape

import pytest
from browsing import Site
from hegui_adapters.service.roles import Role

RULE = "boundaries.rates.able-to-repay"
SAYS = {
    "its title": ("不得向无收入来源者放贷或滚动展期", "No loans to people without income, no rolling over"),
    "its text": ("不予放款的对象同时包含", "Borrowers turned away includes all of"),
    "its remedy": ("准入时核验收入来源", "check income at entry"),
    "how far it was checked": ("据公开转述", "secondary"),
    "its row of the register": ("不得暴力催收", "no violent collection"),
    "a case": ("three extensions", "three extensions"),
    "what a case declares": ("展期次数上限（次）：", "Most extensions of a loan: "),
    "what it rests on": ("业务活动", "regulated activities"),
    "that it is in force": ("现行", "in force"),
}


def page(samples: Site, path: str, lang: str = "zh", role: Role = "viewer") -> str:
    with samples.client(role, lang) as client:
        answer = client.get(path, timeout=60)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def links(samples: Site, path: str) -> list[str]:
    with samples.client() as client:
        return re.findall(r'<a [^>]*href="([^"]+)"', client.get(path, timeout=60).text)


@pytest.mark.parametrize("said", SAYS.values(), ids=SAYS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_rule_s_page_says(samples: Site, lang: str, said: tuple[str, str]) -> None:
    assert said[lang == "en"] in page(samples, f"/rules/{RULE}", lang)


def test_a_rule_leads_to_the_article_of_its_instrument(samples: Site) -> None:
    (found,) = {
        one for one in links(samples, f"/rules/{RULE}") if one.startswith("/instruments/CASH-LOAN-2017#article")
    }
    address, _, anchor = found.partition("#")
    with samples.client() as client:
        assert f'id="{anchor}"' in client.get(address).text


@pytest.mark.parametrize(
    "path", [f"/rules/{RULE}", "/instruments/CASH-LOAN-2017", "/parameters/lpr.1y", "/rules?q=R45"]
)
def test_every_link_of_a_page_of_the_rulebook_leads_somewhere(samples: Site, path: str) -> None:
    ours = {one.partition("#")[0] for one in links(samples, path) if one.startswith(("/rules", "/instr", "/param"))}
    with samples.client() as client:
        wrong = [one for one in ours if client.get(unescape(one), timeout=60).status_code != 200]
    assert wrong == []


def test_a_former_id_leads_to_the_rule_of_today(samples: Site) -> None:
    former = next((rule for rule in samples.parts.judge.rulebook.contents.rules if rule.formerly), None)
    if former is None:
        assert samples.parts.judge.rulebook.by_id.keys() == {
            one.id for one in samples.parts.judge.rulebook.contents.rules
        }
        return
    with samples.client() as client:
        assert client.get(f"/rules/{former.formerly[0]}").headers["location"] == f"/rules/{former.id}"


@pytest.mark.parametrize("path", ["/rules/no.such.rule", "/instruments/NONE", "/parameters/none", "/rules/x/decisions"])
def test_what_is_not_there_is_told_in_both_languages(samples: Site, path: str) -> None:
    with samples.client() as client:
        answer = client.get(path)
    assert (answer.status_code, "没有这" in answer.text, "there is no such" in answer.text) == (404, True, True)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/rules?in_force=2026-13-01", "2026-13-01"),
        ("/rules/changes?from=yesterday", "yesterday"),
        ("/rules/changes?from=2026-02-01&to=2026-01-01", "止日须晚于起日"),
    ],
)
def test_a_day_that_is_none_is_told(samples: Site, path: str, says: str) -> None:
    with samples.client() as client:
        answer = client.get(path)
    assert (answer.status_code, says in answer.text) == (422, True)


# ---- searching


def test_a_search_lists_what_it_finds_and_counts_beside_it(samples: Site) -> None:
    said = page(samples, "/rules?q=展期&topic=rates&force=block")
    assert "不得向无收入来源者放贷或滚动展期" in said


def test_pages_follow_each_other_to_the_last_rule(samples: Site) -> None:
    rules = samples.parts.judge.rulebook.contents.rules
    last = -(-len(rules) // 50)
    assert rules[-1].title.zh in page(samples, f"/rules?page={last}")
    assert rules[-1].title.zh in page(samples, f"/rules?page={last + 5}")


def test_what_somebody_looks_for_is_text_in_the_page(samples: Site) -> None:
    with samples.client() as client:
        text = client.get("/rules", params={"q": '"><script>x'}).text
    assert "<script>x" not in text


# ---- instruments and parameters


def test_an_instrument_says_whether_it_is_in_force(samples: Site) -> None:
    assert "现行" in page(samples, "/instruments/CASH-LOAN-2017")


def test_the_report_is_no_instrument_of_the_list(samples: Site) -> None:
    listed = links(samples, "/instruments")
    assert "/instruments/CASH-LOAN-2017" in listed
    assert "/instruments/report" not in {one.lower() for one in listed}


def test_a_parameter_shows_all_its_values_and_marks_the_one_of_the_day(samples: Site) -> None:
    said = page(samples, "/parameters/lpr.1y", "en")
    assert "2025-05-20 current 3% per year" in said
    assert "3.45% per year" in said


# ---- decisions and days


def test_the_products_that_violate_a_rule_are_listed_with_their_newest_decision(samples: Site) -> None:
    with samples.client() as client:
        listed = client.get("/v1/products/salary-advance/decisions", params={"limit": 1}).json()["decisions"]
        newest = f"/decisions/{listed[0]['id']}"
        rules = re.findall(r'class="finding violated" id="([^@"]+)@', client.get(newest, timeout=60).text)
    assert rules
    for rule in rules[:2]:
        assert newest in links(samples, f"/rules/{rule}/decisions")


def test_what_changes_is_grouped_by_day_and_instrument(samples: Site) -> None:
    said = page(samples, "/rules/changes?from=2024-07-21&to=2024-07-22", "en")
    assert "3.45% per year → 3.35% per year" in said
    assert "Nothing changes" in page(samples, "/rules/changes?from=2031-05-01&to=2031-05-02", "en")


def test_the_products_a_change_touches_are_asked_for_apart(samples: Site) -> None:
    path = "/rules/changes?from=2026-12-01&to=2030-01-01"
    with samples.client(hx_request="true") as client:
        answer = client.get(path.replace("changes?", "changes/products?"), timeout=60)
    assert (answer.status_code, "<html" in answer.text) == (200, False)


def test_a_session_is_needed(samples: Site) -> None:
    with samples.client(None) as client:
        assert [client.get(path).status_code for path in ("/rules", "/instruments", "/parameters")] == [303] * 3
