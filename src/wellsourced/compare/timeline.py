"""Claims -> their places in time: days where they are known, intervals where they are not.

A claim stands where what it reports happened, or is to happen: at the times of its events, with the words that tell
each, else in the window of its figures, else on the day its statements were made. Times of several members that can be
one are narrowed to what they share; times that exclude each other give several moments.

Left out, since a reader looks for what happened: what one outlet alone says that somebody said, where it tells of no
event; and what lies long before the news and is told in passing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from ..records import Claim, Day, Event, Interval, Moment, Reading, Span, Statement

AHEAD = frozenset(("planned", "conditional", "requested", "offered", "predicted", "possible"))
BACKGROUND = datetime.timedelta(days=365)  # before the first article: history, unless two outlets tell it
NEAR = 120  # characters between a trigger and a participant within which both are of one clause
ARGUED = frozenset(("disputed", "changed"))


def build_timeline(readings: Sequence[Reading], claims: Sequence[Claim]) -> tuple[Moment, ...]:
    """The moments of all claims that have a time, earliest first; `planned` where it had not happened when reported."""
    known = _Known(readings)
    moments: set[Moment] = set()
    for claim in claims:
        found = _of_events(claim, known) or _of_figures(claim, known) or _of_words(claim, known)
        moments.update(moment for moment in found if not _is_background(moment, claim, known))
    return tuple(sorted(moments, key=_in_order))


class _Known:
    """What the readings tell of times, by the id of the record that a claim is made of."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.events: dict[str, list[Event]] = {}
        self.windows: dict[str, Interval] = {}
        self.statements: dict[str, Statement] = {}
        for reading in readings:
            for event in reading.events:
                for owner in filter(None, (event.id, event.statement)):
                    self.events.setdefault(owner, []).append(event)
            self.windows.update({f.id: f.when for f in reading.figures if f.when and _is_known(f.when)})
            self.statements.update({statement.id: statement for statement in reading.statements})
        published = [r.article.published.earliest for r in readings if r.article.published.earliest]
        self.first: Day | None = min(published, default=None)


def _is_known(when: Interval | None) -> bool:
    return when is not None and (when.earliest is not None or when.latest is not None)


# ---- where a claim stands ---------------------------------------------------------------------


def _of_events(claim: Claim, known: _Known) -> list[Moment]:
    """The times of a claim's events; what is asked for or planned at the time something happened is told with it."""
    own = {e.id: e for member in claim.members for e in known.events.get(member, ()) if _is_known(e.when)}
    found: list[Moment] = []
    for planned in (False, True):
        events = [e for e in own.values() if (e.modality in AHEAD) == planned]
        for when in narrowed(e.when for e in events if e.when):
            if not planned or all(moment.when != when for moment in found):
                found.append(Moment(when, claim.id, planned, _words(events, when)))
    return found


def _words(events: Iterable[Event], when: Interval) -> Span | None:
    """The clause of the event that stands at a time: of those with most participants the first."""
    there = [e for e in events if e.when and _first(e.when) <= _first(when) and _last(when) <= _last(e.when)]
    event = min(there, key=lambda e: (-len(e.participants), e.trigger), default=None)
    if event is None or not event.participants:
        return None  # one word tells nobody anything
    near = [p.span for p in event.participants if abs(p.span.start - event.trigger.start) < NEAR]
    spans = [event.trigger, *near]
    return Span(event.trigger.article, min(span.start for span in spans), max(span.end for span in spans))


def _of_figures(claim: Claim, known: _Known) -> list[Moment]:
    windows: Mapping[str, Interval] = known.windows
    return [Moment(when, claim.id) for when in narrowed(windows[m] for m in claim.members if m in windows)]


def _of_words(claim: Claim, known: _Known) -> list[Moment]:
    """The day something was said, where it tells of an event, several outlets carry it, or others say otherwise."""
    telling = claim.kind == "position" or any(known.events.get(member) for member in claim.members)
    if claim.outlets < 2 and claim.status not in ARGUED and not telling:
        return []
    said = [known.statements[m].uttered for m in claim.members if m in known.statements]
    return [Moment(when, claim.id) for when in narrowed(day for day in said if day and _is_known(day))]


def _is_background(moment: Moment, claim: Claim, known: _Known) -> bool:
    """Whether something lies long before the news: told by one outlet only, or remembered by somebody who is quoted."""
    if known.first is None or _last(moment.when) >= known.first - BACKGROUND:
        return False
    quoted = any(known.statements[m].kind == "direct" for m in claim.members if m in known.statements)
    return quoted or claim.outlets < 2


# ---- intervals --------------------------------------------------------------------------------


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
