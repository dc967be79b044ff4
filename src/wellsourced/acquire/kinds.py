"""Kinds of files by their names, and the pages of one that is held in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator

from ..records import Page, PageFormat, Unread
from .jsonl import pages_of_lines
from .warc import pages_of_warc

FORMATS: dict[str, PageFormat] = {".txt": "text", ".html": "html", ".htm": "html"}
LINES = ".jsonl"
CRAWLS = (".warc", ".warc.gz", ".warc.zst")
BUNDLES = (".zip", ".tar", ".tar.gz", ".tgz")


def kind_of(name: str) -> str | None:
    """What a file is by its name: a key of FORMATS, LINES, or one of CRAWLS and BUNDLES; None where it is not read."""
    low = name.lower()
    for kind in (*BUNDLES, *CRAWLS, *FORMATS, LINES):
        if low.endswith(kind) and low.rsplit("/", 1)[-1] != kind:
            return kind
    return None


def pages_of_content(address: str, name: str, content: bytes) -> Iterator[Page | Unread]:
    """The pages of a file's content, by the kind that its name tells; bundles are not opened here."""
    kind = kind_of(name)
    if kind == LINES:
        yield from pages_of_lines(address, io.BytesIO(content))
    elif kind in CRAWLS:
        yield from pages_of_warc(address, io.BytesIO(content))
    elif kind in FORMATS:
        yield Page(address, content, FORMATS[kind])
    else:
        yield Unread(address, not_read())


def not_read() -> str:
    """What is told of a file of no kind that is read."""
    return f"not a kind of file that is read ({', '.join([*FORMATS, LINES, *CRAWLS, *BUNDLES])})"
