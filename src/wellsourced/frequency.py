"""How common a word is in general English: what a text's words tell when there are too few texts to count them.

Used where articles meet, for words in the normal form of `fold` without apostrophes.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

RAREST = 5e-7  # share given to a word outside the list, whose last word has 9.1e-7


@lru_cache(maxsize=1)
def shares() -> dict[str, float]:
    """Word -> its share of all words of general English, from `lexicons/english_frequency.tsv`."""
    lines = files("wellsourced.lexicons").joinpath("english_frequency.tsv").read_text(encoding="utf-8").splitlines()
    return {word: int(count) / 1e9 for word, count in (line.split("\t") for line in lines if not line.startswith("#"))}


def share(word: str) -> float:
    """The share of a word in general English; a number counts as a rare word.

    >>> share("the") > share("dam") > share("1915")
    True
    """
    return shares().get(word, RAREST)
