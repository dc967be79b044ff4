"""The place of words in a page's markup: tables that only lay out, and boxes that say what they are.

Old pages are set in tables, whose cells then hold paragraphs; and most pages name their boxes ("related", "promo").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
LINES = frozenset(("p", "li", "div", "td", "h2", "h3", "h4", "h5", "h6"))
MOST_INSIDE = 200  # elements in a box; a list of fifty links has that many
MOST_WORK = 600_000  # elements looked at on a page: about a second at worst, and three times what a news page takes
SMALL = frozenset(("1", "2"))  # <font size>: 3 is the size of running text
NAMES = re.compile(r"[A-Za-z]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
BLOCKS = frozenset(("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "blockquote", "section", "aside", "ul",
                    "ol", "dd", "dt", "span", "a", "figcaption"))  # fmt: skip


def without_layout_tables(tree: etree._Element) -> None:
    """Turn tables that lay out a page, those whose cells hold blocks of text or further tables, into divisions."""
    for table in list(tree.iter("table")):
        if table.tag != "table" or not (_holds_blocks(table) or _breaks(table)):  # one inside another is done with it
            continue
        for part in list(table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center", "font")):
            if isinstance(part.tag, str):
                part.tag = "div"


def _holds_blocks(table: etree._Element) -> bool:
    return next(table.iter("p", "h1", "h2", "h3", "blockquote", "article"), None) is not None


def _breaks(table: etree._Element) -> bool:
    """Whether the cells hold paragraphs that only line breaks part."""
    words = sum(len(str(text).split()) for text in table.itertext())
    breaks, cells = (sum(1 for _ in table.iter(name)) for name in ("br", "td"))
    return breaks >= 2 and words > 80 and words > 15 * cells


@dataclass(frozen=True, slots=True)
class Boxes:
    """Lines of a page (white space folded) that its markup sets apart: in a box that says what it is, as a link and
    nothing else, in small print from end to end."""

    boxed: dict[str, BlockKind]
    linked: frozenset[str]
    small: frozenset[str]


def set_apart(tree: etree._Element) -> Boxes:
    """What a page sets apart. Only boxes with a small part of the page's words count.

    Elements with very many others in them are left out: they are no boxes, and looking into each would take time
    that grows with the square of how deep a hostile page nests.
    """
    total = sum(len(str(text).split()) for text in tree.itertext() if text.strip())
    boxed: dict[str, BlockKind] = {}
    done: dict[etree._Element, BlockKind] = {}  # elements in boxes that were looked into
    work = MOST_WORK
    for box in tree.iter(*BLOCKS):
        named = f"{box.get('class') or ''} {box.get('id') or ''}"
        kind = _box_kind(named) if named != " " else None
        if kind is None or done.get(box) == kind or work < 0 or (inner := _inside(box)) > MOST_INSIDE:
            continue
        work -= inner * inner + 1
        if len(_folded(box).split()) <= LARGEST_BOX * total:
            done.update(dict.fromkeys(box.iter(*BLOCKS), kind))
            boxed.update(dict.fromkeys(map(_folded, (box, *box.iter(*LINES))), kind))
    boxed.pop("", None)
    small = [element for element in tree.iter("small", "font") if _is_small(element)]
    return Boxes(boxed, _linked(tree), frozenset(_short_texts(small)))


def _linked(tree: etree._Element) -> frozenset[str]:
    """The texts of the lines that are links and nothing else."""
    around: dict[etree._Element, int] = {}  # line -> characters of its links
    for link in tree.iter("a"):
        line = next((one for one in link.iterancestors() if one.tag in LINES), None)
        if line is not None:
            around[line] = around.get(line, 0) + len(_folded(link))
    return frozenset(text for text in _short_texts(around) if text)


def _short_texts(elements: Mapping[etree._Element, int] | Sequence[etree._Element]) -> Iterator[str]:
    """The texts of elements that hold a line and no more; of lines with links only where these fill it."""
    work = MOST_WORK
    for element in elements:
        if work < 0 or (inner := _inside(element)) > MOST_INSIDE:
            continue
        work -= inner + 1
        text = _folded(element)
        filled = not isinstance(elements, Mapping) or elements[element] >= LINKED * len(text)
        if text and len(text) <= LONGEST_LINK and filled:
            yield text


def _inside(element: etree._Element) -> int:
    """How many elements are in one, or one more than a box can have."""
    return sum(1 for _ in itertools.islice(element.iter(), MOST_INSIDE + 2)) - 1


def _folded(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _is_small(element: etree._Element) -> bool:
    size = (element.get("size") or "").strip()
    return element.tag == "small" or size in SMALL or size.startswith("-")


@lru_cache(maxsize=4096)
def _box_kind(named: str) -> BlockKind | None:
    """What the classes and the id of an element say that it is."""
    for name in named.split():
        joined = re.sub(r"[^a-z]", "", name.lower())
        words = [word.lower() for word in NAMES.findall(CAMEL.sub(" ", name))]
        for word in (joined, *words):
            if word in KIND_OF_BOX:
                return KIND_OF_BOX[word]
    return None
