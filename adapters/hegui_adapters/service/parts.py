"""What a running service consists of, put together and taken apart again. It answers no request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from hegui.source import Limits, read

from hegui_adapters.failures import RefusedError
from hegui_adapters.service.archive import Archive
from hegui_adapters.service.clock import Clock, stamp
from hegui_adapters.service.deliver import Courier, delivering
from hegui_adapters.service.judging import Judge
from hegui_adapters.service.mapping import MappingFile, read_mapping
from hegui_adapters.service.outbound import courier_of, outbox_of, subscriptions_of
from hegui_adapters.service.recorder import Recorder, With
from hegui_adapters.service.refusals import Refusals
from hegui_adapters.service.settings import ServiceSettings, Source
from hegui_adapters.service.subscriptions import Subscriptions
from hegui_adapters.store.database import Database
from hegui_adapters.store.masking import FactPath, Sealing
from hegui_adapters.store.migrations import current, migrate, newest
from hegui_adapters.store.scribe import Scribe
from hegui_adapters.store.sealing import keyring
from hegui_adapters.store.signing import Notary, private_key

__all__ = ["Parts", "Registered", "require_revision", "running", "sealing_of"]


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
    judge = Judge(
        settings.base,
        settings.rules,
        trust=settings.trust,
        cached=settings.cached,
        limits=Limits(size=settings.body_limit, depth=settings.depth_limit),
        memo=settings.memo,
        sealing=sealing,
    )
    sources = {name: _registered(source) for name, source in settings.sources.items()}
    database = Database(settings.database)
    try:
        require_revision(database)
        scribe = Scribe(database, lambda: stamp(clock()))
        try:
            also: list[With] = [outbox_of(clock).enqueue]
            if notary:
                attend = notary.attend
                also.append(lambda ledger, *_: attend(ledger))
            recorder, refusals = Recorder(database, scribe, clock, also), Refusals()
            archive = Archive(database, sealing)
            subscriptions = subscriptions_of(settings, database, scribe, clock)
            courier = courier_of(settings, database, scribe, clock, archive, subscriptions)
            with delivering(courier, settings.couriers):
                yield Parts(
                    settings, clock, database, scribe, judge, recorder, archive, refusals, sources, subscriptions,
                    courier,
                )  # fmt: skip
            recorder.audited(refusals.rest())
            if notary:
                scribe.write(notary.close)
        finally:
            scribe.close()
    finally:
        database.close()


def sealing_of(settings: ServiceSettings) -> Sealing:
    """What is kept sealed, as the settings say; a key file alone seals nothing."""
    ring = keyring(settings.sealing_keys) if settings.sealing_keys else None
    if settings.sealed and ring is None:
        raise RefusedError(
            "设置了 sealed，还须用 sealing_keys 给出密钥文件", "sealed needs a key file: set sealing_keys"
        )
    paths = tuple(FactPath.read(path) for path in settings.sealed)
    return Sealing(paths, ring.seals if ring and paths else None, ring.opens if ring else None)


def _notary(settings: ServiceSettings) -> Notary | None:
    """Who signs the log, where the settings name a key."""
    if settings.signing_key is None:
        return None
    key = private_key(settings.signing_key)
    return Notary(key, entries=settings.checkpoint_entries, minutes=settings.checkpoint_minutes)


def _registered(source: Source) -> Registered:
    if source.mapping is None:
        return Registered(source, None)
    try:
        data = source.mapping.read_bytes()
    except OSError as error:
        name = source.mapping
        raise RefusedError(f"读不到映射文件 {name}", f"{name} cannot be read: {error.strerror}") from None
    return Registered(source, read_mapping(read(data, str(source.mapping))))


def require_revision(database: Database) -> None:
    """An embedded database is brought up to date; that of a team is so by command only.

    Raises:
        RefusedError: it is not at the revision this program needs.
    """
    if database.embedded:
        migrate(database)
    found, needed = current(database), newest()
    if found != needed:
        raise RefusedError(
            f"数据库版本为 {found or '空'}，需要 {needed}：请先运行 hegui database migrate",
            f"the database is at revision {found or 'none'}, {needed} is needed: run hegui database migrate",
        )
