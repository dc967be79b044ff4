"""Articles of one story -> the passages they carry in common, as families over all articles.

1. every word gets the bits it tells in this coverage (`words`);
2. pairs of articles are searched for stretches in common, through house edits (`align`);
3. stretches are accepted by information, less of it where more already speaks for a common text (`accept`);
4. accepted stretches of all pairs become families, each with one span an article (`families`);
5. each family is collated: where its carriers differ, who has which reading, and of what kind it is (`collate`).

What two articles tell alike in other words is found apart from these (`rewrites`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Article, Passage, Rewrite
from . import rewrites
from .accept import accept_stretches
from .families import find_families
from .words import split_words, weigh_words

__all__ = ["find_passages", "find_rewrites"]


def find_passages(articles: Sequence[Article]) -> tuple[Passage, ...]:
    """The passages that two or more articles of one story carry, in the order of their spans.

    Read is the body: titles, captions and furniture take no part. The order of the articles does not matter.
    """
    texts = [split_words(article) for article in sorted(articles, key=lambda article: article.id)]
    weights = weigh_words(texts)
    accepted = accept_stretches(texts, weights)
    passages = find_families(texts, accepted)
    return tuple(sorted(passages, key=lambda passage: (passage.spans, passage.id)))


def find_rewrites(articles: Sequence[Article], passages: Sequence[Passage]) -> tuple[Rewrite, ...]:
    """What two articles of one story tell alike in other words, in the order of the spans.

    `passages` are those of the same articles: what one of them explains is no rewrite. The order of both does not
    matter.
    """
    texts = [split_words(article) for article in sorted(articles, key=lambda article: article.id)]
    return tuple(sorted(rewrites.find_rewrites(texts, passages), key=lambda rewrite: (rewrite.spans, rewrite.id)))
