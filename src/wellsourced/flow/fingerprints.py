"""Words of articles -> fingerprints: few numbers of each text, of which texts with a stretch in common share some.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every `WINDOW` runs of `RUN` words that follow each other the one
with the smallest hash is kept. So two texts with `RUN + WINDOW - 1` words running in common always share a fingerprint,
and about two runs of nine are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int32]

RUN = 5  # words: shorter runs are set phrases, longer ones break at a house's edits
WINDOW = 8  # runs of which one is kept: twelve words running in common, half a sentence, are always found
MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, an odd multiplier that spreads bits (Knuth 6.4)


@lru_cache(maxsize=1_000_000)
def word_hash(word: str) -> int:
    """A word as 64 bits, the same on every run (Python's own `hash` is not)."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def word_hashes(words: Sequence[str]) -> Hashes:
    return np.fromiter(map(word_hash, words), dtype=np.uint64, count=len(words))


def winnow(articles: Sequence[Hashes], first: int = 0) -> tuple[Numbers, Hashes]:
    """The fingerprints of some articles: article numbers, counted from `first`, and hashes, each pair once.

    What is kept of an article does not depend on those beside it. One with fewer than `RUN` words has none.
    """
    lengths = np.array([len(article) for article in articles], dtype=np.int64)
    if not lengths.sum():
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint64)
    words = np.concatenate(articles)
    owner = np.repeat(np.arange(len(articles), dtype=np.int32), lengths)
    owner, runs = _runs(owner, words)
    kept = _smallest(owner, runs)
    owner, runs = owner[kept], runs[kept]
    order = np.lexsort((runs, owner))
    owner, runs = owner[order], runs[order]
    new = np.ones(len(runs), dtype=bool)
    new[1:] = (runs[1:] != runs[:-1]) | (owner[1:] != owner[:-1])
    return owner[new] + np.int32(first), runs[new]


def _runs(owner: Numbers, words: Hashes) -> tuple[Numbers, Hashes]:
    """The hash of each run of words that stands in one article."""
    count = max(0, len(words) - RUN + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for k in range(RUN):
        runs = (runs ^ words[k : k + count]) * MIX  # wraps at 64 bits: order counts, as in a polynomial hash
        runs ^= runs >> np.uint64(29)
    inside = owner[:count] == owner[RUN - 1 : RUN - 1 + count]
    return owner[:count][inside], runs[inside]


def _smallest(owner: Numbers, runs: Hashes) -> NDArray[np.bool_]:
    """Which runs are the smallest of some window in their article; all of an article that is shorter than a window."""
    kept = np.zeros(len(runs), dtype=bool)
    count = max(0, len(runs) - WINDOW + 1)
    windows = np.flatnonzero(owner[:count] == owner[WINDOW - 1 : WINDOW - 1 + count])
    least, at = runs[windows], windows.copy()
    for k in range(1, WINDOW):
        there = runs[windows + k]
        less = there < least
        least = np.where(less, there, least)
        at[less] = windows[less] + k
    kept[at] = True
    sizes = np.bincount(owner) if len(owner) else np.zeros(0, dtype=np.int64)
    kept[sizes[owner] < WINDOW] = True
    return kept
