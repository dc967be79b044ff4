"""Articles -> stories: which articles cover one event.

Two levels, as in topic detection: average link (UPGMA) on the cosines of TF-IDF vectors (`topics`), cut low, finds
topics, what is told in like words; cut higher, stories, in which events of one kind are parted by their names and
numbers (`events`). `moves` tells what another article changed. Of more articles than can be compared each with each,
`marks` and `pools` find the neighbourhoods in which stories may lie.
Measured by `evaluation/stories.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Article
from .events import part_events
from .marks import Marked, find_marks, mark, readable_text
from .moves import Move, find_moves
from .pools import LARGEST, find_pools, near_pairs
from .topics import average_link
from .vectors import cosines, terms, vectors

__all__ = [
    "LARGEST",
    "Marked",
    "Move",
    "find_marks",
    "find_moves",
    "find_pools",
    "group_stories",
    "group_texts",
    "mark",
    "near_pairs",
    "readable_text",
]

# Where two stories part, and where two topics. Measured on the development articles of ECB+ and Giveme5W1H: with events
# parted within them, stories are the same to two hundredths from .09 to .15, and the project's coverages hold together
# up to .24 and stay apart down to .04; topics of ECB+ are found best at .05 to .06 and run together below.
APART = 0.10
TOPICS_APART = 0.06


def group_stories(articles: Sequence[Article]) -> tuple[tuple[tuple[Article, ...], ...], ...]:
    """Articles -> topics of stories, each story in the order of its articles' ids; the order given does not matter.

    An article without readable words is a topic and a story of its own.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    topics = group_texts([readable_text(article) for article in ordered])
    return tuple(tuple(tuple(ordered[number] for number in story) for story in topic) for topic in topics)


def group_texts(texts: Sequence[str]) -> list[list[list[int]]]:
    """Texts -> topics of stories of their numbers, each in order of its first number."""
    found = [terms(text) for text in texts]
    similar = cosines(vectors(found))
    topics = average_link(similar, TOPICS_APART)
    topic_of = {number: place for place, topic in enumerate(topics) for number in topic}
    stories: list[list[list[int]]] = [[] for _ in topics]
    for told in average_link(similar, APART):  # what is alike at .10 is alike at .06
        stories[topic_of[told[0]]] += part_events(told, found, similar)
    return sorted(sorted(topic) for topic in stories)
