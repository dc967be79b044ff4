"""One moment that accounts have at two times of the clock.

Times of the clock are no figures and no days; they are read here from the words. Two are of one moment where an
article sets them against each other ("the shots fell at 6.15. The ministry says it was 6.40"), or where two articles
tell the same thing in the same words, by two voices, at other times.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...records import Span
from ..quantities import is_hour
from ..units import Unit
from ..weighing import agreement
from .evidence import Evidence, Finding, Sentence, short, spoken_by

APART, FAR = 5, 10  # minutes from which two times differ: set against each other, and told in two articles
ZONES = 60  # minutes from which two outlets may tell the hour of two places
CLOSE = 260  # characters between two times that an article sets against each other
SAME, SHARED = 0.4, 3  # agreement and concepts of two units of different articles that tell one thing
NIGHTS = 720  # minutes of a clock's round: where no a.m. or p.m. tells, either may be meant
MOST = 60  # times of the clock of one story that are compared with each other

HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
PARTS = {"five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
HALF = r"(?:\s?(?P<half>[ap])\.?m\b\.?|\s+in the (?P<of>morning|afternoon|evening))?"
CLOCK = re.compile(
    rf"(?<![\d.:,$£€])(?P<hour>[01]?\d|2[0-3])(?P<mark>[.:])(?P<minute>[0-5]\d){HALF}(?![\d%]|\s*(?:per cent|percent))"
    rf"|\b(?P<plain>1[0-2]|[1-9])\s?(?P<only>[ap])\.?m\b"
    rf"|\b(?:(?P<part>a quarter|quarter|half|five|ten|twenty-five|twenty)\s+(?P<way>past|to)\s+)"
    rf"(?P<word>{'|'.join(HOURS)}|1[0-2]|[1-9])\b{HALF.replace('half', 'half2').replace('<of>', '<of2>')}",
    re.I,
)
LEAD = re.compile(
    r"\b(?:at|by|from|since|until|till|around|about|was|were|shortly (?:before|after)|before|after)\s+$", re.I
)
TAKES_UP = re.compile(r"^\W*(?:that\s+)?(?:it|they|he|she|this|that|the (?:call|time|hour))\b", re.I)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the clock in minutes since midnight (or noon, where nothing tells), and the unit that has it."""

    minutes: int
    words: str
    span: Span
    unit: Unit
    sentence: Sentence

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(c.key for c in self.unit.concepts if c.key[0] not in "@#")


def find_clocks(evidence: Evidence) -> Iterator[Finding]:
    clocks = list(_clocks(evidence))[:MOST]
    stated = [(a, b) for a, b in itertools.combinations(clocks, 2) if _set_against(a, b)]
    known = {frozenset((a.minutes, b.minutes)) for a, b in stated}
    beside = _beside(clocks) - known
    told = [
        (a, b)
        for a, b in itertools.combinations(clocks, 2)
        if frozenset((a.minutes, b.minutes)) not in beside and _told_apart(evidence, a, b)
    ]
    for a, b in (*stated, *told):
        sides = [_side(evidence, clocks, one, (a, b)) for one in (a, b)]
        if all(sides) and sides[0] != sides[1]:
            yield Finding(
                "time",
                f"{a.words} or {b.words}",
                (tuple(sides[0]), tuple(sides[1])),
                f"{spoken_by(a.unit)} has it at {a.words}, {spoken_by(b.unit)} at {b.words}: "
                f"“{short(a.unit.words, 100)}”, “{short(b.sentence.words, 100)}”",
            )


# ---- reading the clock ------------------------------------------------------------------------


def _clocks(evidence: Evidence) -> Iterator[Clock]:
    figures = {
        r.article.id: [f.span for f in r.figures if f.unit and not is_hour(f, r.article.words(f.span))]
        for r in evidence.readings
    }
    for article, found in sorted(evidence.sentences.items()):
        units = evidence.of_article.get(article, [])
        for sentence in found:
            for match in CLOCK.finditer(sentence.words):
                start = sentence.span.start + match.start()
                span = Span(article, start, start + len(match.group()))
                minutes = _minutes(match, sentence.words[: match.start()])
                if minutes is None or any(span.overlaps(figure) for figure in figures[article]):
                    continue
                holding = [u for u in units if any(s.overlaps(span) for s in u.spans) and u.id in evidence.claim_of]
                if holding:
                    unit = min(holding, key=lambda u: (u.span.end - u.span.start, u.id))
                    yield Clock(minutes, match.group().strip(), span, unit, sentence)


def _minutes(match: re.Match[str], lead: str) -> int | None:
    if match["plain"]:
        return (int(match["plain"]) % 12) * 60
    if match["word"]:
        hour = int(match["word"]) if match["word"].isdigit() else HOURS.index(match["word"].lower()) + 1
        part = PARTS[match["part"].lower()]
        return ((hour % 12) * 60 + (part if match["way"].lower() == "past" else -part)) % NIGHTS
    told = match["half"] or match["of"]
    if match["mark"] == "." and not told and not LEAD.search(lead):
        return None  # "6.40" may be a price
    return (int(match["hour"]) * 60 + int(match["minute"])) % NIGHTS


# ---- one moment -------------------------------------------------------------------------------


def _differ(a: Clock, b: Clock, least: int) -> bool:
    gap = abs(a.minutes - b.minutes)
    return min(gap, NIGHTS - gap) >= least


def _set_against(a: Clock, b: Clock) -> bool:
    """Whether the second of two times close by takes up what the first tells, by another voice."""
    if a.span.article != b.span.article or a.sentence.block != b.sentence.block or a.unit.id == b.unit.id:
        return False
    if not _differ(a, b, APART) or b.span.start - a.span.end > CLOSE or a.unit.speaker.key == b.unit.speaker.key:
        return False
    between = a.sentence.article.text[a.span.end : b.span.start]
    if re.search(r"\b(?:then|later|afterwards|before that|first|second|next|left|lasted)\b", between, re.I):
        return False
    bare = len(b.keys) <= 1 and bool(b.unit.speaker.key)
    return bare or (bool(TAKES_UP.match(b.unit.words)) and (len(b.keys) <= 1 or bool(a.keys & b.keys)))


def _told_apart(evidence: Evidence, a: Clock, b: Clock) -> bool:
    """Whether two articles tell one thing, by two voices, at times that differ."""
    if a.span.article == b.span.article or not _differ(a, b, FAR) or len(a.keys & b.keys) < SHARED:
        return False
    if not (a.unit.speaker.key and b.unit.speaker.key) or a.unit.speaker.key == b.unit.speaker.key:
        return False
    score, opposed = agreement(evidence.bags[a.unit.id], evidence.bags[b.unit.id], evidence.weights)
    same = any(x.trigger & y.trigger for x in a.unit.events for y in b.unit.events)
    near = not _differ(a, b, ZONES)  # further apart they may be hours of two zones
    return same and near and score >= SAME and not opposed


def _beside(clocks: Sequence[Clock]) -> set[frozenset[int]]:
    """Pairs of times that one article tells: they are two moments, unless it sets them against each other."""
    of_article: dict[str, set[int]] = defaultdict(set)
    for clock in clocks:
        of_article[clock.span.article].add(clock.minutes)
    return {frozenset(pair) for times in of_article.values() for pair in itertools.combinations(sorted(times), 2)}


def _side(evidence: Evidence, clocks: Sequence[Clock], one: Clock, pair: tuple[Clock, Clock]) -> list[str]:
    """The claims that have a time of what a pair tells: its own, and those of other articles about the same."""
    keys = pair[0].keys | pair[1].keys
    found = [c for c in clocks if c.minutes == one.minutes and (c.unit.id == one.unit.id or c.keys & keys)]
    return list(dict.fromkeys(evidence.claim_of[c.unit.id].id for c in found))
