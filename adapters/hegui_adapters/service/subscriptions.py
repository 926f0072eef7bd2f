"""Who is told of decisions: subscriptions made, shown, changed and ended, each with its entry in the log. It sends nothing.

What a subscription needs to send (URL, secret, token) is sealed with the keys that seal documents, or named in the settings;
it is never shown again, and it is gone when the subscription ends.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from hegui_adapters.language import Lang
from hegui_adapters.render.record import uuid7
from hegui_adapters.service import outbox
from hegui_adapters.service.clock import Clock
from hegui_adapters.service.targets import Target, new_secret, opened, revealed, shown, wrongs
from hegui_adapters.store import tables
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.scribe import Ledger, Scribe

__all__ = ["KEPT_SECONDS", "KEYLESS", "VERDICTS", "Ring", "Scope", "Subscriptions", "Wanted", "WantedError"]

KEPT_SECONDS: Final = 24 * 3600
"""How long a secret signs beside the one that took its place."""

VERDICTS: Final = ("blocked", "undetermined", "clear")
ROWS = tables.subscriptions.c


KEYLESS: Final = (
    (
        "本服务未设置密钥文件 sealing_keys，不能保存密钥：请改用设置中的目标（setting），"
        "或由运行服务的人以 hegui audit key new 文件 --sealing 生成密钥文件并设为 sealing_keys"
    ),
    (
        "without sealing_keys no secret can be kept here: name a target of the settings (setting), or let whoever runs the "
        "service make a key file (hegui audit key new FILE --sealing) and set sealing_keys to it"
    ),
)
"""What is said where there is no key to seal a target with."""


class Ring(Protocol):
    """What seals: `name` is bound to what it seals."""

    def seals(self, digest: str, data: bytes) -> bytes: ...
    def opens(self, digest: str, data: bytes) -> bytes: ...


class Scope(BaseModel):
    """Of which products: one, those of an owner, or all; exactly one of the three."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    product: str | None = Field(default=None, min_length=1, max_length=200)
    owner: str | None = Field(default=None, min_length=1, max_length=200)
    all: Literal[True] | None = None

    @property
    def named(self) -> tuple[str, str] | None:
        """The kind of scope and the name; None if it is not exactly one."""
        given = [(name, str(value)) for name, value in self if value is not None]
        if len(given) != 1:
            return None
        return ("all", "") if given[0][0] == "all" else given[0]


class Wanted(BaseModel):
    """A subscription to be: of what, to whom. Either `target`, or `setting`, the name of a target of the settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scope: Scope
    target: Target | None = None
    setting: str | None = Field(default=None, min_length=1, max_length=63)
    verdicts: tuple[Literal["blocked", "undetermined", "clear"], ...] = VERDICTS
    lang: Lang = "zh"


class WantedError(Exception):
    """A subscription that cannot be: each fault as (pointer, Chinese, English)."""

    def __init__(self, *faults: tuple[str, str, str]) -> None:
        self.faults = faults
        super().__init__("; ".join(en for _, _, en in faults))


@dataclass(frozen=True, slots=True)
class Made:
    """A subscription as it is shown; `secret` is shown this once, where the service made one."""

    line: Mapping[str, object]
    secret: str | None = None


class Subscriptions:
    """The subscriptions of a store."""

    def __init__(
        self,
        database: Database,
        scribe: Scribe,
        clock: Clock,
        *,
        settings: Mapping[str, Target],
        allowed: Collection[str],
        ring: Ring | None,
    ) -> None:
        self._database, self._scribe, self._clock = database, scribe, clock
        self._settings, self._allowed, self._ring = settings, allowed, ring

    # ---- looking

    def listed(self) -> Sequence[Mapping[str, object]]:
        """All of them, the newest first, those that ended too."""
        with self._database.reading() as connection:
            return [_line(row) for row in connection.execute(select(tables.subscriptions).order_by(ROWS.id.desc()))]

    def one(self, subscription: str) -> Mapping[str, object] | None:
        """One as it is shown; None if there is none."""
        with self._database.reading() as connection:
            row = _row(connection, subscription)
        return _line(row) if row is not None else None

    def target(self, subscription: str, setting: str | None, sealed: bytes | None) -> Target:
        """Where to send.

        Raises:
            UnreadableError: the settings do not name it any more, or its key is not there.
        """
        if setting is not None and setting in self._settings:
            return self._settings[setting]
        if setting is not None:
            raise UnreadableError(f"设置中没有目标 {setting}", f"the settings name no target {setting}", lacking=True)
        if self._ring is None or sealed is None:
            raise UnreadableError("缺少密钥文件，无法打开推送目标", "the target is sealed; give its key", lacking=True)
        return opened(self._ring.opens(subscription, sealed))

    # ---- changing

    def make(self, wanted: Wanted, actor: str) -> Made:
        """Subscribe.

        Raises:
            WantedError: it cannot be sent to, or not be kept.
            StoreUnavailableError: nothing was stored.
        """
        scope, target, secret = self._checked(wanted)
        subscription = uuid7(int(self._clock().timestamp() * 1000) * 1_000_000, os.urandom(10))
        sealed = None if wanted.setting else self._sealed(subscription, target)
        verdicts = [one for one in VERDICTS if one in wanted.verdicts]
        said = {
            "kind": target.kind,
            "scope": dict([scope]),
            "verdicts": verdicts,
            "lang": wanted.lang,
            "target": shown(target, self._allowed),
            "setting": wanted.setting,
        }
        row = {
            "id": subscription,
            "actor": actor,
            "kind": target.kind,
            "scope": scope[0],
            "name": scope[1],
            "verdicts": ",".join(verdicts),
            "lang": wanted.lang,
            "shown": json.dumps(said["target"]),
            "setting": wanted.setting,
            "target": sealed,
            "failures": 0,
        }

        def job(ledger: Ledger) -> None:
            entry = ledger.append("subscription.created", actor, subscription, said)
            ledger.connection.execute(insert(tables.subscriptions).values(**row, created=entry.at))

        self._scribe.write(job)
        return Made(self._known(subscription), secret)

    def rotate(self, subscription: str, actor: str) -> Made | None:
        """Give a webhook a new secret; the one before signs beside it for a day. None if it has no secret of ours.

        Raises:
            UnreadableError: the key that sealed the one before is not there.
            StoreUnavailableError: nothing was stored.
        """
        secret = new_secret()
        until = int(self._clock().timestamp()) + KEPT_SECONDS

        def job(ledger: Ledger) -> bool:
            row = _row(ledger.connection, subscription)
            if row is None or row.kind != "webhook" or row.setting is not None or row.ended is not None:
                return False
            rotated = self.target(subscription, None, row.target).rotated(secret, until)
            _set(ledger, ROWS.id == subscription, target=self._sealed(subscription, rotated))
            ledger.append("subscription.rotated", actor, subscription, {})
            return True

        return Made(self._known(subscription), secret) if self._scribe.write(job) else None

    def change(self, subscription: str, scope: Scope, verdicts: Collection[str], lang: Lang, actor: str) -> bool:
        """Tell of other products, of other verdicts, in another language; whether there was one that had not ended.

        Raises:
            WantedError: there would be nothing to tell of.
            StoreUnavailableError: nothing was stored.
        """
        named, kept = _scoped(scope, verdicts), [one for one in VERDICTS if one in verdicts]

        def job(ledger: Ledger) -> bool:
            which = (ROWS.id == subscription) & ROWS.ended.is_(None)
            if not _set(ledger, which, scope=named[0], name=named[1], verdicts=",".join(kept), lang=lang):
                return False
            said = {"scope": dict([named]), "verdicts": kept, "lang": lang}
            ledger.append("subscription.changed", actor, subscription, said)
            return True

        return self._scribe.write(job)

    def disable(self, subscription: str, actor: str) -> bool:
        """Send nothing until it is enabled again; what waits is dead. Whether it was active."""

        def job(ledger: Ledger) -> bool:
            which = (ROWS.id == subscription) & ROWS.disabled.is_(None) & ROWS.ended.is_(None)
            if not _set(ledger, which, disabled=ledger.now()):
                return False
            said = {"reason": "asked", "dead": outbox.bury(ledger, subscription)}
            ledger.append("subscription.disabled", actor, subscription, said)
            return True

        return self._scribe.write(job)

    def addressed(self, subscription: str) -> tuple[Target, Lang] | None:
        """Where one that has not ended is sent to, and in which language; None if there is none.

        Raises:
            UnreadableError: the settings do not name it any more, or its key is not there.
        """
        with self._database.reading() as connection:
            row = _row(connection, subscription)
        if row is None or row.ended is not None:
            return None
        return self.target(subscription, row.setting, row.target), row.lang

    def enable(self, subscription: str, actor: str) -> bool:
        """Send again to one that was disabled; whether it was."""

        def job(ledger: Ledger) -> bool:
            which = (ROWS.id == subscription) & ROWS.disabled.is_not(None) & ROWS.ended.is_(None)
            if not _set(ledger, which, disabled=None, failures=0, rests=None):
                return False
            ledger.append("subscription.enabled", actor, subscription, {})
            return True

        return self._scribe.write(job)

    def end(self, subscription: str, actor: str) -> bool:
        """Send no more, forget its secrets, cancel what waits; whether there was one that had not ended."""

        def job(ledger: Ledger) -> bool:
            which = (ROWS.id == subscription) & ROWS.ended.is_(None)
            if not _set(ledger, which, ended=ledger.now(), target=None):
                return False
            cancelled = outbox.cancel(ledger, subscription)
            ledger.append("subscription.ended", actor, subscription, {"cancelled": cancelled})
            return True

        return self._scribe.write(job)

    # ----

    def _checked(self, wanted: Wanted) -> tuple[tuple[str, str], Target, str | None]:
        scope = _scoped(wanted.scope, wanted.verdicts)
        if (wanted.target is None) == (wanted.setting is None):
            raise WantedError(("", "target 与 setting 须且只能填一项", "give one of target and setting"))
        if wanted.setting is not None:
            if wanted.setting not in self._settings:
                raise WantedError(("/setting", "设置中没有此目标", "the settings name no such target"))
            return scope, self._settings[wanted.setting], None
        assert wanted.target is not None
        return scope, *self._checked_target(wanted.target)

    def _checked_target(self, target: Target) -> tuple[Target, str | None]:
        if self._ring is None:
            raise WantedError(("/target", *KEYLESS))
        if target.former is not None or target.former_until is not None:
            raise WantedError(("/target/former", "请用轮换接口更换密钥", "secrets are changed by rotating them"))
        if target.kind != "webhook":
            secret = None
        elif target.secret is not None:
            raise WantedError(("/target/secret", "签名密钥由本服务生成", "the service makes the signing secret"))
        else:
            secret = new_secret()
            target = target.rotated(secret, 0)
        faults = [(f"/target/{name}", zh, en) for name, zh, en in wrongs(target, self._allowed)]
        if faults:
            raise WantedError(*faults)
        return target, secret

    def _sealed(self, subscription: str, target: Target) -> bytes:
        assert self._ring is not None
        return self._ring.seals(subscription, revealed(target))

    def _known(self, subscription: str) -> Mapping[str, object]:
        found = self.one(subscription)
        assert found is not None
        return found


def _scoped(scope: Scope, verdicts: Collection[str]) -> tuple[str, str]:
    """The kind of scope and the name, where there is something to tell of."""
    named = scope.named
    if named is None:
        raise WantedError(("/scope", "product、owner、all 须且只能填一项", "give one of product, owner, all"))
    if not set(verdicts) & set(VERDICTS):
        raise WantedError(("/verdicts", "至少选择一种结论", "name one verdict at least"))
    return named


def _row(connection: Connection, subscription: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(tables.subscriptions).where(ROWS.id == subscription)).one_or_none()


def _set(ledger: Ledger, which: ColumnElement[bool], **values: object) -> int:
    return ledger.connection.execute(update(tables.subscriptions).where(which).values(**values)).rowcount


def _line(row: Row[tuple[object, ...]]) -> Mapping[str, object]:
    """A subscription as it is shown: whom, of what, since when; nothing that could be used."""
    scope = {"all": True} if row.scope == "all" else {row.scope: row.name}
    return {
        "id": row.id,
        "created": row.created,
        "by": row.actor,
        "kind": row.kind,
        "scope": scope,
        "verdicts": row.verdicts.split(","),
        "lang": row.lang,
        "target": json.loads(row.shown),
        "setting": row.setting,
        "state": "ended" if row.ended else "disabled" if row.disabled else "active",
        "since": row.ended or row.disabled or row.created,
        "links": {"self": f"/v1/subscriptions/{row.id}", "deliveries": f"/v1/deliveries?subscription={row.id}"},
    }
