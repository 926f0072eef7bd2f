"""One database, SQLite or PostgreSQL, opened so that what is committed is on the disk. It knows no table.

SQLite: write-ahead log, `synchronous=FULL`, writers begin with IMMEDIATE, so that none fails halfway for a lock.
PostgreSQL: `synchronous_commit` as the server has it (on, unless somebody turned it off).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

__all__ = ["Database", "StoreUnavailableError"]

WRITES = "hegui_writes"
PATIENCE_MS = 5000


class StoreUnavailableError(Exception):
    """The database cannot be reached, or cannot write: nothing was stored."""


class Database:
    """A pool of connections. `url` is SQLAlchemy's: `sqlite:///hegui.db`, `postgresql+psycopg://…`."""

    def __init__(self, url: str) -> None:
        self.embedded = self.is_embedded(url)
        self.engine = _sqlite(url) if self.embedded else _server(url)

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
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises:
            StoreUnavailableError: the database does not answer or cannot write.
        """
        with _told(), self.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        raise StoreUnavailableError(str(getattr(error, "orig", None) or error)) from error
    except SQLAlchemyError as error:
        raise StoreUnavailableError(str(error)) from error


def _server(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, pool_timeout=5, hide_parameters=True)


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _opened(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={PATIENCE_MS}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
