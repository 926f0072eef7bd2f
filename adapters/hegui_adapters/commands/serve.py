"""`hegui serve`: checks that a service can run as it is told to, and runs it. How it answers is the service's affair."""

from __future__ import annotations

import os
from pathlib import Path

from hegui_adapters.commands.database import answering
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.service.clock import machine
from hegui_adapters.service.opening_store import opened_store
from hegui_adapters.service.process import serve
from hegui_adapters.service.settings import SETTINGS_FILE, ServiceSettings, read_settings
from hegui_adapters.service.tokens import Tokens
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.store.database import Database
from hegui_adapters.streams import say

__all__ = ["run"]

FIRST = "first-admin"


def run(asked: Asked, file: Path | None, host: str, port: int, workers: int) -> int:
    """Serve until told to stop.

    Raises:
        RefusedError: a setting is not understood, the database is not as it must be, or cannot be shared by workers.
        SourceError: the rules or a mapping file cannot be used.
    """
    if file is not None:
        os.environ[SETTINGS_FILE] = str(file.resolve())
    settings = read_settings()
    embedded = Database.is_embedded(settings.database)
    if embedded and workers > 1:
        raise RefusedError(
            "SQLite 同一时刻只容一个写入者，只能用 --workers 1；需要多个工作进程请改用 PostgreSQL",
            "SQLite has one writer at a time, so it is served by --workers 1; for more, use PostgreSQL",
        )
    secret = _prepared(settings, embedded=embedded)
    if secret is not None:
        _tell(secret, spoken(asked, Path()))
    if port:  # else the log alone knows which one it became
        say(
            [
                _pages(
                    settings.public_url or f"http://{f'[{host}]' if ':' in host else host}:{port}",
                    spoken(asked, Path()),
                )
            ]
        )
    serve(settings, host, port, workers)
    return CLEAR


def _prepared(settings: ServiceSettings, *, embedded: bool) -> str | None:
    """Make sure that the store can be used; the secret of a first admin token, where an embedded one has no other."""
    with answering(), opened_store(settings, machine) as (database, scribe):
        tokens = Tokens(database, scribe, machine)
        if not embedded or settings.open or tokens.has_admin():
            return None
        return tokens.new(FIRST, "admin", "hegui serve")[1]


def _pages(address: str, lang: str) -> str:
    return f"{'网页' if lang == 'zh' else 'pages'}: {address.rstrip('/')}/"


def _tell(secret: str, lang: str) -> None:
    zh = f"首个管理员令牌（只显示这一次；请妥善保存，另建令牌后用 hegui token revoke 撤销）：{secret}"
    en = f"the first admin token (shown this once; make others, then revoke it with hegui token revoke): {secret}"
    say([zh if lang == "zh" else en])
