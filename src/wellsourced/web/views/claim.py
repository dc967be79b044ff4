"""A claim with every support in its context, and the way of the words from mouth to page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ...records import FURNITURE
from ...tell.html.claims import KINDS as DISAGREEMENTS
from ...tell.html.claims import ClaimView, view_claim
from ...tell.html.descent import KINDS as EDGES
from ...tell.html.lookup import Json, Lookup, clean, when_words
from ...tell.html.marks import Mark, marked, merged

CONTEXT = 700  # characters of a paragraph that are shown around the words


@dataclass(frozen=True, slots=True)
class Step:
    """A station on the way: who or what, of which kind, and how the words came to it from the one before."""

    name: str
    kind: str
    how: str = ""
    why: str = ""
    article: str | None = None


@dataclass(frozen=True, slots=True)
class SupportView:
    """A place where a claim stands: the article, the paragraph with the words marked, and the way they came."""

    article: str
    label: str
    when: str
    origin: str
    context: Markup
    href: str
    kind: str
    way: list[Step]


@dataclass(frozen=True, slots=True)
class Dispute:
    kind: str
    about: str
    why: str
    others: list[list[ClaimView]]


def view(data: Json, claim_id: str, story: str) -> dict[str, Any]:
    """What the page of a claim shows."""
    lookup = Lookup(data, f"/stories/{story}")
    record = lookup.claims[claim_id]
    claim = view_claim(lookup, record)
    said = [lookup.statements[member] for member in record.get("members", ()) if member in lookup.statements]
    supports = [_support(lookup, support, said) for support in record["supports"]]
    disputes = [_dispute(lookup, one, claim_id) for one in data["disagreements"]
                if any(claim_id in side for side in one["sides"])]  # fmt: skip
    moments = [one for one in data["timeline"] if one["claim"] == claim_id]
    return {
        "title": claim.text,
        "story": next(one for one in data["stories"] if one["id"] == story),
        "claim": claim,
        "supports": supports,
        "disputes": disputes,
        "when": [(when_words(one["when"]), one["planned"]) for one in moments],
        "bearings": [claim.bearing, *(c.bearing for d in disputes for side in d.others for c in side)],
    }


def _dispute(lookup: Lookup, one: Json, claim: str) -> Dispute:
    others = [[view_claim(lookup, lookup.claims[c]) for c in side if c in lookup.claims]
              for side in one["sides"] if claim not in side]  # fmt: skip
    return Dispute(DISAGREEMENTS.get(one["kind"], clean(one["kind"])), clean(one["about"]), clean(one["why"]), others)


def _support(lookup: Lookup, support: Json, said: Sequence[Json]) -> SupportView:
    article, span = support["article"], support["span"]
    statement = next((s for s in said if s["article"] == article and _meets(s["content"], span)), None)
    record = lookup.articles[article]
    return SupportView(
        article=article,
        label=lookup.label(article),
        when=when_words(record["published"]),
        origin=lookup.node_name(support["origin"]),
        context=context(record, span["start"], span["end"]),
        href=f"/articles/{article}#t0-{span['start']}-{span['end']}",
        kind=statement["kind"] if statement else "",
        way=list(_way(lookup, statement, article, support["origin"])),
    )


def _meets(spans: Sequence[Json], span: Json) -> bool:
    return any(s["start"] < span["end"] and span["start"] < s["end"] for s in spans)


def context(article: Json, start: int, end: int) -> Markup:
    """The paragraph around a stretch of an article, or as much of it as fits, with the stretch marked."""
    text = article["text"]
    read = [(b["start"], b["end"]) for b in article["blocks"] if b["kind"] not in FURNITURE]
    around = [(s, e) for s, e in read if s < end and start < e] or [(start, end)]
    first, last = min(s for s, _ in around), max(e for _, e in around)
    first, before = _cut_before(text, first, start)
    last, after = _cut_after(text, last, end)
    words = marked(text, first, last, merged([Mark(start, end, ["lit"])]))
    return Markup("{}{}{}").format("… " if before else "", words, " …" if after else "")


def _cut_before(text: str, first: int, start: int) -> tuple[int, bool]:
    if start - first <= CONTEXT:
        return first, False
    space = text.find(" ", start - CONTEXT, start)
    return (space + 1 if space >= 0 else start - CONTEXT), True


def _cut_after(text: str, last: int, end: int) -> tuple[int, bool]:
    if last - end <= CONTEXT:
        return last, False
    space = text.rfind(" ", end, end + CONTEXT)
    return (space if space >= 0 else end + CONTEXT), True


def _way(lookup: Lookup, statement: Json | None, article: str, origin: str) -> Iterator[Step]:
    """From the mouth, through those who relayed it and the texts that carried it, to the article."""
    for link in statement["chain"] if statement else ():
        identity = lookup.identities.get(link["identity"] or "")
        name = clean(identity["name"] if identity else link["name"])
        yield Step(name, "speaker", "" if link["role"] == "speaker" else "relays")
    path = _path(lookup, article, origin)
    if origin != article and origin in lookup.nodes and lookup.nodes[origin]["kind"] != "speaker":
        yield Step(lookup.node_name(origin), lookup.nodes[origin]["kind"], "reported by")
    for edge in reversed(path):
        kind = EDGES.get(edge["kind"], clean(edge["kind"]))
        place = edge["from"] if edge["from"] in lookup.articles else None
        yield Step(lookup.node_name(edge["from"]), "article", kind, clean(edge["why"]), place)
    if not path:
        yield Step(lookup.label(article), "article", "reported by" if statement else "", article=article)


def _path(lookup: Lookup, article: str, origin: str) -> list[Json]:
    """The shortest way over the lineage's edges from an article back to an origin; empty where there is none."""
    if article == origin:
        return []
    before: dict[str, Json] = {}
    waiting = deque([article])
    while waiting:
        here = waiting.popleft()
        for edge in lookup.dossier["lineage"]["edges"]:
            if edge["from"] == here and edge["to"] not in before and edge["to"] != article:
                before[edge["to"]] = edge
                waiting.append(edge["to"])
    found: list[Json] = []
    at = origin
    while at != article:
        if at not in before:
            return []
        found.append(before[at])
        at = before[at]["from"]
    return found[::-1]
