"""Reviews of decisions: every act is an entry of the log, another person approves, the law is never waived."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from commandline import HOUSE
from databases import KINDS, database_url
from fastapi import Header
from hegui_adapters.service import reviews
from hegui_adapters.store.audit import examined
from hegui_adapters.store.kept import opened
from hegui_adapters.store.replay import replayed, stored
from httpx import Response
from serving import YAML, Service, product, served, unique

LI, WANG = "token:li-ming/0c5a3c1f7b52", "token:wang-fang/9a410c5a3c1f"
LAW = {"rule": "boundaries.lending.stated-use", "subject": "product"}
WARNS = {"rule": "boundaries.lending.periods", "subject": "pricing.credits[#1]"}
OWN = {"rule": "house.boundaries.lending.shorter", "subject": "pricing.credits[#1]"}
DOCUMENT = {"reference": "法务意见〔2026〕12号", "digest": f"sha256:{'a' * 64}"}
OBJECTION = {"act": "objection", **LAW, "opinion": "用途已在合同中限定", "document": DOCUMENT}
PLAN = {"act": "plan", **WARNS, "owner": "零售信贷部", "due": "2027-03-31", "measures": "缩短期数"}
WAIVER = {"act": "waiver", **OWN, "owner": "零售信贷部", "until": "2027-06-01", "reason": "试点"}
COMMENT = {"act": "comment", **OWN, "text": "见会议纪要"}


async def person(x_person: str = Header(default=LI)) -> str:
    """Whoever a test says it is."""
    return x_person


@pytest.fixture(scope="module", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with (
        database_url(request.param, tmp_path_factory.mktemp("store")) as url,
        served(url, rules=(HOUSE,)) as service,
    ):
        service.client.app.dependency_overrides |= {reviews.officer: person, reviews.auditor: person}  # type: ignore[attr-defined]
        yield service


@pytest.fixture
def decision(service: Service) -> str:
    """A product that breaks a rule of the house, and one that only warns."""
    return decided(service, unique("warned"))


def decided(service: Service, name: str, text: str = "warned.yaml") -> str:
    found = service.check(product(name, text))
    assert found.status_code == 201, found.text
    return str(found.json()["decision"]["id"])


def say(service: Service, decision: str, act: object, by: str = LI, where: str = "reviews", **headers: str) -> Response:
    return service.client.post(f"/v1/decisions/{decision}/{where}", json=act, headers={"x-person": by, **headers})


def said(service: Service, decision: str, act: object, by: str = LI) -> int:
    found = say(service, decision, act, by)
    assert found.status_code == 201, found.text
    return int(found.json()["said"]["entry"])


def review(service: Service, decision: str) -> Any:
    found = service.client.get(f"/v1/decisions/{decision}/reviews")
    assert found.status_code == 200, found.text
    return found.json()


def verdict(service: Service, name: str, text: str = "warned.yaml") -> Any:
    return service.check(product(name, text)).json()


def approve(entry: int, *, approves: bool = True) -> dict[str, object]:
    return {"act": "approve", "of": entry, "approves": approves, "reason": "同意"}


# ---- what is said is kept


def test_an_act_is_an_entry_of_the_log(service: Service, decision: str) -> None:
    said(service, decision, COMMENT)
    entry = service.written()[-1]
    assert (entry.kind, entry.actor, entry.subject) == ("review.comment", LI, decision)
    assert json.loads(entry.payload or "")["text"] == "见会议纪要"


def test_what_was_said_is_read_back_in_order(service: Service, decision: str) -> None:
    said(service, decision, {"act": "assign", "to": "王芳"})
    said(service, decision, COMMENT)
    said(service, decision, {"act": "send_back", "reason": "资料不全"})
    found = review(service, decision)
    assert [one["act"] for one in found["acts"]] == ["assign", "comment", "send_back"]
    assert (found["status"], found["assigned_to"]) == ("sent_back", "王芳")


def test_a_comment_stands_beside_its_finding(service: Service, decision: str) -> None:
    entry = said(service, decision, COMMENT)
    (finding,) = review(service, decision)["findings"]
    assert (finding["rule"], finding["outcome"], finding["acts"]) == (OWN["rule"], "violated", [entry])


def test_the_log_with_reviews_holds(service: Service, decision: str) -> None:
    said(service, decision, COMMENT)
    say(service, decision, COMMENT, **{"idempotency-key": unique("key")})
    with opened(service.parts.database) as kept:
        assert examined(kept).faults == ()


def test_a_repeated_key_says_it_once(service: Service, decision: str) -> None:
    key = unique("key")
    first, again = (say(service, decision, COMMENT, **{"idempotency-key": key}) for _ in range(2))
    other = say(service, decision, {**COMMENT, "text": "另一意见"}, **{"idempotency-key": key})
    assert (first.text, again.headers["idempotent-replayed"]) == (again.text, "true")
    assert (len(review(service, decision)["acts"]), other.status_code) == (1, 409)


def test_a_refused_act_leaves_a_line_in_the_log_and_nothing_else(service: Service, decision: str) -> None:
    assert say(service, decision, {**COMMENT, "rule": "no.such"}).status_code == 422
    assert [kind for kind, _ in service.said()][-1] == "review.refused"
    assert review(service, decision)["acts"] == []


# ---- opinions and the second look


def test_a_second_person_confirms_an_opinion(service: Service, decision: str) -> None:
    of = said(service, decision, {"act": "opinion", "agrees": True, "reason": "结论正确"})
    assert review(service, decision)["status"] == "reviewed"
    said(service, decision, {"act": "second", "of": of, "agrees": True, "reason": "复核一致"}, WANG)
    assert review(service, decision)["status"] == "confirmed"


def test_a_second_person_may_disagree(service: Service, decision: str) -> None:
    of = said(service, decision, {"act": "opinion", "agrees": True, "reason": "结论正确"})
    said(service, decision, {"act": "second", "of": of, "agrees": False, "reason": "漏看用途"}, WANG)
    assert review(service, decision)["status"] == "disputed"


def test_an_opinion_on_a_finding_leaves_the_whole_open(service: Service, decision: str) -> None:
    said(service, decision, {"act": "opinion", "agrees": False, "reason": "期数口径不同", **OWN})
    assert review(service, decision)["status"] == "open"


@pytest.mark.parametrize("who", [LI, "token:li-ming/ffffffffffff", "LI-MING"])
def test_nobody_takes_the_second_look_at_their_own_opinion(service: Service, decision: str, who: str) -> None:
    of = said(service, decision, {"act": "opinion", "agrees": True, "reason": "结论正确"})
    found = say(service, decision, {"act": "second", "of": of, "agrees": True, "reason": "自己复核"}, who)
    assert (found.status_code, found.json()["reason"]) == (403, "own-approval")


def test_an_auditor_remarks_and_does_nothing_else(service: Service, decision: str) -> None:
    assert say(service, decision, COMMENT, where="remarks").json()["said"]["role"] == "auditor"
    assert say(service, decision, WAIVER, where="remarks").status_code == 422


# ---- objections: the law is never waived


def test_an_objection_stands_beside_the_finding_and_changes_no_verdict(service: Service) -> None:
    name = unique("blocked")
    first = decided(service, name, "blocked.yaml")
    of = said(service, first, OBJECTION)
    said(service, first, approve(of), WANG)
    again = verdict(service, name, "blocked.yaml")
    assert again["verdict"] == "blocked"
    findings = {one["rule"]: one for one in review(service, again["decision"]["id"])["findings"]}
    (standing,) = findings[LAW["rule"]]["standing"]
    assert (standing["state"], standing["by"], standing["approval"]["by"]) == ("approved", LI, WANG)
    assert standing["fields"]["document"] == DOCUMENT


def test_an_objection_names_its_document(service: Service) -> None:
    first = decided(service, unique("blocked"), "blocked.yaml")
    found = say(service, first, {key: value for key, value in OBJECTION.items() if key != "document"})
    assert (found.status_code, found.json()["errors"][0]["pointer"]) == (422, "/document")


def test_nobody_approves_their_own_objection(service: Service) -> None:
    first = decided(service, unique("blocked"), "blocked.yaml")
    found = say(service, first, approve(said(service, first, OBJECTION)), LI)
    assert found.status_code == 403


def test_the_law_is_not_waived_over_http(service: Service) -> None:
    first = decided(service, unique("blocked"), "blocked.yaml")
    found = say(service, first, {**WAIVER, **LAW})
    assert (found.status_code, "适用异议" in found.json()["errors"][0]["detail"]["zh"]) == (422, True)


# ---- plans


def test_a_plan_that_is_overdue_is_told(service: Service, decision: str) -> None:
    of = said(service, decision, PLAN)
    assert review(service, decision)["faults"] == []
    service.clock.move(days=121)
    (fault,) = review(service, decision)["faults"]
    assert (fault["entry"], fault["state"], "2027-03-31" in fault["message"]["zh"]) == (of, "overdue", True)


def plans(service: Service, answer: Any) -> list[tuple[str, str]]:
    body = service.client.get(answer["links"]["body"]).json()
    return [(one["id"], one["state"]) for one in body["plans"]]


def test_every_decision_on_the_product_tells_of_its_plan_and_that_it_is_overdue(service: Service) -> None:
    name = unique("warned")
    of = said(service, decided(service, name), PLAN)
    before = verdict(service, name)
    service.clock.move(days=121)
    after = verdict(service, name)
    assert (plans(service, before), plans(service, after)) == ([(f"P-{of}", "open")], [(f"P-{of}", "overdue")])
    assert before["verdict"] == after["verdict"]
    with opened(service.parts.database) as kept:
        assert replayed(stored(kept, after["decision"]["id"])).same


@pytest.mark.parametrize("end", ["withdraw", "done"])
def test_a_plan_that_ended_is_told_no_longer(service: Service, end: str) -> None:
    name = unique("warned")
    first = decided(service, name)
    of = said(service, first, PLAN)
    mended = service.check(product(name, "warned.yaml").replace("periods: 60", "periods: 6")).json()
    assert plans(service, mended) == [(f"P-{of}", "settled")]
    act = {"reason": "r"} if end == "withdraw" else {"decision": mended["decision"]["id"]}
    said(service, first, {"act": end, "of": of, **act})
    assert plans(service, verdict(service, name)) == []


def test_a_plan_is_for_one_product(service: Service) -> None:
    said(service, decided(service, unique("warned")), PLAN)
    assert plans(service, verdict(service, unique("warned"))) == []


def test_a_plan_is_done_once_a_later_decision_proves_it(service: Service) -> None:
    name = unique("warned")
    first = decided(service, name)
    of = said(service, first, PLAN)
    mended = service.check(product(name, "warned.yaml").replace("periods: 60", "periods: 6")).json()["decision"]["id"]
    proof = {"act": "done", "of": of}
    for unsettled in ("warned.yaml", "open.yaml"):
        assert say(service, first, {**proof, "decision": decided(service, name, unsettled)}).status_code == 422
    said(service, first, {**proof, "decision": mended})
    (standing,) = exceptions(service, name)["standing"]
    assert standing["state"] == "done"


def exceptions(service: Service, name: str) -> Any:
    return service.client.get(f"/v1/products/{name}/exceptions").json()


@pytest.mark.parametrize("place", [OWN, {"rule": "guidelines.launch.scenario", "subject": "product"}])
def test_a_plan_is_for_duties_that_only_warn(service: Service, decision: str, place: dict[str, str]) -> None:
    assert say(service, decision, {**PLAN, **place}).status_code == 422


def test_a_plan_lies_ahead(service: Service, decision: str) -> None:
    assert say(service, decision, {**PLAN, "due": "2026-11-30"}).json()["errors"][0]["pointer"] == "/due"


# ---- waivers


def granted(service: Service, name: str) -> int:
    first = decided(service, name)
    of = said(service, first, WAIVER)
    said(service, first, approve(of), WANG)
    return of


def waivers(service: Service, answer: Any) -> list[tuple[str, str]]:
    body = service.client.get(answer["links"]["body"]).json()
    return [(one["id"], one["state"]) for one in body["waivers"]]


def test_a_waiver_counts_once_another_person_approved_it(service: Service) -> None:
    name = unique("warned")
    first = decided(service, name)
    of = said(service, first, WAIVER)
    assert verdict(service, name)["verdict"] == "blocked"
    said(service, first, approve(of), WANG)
    found = verdict(service, name)
    assert (found["verdict"] != "blocked", waivers(service, found)) == (True, [(f"W-{of}", "applied")])


def test_a_waiver_counts_for_a_webhook_whose_manifest_was_judged_before(service: Service) -> None:
    name = unique("warned")
    text = product(name, "warned.yaml")
    before = service.post(text, headers=YAML).json()
    granted(service, name)
    after = service.post(text, headers=YAML).json()
    assert (before["verdict"], waivers(service, before)) == ("blocked", [])
    assert [state for _, state in waivers(service, after)] == ["applied"]


def test_a_decision_under_a_waiver_can_be_judged_again(service: Service) -> None:
    name = unique("warned")
    granted(service, name)
    found = verdict(service, name)["decision"]["id"]
    with opened(service.parts.database) as kept:
        assert replayed(stored(kept, found)).same


def test_nobody_approves_their_own_waiver(service: Service) -> None:
    name = unique("warned")
    first = decided(service, name)
    of = said(service, first, WAIVER)
    assert say(service, first, approve(of), LI).status_code == 403
    assert verdict(service, name)["verdict"] == "blocked"


def test_a_waiver_that_was_refused_counts_for_nothing(service: Service) -> None:
    name = unique("warned")
    first = decided(service, name)
    of = said(service, first, WAIVER)
    said(service, first, approve(of, approves=False), WANG)
    found = verdict(service, name)
    assert (found["verdict"], waivers(service, found)) == ("blocked", [])
    assert say(service, first, approve(of), WANG).status_code == 422


def test_a_waiver_that_was_withdrawn_counts_no_longer(service: Service) -> None:
    name = unique("warned")
    first = decided(service, name)
    of = said(service, first, WAIVER)
    said(service, first, approve(of), WANG)
    said(service, first, {"act": "withdraw", "of": of, "reason": "提前结束"})
    found = verdict(service, name)
    assert (found["verdict"], waivers(service, found)) == ("blocked", [])


def test_a_waiver_that_expired_is_told(service: Service) -> None:
    name = unique("warned")
    of = granted(service, name)
    service.clock.move(days=183)
    found = verdict(service, name)
    assert (found["verdict"], waivers(service, found)) == ("blocked", [(f"W-{of}", "expired")])
    assert [one["state"] for one in exceptions(service, name)["faults"]] == ["expired"]


def test_a_waiver_holds_for_the_facts_it_was_granted_on(service: Service) -> None:
    name = unique("warned")
    of = granted(service, name)
    found = service.check(product(name, "warned.yaml").replace("periods: 60", "periods: 61")).json()
    assert (found["verdict"], waivers(service, found)) == ("blocked", [(f"W-{of}", "changed_facts")])


def test_a_waiver_holds_for_one_product(service: Service) -> None:
    granted(service, unique("warned"))
    assert verdict(service, unique("warned"))["verdict"] == "blocked"


NOT_ADMITTED = {
    "a finding that is not there": ({**WAIVER, "subject": "pricing.credits[#7]"}, "/rule"),
    "a finding that is met": ({**WAIVER, "rule": "boundaries.launch.filing", "subject": "product"}, "/rule"),
    "a day that is past": ({**WAIVER, "until": "2026-12-01"}, "/until"),
    "no day": ({key: value for key, value in WAIVER.items() if key != "until"}, "/until"),
    "no reason": ({**WAIVER, "reason": " "}, "/reason"),
    "a field nobody knows": ({**WAIVER, "forever": True}, "/forever"),
    "an approval of what is not there": (approve(1), "/of"),
    "a withdrawal of what is not there": ({"act": "withdraw", "of": 1, "reason": "r"}, "/of"),
    "a second look at what is not there": ({"act": "second", "of": 1, "agrees": True, "reason": "r"}, "/of"),
    "half of a finding": ({"act": "opinion", "agrees": True, "reason": "r", "rule": OWN["rule"]}, "/rule"),
    "an act nobody knows": ({"act": "applaud"}, ""),
}


@pytest.mark.parametrize(("act", "pointer"), NOT_ADMITTED.values(), ids=NOT_ADMITTED)
def test_what_may_not_be_done_is_told_at_its_place(
    service: Service, decision: str, act: dict[str, object], pointer: str
) -> None:
    found = say(service, decision, act)
    assert (found.status_code, [one["pointer"] for one in found.json()["errors"]]) == (422, [pointer])


def test_nothing_is_said_of_a_decision_that_is_not_there(service: Service) -> None:
    nowhere = "019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52"
    assert say(service, nowhere, COMMENT).status_code == 404
    assert service.client.get(f"/v1/decisions/{nowhere}/reviews").status_code == 404


@pytest.mark.parametrize(
    ("content", "media", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"act": "a", "act": "b"}', "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"{}", "text/plain", 415),
    ],
)
def test_what_is_no_act_is_refused(service: Service, decision: str, content: bytes, media: str, status: int) -> None:
    here = f"/v1/decisions/{decision}/reviews"
    assert service.client.post(here, content=content, headers={"content-type": media}).status_code == status


# ---- on the page of all products


def shown(service: Service, heading: str) -> str:
    """What stands under a heading of the first page."""
    text = service.client.get("/", headers={"accept": "text/html", "accept-language": "zh"}).text
    return text.partition(f"<h3>{heading} ")[2].partition("<h3>")[0]


def test_all_products_are_told_with_what_lapses_and_what_is_overdue(service: Service) -> None:
    name = unique("warned")
    decision = decided(service, name)
    said(service, decision, approve(said(service, decision, {**WAIVER, "until": "2027-01-20"})), WANG)
    said(service, decision, {**PLAN, "due": "2026-12-10"})
    assert name in shown(service, "60 天内到期的例外审批")
    assert name not in shown(service, "逾期的限期整改")
    service.clock.move(days=60)
    assert name in shown(service, "已到期未撤回的例外审批")
    assert name in shown(service, "逾期的限期整改")
