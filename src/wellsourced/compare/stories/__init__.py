"""Articles -> stories: which articles cover one event.

Two levels, as in topic detection: average link (UPGMA) on the cosines of TF-IDF vectors (`topics`), cut low, finds
topics, what is told in like words; cut higher, stories, in which events of one kind are parted by their names and
numbers (`events`). `moves` tells what another article changed. Of more articles than can be compared each with each,
`marks` and `pools` find the neighbourhoods in which stories may lie.
Measured by `evaluation/stories.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from .events import part_events
from .marks import Marked, day_of, find_marks, mark, readable_text, words_of
from .moves import Move, find_moves
from .pools import LARGEST, find_pools, near_pairs
from .topics import average_link, groups
from .vectors import cosines, tabulate
from .words import Words, find_words

__all__ = [
    "LARGEST",
    "Marked",
    "Move",
    "Words",
    "day_of",
    "find_marks",
    "find_moves",
    "find_pools",
    "find_words",
    "group_stories",
    "mark",
    "near_pairs",
    "readable_text",
    "words_of",
]

# Where two stories part, and where two topics. Measured on the development articles of ECB+ and Giveme5W1H: with events
# parted within them, stories are the same to two hundredths from .09 to .15, and the project's coverages hold together
# up to .24 and stay apart down to .04; topics of ECB+ are found best at .05 to .06 and run together below.
APART = 0.10
TOPICS_APART = 0.06


def group_stories(texts: Sequence[Words]) -> list[list[list[int]]]:
    """The words of texts -> topics of stories of the texts' numbers, each in order of its first number.

    A text without words is a topic and a story of its own.
    """
    if len(texts) < 2:
        return [[[number]] for number in range(len(texts))]
    table = tabulate(texts)
    similar = cosines(table)
    joins = average_link(similar, TOPICS_APART)
    topics = groups(len(texts), joins, TOPICS_APART)
    topic_of = {number: place for place, topic in enumerate(topics) for number in topic}
    stories: list[list[list[int]]] = [[] for _ in topics]
    for told in groups(len(texts), joins, APART):
        stories[topic_of[told[0]]] += part_events(told, table, similar)
    return [sorted(topic) for topic in stories]
