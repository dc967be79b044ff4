"""Paths as given -> pages, in an order that does not depend on the file system.

Files, folders (with everything below them) and patterns are read; `-` is JSON Lines on standard input. Whatever gives
no page comes back as `Unread` with a reason: nothing that was given is lost without a word.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ..characters import escaped
from ..records import Page, Unread
from .bundles import pages_of_bundle
from .jsonl import pages_of_lines
from .kinds import BUNDLES, CRAWLS, FORMATS, kind_of, not_read
from .kinds import LINES as LINES
from .warc import pages_of_warc

STDIN = "-"  # JSON Lines on standard input
LARGEST = 64 * 1024 * 1024  # bytes of one file; news pages have some hundred kilobytes


def find_pages(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Page | Unread]:
    """Every page under the paths, each file once, and what could not be opened."""
    for file in find_files(paths):
        if isinstance(file, Unread):
            yield file
        elif file == STDIN:
            yield from pages_of_lines(STDIN, stdin) if stdin is not None else ()
        else:
            yield from pages_of_file(file)


def find_files(paths: Sequence[str]) -> Iterator[str | Unread]:
    """Every file under the paths, each once, whatever is in it; `-` as it stands."""
    seen: set[str] = set()
    for path in paths:
        for file in (STDIN,) if path == STDIN else _files(path):
            if not isinstance(file, Unread):
                real = os.path.realpath(file)
                if real in seen:
                    continue
                seen.add(real)
            yield file


def _files(path: str) -> Iterator[str | Unread]:
    if os.path.isdir(path):
        yield from _files_below(path)
    elif os.path.lexists(path):
        yield path
    elif matches := sorted(glob.glob(path, recursive=True)):
        for match in matches:
            yield from _files_below(match) if os.path.isdir(match) else (match,)
    elif glob.has_magic(path):
        yield Unread(address_of(path), "no file fits this pattern")
    else:
        yield Unread(address_of(path), "there is no such file or folder")


def _files_below(folder: str) -> Iterator[str | Unread]:
    """The files below a folder, sorted; links to folders are followed once, hidden files passed over."""
    failed: list[Unread] = []
    visited = set()

    def note(error: OSError) -> None:
        failed.append(Unread(address_of(error.filename or folder), f"the folder cannot be opened ({error.strerror})"))

    found = []
    for root, folders, names in os.walk(folder, onerror=note, followlinks=True):
        real = os.path.realpath(root)
        if real in visited:  # a link that leads back up
            folders.clear()
            continue
        visited.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(root, name) for name in names if not name.startswith(".")]
    yield from sorted(found)
    yield from failed
    if not found and not failed:
        yield Unread(address_of(folder), "the folder holds no files")


def pages_of_file(path: str, given: str | None = None) -> Iterator[Page | Unread]:
    """The pages that one file holds, by the kind its name tells, or why it gives none. `given` is the path as it was
    given, where that is another."""
    address, kind = address_of(given or path), kind_of(Path(path).name)
    if kind is None:
        yield Unread(address, not_read())
        return
    try:
        if not os.path.isfile(path):
            yield Unread(address, "not a file, or a link that leads nowhere")
        elif kind == LINES:
            with open(path, "rb") as lines:
                yield from pages_of_lines(address, lines)
        elif kind in CRAWLS:
            with open(path, "rb") as crawl:
                yield from pages_of_warc(address, crawl)
        elif kind in BUNDLES:
            with open(path, "rb") as bundle:
                yield from pages_of_bundle(address, bundle)
        elif (size := os.path.getsize(path)) > LARGEST:
            yield Unread(address, f"{size >> 20} MB are more than the {LARGEST >> 20} MB that one page may have")
        else:
            yield Page(address, Path(path).read_bytes(), FORMATS[kind])
    except OSError as error:
        yield Unread(address, f"cannot be opened ({error.strerror})")


def address_of(path: str) -> str:
    """A path as it was given, with forward slashes; what is no text, or not seen, is shown as such."""
    return escaped(os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/"))
