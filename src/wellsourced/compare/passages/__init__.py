"""Articles of one story -> the passages they carry in common, as families over all articles.

0. of articles with the very same body two are compared, for all (`same`);
1. every word gets the bits it tells in this coverage (`words`);
2. pairs of articles that have words running in common (`seeds`) are searched for stretches, through house edits
   (`align`);
3. stretches are accepted by information, less of it where more already speaks for a common text (`accept`);
4. accepted stretches of all pairs become families, each with one span an article (`families`);
5. each family is collated: where its carriers differ, who has which reading, and of what kind it is (`collate`).

What two articles tell alike in other words is found apart from these (`rewrites`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...records import Article, Passage, Rewrite
from . import rewrites
from .accept import accept_stretches
from .families import find_families
from .same import set_twins_aside, with_twins
from .words import Words, split_words, weigh_words

__all__ = ["find_passages", "find_rewrites"]


def find_passages(articles: Sequence[Article]) -> tuple[Passage, ...]:
    """The passages that two or more articles of one story carry, in the order of their spans.

    Read is the body: titles, captions and furniture take no part. The order of the articles does not matter.
    """
    if len(articles) < 2:
        return ()
    compared, twins = set_twins_aside(sorted(articles, key=lambda article: article.id))
    texts = _split(tuple(compared))
    weights = weigh_words(texts)
    accepted = accept_stretches(texts, weights)
    passages = [with_twins(passage, twins) for passage in find_families(texts, accepted)]
    return tuple(sorted(passages, key=lambda passage: (passage.spans, passage.id)))


def find_rewrites(articles: Sequence[Article], passages: Sequence[Passage]) -> tuple[Rewrite, ...]:
    """What two articles of one story tell alike in other words, in the order of the spans.

    `passages` are those of the same articles: what one of them explains is no rewrite. Of articles with the very same
    body two are looked at. The order of both does not matter.
    """
    if len(articles) < 2:
        return ()
    compared, _ = set_twins_aside(sorted(articles, key=lambda article: article.id))
    found = rewrites.find_rewrites(_split(tuple(compared)), passages)
    return tuple(sorted(found, key=lambda rewrite: (rewrite.spans, rewrite.id)))


@lru_cache(maxsize=1)  # passages and rewrites of a story are asked for one after the other
def _split(articles: tuple[Article, ...]) -> tuple[Words, ...]:
    return tuple(split_words(article) for article in articles)
