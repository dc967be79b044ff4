"""Texts -> TF-IDF vectors of words, in which names and numbers count more, and how similar any two are.

With a handful of articles their own document frequencies mean nothing, so they are mixed with general English: a word
is as rare as both together say.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ...frequency import share, shares
from ...names import fold

PRIOR = 50  # articles of general English that the document frequencies are mixed with
NAME = 2.0  # weight of a name or number over that of another word
LENGTH = 400  # words of an article of general English
# Words that more texts have are multiplied as columns of a matrix, so many at once; rarer ones pair by pair of texts
COMMON, COLUMNS = 3, 1000

MARK = r"[\u0300-\u036f]"  # combining marks; runs of letters come first in the pattern, since these match quickly
LETTER_RUN = rf"(?=[^\W\d_]|{MARK})[^\W\d_]*(?:{MARK}+[^\W\d_]*)*"
WORD = re.compile(rf"\d+(?:[.,]\d+)*|{LETTER_RUN}(?:['’]{LETTER_RUN})*")
OPENS = re.compile(r"(?:^|[.!?:;“”\"«‘'`–—-]|\n)\s*$")
SUFFIXES = (("ies", "y", 5), ("s", "", 4), ("ed", "", 6), ("ing", "", 7))  # ending, replaced by, least letters

Vector = dict[str, float]
Square = NDArray[np.float64]
Similarities = list[dict[int, float]]
Terms = tuple[Counter[str], frozenset[str]]  # how often each word stands in a text; which of them are names or numbers


@lru_cache(maxsize=50_000)
def _stem_of(word: str) -> str:
    """The stem of a word without case, diacritics and possessive: enough to join "strike", "strikes"."""
    return _stem(re.sub(r"['’]", "", re.sub(r"['’]s$", "", fold(word))))


def _stem(word: str) -> str:
    for ending, instead, least in SUFFIXES:
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "us", "is")):
            return word[: len(word) - len(ending)] + instead
    return word


def terms(text: str) -> Terms:
    counts: Counter[str] = Counter()
    names = set()
    for found, times in Counter(WORD.findall(text)).items():  # most words of a text come again
        stem = _stem_of(found)
        counts[stem] += times
        if len(found) > 1 and found[0].isdigit():
            names.add(stem)
    for match in WORD.finditer(text):
        start = match.start()
        if text[start].isupper() and not OPENS.search(text, max(0, start - 4), start):
            names.add(_stem_of(match.group()))
    return counts, frozenset(names)


@lru_cache(maxsize=1)
def stem_shares() -> dict[str, float]:
    """The share in general English of all words with one stem."""
    found: dict[str, float] = defaultdict(float)
    for word, part in shares().items():
        found[_stem(word)] += part  # the list holds words in their normal form
    return dict(found)


def vectors(texts: Sequence[Terms]) -> list[Vector]:
    """TF-IDF vectors of length one (an empty text: an empty vector)."""
    documents = Counter(stem for counts, _ in texts for stem in counts)
    total = len(texts) + PRIOR
    general = stem_shares()
    idf = {
        stem: math.log(total / (count + PRIOR * (1 - math.exp(-LENGTH * general.get(stem, share(stem))))))
        for stem, count in documents.items()
    }
    vectors = []
    for counts, names in texts:
        vector = {stem: (1 + math.log(n)) * idf[stem] * (NAME if stem in names else 1.0) for stem, n in counts.items()}
        length = math.sqrt(sum(value * value for value in vector.values()))
        vectors.append({stem: value / length for stem, value in vector.items()} if length else {})
    return vectors


def cosines(vectors: Sequence[Vector]) -> Similarities:
    """Cosines of all pairs with a word in common; memory grows with the square of their number."""
    similar: Similarities = []
    for row in products(vectors):
        (beside,) = row.nonzero()
        similar.append(dict(zip(beside.tolist(), row[beside].tolist(), strict=True)))
    return similar


def products(vectors: Sequence[Vector]) -> Square:
    """The inner products of all pairs, with 0 in the diagonal."""
    columns: dict[str, tuple[list[int], list[float]]] = {}
    for number, vector in enumerate(vectors):
        for stem, value in vector.items():
            numbers, values = columns.setdefault(stem, ([], []))
            numbers.append(number)
            values.append(value)
    alike = np.zeros((len(vectors), len(vectors)))
    common = [column for column in columns.values() if len(column[0]) > COMMON]
    for start in range(0, len(common), COLUMNS):
        some = common[start : start + COLUMNS]
        block = np.zeros((len(vectors), len(some)))
        for place, (numbers, values) in enumerate(some):
            block[numbers, place] = values
        alike += block @ block.T
    for numbers, values in columns.values():
        if 1 < len(numbers) <= COMMON:
            for place, number in enumerate(numbers):
                for other in range(place):
                    product = values[place] * values[other]
                    alike[number, numbers[other]] += product
                    alike[numbers[other], number] += product
    np.fill_diagonal(alike, 0.0)
    return alike
