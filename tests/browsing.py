"""For tests of the pages: a service that listens on a port of its own with all samples decided, and a browser that watches itself.

Whatever a page does that it must not (an error on its console, an exception, a request to another host) fails the test.
"""

from __future__ import annotations

import json
import os
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from hegui_adapters.service.app import application
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.roles import Role
from hegui_adapters.service.sessions import Session, csrf_of, sealed
from hegui_adapters.service.settings import ServiceSettings
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import migrate
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from serving import YAML, Clock

ROOT = Path(__file__).parents[1]
SAMPLES = {file.parent.name: file for file in sorted((ROOT / "examples").glob("*/manifest.yaml"))}
AXE = ROOT / "assets" / "built" / "axe.js"
CHROMIUM = os.environ.get("HEGUI_CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60.0
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients of a service on this machine: to read whom to trust takes longer than most answers."""
GRAVE = ("serious", "critical")


# ---- the service


@dataclass
class Site:
    """A service with pages. `decisions` are the ids of the samples' decisions, by the name of their folder."""

    base: str
    app: FastAPI
    decisions: dict[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> Parts:
        parts: Parts = self.app.state.parts
        return parts

    def session(self, role: Role) -> Session:
        """Somebody of a role who signed in."""
        until = int(self.parts.clock().timestamp()) + 3600
        return Session(f"session-of-{role}", f"person:{role}", f"李{role}", (role,), until)

    def cookies(self, role: Role | None, lang: str = "zh") -> dict[str, str]:
        """What the browser of somebody of a role keeps for the service."""
        held = {"hegui": sealed(self.session(role), self.parts.session_key)} if role else {}
        return {**held, "lang": lang}

    def csrf(self, role: Role) -> str:
        return csrf_of(self.session(role), self.parts.session_key)

    def client(self, role: Role | None = "viewer", lang: str = "zh", **headers: str) -> httpx.Client:
        """Asks as a browser of somebody of a role would, without being one."""
        accept = {"accept": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
        return httpx.Client(
            base_url=self.base, cookies=self.cookies(role, lang), headers=accept, trust_env=False, timeout=PATIENCE,
            verify=NO_TLS,
        )  # fmt: skip

    def token(self, role: Role, name: str = "test") -> str:
        return self.parts.tokens.new(name, role, "tester")[1]

    def decide(self, manifest: bytes) -> str:
        """The id of the decision on a manifest."""
        bearer = {"authorization": f"Bearer {self.token('product')}", **YAML}
        with httpx.Client(base_url=self.base, trust_env=False, verify=NO_TLS) as client:
            answer = client.post("/v1/checks", content=manifest, headers=bearer, timeout=PATIENCE)
        found: str = answer.raise_for_status().json()["decision"]["id"]
        return found


@contextmanager
def site(folder: Path, **settings: Any) -> Iterator[Site]:
    """A service on an empty database that listens on a free port of this machine, with the bundled rules."""
    url = f"sqlite:///{folder / 'hegui.db'}"
    database = Database(url)
    migrate(database)
    database.close()
    app = application(ServiceSettings(**{"database": url, "couriers": 0, "burst": 5000, **settings}), Clock())
    server = uvicorn.Server(uvicorn.Config(app, port=0, ws="none", log_config=None, lifespan="on"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    end = time.monotonic() + PATIENCE
    while not server.started:
        assert running.is_alive(), "the service did not start"
        assert time.monotonic() < end, "the service takes too long to start"
        time.sleep(0.02)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Site(f"http://127.0.0.1:{port}", app)
    finally:
        server.should_exit = True
        running.join(PATIENCE)


# ---- the browser


@dataclass
class Watch:
    """What the pages of a test did that they must not."""

    base: str
    wrongs: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    """Parts of messages a test means to cause, such as `status of 404`."""

    def over(self, context: BrowserContext) -> None:
        context.on("console", lambda said: self._note(f"console: {said.text}") if said.type == "error" else None)
        context.on("weberror", lambda error: self._note(f"exception: {error.error}"))
        context.on("request", lambda sent: self._note_foreign(sent.url))

    def _note(self, wrong: str) -> None:
        self.wrongs.append(wrong)

    def _note_foreign(self, url: str) -> None:
        if not url.startswith((f"{self.base}/", "data:", "blob:")):
            self._note(f"another host: {url}")

    def found(self) -> list[str]:
        return [one for one in self.wrongs if not any(part in one for part in self.allowed)]


@dataclass
class Visitors:
    """Opens the browsers of people who come to a site."""

    site: Site
    browser: Browser
    watch: Watch
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, role: Role | None = "viewer", lang: str = "zh", **context: Any) -> Page:
        """A fresh browser of somebody of a role; `context` as of Playwright's `new_context`."""
        found = self.browser.new_context(base_url=self.site.base, locale="zh-CN" if lang == "zh" else "en", **context)
        self.contexts.append(found)
        self.watch.over(found)
        found.add_cookies(
            [
                {"name": name, "value": value, "url": self.site.base}
                for name, value in self.site.cookies(role, lang).items()
            ]
        )
        return found.new_page()

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))


def need_browser() -> None:
    """Skip the test where there is no Chromium or no built assets; in CI fail."""
    lacking = [f"no Chromium at {CHROMIUM}: install it or set HEGUI_CHROMIUM"] if not Path(CHROMIUM).exists() else []
    lacking += [] if AXE.exists() else ["the assets are not built: run `make assets`"]
    if lacking and os.environ.get("CI"):
        pytest.fail("; ".join(lacking))
    if lacking:
        pytest.skip("; ".join(lacking))


def axe(page: Page) -> Sequence[str]:
    """What axe-core finds on a page that is serious or worse: each with the elements it is about. All rules as the page is shown,
    and those a scheme can break, which are about colours, in light and in dark."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = _violations(page, "{resultTypes: ['violations']}")
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for scheme in ("light", "dark") if dark else ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        if (scheme == "dark") != dark:
            found += _violations(page, "{runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}}")
    return found


def _violations(page: Page, options: str) -> list[str]:
    found: Mapping[str, Any] = page.evaluate(f"axe.run(document, {options})")
    return [
        f"{one['id']} ({one['impact']}): {json.dumps([node['target'] for node in one['nodes']][:5])}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]
