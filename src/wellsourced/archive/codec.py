"""Records <-> what is kept of them: JSON, and the content of pages compressed as it came."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import fields
from typing import TypeVar

import msgspec

from ..errors import ArchiveError
from ..records import Article, Comparison, Identity, Page, Reading, Statement

Record = TypeVar("Record", Article, Comparison, Identity, Reading, Statement)

_encoder = msgspec.json.Encoder()


def encode(record: Article | Comparison | Identity | Reading | Statement) -> str:
    """A record as JSON: the same record gives the same characters."""
    return _encoder.encode(record).decode("utf-8")


def decode(kind: type[Record], kept: str) -> Record:
    """Raises `ArchiveError` where another version of the program kept it in another form."""
    try:
        return msgspec.json.decode(kept.encode("utf-8"), type=kind)
    except msgspec.DecodeError as error:
        raise ArchiveError(
            "another version of this program read the pages of this archive; `wellsourced add ARCHIVE` reads them anew"
        ) from error


def pack(page: Page) -> tuple[str, bytes]:
    """A page as JSON of what was said about it, and its content, compressed; half characters are kept as they are."""
    about = {field.name: getattr(page, field.name) for field in fields(page) if field.name != "content"}
    if isinstance(page.content, bytes):
        return json.dumps(about), zlib.compress(page.content)
    return json.dumps(about | {"characters": True}), zlib.compress(page.content.encode("utf-8", "surrogatepass"))


def unpack(about: str, content: bytes) -> Page:
    said = json.loads(about)
    data = zlib.decompress(content)
    characters = said.pop("characters", False)
    return Page(content=data.decode("utf-8", "surrogatepass") if characters else data, **said)


def digest(*parts: str | bytes) -> str:
    """A hash of the parts in their order, told apart by their lengths."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()
