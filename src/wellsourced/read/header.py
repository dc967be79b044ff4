"""What stands above the text of a page that does not mark its headline: masthead, date, headline, byline.

Old pages are set with fonts and tables. A reader sees the headline by its size, and so does this module: the lines
above the first paragraph, with how loud each is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .blocks import DATE
from .dump import header_of

BREAKS = frozenset((
    "p", "br", "hr", "div", "table", "tr", "td", "th", "center", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol",
    "blockquote", "header", "section", "article", "main", "figure", "body", "dl", "dd", "dt", "form", "address",
))  # fmt: skip
SILENT = frozenset((
    "script", "style", "noscript", "template", "head", "select", "button", "textarea", "svg", "aside", "footer", "nav",
))  # fmt: skip
LOUD = frozenset(("h1", "h2", "h3", "h4", "b", "strong", "big"))
LARGE = 4  # <font size>: 3 is the size of running text
MOST_LINES = 60  # above a text; a page with more has its menu there
FIRST = 40  # characters by which the first paragraph is known
LONGEST_DATE_LINE = 150


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A visible line: its words, whether it is set large or bold, and whether it is a link and nothing else."""

    text: str
    loud: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class Above:
    """What the lines above a text tell."""

    title: str | None
    outlet: str | None
    byline: str | None
    dates: tuple[str, ...]


def read_above(tree: etree._Element, first: str, body: str) -> Above:
    """What the lines above the paragraph `first` tell of an article with the words `body`."""
    lines = [line for line in lines_above(tree, first) if not line.linked]
    header = header_of([("# " if line.loud else "") + line.text for line in lines], body)
    dates = tuple(line.text for line in lines if len(line.text) < LONGEST_DATE_LINE and DATE.search(line.text))
    outlet = header.outlet if header.outlet != header.title else None
    return Above(header.title, outlet, header.byline, dates)


def lines_above(tree: etree._Element, first: str) -> list[HeaderLine]:
    """The visible lines above the paragraph that begins with `first`; none where it is not found among the first."""
    start = " ".join(first.split())[:FIRST]
    found: list[HeaderLine] = []
    for line in visible_lines(tree):
        if line.text.startswith(start):
            return found
        found.append(line)
        if len(found) > MOST_LINES:
            break
    return []


def visible_lines(tree: etree._Element) -> Iterator[HeaderLine]:
    """The lines of a page as its breaks part them."""
    words: list[str] = []
    loud: list[bool] = []  # of each piece of words
    linked: list[bool] = []
    noise = links = silent = 0

    def flush() -> Iterator[HeaderLine]:
        text = " ".join("".join(words).split())
        if text:
            yield HeaderLine(text, all(loud), all(linked))
        words.clear()
        loud.clear()
        linked.clear()

    def add(text: str | None) -> None:
        if text and not silent:
            words.append(text)
            if text.strip():
                loud.append(noise > 0)
                linked.append(links > 0)

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        step = 1 if event == "start" else -1
        if element.tag in BREAKS:
            yield from flush()
        noise += step * _is_loud(element)
        links += step * (element.tag == "a")
        silent += step * (element.tag in SILENT)
        add(element.text if event == "start" else element.tail)
    yield from flush()


def _is_loud(element: etree._Element) -> bool:
    size = (element.get("size") or "").strip() if element.tag == "font" else ""
    large = size.startswith("+") or (size.isdigit() and int(size) >= LARGE)
    return element.tag in LOUD or large
