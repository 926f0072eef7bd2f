"""API tokens: 256 random bits, shown once, kept as their SHA-256. It knows no request.

A request with a token costs no query and no write as a rule: what was looked up holds for some seconds, so a token that
was revoked in one process is refused by others that much later; when one was last used is kept to the hour.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Final

from sqlalchemy import Row, func, insert, select, update

from hegui_adapters.failures import RefusedError
from hegui_adapters.service.clock import Clock, day_in_china, stamp
from hegui_adapters.service.roles import ROLES, Role
from hegui_adapters.store import tables
from hegui_adapters.store.database import Database
from hegui_adapters.store.scribe import Ledger, Scribe

__all__ = ["NAME", "PREFIX", "Token", "Tokens"]

PREFIX: Final = "hegui_"
"""Lets a token be recognised where it does not belong."""
NAME: Final = r"^[a-z0-9][a-z0-9._-]{0,62}$"
HOLDS: Final = timedelta(seconds=5)
GRAIN: Final = timedelta(hours=1)
REMEMBERED: Final = 4096

_SECRET: Final = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed: everything but its secret. Times as the log writes them, `expires` the first day it fails."""

    id: str
    name: str
    role: Role
    created: str
    expires: str | None
    last_used: str | None
    revoked: str | None

    @property
    def actor(self) -> str:
        """How the log calls whoever comes with it."""
        return f"token:{self.name}/{self.id}"

    def live(self, today: date) -> bool:
        return self.revoked is None and (self.expires is None or today.isoformat() < self.expires)

    def data(self) -> Mapping[str, object]:
        names = ("id", "name", "role", "created", "expires", "last_used", "revoked")
        return {name: getattr(self, name) for name in names}


class Tokens:
    """Makes, lists, revokes and recognises tokens."""

    def __init__(self, database: Database, scribe: Scribe, clock: Clock) -> None:
        self._database, self._scribe, self._clock = database, scribe, clock
        self._seen: dict[str, tuple[Token | None, datetime]] = {}
        self._lock = Lock()

    def new(self, name: str, role: str, by: str, expires: date | None = None) -> tuple[Token, str]:
        """A new token and its secret, which is nowhere else.

        Raises:
            RefusedError: the name, the role or the day is none.
            StoreUnavailableError: nothing was stored.
        """
        kind = _checked(name, role, expires, day_in_china(self._clock()))
        secret = PREFIX + secrets.token_urlsafe(32)
        token = Token(
            secrets.token_hex(6), name, kind, stamp(self._clock()), expires.isoformat() if expires else None, None, None
        )

        def job(ledger: Ledger) -> None:
            said = {"name": name, "role": kind, "expires": token.expires}
            ledger.append("token.created", by, token.id, said)
            ledger.connection.execute(insert(tables.tokens).values(hash=_hash(secret), **token.data()))

        self._scribe.write(job)
        return token, secret

    def listed(self) -> list[Token]:
        """All tokens, the newest last, the revoked ones too."""
        with self._database.reading() as connection:
            rows = connection.execute(select(*COLUMNS).order_by(tables.tokens.c.created, tables.tokens.c.id))
            return [_token(row) for row in rows]

    def revoke(self, token_id: str, by: str) -> Token | None:
        """Let a token be worth nothing from now on; None if there is no such token. A second time changes nothing."""

        def job(ledger: Ledger) -> Token | None:
            mine = tables.tokens.c.id == token_id
            row = ledger.connection.execute(select(*COLUMNS).where(mine)).one_or_none()
            if row is None or row.revoked is not None:
                return _token(row) if row is not None else None
            now = ledger.now()
            ledger.append("token.revoked", by, token_id, {"name": row.name})
            ledger.connection.execute(update(tables.tokens).where(mine).values(revoked=now))
            return replace(_token(row), revoked=now)

        found = self._scribe.write(job)
        self.forget()
        return found

    def forget(self) -> None:
        """Look every token up anew."""
        with self._lock:
            self._seen.clear()

    def has_admin(self) -> bool:
        """Whether some token still lets somebody make others."""
        today = day_in_china(self._clock())
        return any(one.role == "admin" and one.live(today) for one in self.listed())

    def remembered(self, secret: str) -> Token | None:
        """The live token of a secret, if it was looked up a moment ago; asks nobody."""
        now = self._clock()
        found, since = self._seen.get(_hash(secret), (None, now))
        fresh = found is not None and timedelta() <= now - since < HOLDS
        return found if fresh and found is not None and found.live(day_in_china(now)) else None

    def known(self, secret: str) -> Token | None:
        """The live token of a secret, None if there is none.

        Raises:
            StoreUnavailableError: the store does not answer.
        """
        if not _SECRET.fullmatch(secret):
            return None
        now, key = self._clock(), _hash(secret)
        with self._database.reading() as connection:
            row = connection.execute(select(*COLUMNS).where(tables.tokens.c.hash == key)).one_or_none()
        if row is None or not (token := _token(row)).live(day_in_china(now)):
            return None
        self._remember(key, token, now)
        return token

    def holding(self, token_id: str) -> bool:
        """Whether the token of an id still lets somebody in; what was looked up holds for some seconds, as by its secret.

        Raises:
            StoreUnavailableError: the store does not answer.
        """
        now, key = self._clock(), f"id:{token_id}"
        found, since = self._seen.get(key, (None, now))
        if found is None or not timedelta() <= now - since < HOLDS:
            with self._database.reading() as connection:
                row = connection.execute(select(*COLUMNS).where(tables.tokens.c.id == token_id)).one_or_none()
            found = _token(row) if row is not None else None
            self._remember(key, found, now)
        return found is not None and found.live(day_in_china(now))

    def _remember(self, key: str, token: Token | None, now: datetime) -> None:
        with self._lock:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[key] = (token, now)

    def used(self, token: Token) -> None:
        """Keep that it was used, unless that is known for this hour.

        Raises:
            StoreUnavailableError: nothing was stored.
        """
        now = self._clock()
        if token.last_used is not None and now - datetime.fromisoformat(token.last_used) < GRAIN:
            return
        hour = stamp(now.replace(minute=0, second=0, microsecond=0))
        mine = update(tables.tokens).where(
            tables.tokens.c.id == token.id, func.coalesce(tables.tokens.c.last_used, "") < hour
        )
        self._scribe.write(lambda ledger: ledger.connection.execute(mine.values(last_used=hour)))


COLUMNS: Final = tuple(column for column in tables.tokens.c if column.name != "hash")


def _token(row: Row[tuple[object, ...]]) -> Token:
    return Token(**row._asdict())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _checked(name: str, role: str, expires: date | None, today: date) -> Role:
    if not re.fullmatch(NAME, name):
        raise RefusedError(
            f"令牌名称“{name}”无效：以小写字母或数字开头，只含小写字母、数字、点、下划线、连字符，最长 63 个字符",
            f'"{name}" is no name of a token: small letters, digits, dots, underscores and hyphens, 63 at the most',
        )
    if expires is not None and expires <= today:
        raise RefusedError(f"失效日期 {expires} 须晚于今天", f"a token that expires on {expires} is of no use")
    for known in ROLES:
        if known == role:
            return known
    listed = ", ".join(ROLES)
    raise RefusedError(f"没有角色“{role}”；可用：{listed}", f'there is no role "{role}"; there are {listed}')
