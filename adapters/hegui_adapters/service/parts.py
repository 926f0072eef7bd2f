"""What a running service consists of, put together and taken apart again. It answers no request."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hegui.source import Limits, read

from hegui_adapters.failures import RefusedError
from hegui_adapters.service.archive import Archive
from hegui_adapters.service.clock import Clock
from hegui_adapters.service.deliver import Courier, delivering
from hegui_adapters.service.gate import Gate
from hegui_adapters.service.judging import Judge, Judged
from hegui_adapters.service.mapping import MappingFile, read_mapping
from hegui_adapters.service.metrics import Metrics
from hegui_adapters.service.opening_store import opened_store, sealing_of
from hegui_adapters.service.outbound import courier_of, outbox_of, subscriptions_of
from hegui_adapters.service.recorder import Delivery, Recorder, With
from hegui_adapters.service.refusals import Refusals
from hegui_adapters.service.settings import ServiceSettings, Source
from hegui_adapters.service.subscriptions import Subscriptions
from hegui_adapters.service.tidying import Tidying
from hegui_adapters.service.tokens import Tokens
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.portraits import hang
from hegui_adapters.store.scribe import Ledger, Scribe
from hegui_adapters.store.signing import Notary, private_key

if TYPE_CHECKING:
    from hegui_adapters.service.oidc import Provider

__all__ = ["Parts", "Registered", "running"]


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that answers a request."""

    settings: ServiceSettings
    clock: Clock
    database: Database
    scribe: Scribe
    judge: Judge
    recorder: Recorder
    archive: Archive
    refusals: Refusals
    sources: Mapping[str, Registered]
    subscriptions: Subscriptions
    courier: Courier
    tokens: Tokens
    gate: Gate
    metrics: Metrics
    provider: Provider | None
    session_key: bytes
    secure: bool
    """Whether browsers reach the service over TLS, so that its cookies may ask for it."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A source of webhooks, with its mapping file read."""

    told: Source
    mapping: MappingFile | None


@contextmanager
def running(settings: ServiceSettings, clock: Clock) -> Iterator[Parts]:
    """Open the store and load the rules; afterwards finish what waits and close.

    Raises:
        RefusedError: the database is not at the revision this program needs.
        SourceError: the rules, or a source's mapping file, cannot be used.
        StoreUnavailableError: the database does not answer.
    """
    sealing, notary = sealing_of(settings), _notary(settings)
    metrics = Metrics()
    judge = Judge(
        settings.base,
        settings.rules,
        trust=settings.trust,
        cached=settings.cached,
        limits=Limits(size=settings.body_limit, depth=settings.depth_limit),
        memo=settings.memo,
        sealing=sealing,
        watch=metrics.judged,
    )
    sources = {name: _registered(source) for name, source in settings.sources.items()}
    provider, key, secure = _signing_in(settings, clock)
    with opened_store(settings, clock, metrics.written) as (database, scribe):
        recorder, refusals = Recorder(database, scribe, clock, _written_along(clock, notary)), Refusals()
        archive = Archive(database, sealing)
        subscriptions = subscriptions_of(settings, database, scribe, clock)
        courier = courier_of(settings, database, scribe, clock, archive, subscriptions)
        with delivering(courier, settings.couriers, Tidying(database, scribe, clock, settings.delivered_days)):
            yield Parts(
                settings=settings,
                clock=clock,
                database=database,
                scribe=scribe,
                judge=judge,
                recorder=recorder,
                archive=archive,
                refusals=refusals,
                sources=sources,
                subscriptions=subscriptions,
                courier=courier,
                tokens=Tokens(database, scribe, clock),
                gate=Gate(settings.rate, settings.burst, open=settings.open),
                metrics=metrics,
                provider=provider,
                session_key=key,
                secure=secure,
            )
        with suppress(StoreUnavailableError):  # a count of refusals, or one more signature, is not worth a failed end
            recorder.audited(refusals.rest())
            if notary:
                scribe.write(notary.close)


def _written_along(clock: Clock, notary: Notary | None) -> list[With]:
    """What else is written in the job of a decision: its portrait, what subscribers are to be told, a signature when it is time."""
    also: list[With] = [_portray, outbox_of(clock).enqueue]
    if notary:
        attend = notary.attend
        also.append(lambda ledger, *_: attend(ledger))
    return also


def _portray(ledger: Ledger, entry: Entry, judged: Judged, _: Delivery) -> None:
    hang(ledger, entry.seq, judged.portrait)


def _notary(settings: ServiceSettings) -> Notary | None:
    """Who signs the log, where the settings name a key."""
    if settings.signing_key is None:
        return None
    key = private_key(settings.signing_key)
    return Notary(key, entries=settings.checkpoint_entries, minutes=settings.checkpoint_minutes)


def _signing_in(settings: ServiceSettings, clock: Clock) -> tuple[Provider | None, bytes, bool]:
    """The provider, the key of sessions, whether cookies need TLS."""
    key = settings.session_key.get_secret_value().encode() if settings.session_key else secrets.token_bytes(32)
    public = (settings.public_url or "").startswith("https:")
    if settings.oidc is None:
        return None, key, public
    if settings.session_key is None and not Database.is_embedded(settings.database):
        raise RefusedError(
            "启用登录须设置 session_key（HEGUI_SESSION_KEY，至少 32 个字符），各工作进程与重启前后须一致",
            "with sign-in, session_key (HEGUI_SESSION_KEY, 32 characters at least) must be set, the same for all workers",
        )
    from hegui_adapters.service.oidc import Provider

    return Provider(settings.oidc, clock), key, public or settings.oidc.redirect.startswith("https:")


def _registered(source: Source) -> Registered:
    if source.mapping is None:
        return Registered(source, None)
    try:
        data = source.mapping.read_bytes()
    except OSError as error:
        name = source.mapping
        raise RefusedError(f"读不到映射文件 {name}", f"{name} cannot be read: {error.strerror}") from None
    return Registered(source, read_mapping(read(data, str(source.mapping))))
