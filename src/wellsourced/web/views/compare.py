"""Articles side by side: what they share on one line, with its variants marked, and what only one of them has between.

The first article gives the order. A passage that another article has elsewhere stands on the first's line too, and is
told to be moved; everything an article has of its own stands where it stands in that article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ...records import FURNITURE, ArticleId, Passage, Span
from ...tell.html.lookup import Json, Lookup, clean, when_words
from ...tell.html.marks import Mark, marked, merged

COLOURS = 6  # of passages, one after another


@dataclass(frozen=True, slots=True)
class Cell:
    """What an article has on a line: its words, and whether they stand elsewhere in it than in the first's order."""

    text: Markup
    start: int
    end: int
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line over all articles; None: an article has nothing there. `passage` is its number, None for their own."""

    passage: int | None
    colour: int
    variants: int
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Column:
    id: ArticleId
    label: str
    title: str
    when: str
    words: int
    shared: int  # words of it that another of these has too

    @property
    def percent(self) -> int:
        return round(100 * self.shared / self.words) if self.words else 0


@dataclass(slots=True)
class Aligned:
    """A passage as the articles compared have it: the stretch of each."""

    passage: Passage
    spans: dict[ArticleId, Span] = field(default_factory=dict)


def align(passages: Sequence[Passage], articles: Sequence[ArticleId]) -> list[Aligned]:
    """The passages that at least two of the articles have, each stretch of an article once: the longest passage first
    takes it."""
    taken: dict[ArticleId, list[Span]] = {article: [] for article in articles}
    found = []
    for passage in sorted(passages, key=lambda one: (-one.bits, one.id)):
        one = Aligned(passage)
        for span in passage.spans:
            free = span.article in taken and span.article not in one.spans
            if free and not any(span.overlaps(other) for other in taken[span.article]):
                one.spans[span.article] = span
        if len(one.spans) > 1:
            found.append(one)
            for article, span in one.spans.items():
                taken[article].append(span)
    return found


def in_order(found: Sequence[Aligned], articles: Sequence[ArticleId]) -> list[Aligned]:
    """Passages in the order of the first article that has them, those of the first article first."""

    def place(one: Aligned) -> tuple[int, int]:
        first = next(n for n, article in enumerate(articles) if article in one.spans)
        return first, one.spans[articles[first]].start

    return sorted(found, key=place)


def unmoved(ordered: Sequence[Aligned], article: ArticleId) -> set[str]:
    """The passages that an article has in the order of the lines: the longest run of them that grows."""
    places = [(one.passage.id, one.spans[article].start) for one in ordered if article in one.spans]
    ends: list[int] = []  # the start that a run of each length ends with
    best: list[int] = []  # and its index
    before: list[int] = []
    for n, (_, start) in enumerate(places):
        at = bisect_left(ends, start)
        before.append(best[at - 1] if at else -1)
        ends[at:] = [start, *ends[at + 1 :]]
        best[at:] = [n, *best[at + 1 :]]
    kept: set[str] = set()
    n = best[-1] if best else -1
    while n >= 0:
        kept.add(places[n][0])
        n = before[n]
    return kept


def rows(texts: dict[ArticleId, Json], found: Sequence[Aligned], articles: Sequence[ArticleId]) -> Iterator[Row]:
    """The lines: before each shared passage what each article has of its own up to there."""
    ordered = in_order(found, articles)
    still = {article: unmoved(ordered, article) for article in articles}
    gone = {
        article: sorted((one.spans[article].start, one.spans[article].end) for one in found if article in one.spans)
        for article in articles
    }
    at = dict.fromkeys(articles, 0)
    for number, one in enumerate(ordered, 1):
        until = {a: one.spans[a].start for a in articles if a in one.spans and one.passage.id in still[a]}
        own = [_own(texts[a], at[a], until[a], gone[a]) if a in until else None for a in articles]
        if any(own):
            yield Row(None, 0, 0, own)
        for article, start in until.items():
            at[article] = max(at[article], start)
        cells = [_shared(texts[a], one, a, one.passage.id not in still[a]) for a in articles]
        yield Row(number, (number - 1) % COLOURS + 1, _variants(one), cells)
        for article in until:
            at[article] = one.spans[article].end
    own = [_own(texts[a], at[a], len(texts[a]["text"]), gone[a]) for a in articles]
    if any(own):
        yield Row(None, 0, 0, own)


def _variants(one: Aligned) -> int:
    """Places where the articles compared differ in the passage."""
    return sum(
        len([r for r in variant.readings if set(r.articles) & set(one.spans)]) > 1 for variant in one.passage.variants
    )


def _shared(article: Json, one: Aligned, name: ArticleId, moved: bool) -> Cell | None:
    span = one.spans.get(name)
    if span is None:
        return None
    marks = []
    for variant in one.passage.variants:
        readings = [r for r in variant.readings if set(r.articles) & set(one.spans)]
        others = [clean(r.text) or "nothing" for r in readings if name not in r.articles]
        for reading in readings if len(readings) > 1 else ():
            for place in reading.spans:
                if place.article == name and span.contains(place):
                    marks.append(Mark(place.start, place.end, ["v"], titles=["elsewhere: " + " | ".join(others)]))
    text = marked(article["text"], span.start, span.end, merged(marks))
    return Cell(text, span.start, span.end, moved)


def _own(article: Json, start: int, end: int, gone: Sequence[tuple[int, int]]) -> Cell | None:
    """What an article has of its own in a stretch: without furniture, and without what stands on other lines."""
    pieces = []
    for block in article["blocks"]:
        first, last = max(start, block["start"]), min(end, block["end"])
        if first >= last or block["kind"] in FURNITURE:
            continue
        for s, e in _without(first, last, gone):
            words = marked(article["text"], *_trimmed(article["text"], s, e), ())
            if words:
                pieces.append(Markup('<p class="b-{}">{}</p>').format(block["kind"], words))
    return Cell(Markup("").join(pieces), start, end) if pieces else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the marks that ended the words before it, and without space around it."""
    inside = text[start:end]
    if start and text[start - 1 : start].strip():  # it goes on where a passage ends
        start += len(inside) - len(inside.lstrip(" \n.,;:!?”’\"')"))
    inside = text[start:end].rstrip()
    return start, start + len(inside)


def _without(start: int, end: int, gone: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for s, e in gone:
        if s < end and start < e:
            if start < s:
                yield start, s
            start = max(start, e)
    if start < end:
        yield start, end


# ---- the page ---------------------------------------------------------------------------------


def columns(lookup: Lookup, found: Sequence[Aligned], articles: Sequence[ArticleId]) -> list[Column]:
    told = []
    for name in articles:
        article = lookup.articles[name]
        words = sum(_words(article, b["start"], b["end"]) for b in article["blocks"] if b["kind"] not in FURNITURE)
        shared = sum(_words(article, s.start, s.end) for one in found if (s := one.spans.get(name)))
        title, when = clean(article["title"] or "Untitled"), when_words(article["published"])
        told.append(Column(name, lookup.label(name), title, when, words, min(words, shared)))
    return told


def _words(article: Json, start: int, end: int) -> int:
    return len(article["text"][start:end].split())


@dataclass(frozen=True, slots=True)
class Missing:
    """What an article leaves out of a text that it shares with others."""

    label: str
    kind: str
    words: str
    href: str
    where: str
    why: str


def missing(lookup: Lookup, articles: Sequence[ArticleId]) -> list[Missing]:
    """What was found to be left out: of a text that an article shares, words that another of these has."""
    found = []
    for one in lookup.dossier.get("omissions", ()):
        spans = [span for span in one["spans"] if span["article"] in articles]
        if one["article"] in articles and spans:
            span = spans[0]
            href = f"/articles/{span['article']}#t0-{span['start']}-{span['end']}"
            words = lookup.evidence(span, 300).words
            found.append(Missing(lookup.label(one["article"]), clean(one["kind"]), words, href,
                                 lookup.label(span["article"]), clean(one["why"])))  # fmt: skip
    return found


def view(lookup: Lookup, passages: Sequence[Passage], articles: Sequence[ArticleId]) -> dict[str, Any]:
    found = align(passages, articles)
    return {
        "columns": columns(lookup, found, articles),
        "rows": list(rows(lookup.articles, found, articles)),
        "missing": missing(lookup, articles),
        "shared": len(found),
    }
