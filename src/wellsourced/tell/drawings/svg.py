"""Pieces of SVG: elements with escaped attributes, whole numbers, and text that is broken to fit a width.

Fonts are the reader's, so widths are estimates: those of Helvetica, which most fonts for screens come near, and a
tenth for the wider ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from ..html.lookup import clean

# widths in thousandths of the type's size, from the Helvetica font metrics (Adobe, AFM 4.1), by letters of one width
_WIDTHS = {
    letter: width
    for width, letters in (
        (222, "ijl'’‘|"), (278, "ft .,:;!/[]I"), (333, 'r()-“”"{}`'), (500, "ckszvxyJ"),
        (556, "abdeghnopquL0123456789?$#_–+"), (611, "FTZ"), (667, "ABEKPSVXY&"), (722, "CDHNRUw"), (778, "GOQ"),
        (833, "mM"), (944, "W"), (1000, "…—→@%"),
    )
    for letter in letters
}  # fmt: skip
_OTHER, _WIDE = 600, 1000
_SLACK = 1.1  # Segoe UI and Roboto are up to a tenth wider


def width_of(text: str, size: float) -> float:
    """How wide a text is likely to be, in the unit of `size`."""
    total = 0
    for letter in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(letter):
            wide = unicodedata.east_asian_width(letter) in "WF"
            total += _WIDE if wide else _WIDTHS.get(letter, _OTHER)
    return total * size * _SLACK / 1000


def fit(text: str, width: float, size: float) -> str:
    """The text, or as many of its first words as are likely to fit, and "…"; of a single long word, its beginning."""
    if width_of(text, size) <= width:
        return text
    cut = len(text)
    while cut and width_of(text[:cut] + " …", size) > width:
        cut -= 1
    short = text[:cut]
    if not text[cut:].startswith(" ") and " " in short.strip():
        short = short.rsplit(" ", 1)[0]
    return short.rstrip(" ,;:–—-") + " …"


def wrap(text: str, width: float, size: float, lines: int) -> list[str]:
    """The text in at most so many lines that are likely to fit; what is too long ends in "…"."""
    words = clean(text).split()
    found: list[str] = []
    while words and len(found) < lines:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size) <= width:
            line += " " + words.pop(0)
        found.append(line)
    if words:
        found[-1] += " " + " ".join(words)
    return [fit(line, width, size) for line in found] or [""]


# ---- elements ---------------------------------------------------------------------------------


def element(name: str, *children: str, **attributes: object) -> Markup:
    """An element; `cls` is its class, underscores are hyphens, attributes that are None or empty are left out.

    Children that are plain text are cleaned and escaped.

    >>> str(element("text", "a < b", cls="head", x=1.0, text_anchor="middle"))
    '<text class="head" x="1" text-anchor="middle">a &lt; b</text>'
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is not None and value != "":
            label = "class" if key == "cls" else key.replace("_", "-")
            shown = number(value) if isinstance(value, float) else clean(value)
            parts.append(f' {label}="{escape(shown)}"')
    inner = "".join(str(child) if isinstance(child, Markup) else str(escape(clean(child))) for child in children)
    parts.append(f">{inner}</{name}>" if inner else "/>")
    return Markup("".join(parts))


def number(value: float) -> str:
    """A number with one decimal at most, so that a drawing is the same on every machine."""
    text = f"{value:.1f}"
    return "0" if text in ("0.0", "-0.0") else text.removesuffix(".0")


def link(href: str, label: str, *children: str, cls: str = "") -> Markup:
    """Children that lead somewhere, with the name that a reader hears or sees as a hint. Without `href`, no link."""
    hint = element("title", label)
    if not href:
        return element("g", hint, *children, cls=cls)
    return element("a", hint, *children, href=href, aria_label=label, cls=cls)


def text(x: float, y: float, words: str, cls: str = "", anchor: str = "") -> Markup:
    return element("text", words, x=float(x), y=float(y), cls=cls, text_anchor=anchor)


def picture(name: str, kind: str, size: tuple[float, float], title: str, description: str,
            children: Iterable[str], links: bool = True) -> Markup:  # fmt: skip
    """An `<svg>` of a size in pixels. `name` must be unique on the page and fit for an id.

    One with links in it is a group to assistive technology, whose parts can be visited; one without is an image.
    """
    width, height = size
    return element(
        "svg",
        element("desc", description, id=f"{name}-desc"),
        *children,
        cls=f"drawn {kind}",
        role="group" if links else "img",
        aria_label=title,  # not a <title>: browsers would show that wherever the pointer rests
        aria_describedby=f"{name}-desc",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
    )


def path(points: Sequence[tuple[float, float]], radius: float = 0) -> str:
    """A path through points, its corners rounded.

    >>> path([(0, 0), (10, 0), (10, 10)], 4)
    'M0 0L6 0Q10 0 10 4L10 10'
    """
    first, *rest = points
    out = [f"M{number(first[0])} {number(first[1])}"]
    for index, (x, y) in enumerate(rest):
        if radius and index < len(rest) - 1:
            before, after = points[index], rest[index + 1]
            ax, ay = _towards((x, y), before, radius)
            bx, by = _towards((x, y), after, radius)
            out.append(f"L{number(ax)} {number(ay)}Q{number(x)} {number(y)} {number(bx)} {number(by)}")
        else:
            out.append(f"L{number(x)} {number(y)}")
    return "".join(out)


def _towards(corner: tuple[float, float], other: tuple[float, float], radius: float) -> tuple[float, float]:
    """The point so far from a corner, half the way to the other end at most."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = (dx * dx + dy * dy) ** 0.5
    if not length:
        return corner
    part = min(radius, length / 2) / length
    return corner[0] + dx * part, corner[1] + dy * part
