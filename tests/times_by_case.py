"""Cases of times in lines of a file: a day of writing, sentences with each expression in [ ], and the days they mean.

For the tests and for `evaluation/times.py`, which counts the share of cases that are right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from wellsourced.pipeline import read_article
from wellsourced.read.language import load_model, parse_article
from wellsourced.read.times import find_times
from wellsourced.records import Article, Block, Dated, Day, Interval, Reading, make_id

CASES = Path(__file__).parent / "cases"
BRACKETS = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True)
class Case:
    """`known` says why a case is not met yet; it is empty for all that are."""

    written: str
    marked: str
    days: tuple[str, ...]
    known: str = ""

    @property
    def text(self) -> str:
        return re.sub(r"[\[\]]", "", self.marked)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The marked stretches, in the text without brackets."""
        return [(m.start() - 2 * i, m.end() - 2 * i - 2) for i, m in enumerate(BRACKETS.finditer(self.marked))]


def read_cases(*names: str) -> list[Case]:
    lines = [line for name in names for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
    return [_case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def _case(written: str, marked: str, days: str, known: str = "") -> Case:
    return Case(written, marked, tuple(part.strip() for part in days.split(";")), known)


def published(words: str) -> Dated:
    """The bounds of publication that a case gives: a day, first/last, an open side as "..", nothing."""
    first, _, last = words.partition("/")
    days = [Day.fromisoformat(part) if part and part != ".." else None for part in (first, last or first)]
    if days == [None, None]:
        return Dated(None, None, "unknown", "undated")
    return Dated(days[0], days[1], "interval" if last else "day", "given")


def article_of(written: str, text: str) -> Article:
    block = Block("paragraph", 0, len(text))
    return Article(make_id("a", written, text), "case", text, (block,), published=published(written))


def in_words(earliest: Day | None, latest: Day | None) -> str:
    if earliest is None and latest is None:
        return "?"
    return str(earliest) if earliest == latest else f"{earliest or '..'}/{latest or '..'}"


def wrong(case: Case) -> str:
    """What is wrong with the times found in a case, in words; nothing where all is right.

    Each marked stretch must hold one expression with the days wanted; what is found elsewhere must be unresolved. An
    expression that is wanted unresolved may also be left out.
    """
    article = article_of(case.written, case.text)
    found = list(find_times(article, parse_article(article, load_model())))
    told = [f"{time.text}={in_words(time.earliest, time.latest)}" for time in found]
    wanted = () if case.days == ("none",) else case.days
    if len(wanted) != len(case.spans):
        return f"{len(case.spans)} marked, {len(wanted)} wanted"
    for (start, end), days in zip(case.spans, wanted, strict=True):
        here = [time for time in found if time.span.start < end and start < time.span.end]
        found = [time for time in found if time not in here]
        if not here and days == "?":
            continue
        if len(here) != 1 or in_words(here[0].earliest, here[0].latest) != days:
            return f"wanted {days}, found {'; '.join(told) or 'nothing'}"
    rest = [time.text for time in found if time.earliest or time.latest]
    return f"found too: {'; '.join(told)}" if rest else ""


# ---- dates of events and statements -----------------------------------------------------------

OPENING, CLOSING = "[{", "]}"


@dataclass(frozen=True)
class Outcome:
    """What a text says of one event or statement, beside what was found: None where the event was not found."""

    words: str
    kind: str
    wanted: str
    found: tuple[str, ...] | None

    @property
    def right(self) -> bool:
        return self.found is not None and set(self.found) == {self.wanted}


def dated_outcomes(*names: str) -> list[Outcome]:
    """The days of every marked event and statement of the cases, as a whole reading of the article tells them."""
    files = [CASES / name for name in names or ("dated.tsv", "dated_more.tsv")]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return [outcome for line in lines for outcome in _outcomes(*line.split("\t")[:3])]


def _outcomes(written: str, marked: str, days: str) -> list[Outcome]:
    text, marks = _marks(marked)
    reading = read_article(article_of(written, text), load_model())
    wanted = [part.strip() for part in days.split(";")]
    assert len(marks) == len(wanted), marked
    return [
        Outcome(text[start:end], kind, day, _found(reading, kind, start, end))
        for (start, end, kind), day in zip(marks, wanted, strict=True)
    ]


def _marks(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without marks, and its marked stretches in the order in which they open."""
    text, open_marks, marks = "", [], {}
    for char in marked:
        if char in OPENING:
            open_marks.append((len(marks), len(text)))
            marks[len(marks)] = (0, 0, "")
        elif char in CLOSING:
            number, start = open_marks.pop()
            marks[number] = (start, len(text), "event" if char == "]" else "statement")
        else:
            text += char
    return text, list(marks.values())


def _found(reading: Reading, kind: str, start: int, end: int) -> tuple[str, ...] | None:
    when: list[Interval | None]
    if kind == "event":
        when = [e.when for e in reading.events if e.trigger.start < end and start < e.trigger.end]
    else:
        spans = [(s, c) for s in reading.statements for c in s.content if c.start < end and start < c.end]
        nearest = min(spans, key=lambda one: abs(one[1].start - start) + abs(one[1].end - end), default=None)
        when = [nearest[0].uttered] if nearest else []
    told = tuple("-" if one is None else in_words(one.earliest, one.latest) for one in when)
    return tuple("-" if words == "?" else words for words in told) or None
