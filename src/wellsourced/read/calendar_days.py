"""Words that name days, and the days they mean: the grammar shared by times and publication dates.

Finding and resolving are apart: `find_expressions` needs a text and nothing else, `resolve` needs to know when the
text was written (an interval, which may be open) and whether the words look back or ahead. What cannot be told is
left open, never guessed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..records import Day, Interval, Precision

Direction = Literal["past", "future"]

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10}  # fmt: skip

_MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
          r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?![a-z])")  # fmt: skip
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR = r"(?:19|20)\d\d"
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_COUNT = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
PATTERN = re.compile(
    rf"""
    (?<![\w-])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:{_WEEKDAY},?[ ])?(?:the[ ])?(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]of)?[ ](?P<month1>{_MONTH})
        (?:,?[ ](?P<year1>{_YEAR}))?
    | (?:{_WEEKDAY},?[ ])?(?P<month2>{_MONTH})[ ](?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,:]\d)
        (?:,?[ ](?P<year2>{_YEAR}))?
    | (?P<monthpart>early|mid|late|the[ ]first[ ]week[ ]of|the[ ]beginning[ ]of|the[ ]end[ ]of)?[ -]?
        (?P<month3>{_MONTH})(?:,?[ ](?P<year3>{_YEAR}))
    | (?:(?P<monthpart4>early|mid|late|(?:the[ ])?first[ ]week[ ]of|(?:the[ ])?beginning[ ]of|(?:the[ ])?end[ ]of)[ -]|
        (?P<lead4>in|since|until|till|by|during|from|last|next|this|through|after|before|his|her|their|the)[ ])
        (?P<month4>{_MONTH})
    | (?P<weekrel>last|next|this|past|coming)?[ ]?(?P<weekday>{_WEEKDAY}){_PART}(?!['’]s|[ ][A-Z]|-)
    | (?P<deictic>today|yesterday|tomorrow|tonight|this[ ](?:morning|afternoon|evening))\b
    | (?P<edge>earlier|later)[ ](?:on[ ]|in[ ])?(?P<edgeunit>this[ ]week|this[ ]month|this[ ]year|today)
    | (?P<rel>last|next|this|past|previous|coming)[ ](?P<unit>week|weekend|month|year|{_SEASON})\b
    | (?P<count>{_COUNT})[ ](?P<agounit>day|week|month|year)s?[ ](?P<ago>ago|earlier|later|from[ ]now)
    | (?P<leadyear>in|since|of|by|until|till|from|during|before|after)[ ](?P<year5>{_YEAR})(?![\d-]|[ ]%)
    )(?![\w])
    """,
    re.VERBOSE,
)
SINCE = re.compile(r"\bsince(?: the)?(?: (?:early|mid|late|last))?\s*$", re.IGNORECASE)
UNTIL = re.compile(
    r"\b(?:(?:until|till|by|through)\s(?:the\s)?(?:end\sof\s|midnight\s|noon\s)?(?:\d[\d.:]*\s?[ap]\.?m\.?\s)?(?:on\s)?"
    r"|(?:due|scheduled|set|planned|expected|upcoming)\s(?:\w+\s){0,6})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a text that name a time: their place, and the named parts the grammar found in them."""

    start: int
    end: int
    text: str
    parts: tuple[tuple[str, str], ...]
    since: bool  # "since Tuesday": from then until the time of writing

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.parts if key == name), None)


def find_expressions(text: str) -> Iterator[Expression]:
    """The time expressions of a text, in order. "May" and "fall" count only where the words beside them say so."""
    for match in PATTERN.finditer(text):
        found = {name: value for name, value in match.groupdict().items() if value}
        before = text[max(0, match.start() - 60) : match.start()]
        start = match.start()
        if (lead := found.get("lead4") or found.get("leadyear")) and lead.lower() not in ("last", "next", "this"):
            start += len(lead) + 1
        if found.get("month4") == "May" and found.get("lead4") in ("the", "this", "his", "her", "their"):
            continue
        since = bool(SINCE.search(before)) or (found.get("lead4") or found.get("leadyear") or "").lower() == "since"
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip(" -"))
        yield Expression(start, match.end(), text[start : match.end()], tuple(sorted(found.items())), since)


def month_number(name: str) -> int:
    short = name.lower().rstrip(".")[:3]
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(short))


def last_day(year: int, month: int) -> Day:
    return (Day(year + month // 12, month % 12 + 1, 1)) - datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days an expression means; None on both sides where they cannot be told, for the reason in `how`."""

    earliest: Day | None
    latest: Day | None
    precision: Precision
    how: str


def unresolved(why: str) -> Meaning:
    return Meaning(None, None, "unknown", why)


def resolve(expression: Expression, anchor: Interval | None, direction: Direction, year: int | None = None) -> Meaning:
    """What an expression means in a text written at `anchor`; `year` is one that the text implies, if any."""
    written = anchor.earliest if anchor and anchor.is_day else None
    meaning = _absolute(expression, written, direction, year) or _relative(expression, written, direction)
    if expression.since and meaning.earliest and written and meaning.earliest <= written:
        return Meaning(meaning.earliest, written, "interval", f"{meaning.how}; from then on")
    return meaning


# ---- days and months by name ------------------------------------------------------------------


def _absolute(e: Expression, written: Day | None, direction: Direction, year: int | None) -> Meaning | None:
    if iso := e.get("iso"):
        return _day(int(iso[:4]), int(iso[5:7]), int(iso[8:]), "written out")
    for n in "12":
        if (month := e.get(f"month{n}")) and (day := e.get(f"day{n}")):
            number = month_number(month)
            if stated := e.get(f"year{n}"):
                return _day(int(stated), number, int(day), "written out")
            return _yearless_day(number, int(day), written, direction, year)
    if month := e.get("month3"):
        return _month(int(e.get("year3") or 0), month_number(month), e.get("monthpart"), "written out")
    if month := e.get("month4"):
        return _yearless_month(e, month_number(month), written, direction, year)
    if stated := e.get("year5"):
        return Meaning(Day(int(stated), 1, 1), Day(int(stated), 12, 31), "year", "written out")
    return None


def _day(year: int, month: int, day: int, how: str) -> Meaning:
    try:
        found = Day(year, month, day)
    except ValueError:
        return unresolved("there is no such day")
    return Meaning(found, found, "day", how)


def _yearless_day(month: int, day: int, written: Day | None, direction: Direction, year: int | None) -> Meaning:
    if written is None:
        if year is None:
            return unresolved("neither the words nor the page tell the year")
        return _day(year, month, day, "the year is the one the text is about")
    candidates = [m for y in (-1, 0, 1) if (m := _day(written.year + y, month, day, "the nearest such day")).earliest]
    if not candidates:
        return unresolved("there is no such day")
    fitting = [m for m in candidates if m.earliest and (m.earliest >= written) == (direction == "future")] or candidates
    near = [m for m in candidates if m.earliest and abs((m.earliest - written).days) <= 60]
    return min(near or fitting, key=lambda m: abs((m.earliest - written).days) if m.earliest else 999)


PARTS = {"early": (1, 10), "beginning": (1, 10), "first": (1, 7), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}


def _month(year: int, month: int, part: str | None, how: str) -> Meaning:
    last = last_day(year, month)
    if not part:
        return Meaning(Day(year, month, 1), last, "month", how)
    low, high = next(days for word, days in PARTS.items() if word in part.lower())
    precision: Precision = "week" if "week" in part else "interval"
    return Meaning(Day(year, month, low), Day(year, month, min(high, last.day)), precision, how)


def _yearless_month(
    e: Expression, month: int, written: Day | None, direction: Direction, year: int | None
) -> Meaning:  # fmt: skip
    lead, part = (e.get("lead4") or "").lower(), e.get("monthpart4")
    if written is None:
        if year is None:
            return unresolved("neither the words nor the page tell the year")
        return _month(year, month, part, "the year is the one the text is about")
    if direction == "future" or lead == "next":
        chosen = written.year if month >= written.month else written.year + 1
    else:
        chosen = written.year if month <= written.month else written.year - 1
    if lead == "last" and month == written.month:
        chosen -= 1
    return _month(chosen, month, part, "the nearest such month")


# ---- days told from the day of writing --------------------------------------------------------


def _relative(e: Expression, written: Day | None, direction: Direction) -> Meaning:
    if written is None:
        return unresolved("the page has no date from which it could be told")
    if name := e.get("weekday"):
        return _weekday(WEEKDAYS.index(name.lower()), e.get("weekrel"), written, direction)
    if word := e.get("deictic"):
        shift = {"yesterday": -1, "tomorrow": 1}.get(word.lower(), 0)
        day = written + datetime.timedelta(days=shift)
        return Meaning(day, day, "day", "told from the day of writing")
    if edge := e.get("edge"):
        return _edge(edge.lower(), (e.get("edgeunit") or "").lower().split()[-1], written)
    if unit := e.get("unit"):
        return _unit((e.get("rel") or "").lower(), unit.lower(), written)
    if count := e.get("count"):
        return _counted(int(NUMBERS.get(count.lower()) or count), e.get("agounit") or "", e.get("ago") or "", written)
    return unresolved("the words do not tell the days")


def _weekday(wanted: int, rel: str | None, written: Day, direction: Direction) -> Meaning:
    """The nearest such weekday that direction allows; in a report "on Monday" may be the day of writing itself."""
    back = (written.weekday() - wanted) % 7
    if rel in ("next", "coming") or (direction == "future" and rel is None):
        day = written + datetime.timedelta(days=(wanted - written.weekday()) % 7 or (7 if rel else 0))
    elif rel in ("last", "past"):
        day = written - datetime.timedelta(days=back or 7)
    else:
        day = written - datetime.timedelta(days=back)
    return Meaning(day, day, "day", "the nearest such weekday, by the tense")


def _edge(edge: str, unit: str, written: Day) -> Meaning:
    first = {"week": written - datetime.timedelta(days=written.weekday()), "month": written.replace(day=1),
             "year": written.replace(month=1, day=1)}.get(unit, written)  # fmt: skip
    last = {"week": first + datetime.timedelta(days=6), "month": last_day(written.year, written.month),
            "year": written.replace(month=12, day=31)}.get(unit, written)  # fmt: skip
    days = (first, written) if edge == "earlier" else (written, last)
    return Meaning(*days, "interval", "told from the day of writing")


def _unit(rel: str, unit: str, written: Day) -> Meaning:
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(rel, 0)
    how = "told from the day of writing"
    if unit in ("week", "weekend"):
        monday = written - datetime.timedelta(days=written.weekday()) + datetime.timedelta(weeks=step)
        first = 5 if unit == "weekend" else 0
        return Meaning(monday + datetime.timedelta(days=first), monday + datetime.timedelta(days=6), "week", how)
    if unit == "month":
        index = written.year * 12 + written.month - 1 + step
        return _month(index // 12, index % 12 + 1, None, how)
    if unit == "year":
        return Meaning(Day(written.year + step, 1, 1), Day(written.year + step, 12, 31), "year", how)
    return _season(step, unit, written, how)


def _season(step: int, unit: str, written: Day, how: str) -> Meaning:
    first, last = SEASONS[unit]
    year = written.year
    begun = Day(year, first, 1) <= written
    if step < 0:
        year -= 0 if begun and last >= first and written > last_day(year, last) else 1
    elif step > 0:
        year += 1 if begun else 0
    end = last_day(year + (last < first), last)
    return Meaning(Day(year, first, 1), end, "season", how)


def _counted(count: int, unit: str, ago: str, written: Day) -> Meaning:
    if ago in ("earlier", "later"):
        return unresolved("told from another event, not from the day of writing")
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * count
    slack = {"day": 0, "week": 3, "month": 15, "year": 183}[unit]
    try:
        day = written + datetime.timedelta(days=days if ago == "from now" else -days)
        first, last = day - datetime.timedelta(days=slack), day + datetime.timedelta(days=slack)
    except OverflowError:
        return unresolved("there is no such day")
    return Meaning(first, last, "day" if not slack else "interval", "counted from the day of writing")
