"""How similar texts are -> groups of them: what is told in the same words."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from .vectors import Square

Join = tuple[float, int, int]  # how alike two groups are on average, and the first text of each, the lower first


def average_link(similar: Square, apart: float) -> list[Join]:
    """The two groups of texts whose members are most similar on average are joined, until that is less than `apart`:
    what was joined, of texts that are joined at last in this order."""
    # An average is `apart` only where a pair is: texts that no chain of such pairs connects are never joined
    return [join for near in _connected(similar, apart) for join in _joins(near, similar, apart)]


def groups(texts: int, joins: Sequence[Join], apart: float) -> list[list[int]]:
    """The groups of so many texts where what was less alike than `apart` is not joined, in order of their first."""
    found = {number: [number] for number in range(texts)}
    for similar, i, j in joins:
        if similar >= apart:
            found[i] += found.pop(j)
    return [sorted(group) for group in found.values()]


def _connected(similar: Square, apart: float) -> list[list[int]]:
    """Groups of two and more texts that chains of pairs alike by `apart` connect."""
    first = list(range(len(similar)))
    rows, columns = np.nonzero(similar >= apart)
    for a, b in zip(rows.tolist(), columns.tolist(), strict=True):
        if a < b:
            while first[a] != a:
                first[a] = a = first[first[a]]
            while first[b] != b:
                first[b] = b = first[first[b]]
            first[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = {}
    for number, above in enumerate(first):
        first[number] = first[above]  # what stands before is settled
        found.setdefault(first[number], []).append(number)
    return [group for group in found.values() if len(group) > 1]


def _joins(texts: Sequence[int], similar: Square, apart: float) -> list[Join]:
    beside = similar[np.ix_(texts, texts)]  # a group keeps the row of its first member
    size, there = [1] * len(texts), np.ones(len(texts), dtype=bool)
    # the sizes tell whether an entry of the queue is out of date
    near = np.nonzero(np.triu(beside) >= apart)
    queue = [(-s, i, j, 1, 1) for s, i, j in zip(beside[near].tolist(), *(n.tolist() for n in near), strict=True)]
    heapq.heapify(queue)
    joins: list[Join] = []
    level = 1.0
    while queue:
        nearness, i, j, size_i, size_j = heapq.heappop(queue)
        if size[i] != size_i or size[j] != size_j:
            continue
        level = min(level, -nearness)  # averages never rise, but for what is lost in rounding
        joins.append((level, texts[i], texts[j]))
        both = (beside[i] * size_i + beside[j] * size_j) / (size_i + size_j)
        both[i] = 0.0
        beside[i] = beside[:, i] = both
        size[i], size[j], there[j] = size_i + size_j, 0, False
        for k in np.flatnonzero(there & (both >= apart)).tolist():
            low, high = (i, k) if i < k else (k, i)
            heapq.heappush(queue, (-float(both[k]), low, high, size[low], size[high]))
    return joins
