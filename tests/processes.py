"""For tests of the service as it runs: real `hegui serve` processes, what they log, and a pipeline that posts to them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from typing import Any

import httpx
from commandline import RULES
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import migrate
from standardwebhooks import Webhook

HEGUI = Path(sys.executable).with_name("hegui")
SECRET = "whsec_" + "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTE="
RUNNING = re.compile(r"running on http://127\.0\.0\.1:(\d+)")
PATIENCE = 60


@dataclass
class Server:
    """A running service: its process and the lines it has logged."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    base: str = ""
    _fresh: Queue[str | None] = field(default_factory=Queue)

    def read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            self._fresh.put(line)
        self._fresh.put(None)

    def until(self, text: str, times: int = 1) -> str:
        """The line with some text that it logs next, for the n-th time."""
        for _ in range(times):
            while (line := self._fresh.get(timeout=PATIENCE)) is not None and text not in line:
                pass
            assert line is not None, f"the service ended:\n{''.join(self.lines)}"
        return line

    def events(self) -> list[Mapping[str, Any]]:
        """What it logged, as JSON; nothing else may stand there but the token it shows once."""
        return [json.loads(line) for line in self.lines if "hegui_" not in line]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def post(self, client: httpx.Client, name: str, text: str) -> httpx.Response:
        """Post a body as a webhook of the source `registry`."""
        return client.post(f"{self.base}/v1/webhooks/registry", content=text.encode(), headers=signed(name, text))


def signed(name: str, text: str) -> dict[str, str]:
    moment = datetime.now(UTC)
    return {
        "content-type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(SECRET).sign(name, moment, text),
    }


def manifest(name: str) -> str:
    return json.dumps({"hegui": "product/v1", "product": {"id": name, "channels": ["own_app"]}})


def environment(url: str, **settings: str) -> dict[str, str]:
    """What a service is told: a database, the rules of the command line's tests, one source."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEGUI_")}
    told = {
        "HEGUI_DATABASE": url,
        "HEGUI_BASE": str(RULES),
        "HEGUI_LANG": "en",
        "HEGUI_RATE": "1000000",
        "HEGUI_BURST": "1000000",
        "HEGUI_SOURCES": json.dumps({"registry": {"secrets": [SECRET]}}),
        "PYTHONUNBUFFERED": "1",
    }
    return {**kept, **told, **settings}


def migrated(url: str) -> str:
    database = Database(url)
    migrate(database)
    database.close()
    return url


@contextmanager
def serving(url: str, workers: int = 1, **settings: str) -> Iterator[Server]:
    """A service that answers; it is told to end, if it still runs."""
    command = [str(HEGUI), "serve", "--port", "0", "--workers", str(workers)]
    process = subprocess.Popen(
        command, env=environment(url, **settings), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    found = Server(process)
    reader = threading.Thread(target=found.read, daemon=True)
    reader.start()
    try:
        port = RUNNING.search(found.until("running on http"))
        if workers > 1:
            found.until("Application startup complete", workers)
        found.base = f"http://127.0.0.1:{port[1] if port else 0}"
        yield found
    finally:
        process.terminate()
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        assert process.stderr is not None
        process.stderr.close()
