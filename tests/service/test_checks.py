"""`POST /v1/checks`: what is answered, what is kept, what a repeated key gets."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hegui.loading.files import load
from hegui.rulebook import Rulebook
from hegui.source import Limits
from hegui_adapters.service.settings import ServiceSettings
from hegui_adapters.store.chain import Verified, verify
from hegui_adapters.store.documents import content_of, rulebook_files
from hegui_adapters.store.records import document
from serving import JSON, YAML, Service, product, unique
from storing import entries_of, faults_of

VERDICTS = {"clear.yaml": "clear", "blocked.yaml": "blocked", "open.yaml": "undetermined"}


@pytest.mark.parametrize("name", VERDICTS)
def test_a_check_is_answered_with_the_verdict(service: Service, name: str) -> None:
    found = service.check(product(unique(), name))
    assert (found.status_code, found.json()["verdict"]) == (201, VERDICTS[name])


def test_the_answer_names_law_line_and_remedy_in_both_languages(service: Service) -> None:
    first, *_ = service.check(product(unique(), "blocked.yaml")).json()["blocking"]
    assert first["rule"] == "boundaries.launch.filing"
    assert first["law"][0]["title"] == {"zh": "《上线通知》", "en": "Launch Notice"}
    assert first["location"] == {"line": 3, "column": 17, "stated": True}
    assert first["remedy"] == {"who": "external", "note": {"zh": "办理备案", "en": "file it"}}


def test_the_answer_says_where_the_decision_is(service: Service) -> None:
    found = service.check(product(unique()))
    assert service.client.get(found.headers["location"]).text == found.text


def test_in_full_the_answer_has_the_body_whose_digest_it_names(service: Service) -> None:
    found = service.check(product(unique()), query="?full=true").json()
    assert found["body"] == service.client.get(found["links"]["body"]).json()


def test_a_manifest_in_json_is_judged_as_one_in_yaml(service: Service) -> None:
    said = {"hegui": "product/v1", "product": {"id": unique(), "channels": ["own_app"]}}
    found = service.client.post("/v1/checks", content=json.dumps(said), headers=JSON)
    assert (found.status_code, found.json()["verdict"]) == (201, "undetermined")


@pytest.mark.parametrize("kind", ["application/yaml; charset=utf-8", "TEXT/YAML", "application/x-yaml", "text/x-yaml"])
def test_every_name_of_yaml_is_known(service: Service, kind: str) -> None:
    assert service.check(product(unique()), **{"content-type": kind}).status_code == 201


def test_the_log_says_what_was_decided_and_by_whom(service: Service) -> None:
    name = unique()
    found = service.check(product(name), key="k-log").json()
    ((kind, record),) = service.said()
    assert kind == "decision"
    assert record["id"] == found["decision"]["id"]
    assert (record["verdict"], record["as_of"]) == ("undetermined", "2026-12-01")
    assert (record["actor"], record["delivery"]["source"]) == ("anonymous", "api:anonymous")
    assert record["delivery"]["key"] == "k-log"
    assert record["manifest"]["id"] == name
    assert record["body"] == found["decision"]["digest"]


def test_what_was_judged_is_kept_as_it_was_sent(service: Service) -> None:
    text = product(unique())
    found = service.check(text).json()
    assert service.client.get(f"{found['links']['self']}?part=manifest").text == text


def test_the_rulebook_is_kept_so_that_it_can_judge_again(service: Service) -> None:
    found = service.check(product(unique())).json()
    record = service.client.get(found["links"]["record"]).json()["record"]
    with service.parts.database.reading() as connection:
        digest = record["rulebook"]["files"].removeprefix("sha256:")
        held = document(connection, digest)
    assert held is not None
    again = Rulebook(load(rulebook_files(content_of(held))))
    assert f"sha256:{again.digest}" == record["rulebook"]["digest"]


def test_a_repeated_key_gets_the_first_answer(service: Service) -> None:
    text, key = product(unique()), unique("key")
    first, second = service.check(text, key), service.check(text, key)
    assert (second.status_code, second.text) == (first.status_code, first.text)
    assert second.headers["idempotent-replayed"] == "true"
    assert len(service.written()) == 1


def test_without_a_key_each_check_is_a_decision(service: Service) -> None:
    text = product(unique())
    ids = {service.check(text).json()["decision"]["id"] for _ in range(2)}
    assert len(ids) == len(service.written()) == 2


def test_a_key_with_another_body_is_a_conflict(service: Service) -> None:
    key = unique("key")
    service.check(product(unique()), key)
    found = service.check(product(unique()), key)
    assert (found.status_code, found.json()["type"]) == (409, "urn:hegui:problem:key-reused")
    assert [kind for kind, _ in service.said()] == ["decision", "check.refused"]


def test_a_key_with_another_day_is_a_conflict(service: Service) -> None:
    text, key = product(unique()), unique("key")
    service.check(text, key)
    assert service.check(text, key, "?as_of=2027-01-01").status_code == 409


def test_an_invalid_manifest_does_not_use_its_key_up(service: Service) -> None:
    key = unique("key")
    assert service.check("hegui: product/v1\nproduct: {idd: x}\n", key).status_code == 422
    assert service.check(product(unique()), key).status_code == 201


def test_many_who_race_on_one_key_get_one_decision(service: Service) -> None:
    text, key = product(unique()), unique("key")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: service.check(text, key), range(16)))
    assert {one.status_code for one in found} == {201}
    assert len({one.text for one in found}) == 1
    assert len(service.written()) == 1


def test_the_day_is_the_later_of_today_and_the_launch(service: Service) -> None:
    assert service.check(product(unique(), "launched.yaml")).json()["as_of"] == "2040-01-01"


def test_another_day_can_be_asked_for(service: Service) -> None:
    assert service.check(product(unique()), query="?as_of=2022-12-31").json()["as_of"] == "2022-12-31"


def test_a_day_before_the_law_was_included_is_historical(service: Service) -> None:
    assert service.check(product(unique()), query="?as_of=2022-12-31").json()["historical"] is True


def test_each_problem_of_a_manifest_is_told_at_its_place(service: Service) -> None:
    found = service.check("hegui: product/v1\nproduct:\n  id: x\n  chanels: [branch]\n")
    assert (found.status_code, found.json()["type"]) == (422, "urn:hegui:problem:invalid-manifest")
    (flaw,) = found.json()["errors"]
    assert (flaw["pointer"], flaw["line"], flaw["column"]) == ("/product/chanels", 4, 3)
    assert set(flaw["detail"]) == {"zh", "en"}


def test_a_file_of_the_firm_cannot_be_referred_to(service: Service) -> None:
    found = service.check("hegui: product/v1\ninstitution: {ref: /etc/passwd}\n")
    assert found.json()["errors"][0]["pointer"] == "/institution/ref"


def test_an_id_too_long_to_be_looked_up_is_refused(service: Service) -> None:
    found = service.check(product("x" * 201))
    assert (found.status_code, found.json()["errors"][0]["pointer"]) == (422, "/product/id")


def test_the_store_as_a_whole_agrees_with_its_log(service: Service) -> None:
    service.check(product(unique()), unique("key"))
    assert faults_of(service.parts.database) == ()


UNREADABLE = {
    "no yaml": (b"a: [", YAML, 400),
    "no json": (b'{"hegui": "product/v1"', JSON, 400),
    "yaml as json": (b"hegui: product/v1\n", JSON, 400),
    "json with a NaN": (b'{"hegui": "product/v1", "credit": {"limit": NaN}}', JSON, 400),
    "json with a name twice": (b'{"hegui": "product/v1", "hegui": "product/v1"}', JSON, 400),
    "json with a name twice within": (b'{"hegui": "product/v1", "product": {"id": "a", "id": "b"}}', JSON, 400),
    "a list": (b"[]", JSON, 400),
    "nothing": (b"", JSON, 400),
    "nothing in yaml": (b"", YAML, 400),
    "no utf-8": (b'{"hegui": "product/v1\xff"}', JSON, 400),
    "utf-16": ('{"hegui": "product/v1"}'.encode("utf-16"), JSON, 400),
    "no utf-8 in yaml": (b"hegui: product/v1\nproduct: {id: \xff}\n", YAML, 400),
    "deep": (b'{"hegui": ' + b"[" * 100 + b"]" * 100 + b"}", JSON, 400),
    "very deep": (b'{"hegui": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", JSON, 400),
    "aliases that swell": (
        b"hegui: product/v1\na: &a [x, x, x, x, x, x, x, x, x]\n"
        + b"".join(b"%c: &%c [%b]\n" % (98 + n, 98 + n, b", ".join([b"*%c" % (97 + n)] * 9)) for n in range(8)),
        YAML,
        400,
    ),
    "no media type": (b"hegui: product/v1\n", {}, 415),
    "another media type": (b"hegui: product/v1\n", {"content-type": "text/plain"}, 415),
    "another charset": (b"hegui: product/v1\n", {"content-type": "application/yaml; charset=gbk"}, 415),
    "a manifest of another format": (b'{"hegui": "product/v9"}', JSON, 422),
    "no manifest": (b"name: x\n", YAML, 422),
    "a bad key": (b"hegui: product/v1\n", {**YAML, "idempotency-key": "a b"}, 400),
    "a long key": (b"hegui: product/v1\n", {**YAML, "idempotency-key": "k" * 201}, 400),
}


@pytest.mark.parametrize(("body", "headers", "status"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_judged_is_refused_and_nothing_is_decided(
    service: Service, body: bytes, headers: dict[str, str], status: int
) -> None:
    found = service.client.post("/v1/checks", content=body, headers=headers)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert {kind for kind, _ in service.said()} <= {"check.refused"}


@pytest.mark.parametrize("asked", ["x", "2026-13-01", "20261201", "2026-12-01T00:00", ""])
def test_a_day_that_is_none_is_refused(service: Service, asked: str) -> None:
    found = service.check(product(unique()), query=f"?as_of={asked}")
    assert (found.status_code, found.json()["errors"][0]["parameter"]) == (422, "as_of")


def test_the_chain_of_all_these_tests_holds(service: Service) -> None:
    assert isinstance(verify(entries_of(service.parts.database)), Verified)


def test_settings_limit_what_a_manifest_may_cost() -> None:
    assert ServiceSettings().body_limit < Limits().size
