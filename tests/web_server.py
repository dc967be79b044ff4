"""Real servers for the tests of the web application: on loopback, at a free port, stopped when the test is over."""

from __future__ import annotations

import contextlib
import functools
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from wellsourced.archive import add, open_archive
from wellsourced.web.app import create_app
from wellsourced.web.routes.add import example
from wellsourced.web.safety import Guard
from wellsourced.web.server import running


@dataclass(frozen=True)
class Running:
    address: str
    app: FastAPI


@contextlib.contextmanager
def serving(archive: Path, guard: Guard | None = None, *, lasting: bool = True) -> Iterator[Running]:
    """The application over an archive, made if it is not there."""
    with open_archive(archive, create=True) as opened:
        app = create_app(opened, guard, processes=1, lasting=lasting)
        with running(app) as address:
            yield Running(address, app)


@functools.cache
def _read_example() -> Path:
    """An archive of the example, read once; the folder goes with the process."""
    folder = tempfile.TemporaryDirectory(prefix="wellsourced-test-")
    _kept.append(folder)
    place = Path(folder.name) / "example.archive"
    with open_archive(place, create=True) as opened:
        add(opened, example())
    return place


_kept: list[tempfile.TemporaryDirectory[str]] = []


def example_archive(folder: Path) -> Path:
    """A copy of the example's archive, which a test may change."""
    place = folder / "example.archive"
    shutil.copy(_read_example(), place)
    return place
