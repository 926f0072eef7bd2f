"""`hegui token new`, `list` and `revoke`: on the database itself, by whoever may run commands there."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from hegui.body import canonical

from hegui_adapters.commands.database import answering
from hegui_adapters.days import day_of
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.render.columns import padded, width
from hegui_adapters.service.clock import day_in_china, machine
from hegui_adapters.service.opening_store import opened_store
from hegui_adapters.service.settings import read_settings
from hegui_adapters.service.tokens import Token, Tokens
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.streams import put, say

__all__ = ["listed", "new", "revoke"]

STATES: Final = {
    "live": {"zh": "有效", "en": "live"},
    "expired": {"zh": "已失效", "en": "expired"},
    "revoked": {"zh": "已撤销", "en": "revoked"},
}
HEADS: Final = {
    "zh": ("编号", "名称", "角色", "状态", "建立", "失效", "最近使用"),
    "en": ("id", "name", "role", "state", "created", "expires", "last used"),
}


def new(asked: Asked, file: Path | None, name: str, role: str, expires: str | None) -> int:
    """Make a token; its secret alone goes to standard output.

    Raises:
        RefusedError: the name, the role or the day is none.
    """
    day = day_of(expires) if expires else None
    with _tokens(file) as tokens:
        token, secret = tokens.new(name, role, _operator(), day)
    put(secret)
    said = {
        "zh": f"令牌 {token.id}（{name}，角色 {role}）已建立；上一行只显示这一次",
        "en": f"made the token {token.id} ({name}, role {role}); the line above is shown this once",
    }
    say([said[spoken(asked, Path())]])
    return CLEAR


def listed(asked: Asked, file: Path | None, form: str) -> int:
    """Print all tokens, without their secrets."""
    with _tokens(file) as tokens:
        found = tokens.listed()
    if form == "json":
        put(canonical({"tokens": [token.data() for token in found]}).decode())
        return CLEAR
    lang = spoken(asked, Path())
    today = day_in_china(machine())
    for line in _table([HEADS[lang], *(_row(token, today, lang) for token in found)]):
        put(line)
    return CLEAR


def revoke(asked: Asked, file: Path | None, token_id: str) -> int:
    """Let a token be worth nothing.

    Raises:
        RefusedError: there is no such token.
    """
    with _tokens(file) as tokens:
        found = tokens.revoke(token_id, _operator())
    if found is None:
        raise RefusedError(f"没有令牌 {token_id}", f"there is no token {token_id}")
    said = {
        "zh": f"令牌 {found.id}（{found.name}）已撤销；运行中的服务数秒内生效",
        "en": f"revoked the token {found.id} ({found.name}); a running service knows it within seconds",
    }
    say([said[spoken(asked, Path())]])
    return CLEAR


@contextmanager
def _tokens(file: Path | None) -> Iterator[Tokens]:
    with answering(), opened_store(read_settings(file), machine) as (database, scribe):
        yield Tokens(database, scribe, machine)


def _operator() -> str:
    return f"operator:{getpass.getuser()}"


def _row(token: Token, today: date, lang: str) -> tuple[str, ...]:
    state = "revoked" if token.revoked else "live" if token.live(today) else "expired"
    used = (token.last_used or "-")[:13]
    return token.id, token.name, token.role, STATES[state][lang], token.created[:10], token.expires or "-", used


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(width(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(padded(cell, columns) for cell, columns in zip(row, widths, strict=True)).rstrip()
