"""One text -> its marks: the few words that tell most of what it is about, each with a weight.

Weighed are words as `vectors` does, but under general English alone: so the marks of a text do not depend on the texts
beside it, can be found wherever it is read, and are kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from ...records import FURNITURE, Article
from .vectors import NAME
from .words import LENGTH, Words, find_words, stem_share

# Measured on ECB+ and the news events together (976 articles), pairs of one story that near pairs join at a cosine of
# .10: with 16 marks .991, 24 .995, 32 .998, and each costs a row.
MARKS = 24
WHOLE = 1000  # a weight of 1: weights are integers, so that sums are the same in any order and on every engine

# The list of English frequencies has no numbers. A year and a number of two digits stand in a text of 400 words about
# as often as "visit" does, and every further digit makes a number rarer by ten; without this, near pairs at .10 join
# 526 and not 967 of the 976 articles, half of them for a year.
YEAR, TWO_DIGITS = 1e-4, 1e-4

Marks = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """All of an article that it takes to find its neighbours. `day`: as `date.toordinal` counts; None: not known."""

    id: str
    day: int | None
    marks: Marks


def mark(article: Article) -> Marked:
    """An article -> its marks and the day it was published, where that is known to the day."""
    return Marked(article.id, day_of(article), find_marks(words_of(article)))


def day_of(article: Article) -> int | None:
    published = article.published
    return published.earliest.toordinal() if published.precision == "day" and published.earliest else None


def words_of(article: Article) -> Words:
    """The words that tell an article's story."""
    return find_words(readable_text(article))


def readable_text(article: Article) -> str:
    """What of an article tells its story: its title and all blocks but furniture."""
    blocks = [block for block in article.blocks if block.kind not in FURNITURE]
    text = "\n".join(article.text[block.start : block.end] for block in blocks)
    return text if not article.title or article.title in text else f"{article.title}\n{text}"


def find_marks(words: Words) -> Marks:
    """The MARKS weightiest words of a text as (stem, weight), in order of the stems.

    A weight is (1 + ln n) * idf, NAME times that for a name or number, over the length of the vector of all words of
    the text, in thousandths; so the sum of the products of the weights of shared marks is at most the cosine, in
    millionths. Words that weigh less than a thousandth are no marks.
    """
    weights = [(1 + math.log(n)) * _idf(stem) for stem, n in zip(words.stems, words.counts, strict=True)]
    weights[: words.names] = [NAME * weight for weight in weights[: words.names]]
    length = math.sqrt(math.fsum([weight * weight for weight in weights])) or 1.0
    heaviest = sorted(zip(weights, words.stems, strict=True), reverse=True)
    least = round(WHOLE * heaviest[:MARKS][-1][0] / length) if heaviest else 0
    found = []
    for weight, stem in heaviest:
        thousandths = round(WHOLE * weight / length)
        if thousandths < max(1, least):
            break
        found.append((-thousandths, stem))
    return tuple(sorted([(stem, -weight) for weight, stem in sorted(found)[:MARKS]]))


@lru_cache(maxsize=20_000)
def _idf(stem: str) -> float:
    """How rare a word is among articles of general English."""
    of = stem_share(stem)
    if stem[0].isdigit():
        of = max(of, _number_share(stem))
    return -math.log(1 - math.exp(-LENGTH * of))


def _number_share(number: str) -> float:
    if len(number) == 4 and number[:2] in ("19", "20"):
        return YEAR
    return TWO_DIGITS * 10.0 ** (2 - len(number))
