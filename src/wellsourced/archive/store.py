"""An archive: what has been read so far, in one SQLite file or on a PostgreSQL server.

Every step is one transaction, and each can be done again: whatever stops `add` - the power, a full disk, `kill -9` -
what it said was kept is kept, nothing is half there, and the next `add` goes on where it stopped. Others can read and
search while one writes.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from ..errors import ArchiveError, LibraryMissing
from .versions import has_tables, is_current, prepare

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
    """An archive in a file, or at the address of a database ("postgresql://user@host/name").

    Raises `ArchiveError` where there is none (unless it is to be created), and where there is something else.
    """
    url = _url(address)
    shown = str(address) if url.host is None else url.render_as_string(hide_password=True)
    if not create and url.get_backend_name() == "sqlite" and url.database and not _file(url).is_file():
        raise ArchiveError(f"{shown} is no archive; `wellsourced add {shown} PAGES` makes one")
    with _in_words(shown):
        archive = Archive(_engine(url), shown)
    try:
        with archive.reading() as connection:
            current = is_current(connection)
            if not (current or create or has_tables(connection)):
                raise ArchiveError(f"{shown} is empty; `wellsourced add {shown} PAGES` makes an archive of it")
        if not current:
            with archive.writing() as connection:
                prepare(connection)
        yield archive
    finally:
        archive.engine.dispose()


def _url(address: str | Path) -> URL:
    """The address of a database. A server is asked by the driver that is installed, as the user who runs this, where
    the address names none."""
    if "://" not in str(address):
        return _of_file(Path(address))
    with _in_words(str(address)):
        url = make_url(str(address))
    if url.drivername == "postgresql" and find_spec("psycopg") is None:
        url = url.set(drivername="postgresql+pg8000")
    if url.get_backend_name() == "postgresql" and url.username is None:
        url = url.set(username=getpass.getuser())
    return url


def _file(url: URL) -> Path:
    return Path(unquote((url.database or "").removeprefix("file:")))


def _of_file(path: Path) -> URL:
    """Where nobody may write beside a file, SQLite can only read it as one that nobody changes; where a write-ahead
    log lies there, somebody else does."""
    beside = Path(f"{path}-wal")
    if os.access(path.parent, os.W_OK) or not path.exists() or beside.exists():
        return URL.create("sqlite", database=str(path))
    unchanged = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=unchanged)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": BUSY})
    if "immutable" in url.query:
        return engine

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
    except ModuleNotFoundError as error:
        raise LibraryMissing(str(error.name), 'pip install "wellsourced[postgresql]"') from error
    except ArgumentError as error:
        raise ArchiveError(f"{address} is no address of a database") from error
    except DBAPIError as error:
        raise ArchiveError(f"{address}: {_reason(_said(error))}") from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"{address}: {error}") from error


def _said(error: DBAPIError) -> str:
    """The database's own words; those of a PostgreSQL server come as fields, "M" for the message."""
    fields = error.orig.args[0] if error.orig is not None and error.orig.args else None
    return str(fields["M"]) if isinstance(fields, dict) and "M" in fields else str(error.orig)


def _reason(said: str) -> str:
    told = {
        "disk is full": "the disk is full; nothing that was kept is lost",
        "readonly": "the archive cannot be written: the file or its folder is read-only",
        "not a database": "this file is no archive",
        "malformed": "the file is damaged",
        "locked": "another process is writing to the archive; try again when it is done",
        "unable to open": "the file cannot be opened or made there",
        "Can't create a connection": "no server answers there: is its address right, and does it run?",
    }
    return next((sentence for sign, sentence in told.items() if sign in said), said.strip().splitlines()[0])
