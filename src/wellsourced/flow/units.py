"""Paths -> units: stretches of input that are read by themselves, so that many processes can share one file.

JSON Lines are cut between lines, since a line is a page; other files are a unit each. What a unit gives does not
depend on how a file was cut: the lines keep their numbers.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from ..acquire.files import address_of, find_files, pages_of_file
from ..acquire.jsonl import pages_of_lines
from ..acquire.kinds import LINES, kind_of
from ..records import Page, Unread

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STRETCH = 4 * 1024 * 1024  # bytes of JSON Lines: about a thousand articles, some seconds of work
TOGETHER = 200  # files that make one part, if they are small


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, or its bytes from `start` to `end`, of which the first is the beginning of line `line` (from 0); or
    something given that is no file, and why (`error`).

    `path` is as it was given, and `place` the same from the root: other processes may stand in other folders.
    """

    path: str
    place: str = ""
    start: int = 0
    end: int = 0  # 0: the whole file
    line: int = 0
    error: str | None = None


def find_units(paths: Sequence[str]) -> Iterator[Unit]:
    """The units of everything under the paths, in order."""
    for file in find_files(paths):
        if isinstance(file, Unread):
            yield Unit(file.address, error=file.error)
        elif kind_of(file) == LINES and os.path.isfile(file):
            yield from _stretches(file)
        else:
            yield Unit(file, os.path.abspath(file))


def _stretches(path: str) -> Iterator[Unit]:
    """A file of lines in stretches of about STRETCH bytes; one that is short, or cannot be opened, whole."""
    place = os.path.abspath(path)
    start = line = 0
    try:
        size = os.path.getsize(path)
        with open(path, "rb") as file:
            while size - start > STRETCH:
                some = file.read(STRETCH)
                lines = some.count(b"\n")
                if not some.endswith(b"\n"):
                    _pass_line(file)
                    lines += 1
                yield Unit(path, place, start, file.tell(), line)
                start, line = file.tell(), line + lines
    except OSError:
        yield Unit(path, place)  # whoever reads it says why it cannot be opened
        return
    if start < size:
        yield Unit(path, place, start, size if start else 0, line)
    elif not size:
        yield Unit(path, place)


def _pass_line(file: BinaryIO) -> None:
    """To the end of a line, however long."""
    while (piece := file.readline(STRETCH)) and not piece.endswith(b"\n"):
        pass


def parts_of_units(units: Iterator[Unit]) -> Iterator[list[Unit]]:
    """Units -> those that make one part: a stretch or a crawl file by itself, small files together."""
    together: list[Unit] = []
    size = 0
    for unit in units:
        length = unit.end - unit.start or _size(unit.path)
        if together and (size + length > STRETCH or len(together) == TOGETHER):
            yield together
            together, size = [], 0
        together.append(unit)
        size += length
    if together:
        yield together


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def pages_of_unit(unit: Unit) -> Iterator[Page | Unread]:
    """The pages of a unit, and what could not be opened."""
    if unit.error is not None:
        yield Unread(unit.path, unit.error)
    elif unit.end:
        name = address_of(unit.path)
        with open(unit.place, "rb", buffering=0) as file:
            found = pages_of_lines(name, io.BufferedReader(_Stretch(file, unit.start, unit.end)), unit.line)
            yield from (one for one in found if one.address != name)  # a blank stretch says nothing of the file
    else:
        yield from pages_of_file(unit.place, unit.path)


class _Stretch(io.RawIOBase):
    """Some bytes of a file, as if it had no others."""

    def __init__(self, file: io.RawIOBase, start: int, end: int) -> None:
        self._file, self._left = file, end - start
        file.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        count = self._file.readinto(view[: self._left]) or 0
        self._left -= count
        return count
