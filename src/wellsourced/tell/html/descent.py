"""Where the words come from: the lineage laid out as a drawing, its edges as sentences, the passages collated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from .lookup import Evidence, Json, Lookup, clean, count, listed, shorten
from .marks import Mark, marked, merged

# measures of the drawing in pixels: chosen so that three columns fit a column of text 56rem wide
COLUMN, GAP, ROW, TOP, LINE = 212, 96, 20, 34, 16
LETTERS = 27  # letters of 13px that fit a line of a box
EVIDENCE_WORDS = 70  # characters of each stretch shown with an edge
KINDS = {"copies": "copied by", "rewrites": "rewritten by", "credits": "credited by", "quotes": "quoted by"}


@dataclass(slots=True)
class Box:
    """A node of the drawing."""

    id: str
    kind: str
    lines: list[str]
    is_origin: bool
    note: str = ""
    column: int = 0
    x: float = 0
    y: float = 0
    height: float = 0

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of the drawing, from the origin of the words to who took them."""

    path: str
    kind: str
    width: float


@dataclass(slots=True)
class Drawing:
    boxes: list[Box]
    lines: list[Line]
    heads: list[tuple[float, str]]
    width: float
    height: float
    summary: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Who took words from an origin, how, and why one can tell."""

    taker: str
    kind: str
    strength: str
    why: str
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class EdgeView:
    """One origin of words with all who took from it."""

    giver: str
    kind: str
    taken: list[Taken]


def view_edges(lookup: Lookup, articles: Sequence[str]) -> list[EdgeView]:
    """Each edge as a sentence with its reason and evidence, by the origin of the words; unseen ones first."""
    here = set(articles)
    givers: dict[str, list[Taken]] = {}
    for edge in lookup.dossier["lineage"]["edges"]:
        if edge["from"] in here or edge["to"] in here:
            evidence = [lookup.evidence(span, EVIDENCE_WORDS) for span in edge["evidence"]]
            givers.setdefault(edge["to"], []).append(
                Taken(lookup.node_name(edge["from"]), KINDS.get(edge["kind"], clean(edge["kind"])),
                      f"{edge['strength']:.2f}", clean(edge["why"]), evidence)
            )  # fmt: skip
    ordered = sorted(givers, key=lambda giver: (giver in here, -len(givers[giver])))
    return [
        EdgeView(
            capitalised(lookup.node_name(giver)), lookup.nodes.get(giver, {"kind": "article"})["kind"], givers[giver]
        )
        for giver in ordered
    ]


def view_unsettled(lookup: Lookup, articles: Sequence[str]) -> list[str]:
    """What the evidence does not decide, a sentence each: possible sources, and origins that may be one."""
    here = set(articles)
    lineage = lookup.dossier["lineage"]
    found = [clean(edge["why"]) for edge in lineage.get("possible", ()) if edge["from"] in here]
    roots = {root for article in articles for root in lookup.articles[article]["origins"]}
    found += [clean(doubt["why"]) for doubt in lineage.get("doubts", ()) if roots & set(doubt["between"])]
    return [f"{capitalised(why)}." for why in dict.fromkeys(found)]


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def draw(lookup: Lookup, articles: Sequence[str]) -> Drawing | None:
    """The lineage of a story in columns: on the left what is not in the coverage, words flowing to the right.

    None where there is nothing to draw: a single article without an edge.
    """
    here = set(articles)
    edges = [e for e in lookup.dossier["lineage"]["edges"] if e["from"] in here or e["to"] in here]
    wanted = dict.fromkeys([*(end for e in edges for end in (e["to"], e["from"])), *articles])
    if len(wanted) < 2:
        return None
    roots = {root for article in articles for root in lookup.articles[article]["origins"]}
    boxes = {node: _box(lookup, node, node in roots) for node in wanted if node in lookup.nodes or node in here}
    parents: dict[str, list[str]] = {node: [] for node in boxes}
    for edge in edges:
        if edge["from"] in boxes and edge["to"] in boxes:
            parents[edge["from"]].append(edge["to"])
    _columns(boxes, parents)
    height = _place(boxes, parents)
    lines = [_line(boxes[e["to"]], boxes[e["from"]], e) for e in edges if e["to"] in boxes and e["from"] in boxes]
    heads = [
        (float(column * (COLUMN + GAP)), _head(boxes, column))
        for column in range(1 + max(box.column for box in boxes.values()))
    ]
    width = len(heads) * (COLUMN + GAP) - GAP
    return Drawing(list(boxes.values()), lines, heads, width, height, _summary(lookup, articles, boxes))


def _box(lookup: Lookup, node: str, is_origin: bool) -> Box:
    kind = lookup.nodes[node]["kind"] if node in lookup.nodes else "article"
    may_be = lookup.nodes[node].get("may_be") if node in lookup.nodes else None
    name = lookup.node_name(node).removesuffix(", not in this coverage").partition(", which may be that of ")[0]
    note = ("may be one of these" if may_be else "not in this coverage") if kind == "unseen" else ""
    return Box(node, kind, _wrapped(name if kind == "article" else capitalised(name)), is_origin, note)


def _wrapped(name: str) -> list[str]:
    """A name in lines that fit a box, at most four."""
    lines: list[str] = [""]
    for word in shorten(name, LETTERS * 4 - 6).split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LETTERS:
            lines.append("")
        lines[-1] = shorten(f"{lines[-1]} {word}".strip(), LETTERS)
    return lines


def _columns(boxes: Mapping[str, Box], parents: Mapping[str, list[str]]) -> None:
    """Column 0 for what is not an article; an article stands right of everything it took words from.

    Where articles name each other in a circle, the edge that closes it does not count.
    """
    done: dict[str, int] = {}

    def column(node: str, above: frozenset[str]) -> int:
        if node not in done:
            done[node] = 0 if boxes[node].kind != "article" else 1  # stands while its parents are looked at
            if boxes[node].kind == "article":
                open_nodes = above | {node}
                done[node] = 1 + max((column(p, open_nodes) for p in parents[node] if p not in open_nodes), default=0)
        return done[node]

    for node in boxes:
        column(node, frozenset())
    used = sorted(set(done.values()))
    for node, box in boxes.items():
        box.column = used.index(done[node])


def _place(boxes: Mapping[str, Box], parents: Mapping[str, list[str]]) -> float:
    """Give the boxes their places, each as near as there is room to what it took from; the height of the drawing."""
    columns: list[list[str]] = [[] for _ in range(1 + max(box.column for box in boxes.values()))]
    for node, box in boxes.items():
        box.height = LINE * (len(box.lines) + (box.kind == "unseen")) + 16
        box.x = box.column * (COLUMN + GAP)
        columns[box.column].append(node)
    needed = [sum(boxes[node].height + ROW for node in column) for column in columns]
    tallest = max(needed)
    for column, need in zip(columns, needed, strict=True):
        wished = {node: _wished(boxes, parents[node]) for node in column}
        free = TOP + (0.0 if any(w is not None for w in wished.values()) else (tallest - need) / 2)
        left = need
        for node in sorted(column, key=lambda node: (wished[node] is None, wished[node] or 0.0)):
            box, wish = boxes[node], wished[node]
            room = TOP + tallest - left  # the lowest place that leaves room for the rest
            box.y = free if wish is None else min(max(free, wish - box.height / 2), room)
            free = box.y + box.height + ROW
            left -= box.height + ROW
    return TOP + tallest - ROW + 2


def _wished(boxes: Mapping[str, Box], parents: Sequence[str]) -> float | None:
    """The middle of the boxes in earlier columns that words were taken from."""
    middles = [boxes[parent].middle for parent in parents if boxes[parent].y]
    return sum(middles) / len(middles) if middles else None


def _line(giver: Box, taker: Box, edge: Json) -> Line:
    """A curve from the right side of the giver to the left side of the taker."""
    x1, y1, x2, y2 = giver.x + COLUMN, giver.middle, taker.x - 7, taker.middle
    if x2 <= x1:  # in one column or backwards: around the right side
        x2 = taker.x + COLUMN + 7
        return Line(f"M{x1:.0f} {y1:.0f}C{x1 + 60:.0f} {y1:.0f} {x2 + 60:.0f} {y2:.0f} {x2:.0f} {y2:.0f}",
                    edge["kind"], 1 + 2 * edge["strength"])  # fmt: skip
    bend = (x2 - x1) / 2
    return Line(f"M{x1:.0f} {y1:.0f}C{x1 + bend:.0f} {y1:.0f} {x2 - bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}",
                edge["kind"], 1 + 2 * edge["strength"])  # fmt: skip


def _head(boxes: Mapping[str, Box], column: int) -> str:
    if any(box.kind != "article" for box in boxes.values() if box.column == column):
        return "Behind the coverage"
    first = min(box.column for box in boxes.values() if box.kind == "article")
    return "Articles" if column == first else "Articles that took from these"


def _summary(lookup: Lookup, articles: Sequence[str], boxes: Mapping[str, Box]) -> str:
    unseen = [box for box in boxes.values() if box.kind == "unseen"]
    own = [article for article in articles if article in lookup.articles[article]["origins"]]
    text = f"A drawing of {count(len(articles), 'article')}"
    if unseen:
        text += f" and {count(len(unseen), 'text')} behind them not in this coverage"
    text += "."
    if own:
        text += f" Reporting of their own: {listed(lookup.labels(own), 8)}."
    return text + " The list below says the same in words."


# ---- passages ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Version:
    """One article's version of a passage, with the places of variation marked and numbered."""

    outlet: str
    href: str
    text: Markup


@dataclass(slots=True)
class VariantView:
    number: int
    kind: str
    cells: list[str | None]  # one for each version; "" is nothing, None unknown


@dataclass(slots=True)
class PassageView:
    id: str
    number: int
    opening: str
    outlets: list[str]
    bits: str
    words: int
    versions: list[Version]
    variants: list[VariantView] = field(default_factory=list)


def view_passages(lookup: Lookup, articles: Sequence[str]) -> list[PassageView]:
    """The shared passages of a story, those that prove most first."""
    here = set(articles)
    found = [
        (n, passage)
        for n, passage in enumerate(lookup.dossier["passages"], 1)
        if any(span["article"] in here for span in passage["spans"])
    ]
    views = [_passage(lookup, n, passage) for n, passage in found]
    return sorted(views, key=lambda view: (-len(view.outlets), -float(view.bits), view.number))


def _passage(lookup: Lookup, number: int, passage: Json) -> PassageView:
    versions = []
    for span in passage["spans"]:
        evidence = lookup.evidence(span)
        versions.append(Version(evidence.label, evidence.href, _version(lookup, span, passage["variants"])))
    variants = [
        VariantView(n, clean(variant["kind"]), [_cell(variant, span["article"]) for span in passage["spans"]])
        for n, variant in enumerate(passage["variants"], 1)
    ]
    words = [len(lookup.words([span]).split()) for span in passage["spans"]]
    return PassageView(
        lookup.anchor(passage["id"]),
        number,
        shorten(lookup.words(passage["spans"][:1]), 90),
        lookup.labels(span["article"] for span in passage["spans"]),
        f"{passage['bits']:.0f}",
        max(words),
        versions,
        variants,
    )


def _version(lookup: Lookup, span: Json, variants: Sequence[Json]) -> Markup:
    marks = []
    for number, variant in enumerate(variants, 1):
        for reading in variant["readings"]:
            for found in reading.get("spans", ()):
                if (
                    found["article"] == span["article"]
                    and span["start"] <= found["start"] < found["end"] <= span["end"]
                ):
                    ref = Markup("<sup>{}</sup>").format(number)
                    marks.append(Mark(found["start"], found["end"], ["v"], refs=[ref]))
    return marked(lookup.articles[span["article"]]["text"], span["start"], span["end"], merged(marks))


def _cell(variant: Json, article: str) -> str | None:
    for reading in variant["readings"]:
        if article in reading["articles"]:
            return clean(reading["text"])
    return None


# ---- rewrites ---------------------------------------------------------------------------------

REWRITE_WORDS = 140  # characters of each side shown; the link leads to the rest


@dataclass(frozen=True, slots=True)
class RewriteView:
    sides: list[Evidence]
    bits: str


def view_rewrites(lookup: Lookup, articles: Sequence[str]) -> list[RewriteView]:
    """What two articles of a story tell alike in other words, the likeliest first."""
    here = set(articles)
    found = [
        rewrite for rewrite in lookup.dossier.get("rewrites", ()) if any(s["article"] in here for s in rewrite["spans"])
    ]
    found.sort(key=lambda rewrite: -rewrite["bits"])
    return [
        RewriteView([lookup.evidence(s, REWRITE_WORDS) for s in rewrite["spans"]], f"{rewrite['bits']:.0f}")
        for rewrite in found
    ]
