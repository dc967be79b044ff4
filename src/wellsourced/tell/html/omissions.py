"""What articles leave out of a text that they share with others: the words, who has them, and who has them not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lookup import Evidence, Json, Lookup, clean

# the kinds in the order in which they matter to a reader
KINDS = {
    "denial": "the denial",
    "other side": "the other side",
    "passage": "a part of the report",
}
MOST = 60  # omissions shown; of a hundred carriers of one text each leaves out something
PLACES = 4  # places shown where others have the words


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that carriers of a shared text have, and the articles that leave them out."""

    kind: str
    words: str
    text: str  # what is shared
    outlets: list[str]
    places: list[Evidence]  # where others have it
    others: int  # further places
    why: str


def view_omissions(lookup: Lookup, articles: Sequence[str]) -> tuple[list[LeftOut], int]:
    """The omissions of a story, denials first, then what most leave out; and how many more there are."""
    here = set(articles)
    grouped: dict[tuple[str, str, str], list[Json]] = {}
    for one in lookup.dossier.get("omissions", ()):
        if one["article"] in here:
            key = (one["kind"], one["origin"], lookup.words(one["spans"][:1]))
            grouped.setdefault(key, []).append(one)
    order = list(KINDS)
    ranked = sorted(
        grouped.values(),
        key=lambda found: (order.index(found[0]["kind"]) if found[0]["kind"] in order else len(order), -len(found)),
    )
    return [_left_out(lookup, found) for found in ranked[:MOST]], max(0, len(ranked) - MOST)


def _left_out(lookup: Lookup, found: Sequence[Json]) -> LeftOut:
    first = found[0]
    places = [lookup.evidence(span) for span in first["spans"][:PLACES]]
    return LeftOut(
        KINDS.get(first["kind"], clean(first["kind"])),
        places[0].words,
        lookup.node_name(first["origin"]),
        lookup.labels(one["article"] for one in found),
        places,
        len(first["spans"]) - len(places),
        clean(first["why"]),
    )
