"""An HTML page -> the article's text in reading order, with its blocks.

1. What is the article: trafilatura in its precise mode (F1 .964 on the 181 pages of the scrapinghub benchmark, the best
   of those measured; see docs/evaluation.md). Its answer is a small tree, of which paragraphs, headings, quotations
   and lists become blocks.
2. What it leaves out and a reader of sources needs: the title, the lines that say who wrote it, and all that the page
   says of its date and outlet.
3. A page in which no article can be made out is read as its visible text, like a dump.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from ..characters import without_widthless
from ..records import Block, BlockKind
from .blocks import (
    DATE,
    dateline_length,
    ends_like_a_sentence,
    furniture_kind,
    is_byline,
    is_credit_line,
    is_date_line,
    measured,
    word_count,
)
from .header import read_above
from .hidden import take_out_hidden
from .places import LARGEST_BOX, Boxes, set_apart, without_layout_tables
from .strays import strays

DEEPEST = 2_000  # nested elements; a page nests some dozens, and libxml2 follows each level with a call
MOST_OBJECTS = 1_000  # of a page's JSON-LD that are looked at; a list of all the links of a page has some hundred
LONGEST_DATE = 300  # characters of what a page's data give as a date
MOST_ATTRIBUTES = 5_000  # of one tag, for which libxml2 takes half a second; pages have some dozens
LONGEST_TITLE = 1_000  # characters of a page's title that are looked at
LARGEST = 4_000_000  # characters of markup that are read: the largest news page seen has about 2 million
MOST_TAGS = (
    60_000  # tags that are read, in 8 seconds at most (measured, 3 million characters); a news page has some 5,000
)
KINDS: dict[str, BlockKind] = {"head": "heading", "p": "paragraph", "item": "list", "quote": "blockquote",
                               "code": "paragraph", "cell": "list", "ab": "paragraph"}  # fmt: skip
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")  # two line breaks: how pages without <p> part their paragraphs
LEAST_LEAD = 8  # words of a paragraph that can be the first of an article
BLANK = re.compile(r"[^\S\n]+")
DATE_METAS = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dcterms.date",
              "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "sailthru.date",
              "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime")  # fmt: skip
BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by|author|authors|auteur|autor|autore|source|credit|writer|dateline|meta)(?:$|[\s_-])"
)
DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:date|time|published|pubdate|timestamp|posted|meta|dateline)(?:$|[\s_-])")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page gives: its text and blocks, and what it says about itself."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None
    outlet: str | None
    byline: str | None
    language: str | None
    dates: tuple[tuple[str, str], ...]  # (where on the page, what stands there)
    notes: tuple[str, ...] = ()


def read_html(markup: str) -> Extracted | None:
    """The article of a page, or None where no article can be made out. Never raises for bad markup."""
    markup, notes = _bounded(markup, MOST_TAGS)
    tree = parse_html(without_widthless(markup))
    if tree is None:
        return None
    hidden = take_out_hidden(tree)
    about = _metadata(tree)
    bylines, boxes = _byline_lines(tree), set_apart(tree)
    without_layout_tables(tree)
    body = _article_tree(tree)
    if body is None:
        return None
    about = _with_lines_above(tree, body, about)
    text, blocks, byline = _blocks(body, about, bylines, boxes)
    if not any(block.kind in ("paragraph", "blockquote", "list") for block in blocks):
        return None
    text, blocks = _with_hidden(text, blocks, hidden.paragraphs)
    notes = (*notes, *hidden.notes)
    return Extracted(
        text, blocks, about.title, about.outlet, byline or about.author, about.language, about.dates, notes
    )


def title_and_outlet(markup: str) -> tuple[str | None, str | None]:
    """What a page in which no article can be made out calls itself, and its outlet."""
    markup, _ = _bounded(markup, MOST_TAGS)
    tree = parse_html(without_widthless(markup))
    if tree is not None:
        take_out_hidden(tree)
    about = _metadata(tree) if tree is not None else None
    return (about.title, about.outlet) if about else (None, None)


def visible_text(markup: str) -> str:
    """What a reader sees of a page, one block a line, by a scan that never builds a tree: for pages that have none."""
    markup, _ = _bounded(markup)
    markup = _without_hidden(without_widthless(_without_unseen(markup)))
    inline = r"(?:a|abbr|b|bdi|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)"
    markup = re.sub(rf"(?i)</?{inline}\b[^<>]*>", "", markup)
    plain = re.sub(r"<[^<>]*>", "\n", markup)
    lines = (" ".join(unescape(line).split()) for line in plain.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _with_hidden(text: str, blocks: tuple[Block, ...], paragraphs: tuple[str, ...]) -> tuple[str, tuple[Block, ...]]:
    """The text with what no reader sees at its end, as furniture."""
    for paragraph in paragraphs:
        start = len(text) + 2
        text = f"{text}\n\n{paragraph}"
        blocks = (*blocks, Block("other", start, len(text)))
    return text, blocks


def _without_unseen(markup: str) -> str:
    """Markup without what it hides by style, where it can be followed and hides something."""
    tree = parse_html(_bounded(markup, MOST_TAGS)[0])
    if tree is None or not take_out_hidden(tree).taken_out:
        return markup
    return str(lxml_html.tostring(tree, encoding="unicode"))


HIDDEN = re.compile(r"<(?:!--|(script|style|noscript|template|svg|head|select|button|textarea)\b)", re.IGNORECASE)


def _without_hidden(markup: str) -> str:
    """Markup without comments and elements that show no running text; what is never closed stays.

    In time linear in the length: an end that was once looked for in vain is not looked for again.
    """
    kept: list[str] = []
    at = 0
    never_closed: set[str] = set()
    while found := HIDDEN.search(markup, at):
        name = (found.group(1) or "").lower()
        end = None
        if name not in never_closed:
            end = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE).search(markup, found.end())
        if end is None:
            never_closed.add(name)
        kept.append(markup[at : found.start() if end else found.end()])
        kept.append("\n" if end and name else "")
        at = (end or found).end()
    return "".join((*kept, markup[at:]))


def _bounded(markup: str, most_tags: int | None = None) -> tuple[str, tuple[str, ...]]:
    """The part of a page that is read, and a note where that is not all of it."""
    end = len(markup) if len(markup) <= LARGEST else LARGEST
    if most_tags is not None and markup.count("<", 0, end) > most_tags:
        end = next(itertools.islice(re.finditer("<", markup), most_tags, None)).start()
    if end == len(markup):
        return markup, ()
    return markup[:end], (f"only the first {end:,} characters of {len(markup):,} of markup were read",)


def parse_html(markup: str) -> HtmlElement | None:
    """The page's tree, or None where it is nested too deep or holds nothing."""
    if _depth(markup) > DEEPEST or _has_endless_tag(markup):
        return None
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree: HtmlElement | None = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def _has_endless_tag(markup: str) -> bool:
    """Whether a tag may have so many attributes that libxml2, which compares each with all before, takes minutes.

    A stretch without a "<" that is long and full of names; or, since a value may hold a "<", very many values that do.
    """
    if markup.count("<") > MOST_ATTRIBUTES:
        values = itertools.islice(re.finditer(r"""=\s*["']?[^"'<>]{0,100}<""", markup), MOST_ATTRIBUTES, None)
        if next(values, None) is not None:
            return True
    long = (part for part in markup.split("<") if len(part) > 2 * MOST_ATTRIBUTES and part[:1].isalpha())
    return any(len(VALUE.sub("", part).partition(">")[0].split()) > MOST_ATTRIBUTES for part in long)


VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
                  "p", "li", "td", "tr", "th", "dt", "dd", "option", "!doctype"))  # fmt: skip


def _depth(markup: str) -> int:
    """An upper bound of how deep elements nest, without a tree; those that close by themselves are not counted."""
    deepest = depth = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][\w:-]*)", markup):
        if match.group(2).lower() in VOID:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


# ---- 1. what is the article -------------------------------------------------------------------


def _article_tree(tree: HtmlElement) -> etree._Element | None:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, favor_precision=True, include_comments=False, include_tables=True,
                                with_metadata=False, deduplicate=False)  # fmt: skip
    except (etree.LxmlError, ValueError, AttributeError, TypeError, RecursionError):
        return None  # what trafilatura raises for markup that it cannot follow
    return getattr(found, "body", None)


@dataclass(frozen=True, slots=True)
class Draft:
    kind: BlockKind
    text: str


def _drafts(body: etree._Element) -> Iterator[Draft]:
    """The blocks of trafilatura's tree, in order; text of an element that holds blocks itself is its own block."""
    for element in body:
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("list", "table", "row", "div", "quote") and any(
            isinstance(child.tag, str) and child.tag in KINDS | {"list": "", "row": ""} for child in element
        ):
            if element.text and element.text.strip():
                yield Draft(KINDS.get(element.tag, "paragraph"), element.text)
            for draft in _drafts(element):
                yield Draft("blockquote", draft.text) if element.tag == "quote" else draft
        else:
            text = "".join(_texts(element))
            if text.strip():
                yield Draft(KINDS.get(element.tag, "paragraph"), text)
        if element.tail and element.tail.strip():
            yield Draft("paragraph", element.tail)


def _texts(element: etree._Element) -> Iterator[str]:
    """The characters of an element, a line break for each `lb`, without the tail."""
    if element.tag == "lb":
        yield "\n"
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def _blocks(
    body: etree._Element, about: About, bylines: list[str], boxes: Boxes
) -> tuple[str, tuple[Block, ...], str | None]:
    """Text and blocks: the title first, then the lines about who wrote it, then the article."""
    drafts = [
        Draft(draft.kind, BLANK.sub(" ", part).strip())
        for draft in _drafts(body)
        for part in PARAGRAPH_BREAK.split(draft.text)
    ]
    drafts = [draft for draft in drafts if draft.text]
    title = about.title
    if drafts and drafts[0].kind == "heading" and (not title or _same(drafts[0].text, title)):
        title = " ".join(drafts.pop(0).text.split())
    top: list[Draft] = [Draft("title", title)] if title else []
    while drafts and len(top) < 4 and (kind := _header_kind(drafts[0], bylines)):
        top.append(Draft(kind, drafts.pop(0).text))
    for line in bylines:
        if not any(_same(line, draft.text) for draft in (*top, *drafts)):
            top.append(Draft("byline", line))
    byline = next((draft.text for draft in top if draft.kind == "byline"), None)
    text, blocks = "", []
    for draft in [*top, *_labelled(drafts, boxes)]:
        start = len(text) + 2 * bool(text)
        text = f"{text}\n\n{draft.text}" if text else draft.text
        length = dateline_length(draft.text) if draft.kind == "paragraph" else 0
        if length and length < len(draft.text):
            blocks.append(Block("dateline", start, start + len(draft.text[:length].rstrip())))
            start += length
        blocks.append(Block(draft.kind, start, len(text)))
    return text, tuple(blocks), byline


def _header_kind(draft: Draft, bylines: list[str]) -> BlockKind | None:
    """Whether a first line of the body is about the article: who wrote it (the page may mark it), when, for whom."""
    if draft.kind != "paragraph" or word_count(draft.text) > 16:
        return None
    marked = any(_same(draft.text, line) for line in bylines) and not ends_like_a_sentence(draft.text)
    if marked or is_byline(draft.text) or is_credit_line(draft.text):
        return "byline"
    return "dateline" if is_date_line(draft.text) else None


def _kind_apart(line: str, boxes: Boxes) -> BlockKind | None:
    """The kind of a line that the page's markup sets apart from the text."""
    folded = _folded(line)
    if folded in boxes.boxed:
        return boxes.boxed[folded]
    if folded in boxes.small:
        return "other"
    return "teaser" if folded in boxes.linked and word_count(folded) > 3 else None


def _labelled(drafts: list[Draft], boxes: Boxes) -> Iterator[Draft]:
    """Lines of furniture that were taken for the article get their kind: by markup, by words, by neighbours."""
    drafts = _without_standfirst(drafts)
    apart = [draft.text for draft in drafts if _kind_apart(draft.text, boxes)]
    if sum(map(word_count, apart)) > LARGEST_BOX * sum(word_count(draft.text) for draft in drafts):
        boxes = Boxes({}, frozenset(), frozenset())  # so much of the article: the site sets its own text so
    listed = frozenset(i for i, draft in enumerate(drafts) if draft.kind == "list")
    by_place = strays([measured(draft.text) for draft in drafts], listed)
    for i, draft in enumerate(drafts):
        kind = furniture_kind(draft.text) if word_count(draft.text) < 25 else None
        kind = _kind_apart(draft.text, boxes) or kind or by_place.get(i)
        yield Draft(kind, draft.text) if kind else draft


def _without_standfirst(drafts: list[Draft]) -> list[Draft]:
    """The drafts with a list above the first paragraph, which sums the text up, as subtitles."""
    first = next((i for i, draft in enumerate(drafts) if draft.kind != "list"), len(drafts))
    if not 0 < first <= 5 or first == len(drafts):
        return drafts
    return [Draft("subtitle", draft.text) for draft in drafts[:first]] + drafts[first:]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _same(a: str, b: str) -> bool:
    return _folded(a).casefold() == _folded(b).casefold()


# ---- 2. what the page says about itself -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class About:
    title: str | None
    outlet: str | None
    author: str | None
    language: str | None
    dates: tuple[tuple[str, str], ...]
    marked: bool  # whether the page marks its headline as such


def _metadata(tree: HtmlElement) -> About:
    linked = list(_linked_data(tree))
    metas = _metas(tree)
    headings = [
        heading for h in itertools.islice(tree.iter("h1"), 100) if (heading := _flat(h)[:LONGEST_TITLE].strip())
    ]
    headline = next((str(item["headline"]) for item in linked if isinstance(item.get("headline"), str)), None)
    headline = " ".join(headline[:LONGEST_TITLE].split()) if headline else None
    whole = _flat(tree.find(".//title"))[:LONGEST_TITLE].strip() or None
    title = headline or metas.get("og:title") or (headings[0] if headings else None) or _marked_headline(tree)
    outlet = _publisher(linked) or metas.get("og:site_name") or _outlet_in_title(whole, title)
    if title and whole and not headline and outlet:
        title = _without_outlet(title, outlet)
    author = metas.get("author") or _author(linked)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return About(
        " ".join((title or _without_outlet(whole or "", outlet or "")).split()) or None,
        " ".join(outlet.split()) if outlet else None, author, language, tuple(_dates(tree, linked, metas)),
        marked=title is not None,
    )  # fmt: skip


def _with_lines_above(tree: HtmlElement, body: etree._Element, about: About) -> About:
    """What the lines above the text add to what a page says about itself: their dates, and what it does not say."""
    paragraphs = [draft.text for draft in _drafts(body) if word_count(draft.text) >= LEAST_LEAD]
    if not paragraphs:
        return about
    above = read_above(tree, paragraphs[0], " ".join(paragraphs)[:3000])
    dates = tuple(
        ("a line above the text", line) for line in above.dates if all(line != told for _, told in about.dates)
    )
    about = replace(about, dates=(*about.dates, *dates), author=about.author or above.byline)
    if about.marked:
        return about
    pieces = [piece for piece in re.split(r"\s+[|–—»·•:-]\s+|\s*\|\s*|:\s+", about.title or "") if piece]
    title = above.title or about.title
    others = [piece for piece in pieces if title and not _same(piece, title) and not DATE.search(piece)]
    outlet = about.outlet or next((above.outlet for piece in others if above.outlet and piece in above.outlet), None)
    outlet = outlet or (others[0] if len(others) == 1 and len(others[0].split()) <= 5 else above.outlet)
    return replace(about, title=title, outlet=outlet)


def _flat(element: etree._Element | None) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split()) if element is not None else ""


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content[:500])
    return found


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD that describe an article."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().strip() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        todo = deque([data])
        for _ in range(MOST_OBJECTS):
            if not todo:
                break
            item = todo.popleft()
            if isinstance(item, list):
                todo += item[:50]
            elif isinstance(item, dict):
                todo += [item["@graph"]] if "@graph" in item else []
                if "headline" in item or "datePublished" in item:
                    yield item


def _publisher(linked: list[dict[str, object]]) -> str | None:
    for item in linked:
        publisher = item.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _author(linked: list[dict[str, object]]) -> str | None:
    for item in linked:
        authors = item.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str) and name.strip():
                return name.strip()
    return None


def _marked_headline(tree: HtmlElement) -> str | None:
    for element in tree.iter("h2", "div", "p"):
        if re.search(r"\b(?:headline|title)\b", (element.get("class") or "").lower()) and _flat(element):
            return _flat(element)
    return None


TITLE_BREAK = re.compile(r"\s+(?:[|–—»·•:-]|::)\s+|\s*\|\s*")


def _outlet_in_title(whole: str | None, title: str | None) -> str | None:
    """The piece of the page's title that is not the headline, where one of the two ends of it is."""
    pieces = TITLE_BREAK.split(whole or "")
    if len(pieces) < 2 or not title:
        return None
    ends = [piece for piece in (pieces[-1], pieces[0]) if piece and not _same(piece, title) and piece not in title]
    return next((piece for piece in ends if len(piece.split()) <= 5), None)


def _without_outlet(title: str, outlet: str) -> str:
    pieces = TITLE_BREAK.split(title)
    if len(pieces) > 1 and outlet and any(_same(piece, outlet) for piece in (pieces[0], pieces[-1])):
        start = title.find(pieces[1]) if _same(pieces[0], outlet) else 0
        end = len(title) if _same(pieces[0], outlet) else title.rfind(pieces[-1])
        return TITLE_BREAK.sub("", title[start:end][-3:]).join([title[start:end][:-3], ""]).strip(" |–—»·•-")
    return title


def _dates(tree: HtmlElement, linked: list[dict[str, object]], metas: dict[str, str]) -> Iterator[tuple[str, str]]:
    for item in linked:
        if isinstance(item.get("datePublished"), str):
            yield "JSON-LD datePublished", str(item["datePublished"])[:LONGEST_DATE]
    for name in DATE_METAS:
        if name in metas:
            yield f"meta {name}", metas[name]
    for element in tree.iter("time"):
        value = element.get("datetime") or _flat(element)
        if value and not _in_aside(element):
            yield "time element", value[:100]
    for element in tree.iter("div", "span", "p", "li"):
        marked = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower()
        if DATE_CLASS.search(marked) and not _in_aside(element):
            line = _flat(element)
            if line and len(line) < 150:
                yield "a date line", line


def _in_aside(element: etree._Element) -> bool:
    return any(ancestor.tag in ("aside", "footer", "nav") for ancestor in element.iterancestors())


def _byline_lines(tree: HtmlElement) -> list[str]:
    """Short visible lines that are marked up as byline, author or source, outside menus and margins."""
    lines: list[str] = []
    for element in tree.iter("p", "div", "span", "address", "a"):
        marked = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}".lower()
        if not BYLINE_CLASS.search(marked) or _in_aside(element) or len(lines) > 5:
            continue
        line = _flat(element)
        if 2 < len(line) < 120 and word_count(line) <= 16 and not any(line in seen for seen in lines):
            lines.append(line)
    return [line for line in lines if not is_date_line(line) or re.search(r"[a-z]{4}", line)]
