"""Events of products and gates over HTTP: kept once, in the log, never changed; judged from the last manifest and all events."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from commandline import manifest
from hegui_adapters.store.audit import examined
from hegui_adapters.store.kept import opened
from httpx import Response
from jsonschema import Draft202012Validator
from serving import Service, product, unique

PILOT = {"kind": "pilot_started", "date": "2026-11-02"}
TESTING = {"kind": "testing_started", "date": "2026-10-01"}


@pytest.fixture
def name(service: Service) -> str:
    """A product that was checked once."""
    found = unique("lived")
    assert service.check(product(found, "clear.yaml")).status_code == 201
    return found


def add(service: Service, name: str, *events: object, **headers: str) -> Response:
    return service.client.post(f"/v1/products/{name}/events", json={"events": list(events)}, headers=headers)


def gate(service: Service, name: str, query: str = "") -> Any:
    return service.client.get(f"/v1/products/{name}/gate{query}")


def test_events_are_an_entry_of_the_log(service: Service, name: str) -> None:
    answer = add(service, name, PILOT)

    assert answer.status_code == 201, answer.text
    entry = next(one for one in service.written() if one.kind == "product.events")
    assert (entry.subject, json.loads(entry.payload or "")["events"]) == (name, [PILOT])


def test_a_log_with_events_holds(service: Service, name: str) -> None:
    add(service, name, PILOT)
    with opened(service.parts.database) as kept:
        assert examined(kept).holds


def test_the_same_key_adds_events_once(service: Service, name: str) -> None:
    first = add(service, name, PILOT, **{"idempotency-key": f"{name}-1"})
    again = add(service, name, PILOT, **{"idempotency-key": f"{name}-1"})

    assert (again.text, again.headers.get("idempotent-replayed")) == (first.text, "true")
    assert [kind for kind, _ in service.said()].count("product.events") == 1


def test_a_key_with_other_events_is_refused(service: Service, name: str) -> None:
    add(service, name, PILOT, **{"idempotency-key": f"{name}-2"})
    assert (
        add(service, name, TESTING, **{"idempotency-key": f"{name}-2"}).json()["type"] == "urn:hegui:problem:key-reused"
    )


@pytest.mark.parametrize(
    ("event", "pointer"),
    [
        ({"date": "2026-11-02"}, "/events/0"),
        ({"kind": "feedback"}, "/events/0"),
        ({"kind": "feedbak", "date": "2026-11-02"}, "/events/0/kind"),
        ({"kind": "feedback", "date": "2026-13-02"}, "/events/0/date"),
        ({"kind": "feedback", "date": "2026-12-02"}, "/events/0/date"),
        ({"kind": "feedback", "date": "2026-11-02", "mood": "good"}, "/events/0/mood"),
    ],
    ids=["no kind", "no day", "no such kind", "no such day", "a day ahead", "no such field"],
)
def test_an_event_that_cannot_be_kept_is_told_at_its_place(
    service: Service, name: str, event: object, pointer: str
) -> None:
    answer = add(service, name, event)

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:hegui:problem:invalid-events")
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


def test_an_id_is_used_once_in_all_requests(service: Service, name: str) -> None:
    event = {"id": "i1", "kind": "incident", "date": "2026-11-02"}
    assert add(service, name, event).status_code == 201
    assert add(service, name, event).status_code == 422


def test_what_was_refused_is_not_kept(service: Service, name: str) -> None:
    add(service, name, PILOT, {"kind": "feedback"})
    assert "product.events" not in [kind for kind, _ in service.said()]


@pytest.mark.parametrize("body", ["[]", '{"events": []}', '{"events": [1]}', '{"events": [], "more": 1}'])
def test_a_body_of_another_form_is_refused(service: Service, name: str, body: str) -> None:
    headers = {"content-type": "application/json"}
    answer = service.client.post(f"/v1/products/{name}/events", content=body, headers=headers)
    assert answer.status_code in (400, 422)


# ---- the gate


def test_a_gate_is_judged_from_the_events_that_were_posted(service: Service, name: str) -> None:
    add(service, name, PILOT)
    told = gate(service, name).json()["gate"]
    assert (told["stage"], told["timeline"]["current"], told["as_of"]) == ("grey_release", "pilot", "2026-12-01")


def test_events_stand_behind_those_of_the_manifest(service: Service) -> None:
    own = unique("lived")
    text = f"{{product: {{id: {own}}}, journal: [{{kind: proposed, date: 2026-05-01}}]}}"
    assert service.check(manifest(text)).status_code == 201
    add(service, own, PILOT)
    events = gate(service, own).json()["gate"]["timeline"]["events"]
    assert [event["kind"] for event in events] == ["proposed", "pilot_started"]


def test_a_gate_is_judged_on_the_day_that_is_asked_for(service: Service, name: str) -> None:
    add(service, name, TESTING, PILOT)
    told = gate(service, name, "?as_of=2026-10-15").json()["gate"]
    assert (told["stage"], [remark["kind"] for remark in told["remarks"]]) == ("pilot", ["ahead"])


def test_the_stage_can_be_named(service: Service, name: str) -> None:
    assert gate(service, name, "?stage=retired").json()["gate"]["stage"] == "retired"


def test_a_gate_keeps_nothing(service: Service, name: str) -> None:
    before = len(service.written())
    gate(service, name, "?stage=pilot")
    assert len(service.written()) == before


def test_the_gate_is_of_the_last_manifest(service: Service, name: str) -> None:
    service.clock.now += timedelta(minutes=1)
    later = service.check(product(name, "blocked.yaml")).json()["decision"]["id"]
    assert gate(service, name, "?stage=pilot").json()["decision"] == later


@pytest.mark.parametrize(
    ("query", "status", "problem"),
    [("?stage=nowhere", 422, "invalid-request"), ("?as_of=soon", 422, "invalid-request"), ("", 409, "not-possible")],
)
def test_what_cannot_be_judged_is_a_problem(service: Service, name: str, query: str, status: int, problem: str) -> None:
    answer = gate(service, name, query)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:hegui:problem:{problem}")


def test_a_product_never_checked_has_no_gate(service: Service) -> None:
    assert gate(service, unique("unknown"), "?stage=pilot").status_code == 404


def test_events_that_contradict_the_manifest_are_told(service: Service, name: str) -> None:
    incident = {"id": "i1", "kind": "incident", "date": "2026-11-02"}
    add(service, name, incident)
    text = f"{{product: {{id: {name}}}, journal: [{json.dumps(incident)}]}}"
    assert service.check(manifest(text)).status_code == 201
    assert gate(service, name, "?stage=pilot").json()["type"] == "urn:hegui:problem:not-possible"


def test_answers_are_of_the_shape_that_is_told(service: Service, name: str) -> None:
    document = service.client.get("/openapi.json").json()

    def holds(shape: str, told: object) -> None:
        schema = {"$ref": f"#/components/schemas/{shape}", "components": document["components"]}
        Draft202012Validator(schema).validate(told)

    holds("EventsAdded", add(service, name, PILOT).json())
    holds("GateAnswer", gate(service, name).json())
