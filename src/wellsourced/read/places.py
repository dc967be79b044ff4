"""The place of words in a page's markup: tables that only lay out, and boxes that say what they are.

Old pages are set in tables, whose cells then hold paragraphs; and most pages name their boxes ("related", "promo").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..records import BlockKind

# Words of class names and ids, each of which names a box that is none of the article's; general knowledge of news sites
BOXES: dict[BlockKind, str] = {
    "advert": "ad ads adv advert adverts advertisement advertising adbox adslot banner banners promo promos promotion "
              "sponsor sponsored sponsors dfp taboola outbrain partner partners commercial shopping deal deals",
    "newsletter": "newsletter newsletters signup subscribe subscription",
    "teaser": "related recommended recommendations teaser teasers trending popular mostread alsolike readmore readnext "
              "readalso upnext moreon morefrom",
    "comments": "comments comment responses disqus respond",
    "share": "share shares sharing sharebar social socials tools toolbar follow",
    "navigation": "nav navigation menu breadcrumb breadcrumbs pagination pager",
    "tags": "tags taglist keywords",
    "legal": "consent cookie cookies legal copyright disclaimer paywall gdpr",
}  # fmt: skip
KIND_OF_BOX: dict[str, BlockKind] = {word: kind for kind, words in BOXES.items() for word in words.split()}
LARGEST_BOX = 0.2  # of the page's words; a box that holds more is the article's own, whatever it is called
LINKED = 0.9  # share of a block's characters inside links; what is left are bullets and quotation marks
LONGEST_LINK = 300
SMALL = frozenset(("1", "2"))  # <font size>: 3 is the size of running text
NAMES = re.compile(r"[A-Za-z]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
BLOCKS = frozenset(("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "blockquote", "section", "aside", "ul",
                    "ol", "dd", "dt", "span", "a", "figcaption"))  # fmt: skip


def without_layout_tables(tree: etree._Element) -> None:
    """Turn tables that lay out a page, those whose cells hold blocks of text or further tables, into divisions."""
    for table in list(tree.iter("table")):
        if next(table.iter("p", "h1", "h2", "h3", "blockquote", "article"), None) is None and not _breaks(table):
            continue
        for part in list(table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center", "font")):
            if isinstance(part.tag, str):
                part.tag = "div"


def _breaks(table: etree._Element) -> bool:
    """Whether a cell holds paragraphs that only line breaks part."""
    return any(
        sum(1 for _ in cell.iter("br")) >= 2 and len("".join(str(text) for text in cell.itertext()).split()) > 80
        for cell in table.iter("td")
    )


def boxed_lines(tree: etree._Element) -> dict[str, BlockKind]:
    """Text of a block (white space folded) -> the kind of furniture that its box says it is.

    Only boxes with a small part of the page's words count, and of boxes in boxes the innermost that says something.
    """
    total = sum(len(str(text).split()) for text in tree.itertext() if text.strip())
    found: dict[str, BlockKind] = {}
    for box in tree.iter(*BLOCKS):
        kind = _box_kind(box)
        if kind is None:
            continue
        lines = list(_lines(box))
        if lines and len(lines[0].split()) <= LARGEST_BOX * total:
            found.update(dict.fromkeys(lines, kind))
    return found


def linked_lines(tree: etree._Element) -> frozenset[str]:
    """Texts of blocks (white space folded) that are links and nothing else: they lead away from the article."""
    found = set()
    for block in tree.iter("p", "li", "div", "td", "h2", "h3", "h4", "h5", "h6"):
        text = " ".join("".join(str(part) for part in block.itertext()).split())
        if not text or len(text) > LONGEST_LINK:
            continue
        linked = sum(len(" ".join("".join(str(part) for part in a.itertext()).split())) for a in block.iter("a"))
        if linked >= LINKED * len(text):
            found.add(text)
    return frozenset(found)


def small_lines(tree: etree._Element) -> frozenset[str]:
    """Texts of blocks (white space folded) that are set in small print from end to end."""
    found = set()
    for small in tree.iter("small", "font"):
        size = (small.get("size") or "").strip()
        if small.tag == "font" and not (size in SMALL or size.startswith("-")):
            continue
        text = " ".join("".join(str(part) for part in small.itertext()).split())
        if text and len(text) <= LONGEST_LINK:
            found.add(text)
    return frozenset(found)


def _box_kind(element: etree._Element) -> BlockKind | None:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not named.strip():
        return None
    for name in named.split():
        joined = re.sub(r"[^a-z]", "", name.lower())
        words = [word.lower() for word in NAMES.findall(CAMEL.sub(" ", name))]
        for word in (joined, *words):
            if word in KIND_OF_BOX:
                return KIND_OF_BOX[word]
    return None


def _lines(box: etree._Element) -> Iterator[str]:
    """The text of a box, then those of the blocks in it, white space folded."""
    for block in (box, *box.iter(*BLOCKS)):
        line = " ".join("".join(str(text) for text in block.itertext()).split())
        if line:
            yield line
