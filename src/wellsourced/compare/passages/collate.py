"""The carriers of a passage, aligned with its base -> where they differ, who has which reading, and of what kind it is.

As in textual criticism: a place of variation reaches from one word that all carriers have in common to the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

from ...names import PARTICLES
from ...records import Span, Variant, VariantKind, VariantReading
from .edits import are_spellings
from .pairs import Stretch
from .words import APOSTROPHES, ELLIPSIS, Words

Extent = tuple[int, int]  # words [start, end) of one article; empty where it has nothing there
Place = dict[int, Extent]  # one place of variation: article -> what stands there

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
BESIDE_TODAY = ("today", "yesterday", "tomorrow", "tonight", "day", "week", "month", "year", "morning", "evening",
                "last", "next")  # fmt: skip
RELATIVE = frozenset((*WEEKDAYS, *(day[:3] for day in WEEKDAYS), "tues", "thurs", *BESIDE_TODAY))
ABSOLUTE = frozenset((*MONTHS, *(month[:3] for month in MONTHS), "sept"))
DAY_OR_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|\d{4}")


def collate(texts: Sequence[Words], base: int, others: dict[int, Stretch]) -> tuple[Variant, ...]:
    """The variants of one passage, in the order of the base."""
    found = []
    for place in _places(texts, base, others):
        readings = _readings(texts, place)
        if len(readings) > 1:
            found.append(Variant(_kind(texts, place), readings))
    return tuple(found)


# ---- places -----------------------------------------------------------------------------------


def _places(texts: Sequence[Words], base: int, others: dict[int, Stretch]) -> Iterator[Place]:
    start = min(stretch.left[0] for stretch in others.values())
    end = max(stretch.left[1] for stretch in others.values())
    done = {base: start} | {other: stretch.right[0] for other, stretch in others.items()}
    for column in [*_common(texts, base, others), {base: end} | {o: s.right[1] for o, s in others.items()}]:
        if done != column and any(done[number] < there for number, there in column.items()):
            yield {number: (before, column[number]) for number, before in done.items()}
        done = {number: min(there + 1, len(texts[number])) for number, there in column.items()}
        if column[base] < end and _varies(texts, column):
            yield {number: (there, done[number]) for number, there in column.items()}


def _common(texts: Sequence[Words], base: int, others: dict[int, Stretch]) -> list[dict[int, int]]:
    """The words that all carriers have in common, as article -> word, in order."""
    columns: dict[int, dict[int, int]] = {}
    for other, stretch in others.items():
        for cell in stretch.cells:
            if texts[base].norms[cell.i : cell.i_end] == texts[other].norms[cell.j : cell.j_end]:
                columns.setdefault(cell.i, {base: cell.i})[other] = cell.j
    return [column for _, column in sorted(columns.items()) if len(column) == len(others) + 1]


def _varies(texts: Sequence[Words], column: dict[int, int]) -> bool:
    """Whether a word that all have in common looks different in some."""
    (first, at), *others = column.items()
    shown = texts[first].surface(at)
    if all([texts[number].surface(i) == shown for number, i in others]):
        return False
    opens = _opens(texts, column)
    return len({_surface(texts[number], i, opens) for number, i in column.items()}) > 1


def _opens(texts: Sequence[Words], column: dict[int, int]) -> bool:
    """Whether any of some words that stand for each other opens a sentence."""
    return any(texts[number].opens[i] for number, i in column.items())


def _surface(words: Words, index: int, opens: bool) -> str:
    """A word as a reader sees it, but for the glyph of an apostrophe and the capital that opens a sentence."""
    if words.norms[index] == ELLIPSIS:
        return ELLIPSIS
    shown = re.sub(rf"[{APOSTROPHES}]", "'", unicodedata.normalize("NFC", words.surface(index)))
    return shown[0].lower() + shown[1:] if opens else shown


# ---- readings ---------------------------------------------------------------------------------


def _readings(texts: Sequence[Words], place: Place) -> tuple[VariantReading, ...]:
    """The readings at a place: that of most articles first, then by their words."""
    grouped: dict[str, list[int]] = {}
    opens = _opens(texts, {number: start for number, (start, end) in place.items() if start < end})
    for number, (start, end) in sorted(place.items()):
        key = " ".join(_surface(texts[number], i, opens and i == start) for i in range(start, end))
        grouped.setdefault(key, []).append(number)
    readings = [_reading(texts, place, numbers) for numbers in grouped.values()]
    return tuple(sorted(readings, key=lambda reading: (-len(reading.articles), reading.text, reading.articles)))


def _reading(texts: Sequence[Words], place: Place, numbers: Sequence[int]) -> VariantReading:
    spans = tuple(
        Span(texts[n].article.id, texts[n].starts[place[n][0]], texts[n].ends[place[n][1] - 1])
        for n in numbers
        if place[n][0] < place[n][1]
    )
    text = " ".join(texts[numbers[0]].article.words(spans[0]).split()) if spans else ""
    return VariantReading(text, tuple(texts[n].article.id for n in numbers), spans)


# ---- kinds ------------------------------------------------------------------------------------


def _kind(texts: Sequence[Words], place: Place) -> VariantKind:
    """The kind of variation at a place, the most telling first."""
    norms = {number: texts[number].norms[start:end] for number, (start, end) in place.items()}
    distinct = sorted(set(norms.values()))
    if {_is_day(norm) for norm in distinct} >= {"relative", "absolute"}:
        return "date made absolute"
    if len({ELLIPSIS in norm for norm in distinct}) > 1:
        return "ellipsis"
    if len({_is_bracketed(texts[number], extent) for number, extent in place.items()}) > 1:
        return "bracket"
    if all(_same_but_spelling(x, y) for x, y in combinations(distinct, 2)):
        return "spelling"
    if len(distinct) == 2 and not distinct[0]:
        without = sum(not norm for norm in norms.values())
        return "insertion" if len(norms) - without < without else "omission"
    return "substitution"


def _is_day(norm: tuple[str, ...]) -> str:
    """Whether words tell a day by the calendar ("October 5"), from the day of writing ("Monday"), or none."""
    if any(word in ABSOLUTE for word in norm) and any(DAY_OR_YEAR.fullmatch(word) for word in norm):
        return "absolute"
    return "relative" if any(word in RELATIVE for word in norm) else "none"


def _is_bracketed(words: Words, extent: Extent) -> bool:
    return any(words.bracketed[extent[0] : extent[1]])


def _same_but_spelling(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Whether two readings are one but for spelling, hyphens and particles of names ("al-Haq", "Haq")."""
    a, b = ("".join(word for word in norm if word not in PARTICLES) for norm in (x, y))
    if a == b:
        return True
    if len(x) == len(y):
        return all(c == d or are_spellings(c, d) for c, d in zip(x, y, strict=True))
    return are_spellings(a, b)
