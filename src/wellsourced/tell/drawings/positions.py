"""Who holds what, and since when: a row for each actor and issue, a sign for each time a stance is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from .scale import Day, Scale, find_window, short_day
from .svg import element, fit, link, picture, text, wrap

WIDTH, WORDS, SIDE = 848.0, 300.0, 34.0  # pixels: the drawing, its column of words, what is free beside the days
HEAD, ACTOR, LINE, PAD = 34.0, 26.0, 16.0, 16.0  # pixels: the days, an actor's name, a line of words, around a row
RADIUS, STEP = 8.5, 19.0  # pixels: of a sign; from one sign to the next on one day
ROWS = 24  # rows drawn at most

# what stands in the circle of each stance, so that nothing rests on colour
SIGNS = {
    "support": "M-4 0h8M0-4v8",
    "oppose": "M-4 0h8",
    "conditional": "M-3.2-2.2v5M-3.2-4.4v.4M3.4-4.2c-2-.6-2.8.3-2.8 1.8v5.2M-1-1h3.6",
    "undecided": "M-2.6-1.8c0-3.4 5.2-3.2 5.2-.2 0 2-2.6 1.8-2.6 4M0 4v.5",
}
MEANING = {"support": "for", "oppose": "against", "conditional": "under a condition", "undecided": "undecided"}


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance that was reported: when it was taken (None: not told, or an open side), and the words it rests on.
    `outlets`: how many report it."""

    stance: str
    first: Day | None
    last: Day | None
    href: str = ""
    outlets: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What one actor holds on one issue, in the order of time."""

    actor: str
    issue: str
    stands: tuple[Stand, ...]

    @property
    def is_turn(self) -> bool:
        return len({stand.stance for stand in self.stands}) > 1


def draw_positions(name: str, rows: Sequence[Row]) -> Markup:
    """Rows, those of one actor next to each other -> the drawing; "" without any. Of many rows those are drawn in which
    a stance changes, then those of most reports. `name` is unique on its page."""
    shown = _chosen(rows)
    if not shown:
        return Markup("")
    days = [day for row in shown for stand in row.stands for day in (stand.first, stand.last) if day]
    window = find_window(days) or ((days[0], days[0]) if days else None)
    scale = Scale(*window, WORDS + SIDE + 12, WIDTH - SIDE - 60) if window else None
    drawn: list[Markup] = []
    y, actor = HEAD, ""
    for row in shown:
        if row.actor != actor:
            actor = row.actor
            drawn.append(element("line", cls="rule", x1=0.0, x2=WIDTH, y1=y, y2=y))
            drawn.append(text(0, y + 18, fit(actor, WIDTH - 8, 13), "name"))
            y += ACTOR
        height, parts = _row(row, scale, y)
        drawn += parts
        y += height
    axis = _axis(scale, y) if scale else []
    if any(not (stand.first or stand.last) for row in shown for stand in row.stands):
        axis.append(text(WIDTH - SIDE, HEAD - 14, "no day told", "small", "middle"))
    left_out = len(rows) - len(shown)
    if left_out:
        drawn.append(text(0, y + 14, f"{left_out} more in the list below", "small"))
        y += 20
    return picture(name, "positions", (WIDTH, y + 4), "Who holds what, and when", _told(shown), [*axis, *drawn])


def _chosen(rows: Sequence[Row]) -> list[Row]:
    ranked = sorted(range(len(rows)), key=lambda n: (not rows[n].is_turn, -sum(s.outlets for s in rows[n].stands), n))
    kept = set(ranked[:ROWS])
    return [row for n, row in enumerate(rows) if n in kept]


def _axis(scale: Scale, bottom: float) -> list[Markup]:
    parts = []
    for day, label in scale.ticks(6):
        x = scale.at(day)
        parts.append(element("line", cls="grid", x1=x, x2=x, y1=HEAD - 8, y2=bottom))
        parts.append(text(x, HEAD - 14, label, "small", "middle"))
    return parts


def _row(row: Row, scale: Scale | None, y: float) -> tuple[float, list[Markup]]:
    """The row's height and its parts."""
    words = wrap(row.issue, WORDS - 24, 12, 2)
    places = _places(row.stands, scale)
    deep = 1 + max(level for _, level in places)
    height = max(len(words) * LINE, deep * STEP) + PAD
    middle = y + height / 2
    first = middle - (len(words) - 1) * LINE / 2 + 4
    parts = [text(12, first + n * LINE, line, "item") for n, line in enumerate(words)]
    centres = [(x, middle + (level - (deep - 1) / 2) * STEP) for x, level in places]
    for n, (before, after) in enumerate(pairwise(row.stands)):
        if before.stance != after.stance and before.first and after.first:
            (x1, y1), (x2, y2) = centres[n : n + 2]
            parts.append(element("line", cls="turn", x1=x1, y1=y1, x2=x2, y2=y2))
    for stand, (x, cy) in zip(row.stands, centres, strict=True):
        parts.append(_sign(row, stand, x, cy, scale))
    return height, parts


def _places(stands: Sequence[Stand], scale: Scale | None) -> list[tuple[float, int]]:
    """For each stance the pixels along the axis and the level, so that none covers another. What has no day stands at
    the right."""
    taken: list[tuple[float, int]] = []
    for stand in stands:
        day = stand.first if stand.first else stand.last
        x = scale.at(_within(day, scale)) if scale and day else WIDTH - SIDE
        if scale and stand.first and stand.last and stand.first != stand.last:
            x = (x + scale.at(_within(stand.last, scale))) / 2
        level = next(n for n in range(len(stands)) if all(abs(x - a) >= STEP or n != b for a, b in taken))
        taken.append((x, level))
    return taken


def _within(day: Day, scale: Scale) -> Day:
    return min(max(day, scale.first), scale.last)


def _sign(row: Row, stand: Stand, x: float, y: float, scale: Scale | None) -> Markup:
    parts = []
    if scale and stand.first and stand.last and stand.first != stand.last:
        left, right = scale.at(_within(stand.first, scale)), scale.at(_within(stand.last, scale))
        parts.append(element("line", cls="reach", x1=left, x2=right, y1=y, y2=y))
    parts.append(element("circle", cls=f"sign {stand.stance}", cx=x, cy=y, r=RADIUS))
    if stand.stance in SIGNS:
        move = f"translate({x:.1f} {y:.1f})"
        parts.append(element("path", cls=f"on {stand.stance}", d=SIGNS[stand.stance], transform=move))
    if stand.outlets > 1:
        parts.append(text(x + RADIUS + 3, y + 4, f"×{stand.outlets}", "small"))
    return link(stand.href, _name(row, stand), *parts, cls="mark")


def _name(row: Row, stand: Stand) -> str:
    when = _when(stand)
    outlets = f"{stand.outlets} outlets" if stand.outlets > 1 else ""
    told = f"{row.actor}, {row.issue}: {MEANING.get(stand.stance, stand.stance)}"
    return ", ".join(filter(None, [told, when, outlets, stand.note]))


def _when(stand: Stand) -> str:
    if stand.first and stand.last:
        same = stand.first == stand.last
        return short_day(stand.first) if same else f"{short_day(stand.first)} to {short_day(stand.last)}"
    if stand.first or stand.last:
        return f"from {short_day(stand.first)}" if stand.first else f"until {short_day(stand.last or Day.min)}"
    return "day not told"


def _told(rows: Sequence[Row]) -> str:
    """The drawing in words."""
    told = []
    for row in rows:
        stands = "; ".join(f"{MEANING.get(s.stance, s.stance)}, {_when(s)}" for s in row.stands)
        told.append(f"{row.actor}, {row.issue}: {stands}.")
    return " ".join(told)
