"""Claims -> their places in time: days where they are known, intervals where they are not.

A claim stands where what it reports happened, or is to happen: the time of its events, else the window of its figures,
else the day its statements were made. Times of several members that can be one are narrowed to what they share; times
that exclude each other give several moments.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from ..records import Claim, Event, Interval, Moment, Reading

AHEAD = frozenset(("planned", "conditional", "requested", "offered", "predicted", "possible"))


def build_timeline(readings: Sequence[Reading], claims: Sequence[Claim]) -> tuple[Moment, ...]:
    """The moments of all claims that have a time, earliest first; `planned` where it had not happened when reported."""
    events: dict[str, list[Event]] = {}
    windows: dict[str, Interval] = {}
    uttered: dict[str, Interval] = {}
    for reading in readings:
        for event in reading.events:
            for owner in filter(None, (event.id, event.statement)):
                events.setdefault(owner, []).append(event)
        windows.update({figure.id: figure.when for figure in reading.figures if figure.when})
        uttered.update({statement.id: statement.uttered for statement in reading.statements if statement.uttered})
    moments: set[Moment] = set()
    for claim in claims:
        own = [event for member in claim.members for event in events.get(member, ()) if _is_known(event.when)]
        for planned in (False, True):
            times = [e.when for e in own if e.when and (e.modality in AHEAD) == planned]
            moments.update(Moment(when, claim.id, planned) for when in narrowed(times))
        if not own:
            times = [windows[m] for m in claim.members if m in windows and _is_known(windows[m])]
            times = times or [uttered[m] for m in claim.members if m in uttered and _is_known(uttered[m])]
            moments.update(Moment(when, claim.id) for when in narrowed(times))
    return tuple(sorted(moments, key=_in_order))


def _is_known(when: Interval | None) -> bool:
    return when is not None and (when.earliest is not None or when.latest is not None)


def narrowed(times: Iterable[Interval]) -> list[Interval]:
    """Intervals -> as few as say the same: those that share days become what they share.

    >>> first, last = datetime.date(2024, 3, 1), datetime.date(2024, 3, 31)
    >>> [interval.is_day for interval in narrowed([Interval(first, last), Interval(last, last)])]
    [True]
    """
    found: list[Interval] = []
    for when in sorted(set(times), key=lambda i: (_length(i), _first(i), _last(i))):
        for index, known in enumerate(found):
            start, end = max(_first(known), _first(when)), min(_last(known), _last(when))
            if start <= end:
                found[index] = Interval(
                    None if start == datetime.date.min else start, None if end == datetime.date.max else end
                )
                break
        else:
            found.append(when)
    return found


def _first(when: Interval) -> datetime.date:
    return when.earliest or datetime.date.min


def _last(when: Interval) -> datetime.date:
    return when.latest or datetime.date.max


def _length(when: Interval) -> int:
    return (_last(when) - _first(when)).days


def _in_order(moment: Moment) -> tuple[datetime.date, datetime.date, bool, str]:
    # an open beginning stands where the interval ends, not before everything else
    start = moment.when.earliest or _last(moment.when)
    return (start, _last(moment.when), moment.planned, moment.claim)
