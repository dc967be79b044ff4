"""Articles with the very same body -> two of them to compare, and what is found in these for all.

A text that a thousand sites carry word for word is compared once; two of each are kept, so that they are found to carry
the same.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...records import BODY, Article, ArticleId, Passage, Span, Variant, VariantReading, make_id
from .words import WORD_CHARACTER

COMPARED = 2  # articles of each body that are compared


@dataclass(frozen=True, slots=True)
class Twin:
    """An article with the body of another, and where each stretch of that body begins in both."""

    article: ArticleId
    starts: tuple[int, ...]
    others: tuple[int, ...]

    def span(self, other: Span) -> Span:
        """The stretch of this article for a stretch of the other."""
        at = bisect.bisect_right(self.others, other.start) - 1
        end = bisect.bisect_right(self.others, other.end - 1) - 1
        return Span(
            self.article,
            other.start - self.others[at] + self.starts[at],
            other.end - self.others[end] + self.starts[end],
        )


Twins = dict[ArticleId, list[Twin]]  # article that is compared -> the articles that are not, since they have its body


def set_twins_aside(articles: Sequence[Article]) -> tuple[list[Article], Twins]:
    """The articles to compare, in their order, and the others by the one that stands for them."""
    seen: dict[tuple[str | bool, ...], list[Article]] = defaultdict(list)
    kept: list[Article] = []
    twins: Twins = defaultdict(list)
    for article in articles:
        same = seen[_body(article)]
        if len(same) < COMPARED:
            same.append(article)
            kept.append(article)
        else:
            twins[same[0].id].append(Twin(article.id, _starts(article), _starts(same[0])))
    return kept, twins


def _starts(article: Article) -> tuple[int, ...]:
    return tuple(block.start for block in article.blocks if block.kind in BODY)


def _body(article: Article) -> tuple[str | bool, ...]:
    """All that the comparison sees of an article: its body, and where other words stand between."""
    found: list[str | bool] = []
    last = None
    for block in article.blocks:
        if block.kind in BODY:
            found.append(last is not None and WORD_CHARACTER.search(article.text, last, block.start) is not None)
            found.append(article.text[block.start : block.end])
            last = block.end
    return tuple(found)


def with_twins(passage: Passage, twins: Twins) -> Passage:
    """A passage with the spans of all articles that have a carrier's body."""
    carriers = {span.article for span in passage.spans} & twins.keys()
    if not carriers:
        return passage
    spans = sorted([*passage.spans, *_copies(passage.spans, twins)])
    variants = tuple(
        Variant(variant.kind, tuple(sorted((_reading(r, twins) for r in variant.readings), key=_in_order)))
        for variant in passage.variants
    )
    return replace(passage, id=passage_id(spans), spans=tuple(spans), variants=variants)


def _copies(spans: Sequence[Span], twins: Twins) -> list[Span]:
    return [twin.span(span) for span in spans for twin in twins.get(span.article, ())]


def _reading(reading: VariantReading, twins: Twins) -> VariantReading:
    more = (twin.article for article in reading.articles for twin in twins.get(article, ()))
    articles = tuple(sorted((*reading.articles, *more)))
    return VariantReading(reading.text, articles, tuple(sorted((*reading.spans, *_copies(reading.spans, twins)))))


def _in_order(reading: VariantReading) -> tuple[int, str, tuple[ArticleId, ...]]:
    return -len(reading.articles), reading.text, reading.articles


def passage_id(spans: Sequence[Span]) -> str:
    return make_id("p", *(part for span in spans for part in (span.article, span.start, span.end)))
