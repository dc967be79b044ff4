"""Similar texts -> topics: what is told in the same words."""

from __future__ import annotations

import heapq

from .vectors import Similarities


def average_link(similar: Similarities, apart: float) -> list[list[int]]:
    """Numbers -> groups: the two groups whose members are most similar on average are joined, until that is `apart`."""
    groups: dict[int, list[int]] = {number: [number] for number in range(len(similar))}
    beside = {number: dict(row) for number, row in enumerate(similar)}
    # a group keeps the number of its first member; its size tells whether an entry of the queue is out of date
    queue = [(-s, i, j, 1, 1) for i, row in beside.items() for j, s in sorted(row.items()) if i < j and s >= apart]
    heapq.heapify(queue)
    while queue:
        _, i, j, size_i, size_j = heapq.heappop(queue)
        if len(groups.get(i, ())) != size_i or len(groups.get(j, ())) != size_j:
            continue
        row = _joined(beside.pop(i), beside.pop(j), size_i, size_j, {i, j})
        groups[i] += groups.pop(j)
        beside[i] = row
        for k, s in row.items():
            beside[k].pop(j, None)
            beside[k][i] = s
            if s >= apart:
                low, high = min(i, k), max(i, k)
                heapq.heappush(queue, (-s, low, high, len(groups[low]), len(groups[high])))
    return sorted(sorted(group) for group in groups.values())


def _joined(a: dict[int, float], b: dict[int, float], size_a: int, size_b: int, without: set[int]) -> dict[int, float]:
    """The average similarity of two groups together to every other."""
    numbers = sorted((a.keys() | b.keys()) - without)
    return {k: (a.get(k, 0.0) * size_a + b.get(k, 0.0) * size_b) / (size_a + size_b) for k in numbers}
