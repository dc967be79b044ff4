"""A time axis: which days it spans, where each stands on it, and which are labelled."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

Day = datetime.date
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

WHOLE = 45  # days that are always shown whole
MOST = 0.75  # else the axis spans the shortest stretch with so many of the days ...
ROOM = 3  # ... or all, where that is at most so many times as long
_STEPS = (1, 2, 7, 14)  # days from label to label; then months, then years
_MONTHS = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` on the pixels from `left` to `right`."""

    first: Day
    last: Day
    left: float
    right: float

    @property
    def day(self) -> float:
        """The pixels of a day."""
        return (self.right - self.left) / max(1, (self.last - self.first).days)

    def at(self, day: Day) -> float:
        if self.first == self.last:
            return (self.left + self.right) / 2
        return self.left + (day - self.first).days * self.day

    def __contains__(self, day: Day) -> bool:
        return self.first <= day <= self.last

    def ticks(self, most: int) -> list[tuple[Day, str]]:
        """At most about so many days with their labels, evenly spaced; month and year stand where they change."""
        length = (self.last - self.first).days
        for step in _STEPS:
            if length // step < most:
                days = [self.first + datetime.timedelta(n) for n in range(0, length + 1, step)]
                return _labels(days)
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        for step in (*_MONTHS, *(12 * 2**n for n in range(12))):
            if months // step < most:
                return _labels(_firsts(self.first, self.last, step))
        return []


def _firsts(first: Day, last: Day, step: int) -> list[Day]:
    """The first days of every `step`-th month, counted from January."""
    found = []
    index = -(-(first.year * 12 + first.month - 1) // step) * step
    while index // 12 <= last.year:
        day = Day(index // 12, index % 12 + 1, 1)
        if first <= day <= last:
            found.append(day)
        index += step
    return found


def _labels(days: Sequence[Day]) -> list[tuple[Day, str]]:
    labels: list[tuple[Day, str]] = []
    only_months = len(days) > 1 and all(day.day == 1 for day in days)
    only_years = only_months and all(day.month == 1 for day in days)
    before: Day | None = None
    for day in days:
        parts = [] if only_months else [str(day.day)]
        if not only_years and (only_months or before is None or day.month != before.month):
            parts.append(MONTHS[day.month - 1])
        if before is None or day.year != before.year:
            parts.append(str(day.year))
        labels.append((day, " ".join(parts)))
        before = day
    return labels


def find_window(days: Sequence[Day]) -> tuple[Day, Day] | None:
    """The first and last day that an axis for these days spans; None for fewer than two days."""
    ordered = sorted(days)
    if not ordered or ordered[0] == ordered[-1]:
        return None
    whole = (ordered[-1] - ordered[0]).days
    count = -(-len(ordered) * MOST // 1)
    reach = int(count)
    stretches = [(ordered[n + reach - 1] - ordered[n]).days for n in range(len(ordered) - reach + 1)]
    start = min(range(len(stretches)), key=lambda n: (stretches[n], n))
    if whole <= max(WHOLE, ROOM * stretches[start]):
        return ordered[0], ordered[-1]
    first, last = ordered[start], ordered[start + reach - 1]
    margin = max((last - first).days // 2, WHOLE // 2)  # what is near is shown too
    near = [day for day in ordered if first.toordinal() - margin <= day.toordinal() <= last.toordinal() + margin]
    return near[0], (near[-1] if near[-1] > near[0] else min(near[0] + datetime.timedelta(WHOLE), ordered[-1]))


def short_day(day: Day) -> str:
    """
    >>> short_day(datetime.date(2024, 9, 1))
    '1 Sep 2024'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
