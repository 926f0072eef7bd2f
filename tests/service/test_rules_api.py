"""Rules and schemas over HTTP, and that a caller who holds them is told so."""

from __future__ import annotations

import json

import pytest
from hegui_adapters.commands.schema import schema_text
from serving import Service, product, unique

CURRENT = ["/v1/rules", "/v1/rules/boundaries.launch.filing", "/v1/schema/manifest", "/v1/schema/decision"]


def test_every_rule_is_listed(service: Service) -> None:
    found = service.client.get("/v1/rules").json()
    assert [rule["id"] for rule in found["rules"]] == [rule.id for rule in service.parts.judge.rulebook.contents.rules]


def test_rules_can_be_chosen(service: Service) -> None:
    found = service.client.get("/v1/rules?kind=duty&force=block&in_force=2026-12-01&topic=launch").json()
    assert [rule["id"] for rule in found["rules"]] == ["boundaries.launch.filing"]


def test_a_rule_says_what_it_demands_in_both_languages(service: Service) -> None:
    found = service.client.get("/v1/rules/boundaries.lending.stated-use").json()
    assert [version["from"] for version in found["versions"]] == ["2020-01-01", "2023-01-01"]
    assert all(version["require"]["zh"] and version["require"]["en"] for version in found["versions"])
    assert found["sources"][0]["title"] == {"zh": "《放贷法》", "en": "Lending Law"}


def test_a_classification_demands_nothing(service: Service) -> None:
    found = service.client.get("/v1/rules/classify.lending.consumer-loan").json()
    assert (found["force"], found["fault"], found["versions"][0]["require"]) == (None, None, None)


@pytest.mark.parametrize("name", ["none", "%2e%2e", "a b"])
def test_a_rule_that_there_is_not_is_not_found(service: Service, name: str) -> None:
    assert service.client.get(f"/v1/rules/{name}").status_code == 404


@pytest.mark.parametrize("name", ["manifest", "decision"])
def test_a_schema_is_the_one_the_command_prints(service: Service, name: str) -> None:
    found = service.client.get(f"/v1/schema/{name}")
    assert found.headers["content-type"] == "application/schema+json"
    assert found.json() == json.loads(schema_text(name))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", CURRENT)
def test_who_holds_what_is_current_is_told_so(service: Service, path: str) -> None:
    tag = service.client.get(path).headers["etag"]
    found = service.client.get(path, headers={"if-none-match": f'"other", W/{tag}'})
    assert (found.status_code, found.content, found.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize("path", CURRENT)
def test_who_holds_something_else_gets_what_is_current(service: Service, path: str) -> None:
    assert service.client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_tag_names_the_rulebook(service: Service) -> None:
    assert service.parts.judge.rulebook.digest in service.client.get("/v1/rules").headers["etag"]


def test_the_digest_listed_is_the_one_decisions_name(service: Service) -> None:
    listed = service.client.get("/v1/rules").json()["rulebook"]
    assert service.check(product(unique())).json()["rulebook"] == listed
