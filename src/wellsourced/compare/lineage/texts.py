"""An article with what lineage needs of it, and how articles and numbers are called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...names import parts
from ...records import BODY, Article, ArticleId, Passage, Reading, Span, Statement

EVIDENCE = 6  # spans shown with an edge


@dataclass(frozen=True, slots=True)
class Text:
    """An article's reading and the spans of its readable body, in order."""

    reading: Reading
    body: tuple[Span, ...]

    @property
    def article(self) -> Article:
        return self.reading.article

    @property
    def id(self) -> ArticleId:
        return self.reading.article.id

    @property
    def outlet(self) -> str | None:
        return self.reading.article.outlet

    @property
    def name(self) -> str:
        return label(self.reading.article)


Texts = dict[ArticleId, Text]


def as_text(reading: Reading) -> Text:
    article = reading.article
    return Text(reading, tuple(Span(article.id, b.start, b.end) for b in article.blocks if b.kind in BODY))


def label(article: Article) -> str:
    """What an article is called in a sentence: its outlet, or its title."""
    return article.outlet or (f"“{article.title}”" if article.title else article.address)


def listed(names: Iterable[str], more: int = 0) -> str:
    """Names in a sentence, four at most, and how many `more` there are.

    >>> listed(["b", "a", "c"]), listed(["b", "a"], 7)
    ('a, b and c', 'a, b and 7 others')
    """
    found = sorted(set(names))
    if len(found) > 4 or more:
        return f"{', '.join(found[:3])} and {len(found[3:]) + more} others"
    return " and ".join(filter(None, [", ".join(found[:-1]), found[-1]])) if found else "others"


SPELT_WITH_A_VOWEL = frozenset("AEFHILMNORSX")


def with_article(name: str) -> str:
    """
    >>> with_article("Kontor"), with_article("AFN"), with_article("Agerpres")
    ('a Kontor', 'an AFN', 'an Agerpres')
    """
    first = name.split()[0] if name.split() else name
    spelt = first.isupper() and 1 < len(first) < 5
    vowel = first[0] in SPELT_WITH_A_VOWEL if spelt else first[:1] in "AEIOaeio" and not first.startswith(("Eu", "Uni"))
    return f"an {name}" if vowel else f"a {name}"


def counted(number: int, noun: str) -> str:
    """
    >>> counted(1, "passage"), counted(3, "passage")
    ('one passage', '3 passages')
    """
    return f"one {noun}" if number == 1 else f"{number} {noun}s"


def span_of(passage: Passage, article: ArticleId) -> Span | None:
    return next((span for span in passage.spans if span.article == article), None)


def carriers_of(passage: Passage) -> tuple[ArticleId, ...]:
    return tuple(sorted({span.article for span in passage.spans}))


def covered(block: Span, spans: Sequence[Span]) -> int:
    """How many characters of a block some spans cover, each counted once."""
    inside = [span for span in spans if span.start < block.end and block.start < span.end]
    found, at = 0, block.start
    for span in sorted(inside) if len(inside) > 1 else inside:
        start, end = max(at, span.start), min(block.end, span.end)
        if end > start and span.article == block.article:
            found += end - start
            at = end
    return found


def covered_of(text: Text, spans: Sequence[Span]) -> int:
    """The same of an article's whole body."""
    return sum([covered(block, spans) for block in text.body]) if spans else 0


def names_outlet(name: str, outlet: str) -> bool:
    """Whether a name means an outlet: in full, or by its last words ("the Herald"), or with something before it."""
    said, full = outlet_words(name), outlet_words(outlet)
    return bool(said) and (full == said or full[-len(said) :] == said or said[-len(full) :] == full)


# What an outlet's name says of where or how it appears, and what others that name it leave out
EDITION = re.compile(
    r"\s*(?:\([^()]*\)|\b(?:on-?\s?line|digital|live|website|\w+ edition)|\.(?:com|net|org))\s*$", re.I
)


def outlet_words(outlet: str) -> tuple[str, ...]:
    """The words of an outlet's name without an edition behind it.

    >>> outlet_words("Tarn Post (English edition)"), outlet_words("TARN POST ON-LINE"), outlet_words("Online")
    (('tarn', 'post'), ('tarn', 'post'), ('online',))
    """
    return parts(EDITION.sub("", outlet)) or parts(outlet)


def told_the_outlet(statement: Statement, outlet: str | None) -> bool:
    return bool(outlet and statement.addressee and names_outlet(statement.addressee, outlet))
