"""A page -> its article: decoded, its text laid down, its blocks labelled."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..characters import IN_WORDS, WIDTHLESS, codec_of, one_line, plain
from ..errors import Unreadable
from ..records import Article, Block, Day, Page, make_id
from .dump import label_dump

LARGEST_TEXT = 1_000_000  # characters of one article's text; a book has about as many
LONGEST_FACT = 500  # characters of a title, outlet or byline, or of the date given with a page
LONGEST_ADDRESS = 2048  # characters of an address in which a day is sought
BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
    b"\xd0\xcf\x11",
)
DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|"
    rb"<\?xml[^>]{0,80}encoding=[\"']([\w-]+)",
                      re.IGNORECASE)  # fmt: skip
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# Words so common in English that they make up a quarter of any running text (first ranks of any frequency list)
FUNCTION_WORDS = frozenset(("the", "of", "and", "to", "a", "in", "that", "is", "was", "for", "on", "with", "he", "said",
                            "it", "as", "at", "by", "from", "his", "be", "has", "have", "had", "were", "an", "they",
                            "are", "not", "but", "who", "which", "their", "this", "its", "she", "her", "would",
                            "been", "will", "after", "two", "more", "when", "we", "i", "you", "or"))  # fmt: skip
LETTERS = re.compile(r"[^\W\d_]+")
PLAIN_LETTERS = re.compile(r"[a-z]+")  # the same of a text without other letters and marks, in half the time
ENGLISH = 0.2  # share of function words from which a text is English without asking a library


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its date: (where, what stands there), the most trusted first."""

    dates: tuple[tuple[str, str], ...]


def read_page(page: Page) -> tuple[Article, PageFacts]:
    """The article of a page and what the page says of its date. Raises Unreadable, with a reason, and nothing else."""
    text, notes = _decode(page)
    text = plain(_laid_down(text))
    if not text.strip():
        raise Unreadable(page.address, "the page is empty")
    if page.format == "html":
        return _from_html(page, text, notes)
    return _from_text(page, text, notes)


def _from_html(page: Page, markup: str, notes: tuple[str, ...]) -> tuple[Article, PageFacts]:
    from .html import read_html, title_and_outlet, visible_text

    found = read_html(markup)
    if found is None:
        text = plain(_laid_down(visible_text(markup)))
        if not text.strip():
            raise Unreadable(page.address, "the page holds markup and no words")
        note = "no article could be made out in the markup; its visible text was read"
        title, outlet = title_and_outlet(markup)
        return _from_text(replace(page, title=page.title or title, outlet=page.outlet or outlet), text, (*notes, note))
    dates = ((("given with the page", page.date[:LONGEST_FACT]),) if page.date else ()) + found.dates
    text, shortened = _shortened(plain(found.text))
    blocks = tuple(replace(b, end=min(b.end, len(text))) for b in found.blocks if b.start < len(text))
    notes = (*notes, *found.notes, *shortened)
    article = _article(page, text, blocks, found.title, found.outlet, found.byline, notes)
    return article, PageFacts((*dates, *_in_address(page.url)))


def _from_text(page: Page, text: str, notes: tuple[str, ...]) -> tuple[Article, PageFacts]:
    text, shortened = _shortened(text)
    notes = (*notes, *shortened)
    dump = label_dump(text, page.title)
    if not any(block.kind in ("paragraph", "heading", "list", "blockquote") for block in dump.blocks):
        notes = (*notes, "no running text was found: every line reads like page furniture")
    dates = (("given with the page", page.date[:LONGEST_FACT]),) if page.date else ()
    article = _article(page, text, dump.blocks, dump.title, dump.outlet, dump.byline, notes)
    return article, PageFacts((*dates, *dump.dates, *_in_address(page.url or dump.address)))


def _shortened(text: str) -> tuple[str, tuple[str, ...]]:
    """A text, and a note where it was longer than one article can be."""
    if len(text) <= LARGEST_TEXT:
        return text, ()
    cut = text[:LARGEST_TEXT].rstrip()
    return cut, (f"only the first {len(cut):,} characters of {len(text):,} were read",)


def _article(
    page: Page, text: str, blocks: tuple[Block, ...], title: str | None, outlet: str | None, byline: str | None,
    notes: tuple[str, ...],
) -> Article:  # fmt: skip
    facts = (page.title or title, page.outlet or outlet, byline)
    title, outlet, byline = (one_line(fact, LONGEST_FACT) if fact else None for fact in facts)
    if WIDTHLESS.search(text) and (words := len(IN_WORDS.findall(text))):
        notes = (*notes, f"{words} words hold characters that are not seen")
    return Article(
        id=make_id("a", text, outlet or "", title or ""),
        address=page.address,
        text=text, blocks=blocks, title=title, outlet=outlet, byline=byline, language=language(text, blocks),
        notes=notes,
    )  # fmt: skip


def _in_address(address: str | None) -> tuple[tuple[str, str], ...]:
    return (("the address", address[:LONGEST_ADDRESS]),) if address else ()


def merge_same(articles: Iterable[Article]) -> list[Article]:
    """The same text from one outlet under several addresses is one article that names them all."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        found.setdefault(article.id, []).append(article)
    merged = []
    for same in found.values():
        addresses = sorted({article.address for article in same})
        first = min(same, key=lambda article: (article.address, article.published.latest or Day.max))
        merged.append(replace(first, also_at=tuple(addresses[1:])))
    return merged


# ---- decoding ---------------------------------------------------------------------------------


def _decode(page: Page) -> tuple[str, tuple[str, ...]]:
    """The page's characters, and what had to be assumed about their encoding."""
    if isinstance(page.content, str):
        return page.content.replace("\x00", ""), ()
    data = page.content
    if not data.strip():
        raise Unreadable(page.address, "the file is empty")
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff").replace("\x00", ""), ()
    if data.startswith(BINARY):
        raise Unreadable(page.address, "the file is binary (a picture, an archive or a document), not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_guess(page.address, data)
    if text.count("\x00") > len(text) / 100:
        raise Unreadable(page.address, "the file is binary, not text")
    return text.replace("\x00", ""), ()


def _decode_by_guess(address: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes that are no UTF-8: as the page declares, as nearly UTF-8, else as charset-normalizer finds most likely."""
    declared = DECLARED.search(data[:4096])
    if declared:
        name = (declared.group(1) or declared.group(2)).decode("ascii", "ignore")
        codec = codec_of(name)
        try:
            if codec and codec != "utf-8":
                return data.decode(codec), (f"decoded as {name}, as the page declares",)
        except UnicodeDecodeError:
            pass
    nearly = data.decode("utf-8", "replace")
    broken = nearly.count("\ufffd")
    if broken <= max(3, len(nearly) / 500) and any(ord(c) > 127 and c != "\ufffd" for c in nearly):
        return nearly, (f"decoded as UTF-8, though {broken} places are broken (mixed encodings?)",)
    from charset_normalizer import from_bytes

    likely = from_bytes(data[:200_000])
    best = likely.best()
    western = next((match for match in likely if match.encoding == "cp1252"), None)
    if best and western and (western.chaos, -western.coherence) <= (best.chaos, -best.coherence):
        best = western  # of equals the one that browsers assume; English texts have too few marks to tell them apart
    control = sum(byte < 9 or 13 < byte < 32 for byte in data[:4096])
    if best is None or control > len(data[:4096]) / 20:
        raise Unreadable(address, "the file is binary, or in an encoding that cannot be told")
    return data.decode(best.encoding, "replace"), (f"decoded as {best.encoding}, the most likely encoding",)


def _laid_down(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# ---- language ---------------------------------------------------------------------------------


def language(text: str, blocks: tuple[Block, ...]) -> str:
    """The language of the running text as an ISO 639-1 code, by function words, else by py3langid."""
    running = " ".join(text[b.start : b.end] for b in blocks if b.kind in ("paragraph", "blockquote", "list"))[:20_000]
    low = running.lower()
    words = (PLAIN_LETTERS if low.isascii() else LETTERS).findall(low)
    if len(words) < 8 or sum(map(FUNCTION_WORDS.__contains__, words)) / len(words) >= ENGLISH:
        return "en"
    import py3langid

    return str(py3langid.classify(running)[0])
