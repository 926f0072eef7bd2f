"""What becomes of decisions when things fail under load: what was acknowledged is kept, once, and the chain holds."""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from crashing import Cuttable, cuttable, listening, started
from databases import database_url
from hegui_adapters.store.database import Database
from processes import PATIENCE, environment, manifest, migrated, serving, signed
from serving import Service, product, served, unique
from sqlalchemy import event
from sqlalchemy.engine import make_url
from storing import entries_of, faults_of

pytestmark = pytest.mark.slow
CRASHES, CALLERS = 20, 6


@dataclass
class Pipelines:
    """Pipelines that post webhooks, each its own, and go on with what was not acknowledged as senders of webhooks do."""

    base: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    _numbers: Iterator[int] = field(default_factory=count)
    _waiting: list[str] = field(default_factory=list)
    _fresh: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def posting(self) -> Iterator[None]:
        """Let them post while the block runs."""
        ended = threading.Event()
        threads = [threading.Thread(target=self._post, args=(ended,)) for _ in range(CALLERS)]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            ended.set()
            for one in threads:
                one.join(PATIENCE)
            assert not any(one.is_alive() for one in threads)

    def more(self, number: int) -> None:
        """Wait until so many more are acknowledged."""
        with self._fresh:
            wanted = len(self.acknowledged) + number
            assert self._fresh.wait_for(lambda: len(self.acknowledged) >= wanted, PATIENCE)

    def refused(self) -> None:
        """Wait until one is told to come back."""
        with self._fresh:
            before = self.statuses[503]
            assert self._fresh.wait_for(lambda: self.statuses[503] > before, PATIENCE)

    def _post(self, ended: threading.Event) -> None:
        with httpx.Client(timeout=PATIENCE) as client:
            while not ended.is_set():
                name = self._next()
                try:
                    found = client.post(
                        f"{self.base}/v1/webhooks/registry",
                        content=manifest(f"p-{name}").encode(),
                        headers=signed(name, manifest(f"p-{name}")),
                    )
                except httpx.TransportError:
                    self._waiting.append(name)
                else:
                    self._answered(name, found)

    def _next(self) -> str:
        try:
            return self._waiting.pop()
        except IndexError:
            return f"msg-{next(self._numbers)}"

    def _answered(self, name: str, found: httpx.Response) -> None:
        with self._fresh:
            self.statuses[found.status_code] += 1
            if found.status_code == 201:
                self.acknowledged[name] = found.json()["decision"]["id"]
            else:
                self._waiting.append(name)
                if found.status_code == 503:
                    assert "retry-after" in found.headers
            self._fresh.notify_all()


def kept(url: str) -> Mapping[str, list[str]]:
    """The decisions in a log, by webhook-id; the whole store holds."""
    database = Database(url)
    try:
        assert faults_of(database) == ()
        found: dict[str, list[str]] = {}
        for entry in entries_of(database):
            if entry.kind == "decision":
                record: dict[str, Any] = json.loads(entry.payload or "")
                found.setdefault(record["delivery"]["key"], []).append(entry.subject)
        return found
    finally:
        database.close()


def assert_nothing_lost(pipelines: Pipelines, url: str) -> None:
    found = kept(url)
    assert [name for name, decisions in found.items() if len(decisions) > 1] == []
    assert {name: found.get(name) for name in pipelines.acknowledged} == {
        name: [decision] for name, decision in pipelines.acknowledged.items()
    }


# ---- the process dies


def test_killed_twenty_times_under_load_it_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    url = migrated(f"sqlite:///{tmp_path / 'hegui.db'}")
    chance = random.Random(5)  # noqa: S311 - which moments, not which secrets
    with listening() as listener:
        pipelines = Pipelines(f"http://127.0.0.1:{listener.getsockname()[1]}")
        with pipelines.posting():
            for _ in range(CRASHES):
                process = started(listener, environment(url), tmp_path / "log")
                pipelines.more(chance.randrange(1, 40))
                process.kill()
                process.join(PATIENCE)
            last = started(listener, environment(url), tmp_path / "log")
            pipelines.more(CALLERS)
        last.terminate()
        last.join(PATIENCE)
    assert len(pipelines.acknowledged) > CRASHES
    assert set(pipelines.statuses) == {201}
    assert_nothing_lost(pipelines, url)


# ---- the database goes away


def test_a_database_that_goes_away_under_load_and_comes_back_holds_what_was_acknowledged(tmp_path: Path) -> None:
    with ExitStack() as stack:
        straight = migrated(stack.enter_context(database_url("postgresql", tmp_path)))
        way, url = stack.enter_context(detour(straight))
        server = stack.enter_context(serving(url, HEGUI_OPEN="true"))
        pipelines = Pipelines(server.base)
        with pipelines.posting():
            for _ in range(5):
                pipelines.more(20)
                way.cut()
                pipelines.refused()
                way.mend()
            pipelines.more(20)
        assert set(pipelines.statuses) == {201, 503}
        assert_nothing_lost(pipelines, straight)


@contextmanager
def detour(url: str) -> Iterator[tuple[Cuttable, str]]:
    """A way to a database that can be cut, and the database's address by that way."""
    told = make_url(url)
    with cuttable(told.host or "127.0.0.1", told.port or 5432) as way:
        by_way = told.set(host="127.0.0.1", port=way.port)
        yield way, by_way.render_as_string(hide_password=False)


def test_without_its_database_it_is_not_ready_and_with_it_it_is_again(tmp_path: Path) -> None:
    with ExitStack() as stack:
        way, url = stack.enter_context(detour(migrated(stack.enter_context(database_url("postgresql", tmp_path)))))
        service = stack.enter_context(served(url))
        way.cut()
        away = [service.client.get(path).status_code for path in ("/readyz", "/healthz")]
        way.mend()
        assert (away, service.client.get("/readyz").status_code) == ([503, 200], 200)


# ---- the disk


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Service]:
    with served(f"sqlite:///{tmp_path / 'hegui.db'}") as service:
        yield service


@contextmanager
def each_transaction(service: Service, pragma: str) -> Iterator[None]:
    """Let a pragma hold for every transaction while the block runs."""
    engine = service.parts.database.engine

    def begun(connection: Any) -> None:
        connection.exec_driver_sql(f"PRAGMA {pragma}")

    event.listen(engine, "begin", begun, insert=True)
    yield
    event.remove(engine, "begin", begun)
    engine.dispose()


def pages(service: Service) -> int:
    with service.parts.database.reading() as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


BIG = "\n".join(f"# {number:0200d}" for number in range(500))


@pytest.mark.parametrize("trouble", ["the disk is full", "the file cannot be written"])
def test_where_nothing_can_be_written_callers_are_told_and_nothing_is_half_kept(
    embedded: Service, trouble: str
) -> None:
    first = embedded.check(product(unique()), "key-1")
    pragma = f"max_page_count = {pages(embedded)}" if trouble == "the disk is full" else "query_only = 1"
    text = f"{product(unique())}{BIG if 'disk' in trouble else ''}\n"
    with each_transaction(embedded, pragma):
        found = embedded.check(text, "key-2")
        read = embedded.client.get(first.json()["links"]["self"])
    again = embedded.check(text, "key-2")
    assert (found.status_code, found.headers["retry-after"]) == (503, "5")
    assert (read.status_code, again.status_code) == (200, 201)
    assert set(kept(str(embedded.parts.settings.database))) == {"key-1", "key-2"}


# ---- the clock


def test_a_clock_that_jumps_back_neither_breaks_the_chain_nor_the_order(embedded: Service) -> None:
    name = unique()
    first = embedded.check(product(name)).json()["decision"]
    embedded.clock.move(hours=-5)
    second = embedded.check(product(name)).json()["decision"]
    listed = embedded.client.get(f"/v1/products/{name}/decisions").json()["decisions"]
    assert [one["id"] for one in listed] == [second["id"], first["id"]]
    assert second["time"] < first["time"]
    kept(str(embedded.parts.settings.database))


def test_a_clock_that_jumps_back_locks_nobody_out(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 'hegui.db'}", open=False) as service:
        _, secret = service.parts.tokens.new("reader", "viewer", "tester")
        bearer = {"authorization": f"Bearer {secret}"}
        found = [service.client.get("/v1/rules", headers=bearer).status_code]
        service.clock.move(hours=-5)
        found.append(service.client.get("/v1/rules", headers=bearer).status_code)
    assert found == [200, 200]


# ---- two at once


def test_workers_that_race_on_one_id_make_one_decision(tmp_path: Path) -> None:
    with database_url("postgresql", tmp_path) as url, serving(migrated(url), workers=2) as server:
        with ExitStack() as stack, ThreadPoolExecutor(CALLERS) as pool:
            clients = [stack.enter_context(httpx.Client(timeout=PATIENCE)) for _ in range(CALLERS)]
            for number in range(20):
                text, name = manifest(f"p{number}"), f"msg-{number}"
                found = list(pool.map(lambda one, n=name, t=text: server.post(one, n, t), clients))
                assert {one.status_code for one in found} == {201}
                assert len({one.text for one in found}) == 1
        assert {len(decisions) for decisions in kept(url).values()} == {1}
