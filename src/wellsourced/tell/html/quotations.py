"""Quotations as the page shows them: the fullest wording, and each other one with what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lookup import Json, Lookup, clean, shorten

SHOWN = 60  # characters of the words that were changed
DONE = {
    "negation": "turned",
    "number": "other number",
    "modal": "other modal verb",
    "hedge": "doubt left out",
    "key word": "other key word",
}


@dataclass(frozen=True, slots=True)
class ReadingView:
    words: str
    href: str
    outlets: list[str]
    changes: list[str]
    altered: bool


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A quotation; `readings` beside the fullest, which is the first."""

    id: str
    speakers: list[str]
    readings: list[ReadingView]


def view_quotations(lookup: Lookup, articles: Sequence[str]) -> list[QuotationView]:
    """The quotations of a story that are not the same everywhere, those altered in sense first."""
    here = set(articles)
    found = [
        QuotationView(
            lookup.anchor(q["id"]),
            [clean(speaker) for speaker in q["speakers"]],
            [_reading(lookup, reading) for reading in q["readings"]],
        )
        for q in lookup.dossier.get("quotations", ())
        if len(q["readings"]) > 1 and q["readings"][0]["articles"][0] in here
    ]
    return sorted(found, key=lambda view: not any(reading.altered for reading in view.readings))


def _reading(lookup: Lookup, reading: Json) -> ReadingView:
    evidence = lookup.evidence(reading["spans"][0])
    changes = [_told(change) for change in reading["changes"]]
    return ReadingView(
        clean(reading["text"]), evidence.href, lookup.labels(reading["articles"]), changes, bool(reading["altered"])
    )


def _told(change: Json) -> str:
    kind = DONE.get(change["kind"], clean(change["kind"]))
    left, right = (shorten(clean(words), SHOWN) for words in (change["left"], change["right"]))
    if not left and not right:
        return kind
    if not (left and right):
        return f"{kind}: without “{left}”" if left else f"{kind}: with “{right}”"
    return f"{kind}: “{left}” is “{right}”"
