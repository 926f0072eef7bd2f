"""One database, SQLite or PostgreSQL, opened so that what is committed is on the disk. It knows no table.

SQLite: write-ahead log, `synchronous=FULL`, writers begin with IMMEDIATE, so that none fails halfway for a lock.
PostgreSQL: `synchronous_commit` as the server has it (on, unless somebody turned it off).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

__all__ = ["Database", "StoreUnavailableError"]

WRITES, ASKS, RESTS = "hegui_writes", "hegui_asks", "hegui_rests"
RESTED = 1.0
"""Seconds after which a connection to a server is tried before it is used."""
PATIENCE_MS = 5000
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", f"busy_timeout={PATIENCE_MS}")
"""`secure_delete`: what is erased is written over with zeroes, not left in free pages."""
OWN, SHARED = 40, 10
"""Connections kept open: of an embedded database one for each thread that answers, of a server as many as it hardly notices.
To open and close one beyond these costs more than what most are used for."""


class StoreUnavailableError(Exception):
    """The database cannot be reached, or cannot write: nothing was stored."""


class Database:
    """A pool of connections. `url` is SQLAlchemy's: `sqlite:///hegui.db`, `postgresql+psycopg://…`.

    `read_only` opens an embedded database as it is: none is made where there is none, and text that somebody broke is
    read as far as it goes.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self.embedded = self.is_embedded(url)
        if not self.embedded:
            self.engine = _server(url)
        elif read_only:
            self.engine = _as_it_is(make_url(url).database or "")
        else:
            self.engine = _sqlite(url)
        self.asked = self.engine if self.embedded else _asked(url)

    @staticmethod
    def is_embedded(url: str) -> bool:
        """Whether an address is that of a file of this machine, which one process at a time may serve."""
        return make_url(url).get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading.

        Raises:
            StoreUnavailableError: the database does not answer.
        """
        with _told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection for questions that need not be answered of one moment: it opens no transaction, so none is ended.

        Raises:
            StoreUnavailableError: the database does not answer.
        """
        with _told(), self.asked.connect().execution_options(**{ASKS: True}) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises:
            StoreUnavailableError: the database does not answer or cannot write.
        """
        with _told(), self.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection

    def forget(self) -> None:
        """Let what was erased be gone from the files: SQLite's write-ahead log, PostgreSQL's dead rows.

        Raises:
            StoreUnavailableError: the database does not answer.
        """
        with _told(), self.engine.connect() as connection:
            if self.embedded:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                unbound = connection.execution_options(isolation_level="AUTOCOMMIT")
                unbound.exec_driver_sql("VACUUM documents, deliveries, portraits, entries")

    def close(self) -> None:
        self.engine.dispose()
        self.asked.dispose()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        raise StoreUnavailableError(str(getattr(error, "orig", None) or error)) from error
    except (SQLAlchemyError, UnicodeDecodeError) as error:  # the latter: a file whose own schema is no text any more
        raise StoreUnavailableError(str(error)) from error


def _as_it_is(path: str) -> Engine:
    def connect() -> sqlite3.Connection:
        # a path may hold what means something in a URI
        connection = sqlite3.connect(
            f"file:{quote(path)}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
        )
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _server(url: str) -> Engine:
    return _tried(create_engine(url, pool_size=SHARED, pool_timeout=5, hide_parameters=True))


def _asked(url: str) -> Engine:
    """Connections that open no transaction and so end none. Whoever finds all in use waits: questions are short, and one
    more connection would cost the server more than the wait."""
    return _tried(
        create_engine(
            url,
            pool_size=SHARED,
            max_overflow=0,
            pool_timeout=5,
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )
    )


def _tried(engine: Engine) -> Engine:
    """Try a connection before its use where it has rested, as the server or a firewall may have closed it meanwhile. To try it
    each time would be one round trip more for every question."""

    @event.listens_for(engine, "checkin")
    def _rests(_: object, record: ConnectionPoolEntry) -> None:
        record.info[RESTS] = monotonic()

    @event.listens_for(engine, "checkout")
    def _taken(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
        if monotonic() - record.info.get(RESTS, inf) <= RESTED:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    return engine


def _sqlite(url: str) -> Engine:
    pool = {"pool_size": OWN, "pool_timeout": 5} if make_url(url).database else {}  # one in memory has no pool
    engine = create_engine(url, **pool, connect_args={"check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _opened(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get(ASKS, False):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN")

    return engine
