"""What every reader promises, whatever bytes it is given: one function a reader, which raises where it is broken.

A reader's only exception is `Unreadable`; spans lie inside the text, in order and apart; nothing that reaches a
dossier holds control characters or half surrogates; the time is bounded by the length (LONGEST_TIME).
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import time
import unicodedata
from collections.abc import Callable
from itertools import islice, pairwise
from pathlib import Path

from wellsourced.acquire.bundles import pages_of_bundle
from wellsourced.acquire.feeds import listing
from wellsourced.acquire.jsonl import pages_of_lines
from wellsourced.acquire.warc import Broken, pages_of_warc, unpacked
from wellsourced.errors import Unreadable
from wellsourced.pipeline import compare, read_article, read_one, read_pages
from wellsourced.read.published import date_article, taken_on
from wellsourced.records import Article, Block, Dated, Dossier, Page, Reading, Run, Unread
from wellsourced.tell import annotations, followthemoney, prov
from wellsourced.tell.dossier import as_json, dumps
from wellsourced.tell.html.page import render
from wellsourced.tell.summary import summary
from wellsourced.tell.tables import as_csv, tables

HERE = Path(__file__).parent
LONGEST_TIME = 10.0  # seconds of processor time for inputs of some kilobytes, of which most take milliseconds
MOST_PAGES = 20  # of one file that are read further
READABLE = frozenset("\n\t")


def check(reader: str, data: bytes) -> None:
    """Give bytes to a reader of READERS; raises what breaks its promises."""
    start = time.process_time()
    READERS[reader](data)
    took = time.process_time() - start
    assert took < LONGEST_TIME, f"{took:.1f} s for {len(data):,} bytes"


def html(data: bytes) -> None:
    _article(Page("page.html", data, "html"))


def text(data: bytes) -> None:
    _article(Page("page.txt", data, "text"))


def lines(data: bytes) -> None:
    for found in islice(pages_of_lines("in.jsonl", io.BytesIO(data)), MOST_PAGES):
        _found(found)


def warc(data: bytes) -> None:
    for found in islice(pages_of_warc("in.warc", io.BytesIO(data)), MOST_PAGES):
        _found(found)


def bundle(data: bytes) -> None:
    name = "in.zip" if data.startswith(b"PK") else "in.tar"
    for found in islice(pages_of_bundle(name, io.BytesIO(data)), MOST_PAGES):
        _found(found)


def feed(data: bytes) -> None:
    found = listing(data, "https://news.example/feed.xml")
    for address in found.addresses if found else ():
        assert address.startswith(("http://", "https://"))
        _plain(address)


def packed(data: bytes) -> None:
    """The first byte chooses how the rest is said to be packed."""
    steps = ("gzip", "deflate", "br", "zstd", "identity", "gzip, br", "lzma", "\x00,,", "br,br,br,br")
    for transfer in (None, "chunked", "gzip"):
        try:
            unpacked(data[1:], transfer, steps[data[0] % len(steps)] if data else None)
        except Broken as error:
            _plain(str(error))


def dates(data: bytes) -> None:
    """Lines as they stand on a page, in the address and in its metadata."""
    words = data.decode("utf-8", "replace").replace("\x00", "")
    places = ("JSON-LD datePublished", "the address", "a line above the text", "the first line of the text", "a date")
    body = words.strip() or "."
    article = Article("a-1", "page.html", body, (Block("paragraph", 0, len(body)),), title=body[:200])
    for place in places:
        _dated(date_article(article, [(place, line) for line in words.split("\n")]), body)
    _dated(taken_on(date_article(article), words[:40]), body)


def dossier(data: bytes) -> None:
    """From a page to everything that is written of it, without the language model."""
    page = Page(data[:40].decode("utf-8", "replace").replace("\n", "/"), data, "html" if b"<" in data else "text")
    articles, unread = read_pages([page, Page("other.txt", "The gate held, the warden said on Monday.", "text")])
    comparisons, readings = compare([Reading(article) for article in articles])
    made = Dossier(tuple(readings), tuple(comparisons), tuple(unread), Run("0"))
    told = as_json(made)
    assert json.loads(dumps(made)) == json.loads(json.dumps(told))
    dumps(made).encode("utf-8")
    markup = render(told)
    markup.encode("utf-8")
    _plain(markup, READABLE)
    _plain(summary(made), READABLE)
    for table in tables(told):
        rows = list(csv.reader(io.StringIO(as_csv(table))))
        assert len(rows) == len(table.rows) + 1
        as_csv(table).encode("utf-8")
    for line in followthemoney.lines(followthemoney.entities([told])):
        json.loads(line.encode("utf-8"))
    json.loads(annotations.dumps(told).encode("utf-8"))
    json.loads(prov.dumps(told).encode("utf-8"))


def reading(data: bytes) -> None:
    """An article through the language model and all that reads its parse."""
    from wellsourced.read.language import load_model

    try:
        article = read_one(Page("page.txt", data[:4000], "html" if b"<p>" in data else "text"))
    except Unreadable:
        return
    made = read_article(article, load_model())
    length = len(article.text)
    found = (*made.mentions, *made.times, *made.figures, *made.credits)
    assert all(one.span.end <= length for one in found)
    assert all(span.end <= length for one in made.statements for span in (*one.content, *one.cue))
    assert all(event.trigger.end <= length for event in made.events)


READERS: dict[str, Callable[[bytes], None]] = {
    "html": html, "text": text, "lines": lines, "warc": warc, "bundle": bundle, "feed": feed, "packed": packed,
    "dates": dates, "dossier": dossier, "reading": reading,
}  # fmt: skip


def seeds(reader: str) -> list[bytes]:
    """The seeds of a reader, in the order of their names."""
    return [path.read_bytes() for path in sorted((HERE / "corpus" / reader).iterdir())]


# ---- promises ---------------------------------------------------------------------------------


def _found(found: Page | Unread) -> None:
    if isinstance(found, Unread):
        _plain(found.error)
        _plain(found.address)
    else:
        _article(found)


def _article(page: Page) -> None:
    try:
        article = read_one(page)
    except Unreadable as error:
        _plain(str(error))
        return
    assert article.text.strip()
    _plain(article.text, READABLE)
    for part in (article.title, article.outlet, article.byline, article.language, article.address, *article.notes):
        assert part is None or part.strip()
        _plain(part or "")
    for block in article.blocks:
        assert 0 <= block.start < block.end <= len(article.text)
    assert all(before.end <= after.start for before, after in pairwise(article.blocks))
    _dated(article.published, article.text)


def _dated(found: Dated, text: str) -> None:
    assert isinstance(found.earliest, datetime.date | None)
    assert not (found.earliest and found.latest and found.latest < found.earliest)
    assert all(span.end <= len(text) for span in found.evidence)


def _plain(text: str, allowed: frozenset[str] = frozenset()) -> None:
    """No control characters (but those allowed) and no half surrogates."""
    bad = {c for c in text if unicodedata.category(c) in ("Cc", "Cs")} - allowed
    assert not bad, f"control characters {sorted(bad)} in {text[:200]!r}"
