"""A topic -> its events: articles on two events of one kind share their words and not their names.

Weighed by how many of the topic's own articles have it, a word that all share weighs nothing, and what is left parts
two events where there are two: two groups that resemble each other far less than each resembles itself. One event
told by many has no such border; a stray article or two beside it are none either. Copies of one report resemble each
other because they are copies, so they do not tell how alike the accounts of one event are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .vectors import Square, Table, products

# Chosen on the development articles of ECB+ (two events of one kind in each topic) and of Giveme5W1H (one event told by
# many): between .8 and 1.0, .6 and .7, .6 and .8 the figures stay within a hundredth of each other.
NAMES_APART = 0.9  # times the smaller group's share: names across the border over names within
WORDS_APART = 0.6  # words across the border over words within
COPIES = 0.6  # cosine from which two articles count as copies
LEAST = 3  # accounts on either side that are no copies of each other: a story of five articles is never parted
MOST = 4000  # articles of a topic that is looked at; memory grows with the square


def part_events(topic: Sequence[int], table: Table, similar: Square) -> list[list[int]]:
    """A topic's texts by number -> groups of numbers, one for each event told; `table` has the words of all texts,
    `similar` their cosines."""
    if not 2 * LEAST <= len(topic) <= MOST:
        return [sorted(topic)]
    told = table.of(topic)
    names, words = _alike(told, words_too=False), _alike(told, words_too=True)
    both = (names + words) / 2
    copies = similar[np.ix_(topic, topic)] >= COPIES
    border = _border(both)
    if border is None or min(_accounts(copies, side) for side in border[:2]) < LEAST:
        return [sorted(topic)]
    left, right, strays = border
    share = min(len(left), len(right)) / (len(left) + len(right))
    parted = (
        _across(names, copies, left, right) <= NAMES_APART * share
        and _across(words, copies, left, right) <= WORDS_APART
    )
    if not parted:
        return [sorted(topic)]
    for i in strays:
        side = left if both[i, left].mean() >= both[i, right].mean() else right
        side.append(i)
    return [group for side in (left, right) for group in part_events([topic[i] for i in side], table, similar)]


def _alike(texts: Table, *, words_too: bool) -> Square:
    """The cosines of all pairs under the topic's own document frequencies, by names and numbers and by other words too
    or not."""
    rarity = np.log((texts.texts + 1) / np.maximum(1, texts.documents()))
    return products(texts, texts.vectors(rarity, words_too))


def _across(alike: Square, copies: NDArray[np.bool_], left: list[int], right: list[int]) -> float:
    """How alike two groups are, over how alike the less alike of them is within; infinite where that is unknown."""
    within = []
    for group in (left, right):
        inside = alike[np.ix_(group, group)]
        told = ~copies[np.ix_(group, group)] & ~np.eye(len(group), dtype=bool)
        within.append(float(inside[told].mean()) if told.any() else 0.0)
    return float(alike[np.ix_(left, right)].mean()) / min(within) if min(within) > 0 else math.inf


def _accounts(copies: NDArray[np.bool_], group: list[int]) -> int:
    """How many accounts a group has: copies of copies are one."""
    count, left = 0, set(group)
    while left:
        count += 1
        family = [left.pop()]
        while family:
            one = family.pop()
            found = {other for other in left if copies[one, other]}
            left -= found
            family += found
    return count


def _border(alike: Square) -> tuple[list[int], list[int], list[int]] | None:
    """The uppermost border in the tree of average links that has LEAST texts on both sides, and the texts above it."""
    children = _tree(alike)
    node = len(alike) + len(children) - 1
    strays: list[int] = []
    while node >= len(alike):
        left, right = (_leaves(child, children, len(alike)) for child in children[node - len(alike)])
        if min(len(left), len(right)) >= LEAST:
            return left, right, strays
        first, second = children[node - len(alike)]
        strays += left if len(left) < len(right) else right
        node = second if len(left) < len(right) else first
    return None


def _leaves(node: int, children: Sequence[tuple[int, int]], size: int) -> list[int]:
    found, open_nodes = [], [node]
    while open_nodes:
        node = open_nodes.pop()
        if node < size:
            found.append(node)
        else:
            open_nodes += children[node - size]
    return sorted(found)


def _tree(alike: Square) -> list[tuple[int, int]]:
    """Average link by chains of nearest neighbours (Murtagh 1983): the pairs joined, the least alike last. Texts are
    0 to n - 1, the k-th pair is node n + k."""
    size = len(alike)
    between, counts = alike.copy(), np.ones(size)
    np.fill_diagonal(between, -1.0)
    at = list(range(size))  # the node that a row stands for
    joined: list[tuple[float, int, int]] = []  # how alike, and two rows of which the first goes on for both
    chain: list[int] = []
    for _ in range(size - 1):
        if not chain:
            chain = [next(row for row in range(size) if counts[row])]
        while True:
            row = chain[-1]
            nearest = int(between[row].argmax())
            if len(chain) > 1 and between[row, chain[-2]] >= between[row, nearest]:
                nearest = chain[-2]
            if len(chain) > 1 and nearest == chain[-2]:
                break
            chain.append(nearest)
        a, b = sorted((chain.pop(), chain.pop()))
        joined.append((float(between[a, b]), a, b))
        both = (between[a] * counts[a] + between[b] * counts[b]) / (counts[a] + counts[b])
        both[~(counts > 0)] = -1.0
        both[[a, b]] = -1.0
        between[a, :] = between[:, a] = both
        between[b, :] = between[:, b] = -1.0
        counts[a], counts[b] = counts[a] + counts[b], 0
    pairs = []
    for _, a, b in sorted(joined, key=lambda join: -join[0]):
        pairs.append((at[a], at[b]))
        at[a] = size + len(pairs) - 1
    return pairs
