"""The lineage: what is behind the coverage on the left, words flowing right, each arrow a link to its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .layers import Layers, in_layers
from .svg import element, fit, link, path, picture, text, wrap

WIDTH, PAD, SIZE, LINE = 218.0, 12.0, 13.0, 17.0  # pixels: of a box, its margin, its type, its lines
HEAD, ROW, BAND = (
    30.0,
    19.0,
    34.0,
)  # pixels: the heads of columns, a row of a list, the gap above what is apart
NAMES = 3  # lines of a name at most
FEW = 14  # boxes that are drawn one by one; of more, articles with the same sources and nobody after them are one list
MANY = 30  # boxes and lists that show all sources of an article; in a larger drawing each has its strongest alone
ROWS = 40  # rows of a list before it gets another column
ARROW = 8.0  # pixels that an arrow's head takes


@dataclass(frozen=True, slots=True)
class Box:
    """A place that words can come from. `kind`: article, unseen, document or speaker; `note`: a line below the name;
    `is_origin`: whether articles go back to it in the end; `href`: what is known of it."""

    id: str
    kind: str
    name: str
    note: str = ""
    is_origin: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """`taker` took words from `giver` (ids of boxes). `strength` from 0 to 1; `href` leads to the evidence."""

    giver: str
    taker: str
    kind: str
    strength: float
    why: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """Boxes drawn as one: a single one, or a list of articles that have the same sources."""

    id: str
    members: tuple[Box, ...]

    @property
    def is_list(self) -> bool:
        return len(self.members) > 1

    @property
    def columns(self) -> int:
        return -(-len(self.members) // ROWS)

    @property
    def size(self) -> tuple[float, float]:
        if self.is_list:
            rows = -(-len(self.members) // self.columns)
            return self.columns * WIDTH, 30 + rows * ROW + 6
        box = self.members[0]
        return WIDTH, (len(_lines(box)) + len(_note(box))) * LINE + 15


def draw_lineage(name: str, boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Markup:
    """Boxes and who took words from whom -> the drawing; "" for fewer than two boxes. `name` is unique on its page."""
    if len(boxes) < 2:
        return Markup("")
    by_id = {box.id: box for box in boxes}
    arrows = [one for one in arrows if one.giver in by_id and one.taker in by_id and one.giver != one.taker]
    tied = {end for one in arrows for end in (one.giver, one.taker)}
    groups, drawn_arrows = _simplified([box for box in boxes if box.id in tied], arrows)
    of = {box.id: group.id for group in groups for box in group.members}
    flows = _flows(drawn_arrows, of)
    sizes = {group.id: _roomy(group, flows) for group in groups}
    roots = [group for group in groups if not any(end == group.id for _, end in flows)]
    behind = [group.id for group in roots if group.members[0].kind != "article"]
    articles = [group.id for group in roots if behind and group.members[0].kind == "article"]
    laid = in_layers(sizes, list(flows), behind, articles) if groups else Layers({}, {}, [], 0, 0)
    apart, width, height = _apart([box for box in boxes if box.id not in tied], max(laid.width, 3 * WIDTH + 36))
    width, top = max(width, laid.width), HEAD if groups else 0.0
    drawn = [_marker(name), *_heads(groups, laid)]
    for taken, route in zip(flows.values(), laid.routes, strict=True):
        drawn.append(_arrow(name, taken, [(x, y + top) for x, y in route], by_id))
    for group in groups:
        x, y = laid.places[group.id]
        drawn.append(_group(group, x, y + top, sizes[group.id]))
    below = top + laid.height + (BAND if groups and apart else 0)
    if apart:
        drawn.append(text(1, below + 14, "Nothing taken from others", "head"))
        drawn += [_group(group, x, y + below + HEAD - 6, group.size) for group, x, y in apart]
        below += HEAD - 6 + height
    return picture(name, "lineage", (width + 2, below + 2), "Where the words come from",
                   _told(boxes, arrows, len(arrows) - len(drawn_arrows)), drawn)  # fmt: skip


def _simplified(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> tuple[list[_Group], list[Arrow]]:
    """The boxes and arrows to draw. In a large drawing

    1. an arrow goes that others make a way around: who copied a copy need not point at the first text too;
    2. articles with the same sources become one list;
    3. if that is still too much, each article keeps its strongest source alone, and each source its strongest taker.
    """
    if len(boxes) <= FEW:
        return [_Group(box.id, (box,)) for box in boxes], list(arrows)
    if len(arrows) <= 40 * MANY:  # finding the ways around takes the square of their number
        arrows = _without_ways_around(arrows)
    groups = _lists(boxes, arrows)
    if len(groups) > MANY:
        ranked = sorted(arrows, key=_weight)
        strongest, widest = {a.taker: a for a in ranked}, {a.giver: a for a in ranked}
        kept = {id(arrow) for arrow in strongest.values()}
        heard = {arrow.giver for arrow in strongest.values()} | set(strongest)
        kept |= {id(arrow) for giver, arrow in widest.items() if giver not in heard}
        arrows = [arrow for arrow in arrows if id(arrow) in kept]
        groups = _lists(boxes, arrows)
    return groups, list(arrows)


def _without_ways_around(arrows: Sequence[Arrow]) -> list[Arrow]:
    takers: dict[str, dict[str, None]] = {}  # in the order of the arrows
    for arrow in arrows:
        takers.setdefault(arrow.giver, {})[arrow.taker] = None
    givers = Counter(taker for found in takers.values() for taker in found)
    gone = set()
    for giver, taker in dict.fromkeys((arrow.giver, arrow.taker) for arrow in arrows):
        if givers[taker] > 1:  # else there is no other way
            del takers[giver][taker]
            if _leads(takers, giver, taker):
                gone.add((giver, taker))
                givers[taker] -= 1
            else:
                takers[giver][taker] = None
    return [arrow for arrow in arrows if (arrow.giver, arrow.taker) not in gone]


def _leads(takers: Mapping[str, Collection[str]], start: str, end: str) -> bool:
    seen, left = {start}, [start]
    while left:
        for node in takers.get(left.pop(), ()):
            if node == end:
                return True
            if node not in seen:
                seen.add(node)
                left.append(node)
    return False


def _weight(arrow: Arrow) -> tuple[bool, float]:
    """Whose words it carries counts more than what it names."""
    return arrow.kind in ("copies", "rewrites"), arrow.strength


def _lists(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> list[_Group]:
    """The boxes, those articles put together that have the same sources and nobody after them."""
    givers = {arrow.giver for arrow in arrows}
    sources: dict[str, set[str]] = {box.id: set() for box in boxes}
    for arrow in arrows:
        sources[arrow.taker].add(arrow.giver)
    found: dict[object, list[Box]] = {}
    for box in boxes:
        is_leaf = box.kind == "article" and box.id not in givers
        found.setdefault(tuple(sorted(sources[box.id])) if is_leaf else box.id, []).append(box)
    return [_Group(members[0].id, tuple(members)) for members in found.values()]


def _flows(arrows: Sequence[Arrow], of: Mapping[str, str]) -> dict[tuple[str, str], list[Arrow]]:
    """(from, to) -> the arrows drawn as one line between these groups."""
    flows: dict[tuple[str, str], list[Arrow]] = {}
    for arrow in arrows:
        flows.setdefault((of[arrow.giver], of[arrow.taker]), []).append(arrow)
    return flows


def _roomy(group: _Group, flows: Mapping[tuple[str, str], list[Arrow]]) -> tuple[float, float]:
    """A box's size, with room at its sides for all arrows that begin or end there."""
    width, height = group.size
    most = max(sum(ends[side] == group.id for ends in flows) for side in (0, 1))
    return width, max(height, 10.0 * most + 10)


def _apart(boxes: Sequence[Box], room: float) -> tuple[list[tuple[_Group, float, float]], float, float]:
    """Boxes that no arrow touches, in rows below: (box, left, top) of each, and the width and height of all."""
    if len(boxes) > FEW:
        group = _Group("apart", tuple(boxes))
        return [(group, 1.0, 0.0)], *group.size
    across = max(1, int((room + 18) // (WIDTH + 18)))
    placed: list[tuple[_Group, float, float]] = []
    y = 0.0
    for start in range(0, len(boxes), across):
        row = [_Group(box.id, (box,)) for box in boxes[start : start + across]]
        placed += [(group, 1 + n * (WIDTH + 18), y) for n, group in enumerate(row)]
        y += max(group.size[1] for group in row) + 14
    return placed, min(len(boxes), across) * (WIDTH + 18) - 18, max(0.0, y - 14)


# ---- pieces -----------------------------------------------------------------------------------


def _lines(box: Box) -> list[str]:
    return wrap(box.name, WIDTH - 2 * PAD - (10 if box.is_origin else 0), SIZE, NAMES)


def _note(box: Box) -> list[str]:
    return wrap(box.note, WIDTH - 2 * PAD, 12, 2) if box.note else []


def _marker(name: str) -> Markup:
    head = element("path", d="M0 0L8 4L0 8z")
    marker = element("marker", head, id=f"{name}-arrow", viewBox="0 0 8 8", refX="1", refY="4", markerWidth="8",
                     markerHeight="8", markerUnits="userSpaceOnUse", orient="auto")  # fmt: skip
    return element("defs", marker)


def _heads(groups: Sequence[_Group], laid: Layers) -> list[Markup]:
    """A word above each layer."""
    lefts: dict[int, float] = {}
    for group in groups:
        layer, x = laid.layer[group.id], laid.places[group.id][0]
        lefts[layer] = min(x, lefts.get(layer, x))
    kinds = {layer: {g.members[0].kind for g in groups if laid.layer[g.id] == layer} for layer in lefts}
    first = min((layer for layer in lefts if kinds[layer] == {"article"}), default=None)
    heads = []
    for layer in sorted(lefts):
        if kinds[layer] - {"article"}:
            words = "Behind the coverage"
        else:
            words = "Articles" if layer == first else "Articles that took from these"
        heads.append(text(lefts[layer] + 1, 14, words, "head"))
    return heads


def _arrow(name: str, arrows: Sequence[Arrow], route: Sequence[tuple[float, float]],
           boxes: Mapping[str, Box]) -> Markup:  # fmt: skip
    """One line for arrows between the same two groups, with a broad invisible one under it that is easy to hit."""
    one = max(arrows, key=_weight)
    takers = len({arrow.taker for arrow in arrows})
    if takers == 1:
        label = f"{boxes[one.taker].name} {one.kind} {boxes[one.giver].name}: {one.why}"
    else:
        kinds = " and ".join(dict.fromkeys(arrow.kind for arrow in arrows))
        label = f"{takers} articles take from {boxes[one.giver].name} ({kinds})"
    line = path(_until_head([(x + 1, y) for x, y in route]), 7)
    drawn = element("path", cls=f"arrow {one.kind}", d=line, marker_end=f"url(#{name}-arrow)",
                    stroke_width=1 + 1.2 * one.strength)  # fmt: skip
    return link(one.href, label, element("path", cls="hit", d=line), drawn, cls="flow")


def _until_head(route: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The route, ended so much earlier that the arrow's head touches the box."""
    *before, (x, y) = route
    dx, dy = x - before[-1][0], y - before[-1][1]
    if abs(dy) > abs(dx):
        return [*before, (x, y - ARROW if dy > 0 else y + ARROW)]
    return [*before, (x - ARROW if dx >= 0 else x + ARROW, y)]


def _group(group: _Group, x: float, y: float, size: tuple[float, float]) -> Markup:
    return _list(group, x + 1, y, size) if group.is_list else _box(group.members[0], x + 1, y, size)


def _box(box: Box, x: float, y: float, size: tuple[float, float]) -> Markup:
    width, height = size
    lines, note = _lines(box), _note(box)
    at = y + (height - (len(lines) + len(note)) * LINE) / 2 + 13
    round_ = 3 if box.kind == "article" else 12
    parts = [element("rect", cls=f"box {box.kind}", x=x, y=y, width=width - 2, height=height, rx=float(round_))]
    if box.is_origin:
        parts.append(element("circle", cls="origin", cx=x + width - 16, cy=y + 14.0, r=4.5))
    parts += [text(x + PAD, at + n * LINE, line, "name") for n, line in enumerate(lines)]
    parts += [text(x + PAD, at + n * LINE, line, "small") for n, line in enumerate(note, len(lines))]
    label = ", ".join(filter(None, [box.name, box.note, "an origin" if box.is_origin else ""]))
    return link(box.href, label, *parts, cls="node-link")


def _list(group: _Group, x: float, y: float, size: tuple[float, float]) -> Markup:
    """Articles in rows, each a link of its own."""
    width, height = size
    rows = -(-len(group.members) // group.columns)
    parts = [element("rect", cls="box article", x=x, y=y, width=width - 2, height=height, rx=3.0)]
    parts.append(text(x + PAD, y + 20, f"{len(group.members)} articles", "name"))
    for n, box in enumerate(group.members):
        column, row = divmod(n, rows)
        left, base = x + PAD + column * WIDTH, y + 42 + row * ROW
        words = fit(box.name, WIDTH - 2 * PAD - (12 if box.is_origin else 0), 12)
        mark = [element("circle", cls="origin", cx=left + 3.5, cy=base - 4, r=3.5)] if box.is_origin else []
        label = ", ".join(filter(None, [box.name, box.note, "an origin" if box.is_origin else ""]))
        shift = 12 if box.is_origin else 0
        parts.append(link(box.href, label, *mark, text(left + shift, base, words, "item"), cls="node-link"))
    return element("g", *parts)


def _told(boxes: Sequence[Box], arrows: Sequence[Arrow], left_out: int) -> str:
    """The drawing in words."""
    articles = [box for box in boxes if box.kind == "article"]
    behind = [box for box in boxes if box.kind != "article"]
    own = [box.name for box in articles if box.is_origin]
    told = [f"A drawing of {_many(len(articles), 'article')}"]
    if behind:
        told[0] += f" and of {_many(len(behind), 'text or voice', 'texts or voices')} behind them"
    told[0] += "."
    for box in behind:
        takers = list(dict.fromkeys(arrow.taker for arrow in arrows if arrow.giver == box.id))
        if takers:
            told.append(f"{box.name}: behind {_many(len(takers), 'article')}.")
    if own:
        shown = ", ".join(own[:8]) + (f" and {len(own) - 8} more" if len(own) > 8 else "")
        told.append(f"Reporting of their own: {shown}.")
    if left_out:
        told.append(f"Not drawn, as others lead there or are stronger: {_many(left_out, 'arrow')}.")
    return " ".join(told)


def _many(count: int, noun: str, plural: str = "") -> str:
    return f"{count} {noun if count == 1 else plural or noun + 's'}"
