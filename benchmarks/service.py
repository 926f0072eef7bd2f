"""Times the service with real server processes and the whole rulebook: `python benchmarks/service.py`. It asserts no time.

python benchmarks/service.py               # SQLite with one worker, PostgreSQL with two: some minutes
python benchmarks/service.py --quick       # small numbers of everything, to see that it runs
python benchmarks/service.py --write       # put the table into docs/performance.md

Every decision is logged, chained and committed before its answer. PostgreSQL is the server HEGUI_TEST_POSTGRES names, a
schema of its own in it; without one its rows are left out.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from hegui_adapters.store.audit import examined
from hegui_adapters.store.database import Database
from hegui_adapters.store.kept import InDatabase
from load import Outcome, flood, paced
from own import KIND, Row
from products import product
from timing import as_installed, machine, versions

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from databases import database_url, present

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
START, END = "<!-- service: start -->", "<!-- service: end -->"
PACKAGES = ("hegui", "fastapi", "uvicorn", "sqlalchemy", "psycopg")
KEY = b"a secret of thirty-two bytes ...."
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
POOL = 50
REMEMBERED = 0.4
"""Seconds: what takes longer was judged anew."""
RUNNING = re.compile(r"running on http://([0-9.]+):(\d+)")
HEGUI = Path(sys.executable).with_name("hegui")
_ids = count(1)


@dataclass(frozen=True)
class Setup:
    """A database and how many workers serve it; the aim in decisions a second."""

    name: str
    kind: str
    workers: int
    aim: int


SETUPS = (
    Setup("SQLite, one worker", "sqlite", 1, 300),
    Setup("PostgreSQL, two workers", "postgresql", 2, 400),
)


@dataclass(frozen=True)
class Size:
    """How much is sent."""

    fresh: int
    decisions: int
    seconds: float
    reads: int


FULL, QUICK = Size(30, 6000, 20.0, 10_000), Size(4, 200, 2.0, 200)


def main() -> int:
    options = _options()
    about = f"{machine()}; " + ", ".join(f"{name} {found}" for name, found in versions(PACKAGES).items())
    print(about, flush=True)
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        for setup in SETUPS:
            if setup.kind == "postgresql" and not present():
                print("no PostgreSQL answers: its rows are left out", file=sys.stderr)
                continue
            for row in rows(setup, QUICK if options.quick else FULL):
                print(f"{row.what:<58} {row.shown:<44} {row.aim}", flush=True)
                found.append(row)
    if options.write:
        lines = [f"| {row.what} | {row.input} | {row.shown} | {row.aim} |" for row in found]
        _write("\n".join([f"Measured on {about}.", "", "| what | input | found | aim |", "|---|---|---|---|", *lines]))
    return 1 if any(row.what.startswith("BROKEN") for row in found) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times the service.")
    parser.add_argument("--quick", action="store_true", help="small numbers of everything")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser.parse_args()


def _write(table: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{START}\n\n{table}\n\n{END}{after}", encoding="utf-8")


def rows(setup: Setup, size: Size) -> Iterator[Row]:
    """One database: new manifests, the pool as fast as it goes, at half that rate, reads, and whether the log holds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(database_url(setup.kind, folder))
        address, token, pid = stack.enter_context(_served(url, setup.workers, folder))
        fresh = flood(address, _posts(address, [_body(seed) for seed in range(1000, 1000 + size.fresh)]), 4)
        yield _row(
            setup, "decisions a second, each manifest new", fresh, f"{KIND}, the whole judgement and body each", ""
        )
        pool = [_body(seed) for seed in range(POOL)]
        _warmed(address, pool, setup.workers)
        before = _spent(pid)
        full = flood(address, _posts(address, _around(pool, size.decisions)), 32, keep=True)
        kind = f"{KIND}, {POOL} products again and again, 32 connections"
        yield _row(setup, "durable decisions a second", full, kind, f"≥ {setup.aim} a second", _spent(pid) - before)
        statuses: Counter[int] = Counter()
        for load, what, aim in ((setup.aim / 2, "that aim", "p99 ≤ 80 ms"), (full.rate / 2, "what it managed", "")):
            gentle = paced(address, _posts(address, _around(pool, int(load * size.seconds))), load, 64)
            shown = f"p50 {gentle.at(0.5) * 1000:.1f} ms, p99 {gentle.at(0.99) * 1000:.1f} ms"
            yield Row(f"{setup.name}: answer at half {what}", f"{load:.0f} a second", shown, aim, gentle.at(0.99))
            statuses += gentle.statuses
        ids = [json.loads(body)["decision"]["id"] for body in full.bodies[:POOL]]
        gets = [_get(address, f"/v1/decisions/{one}", token) for one in ids]
        before = _spent(pid)
        reads = flood(address, _around(gets, size.reads), 16)
        yield _row(
            setup,
            "reads of a decision a second",
            reads,
            "by token, 16 connections",
            "≥ 1,000 a second",
            _spent(pid) - before,
        )
        statuses += fresh.statuses + full.statuses + reads.statuses
        yield _held(setup, url, statuses[201], sum(statuses.values()) - statuses[201] - statuses[200])


def _row(setup: Setup, what: str, found: Outcome, kind: str, aim: str, spent: float | None = None) -> Row:
    cores = f"; server {spent / found.seconds:.2f}" if spent is not None else ""
    shown = f"{found.rate:,.0f} (p50 {found.at(0.5) * 1000:.1f} ms; of a core: generator {found.own:.2f}{cores})"
    return Row(f"{setup.name}: {what}", kind, shown, aim, found.rate)


def _held(setup: Setup, url: str, decided: int, other: int) -> Row:
    """Whether the log has every decision that was answered, and its chain holds."""
    database = Database(url)
    try:
        with database.reading() as connection:
            found = examined(InDatabase(connection))
    finally:
        database.close()
    whole = found.holds and other == 0 and (found.decisions or 0) >= decided
    shown = f"{found.decisions} decisions for {decided} answers, {other} others, {len(found.faults)} faults"
    return Row(f"{'holds' if whole else 'BROKEN'}: the log of {setup.name}", "all of the above", shown, "all", decided)


# ---- the server


@contextmanager
def _served(url: str, workers: int, folder: Path) -> Iterator[tuple[tuple[str, int], str, int]]:
    """A running service, a token that reads, and its process."""
    env = {
        **as_installed(),
        "HEGUI_DATABASE": url,
        "HEGUI_SOURCES": json.dumps({"registry": {"secrets": [SECRET]}}),
        "HEGUI_RATE": "1000000",
        "HEGUI_BURST": "1000000",
    }
    subprocess.run([HEGUI, "db", "migrate"], env=env, check=True, stderr=subprocess.DEVNULL)
    made = subprocess.run(
        [HEGUI, "token", "new", "reader", "--role", "viewer"], env=env, check=True, capture_output=True, text=True
    )
    log = folder / "log"
    command = [HEGUI, "serve", "--port", "0", "--workers", str(workers)]
    with log.open("w") as stream, subprocess.Popen(command, env=env, stderr=stream, stdout=stream) as server:
        try:
            yield _address(log, server), made.stdout.strip(), server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def _address(log: Path, server: subprocess.Popen[bytes]) -> tuple[str, int]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        if (found := RUNNING.search(log.read_text())) and _listens(address := (found[1], int(found[2]))):
            return address
        time.sleep(0.05)
    raise RuntimeError(f"the service did not start:\n{log.read_text()}")


def _listens(address: tuple[str, int]) -> bool:
    """Whether somebody does: with several workers the address is told before the first of them is ready."""
    try:
        socket.create_connection(address).close()
    except OSError:
        return False
    return True


def _spent(pid: int) -> float:
    """Processor seconds of a server and its workers so far."""
    return sum(_processor(one) for one in [pid, *_children(pid)])


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in listed.read_text().split()] if listed.exists() else []


def _processor(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ---- what is sent


def _warmed(address: tuple[str, int], pool: Sequence[bytes], workers: int) -> None:
    """Let every worker have judged every product of the pool: whichever accepts a connection is left to chance."""
    quick = 0
    while quick < (1 if workers == 1 else 4):
        found = flood(address, _posts(address, pool), 4 * workers)
        quick = quick + 1 if found.at(1) < REMEMBERED else 0


def _body(seed: int) -> bytes:
    return json.dumps(product(seed), ensure_ascii=False, default=str).encode()


def _around(pool: Sequence[bytes], number: int) -> list[bytes]:
    return [pool[index % len(pool)] for index in range(number)]


def _posts(address: tuple[str, int], bodies: Sequence[bytes]) -> list[bytes]:
    return [_post(address, body) for body in bodies]


def _post(address: tuple[str, int], body: bytes) -> bytes:
    """A webhook of its own, signed as Standard Webhooks has it."""
    name, moment = f"msg_{os.getpid()}_{next(_ids)}", str(int(time.time()))
    signed = base64.b64encode(hmac.digest(KEY, f"{name}.{moment}.".encode() + body, hashlib.sha256)).decode()
    head = (
        f"POST /v1/webhooks/registry HTTP/1.1\r\nhost: {address[0]}:{address[1]}\r\ncontent-type: application/json\r\n"
        f"webhook-id: {name}\r\nwebhook-timestamp: {moment}\r\nwebhook-signature: v1,{signed}\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _get(address: tuple[str, int], path: str, token: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nhost: {address[0]}:{address[1]}\r\nauthorization: Bearer {token}\r\n\r\n".encode()


if __name__ == "__main__":
    sys.exit(main())
