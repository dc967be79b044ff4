"""What articles leave out of a text that they share with others, as the page shows it: by article, with the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lookup import Evidence, Lookup, clean

KINDS = {
    "passage": "a part of the report",
    "denial": "the denial",
    "other side": "the other side",
}


@dataclass(frozen=True, slots=True)
class OmissionView:
    kind: str
    words: str
    places: list[Evidence]  # where others have it
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """All that one article leaves out of one shared text."""

    outlet: str
    text: str
    omissions: list[OmissionView]


def view_omissions(lookup: Lookup, articles: Sequence[str]) -> list[LeftOut]:
    here = set(articles)
    grouped: dict[tuple[str, str], list[OmissionView]] = {}
    for one in lookup.dossier.get("omissions", ()):
        if one["article"] not in here:
            continue
        places = [lookup.evidence(span) for span in one["spans"]]
        view = OmissionView(KINDS.get(one["kind"], clean(one["kind"])), places[0].words, places, clean(one["why"]))
        grouped.setdefault((lookup.label(one["article"]), lookup.node_name(one["origin"])), []).append(view)
    return [LeftOut(outlet, text, omissions) for (outlet, text), omissions in grouped.items()]
