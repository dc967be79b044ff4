"""A map of the places that are known: land and boundaries, no tiles from elsewhere, a point and a name for each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from .land import Window, borders_in, countries_in, land_in
from .svg import element, link, number, picture, text, width_of

WIDTH, TALLEST, LOWEST = 848.0, 520.0, 260.0  # pixels
LEAST = 3.0  # degrees north that a map spans at least: a town without its surroundings tells nothing
ROOM = 0.22  # of the span of the places, added at each side
SMALL, LARGE = 4.0, 9.0  # pixels: the radius of a place that is named once, and of the one named most
GAP = 1.5  # pixels under which two points of an outline are one
STEPS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # kilometres of the bar that gives the scale
DEGREE = 111.2  # kilometres of a degree north


@dataclass(frozen=True, slots=True)
class Place:
    """A place in degrees north and east; `weight`: how often it is named; `is_certain`: whether the texts tell which of
    several places of its name is meant."""

    name: str
    latitude: float
    longitude: float
    weight: int = 1
    is_certain: bool = True
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Projection:
    """Equirectangular, true to scale on its middle parallel: degrees -> pixels."""

    window: Window
    width: float
    height: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        window = self.window
        x = (longitude - window.west) / (window.east - window.west) * self.width
        return x, (window.north - latitude) / (window.north - window.south) * self.height


def draw_map(name: str, places: Sequence[Place]) -> Markup:
    """Places -> a map that holds those that are certain; "" without any: what may be elsewhere is no reason for a map.
    Others that lie on it are rings. `name` is unique on its page."""
    certain = [place for place in places if place.is_certain]
    if not certain:
        return Markup("")
    projection = _projection(certain)
    shown = [place for place in places if projection.window.holds((_turned(place, projection), place.latitude))]
    most = max(place.weight for place in shown)
    shown.sort(key=lambda place: (-place.weight, place.name))
    spots = [(place, *_spot(place, projection, most)) for place in shown]
    width, height = projection.width, projection.height
    clip = element("clipPath", element("rect", width=width, height=height, rx=3.0), id=f"{name}-frame")
    ground = element(
        "g",
        element("rect", cls="sea", width=width, height=height),
        element("path", cls="land", d=_outlines(projection), fill_rule="evenodd"),
        element("path", cls="border", d=_borders(projection)),
        clip_path=f"url(#{name}-frame)",
    )
    frame = element("rect", cls="frame", x=0.5, y=0.5, width=width - 1, height=height - 1, rx=3.0)
    drawn = [element("defs", clip), ground, frame, *_bar(projection), *_places(spots, projection)]
    return picture(name, "map", (width, height), "Places named in the coverage", _told(shown), drawn)


# ---- window -----------------------------------------------------------------------------------


def _projection(places: Sequence[Place]) -> _Projection:
    west, east = _reach(place.longitude for place in places)
    south, north = min(p.latitude for p in places), max(p.latitude for p in places)
    middle = (south + north) / 2
    shrink = max(0.2, math.cos(math.radians(min(abs(middle), 80.0))))  # how much shorter a degree east is here
    high = max((north - south) * (1 + 2 * ROOM), LEAST)
    wide = max((east - west) * (1 + 2 * ROOM) * shrink, LEAST * 1.6)  # in degrees of the length of one north
    if wide / high > WIDTH / LOWEST:
        high = wide * LOWEST / WIDTH
    wide = max(wide, high * WIDTH / TALLEST)
    wide = min(wide, 360 * shrink)
    height = min(TALLEST, max(LOWEST, WIDTH * high / wide))
    high = min(wide * height / WIDTH, 170.0)
    centre = (west + east) / 2
    bottom = min(max(middle - high / 2, -85.0), 85.0 - high)
    # whole hundredths, so that the last digits of a cosine do not show
    window = (centre - wide / shrink / 2, bottom, centre + wide / shrink / 2, bottom + high)
    return _Projection(Window(*(round(side, 2) for side in window)), WIDTH, float(round(height)))


def _reach(longitudes: Iterable[float]) -> tuple[float, float]:
    """The shortest stretch of the globe that holds all longitudes; its east may be more than 180."""
    ordered = sorted(longitudes)
    gaps = [(after - before, -n) for n, (before, after) in enumerate(pairwise([ordered[-1] - 360, *ordered]))]
    first = -max(gaps)[1]  # what follows the widest gap
    return ordered[first], ordered[first - 1] + (360 if first else 0)


def _turned(place: Place, projection: _Projection) -> float:
    """Its longitude as the window counts."""
    longitude = place.longitude
    while longitude < projection.window.west:
        longitude += 360
    return longitude


def _outlines(projection: _Projection) -> str:
    return "".join(_line([projection.at(x, y) for x, y in outline]) + "z" for outline in land_in(projection.window))


def _borders(projection: _Projection) -> str:
    return "".join(_line([projection.at(x, y) for x, y in line]) for line in borders_in(projection.window))


def _line(points: Sequence[tuple[float, float]]) -> str:
    """The beginning of a path, points that fall together left out."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= GAP:
            kept.append(point)
    kept.append(points[-1])
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in kept)


# ---- what stands on it ------------------------------------------------------------------------

Rect = tuple[float, float, float, float]  # left, top, right, bottom


def _spot(place: Place, projection: _Projection, most: int) -> tuple[float, float, float]:
    x, y = projection.at(_turned(place, projection), place.latitude)
    share = math.sqrt(place.weight / most)
    return x, y, SMALL + (LARGE - SMALL) * share


def _places(spots: Sequence[tuple[Place, float, float, float]], projection: _Projection) -> list[Markup]:
    """A point for each place, and its name where it covers nothing: the most named places choose first."""
    taken: list[Rect] = [(x - r, y - r, x + r, y + r) for _, x, y, r in spots]
    drawn = []
    for place, x, y, r in spots:
        kind = "dot" if place.is_certain else "dot planned"
        parts = [element("circle", cls=kind, cx=x, cy=y, r=r)]
        words = place.name if place.is_certain else f"{place.name}?"
        wide = width_of(words, 12)
        choices: list[tuple[float, float, str]] = [
            (x + r + 4, y + 4, ""), (x - r - 4, y + 4, "end"), (x, y - r - 5, "middle"), (x, y + r + 13, "middle"),
            (x + r + 2, y - r - 1, ""), (x + r + 2, y + r + 9, ""), (x - r - 2, y - r - 1, "end"),
        ]  # fmt: skip
        for left, base, anchor in choices:
            start = left - {"": 0.0, "end": wide, "middle": wide / 2}[anchor]
            label = (start - 2, base - 11, start + wide + 2, base + 3)
            inside = label[0] >= 0 and label[2] <= projection.width and label[1] >= 0 and label[3] <= projection.height
            if inside and not any(_overlap(label, other) for other in taken if other != (x - r, y - r, x + r, y + r)):
                parts.append(text(left, base, words, "item halo", anchor))
                taken.append(label)
                break
        drawn.append(link(place.href, _name(place), *parts, cls="mark"))
    return [*_countries(projection, taken), *drawn]


def _countries(projection: _Projection, taken: Sequence[Rect]) -> list[Markup]:
    """The names of countries whose middle is in the window, where they cover nothing."""
    drawn = []
    covered = list(taken)
    for (longitude, latitude), country in countries_in(projection.window):
        x, y = projection.at(longitude, latitude)
        wide = width_of(country.upper(), 11) * 1.2  # they are spaced
        label = (x - wide / 2, y - 10, x + wide / 2, y + 4)
        if label[0] >= 0 and label[2] <= projection.width and not any(_overlap(label, other) for other in covered):
            drawn.append(text(x, y, country.upper(), "country", "middle"))
            covered.append(label)
    return drawn


def _overlap(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _name(place: Place) -> str:
    times = "named once" if place.weight == 1 else f"named {place.weight} times"
    return ", ".join(filter(None, [place.name, place.note, times, "" if place.is_certain else "not certain which"]))


def _bar(projection: _Projection) -> list[Markup]:
    """A bar of a round number of kilometres, a fifth of the map's width at most."""
    window = projection.window
    pixels = projection.height / ((window.north - window.south) * DEGREE)  # of a kilometre
    length = max((step for step in STEPS if step * pixels <= projection.width / 5), default=STEPS[0])
    x, y = 14.0, projection.height - 14
    line = element("path", cls="scale-bar", d=f"M{number(x)} {number(y - 5)}v5h{number(length * pixels)}v-5")
    return [line, text(x + length * pixels / 2, y - 7, f"{length} km", "small halo", "middle")]


def _told(places: Sequence[Place]) -> str:
    return "A map with " + "; ".join(_name(place) for place in places) + "."
