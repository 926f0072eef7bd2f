"""Reviews all the way: who acts is known by an API token of each role, or by a session with its CSRF token, and by nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from commandline import HOUSE
from databases import KINDS, database_url
from hegui_adapters.service.roles import ROLES, Role
from hegui_adapters.service.settings import SignIn
from httpx import Response
from provider import CLIENT, CLIENT_SECRET, FakeProvider, providing
from pydantic import SecretStr
from serving import JSON, NOON, YAML, Clock, Service, product, served, unique
from storing import faults_of

LAW = {"rule": "boundaries.lending.stated-use", "subject": "product"}
WARNS = {"rule": "boundaries.lending.periods", "subject": "pricing.credits[#1]"}
OWN = {"rule": "house.boundaries.lending.shorter", "subject": "pricing.credits[#1]"}
COMMENT = {"act": "comment", **OWN, "text": "见会议纪要"}
OPINION = {"act": "opinion", "agrees": True, "reason": "结论正确"}
PLAN = {"act": "plan", **WARNS, "owner": "零售信贷部", "due": "2027-03-31", "measures": "缩短期数"}
WAIVER = {"act": "waiver", **OWN, "owner": "零售信贷部", "until": "2027-06-01", "reason": "试点"}
OBJECTION = {
    "act": "objection",
    **LAW,
    "opinion": "用途已在合同中限定",
    "document": {"reference": "法务意见〔2026〕12号", "digest": f"sha256:{'a' * 64}"},
}


@dataclass(frozen=True)
class Person:
    """Somebody who brings a token: how the log calls them, and what they bring."""

    actor: str
    headers: Mapping[str, str]


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def provider(clock: Clock) -> Iterator[FakeProvider]:
    with providing(clock) as found:
        yield found


@pytest.fixture(scope="module", params=KINDS)
def running(
    request: pytest.FixtureRequest, clock: Clock, provider: FakeProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    told = SignIn.model_validate(
        {
            "issuer": provider.issuer,
            "client_id": CLIENT,
            "client_secret": SecretStr(CLIENT_SECRET),
            "redirect": "http://127.0.0.1:8000/v1/session/callback",
            "roles": {"compliance": "officer", "audit": "auditor", "ops": "admin"},
        }
    )
    with (
        database_url(request.param, tmp_path_factory.mktemp("store")) as url,
        served(url, clock, rules=(HOUSE,), open=False, oidc=told, session_key=SecretStr("k" * 32)) as service,
    ):
        yield service


@pytest.fixture
def service(running: Service, provider: FakeProvider) -> Service:
    running.clock.now = NOON
    running.client.cookies.clear()
    provider.claims = {}
    running.parts.recorder.audited(running.parts.refusals.rest())
    running.start = max((entry.seq for entry in running.written()), default=running.start)
    return running


def holder(service: Service, role: Role, name: str | None = None) -> Person:
    new, secret = service.parts.tokens.new(name or unique("holder"), role, "tester")
    return Person(f"token:{new.name}/{new.id}", {"authorization": f"Bearer {secret}"})


@pytest.fixture
def li(service: Service) -> Person:
    return holder(service, "officer")


@pytest.fixture
def wang(service: Service) -> Person:
    return holder(service, "officer")


def signed_in(service: Service, provider: FakeProvider, subject: str, group: str) -> Person:
    """Sign somebody in; the client keeps the cookie, what is brought beside it is the CSRF token."""
    provider.claims = {"sub": subject, "groups": [group]}
    sent = service.client.get("/v1/session/login?after=/v1/rules", follow_redirects=False)
    state, code = provider.authorised(sent.headers["location"])
    service.client.get(f"/v1/session/callback?state={state}&code={code}", follow_redirects=False)
    return Person(f"person:{subject}", {"x-csrf-token": service.client.get("/v1/session").json()["csrf"]})


def decided(service: Service, text: str = "warned.yaml", name: str | None = None) -> str:
    """A decision on a product, asked for by a pipeline with its own token."""
    headers = {**YAML, **holder(service, "product").headers}
    found = service.client.post("/v1/checks", content=product(name or unique("warned"), text).encode(), headers=headers)
    assert found.status_code == 201, found.text
    return str(found.json()["decision"]["id"])


def say(service: Service, decision: str, act: Mapping[str, object], by: Person, where: str = "reviews") -> Response:
    return service.client.post(f"/v1/decisions/{decision}/{where}", json=act, headers=by.headers)


def said(service: Service, decision: str, act: Mapping[str, object], by: Person, where: str = "reviews") -> int:
    found = say(service, decision, act, by, where)
    assert found.status_code == 201, found.text
    assert found.json()["said"]["by"] == by.actor
    return int(found.json()["said"]["entry"])


def approve(entry: int) -> dict[str, object]:
    return {"act": "approve", "of": entry, "approves": True, "reason": "同意"}


def reviewed(service: Service, decision: str, by: Person) -> Any:
    return service.client.get(f"/v1/decisions/{decision}/reviews", headers=by.headers).json()


def logged(service: Service) -> list[tuple[str, str]]:
    """What was said since the test began: kind and actor of each act."""
    return [(one.kind, one.actor) for one in service.written() if one.kind.startswith("review.")]


# ---- a whole review


def test_two_officers_review_a_decision_and_each_act_stands_in_the_log_with_its_actor(
    service: Service, li: Person, wang: Person
) -> None:
    decision = decided(service)
    said(service, decision, {"act": "assign", "to": wang.actor, "note": "请复核"}, li)
    said(service, decision, COMMENT, wang)
    said(service, decision, {"act": "send_back", "reason": "资料不全"}, wang)
    of = said(service, decision, {**OPINION, "agrees": False}, wang)
    said(service, decision, {"act": "second", "of": of, "agrees": True, "reason": "复核一致"}, li)
    assert reviewed(service, decision, li)["status"] == "confirmed"
    assert logged(service) == [
        ("review.assign", li.actor),
        ("review.comment", wang.actor),
        ("review.send_back", wang.actor),
        ("review.opinion", wang.actor),
        ("review.second", li.actor),
    ]
    assert {one.subject for one in service.written() if one.kind.startswith("review.")} == {decision}
    assert faults_of(service.parts.database) == ()


def test_an_objection_is_approved_by_another_officer(service: Service, li: Person, wang: Person) -> None:
    decision = decided(service, "blocked.yaml", unique("blocked"))
    of = said(service, decision, OBJECTION, li)
    said(service, decision, approve(of), wang)
    (found,) = reviewed(service, decision, li)["findings"]
    (standing,) = found["standing"]
    assert (standing["state"], standing["by"], standing["approval"]["by"]) == ("approved", li.actor, wang.actor)


def test_a_plan_that_was_made_is_overdue_after_its_day(service: Service, li: Person) -> None:
    decision = decided(service)
    of = said(service, decision, PLAN, li)
    service.clock.move(days=121)
    (fault,) = reviewed(service, decision, holder(service, "viewer"))["faults"]
    assert (fault["entry"], fault["state"]) == (of, "overdue")


def test_a_waiver_holds_once_another_officer_approved_it(service: Service, li: Person, wang: Person) -> None:
    name, pipeline = unique("warned"), holder(service, "product")
    decision = decided(service, name=name)
    said(service, decision, approve(said(service, decision, WAIVER, li)), wang)
    again = service.client.post(
        "/v1/checks", content=product(name, "warned.yaml").encode(), headers={**YAML, **pipeline.headers}
    ).json()
    body = service.client.get(again["links"]["body"], headers=pipeline.headers).json()
    (waiver,) = body["waivers"]
    assert waiver["state"] == "applied"
    assert [waiver["author"], waiver["approved_by"]] == [who.actor[6:].partition("/")[0] for who in (li, wang)]


# ---- who may not


OWN_ACTS: dict[str, tuple[str, Mapping[str, object]]] = {
    "an objection": ("blocked.yaml", OBJECTION),
    "a waiver": ("warned.yaml", WAIVER),
}


@pytest.mark.parametrize(("text", "act"), OWN_ACTS.values(), ids=OWN_ACTS)
def test_nobody_approves_what_they_asked_for_be_it_with_another_token(
    service: Service, text: str, act: Mapping[str, object]
) -> None:
    name = unique("holder")
    one, other = holder(service, "officer", name), holder(service, "officer", name)
    decision = decided(service, text, unique(text.removesuffix(".yaml")))
    of = said(service, decision, act, one)
    for again in (one, other):
        found = say(service, decision, approve(of), again)
        assert (found.status_code, found.json()["reason"]) == (403, "own-approval")
    assert logged(service)[-2:] == [("review.refused", one.actor), ("review.refused", other.actor)]


def test_nobody_takes_the_second_look_at_their_own_opinion(service: Service, li: Person) -> None:
    decision = decided(service)
    of = said(service, decision, OPINION, li)
    found = say(service, decision, {"act": "second", "of": of, "agrees": True, "reason": "自己复核"}, li)
    assert (found.status_code, found.json()["reason"]) == (403, "own-approval")


MAY: dict[str, set[Role]] = {"reviews": {"officer"}, "remarks": {"auditor"}}


@pytest.mark.parametrize("where", MAY)
@pytest.mark.parametrize("role", ROLES)
def test_who_has_not_the_role_is_told_which_it_takes(service: Service, role: Role, where: str) -> None:
    decision, who = decided(service), holder(service, role)
    found = say(service, decision, COMMENT, who, where)
    if role in MAY[where]:
        assert (found.status_code, logged(service)) == (201, [("review.comment", who.actor)])
        return
    problem = found.json()
    assert (found.status_code, found.headers["content-type"]) == (403, "application/problem+json")
    (needed,) = MAY[where]
    assert (problem["reason"], problem["detail"]) == ("role", f"this takes the role {needed}")
    refused = service.written()[-1]
    assert (refused.kind, refused.actor, logged(service)) == ("access.refused", who.actor, [])


def test_a_token_that_was_revoked_reviews_nothing(service: Service, li: Person) -> None:
    decision = decided(service)
    service.client.delete(
        f"/v1/tokens/{li.actor.rpartition('/')[2]}", headers=holder(service, "admin").headers
    ).raise_for_status()
    assert say(service, decision, COMMENT, li).status_code == 401


def test_an_auditor_asks_for_no_waiver(service: Service) -> None:
    found = say(service, decided(service), WAIVER, holder(service, "auditor"), "remarks")
    assert (found.status_code, found.json()["type"]) == (422, "urn:hegui:problem:invalid-review")


# ---- people who signed in


def test_a_person_who_signed_in_reviews_under_their_own_name(service: Service, provider: FakeProvider) -> None:
    decision, zhao = decided(service), signed_in(service, provider, "zhao", "compliance")
    said(service, decision, COMMENT, zhao)
    assert logged(service) == [("review.comment", "person:zhao")]


def test_a_review_without_the_csrf_token_is_refused(service: Service, provider: FakeProvider) -> None:
    decision, zhao = decided(service), signed_in(service, provider, "zhao", "compliance")
    found = say(service, decision, COMMENT, Person(zhao.actor, {}))
    assert (found.status_code, found.json()["reason"], logged(service)) == (403, "csrf", [])


def test_a_person_approves_what_a_token_asked_for_and_not_their_own(
    service: Service, provider: FakeProvider, li: Person
) -> None:
    decision = decided(service)
    zhao = signed_in(service, provider, "zhao", "compliance")
    said(service, decision, approve(said(service, decision, WAIVER, li)), zhao)
    own = say(service, decision, approve(said(service, decision, WAIVER, zhao)), zhao)
    assert (own.status_code, own.json()["reason"]) == (403, "own-approval")


@pytest.mark.parametrize(("group", "where"), [("audit", "remarks"), ("compliance", "reviews")])
def test_the_group_of_a_person_says_what_they_may(
    service: Service, provider: FakeProvider, group: str, where: str
) -> None:
    decision, who = decided(service), signed_in(service, provider, "qian", group)
    assert {one: say(service, decision, COMMENT, who, one).status_code for one in MAY} == {
        one: 201 if one == where else 403 for one in MAY
    }


def test_whoever_brings_nothing_reviews_nothing(service: Service) -> None:
    found = service.client.post(f"/v1/decisions/{decided(service)}/reviews", content=json.dumps(COMMENT), headers=JSON)
    assert (found.status_code, found.json()["type"]) == (401, "urn:hegui:problem:unauthenticated")
