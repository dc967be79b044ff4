"""Where the words come from: the lineage as a drawing, its edges as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..drawings import Arrow, Box, draw_lineage
from .lookup import Evidence, Lookup, clean, short_when

EVIDENCE_WORDS = 70  # characters of each stretch shown with an edge
KINDS = {"copies": "copied by", "rewrites": "rewritten by", "credits": "credited by", "quotes": "quoted by"}


@dataclass(frozen=True, slots=True)
class Taken:
    """Who took words from an origin, how, and why one can tell."""

    id: str
    taker: str
    kind: str
    strength: str
    why: str
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class EdgeView:
    """One origin of words with all who took from it."""

    id: str
    giver: str
    kind: str
    taken: list[Taken]


def view_edges(lookup: Lookup, articles: Sequence[str]) -> list[EdgeView]:
    """Each edge as a sentence with its reason and evidence, by the origin of the words; unseen ones first."""
    here = set(articles)
    givers: dict[str, list[Taken]] = {}
    for number, edge in enumerate(lookup.dossier["lineage"]["edges"], 1):
        if edge["from"] in here or edge["to"] in here:
            evidence = [lookup.evidence(span, EVIDENCE_WORDS) for span in edge["evidence"]]
            givers.setdefault(edge["to"], []).append(
                Taken(edge_anchor(number), lookup.node_name(edge["from"]), KINDS.get(edge["kind"], clean(edge["kind"])),
                      f"{edge['strength']:.2f}", clean(edge["why"]), evidence)
            )  # fmt: skip
    ordered = sorted(givers, key=lambda giver: (giver in here, -len(givers[giver])))
    return [
        EdgeView(
            lookup.anchor("from-" + giver),
            capitalised(lookup.node_name(giver)),
            lookup.nodes.get(giver, {"kind": "article"})["kind"],
            givers[giver],
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


def draw(lookup: Lookup, story: str, articles: Sequence[str]) -> Markup:
    """The lineage of a story as a drawing whose arrows lead to their evidence; empty where there is nothing to draw."""
    here = set(articles)
    edges = [(n, e) for n, e in enumerate(lookup.dossier["lineage"]["edges"], 1) if here & {e["from"], e["to"]}]
    wanted = dict.fromkeys([*(end for _, e in edges for end in (e["to"], e["from"])), *articles])
    roots = {root for article in articles for root in lookup.articles[article]["origins"]}
    boxes = [_box(lookup, node, node in roots) for node in wanted if node in lookup.nodes or node in here]
    arrows = [
        Arrow(e["to"], e["from"], e["kind"], e["strength"], clean(e["why"]), f"{lookup.page}#{edge_anchor(n)}")
        for n, e in edges
    ]
    return draw_lineage(f"lineage-{lookup.anchor(story)}", boxes, arrows)


def _box(lookup: Lookup, node: str, is_origin: bool) -> Box:
    if node in lookup.articles:
        article = lookup.articles[node]
        title = article["title"] if not article["outlet"] else None
        name = f"“{clean(title)}”" if title else lookup.label(node)
        when = article["published"]
        note = short_when(when) if when["earliest"] or when["latest"] else ""
        return Box(node, "article", name, note, is_origin, f"{lookup.page}#{lookup.anchor(node)}")
    record = lookup.nodes[node]
    name = lookup.node_name(node).removesuffix(", not in this coverage").partition(", which may be that of ")[0]
    unseen = "may be one of these" if record.get("may_be") else "not in this coverage"
    note = unseen if record["kind"] == "unseen" else clean(record["kind"])
    if any(_is_alike(lookup, node, doubt["between"]) for doubt in lookup.dossier["lineage"].get("doubts", ())):
        note += ", may be one with the other"
    return Box(
        node, record["kind"], capitalised(name), note, is_origin, f"{lookup.page}#{lookup.anchor('from-' + node)}"
    )


def _is_alike(lookup: Lookup, node: str, pair: Sequence[str]) -> bool:
    """Whether a pair of origins that may be one holds a node and another of the same name."""
    names = {lookup.nodes[one]["name"] for one in pair if one in lookup.nodes}
    return node in pair and len(names) == 1


def edge_anchor(number: int) -> str:
    """The fragment of an edge's evidence: edges are numbered as they stand in the dossier."""
    return f"edge-{number}"
