"""What sends decisions to subscribers, put together as the settings say. It opens no store and starts nothing."""

from __future__ import annotations

import random

from hegui_adapters.service.archive import Archive
from hegui_adapters.service.calling import Caller
from hegui_adapters.service.clock import Clock, milliseconds
from hegui_adapters.service.deliver import Courier
from hegui_adapters.service.outbox import Outbox
from hegui_adapters.service.settings import ServiceSettings
from hegui_adapters.service.subscriptions import Subscriptions
from hegui_adapters.store.database import Database
from hegui_adapters.store.scribe import Scribe
from hegui_adapters.store.sealing import keyring

__all__ = ["courier_of", "outbox_of", "subscriptions_of"]


def outbox_of(clock: Clock) -> Outbox:
    return Outbox(milliseconds(clock), random.random)


def subscriptions_of(settings: ServiceSettings, database: Database, scribe: Scribe, clock: Clock) -> Subscriptions:
    """Raises:
    RefusedError: the key file cannot be used.
    """
    return Subscriptions(
        database,
        scribe,
        clock,
        settings=settings.targets,
        allowed=settings.outbound_hosts,
        ring=keyring(settings.sealing_keys) if settings.sealing_keys else None,
    )


def courier_of(
    settings: ServiceSettings,
    database: Database,
    scribe: Scribe,
    clock: Clock,
    archive: Archive,
    subscriptions: Subscriptions,
) -> Courier:
    """A courier; any number of threads may share it."""
    return Courier(
        database,
        scribe,
        archive,
        outbox_of(clock),
        subscriptions,
        Caller(settings.outbound_hosts),
        clock=milliseconds(clock),
        public_url=settings.public_url,
    )
