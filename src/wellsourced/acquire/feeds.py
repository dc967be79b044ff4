"""Feeds (RSS, Atom) and sitemaps -> the addresses of articles they name, in their order, each once and bounded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from ..characters import CONTROLS

MOST = 50_000  # addresses of one sitemap; the protocol allows no more (sitemaps.org)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = 4096  # bytes in which the kind of a document is sought


@dataclass(frozen=True, slots=True)
class Listing:
    """What a document names: addresses of articles, or (an index) addresses of other sitemaps."""

    kind: Literal["feed", "sitemap", "index"]
    addresses: tuple[str, ...]


def listing(content: bytes, address: str) -> Listing | None:
    """The addresses that a feed or a sitemap names; None where the content is neither (a page, say).

    `address` is where the content is from: addresses that are not whole are completed by it.
    """
    head = content[:HEAD].lstrip().lower()
    if not head.startswith((b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")) or b"<html" in head:
        return None
    if b"sitemapindex" in head or b"<urlset" in head:
        kind: Literal["sitemap", "index"] = "index" if b"sitemapindex" in head else "sitemap"
        return Listing(kind, _once(_locations(content), address))
    if any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf", b"<channel")):
        return Listing("feed", _once(_entries(content), address))
    return None


def _once(found: Iterator[str], address: str) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for one in found:
        try:
            whole = urljoin(address, one.strip())
        except ValueError:
            continue
        if whole.startswith(("http://", "https://")) and not CONTROLS.search(whole):
            seen.setdefault(whole)
        if len(seen) >= MOST:
            break
    return tuple(seen)


def _entries(content: bytes) -> Iterator[str]:
    """The links of a feed's entries, by feedparser, which forgives what feeds get wrong."""
    import feedparser

    try:  # a stream: it opens no address; the markup in a feed is not looked at
        found = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # what feedparser raises for feeds that nobody writes: UnicodeEncodeError for "&#xd800;"
        return
    for entry in found.entries:
        if link := entry.get("link"):
            yield str(link)


def _locations(content: bytes) -> Iterator[str]:
    """The <loc> of every entry of a sitemap, as far as it is whole; entities are not expanded, nothing is loaded."""
    from lxml import etree

    parser = etree.iterparse(
        io.BytesIO(content), tag=f"{{{SITEMAP}}}loc", resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, recover=False,
    )  # fmt: skip
    try:
        for _, element in parser:
            if element.text:
                yield element.text
            element.clear()
    except etree.XMLSyntaxError:
        return
