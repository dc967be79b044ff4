"""WARC files, as web crawls are kept -> the pages they hold: answers (response records) that carry markup or text.

Read with FastWARC. Every record is bounded (`LARGEST`, after unpacking); lengths that a record declares are not
believed. What a file holds besides pages (pictures, redirects, requests) is counted and told in one line; a file that
breaks off gives what is whole, and says where it broke.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from ..characters import codec_of, escaped
from ..records import Page, PageFormat, Unread

if TYPE_CHECKING:
    from fastwarc.stream_io import WarcReader
    from fastwarc.warc import WarcRecord

    Unpacker = Callable[[BinaryIO], WarcReader]

LARGEST = 16 * 1024 * 1024  # bytes of one page, unpacked; the longest news pages with all their scripts have some 5 MB
LONGEST_HEAD = 64 * 1024  # bytes of a record's own headers
LONGEST_ADDRESS = 2048  # characters; what browsers and servers take
LONGEST_KIND = 60  # characters of a content type that are told
KINDS: dict[str, PageFormat] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


class Broken(Exception):
    """Content that cannot be unpacked; the message says why."""


def pages_of_warc(name: str, stream: BinaryIO) -> Iterator[Page | Unread]:
    """The pages of one WARC file, plain or compressed (gzip, zstd, lz4); a page's address is the one it was taken from.

    A page knows the day it was taken (`fetched`): it cannot have been published after it.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    passed: Counter[str] = Counter()
    records = answers = pages = at = 0
    try:
        for record in ArchiveIterator(
            stream,
            record_types=WarcRecordType.any_type,
            parse_http=False,
            max_header_len=LONGEST_HEAD,
            fsspec_args=False,
        ):
            records, at = records + 1, record.stream_pos
            if record.record_type != WarcRecordType.response:
                continue
            answers += 1
            found = _page(f"{name}:{at}", record)
            if isinstance(found, str):
                passed[found] += 1
            else:
                pages += isinstance(found, Page)
                yield found
    except (OSError, ValueError, EOFError) as error:
        where = f"after the record at byte {at:,}" if records else "at its beginning"
        yield Unread(name, f"the file is damaged {where} ({str(error).lower()}); {pages} pages before it were read")
    else:
        if not records:
            yield Unread(name, "the file is empty")
        elif not answers:
            yield Unread(name, f"none of its {records} records is an answer of a web server")
    if passed:
        parts = ", ".join(f"{count} × {what}" for what, count in sorted(passed.items(), key=lambda p: (-p[1], p[0])))
        yield Unread(name, f"answers that are no pages with words: {parts}")


def _page(place: str, record: WarcRecord) -> Page | Unread | str:
    """The page of a response record; what the record is instead, in a few words; or why it cannot be read."""
    try:
        record.parse_http()
    except (OSError, ValueError):
        return "no HTTP"
    headers = record.http_headers
    if headers is None:
        return "no HTTP"
    address = escaped((record.headers.get("WARC-Target-URI") or "").strip(" <>")[:LONGEST_ADDRESS]) or place
    declared = record.content_length
    data = record.reader.read(LARGEST + 1) if record.reader else b""
    if len(data) < min(declared, LARGEST):
        return Unread(address, f"the file breaks off here: {len(data):,} of {declared:,} bytes are there ({place})")
    if headers.status_code != 200:
        return f"status {headers.status_code}"
    kind = escaped((record.http_content_type or "no content type").lower()[:LONGEST_KIND])
    if kind not in KINDS:
        return kind
    if len(data) > LARGEST:
        return Unread(address, f"the page is longer than {LARGEST >> 20} MB ({place})")
    try:
        content = unpacked(data, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"))
    except Broken as error:
        return Unread(address, f"{error} ({place})")
    fetched = record.record_date.date().isoformat() if record.record_date else None
    return Page(address, _decoded(content, record.http_charset), KINDS[kind], url=address, fetched=fetched)


# ---- how content is packed --------------------------------------------------------------------


def unpacked(data: bytes, transfer: str | None, encoding: str | None) -> bytes:
    """Content as its author wrote it, from its HTTP transfer and content encodings.

    Raises Broken where the content is not what its headers say, or unpacks to more than LARGEST bytes.
    """
    from fastwarc import stream_io

    readers: dict[str, Unpacker] = {
        "gzip": stream_io.GzipReader,
        "x-gzip": stream_io.GzipReader,
        "deflate": lambda inner: stream_io.GzipReader(inner, zlib=True),
        "br": stream_io.BrotliReader,
        "zstd": stream_io.ZstdReader,
        "chunked": stream_io.ChunkedReader,
    }
    steps = [step.strip().lower() for said in (transfer, encoding) if said for step in reversed(said.split(","))]
    for step in steps:
        if step in ("", "identity"):
            continue
        if step not in readers:
            raise Broken(f"the page is packed in a way that is not read ({escaped(step[:40])})")
        data = _through(readers[step], step, data)
    return data


def _through(reader: Unpacker, step: str, data: bytes) -> bytes:
    try:
        found = reader(io.BytesIO(data)).read(LARGEST + 1)
    except (OSError, ValueError, EOFError) as error:
        raise Broken(f"the page is not {step}, as its headers say") from error
    if len(found) > LARGEST:
        raise Broken(f"the page unpacks to more than {LARGEST >> 20} MB")
    return bytes(found)


def _decoded(content: bytes, charset: str | None) -> bytes | str:
    """Characters where the server told the encoding and it holds (what it says goes before what the page says)."""
    codec = codec_of(charset) if charset else None
    if codec and codec != "utf-8":
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            pass
    return content
