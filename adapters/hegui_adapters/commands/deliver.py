"""`hegui deliver`: a courier in a process of its own. It answers no requests and judges nothing."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.language import Lang
from hegui_adapters.service.archive import Archive
from hegui_adapters.service.clock import machine, stamp
from hegui_adapters.service.deliver import Courier, delivering
from hegui_adapters.service.opening_store import require_revision, sealing_of
from hegui_adapters.service.outbound import courier_of, subscriptions_of
from hegui_adapters.service.settings import ServiceSettings, read_settings
from hegui_adapters.service.tidying import Tidying
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.scribe import Scribe
from hegui_adapters.streams import say

__all__ = ["run"]


def run(settings: Path | None, lang: Lang, *, once: bool) -> int:
    """Deliver what is due; without `once` until the process is told to end, finishing what is under way.

    Raises:
        RefusedError: the settings or the database cannot be used.
    """
    told = read_settings(settings)
    try:
        with _courier(told) as (courier, tidying):
            if once:
                say([_summed(_delivered(courier), lang)])
                tidying()
            else:
                _until_told(courier, told.couriers or 1, tidying)
    except StoreUnavailableError as error:
        raise RefusedError(f"数据库不可用：{error}", f"the database does not answer: {error}") from None
    return CLEAR


@contextmanager
def _courier(settings: ServiceSettings) -> Iterator[tuple[Courier, Tidying]]:
    database = Database(settings.database)
    try:
        require_revision(database)
        scribe = Scribe(database, lambda: stamp(machine()))
        try:
            subscriptions = subscriptions_of(settings, database, scribe, machine)
            archive = Archive(database, sealing_of(settings))
            courier = courier_of(settings, database, scribe, machine, archive, subscriptions)
            yield courier, Tidying(database, scribe, machine, settings.delivered_days)
        finally:
            scribe.close()
    finally:
        database.close()


def _delivered(courier: Courier) -> Counter[str]:
    found: Counter[str] = Counter()
    while (heard := courier.once()) is not None:
        found[heard.meaning] += 1
    return found


def _summed(found: Counter[str], lang: Lang) -> str:
    done, failed = found["delivered"], found["failed"] + found["gone"]
    if lang == "zh":
        return f"已送达 {done} 条，未送达 {failed} 条（未送达的将按间隔重试）"
    return f"{done} delivered, {failed} not (they will be tried again)"


def _until_told(courier: Courier, threads: int, tidying: Tidying) -> None:
    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stop.set())
    with delivering(courier, threads, tidying):
        stop.wait()
