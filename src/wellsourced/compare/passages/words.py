"""Articles -> their words, as collation compares them, and what each word tells in this coverage.

The model is that of the coverage's own words: a word, or a pair of words, that stands in many different contexts tells
little when two articles share it, whatever it tells in general English. Contexts are counted once each (as in
Kneser-Ney smoothing), so that ten copies of a text do not make its words common.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

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


@lru_cache(maxsize=100_000)
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
        quoted=tuple([mark & QUOTED == QUOTED for mark in marks]),
        bracketed=tuple([mark & BRACKETED == BRACKETED for mark in marks]),
        opens=tuple(opens),
        parts=tuple(parts),
    )


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
    """For each word of an article, how unlikely it is: by itself, and after the word before it (in bits)."""

    alone: tuple[float, ...]
    after: tuple[float, ...]


def weigh_words(articles: Sequence[Words]) -> tuple[Bits, ...]:
    """The words of all articles of a story -> how much each tells, in the model of the coverage's own words.

    The word's own context is left out of the counts, so a word that only this passage has is told by general English
    alone. Unigrams are mixed with general English, pairs with unigrams.
    """
    contexts: set[tuple[str, str, str, str]] = set()
    for words in articles:
        norms = words.norms
        contexts.update(zip(("", "", *norms), ("", *norms), norms, (*norms[1:], ""), strict=False))
    pairs = Counter(map(itemgetter(1, 2), contexts))
    heads = Counter(map(itemgetter(1), contexts))
    singles = Counter(map(itemgetter(1), set(map(itemgetter(1, 2, 3), contexts))))
    total = sum(singles.values())

    def alone(word: str) -> float:
        if word == ELLIPSIS:
            return 0.0
        return (singles[word] - 1 + PRIOR * share(word)) / (total + PRIOR)

    def after(before: str, word: str) -> float:
        return (pairs[before, word] - 1 + CONTEXT_PRIOR * chances[word]) / (heads[before] - 1 + CONTEXT_PRIOR)

    chances = {word: alone(word) for word in singles}
    bits_alone = {word: _bits(chance) for word, chance in chances.items()}
    bits_after = {pair: _bits(after(*pair)) for pair in pairs}
    found = []
    for words in articles:
        following = [bits_after[pair] for pair in zip(("", *words.norms), words.norms, strict=False)]
        for index in _inside_names(words):
            following[index] = min(following[index], IN_NAME)
        found.append(Bits(tuple([bits_alone[word] for word in words.norms]), tuple(following)))
    return tuple(found)


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
