"""Words of texts -> TF-IDF vectors, in which names and numbers count more, and how similar any two are.

With a handful of articles their own document frequencies mean nothing, so they are mixed with general English: a word
is as rare as both together say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .words import LENGTH, Words, stem_share

PRIOR = 50  # articles of general English that the document frequencies are mixed with
NAME = 2.0  # weight of a name or number over that of another word
# Words that more texts have are multiplied as columns of a matrix, so many at once; rarer ones pair by pair of texts
COMMON, COLUMNS = 16, 1000
DECIMALS = (
    12  # of a cosine: sums in another order give the same number, so nothing rests on what a processor adds first
)

Square = NDArray[np.float64]
Values = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """The words of some texts, by numbers: an entry for each word of each text, in the order of the texts."""

    texts: int
    stems: tuple[str, ...]
    text: Numbers
    stem: Numbers
    count: Values
    name: NDArray[np.bool_]

    def documents(self) -> Numbers:
        """How many of the texts have each stem."""
        return np.bincount(self.stem, minlength=len(self.stems))

    def of(self, texts: Sequence[int]) -> Table:
        """The words of some of the texts, which are numbered anew; the stems keep their numbers."""
        number = np.full(self.texts, -1)
        number[list(texts)] = np.arange(len(texts))
        kept = np.flatnonzero(number[self.text] >= 0)
        kept = kept[np.argsort(number[self.text[kept]], kind="stable")]
        return Table(
            len(texts), self.stems, number[self.text[kept]], self.stem[kept], self.count[kept], self.name[kept]
        )

    def vectors(self, rarity: Values, words_too: bool = True) -> Values:
        """The entries as parts of vectors of length one: (1 + ln n) times the rarity of the stem, NAME times that for a
        name or number; of other words nothing, unless `words_too`."""
        value = (1 + np.log(self.count)) * rarity[self.stem] * np.where(self.name, NAME, float(words_too))
        length = np.sqrt(np.bincount(self.text, weights=value * value, minlength=self.texts))
        length[length == 0] = 1.0
        return value / length[self.text]


def tabulate(texts: Sequence[Words]) -> Table:
    numbers: dict[str, int] = {}
    stem = [numbers.setdefault(stem, len(numbers)) for words in texts for stem in words.stems]
    lengths = [len(words.stems) for words in texts]
    names = [words.names for words in texts]
    place = np.arange(len(stem)) - np.repeat(np.cumsum([0, *lengths[:-1]]), lengths)
    return Table(
        texts=len(texts),
        stems=tuple(numbers),
        text=np.repeat(np.arange(len(texts)), lengths),
        stem=np.array(stem, dtype=np.int64),
        count=np.fromiter(chain.from_iterable(words.counts for words in texts), dtype=np.float64, count=len(stem)),
        name=place < np.repeat(names, lengths),
    )


def cosines(table: Table) -> Square:
    """The cosines of all pairs of texts, 0 in the diagonal; memory grows with the square of their number."""
    general = np.fromiter(map(_documents_in_general, table.stems), dtype=np.float64, count=len(table.stems))
    rarity = np.log((table.texts + PRIOR) / (table.documents() + general))
    return products(table, table.vectors(rarity))


@lru_cache(maxsize=20_000)
def _documents_in_general(stem: str) -> float:
    """How many of PRIOR articles of general English have a word."""
    return PRIOR * (1 - math.exp(-LENGTH * stem_share(stem)))


def products(table: Table, value: Values) -> Square:
    """The inner products of all pairs of texts, 0 in the diagonal; `value` are the entries of the table."""
    order = np.argsort(table.stem, kind="stable")
    text, stem, value = table.text[order], table.stem[order], value[order]
    documents = table.documents()
    alike = np.zeros((table.texts, table.texts))
    rare = documents[stem] <= COMMON
    _add_pairs(alike, text[rare], stem[rare], value[rare])
    common = np.flatnonzero(documents > COMMON)
    for start in range(0, len(common), COLUMNS):
        some = common[start : start + COLUMNS]
        inside = slice(*np.searchsorted(stem, (some[0], some[-1] + 1)))
        there = ~rare[inside]
        block = np.zeros((table.texts, len(some)))
        block[text[inside][there], np.searchsorted(some, stem[inside][there])] = value[inside][there]
        alike += block @ block.T
    np.fill_diagonal(alike, 0.0)
    return np.round(alike, DECIMALS)


def _add_pairs(alike: Square, text: Numbers, stem: Numbers, value: Values) -> None:
    """The products of entries with one stem, which stand together; no stem has more than COMMON."""
    size = len(alike)
    for apart in range(1, COMMON):
        same = np.flatnonzero(stem[apart:] == stem[:-apart])
        if not len(same):
            return
        pair = text[same] * size + text[same + apart]
        found = np.bincount(pair, weights=value[same] * value[same + apart], minlength=size * size)
        alike += found.reshape(size, size)
        alike += found.reshape(size, size).T
