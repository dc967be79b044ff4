"""Addresses of pages, feeds and sitemaps -> the answers behind them, kept as WARC records, the form `warc` reads.

for kept in fetch_all(["https://news.example/feed"], fetcher):
    file.write(as_warc(kept))
"""

from __future__ import annotations

import datetime
import io
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..records import Page, Unread
from .feeds import Listing, listing
from .fetch import Answer, Failed, Fetcher
from .warc import Broken, pages_of_warc

SITEMAPS = 50  # sitemaps that one index is followed to
UNPACKED_BY_CONNECTION = frozenset(("transfer-encoding", "content-length", "connection", "keep-alive", "trailer"))

Validators = tuple[str | None, str | None]  # the ETag and Last-Modified of an answer


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with status 200 and the moment it came (UTC)."""

    answer: Answer
    at: datetime.datetime


def fetch_all(
    addresses: Iterable[str],
    fetcher: Fetcher,
    *,
    most: int = 100,
    is_known: Callable[[str], bool] = lambda address: False,
    validators: dict[str, Validators] | None = None,
) -> Iterator[Kept | Unread]:
    """The answers behind some addresses, in order; of what a feed or a sitemap names, the first `most` that are not
    known. What gives no answer is told with its reason.

    `validators` is written for each of the addresses and read the next time: what did not change since gives nothing.
    """
    seen: set[str] = set()
    kept = {} if validators is None else validators
    for address in addresses:
        etag, modified = kept.get(address, (None, None))
        answer = fetcher.fetch(address, etag=etag, modified=modified)
        if isinstance(answer, Answer):
            if answer.status == 304:
                continue
            kept[address] = (answer.header("etag"), answer.header("last-modified"))
        if not isinstance(answer, Answer) or (found := _listing(answer)) is None:
            yield _kept(answer)
            continue
        named: dict[str, None] = {}
        for part in _articles(found, fetcher):
            if isinstance(part, Unread):
                yield part
            else:
                named |= dict.fromkeys(part)
        new = [one for one in named if one not in seen and not is_known(one)]
        seen.update(new[:most])
        for one in new[:most]:
            yield _kept(fetcher.fetch(one))
        if len(new) > most:
            yield Unread(address, f"it names {len(new):,} articles that are new; the first {most:,} were read")
        if not named:
            yield Unread(address, f"the {found.kind} names no articles")


def pages(kept: Kept) -> Iterator[Page | Unread]:
    """The page in an answer, under the address that was asked for."""
    for found in pages_of_warc(kept.answer.asked, io.BytesIO(as_warc(kept))):
        yield replace(found, address=kept.answer.asked)


def as_warc(kept: Kept) -> bytes:
    """The answer as one gzipped record of a WARC file (ISO 28500), without the encoding of its way over the network."""
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    answer = kept.answer
    head = [f"HTTP/1.1 {answer.status} OK"]
    head += [f"{name}: {value}" for name, value in answer.headers if name.lower() not in UNPACKED_BY_CONNECTION]
    head.append(f"Content-Length: {len(answer.content)}")
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Record-ID"] = f"<{uuid.uuid5(uuid.NAMESPACE_URL, f'{answer.url} {kept.at.isoformat()}').urn}>"
    record.headers["WARC-Target-URI"] = answer.url
    record.headers["WARC-Date"] = kept.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content("\r\n".join([*head, "", ""]).encode("utf-8", "surrogateescape") + answer.content)
    out = io.BytesIO()
    packed = GzipWriter(out)
    record.write(packed, checksum_data=True)
    packed.finish()
    return out.getvalue()


def _kept(answer: Answer | Failed) -> Kept | Unread:
    if isinstance(answer, Failed):
        return Unread(answer.asked, answer.reason)
    if answer.status != 200:
        return Unread(answer.asked, f"the server answers with status {answer.status}")
    return Kept(answer, datetime.datetime.now(datetime.UTC))


def _listing(answer: Answer) -> Listing | None:
    """What a feed or sitemap names; None for a page, and for an answer that cannot be unpacked."""
    if answer.status != 200:
        return None
    try:
        content = answer.unpacked()
    except Broken:
        return None
    if content.startswith(b"\x1f\x8b"):  # sitemaps are also kept as .xml.gz
        try:
            content = replace(answer, content=content, headers=(("Content-Encoding", "gzip"),)).unpacked()
        except Broken:
            return None
    return listing(content, answer.url)


def _articles(found: Listing, fetcher: Fetcher) -> Iterator[tuple[str, ...] | Unread]:
    """The addresses of articles that a listing names, an index's through its sitemaps."""
    if found.kind != "index":
        yield found.addresses
        return
    for address in found.addresses[:SITEMAPS]:
        answer = fetcher.fetch(address)
        inner = _listing(answer) if isinstance(answer, Answer) else None
        if inner is not None and inner.kind != "index":
            yield inner.addresses
        else:
            yield Unread(address, answer.reason if isinstance(answer, Failed) else "it is no sitemap")
    if len(found.addresses) > SITEMAPS:
        yield Unread(found.addresses[SITEMAPS], f"the index names more than {SITEMAPS} sitemaps; those were read")
