"""An archive: what has been read so far, in one SQLite file or on a PostgreSQL server.

Every step is one transaction, and each can be done again: whatever stops `add` - the power, a full disk, `kill -9` -
what it said was kept is kept, nothing is half there, and the next `add` goes on where it stopped. Others can read and
search while one writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from ..errors import ArchiveError
from .versions import is_current, prepare

BUSY = 60.0  # seconds to wait for another process that writes
WRITING = {"writing": True}  # SQLite takes its lock at once: a reader that turns writer may be refused


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive; `open_archive` gives one."""

    engine: Engine
    address: str

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _in_words(self.address), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing; others that write wait."""
        with _in_words(self.address), self.engine.execution_options(**WRITING).begin() as connection:
            yield connection


@contextmanager
def open_archive(address: str | Path, *, create: bool = False) -> Iterator[Archive]:
    """An archive in a file, or at the address of a database ("postgresql+psycopg://...").

    Raises `ArchiveError` where there is none, and where there is something else.
    """
    url = str(address)
    if "://" not in url:
        path = Path(address)
        if not create and not path.is_file():
            raise ArchiveError(f"{path} is no archive; `wellsourced add {path} PAGES` makes one")
        url = f"sqlite:///{path}"
    with _in_words(str(address)):
        archive = Archive(_engine(url), str(address))
    try:
        with archive.reading() as connection:
            current = is_current(connection)
        if not current:
            with archive.writing() as connection:
                prepare(connection)
        yield archive
    finally:
        archive.engine.dispose()


def _engine(url: str) -> Engine:
    made = make_url(url)
    if made.get_backend_name() != "sqlite":
        return create_engine(made)
    engine = create_engine(made, connect_args={"timeout": BUSY})

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says so
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what is acknowledged survives a power cut

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

    return engine


@contextmanager
def _in_words(address: str) -> Iterator[None]:
    """Errors of the database as one sentence."""
    try:
        yield
    except ArgumentError as error:
        raise ArchiveError(f"{address} is no address of a database") from error
    except DBAPIError as error:
        raise ArchiveError(f"{address}: {_reason(str(error.orig))}") from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"{address}: {error}") from error


def _reason(said: str) -> str:
    told = {
        "disk is full": "the disk is full; nothing that was kept is lost",
        "readonly": "the archive cannot be written: the file or its folder is read-only",
        "not a database": "this file is no archive",
        "malformed": "the file is damaged",
        "locked": "another process is writing to the archive; try again when it is done",
        "unable to open": "the file cannot be opened or made there",
    }
    return next((sentence for sign, sentence in told.items() if sign in said), said.strip().splitlines()[0])
