"""A text, articles, and what they have in common -> where the text's passages occur, marked in the text.

Stretches are numbered in the order of the text; what no article has stays unmarked: it is the text's own, as far as
these articles tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..records import BODY, Article, Passage, Rewrite, Span

WORD = re.compile(r"\w+")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # a page cannot move the cursor
MOSTLY = 0.8  # share of a stretch told in other words that is not copied besides
SHOWN, LONGEST = 3, 60  # differences told of an article, and characters of each
SHORT = 4  # words of a rest that is not shown as told alike: what is left between two passages

Kind = Literal["copied", "in other words"]
Paint = Callable[[str, int], str]  # (words, number of the stretch) -> the words as the terminal shows them


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that has a stretch, where, and how its wording differs: (the text's words, the article's)."""

    article: Article
    span: Span
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def differs(self) -> int:
        return len(self.changes)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text that articles have, too."""

    span: Span
    kind: Kind
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A text and its stretches in order; they do not overlap."""

    text: Article
    stretches: tuple[Stretch, ...]
    searched: int  # articles

    def words(self, kind: Kind | None = None) -> int:
        """How many words of the text stand in stretches of a kind, or in all of its body."""
        spans = [s.span for s in self.stretches if s.kind == kind] if kind else body(self.text)
        return sum(len(WORD.findall(self.text.words(span))) for span in spans)


def body(text: Article) -> list[Span]:
    """The stretches of a text that are read."""
    return [Span(text.id, block.start, block.end) for block in text.blocks if block.kind in BODY]


def lay_out(
    text: Article, articles: Sequence[Article], passages: Sequence[Passage], rewrites: Sequence[Rewrite]
) -> Trace:
    """What a text has in common with articles, as stretches of the text: copied ones first, then what is left of
    those told in other words."""
    at = {article.id: article for article in articles}
    mine = [(span, passage) for passage in passages for span in passage.spans if span.article == text.id]
    copied: list[Stretch] = []
    end = 0
    for span, passage in sorted(mine, key=lambda one: (one[0], one[1].id)):
        if span.end > max(end, span.start):
            carriers = tuple(_carrier(at[s.article], s, text, passage) for s in passage.spans if s.article in at)
            copied.append(Stretch(Span(text.id, max(end, span.start), span.end), "copied", carriers))
            end = span.end
    told = list(_told_alike(text, at, rewrites, copied))
    return Trace(text, tuple(sorted([*copied, *told], key=lambda stretch: stretch.span)), len(articles))


def _carrier(article: Article, span: Span, text: Article, passage: Passage) -> Carrier:
    """`span` is that of the article; changes are in the order of the passage."""
    changes = []
    for variant in passage.variants:
        mine, theirs = (
            next((reading.text for reading in variant.readings if one.id in reading.articles), None)
            for one in (text, article)
        )
        if mine is not None and theirs is not None and mine != theirs:
            changes.append((mine, theirs))
    return Carrier(article, span, tuple(changes))


def _told_alike(
    text: Article, at: Mapping[str, Article], rewrites: Sequence[Rewrite], copied: Sequence[Stretch]
) -> Iterator[Stretch]:
    """Stretches of which little is copied: where much is, what stands between may well be the text's own."""
    end = 0
    mine = [(s, r) for r in rewrites for s in r.spans if s.article == text.id]
    for span, rewrite in sorted(mine, key=lambda one: (one[0], -one[1].bits)):
        others = tuple(Carrier(at[s.article], s) for s in rewrite.spans if s.article in at)
        pieces = list(_without(span, [s.span for s in copied]))
        left = sum(piece.end - piece.start for piece in pieces)
        for piece in pieces if others and left >= MOSTLY * (span.end - span.start) else ():
            if piece.start >= end and len(WORD.findall(text.words(piece))) > SHORT:
                yield Stretch(piece, "in other words", others)
                end = piece.end


def _without(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """The pieces of a span that none of some others covers, which are in order."""
    at = span.start
    for other in (other for other in taken if other.overlaps(span)):
        if other.start > at:
            yield Span(span.article, at, other.start)
        at = max(at, other.end)
    if at < span.end:
        yield Span(span.article, at, span.end)


# ---- telling ----------------------------------------------------------------------------------


def render(trace: Trace, paint: Paint) -> str:
    """The marked text, and below it who has each stretch, the earliest first."""
    total, copied, told = trace.words(), trace.words("copied"), trace.words("in other words")
    head = f"{_counted(total, 'word')}: {copied} also stand in other articles ({_share(copied, total)})"
    if told:
        head += f", {told} tell in other words what others do"
    head += f", {max(0, total - copied - told)} are its own"
    parts = [f"{head}; searched: {_counted(trace.searched, 'article')}", ""]
    for block in body(trace.text):
        parts += [_marked(trace, block, paint), ""]
    for number, stretch in enumerate(trace.stretches, 1):
        what = "in other words in" if stretch.kind == "in other words" else f"{_words(trace, stretch)} words, also in"
        parts.append(paint(f"[{number}]", number) + f" {what} {_counted(len(stretch.carriers), 'article')}")
        parts += [f"    {_told(carrier)}" for carrier in sorted(stretch.carriers, key=_in_time)]
    if not trace.stretches:
        parts.append("None of it was found in these articles.")
    return "\n".join(parts)


def _in_time(carrier: Carrier) -> tuple[str, str, Span]:
    day = carrier.article.published.earliest if carrier.article.published.precision == "day" else None
    return day.isoformat() if day else "unknown", _name(carrier.article), carrier.span


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def as_json(trace: Trace) -> dict[str, Any]:
    """The same for programs."""
    return {
        "address": trace.text.address,
        "words": trace.words(),
        "words_copied": trace.words("copied"),
        "searched": trace.searched,
        "stretches": [
            {
                "start": stretch.span.start,
                "end": stretch.span.end,
                "kind": stretch.kind,
                "text": trace.text.words(stretch.span),
                "carriers": [
                    {"address": one.article.address, "outlet": one.article.outlet, "title": one.article.title,
                     "start": one.span.start, "end": one.span.end, "text": one.article.words(one.span),
                     "differs": one.differs, "changes": [list(change) for change in one.changes]}
                    for one in stretch.carriers
                ],
            }
            for stretch in trace.stretches
        ],
    }  # fmt: skip


def _marked(trace: Trace, block: Span, paint: Paint) -> str:
    shown, at = "", block.start
    for number, stretch in enumerate(trace.stretches, 1):
        start, end = max(block.start, stretch.span.start), min(block.end, stretch.span.end)
        if start < end:
            text = trace.text.text
            shown += _clean(text[at:start]) + paint(f"[{number}: {_clean(text[start:end])}]", number)
            at = end
    return shown + _clean(trace.text.text[at : block.end])


def _clean(words: str) -> str:
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", words)


def _words(trace: Trace, stretch: Stretch) -> int:
    return len(WORD.findall(trace.text.words(stretch.span)))


def _name(article: Article) -> str:
    return _clean(article.outlet or article.title or article.address)


def _told(carrier: Carrier) -> str:
    """An article in a line: its name, its day, and what it has for the text's words."""
    article = carrier.article
    day = article.published.earliest if article.published.precision == "day" else None
    told = f"{_name(article)}, {day.isoformat()}" if day else _name(article)
    if carrier.changes:
        shown = "; ".join(_change(*change) for change in carrier.changes[:SHOWN])
        more = carrier.differs - SHOWN
        told += f" — {_counted(carrier.differs, 'difference')}: {shown}" + (f" and {more} more" if more > 0 else "")
    return told


def _change(mine: str, theirs: str) -> str:
    """One difference as an editor notes it: what the article has for the text's words."""
    mine, theirs = (_clean(words if len(words) <= LONGEST else f"{words[:LONGEST]}…") for words in (mine, theirs))
    if not theirs:
        return f"without “{mine}”"
    return f"“{theirs}” for “{mine}”" if mine else f"“{theirs}” added"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"
