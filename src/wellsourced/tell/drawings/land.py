"""The outlines of land, the boundaries and the names of countries, from `lexicons/land.tsv`, cut to a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

Point = tuple[float, float]  # degrees east and north, or pixels
TURNS = (-360, 0, 360)  # a window may reach over the line where 180° east meets 180° west


@dataclass(frozen=True, slots=True)
class Window:
    """Degrees: from west to east, where east may be more than 180, and from south to north."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


@dataclass(frozen=True, slots=True)
class _Outline:
    points: tuple[Point, ...]
    west: float
    south: float
    east: float
    north: float


def land_in(window: Window) -> list[list[Point]]:
    """The outlines of land and of lakes in it, each closed, cut along the borders of the window."""
    found = []
    for points in _near(_lines()["land"], window):
        for axis, bound, sign in (
            (0, window.west, 1),
            (0, window.east, -1),
            (1, window.south, 1),
            (1, window.north, -1),
        ):
            points = _cut(points, axis, bound, sign)
        if len(points) > 2:
            found.append(points)
    return found


def borders_in(window: Window) -> list[list[Point]]:
    """Boundaries of countries, those pieces that touch the window."""
    found: list[list[Point]] = []
    for points in _near(_lines()["border"], window):
        piece: list[Point] = []
        for start, end in pairwise(points):
            if window.holds(start) or window.holds(end):
                piece += [end] if piece else [start, end]
            elif piece:
                found.append(piece)
                piece = []
        if piece:
            found.append(piece)
    return found


def countries_in(window: Window) -> list[tuple[Point, str]]:
    """Names of countries, largest first, with the point at which each stands."""
    return [((x + turn, y), name) for (x, y), name in _names() for turn in TURNS if window.holds((x + turn, y))]


def _near(outlines: Sequence[_Outline], window: Window) -> list[list[Point]]:
    return [
        [(x + turn, y) for x, y in one.points]
        for one in outlines
        for turn in TURNS
        if one.west + turn <= window.east and window.west <= one.east + turn
        if one.south <= window.north and window.south <= one.north
    ]


def _cut(points: Sequence[Point], axis: int, bound: float, sign: int) -> list[Point]:
    """A closed outline without what lies beyond one line (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for n, end in enumerate(points):
        start = points[n - 1]
        inside, was = sign * (end[axis] - bound) >= 0, sign * (start[axis] - bound) >= 0
        if inside != was:
            part = (bound - start[axis]) / (end[axis] - start[axis])
            x, y = (start[i] + part * (end[i] - start[i]) for i in (0, 1))
            kept.append((bound, y) if axis == 0 else (x, bound))
        if inside:
            kept.append(end)
    return kept


@lru_cache(maxsize=1)
def _lines() -> dict[str, tuple[_Outline, ...]]:
    """kind -> outlines. Points are stored as steps in hundredths of a degree."""
    found: dict[str, list[_Outline]] = {"land": [], "border": []}
    for kind, steps in _rows():
        if kind in found:
            numbers = [int(step) for step in steps.split(" ")]
            xs = [x / 100 for x in accumulate(numbers[::2])]
            ys = [y / 100 for y in accumulate(numbers[1::2])]
            found[kind].append(_Outline(tuple(zip(xs, ys, strict=True)), min(xs), min(ys), max(xs), max(ys)))
    return {kind: tuple(outlines) for kind, outlines in found.items()}


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[Point, str], ...]:
    found = []
    for kind, rest in _rows():
        if kind == "country":
            point, name = rest.split("\t")
            x, y = point.split(" ")
            found.append(((int(x) / 100, int(y) / 100), name))
    return tuple(found)


def _rows() -> list[tuple[str, str]]:
    lines = files("wellsourced.lexicons").joinpath("land.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, rest) for kind, rest in (line.split("\t", 1) for line in lines[1:])]
