"""JSON Lines -> pages: one object a line with at least `text` or `html`; `url`, `title`, `date`, `outlet` and
`fetched` (the day it was taken from the web) if known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from ..records import Page, Unread

LONGEST = 64 * 1024 * 1024  # bytes of one line
HINTS = ("url", "title", "date", "outlet", "fetched")


def pages_of_lines(name: str, lines: BinaryIO, before: int = 0) -> Iterator[Page | Unread]:
    """The page of each line that is not blank; its address is `name:number`, counted from 1, `before` further lines
    having come before."""
    number, given = before, 0
    while line := lines.readline(LONGEST):
        number += 1
        address = f"{name}:{number}"
        if not line.endswith(b"\n") and len(line) == LONGEST:
            while (rest := lines.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            given += 1
            yield Unread(address, f"the line is longer than {LONGEST >> 20} MB")
        elif line.strip():
            given += 1
            yield _page(address, line)
    if not given:
        yield Unread(name, "the file holds nothing but blank lines" if number else "the file is empty")


def _page(address: str, line: bytes) -> Page | Unread:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Unread(address, f"the line is not UTF-8 (byte {error.start + 1})")
    except (ValueError, RecursionError) as error:
        return Unread(address, f"the line is no JSON ({str(error).split(':')[0].lower()})")
    if not isinstance(record, dict):
        return Unread(address, "the line holds no object with `text` or `html`")
    hints = {name: str(record[name]) for name in HINTS if isinstance(record.get(name), (str, int)) and record[name]}
    for field in ("text", "html"):
        content = record.get(field)
        if isinstance(content, str) and content.strip():
            return Page(address, content, "text" if field == "text" else "html", **hints)
    return Unread(address, "neither `text` nor `html` holds any words")
