"""A timeline to scale: what is set on a day as points above the axis, what lies between two days as bars below it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .scale import Day, Scale, find_window, short_day
from .svg import element, fit, link, path, picture, text, width_of

WIDTH, SIDE = 848.0, 76.0  # pixels: the drawing, and what is free at its sides for labels
PITCH, RADIUS, TALL = 13.0, 5.0, 9  # pixels from point to point and of one; most points above each other
AXIS, BAR, ROWS = 26.0, 29.0, 12  # pixels below the axis for its labels and of a row of bars; most rows of bars
NEAR = 3  # days beyond the first and the last certain one to which a bar widens the axis, or half as many as these span
LABEL = 560.0  # pixels that the words above a bar may take


@dataclass(frozen=True, slots=True)
class Mark:
    """Something set in time: on a day (`first` is `last`), between two days, or with an open side (None).
    `planned`: not yet happened, or under a condition; `when`: the days in words, where they have better ones."""

    first: Day | None
    last: Day | None
    label: str
    href: str = ""
    planned: bool = False
    disputed: bool = False
    when: str = ""

    @property
    def days(self) -> str:
        return self.when or span_words(self.first, self.last)

    @property
    def day(self) -> Day | None:
        return self.first if self.first == self.last else None


def draw_timeline(name: str, marks: Sequence[Mark], published: Sequence[Mark] = ()) -> Markup:
    """What is set in time, and the days on which articles appeared -> the drawing; "" where fewer than two days are
    known. Marks of one day stand in their order, the first at the bottom. `name` is unique on its page.

    The axis spans the days in which most of it lies; what is further off is counted at its ends.
    """
    window = find_window([mark.day for mark in (*marks, *published) if mark.day])
    if window is None:
        return Markup("")
    scale = Scale(*_widened(window, marks), SIDE, WIDTH - SIDE)
    points = [mark for mark in marks if mark.day]
    bars = [mark for mark in marks if not mark.day and (mark.first or mark.last) and _touches(mark, scale)]
    stacks = _stacks([mark for mark in points if mark.day and mark.day in scale], scale)
    high = max((min(len(s.marks) // s.across + 1, TALL + 1) for s in stacks), default=1)
    axis = 10 + high * PITCH
    drawn = [part for stack in stacks for part in _stack(stack, axis)]
    drawn += _axis(scale, axis)
    drawn += _beyond(marks, scale, axis)
    placed, rows = _rows(bars, scale)
    top = axis + AXIS + 14
    drawn += [_bar(name, mark, row, scale, top) for mark, row in placed]
    bottom = top + rows * BAR
    shown = [mark for mark in published if mark.day and mark.day in scale]
    if shown:
        drawn += _published(shown, scale, bottom + 10)
        bottom += 34
    return picture(name, "timeline", (WIDTH, bottom), "What is reported, by when it is set",
                   _told(marks, scale), [_fade(name), *drawn])  # fmt: skip


def _widened(window: tuple[Day, Day], marks: Sequence[Mark]) -> tuple[Day, Day]:
    """The days of the axis with the ends of bars near them: a year, or "since 1990", must not stretch it."""
    first, last = window
    near = max(NEAR, (last - first).days // 2)
    ends = [end for mark in marks if not mark.day and mark.first and mark.last for end in (mark.first, mark.last)]
    within = [end for end in ends if -near <= (end - first).days and (end - last).days <= near]
    return min([first, *within]), max([last, *within])


def _touches(mark: Mark, scale: Scale) -> bool:
    return (mark.first is None or mark.first <= scale.last) and (mark.last is None or mark.last >= scale.first)


# ---- points -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stack:
    """The marks of one day, in so many columns about its place on the axis."""

    x: float
    day: Day
    marks: tuple[Mark, ...]
    across: int


def _stacks(marks: Sequence[Mark], scale: Scale) -> list[_Stack]:
    days: dict[Day, list[Mark]] = {}
    for mark in marks:
        if mark.day:
            days.setdefault(mark.day, []).append(mark)
    room = max(1, int(scale.day / PITCH))  # columns of points that fit a day
    return [
        _Stack(scale.at(day), day, tuple(found), min(room, -(-len(found) // TALL)))
        for day, found in sorted(days.items())
    ]


def _stack(stack: _Stack, axis: float) -> list[Markup]:
    most = stack.across * TALL
    shown = stack.marks[:most] if len(stack.marks) <= most else stack.marks[: most - stack.across]
    left = stack.x - (stack.across - 1) * PITCH / 2
    parts = []
    for n, mark in enumerate(shown):
        row, column = divmod(n, stack.across)
        parts.append(_point(mark, left + column * PITCH, axis - 9 - row * PITCH))
    rows = -(-len(shown) // stack.across)
    more = len(stack.marks) - len(shown)
    if len(stack.marks) > 1:
        above = f"{len(stack.marks)}" if not more else f"{len(stack.marks)}, {more} not drawn"
        parts.append(text(stack.x, axis - 9 - (rows - 1) * PITCH - 11, above, "count", "middle"))
    return parts


def _point(mark: Mark, x: float, y: float) -> Markup:
    if mark.disputed:
        s = RADIUS * 1.15
        outline = path([(x, y - s), (x + s, y), (x, y + s), (x - s, y), (x, y - s)])
        shape = element("path", cls=f"dot disputed{' planned' if mark.planned else ''}", d=outline)
    else:
        shape = element("circle", cls=f"dot{' planned' if mark.planned else ''}", cx=x, cy=y, r=RADIUS - 0.5)
    return link(mark.href, _name(mark), shape, cls="mark")


def _name(mark: Mark) -> str:
    notes = [note for note, holds in (("not yet happened", mark.planned), ("disputed", mark.disputed)) if holds]
    return f"{mark.days}: {mark.label}" + (f" ({', '.join(notes)})" if notes else "")


def _beyond(marks: Sequence[Mark], scale: Scale, axis: float) -> list[Markup]:
    """How much lies wholly before and after the days of the axis."""
    before = sum(mark.last is not None and mark.last < scale.first for mark in marks)
    after = sum(mark.first is not None and mark.first > scale.last for mark in marks)
    parts = []
    if before:
        parts.append(text(0, axis - 8, f"← {before} earlier", "small"))
    if after:
        parts.append(text(WIDTH, axis - 8, f"{after} later →", "small", "end"))
    return parts


# ---- the axis ---------------------------------------------------------------------------------


def _axis(scale: Scale, y: float) -> list[Markup]:
    parts = [element("line", cls="axis", x1=0.0, x2=WIDTH, y1=y, y2=y)]
    for day, label in scale.ticks(10):
        x = scale.at(day)
        parts.append(element("line", cls="axis", x1=x, x2=x, y1=y, y2=y + 5))
        parts.append(text(x, y + 18, label, "small", "middle"))
    return parts


def _published(marks: Sequence[Mark], scale: Scale, y: float) -> list[Markup]:
    """A row of the articles by the days on which they appeared."""
    parts = [text(0, y + 4, "Articles", "small")]
    days: dict[Day, list[Mark]] = {}
    for mark in marks:
        if mark.day:
            days.setdefault(mark.day, []).append(mark)
    for day, found in sorted(days.items()):
        many = len(found) * 8 > max(scale.day, 8)
        for n, mark in enumerate(found[:1] if many else found):
            x = scale.at(day) + (n - (0 if many else (len(found) - 1) / 2)) * 8
            label = _name(mark) if not many else f"{short_day(day)}: {len(found)} articles"
            shape = element("rect", cls="dot article", x=x - 3, y=y - 5, width=6.0, height=11.0, rx=1.0)
            parts.append(link(mark.href, label, shape, cls="mark"))
        if many:
            parts.append(text(scale.at(day), y + 19, str(len(found)), "small", "middle"))
    return parts


# ---- bars -------------------------------------------------------------------------------------


def _ends(mark: Mark, scale: Scale) -> tuple[float, float]:
    """From where to where a bar runs; a day is as wide as it is on the axis, six pixels at least."""
    half = min(scale.day / 2, 12.0)
    left = scale.at(mark.first) - half if mark.first and mark.first >= scale.first else 0.0
    right = scale.at(mark.last) + half if mark.last and mark.last <= scale.last else WIDTH
    return max(0.0, left), min(WIDTH, max(right, left + 6))


def _rows(bars: Sequence[Mark], scale: Scale) -> tuple[list[tuple[Mark, int]], int]:
    """Bars, each with the first row that has room for it and its words, and the number of rows. The shortest come
    first, as they say most precisely when."""
    ends = [_ends(mark, scale) for mark in bars]
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for n in sorted(range(len(bars)), key=lambda n: (ends[n][1] - ends[n][0], n)):
        start, words = _words(bars[n], ends[n][0], scale)
        left = min(ends[n][0], start) - 8
        right = max(ends[n][1], start + width_of("".join(words), 12) + 10) + 8
        row = next((r for r, t in enumerate(taken) if all(right <= a or left >= b for a, b in t)), len(taken))
        if row < ROWS:
            if row == len(taken):
                taken.append([])
            taken[row].append((left, right))
            placed.append((row, n))
    return [(bars[n], row) for row, n in sorted(placed)], len(taken)


def _words(mark: Mark, left: float, scale: Scale) -> tuple[float, tuple[str, str]]:
    """Where the words above a bar begin, and the words: what, and when, where the bar does not show that."""
    when = "" if _is_whole(mark, scale) else mark.days
    what = fit(mark.label, LABEL - width_of(when, 12), 12)
    return max(0.0, min(left, WIDTH - width_of(what + when, 12) - 10)), (what, when)


def _is_whole(mark: Mark, scale: Scale) -> bool:
    return bool(mark.first and mark.last and mark.first >= scale.first and mark.last <= scale.last)


def _bar(name: str, mark: Mark, row: int, scale: Scale, top: float) -> Markup:
    left, right = _ends(mark, scale)
    start, (what, when) = _words(mark, left, scale)
    y = top + row * BAR
    opened = (mark.first is None or mark.first < scale.first, mark.last is None or mark.last > scale.last)
    shade = {(True, False): f"url(#{name}-from)", (False, True): f"url(#{name}-to)"}.get(opened)
    shape = element("rect", cls=f"span{' planned' if mark.planned else ''}", x=left, y=y + 4, width=right - left,
                    height=6.0, rx=2.0, mask=shade)  # fmt: skip
    told = [element("tspan", when, cls="small", dx=8.0)] if when else []
    label = element("text", what, *told, cls="item", x=start, y=y)
    return link(mark.href, _name(mark), shape, label, cls="mark")


def _fade(name: str) -> Markup:
    """Masks for bars that reach beyond the drawing."""
    masks = []
    for side, stops in (("from", (0.15, 1)), ("to", (1, 0.15))):
        begin = 0 if side == "from" else 70
        shades = [
            element("stop", offset=f"{begin + n * 30}%", stop_color="#fff", stop_opacity=value)
            for n, value in enumerate(stops)
        ]
        gradient = element("linearGradient", *shades, id=f"{name}-{side}-fade")
        cover = element("rect", width="1", height="1", fill=f"url(#{name}-{side}-fade)")
        masks.append(element("mask", gradient, cover, id=f"{name}-{side}", maskContentUnits="objectBoundingBox"))
    return element("defs", *masks)


# ---- words ------------------------------------------------------------------------------------


def span_words(first: Day | None, last: Day | None) -> str:
    """Days as people say them, with short names of months."""
    if first and last:
        return short_day(first) if first == last else f"{short_day(first)} to {short_day(last)}"
    return f"from {short_day(first)}" if first else f"until {short_day(last)}" if last else "some time"


def _told(marks: Sequence[Mark], scale: Scale) -> str:
    days: dict[datetime.date, int] = {}
    for mark in marks:
        if mark.day and mark.day in scale:
            days[mark.day] = days.get(mark.day, 0) + 1
    told = f"An axis from {short_day(scale.first)} to {short_day(scale.last)}."
    if days:
        told += " Set on a day: " + "; ".join(f"{short_day(day)}, {count}" for day, count in sorted(days.items())) + "."
    between = sum(not mark.day for mark in marks)
    if between:
        told += f" Between two days: {between}."
    return told + " The list below says the same in words."
