"""Articles -> their words, as collation compares them, and what each word tells in this coverage.

The model is that of the coverage's own words: a word, or a pair of words, that stands in many different contexts tells
little when two articles share it, whatever it tells in general English. Contexts are counted once each (as in
Kneser-Ney smoothing), so that ten copies of a text do not make its words common.
"""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ...frequency import share
from ...names import fold
from ...records import BODY, Article
from ..wording import ABBREVIATION

# letters, the marks on them, and characters without width (a copy may be hidden by them), which `fold` takes out
LETTER_RUN = r"[^\W\d_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+[^\W\d_]*)*"
APOSTROPHES = "'’‘ʼʻ`´"
TOKEN = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}"  # U.S., a.m.
    rf"|\d+(?:[.,]\d+)*"  # 2,300
    rf"|{LETTER_RUN}(?:[{APOSTROPHES}]{LETTER_RUN})*"  # Shi'ite, workers (a hyphen parts words: Ferreira-Lunt)
    rf"|…|\.(?:\s?\.){{2,}}"  # an ellipsis is a word of its own: it stands for words left out
)
ELLIPSIS = "…"
WORD_CHARACTER = re.compile(r"\w")
OPENING, CLOSING, BOTH = "“«„‟‹", "”»›", '"'
SENTENCE_END = re.compile(r"[.!?][”»›\"'’)\]]*\s|\n")

PRIOR = 1000.0  # words of general English that the coverage's own unigrams are mixed with: about two articles' worth
CONTEXT_PRIOR = 4.0  # the same for a word after a given word
# A word that nobody else uses still comes with the event: 12 bits is one word in 4,096, about one coverage's length
MOST = 12.0
LEAST = 0.3
IN_NAME = 2.0  # bits at most of a name's further words: they come with the first
IN_NAMES = frozenset(("and", "of", "the", "for", "on", "de", "la", "al", "el", "bin", "van", "von"))


Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article's readable body, in order; all tuples run in parallel.

    `norms` is what is compared; `starts`, `ends` are offsets in the article's text; `quoted` says which words stand
    in quotation marks, `bracketed` which in brackets; `opens` which begin a sentence; `parts` numbers the stretches
    between which furniture, a caption or a heading stands: no passage runs over such a border.
    """

    article: Article
    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    bracketed: tuple[bool, ...]
    opens: tuple[bool, ...]
    parts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.norms)

    def surface(self, index: int) -> str:
        return self.article.text[self.starts[index] : self.ends[index]]


@lru_cache(maxsize=20_000)
def normal(word: str) -> str:
    """A word as it is compared: folded, without apostrophes, possessive and the dots of an abbreviation.

    >>> normal("Shi’ite"), normal("U.S."), normal("Calder's"), normal("2,300")
    ('shiite', 'us', 'calder', '2300')
    """
    if word[0] in "….":
        return ELLIPSIS
    folded = re.sub(rf"[{APOSTROPHES}]s$", "", fold(word))
    return re.sub(rf"[{APOSTROPHES}.,]", "", folded) or word


def split_words(article: Article) -> Words:
    """An article -> the words of its body. Titles and captions are left out: outlets write those themselves, and what
    they share with other articles is names."""
    text = article.text
    extents: list[tuple[int, int]] = []
    marks: list[int] = []
    opens: list[bool] = []
    parts: list[int] = []
    part, last = 0, None
    for block in article.blocks:
        if block.kind not in BODY:
            continue
        if last is not None and WORD_CHARACTER.search(text, last, block.start):
            part += 1
        last = block.end
        found = [match.span() for match in TOKEN.finditer(text, block.start, block.end)]
        extents += found
        marks += _marked(text, block.start, block.end, [start for start, _ in found])
        opens += _openings(text, block.start, found)
        parts += [part] * len(found)
    return Words(
        article,
        norms=tuple([normal(text[start:end]) for start, end in extents]),
        starts=tuple([start for start, _ in extents]),
        ends=tuple([end for _, end in extents]),
        quoted=_flags(marks, QUOTED),
        bracketed=_flags(marks, BRACKETED),
        opens=tuple(opens),
        parts=tuple(parts),
    )


def _flags(marks: Sequence[int], flag: int) -> tuple[bool, ...]:
    return tuple([mark & flag == flag for mark in marks]) if any(marks) else (False,) * len(marks)


def _openings(text: str, start: int, words: Sequence[tuple[int, int]]) -> list[bool]:
    """Which of the words (start, end) of a block that begins at `start` open a sentence."""
    found, before = [], start
    for at, end in words:
        # nine words of ten have a blank before them and no full stop of their own, which needs no closer look
        running = at == before + 1 and text[before] == " " and text[before - 1] != "."
        found.append(before == start or (not running and _opens_sentence(text, before, at, end)))
        before = end
    return found


def _opens_sentence(text: str, before: int, start: int, end: int) -> bool:
    """Whether a sentence ends between the word before, which ends at `before`, and the word [start, end): not after an
    abbreviation ("Col. Abara"), nor where the next word has a small letter ("6 p.m. on Friday")."""
    border = SENTENCE_END.search(text, before - 1, start)
    if border is None or "\n" in border.group():
        return border is not None
    stop = text[max(0, before - 12) : border.start() + 1]
    return not (text[start].islower() or (stop[-1] == "." and ABBREVIATION.search(stop)))


QUOTED, BRACKETED = 1, 2
MARK = re.compile(rf"[{OPENING}{CLOSING}{BOTH}‘'’`()\[\]]")


def _marked(text: str, start: int, end: int, words: Sequence[int]) -> list[int]:
    """For each word of a block (`words`: where they start), whether it is `QUOTED`, `BRACKETED` or both. An unclosed
    quotation runs to the end of the block, as in quotations over several paragraphs."""
    flags: list[int] = []
    quote, single, bracket, flag = False, False, 0, 0
    for match in MARK.finditer(text, start, end):
        i, c = match.start(), match.group()
        if c in OPENING:
            quote = True
        elif c in CLOSING:
            quote = False
        elif c == BOTH:
            quote = not quote
        elif c in "([":
            bracket += 1
        elif c in ")]":
            bracket = max(0, bracket - 1)
        else:
            single = _single(text, i, start, end, single)
        now = QUOTED * (quote or single) + BRACKETED * (bracket > 0)
        if now != flag:
            flags += [flag] * (bisect.bisect_left(words, i) - len(flags))
            flag = now
    return flags + [flag] * (len(words) - len(flags))


def _single(text: str, i: int, start: int, end: int, open_now: bool) -> bool:
    """Whether a single quotation is open after the mark at `i`, which may also be an apostrophe."""
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if before.isalnum() and after.isalnum():
        return open_now
    if not before.isalnum() and after.isalnum() and (before.isspace() or before in '([“"«—–-'):
        return text[i] != "’" or open_now
    if open_now and not after.isalnum():
        # "the workers’ plan" inside a single quotation: a possessive, if a later mark can still close
        possessive = before == "s" and after == " " and re.search(r"[.,!?\w][’'](?=[\s.,;:)]|$)", text[i + 1 : end])
        return bool(possessive)
    return open_now


# ---- what a word tells ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bits:
    """For each word of an article, how unlikely it is: by itself, and after the word before it (in bits). `numbers`
    are the same for the same word, whichever article of the coverage has it."""

    alone: tuple[float, ...]
    after: tuple[float, ...]
    numbers: Numbers


def weigh_words(articles: Sequence[Words]) -> tuple[Bits, ...]:
    """The words of all articles of a story -> how much each tells, in the model of the coverage's own words.

    The word's own context is left out of the counts, so a word that only this passage has is told by general English
    alone. Unigrams are mixed with general English, pairs with unigrams.
    """
    known = {"": 0}  # what stands before the first word of an article and behind the last
    numbers = [np.array([known.setdefault(norm, len(known)) for norm in words.norms], np.int64) for words in articles]
    size, vocabulary = len(known), list(known)
    earlier, before, word, after = (np.concatenate([_behind(row, n) for row in numbers]) for n in (2, 1, 0, -1))
    pairs, pair = np.unique(before * size + word, return_inverse=True)
    _, triple, in_triple = np.unique(pair * size + after, return_index=True, return_inverse=True)
    _, context = np.unique(in_triple * size + earlier, return_index=True)
    singles = np.bincount(word[triple], minlength=size)
    total = int(singles.sum())
    shares = np.array([share(norm) for norm in vocabulary])
    chances = (singles - 1 + PRIOR * shares) / (total + PRIOR)
    chances[[n for n, norm in enumerate(vocabulary) if norm == ELLIPSIS]] = 0.0
    heads, tails = np.divmod(pairs, size)
    following = (np.bincount(pair[context], minlength=len(pairs)) - 1 + CONTEXT_PRIOR * chances[tails]) / (
        np.bincount(before[context], minlength=size)[heads] - 1 + CONTEXT_PRIOR
    )
    bits_alone = np.array([_bits(chance) for chance in chances.tolist()])
    bits_after = np.array([_bits(chance) for chance in following.tolist()])
    found = []
    start = 0
    for words, row in zip(articles, numbers, strict=True):
        told = bits_after[pair[start : start + len(row)]].tolist()
        start += len(row)
        for index in _inside_names(words):
            told[index] = min(told[index], IN_NAME)
        found.append(Bits(tuple(bits_alone[row].tolist()), tuple(told), row))
    return tuple(found)


def _behind(row: Numbers, count: int) -> Numbers:
    """The numbers of a row so many places further on, 0 where it has none."""
    moved = np.zeros_like(row)
    if count > 0:
        moved[count:] = row[:-count]
    else:
        moved[: len(row) + count] = row[-count:]
    return moved


def _inside_names(words: Words) -> Iterator[int]:
    """The words of names but for the first of each: "Fish and Wildlife Service" is known as a whole, or not at all."""
    text = words.article.text
    capitals = [index for index, start in enumerate(words.starts) if text[start].isupper()]
    capital = set(capitals)
    for index in capitals:
        if index - 1 in capital and not words.opens[index]:
            yield index
        elif index > 1 and index - 2 in capital and words.norms[index - 1] in IN_NAMES:
            yield from (index - 1, index)


def _bits(probability: float) -> float:
    if probability <= 0:
        return 0.0
    bits = -math.log2(probability)
    return MOST if bits > MOST else LEAST if bits < LEAST else bits
