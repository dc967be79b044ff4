"""The timeline: claims by when they are set, and a strip of the days in which most of them lie, drawn to scale."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from .claims import ClaimView
from .lookup import MONTHS, Json, day_words, when_words

WIDTH, SIDE = 848, 40  # pixels of the strip, and what is kept free at its ends for labels
WINDOW = 60  # days the strip reaches at most to each side of the middle moment; others are listed, not drawn
STEM, RISE, BAR = 14, 62, 15  # pixels of a stem: its least, what the most claims of a day add; of a row of intervals
TICKS = 9  # most labels on the axis


@dataclass(frozen=True, slots=True)
class Entry:
    claim: ClaimView
    planned: bool


@dataclass(slots=True)
class Moment:
    """What is set at one time: `known` a day, `open` an interval, with the claims, most widely carried first."""

    when: str
    day: str | None
    first: str | None
    last: str | None
    planned: bool = False  # all of it
    gap: str | None = None  # how long after the one before, where that is more than a day
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stem:
    x: float
    top: float
    number: int
    planned: bool
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    planned: bool
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    axis: float
    height: float
    ticks: list[tuple[float, str]]
    stems: list[Stem]
    bars: list[Bar]
    outside: int
    summary: str


def view_moments(timeline: Sequence[Json], views: dict[str, ClaimView]) -> list[Moment]:
    moments: dict[tuple[str | None, str | None], Moment] = {}
    for one in timeline:
        if one["claim"] in views:
            first, last = one["when"]["earliest"], one["when"]["latest"]
            day = first if first == last else None
            moment = moments.setdefault((first, last), Moment(when_words(one["when"]), day, first, last))
            moment.entries.append(Entry(views[one["claim"]], bool(one.get("planned"))))
    for moment in moments.values():
        moment.entries.sort(key=lambda entry: entry.claim.number)
        moment.planned = all(entry.planned for entry in moment.entries)
    listed = list(moments.values())
    last_day: str | None = None
    for moment in listed:
        if last_day and moment.day:
            moment.gap = _gap(last_day, moment.day)
        last_day = moment.day or last_day
    return listed


def _gap(earlier: str, later: str) -> str | None:
    days = (_date(later) - _date(earlier)).days
    if days < 2:
        return None
    if days < 60:
        return f"{days} days later"
    return f"{round(days / 30.4)} months later" if days < 730 else f"{round(days / 365.25)} years later"


def _date(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day)


def strip(moments: Sequence[Moment]) -> Strip | None:
    """The strip, or None where fewer than two days could stand on it."""
    days = sorted(_date(m.day) for m in moments for _ in m.entries if m.day)
    if len(set(days)) < 2:
        return None
    middle = days[len(days) // 2]
    near = [day for day in days if abs((day - middle).days) <= WINDOW]
    first, last = near[0], near[-1]
    if first == last:
        return None
    scale = (WIDTH - 2 * SIDE) / (last - first).days
    at = {day: SIDE + (day - first).days * scale for day in _all_days(first, last)}
    drawn = [m for m in moments if m.first and m.last and first <= _date(m.first) and _date(m.last) <= last]
    most = max((len(m.entries) for m in drawn if m.day), default=1)
    axis = 30.0 + STEM + RISE
    stems = [
        Stem(at[_date(m.day)], axis - STEM - RISE * len(m.entries) / most, len(m.entries),
             m.planned, m.when)
        for m in drawn if m.day
    ]  # fmt: skip
    spans = [m for m in drawn if not m.day]
    bars = [
        Bar(at[_date(m.first)], axis + 34 + n * BAR, at[_date(m.last)] - at[_date(m.first)],
            m.planned, m.when)
        for n, m in enumerate(spans[:6]) if m.first and m.last
    ]  # fmt: skip
    outside = sum(len(m.entries) for m in moments) - sum(s.number for s in stems)
    outside -= sum(len(m.entries) for m in spans[:6])
    days_told = "; ".join(f"{stem.label}: {stem.number}" for stem in stems)
    summary = f"Claims by day from {day_words(first.isoformat())} to {day_words(last.isoformat())}: {days_told}."
    return Strip(axis, axis + 34 + len(bars) * BAR, _ticks(first, last, at), stems, bars, outside, summary)


def _all_days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + datetime.timedelta(n) for n in range((last - first).days + 1)]


def _ticks(first: datetime.date, last: datetime.date, at: dict[datetime.date, float]) -> list[tuple[float, str]]:
    """Labels for as many days as there is room, evenly spaced; the month where it begins or changes."""
    step = -(-((last - first).days) // (TICKS - 1)) or 1
    ticks, month = [], 0
    for day in _all_days(first, last)[::step]:
        name = f" {MONTHS[day.month - 1][:3]}" if day.month != month else ""
        ticks.append((at[day], f"{day.day}{name}"))
        month = day.month
    return ticks
