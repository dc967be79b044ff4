"""A text -> its words as stories are told apart by them: stems, how often each stands in it, which are names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from ...frequency import share, shares
from ...names import fold

LENGTH = 400  # words of an article of general English

MARK = r"[\u0300-\u036f]"  # combining marks; runs of letters come first in the patterns, since these match quickly
LETTERS = rf"[^\W\d_]+(?:{MARK}+[^\W\d_]*)*"
LETTER_RUN = rf"(?:{LETTERS}|{MARK}+(?:{LETTERS})?)"
WORD = re.compile(rf"{LETTERS}(?:['’]{LETTER_RUN})*|\d+(?:[.,]\d+)*|{MARK}+(?:{LETTERS})?(?:['’]{LETTER_RUN})*")
NUMBER = re.compile(r"\d(?:\d*(?:[.,]\d+)+|\d+)")  # of what WORD finds, numbers of two characters and more
# Of what WORD finds, what begins with no small letter and opens nothing: up to three blanks before it stands none of
# these marks, and up to four no beginning. All is asked behind its first letter, as few places have such a letter.
OPENS = "[.!?:;“”\\\"«‘'`–—\\n-]"
INSIDE = "".join(rf"(?<!{OPENS}{blanks}.)" for blanks in ("", r"\s", r"\s\s", r"\s\s\s"))
BEHIND = "".join(rf"(?<!\A{blanks}.)" for blanks in ("", r"\s", r"\s\s", r"\s\s\s", r"\s\s\s\s"))
CAPITAL = re.compile(
    rf"[^\W\d_a-z](?<![^\W\d_].)(?<!{MARK}.)(?<![^\W\d_]['’].)(?<!{MARK}['’].){INSIDE}{BEHIND}"
    rf"[^\W\d_]*(?:{MARK}+[^\W\d_]*)*(?:['’]{LETTER_RUN})*"
)
SUFFIXES = (("ies", "y", 5), ("s", "", 4), ("ed", "", 6), ("ing", "", 7))  # ending, replaced by, least letters


class Words(NamedTuple):
    """The words of a text as stems, each once, and how often each stands there; the first `names` of them are names or
    numbers."""

    stems: tuple[str, ...]
    counts: tuple[int, ...]
    names: int


def find_words(text: str) -> Words:
    counts = Counter(map(_stem_of, WORD.findall(text)))
    capitals = [word for word in CAPITAL.findall(text) if word[0].isupper()]
    counts.pop("", None)  # of a mark that stands by itself
    names = {stem: counts.pop(stem) for stem in map(_stem_of, [*NUMBER.findall(text), *capitals]) if stem in counts}
    return Words((*names, *counts), (*names.values(), *counts.values()), len(names))


@lru_cache(maxsize=20_000)
def _stem_of(word: str) -> str:
    """The stem of a word without case, diacritics and possessive: enough to join "strike", "strikes"."""
    return _stem(re.sub(r"['’]", "", re.sub(r"['’]s$", "", fold(word))))


def _stem(word: str) -> str:
    for ending, instead, least in SUFFIXES:
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "us", "is")):
            return word[: len(word) - len(ending)] + instead
    return word


def stem_share(stem: str) -> float:
    """The share in general English of all words with one stem."""
    return _stem_shares().get(stem, share(stem))


@lru_cache(maxsize=1)
def _stem_shares() -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for word, part in shares().items():
        found[_stem(word)] += part  # the list holds words in their normal form
    return dict(found)
