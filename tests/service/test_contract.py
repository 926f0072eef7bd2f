"""The OpenAPI document: complete, true to what is answered, and held to by seeded requests made from it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hegui_adapters.service import examples
from hegui_adapters.service.app import application
from hegui_adapters.service.contract import TOLD
from hegui_adapters.service.problems import KINDS
from hegui_adapters.service.settings import ServiceSettings
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from serving import Service, product, unique

EXAMPLES = int(os.environ.get("HEGUI_TEST_CONTRACT", "40"))
DOCUMENT = application(ServiceSettings()).openapi()


def operations() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


every_operation = pytest.mark.parametrize(
    "operation", [one for _, one in operations()], ids=[name for name, _ in operations()]
)


def shape(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]})


def test_the_document_is_of_openapi_3_1() -> None:
    assert DOCUMENT["openapi"].startswith("3.1.")


@every_operation
def test_every_operation_is_told_of(operation: Mapping[str, Any]) -> None:
    assert operation["operationId"] in TOLD
    assert operation["description"] or operation["summary"]


@every_operation
def test_every_error_is_a_problem(operation: Mapping[str, Any]) -> None:
    errors = {status: one for status, one in operation["responses"].items() if status >= "400"}
    assert errors
    assert {tuple(one["content"]) for one in errors.values()} == {("application/problem+json",)}


@every_operation
def test_every_body_has_an_example_that_holds(operation: Mapping[str, Any]) -> None:
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for content in (one for body in bodies for one in body.get("content", {}).values()):
        if "example" in content:
            Draft202012Validator({**content["schema"], "components": DOCUMENT["components"]}).validate(
                content["example"]
            )


def test_no_two_operations_share_an_id() -> None:
    ids = [one["operationId"] for _, one in operations()]
    assert len(ids) == len(set(ids))


def test_every_reference_leads_somewhere() -> None:
    for name in DOCUMENT["components"]["schemas"]:
        list(shape(name).iter_errors({}))


def test_a_webhook_of_ours_is_described() -> None:
    assert "decision.made" in DOCUMENT["webhooks"]


def test_every_kind_of_problem_is_in_the_pages_of_the_service() -> None:
    text = (Path(__file__).parents[2] / "docs/service.md").read_text(encoding="utf-8")
    assert [name for name in KINDS if f"`{name}`" not in text] == []


def test_the_manifest_of_the_examples_is_one(service: Service) -> None:
    assert service.check(examples.MANIFEST_YAML).status_code == 201
    assert service.post(dict(examples.EVENT)).status_code == 201


@pytest.mark.parametrize("name", ["blocked.yaml", "clear.yaml", "open.yaml", "warned.yaml", "launched.yaml"])
def test_answers_are_of_the_shape_that_is_told(service: Service, name: str) -> None:
    answer = service.check(product(unique(), name), query="?full=true").json()
    shape("DecisionAnswer").validate(answer)
    shape("DecisionRecord").validate(service.client.get(answer["links"]["record"]).json())
    shape("DecisionPage").validate(service.client.get(answer["links"]["product"]).json())


def test_problems_are_of_the_shape_that_is_told(service: Service) -> None:
    shape("Problem").validate(service.check("a: [").json())
    shape("Problem").validate(service.post({}, secret="whsec_" + "A" * 32).json())


# ---- requests made from the document

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
)


@pytest.fixture(scope="module")
def api(running: Service) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", running.client.app)


MODES = schemathesis.GenerationMode
ASKED = [
    pytest.param(name, mode, id=f"{mode.value}-{name}")
    for name, operation in operations()
    for mode in MODES
    if mode is MODES.POSITIVE or operation.get("parameters")  # where nothing is asked nothing can be wrong
]


@pytest.mark.parametrize(("name", "mode"), ASKED)
def test_no_request_made_from_the_document_surprises(api: Any, name: str, mode: schemathesis.GenerationMode) -> None:
    method, path = name.split(" ")

    @given(case=api[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    def holds(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    holds()
