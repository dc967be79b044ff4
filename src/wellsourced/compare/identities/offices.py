"""Readings -> the same with offices that are written in lower case among their names: "the foreign ministry".

One outlet writes "Coast Guard", the next "coastguard", and a ministry speaks in either. Only offices are taken that
a country or town has one of, told by both their words; "the ministry" alone is left to the article's own context.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from ...records import BODY, Article, Mention, Reading, Span
from .owners import ADJECTIVE, Owners

OTHER_FIELDS = "internal|home|external"  # what some countries call the interior and foreign affairs


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Offices of `lexicons/offices.tsv`: the words before a head, and the head."""
    lines = files("wellsourced.lexicons").joinpath("offices.tsv").read_text(encoding="utf-8").splitlines()
    offices = []
    for line in lines:
        if line and not line.startswith("#"):
            heads, fields = line.split("\t")
            offices.append(f"(?:{'|'.join(fields.split(';'))}) (?:{heads.replace(';', '|')})" if fields else heads)
            if heads.startswith("ministry"):  # "the ministry of foreign affairs"
                offices.append(rf"(?:{heads.replace(';', '|')}) of (?:the |national |public )?(?:{OTHER_FIELDS}|"
                               rf"{'|'.join(fields.split(';'))})(?: affairs)?")  # fmt: skip
    return re.compile(r"(?<![\w-])(?:" + "|".join(offices) + r")(?![\w-])")


# Bodies of a state that one word tells, where an article also tells which state's
OF_STATES = re.compile(r"(?<![\w-])(?:army|navy|military|parliament|government|presidency)(?![\w-])")
# Bodies of which a state or town has one or more, where the words right beside tell whose
OF_SOMEBODY = re.compile(r"(?<![\w-])(?:embassy|consulate|police|council|coastguard|cabinet|senate)(?![\w-])")


def with_offices(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, each with the offices in lower case of its paragraphs as mentions, in order of place."""
    owners = Owners(readings)
    return [_with_offices(reading, owners) for reading in readings]


def _with_offices(reading: Reading, owners: Owners) -> Reading:
    article = reading.article
    taken = Taken((mention.span.start, mention.span.end) for mention in reading.mentions)
    places = [match.span() for match in _in_paragraphs(_pattern(), article)]
    places += [
        (s, e) for s, e in _of_states(article, owners) if not any(s < end and e > start for start, end in places)
    ]
    found = []
    for start, end in places:
        start = _with_adjective(start, article.text, owners, taken)
        span = Span(article.id, start, end)
        if not taken.overlaps(start, end):
            found.append(Mention(span, article.words(span), "organisation", article.words(span)))
    if not found:
        return reading
    return replace(reading, mentions=tuple(sorted((*reading.mentions, *found), key=lambda m: m.span)))


class Taken:
    """Places of an article at which names stand, none inside another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)

    def overlaps(self, start: int, end: int) -> bool:
        at = bisect.bisect_left(self.spans, (end, 0))
        return any(s < end and e > start for s, e in self.spans[max(0, at - 2) : at])


def _in_paragraphs(pattern: re.Pattern[str], article: Article) -> Iterator[re.Match[str]]:
    for block in article.blocks:
        if block.kind in BODY:
            yield from pattern.finditer(article.text, block.start, block.end)


def _of_states(article: Article, owners: Owners) -> list[tuple[int, int]]:
    """Where one word tells an office of a state: with that state beside it, or where its article tells one only."""
    matches = list(_in_paragraphs(OF_STATES, article))
    owned = {match.start(): owners.around(match.start(), match.end(), article.text) for match in matches}
    told: dict[str, set[str]] = {}
    for match in matches:
        if owner := owned[match.start()]:
            told.setdefault(match.group(), set()).add(owner)
    found = [match.span() for match in matches if owned[match.start()] or len(told.get(match.group(), ())) == 1]
    others = _in_paragraphs(OF_SOMEBODY, article)
    return found + [m.span() for m in others if owners.around(m.start(), m.end(), article.text)]


def _with_adjective(start: int, text: str, owners: Owners, taken: Taken) -> int:
    """Where an office's name begins, with the country's adjective before it: "the Velkan army"."""
    match = ADJECTIVE.search(text, max(0, start - 40), start)
    if match is None or not match[1][0].isupper() or not owners.of_word(match[1]):
        return start
    return start if taken.overlaps(match.start(1), match.end(1)) else match.start(1)
