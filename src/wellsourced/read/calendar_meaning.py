"""Expressions -> the days they mean, in a text written on a known day, within known bounds, or at an unknown time.

What cannot be told is left open and `how` says why. Where a text was written within bounds, a time told from the day
of writing is the stretch from its meaning at the first to its meaning at the last of these days.
"""

from __future__ import annotations

import datetime
import math
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal

from ..records import Day, Interval, Precision
from .calendar_days import COUNTS, ORDINALS, Expression

Direction = Literal["past", "future"]  # what the tense says; None where it says nothing

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}  # months, north
NEAR = 45  # days to either side within which a day without a year is meant whatever the tense: tenses err more often
STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1, "before last": -2, "after next": 2}  # whole weeks, months
SLACK = {
    "day": 0,
    "night": 0,
    "week": 3,
    "fortnight": 3,
    "month": 15,
    "year": 183,
    "decade": 365,
}  # half of a unit, days
# Which way words lead from another time: "the previous day", "two days later"
BESIDE = {"same": 0, "following": 1, "next": 1, "later": 1, "previous": -1, "preceding": -1, "earlier": -1,
          "previously": -1}  # fmt: skip
FROM_WRITING = "told from the day of writing"
FROM_ELSEWHERE = "told from another event, not from the day of writing"
NO_YEAR = "neither the words nor the page tell the year"
NO_ANCHOR = "the page has no date from which it could be told"
NO_SUCH_DAY = "there is no such day"
# Thirds of a month (days) and of a year (months) that the words for a part mean
OF_MONTH = {"early": (1, 10), "beginning": (1, 7), "start": (1, 7), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}
OF_YEAR = {"early": (1, 4), "beginning": (1, 2), "start": (1, 2), "mid": (5, 8), "late": (9, 12), "end": (11, 12)}


OF_DECADE = {"early": (0, 3), "beginning": (0, 2), "start": (0, 2), "mid": (4, 6), "middle": (4, 6), "late": (7, 9),
             "end": (7, 9)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days an expression means; None on both sides where they cannot be told, for the reason in `how`."""

    earliest: Day | None
    latest: Day | None
    precision: Precision
    how: str


def unresolved(why: str) -> Meaning:
    return Meaning(None, None, "unknown", why)


def resolve(
    e: Expression, anchor: Interval | None = None, direction: Direction | None = None, year: int | None = None
) -> Meaning:  # fmt: skip
    """What an expression means in a text written at `anchor`; `year` is one that the text implies, if any."""
    first, last = (anchor.earliest, anchor.latest) if anchor else (None, None)
    direction = direction or ("future" if e.ahead else None)
    try:
        if first is None or last is None or first == last:
            return _at(e, first if first == last else None, direction, year)
        return _hull(_at(e, first, direction, year), _at(e, last, direction, year))
    except (OverflowError, ValueError):
        return unresolved(NO_SUCH_DAY)


def resolve_beside(e: Expression, day: Interval) -> Meaning:
    """What "two days later" or "the same evening" means, told from a day of the text.

    >>> from .calendar_days import find_expressions
    >>> later = next(find_expressions("two days later"))
    >>> resolve_beside(later, Interval(Day(2024, 3, 30), Day(2024, 3, 30))).earliest
    datetime.date(2024, 4, 1)
    """
    base, sign = day.earliest, BESIDE.get(e.rel)
    if base is None or sign is None or e.part or (e.count is not None and not e.count):
        return unresolved(FROM_ELSEWHERE)
    try:
        return _from_day(e, base, sign) if day.is_day else _from_stretch(e, day, sign)
    except (OverflowError, ValueError):
        return unresolved(NO_SUCH_DAY)


def _from_stretch(e: Expression, base: Interval, sign: int) -> Meaning:
    """ "In 1958 ... the following year", "two years later": whole years and months from one, nothing finer."""
    first, last, count = base.earliest, base.latest, 1 if e.count is None else round(e.count)
    month = bool(first and last and (first.year, first.month) == (last.year, last.month))
    if first and last and e.unit == "year" and first.year == last.year and (e.count is None or not month):
        return _year(first.year + sign * count, "", f"told from {first.year}, which stands before it")
    if first and month and e.unit in ("month", "year"):
        moved = shifted(first.replace(day=1), e.unit, sign * count)
        return _month(moved.year, moved.month, "", f"told from {first.isoformat()[:7]}, which stands before it")
    return unresolved(FROM_ELSEWHERE)


def _from_day(e: Expression, base: Day, sign: int) -> Meaning:
    how = f"told from {base.isoformat()}, which stands before it"
    if e.count is None:
        if e.unit in ("week", "month", "year", "quarter"):
            found = _unit(sign, e.unit, base)
            return Meaning(found.earliest, found.latest, found.precision, how)
        day = base + datetime.timedelta(days=sign)
        return Meaning(day, day, "day", how)
    if e.unit == "hour" and e.count < 24:
        ends = sorted((base, base + datetime.timedelta(days=sign)))
        return Meaning(ends[0], ends[1], "interval", how)
    day, slack = shifted(base, e.unit, sign * e.count), datetime.timedelta(days=SLACK.get(e.unit, 183))
    return Meaning(day - slack, day + slack, "interval" if slack else "day", how)


def _hull(one: Meaning, two: Meaning) -> Meaning:
    if one == two or (one.earliest, one.latest) == (two.earliest, two.latest):
        return one
    if not (one.earliest and two.earliest and one.latest and two.latest):
        return unresolved("the page is dated only within bounds")
    first, last = min(one.earliest, two.earliest), max(one.latest, two.latest)
    return Meaning(first, last, "interval", "the page is dated only within bounds")


def _at(e: Expression, written: Day | None, direction: Direction | None, year: int | None) -> Meaning:
    if e.kind == "length":
        return unresolved("a length of time, whose start is not told")
    if e.kind == "elsewhere":
        return unresolved(FROM_ELSEWHERE)
    if e.kind == "repeated":
        return unresolved("a time that comes again and again")
    if e.kind == "range":
        return _range(e, written, direction, year)
    if e.kind == "inside":
        return _inside(e, written) if written else unresolved(NO_ANCHOR)
    meaning = _named(e, written, direction, year) or _told(e, written, direction)
    if e.lead == "since" and meaning.earliest and written and meaning.earliest <= written:
        return Meaning(meaning.earliest, written, "interval", f"{meaning.how}; from then on")
    return meaning


def _range(e: Expression, written: Day | None, direction: Direction | None, year: int | None) -> Meaning:
    assert e.first is not None
    assert e.last is not None
    one, two = _at(e.first, written, direction, year), _at(e.last, written, direction, year)
    if one.earliest is None or two.latest is None:
        return unresolved(one.how if one.earliest is None else two.how)
    first, last = one.earliest, two.latest
    if first > last and e.first.weekday is not None:
        first -= datetime.timedelta(days=7)
    if first > last and e.first.year is None and e.last.year is None:
        first = first.replace(year=first.year - 1, day=min(first.day, 28) if first.month == 2 else first.day)
    return Meaning(first, last, "interval", one.how) if first <= last else unresolved(NO_SUCH_DAY)


def _inside(e: Expression, written: Day) -> Meaning:
    """ "Tuesday of last week", "the 14th of last month", "a year ago this week", "the same month last year"."""
    assert e.first is not None
    assert e.last is not None
    one, two = e.first, e.last
    if one.kind == "weekday":
        monday = _step(two.rel, "week", written).earliest
        assert monday is not None
        day = monday + datetime.timedelta(days=one.weekday or 0)
        return Meaning(day, day, "day", FROM_WRITING)
    if one.kind == "day":
        month = _step(two.rel, "month", written).earliest
        assert month is not None
        return _day(month.year, month.month, one.day or 0, FROM_WRITING)
    years = (one.count or 0) * (10 if one.unit == "decade" else 1) if one.kind == "ago" else 1
    back = shifted(written, "year", -years)
    unit = two.unit if one.kind == "ago" else one.unit
    if unit in ("day", "today"):
        return Meaning(back, back, "day", FROM_WRITING)
    return _unit(0, unit, back) if years else unresolved(NO_SUCH_DAY)


def _step(rel: str, unit: str, written: Day) -> Meaning:
    return _unit(STEPS.get(rel, 0), unit, written)


# ---- days of the calendar ---------------------------------------------------------------------


def _named(e: Expression, written: Day | None, direction: Direction | None, year: int | None) -> Meaning | None:
    how = "written out" if e.year else "the year is the one the text is about"
    if e.kind in ("day", "holiday"):
        assert e.day is not None
        if e.month is None:
            return _day_of_month(e.day, written, direction) if written else unresolved(NO_ANCHOR)
        if e.year or (written is None and year):
            return _day(e.year or year or 0, e.month, e.day, how)
        return _yearless_day(e.month, e.day, written, direction) if written else unresolved(NO_YEAR)
    if e.kind == "month":
        assert e.month is not None
        if e.year or (written is None and year):
            return _month(e.year or year or 0, e.month, e.part, how)
        return _yearless_month(e, e.month, written, direction) if written else unresolved(NO_YEAR)
    if e.kind == "season":
        if e.year:
            return _season(e.year, e.unit, e.part, how)
        return _yearless_season(e, written, direction) if written else unresolved(NO_YEAR)
    if e.kind == "year":
        return _year(e.year or 0, e.part, how)
    if e.kind == "quarter":
        if e.year:
            last_month = 3 * int(e.count or 1)
            return Meaning(Day(e.year, last_month - 2, 1), last_day(e.year, last_month), "interval", how)
        return _quarter(int(e.count or 1), written, direction) if written else unresolved(NO_ANCHOR)
    if e.kind == "century":
        first, last = {"early": (0, 33), "mid": (34, 66), "late": (67, 99)}.get(e.part.split(" ")[0], (0, 99))
        return Meaning(Day((e.year or 1) + first, 1, 1), Day((e.year or 1) + last, 12, 31), "interval", how)
    if e.kind == "decade":
        first, last = OF_DECADE.get(e.part.split(" ")[0], (0, 9))
        start = e.year or 0
        return Meaning(Day(start + first, 1, 1), Day(start + last, 12, 31), "interval", how)
    return None


def _day(year: int, month: int, day: int, how: str) -> Meaning:
    try:
        found = Day(year, month, day)
    except ValueError:
        return unresolved(NO_SUCH_DAY)
    return Meaning(found, found, "day", how)


def _yearless_day(month: int, day: int, written: Day, direction: Direction | None) -> Meaning:
    """The nearest such day that the tense allows; one close by is meant whatever the tense."""
    how = "the nearest such day"
    near = [m for y in (-1, 0, 1) if (m := _day(written.year + y, month, day, how)).earliest]
    distance = {m: (m.earliest - written).days for m in near if m.earliest}
    fitting = [m for m in near if direction is None or (distance[m] >= 0) == (direction == "future")]
    close = [m for m in near if abs(distance[m]) <= NEAR]
    chosen = min(close or fitting or near, key=lambda m: abs(distance[m]), default=None)
    return chosen or unresolved(NO_SUCH_DAY)


def _day_of_month(day: int, written: Day, direction: Direction | None) -> Meaning:
    """ "on the 14th": the last such day, or the next where the words look ahead."""
    months = [_unit(step, "month", written).earliest for step in (-2, -1, 0, 1, 2)]
    days = [
        m for month in months if month and (m := _day(month.year, month.month, day, "the nearest such day")).earliest
    ]
    past = [m for m in days if m.earliest and m.earliest <= written]
    coming = [m for m in days if m.earliest and m.earliest > written]
    chosen = (coming[:1] if direction == "future" else past[-1:]) or [unresolved(NO_SUCH_DAY)]
    return chosen[0]


def _quarter(number: int, written: Day, direction: Direction | None) -> Meaning:
    """ "in the third quarter": the last that is over, or the next where the words look ahead."""
    each = [
        (Day(year, 3 * number - 2, 1), last_day(year, 3 * number)) for year in range(written.year - 1, written.year + 2)
    ]
    over = [one for one in each if one[1] < written]
    coming = [one for one in each if one[1] >= written]
    first, last = coming[0] if direction == "future" else over[-1]
    return Meaning(first, last, "interval", "the nearest such quarter")


def last_day(year: int, month: int) -> Day:
    return Day(year, month, monthrange(year, month)[1])


def _part_of(part: str, table: dict[str, tuple[int, int]], pieces: int) -> tuple[int, int]:
    """First and last of `pieces` (12 months, 31 days) that a part means; weeks and halves are counted."""
    words = part.split(" ")
    count = ORDINALS.get(words[0])
    if count and len(words) > 1:
        if len(words) > 2 and words[2] in ("days", "weeks", "months"):  # "the first nine months of"
            size = float(COUNTS[words[1]] * {"days": 1, "weeks": 7, "months": 1}[words[2]])
        else:
            size = {"half": pieces / 2, "quarter": pieces / 4, "week": 7, "day": 1, "days": 3}[words[1]]
        if size > pieces:
            return 1, pieces
        if words[0] == "last" or count * size > pieces:
            return pieces - math.ceil(size) + 1, pieces
        return math.floor((count - 1) * size) + 1, math.floor(count * size)
    return table.get(words[0].removesuffix("dle"), (1, pieces))


def _month(year: int, month: int, part: str, how: str) -> Meaning:
    last = last_day(year, month)
    if not part:
        return Meaning(Day(year, month, 1), last, "month", how)
    low, high = _part_of(part, OF_MONTH, 31)
    if part.startswith("last"):
        low, high = low - 31 + last.day, last.day
    precision: Precision = "week" if "week" in part else "interval"
    return Meaning(Day(year, month, low), Day(year, month, min(high, last.day)), precision, how)


def _year(year: int, part: str, how: str) -> Meaning:
    if not part:
        return Meaning(Day(year, 1, 1), Day(year, 12, 31), "year", how)
    if "week" in part or "day" in part:  # of a year
        low, high = _part_of(part, OF_MONTH, 31)
        month = 12 if part.startswith("last") else 1
        return Meaning(Day(year, month, low), Day(year, month, high), "interval", how)
    first, last = _part_of(part, OF_YEAR, 12)
    return Meaning(Day(year, first, 1), last_day(year, last), "interval", how)


def _season(year: int, season: str, part: str, how: str) -> Meaning:
    first, last = SEASONS[season]
    start, end = Day(year, first, 1), last_day(year + (last < first), last)
    third = datetime.timedelta(days=30)
    if part.startswith(("early", "start", "beginning")):
        return Meaning(start, start + third, "interval", how)
    if part.startswith(("late", "end")):
        return Meaning(end - third, end, "interval", how)
    return Meaning(start, end, "season", how)


def _yearless_month(e: Expression, month: int, written: Day, direction: Direction | None) -> Meaning:
    """ "in March": the one that is or was last, or comes next where the words look ahead."""
    ahead = direction == "future" or e.rel in ("next", "coming")
    year = written.year
    if ahead and month < written.month:
        year += 1
    elif not ahead and month > written.month:
        # "in December" of one written in November with no tense to go by is this year's
        year -= 0 if direction is None and month - written.month <= 2 else 1
    if e.rel in ("last", "past") and month == written.month:
        year -= 1
    if e.rel == "next" and month == written.month:
        year += 1
    return _month(year, month, e.part, "the nearest such month")


def _yearless_season(e: Expression, written: Day, direction: Direction | None) -> Meaning:
    """The season that is or was last; with "last" the last one that is over or, in it, the year before."""
    how = "the nearest such season"
    each = [_season(written.year + y, e.unit, "", how) for y in (-2, -1, 0, 1)]
    begun = [m for m in each if m.earliest and m.earliest <= written]
    over = [m for m in begun if m.latest and m.latest < written]
    coming = [m for m in each if m.earliest and m.earliest > written]
    current = [m for m in begun if m.latest and m.latest >= written]
    if e.rel in ("last", "past"):
        chosen = over[-1]
    elif e.rel in ("next", "coming") or (direction == "future" and e.rel != "this"):
        chosen = coming[0] if e.rel or not current else current[0]
    elif e.rel == "this":
        chosen = _season(written.year, e.unit, "", how) if not current else current[0]
    else:
        chosen = begun[-1]
    assert chosen.earliest is not None
    return _season(chosen.earliest.year, e.unit, e.part, how)


# ---- days told from the day of writing --------------------------------------------------------


def _told(e: Expression, written: Day | None, direction: Direction | None) -> Meaning:
    if written is None:
        return unresolved(NO_ANCHOR)
    if e.kind == "weekday":
        return _weekday(e.weekday or 0, e.rel, written, direction)
    if e.kind == "deictic":
        return _deictic(e.unit, written)
    if e.kind == "edge":
        return _edge(e.part, e.unit, written)
    if e.kind == "unit":
        if e.unit == "weekend" and not e.rel:
            return _weekend(written, direction)
        return _step(e.rel, e.unit, written)
    if e.kind == "within":
        if direction != "future" or not e.count:
            return unresolved("a length of time, whose start is not told")
        return Meaning(written, shifted(written, e.unit, e.count), "interval", FROM_WRITING)
    if e.kind == "ago":
        return _ago(e, written)
    return _window(e, written)


def _weekday(wanted: int, rel: str, written: Day, direction: Direction | None) -> Meaning:
    """The nearest such weekday that the tense allows; in a report "on Monday" may be the day of writing itself."""
    back = (written.weekday() - wanted) % 7
    if rel.endswith(" ago"):  # "two Sundays ago"
        day = written + datetime.timedelta(days=-(back or 7) - 7 * (int(rel.split(" ")[0]) - 1))
        return Meaning(day, day, "day", FROM_WRITING)
    if rel in ("before last", "after next"):
        day = written + datetime.timedelta(days=-(back or 7) - 7 if rel == "before last" else (-back % 7 or 7) + 7)
        return Meaning(day, day, "day", FROM_WRITING)
    if rel in ("next", "coming"):
        shift = -back % 7 or 7
    elif rel in ("last", "past"):
        shift = -(back or 7)
    elif rel == "this":
        shift = wanted - written.weekday()
    else:
        shift = -back % 7 if direction == "future" else -back
    day = written + datetime.timedelta(days=shift)
    return Meaning(day, day, "day", "the nearest such weekday, by the tense")


def _weekend(written: Day, direction: Direction | None) -> Meaning:
    """ "at the weekend": the last that has begun, or the one that comes."""
    ahead = 5 - written.weekday()
    days = max(ahead, -1) if direction == "future" or ahead <= 0 else ahead - 7
    first = written + datetime.timedelta(days=days)
    return Meaning(first, first + datetime.timedelta(days=1), "week", "the nearest weekend, by the tense")


def _deictic(words: str, written: Day) -> Meaning:
    if words == "overnight":
        return Meaning(written - datetime.timedelta(days=1), written, "interval", FROM_WRITING)
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
             "the day after tomorrow": 2}.get(words, 0)  # fmt: skip
    day = written + datetime.timedelta(days=shift)
    return Meaning(day, day, "day", FROM_WRITING)


def _unit(step: int, unit: str, written: Day) -> Meaning:
    """ "last week", "this month", "next year"."""
    if unit in ("week", "weekend"):
        monday = written + datetime.timedelta(days=7 * step - written.weekday())
        first = monday + datetime.timedelta(days=5 if unit == "weekend" else 0)
        return Meaning(first, monday + datetime.timedelta(days=6), "week", FROM_WRITING)
    if unit == "year":
        return _year(written.year + step, "", FROM_WRITING)
    size = 3 if unit == "quarter" else 1
    index = (written.year * 12 + written.month - 1) // size + step
    first = Day(index * size // 12, index * size % 12 + 1, 1)
    last = last_day(first.year, first.month + size - 1)
    return Meaning(first, last, "month" if unit == "month" else "interval", FROM_WRITING)


def _edge(edge: str, words: str, written: Day) -> Meaning:
    """ "earlier this month", "so far this year", "by the end of the week"."""
    rel, _, unit = words.partition(" ")
    if words == "today":
        return Meaning(written, written, "day", FROM_WRITING)
    if unit in SEASONS:
        whole = _yearless_season(Expression(0, 0, "", "season", rel=rel, unit=unit), written, None)
    else:
        whole = _step(rel, unit, written)
    assert whole.earliest is not None
    assert whole.latest is not None
    if edge in ("earlier", "so far"):
        last = whole.latest if rel == "last" else max(written, whole.earliest)
        return Meaning(whole.earliest, last, "interval", FROM_WRITING)
    if edge == "later":
        return Meaning(written if rel == "this" else whole.earliest, whole.latest, "interval", FROM_WRITING)
    if unit == "week":
        days = {"start": (0, 1), "beginning": (0, 1), "early": (0, 2), "middle": (2, 3)}.get(edge.split(" ")[0], (4, 6))
        low, high = (whole.earliest + datetime.timedelta(days=number) for number in days)
        return Meaning(low, high, "interval", FROM_WRITING)
    if unit in SEASONS:
        return _season(whole.earliest.year, unit, edge, FROM_WRITING)
    if unit == "month":
        return _month(whole.earliest.year, whole.earliest.month, edge, FROM_WRITING)
    return _year(whole.earliest.year, edge, FROM_WRITING)


def shifted(day: Day, unit: str, count: float) -> Day:
    """A day moved by a count of units, months and years by the calendar (31 January less a month is 28 December...)."""
    if unit in ("month", "year", "decade"):
        months = round(count * {"month": 1, "year": 12, "decade": 120}[unit])
        index = day.year * 12 + day.month - 1 + months
        year, month = divmod(index, 12)
        return Day(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    days = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14}[unit] * count
    return day + datetime.timedelta(days=math.ceil(days) if days > 0 else math.floor(days))


def _ago(e: Expression, written: Day) -> Meaning:
    sign = 1 if e.rel == "from" else -1
    how = "counted from the day of writing"
    if not e.count or e.unit == "hour":
        first = None if not e.count else shifted(written, "hour", sign * e.count)
        return Meaning(first, written, "interval", how) if sign < 0 else Meaning(written, first, "interval", how)
    day = shifted(written, e.unit, sign * e.count)
    if e.part in ("more than", "over", "at least", "just over") and sign < 0:
        return Meaning(None, day, "interval", how)
    if e.part in ("less than", "just under") and sign < 0:
        return Meaning(day, written, "interval", how)
    slack = datetime.timedelta(days=SLACK.get(e.unit, 183))
    if e.part and not slack:
        slack = datetime.timedelta(days=1)
    return Meaning(day - slack, day + slack, "interval" if slack else "day", how)


def _window(e: Expression, written: Day) -> Meaning:
    """ "the past two years", "in recent weeks", "the next few days"."""
    if e.rel in ("next", "coming", "upcoming"):
        return Meaning(written, shifted(written, e.unit, e.count) if e.count else None, "interval", FROM_WRITING)
    return Meaning(shifted(written, e.unit, -e.count) if e.count else None, written, "interval", FROM_WRITING)
