"""One text -> its marks: the few words that tell most of what it is about, each with a weight.

Weighed are words as `vectors` does, but under general English alone: so the marks of a text do not depend on the texts
beside it, can be found wherever it is read, and are kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...frequency import share
from ...records import FURNITURE, Article
from .vectors import LENGTH, NAME, stem_shares, terms

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
    published = article.published
    day = published.earliest.toordinal() if published.precision == "day" and published.earliest else None
    return Marked(article.id, day, find_marks(readable_text(article)))


def readable_text(article: Article) -> str:
    """What of an article tells its story: its title and all blocks but furniture."""
    blocks = [block for block in article.blocks if block.kind not in FURNITURE]
    text = "\n".join(article.text[block.start : block.end] for block in blocks)
    return text if not article.title or article.title in text else f"{article.title}\n{text}"


def find_marks(text: str) -> Marks:
    """The MARKS weightiest words of a text as (stem, weight), in order of the stems.

    A weight is (1 + ln n) * idf, NAME times that for a name or number, over the length of the vector of all words of
    the text, in thousandths; so the sum of the products of the weights of shared marks is at most the cosine, in
    millionths. Words that weigh less than a thousandth are no marks.
    """
    counts, names = terms(text)
    weights = {
        stem: (1 + math.log(n)) * _idf(stem) * (NAME if stem in names else 1.0) for stem, n in sorted(counts.items())
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    found = [(stem, round(WHOLE * weight / length)) for stem, weight in weights.items()] if length else []
    found = sorted((one for one in found if one[1]), key=lambda one: (-one[1], one[0]))
    return tuple(sorted(found[:MARKS]))


def _idf(stem: str) -> float:
    """How rare a word is among articles of general English."""
    of = stem_shares().get(stem, share(stem))
    if stem[0].isdigit():
        of = max(of, _number_share(stem))
    return -math.log(1 - math.exp(-LENGTH * of))


def _number_share(number: str) -> float:
    if len(number) == 4 and number[:2] in ("19", "20"):
        return YEAR
    return TWO_DIGITS * 10.0 ** (2 - len(number))
