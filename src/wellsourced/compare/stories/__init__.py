"""Articles -> stories: which articles cover one event.

Two levels, as in topic detection: average link (UPGMA) on the cosines of TF-IDF vectors finds the topics (`topics`),
what is told in the same words; within a topic, events of one kind are parted by their names and numbers (`events`).
Measured by `evaluation/stories.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...records import FURNITURE, Article
from .events import part_events
from .topics import average_link
from .vectors import cosines, terms, vectors

__all__ = ["group_stories", "group_texts"]

# Where two topics part. Measured on the development articles of ECB+ and Giveme5W1H: with events parted within
# topics, .09 to .15 give the same to two hundredths; the project's coverages hold together up to .24 and stay apart
# down to .04.
APART = 0.10


def group_stories(articles: Sequence[Article]) -> tuple[tuple[Article, ...], ...]:
    """Articles -> stories, each in the order of its articles' ids; the order given does not matter.

    An article without readable words is a story of its own.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    texts = [_readable(article) for article in ordered]
    groups = group_texts(texts)
    return tuple(tuple(ordered[number] for number in group) for group in groups)


def group_texts(texts: Sequence[str]) -> list[list[int]]:
    """Texts -> groups of their numbers, each in order, by their first number."""
    found = [terms(text) for text in texts]
    similar = cosines(vectors(found))
    topics = average_link(similar, APART)
    return sorted(story for topic in topics for story in part_events(topic, found, similar))


def _readable(article: Article) -> str:
    blocks = [block for block in article.blocks if block.kind not in FURNITURE]
    text = "\n".join(article.text[block.start : block.end] for block in blocks)
    return text if not article.title or article.title in text else f"{article.title}\n{text}"
