"""What callers see when the store does not answer, and when two workers share one."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from databases import KINDS, database_url
from hegui_adapters.store import tables
from hegui_adapters.store.database import Database
from serving import Service, product, served, unique
from sqlalchemy import create_engine, delete, update
from storing import faults_of

NOWHERE = "sqlite:////nowhere/at/all.db"
ASKED = {
    "a check": lambda service: service.check(product("x")),
    "a check with a key": lambda service: service.check(product("x"), unique("key")),
    "a webhook": lambda service: service.post({"type": "ping"}),
    "a forged webhook": lambda service: service.client.post("/v1/webhooks/registry", content=b"{}"),
    "a decision": lambda service: service.client.get("/v1/decisions/019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52"),
    "decisions": lambda service: service.client.get("/v1/products/x/decisions"),
}


@pytest.fixture
def away(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A service whose database has gone away."""
    nowhere(monkeypatch, service.parts.database)
    return service


def nowhere(patch: pytest.MonkeyPatch, database: Database) -> None:
    """Let a database be away for whoever writes, reads or asks."""
    for engine in ("engine", "asked"):
        patch.setattr(database, engine, create_engine(NOWHERE))


@pytest.mark.parametrize("name", ASKED)
def test_a_store_that_does_not_answer_is_told_with_when_to_come_back(away: Service, name: str) -> None:
    found = ASKED[name](away)
    assert (found.status_code, found.json()["type"]) == (503, "urn:hegui:problem:unavailable")
    assert found.headers["retry-after"] == "5"


def test_when_the_store_is_back_the_same_key_is_decided_once(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    text, key = product(unique()), unique("key")
    with monkeypatch.context() as patch:
        nowhere(patch, service.parts.database)
        assert service.check(text, key).status_code == 503
    assert [service.check(text, key).status_code for _ in range(2)] == [201, 201]
    assert [kind for kind, _ in service.said()] == ["decision"]


def test_no_request_turns_the_warnings_filters_of_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are no thread's own: workers that turned them at once made each other's warnings errors."""
    turned: list[str] = []
    with served(f"sqlite:///{tmp_path / 'hegui.db'}") as service:
        monkeypatch.setattr(warnings, "simplefilter", lambda *said, **_: turned.append(str(said)))
        codes = {name: ask(service).status_code for name, ask in ASKED.items()}
        monkeypatch.undo()
    assert (turned, codes["a check"], codes["a webhook"]) == ([], 201, 200)


@pytest.mark.parametrize("kind", KINDS)
def test_two_workers_that_race_on_one_id_make_one_decision(kind: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        url = stack.enter_context(database_url(kind, tmp_path))
        workers = [stack.enter_context(served(url)) for _ in range(2)]
        for number in range(5):
            body = {"hegui": "product/v1", "product": {"id": f"p{number}"}}
            with ThreadPoolExecutor(8) as pool:
                found = list(pool.map(lambda n, b=body, i=number: workers[n % 2].post(b, f"msg-{i}"), range(8)))
            assert {one.status_code for one in found} == {201}
            assert len({one.text for one in found}) == 1
        assert len(workers[0].written()) == 5
        assert faults_of(workers[0].parts.database) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_of_two_workers_with_other_bodies_for_one_id_one_is_told_of_the_conflict(kind: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        url = stack.enter_context(database_url(kind, tmp_path))
        workers = [stack.enter_context(served(url)) for _ in range(2)]
        bodies = [{"hegui": "product/v1", "product": {"id": f"p{number}"}} for number in range(2)]
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda worker, body: worker.post(body, "msg"), workers, bodies))
        assert sorted(one.status_code for one in found) == [201, 409]


def test_a_document_that_was_taken_away_is_kept_again(service: Service) -> None:
    text = product(unique())
    first = service.check(text).json()
    gone = [first["decision"]["digest"].removeprefix("sha256:")]
    with service.parts.database.writing() as connection:
        connection.execute(delete(tables.decisions).where(tables.decisions.c.id == first["decision"]["id"]))
        connection.execute(delete(tables.documents).where(tables.documents.c.digest.in_(gone)))
    again = service.check(text).json()
    assert service.client.get(again["links"]["body"]).status_code == 200


def test_a_document_that_was_altered_is_not_given_out_as_it_stands(service: Service) -> None:
    found = service.check(product(unique())).json()
    digest = found["decision"]["digest"].removeprefix("sha256:")
    with service.parts.database.writing() as connection:
        connection.execute(update(tables.documents).where(tables.documents.c.digest == digest).values(data=b"x"))
    assert service.client.get(found["links"]["body"]).status_code == 500
