"""The timeline: claims by when they are set, and the days in which most of them lie, drawn to scale."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ..drawings import Mark, draw_timeline
from .claims import ClaimView
from .lookup import Json, Lookup, short_when, shorten, when_words

POINT = 120  # characters of a claim that a point of the drawing shows under the pointer


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


def draw(lookup: Lookup, story: str, articles: Sequence[str], moments: Sequence[Moment]) -> Markup:
    """What is set in time, and the days on which the articles appeared, to scale; each point leads to its claim."""
    marks = [
        Mark(_day(moment.first), _day(moment.last), shorten(entry.claim.text, POINT), f"{lookup.page}#{entry.claim.id}",
             entry.planned, entry.claim.status == "disputed",
             short_when({"earliest": moment.first, "latest": moment.last}))
        for moment in moments
        for entry in moment.entries
    ]  # fmt: skip
    published = [
        Mark(
            _day(when["earliest"]),
            _day(when["latest"]),
            lookup.label(article),
            f"{lookup.page}#{lookup.anchor(article)}",
        )
        for article in articles
        for when in [lookup.articles[article]["published"]]
    ]
    return draw_timeline(f"time-drawing-{lookup.anchor(story)}", marks, published)


def _day(day: str | None) -> datetime.date | None:
    return _date(day) if day else None
