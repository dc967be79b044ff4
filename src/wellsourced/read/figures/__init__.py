"""Article and its parse -> every reported quantity, with its bound, what it counts, and where it stands.

1. Numbers with their values (`numbers`), without those that are no figures (`exclusions`).
2. The bound from the words around: "at least", "more than", "fewer than", "some", "or more".
3. What is counted (`counted`), carried over where it is elided ("13 airstrikes in Iraq and eight in Syria").
4. Where, when, whose, and in which statement (`scope`).
5. Which figure is a part of which (`parts`), and which add up (`find_sums`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ...records import BODY, Article, Bound, Figure, Span, Statement, TimeExpression, make_id
from ..language import Parse, ParsedBlock
from .counted import NOT_SAID, REACH, Counted, counted_by, names_a_tally, tells_where
from .exclusions import is_none, token_of
from .numbers import Number, find_numbers
from .parsed import sentence_of, text_of
from .parts import with_parts
from .scope import statement_of, when, where, whose
from .sums import find_sums

__all__ = ["find_figures", "find_numbers", "find_sums"]

WITHIN = 500  # characters over which "the county says 6.5" speaks of what was counted last
LARGE = 1_000_000  # a figure from here on tells what a bare "half a billion" counts
TELLING = 20  # a number from here on that comes back in an article without a noun is the one told before
BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("at least", r"at\sleast|no\sfewer\sthan|no\sless\sthan|not\sless\sthan|not\sfewer\sthan|a\sminimum\sof"),
    ("at most", r"no\smore\sthan|not\smore\sthan|at\smost|fewer\sthan|less\sthan|under|below|a\smaximum\sof"),
    ("more than", r"more\sthan|over|above|upwards?\sof|in\sexcess\sof|greater\sthan|"
                  r"exceed(?:ing|ed|s)?|topp(?:ed|ing)"),
    ("up to", r"up\sto|as\smany\sas|as\smuch\sas"),
    ("about", r"about|around|some|roughly|approximately|(?:an\s)?estimated|nearly|almost|close\sto|circa|perhaps|"
              r"an\saverage\sof"),
)  # fmt: skip
# not "the": "well below the 80 at which it must be shut" tells 80 exactly
BETWEEN = r"(?:a\s|another\s|an?\s(?:additional|estimated|further)\s|a\stotal\sof\s)?"
BEFORE = tuple((bound, re.compile(rf"\b(?:{words})\s+{BETWEEN}$", re.IGNORECASE)) for bound, words in BOUNDS)
OR_MORE = re.compile(r"^(?:\+|-plus\b|\splus\b|\s(?:\w+\s)?or\s(?:more|above|over)\b)")
OR_LESS = re.compile(r"^\s(?:\w+\s)?or\s(?:less|fewer|under)\b")
# Frost: "minus 19 degrees"; of all that is counted only heat goes below zero in words
BELOW_ZERO = frozenset(("degree", "°C", "°F"))
MINUS = re.compile(r"(?:\bminus\s|−)$", re.IGNORECASE)
SINGLE = re.compile(r"\b[Tt]he\ssingle\s(?=[a-z])(?!\w+est\b|most\b|market\b|currency\b)")


def find_figures(
    article: Article, parse: Parse, times: Sequence[TimeExpression] = (), statements: Sequence[Statement] = ()
) -> tuple[Figure, ...]:
    """The figures of the body, in order. Titles and captions are left out: they repeat the body."""
    figures: list[Figure] = []
    before: Counted | None = None
    earlier: Counted | None = None
    told: tuple[Counted, int] | None = None  # what the last figure of the article counts, and where it ends
    millions: Counted | None = None  # what the last figure in millions counts
    known: dict[float, Counted] = {}  # what the numbers told before count, for those that come back bare
    for parsed in parse:
        if parsed.block.kind not in BODY:
            continue
        inside = [t for t in times if parsed.block.start <= t.span.start < parsed.block.end]
        numbers = sorted([*find_numbers(text_of(parsed.doc)), *_singles(text_of(parsed.doc))], key=lambda n: n.start)
        starts, moments = [n.start for n in numbers], [t.span.start - parsed.block.start for t in inside]
        sentence, earlier = -1, None
        for number in numbers:
            begins = _sentence_start(parsed, number)
            if begins != sentence and not names_a_tally(parsed.doc, begins, number.start):
                before = None  # a sentence later, only "the figure was 47" still counts the same
            sentence = begins
            others, around = _near(numbers, starts, number), _near(inside, moments, number)
            if is_none(parsed, number, around, others):
                continue
            said = told[0] if told and parsed.block.start + number.start - told[1] <= WITHIN else None
            counted = counted_by(parsed.doc, number, before, earlier, said, millions)
            if counted is not None and counted.words == NOT_SAID and number.low in known:
                counted = replace(known[number.low], end=number.end)  # "its figure of 148", "where they get that 148"
            if counted is not None:
                if counted.words != NOT_SAID and number.high >= TELLING:
                    known.setdefault(number.low, counted)
                if counted.words != NOT_SAID and not (earlier and tells_where(parsed.doc, number)):
                    before = earlier = counted
                    millions = counted if number.high >= LARGE else millions
                    told = (counted, parsed.block.start + number.end)
                figures.append(_figure(parsed, number, counted, others, around, statements))
    return with_parts(article, figures)


Item = TypeVar("Item")


def _near(items: Sequence[Item], starts: Sequence[int], number: Number) -> Sequence[Item]:
    """The items that start within REACH of a number; a block may be one sentence of a hundred thousand characters."""
    return items[bisect_left(starts, number.start - REACH) : bisect_right(starts, number.end + REACH)]


def _singles(text: str) -> Iterator[Number]:
    """ "the single strike": one, and counted; "a single strike" is any."""
    for match in SINGLE.finditer(text):
        yield Number(match.start() + 4, match.end() - 1, 1, 1, None, "single")


def _sentence_start(parsed: ParsedBlock, number: Number) -> int:
    token = token_of(parsed.doc, number)
    return sentence_of(token).start_char if token is not None else 0


def _figure(
    parsed: ParsedBlock, number: Number, counted: Counted, numbers: Sequence[Number],
    times: Sequence[TimeExpression], statements: Sequence[Statement],
) -> Figure:  # fmt: skip
    bound, start = bound_of(text_of(parsed.doc), number)
    if counted.unit in BELOW_ZERO and (minus := MINUS.search(text_of(parsed.doc)[max(0, start - 6) : start])):
        number, start = replace(number, low=-number.high, high=-number.low), start - len(minus.group())
    at = parsed.block.start
    span = Span(parsed.article, at + start, at + max(counted.end, number.end))
    return Figure(
        id=make_id("f", parsed.article, span.start, span.end),
        span=span,
        low=None if bound in ("at most", "up to") else number.low,
        high=None if bound in ("at least", "more than") else number.high,
        bound=bound,
        unit=counted.unit,
        counted=counted.words,
        where=where(parsed, number, numbers),
        when=when(parsed, number, times, numbers),
        whose=whose(parsed.doc, number),
        statement=statement_of(span, statements),
    )


def bound_of(text: str, number: Number) -> tuple[Bound, int]:
    """The bound that the words around a number give, and where they begin."""
    begin = max(0, number.start - 48)
    before = text[begin : number.start]
    for bound, pattern in BEFORE:
        if match := pattern.search(before):
            return bound, begin + match.start()
    after = text[number.end : number.end + 30]
    if re.match(r"-odd\b", after):
        return "about", number.start
    if OR_MORE.match(after):
        return "at least", number.start
    if OR_LESS.match(after):
        return "at most", number.start
    return "exact", number.start
