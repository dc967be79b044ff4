"""How similar texts are -> groups of them: what is told in the same words."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from .vectors import Square

Join = tuple[float, int, int]  # how alike two groups are on average, and the first text of each, the lower first
Row = dict[int, float]


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
    size = dict.fromkeys(texts, 1)  # of each group, which keeps the number of its first member
    rows = zip(texts, similar[np.ix_(texts, texts)].tolist(), strict=True)
    beside: dict[int, Row] = {number: dict(zip(texts, row, strict=True)) for number, row in rows}
    # the sizes tell whether an entry of the queue is out of date
    queue = [(-s, i, j, 1, 1) for i, row in beside.items() for j, s in row.items() if i < j and s >= apart]
    heapq.heapify(queue)
    joins: list[Join] = []
    level = 1.0
    while queue:
        nearness, i, j, size_i, size_j = heapq.heappop(queue)
        if size.get(i) != size_i or size.get(j) != size_j:
            continue
        level = min(level, -nearness)  # averages never rise, but for what is lost in rounding
        joins.append((level, i, j))
        size[i] += size.pop(j)
        one, other = beside[i], beside.pop(j)
        for k in size:
            if k != i:
                s = (one[k] * size_i + other[k] * size_j) / (size_i + size_j)
                one[k] = beside[k][i] = s
                if s >= apart:
                    low, high = min(i, k), max(i, k)
                    heapq.heappush(queue, (-s, low, high, size[low], size[high]))
    return joins
