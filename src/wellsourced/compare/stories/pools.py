"""Marks of any number of articles -> pools: neighbourhoods in each of which stories are looked for by themselves.

No story crosses the border of a pool, so what is costly (all pairs, average link) only ever meets LARGEST articles.

Near pairs
    Two articles are near where the products of the weights of the marks they share come to NEAR or more, and where
    both are dated, at most DAYS days lie between them. A mark that very many have tells nothing and does not count:
    days are cut into periods of DAYS days, counted from day 0 (the period of a day is `day - day % DAYS`), and between
    two dated articles a mark counts only if in the period of either at most MOST dated articles have it; where one
    is undated, if at most MOST articles have it in all, dated or not. Of the near pairs of an article the NEIGHBOURS
    weightiest are kept (of equals those whose other article has the lower id), and a pair is kept if either article
    keeps it. `flow/near.sql` says the same in SQL.

Pools
    Single link, cut by size: pairs in falling weight, of equals by their ids, are joined where both sides together
    have at most LARGEST articles; and where the smaller side has n articles, more than FREE, only by a pair of at least
    NEAR * (1 + sqrt(n - FREE) / 2), as one article that is a little like another does not make two large neighbourhoods
    one. A set of LARGEST articles or less is one pool, whatever the pairs. What comes out
    does not depend on the order of what goes in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .marks import Marked

# Measured on ECB+ and the news events together (976 articles; B-cubed of their stories, one pool of all .931): with the
# numbers below .938. NEAR of .07, .08 and .12 gives .927, .937 and fewer stories whole; 30 days .936 and 100 the same.
LARGEST = 500  # articles of a pool: the cosines of all pairs take a millisecond an article
NEAR = 100_000  # millionths: a cosine of .10, where two stories part (APART)
DAYS = 60  # the days of a story, and some for a day that is wrong: of the news events 30 days part a tenth
MOST = LARGEST  # what more articles have is not one story's; of 20,000 generated articles 200 parts five times as many
NEIGHBOURS = 12
# Articles. Of 20,000 generated ones an article's pool has 313 on average and not 472, and of the events .934 are whole
# and not .929; of the 976 the B-cubed is .935 and not .938, with 0 in its place .929
FREE = 30
AT_ONCE = 4_000_000  # meetings of two articles in a mark that are held in memory at once: about 200 MB

Pair = tuple[str, str, int]  # two articles by id, the lower id first, and the sum of the products of their weights
Numbers = NDArray[np.int64]
Pairs = tuple[Numbers, Numbers, Numbers]  # the same for many pairs, articles by number in the order of their ids
NOTHING: Numbers = np.empty(0, np.int64)


def near_pairs(
    articles: Iterable[Marked], *, near: int = NEAR, days: int = DAYS, most: int = MOST, neighbours: int = NEIGHBOURS
) -> list[Pair]:
    """The near pairs that are kept, in order of ids."""
    ordered = sorted(articles, key=lambda one: one.id)
    one, other, weight = _nearest(_sums(ordered, near, days, most), neighbours)
    ids = [article.id for article in ordered]
    return [(ids[a], ids[b], w) for a, b, w in zip(one.tolist(), other.tolist(), weight.tolist(), strict=True)]


def find_pools(ids: Iterable[str], pairs: Iterable[Pair], largest: int = LARGEST) -> list[tuple[str, ...]]:
    """Articles and their near pairs -> pools, each in order of ids, in the order of their first ids."""
    ordered = sorted(set(ids))
    number = {id: place for place, id in enumerate(ordered)}
    found = [(number[one], number[other], weight) for one, other, weight in pairs]
    one, other, weight = np.array(found, dtype=np.int64).reshape(-1, 3).T
    members: dict[int, list[str]] = {}
    for id, first in zip(ordered, link(len(ordered), one, other, weight, largest), strict=True):
        members.setdefault(first, []).append(id)
    return [tuple(pool) for pool in members.values()]


def link(articles: int, one: Numbers, other: Numbers, weight: Numbers, largest: int = LARGEST) -> list[int]:
    """The pool of each of so many articles, as the lowest number in it; articles are numbered in the order of ids."""
    if articles <= largest:
        return [0] * articles
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((high, low, -weight))
    first, size = list(range(articles)), [1] * articles
    for a, b, near in zip(low[order].tolist(), high[order].tolist(), weight[order].tolist(), strict=True):
        while first[a] != a:
            first[a] = a = first[first[a]]
        while first[b] != b:
            first[b] = b = first[first[b]]
        if a != b and size[a] + size[b] <= largest and near >= _asked(min(size[a], size[b])):
            a, b = min(a, b), max(a, b)
            first[b] = a
            size[a] += size[b]
    for a in range(articles):
        first[a] = first[first[a]]  # the lower number is above the higher: what is above is settled already
    return first


def _asked(articles: int) -> float:
    """The least weight of a pair that joins so many articles to as many or more."""
    return NEAR * (1 + math.sqrt(articles - FREE) / 2) if articles > FREE else 0.0


# ---- the search for near pairs ----------------------------------------------------------------


def _sums(articles: Sequence[Marked], near: int, days: int, most: int) -> Pairs:
    """All near pairs, by articles' numbers."""
    rows = _Rows(articles, days, most)
    found = [(NOTHING, NOTHING, NOTHING)]
    found += [_add_up(meetings, len(articles), near) for meetings in chain(rows.dated(), rows.undated())]
    one, other, weight = (np.concatenate(part) for part in zip(*found, strict=True))
    return one, other, weight


class _Rows:
    """Every mark of every article as a row of arrays, sorted by mark, day (undated ones first) and article."""

    def __init__(self, articles: Sequence[Marked], days: int, most: int) -> None:
        counts = [len(article.marks) for article in articles]
        codes: dict[str, int] = {}
        mark = np.array([codes.setdefault(m, len(codes)) for a in articles for m, _ in a.marks], dtype=np.int64)
        weight = np.array([w for article in articles for _, w in article.marks], dtype=np.int64)
        article = np.repeat(np.arange(len(articles)), counts)
        day = np.repeat(np.array([-1 if a.day is None else a.day for a in articles], dtype=np.int64), counts)
        order = np.lexsort((article, day, mark))
        self.days, self.most = days, most
        self.mark, self.day, self.article, self.weight = mark[order], day[order], article[order], weight[order]

    def dated(self) -> Iterator[Pairs]:
        """Meetings of dated articles, some at a time; all that two articles have are among the same ones."""
        period = self.day - self.day % self.days
        kept = np.flatnonzero((self.day >= 0) & (_shared(self.mark, period) <= self.most))
        mark, day = self.mark[kept], self.day[kept]
        span = np.int64(day.max(initial=0) + self.days + 1)
        start = np.arange(1, len(kept) + 1)
        end = np.searchsorted(mark * span + day, mark * span + day + self.days, side="right")
        yield from self._meet(kept, kept, start, end)

    def undated(self) -> Iterator[Pairs]:
        """Meetings of an undated article with any."""
        kept = np.flatnonzero(_shared(self.mark) <= self.most)
        open_rows = kept[self.day[kept] < 0]
        start = np.searchsorted(self.mark[kept], self.mark[open_rows], side="left")
        end = np.searchsorted(self.mark[kept], self.mark[open_rows], side="right")
        yield from self._meet(open_rows, kept, start, end)

    def _meet(self, rows: Numbers, others: Numbers, start: Numbers, end: Numbers) -> Iterator[Pairs]:
        """`rows` with those from `start` to `end` of `others`; two undated articles see each other and meet once."""
        order = np.argsort(self.article[rows], kind="stable")
        rows, start, counts = rows[order], start[order], np.maximum(end - start, 0)[order]
        for first, last in _blocks(self.article[rows], counts):
            many = counts[first:last]
            left = np.repeat(rows[first:last], many)
            before = np.repeat(np.cumsum(many) - many, many)
            right = others[np.repeat(start[first:last], many) + np.arange(len(left)) - before]
            twice = (self.day[left] < 0) & (self.day[right] < 0) & (self.article[left] >= self.article[right])
            left, right = left[~twice], right[~twice]
            yield self.article[left], self.article[right], self.weight[left] * self.weight[right]


def _shared(*keys: Numbers) -> Numbers:
    """How many rows have the same keys; equal keys stand together."""
    if not len(keys[0]):
        return NOTHING
    new = np.ones(len(keys[0]), dtype=bool)
    new[1:] = np.any([key[1:] != key[:-1] for key in keys], axis=0)
    group = np.cumsum(new) - 1
    shared: Numbers = np.bincount(group)[group]
    return shared


def _blocks(article: Numbers, counts: Numbers) -> Iterator[tuple[int, int]]:
    """Stretches of rows of whole articles with about AT_ONCE meetings each."""
    if not len(article):
        return
    ends = np.flatnonzero(np.append(article[1:] != article[:-1], True)) + 1
    total = np.cumsum(counts)
    first = 0
    while first < len(article):
        done = total[first - 1] if first else 0
        last = int(ends[ends > first][0])
        within = ends[(ends > first) & (total[ends - 1] - done <= AT_ONCE)]
        last = max(last, int(within[-1])) if len(within) else last
        yield first, last
        first = last


def _add_up(meetings: Pairs, articles: int, near: int) -> Pairs:
    """Meetings in one mark each -> the near pairs."""
    left, right, product = meetings
    keys, place = np.unique(np.minimum(left, right) * articles + np.maximum(left, right), return_inverse=True)
    weight = np.bincount(place, weights=product, minlength=len(keys)).astype(np.int64)  # exact below 2^53
    enough = weight >= near
    one, other = np.divmod(keys[enough], max(1, articles))
    return one, other, weight[enough]


def _nearest(pairs: Pairs, neighbours: int) -> Pairs:
    """The pairs that are among the weightiest of either article, in order."""
    one, other, weight = pairs
    article, beside = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((beside, -np.concatenate([weight, weight]), article))
    group = article[order]
    first = np.searchsorted(group, group, side="left")
    kept = np.zeros(2 * len(one), dtype=bool)
    kept[order[np.arange(len(order)) - first < neighbours]] = True
    chosen = kept[: len(one)] | kept[len(one) :]
    one, other, weight = one[chosen], other[chosen], weight[chosen]
    order = np.lexsort((other, one))
    return one[order], other[order], weight[order]
