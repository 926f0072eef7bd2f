"""`hegui serve` as a process: when it refuses to start, what it says, how it takes new rules, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from commandline import RULES
from databases import database_url
from deciding import Log
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import migrate
from processes import HEGUI, PATIENCE, Server, environment, manifest, migrated, serving
from storing import entries_of, faults_of


def run(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [HEGUI, *arguments], env=environment(url), capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'hegui.db'}"


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[str]:
    with database_url("postgresql", tmp_path) as url:
        yield url


# ---- starting


def test_several_workers_on_sqlite_are_refused_with_the_reason(sqlite: str) -> None:
    ran = run(sqlite, "serve", "--workers", "2")
    assert (ran.returncode, ran.stderr) == (
        2,
        "hegui: SQLite has one writer at a time, so it is served by --workers 1; for more, use PostgreSQL\n",
    )


def test_an_empty_team_database_is_refused_with_the_command(postgresql: str) -> None:
    ran = run(postgresql, "serve")
    assert ran.returncode == 2
    assert "run hegui db migrate" in ran.stderr


def test_an_old_embedded_database_is_not_changed_by_a_start(sqlite: str) -> None:
    database = Database(sqlite)
    migrate(database, "0001")
    database.close()
    ran = run(sqlite, "serve")
    assert ran.returncode == 2
    assert "back it up and run hegui db migrate" in ran.stderr


def test_a_database_of_a_newer_program_is_refused(sqlite: str) -> None:
    database = Database(migrated(sqlite))
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    ran = run(sqlite, "serve")
    assert ran.returncode == 2
    assert "upgrade the program" in ran.stderr


def test_a_database_that_does_not_answer_is_said_plainly(tmp_path: Path) -> None:
    ran = run(f"sqlite:///{tmp_path / 'nowhere' / 'hegui.db'}", "serve")
    assert (ran.returncode, ran.stderr) == (2, "hegui: the database cannot be used: unable to open database file\n")


def test_the_schema_is_brought_up_to_date_by_command(postgresql: str) -> None:
    before, done, after = (run(postgresql, "db", verb) for verb in ("status", "migrate", "status"))
    assert (before.returncode, done.returncode, after.returncode) == (2, 0, 0)


def test_the_outbox_is_purged_by_command_with_a_reason(sqlite: str) -> None:
    asked = ("db", "purge", "--before", "2026-12-01", "--dead", "--lang", "zh", "--reason")
    done, idle = (run(migrated(sqlite), *asked, reason) for reason in ("到期清理", " "))
    assert (done.returncode, done.stderr) == (0, "已清除 2026-12-01 以前送达或取消的消息 0 条、死信 0 条\n")
    assert (idle.returncode, idle.stderr) == (2, "hegui: 须写明理由\n")


def test_the_first_admin_token_is_shown_once(sqlite: str) -> None:
    with serving(sqlite) as first:
        shown = [line for line in first.lines if "hegui_" in line]
        first.stop()
    with serving(sqlite) as second:
        again = [line for line in second.lines if "hegui_" in line]
        secret = shown[0].rpartition(" ")[2].strip()
        found = httpx.get(f"{second.base}/v1/tokens", headers={"authorization": f"Bearer {secret}"})
    assert (len(shown), again) == (1, [])
    assert [one["name"] for one in found.json()["tokens"]] == ["first-admin"]


def test_a_token_is_made_listed_and_revoked_by_command(sqlite: str) -> None:
    made = run(migrated(sqlite), "token", "new", "pipeline", "--role", "product", "--expires", "2099-01-01")
    listed = json.loads(run(sqlite, "token", "list", "--format", "json").stdout)["tokens"]
    revoked = run(sqlite, "token", "revoke", listed[0]["id"])
    assert made.stdout.startswith("hegui_")
    assert (listed[0]["name"], listed[0]["role"], listed[0]["expires"]) == ("pipeline", "product", "2099-01-01")
    assert revoked.returncode == 0
    assert "revoked" in run(sqlite, "token", "list").stdout


@pytest.mark.parametrize(
    "arguments", [("new", "A b", "--role", "viewer"), ("new", "x", "--role", "root"), ("revoke", "x")]
)
def test_a_token_that_cannot_be_is_refused(sqlite: str, arguments: tuple[str, ...]) -> None:
    ran = run(migrated(sqlite), "token", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")


# ---- running


def test_it_says_whether_it_lives_and_can_answer(sqlite: str) -> None:
    with serving(sqlite, HEGUI_OPEN="true") as server:
        lives, ready = (httpx.get(f"{server.base}/{name}") for name in ("healthz", "readyz"))
    assert (lives.status_code, ready.status_code) == (200, 200)
    assert ready.json()["rulebook"]["version"] == "test.1"


def test_what_it_logs_is_json_with_the_trace_and_without_what_was_sent(sqlite: str) -> None:
    trace, secret = "4bf92f3577b34da6a3ce929d0e0e4736", "hegui_" + "s" * 43
    with serving(sqlite) as server:
        told = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01", "authorization": f"Bearer {secret}"}
        with httpx.Client() as client:
            server.post(client, "msg-1", manifest("a-secret-product"))
            client.get(f"{server.base}/v1/decisions/x?part=a-secret-part", headers=told)
        server.stop()
    asked = [event for event in server.events() if event["event"] == "request"]
    assert [(one["route"], one["status"]) for one in asked] == [
        ("/v1/webhooks/{source}", 201),
        ("/v1/decisions/{decision_id}", 401),
    ]
    assert (asked[0]["actor"], asked[1]["trace_id"]) == ("source:registry", trace)
    assert not any("a-secret" in line or secret in line for line in server.lines)


COUNTED = (
    'hegui_decisions_total{verdict="undetermined"} 3.0',
    "hegui_judging_recalled_total 2.0",
    "hegui_judging_seconds_count 1.0",
    'hegui_requests_total{method="POST",route="/v1/webhooks/{source}",status="201"} 4.0',
    "hegui_scribe_jobs_sum 4.0",
    "hegui_log_height 3.0",
)


def test_it_counts_for_prometheus(sqlite: str) -> None:
    with serving(sqlite, HEGUI_OPEN="true") as server, httpx.Client() as client:
        for name in ("a", "b", "c", "a"):
            server.post(client, name, manifest("x"))
        text = client.get(f"{server.base}/metrics").text
    assert [line for line in COUNTED if line not in text] == []


def test_workers_add_up_what_they_count(postgresql: str) -> None:
    with serving(migrated(postgresql), workers=2, HEGUI_OPEN="true") as server:
        for number in range(8):
            with httpx.Client() as client:
                server.post(client, f"m{number}", manifest("x"))
        text = httpx.get(f"{server.base}/metrics").text
    assert 'hegui_decisions_total{verdict="undetermined"} 8.0' in text


# ---- new rules


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


def version(server: Server) -> str:
    found: str = httpx.get(f"{server.base}/readyz").json()["rulebook"]["version"]
    return found


def renamed(rules: Path, version: str) -> None:
    (rules / "rulebook.yaml").write_text(f'version: "{version}"\nincluded_up_to: 2026-11-22\n')


def test_new_rules_are_taken_on_a_signal_and_told_in_the_log(sqlite: str, rules: Path) -> None:
    with serving(sqlite, HEGUI_OPEN="true", HEGUI_BASE=str(rules)) as server:
        renamed(rules, "test.2")
        server.process.send_signal(signal.SIGHUP)
        server.until("rulebook reloaded")
        assert version(server) == "test.2"
    assert told(sqlite) == [("rulebook.reloaded", "operator:SIGHUP")]


def test_broken_rules_leave_those_before_and_say_why(sqlite: str, rules: Path) -> None:
    with serving(sqlite, HEGUI_OPEN="true", HEGUI_BASE=str(rules)) as server:
        (rules / "rulebook.yaml").write_text("version: [")
        server.process.send_signal(signal.SIGHUP)
        assert "rulebook.yaml" in server.until("rulebook refused")
        found = httpx.post(f"{server.base}/v1/admin/reload")
        assert (found.status_code, found.json()["type"]) == (422, "urn:hegui:problem:invalid-rules")
        assert "rulebook.yaml" in found.json()["errors"][0]["detail"]["en"]
        assert version(server) == "test.1"
    assert told(sqlite) == [("rulebook.refused", "operator:SIGHUP"), ("rulebook.refused", "anonymous")]


def test_rules_that_are_the_same_are_told_as_such(sqlite: str, rules: Path) -> None:
    with serving(sqlite, HEGUI_OPEN="true", HEGUI_BASE=str(rules)) as server:
        assert httpx.post(f"{server.base}/v1/admin/reload").json()["changed"] is False
    assert told(sqlite) == []


def test_every_worker_takes_the_new_rules(postgresql: str, rules: Path) -> None:
    with serving(migrated(postgresql), workers=2, HEGUI_OPEN="true", HEGUI_BASE=str(rules)) as server:
        renamed(rules, "test.2")
        assert httpx.post(f"{server.base}/v1/admin/reload").json()["changed"] is True
        server.until("rulebook reloaded", 2)
        assert {version(server) for _ in range(8)} == {"test.2"}


def told(url: str) -> list[tuple[str, str]]:
    database = Database(url)
    try:
        return [(entry.kind, entry.actor) for entry in entries_of(database)]
    finally:
        database.close()


# ---- ending


def test_a_signal_to_end_under_load_loses_nothing_that_was_accepted(sqlite: str) -> None:
    answered: list[str] = []
    enough = threading.Event()

    def posting(server: Server, worker: int) -> None:
        with httpx.Client(timeout=PATIENCE) as client:
            for number in range(100_000):
                try:
                    found = server.post(client, f"m{worker}-{number}", manifest("x"))
                except httpx.TransportError:
                    return
                assert found.status_code == 201, found.text
                answered.append(found.json()["decision"]["id"])
                if len(answered) > 50:
                    enough.set()

    with serving(sqlite) as server:
        workers = [threading.Thread(target=posting, args=(server, worker)) for worker in range(8)]
        for one in workers:
            one.start()
        assert enough.wait(PATIENCE)
        code = server.stop()
        for one in workers:
            one.join(PATIENCE)
    assert code == 0
    database = Database(sqlite)
    try:
        kept = {entry.subject for entry in entries_of(database) if entry.kind == "decision"}
        assert faults_of(database) == ()
    finally:
        database.close()
    assert set(answered) <= kept
    assert len(kept) - len(answered) <= 8  # decided, but the connection closed before the answer was read


def workers_of(server: Server) -> list[int]:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return [int(pid) for pid in children if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]


def test_workers_end_when_what_started_them_is_gone(postgresql: str) -> None:
    with serving(migrated(postgresql), workers=2) as server:
        server.process.kill()
        server.until("Finished server process", 2)


def test_a_worker_that_dies_is_replaced(postgresql: str) -> None:
    with serving(migrated(postgresql), workers=2, HEGUI_OPEN="true") as server:
        os.kill(workers_of(server)[0], signal.SIGKILL)
        server.until("Application startup complete")
        assert httpx.get(f"{server.base}/readyz").status_code == 200
        assert server.stop() == 0


def test_portraits_of_decisions_made_before_there_were_any_are_drawn_by_command(sqlite: str) -> None:
    migrated(sqlite)
    database = Database(sqlite)
    log = Log(database)
    log.decide("d-1")
    log.scribe.close()
    database.close()
    first, second, whole = (run(sqlite, "db", "portray", *more) for more in ((), (), ("--all",)))
    assert [(one.returncode, one.stderr) for one in (first, second, whole)] == [
        (0, "drew 1 portraits\n"),
        (0, "drew 0 portraits\n"),
        (0, "drew 1 portraits\n"),
    ]
