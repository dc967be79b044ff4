"""Articles -> stories: which articles cover one event.

TF-IDF vectors of words, in which names and numbers count more, since they tell two events of one kind apart; average
link (UPGMA) on their cosines. With a handful of articles their own document frequencies mean nothing, so they are
mixed with general English: a word is as rare as both together say.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from ..frequency import share, shares
from ..names import fold
from ..records import FURNITURE, Article

# Where two groups part. Measured on the development articles of ECB+ and Giveme5W1H: best at .21-.24 for short,
# look-alike stories, at .10 for long articles on one event; the project's coverages hold together up to .24 and
# stay apart down to .04. See evaluation/stories.py
APART = 0.15
PRIOR = 50  # articles of general English that the document frequencies are mixed with
NAME = 2.0  # weight of a name or number over that of another word
LENGTH = 400  # words of an article of general English

LETTER_RUN = r"(?:[^\W\d_]|[\u0300-\u036f])+"
WORD = re.compile(rf"\d+(?:[.,]\d+)*|{LETTER_RUN}(?:['’]{LETTER_RUN})*")
OPENS = re.compile(r"(?:^|[.!?:;“”\"«‘'`–—-]|\n)\s*$")
SUFFIXES = (("ies", "y", 5), ("s", "", 4), ("ed", "", 6), ("ing", "", 7))  # ending, replaced by, least letters

Vector = dict[str, float]
Similarities = list[dict[int, float]]


def group_stories(articles: Sequence[Article]) -> tuple[tuple[Article, ...], ...]:
    """Articles -> stories, each in the order of its articles' ids; the order given does not matter.

    An article without readable words is a story of its own.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    texts = [_readable(article) for article in ordered]
    groups = group_texts(texts)
    return tuple(tuple(ordered[number] for number in group) for group in groups)


def group_texts(texts: Sequence[str]) -> list[list[int]]:
    """Texts -> groups of their numbers, each in order, by their first number."""
    return _average_link(_cosines(_vectors([_terms(text) for text in texts])), APART)


def _readable(article: Article) -> str:
    blocks = [block for block in article.blocks if block.kind not in FURNITURE]
    text = "\n".join(article.text[block.start : block.end] for block in blocks)
    return text if not article.title or article.title in text else f"{article.title}\n{text}"


# ---- vectors ----------------------------------------------------------------------------------

Terms = tuple[Counter[str], frozenset[str]]  # how often each word stands in a text; which of them are names or numbers


@lru_cache(maxsize=200_000)
def _normal(word: str) -> tuple[str, str]:
    """A word without case, diacritics and possessive, and its stem: enough to join "strike", "strikes"."""
    word = re.sub(r"['’]", "", re.sub(r"['’]s$", "", fold(word)))
    return word, _stem(word)


def _stem(word: str) -> str:
    for ending, instead, least in SUFFIXES:
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "us", "is")):
            return word[: len(word) - len(ending)] + instead
    return word


def _terms(text: str) -> Terms:
    counts: Counter[str] = Counter()
    names = set()
    for match in WORD.finditer(text):
        found = match.group()
        stem = _normal(found)[1]
        counts[stem] += 1
        if found[0].isdigit():
            named = len(found) > 1
        else:
            named = found[0].isupper() and not OPENS.search(text, max(0, match.start() - 4), match.start())
        if named:
            names.add(stem)
    return counts, frozenset(names)


@lru_cache(maxsize=1)
def _stem_shares() -> dict[str, float]:
    """The share in general English of all words with one stem."""
    found: dict[str, float] = defaultdict(float)
    for word, part in shares().items():
        found[_stem(word)] += part  # the list holds words in their normal form
    return dict(found)


def _vectors(texts: Sequence[Terms]) -> list[Vector]:
    """TF-IDF vectors of length one (an empty text: an empty vector)."""
    documents = Counter(stem for counts, _ in texts for stem in counts)
    total = len(texts) + PRIOR
    general = _stem_shares()
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


def _cosines(vectors: Sequence[Vector]) -> Similarities:
    """Cosines of all pairs with a word in common, through an index of words."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    similar: Similarities = [{} for _ in vectors]
    for number, vector in enumerate(vectors):
        sums: dict[int, float] = defaultdict(float)
        for stem, value in vector.items():
            for other, there in index[stem]:
                sums[other] += value * there
            index[stem].append((number, value))
        for other, cosine in sums.items():
            similar[number][other] = similar[other][number] = cosine
    return similar


# ---- groups -----------------------------------------------------------------------------------


def _average_link(similar: Similarities, apart: float) -> list[list[int]]:
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
