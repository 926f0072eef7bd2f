"""Opens the store as the settings say: at the revision this program needs, with its scribe and its seals. It keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hegui_adapters.failures import RefusedError
from hegui_adapters.service.clock import Clock, stamp
from hegui_adapters.service.settings import ServiceSettings
from hegui_adapters.store.database import Database
from hegui_adapters.store.masking import FactPath, Sealing
from hegui_adapters.store.migrations import current, is_known, migrate, newest
from hegui_adapters.store.scribe import Scribe, Watch, unwatched
from hegui_adapters.store.sealing import keyring

__all__ = ["opened_store", "require_revision", "sealing_of"]


@contextmanager
def opened_store(
    settings: ServiceSettings, clock: Clock, watch: Watch = unwatched
) -> Iterator[tuple[Database, Scribe]]:
    """The database with a scribe; afterwards what waits is written.

    Raises:
        RefusedError: it is not at the revision this program needs.
        StoreUnavailableError: it does not answer.
    """
    database = Database(settings.database)
    try:
        require_revision(database)
        scribe = Scribe(database, lambda: stamp(clock()), watch)
        try:
            yield database, scribe
        finally:
            scribe.close()
    finally:
        database.close()


def require_revision(database: Database) -> None:
    """An embedded database that is empty is set up; any other is brought up to date by command only.

    Raises:
        RefusedError: it is not at the revision this program needs.
    """
    found, needed = current(database), newest()
    if found is None and database.embedded:
        migrate(database)
    elif found is not None and not is_known(found):
        raise RefusedError(
            f"数据库版本 {found} 由更新的 hegui 建立，本程序只认识到 {needed}：请升级程序",
            f"the database is at revision {found}, which a newer hegui made; this one knows {needed}: upgrade the program",
        )
    elif found != needed:
        raise RefusedError(
            f"数据库版本为 {found or '空'}，需要 {needed}：请先备份并运行 hegui db migrate",
            f"the database is at revision {found or 'none'}, {needed} is needed: back it up and run hegui db migrate",
        )


def sealing_of(settings: ServiceSettings) -> Sealing:
    """What is kept sealed, as the settings say; a key file alone seals nothing."""
    ring = keyring(settings.sealing_keys) if settings.sealing_keys else None
    if settings.sealed and ring is None:
        raise RefusedError(
            "设置了 sealed，还须用 sealing_keys 给出密钥文件", "sealed needs a key file: set sealing_keys"
        )
    paths = tuple(FactPath.read(path) for path in settings.sealed)
    return Sealing(paths, ring.seals if ring and paths else None, ring.opens if ring else None)
