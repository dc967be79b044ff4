"""Passages that articles share, collated; and what they tell alike in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from .lookup import Evidence, Json, Lookup, clean, shorten
from .marks import Mark, marked, merged

VERSIONS = 8  # wordings of a passage that are set out; a hundred carriers would make a table that nobody can read
OPENING = 90  # characters of a passage that announce it
REWRITE_WORDS = 140  # characters of each side of a rewrite shown; the link leads to the rest
REWRITES = 100  # rewrites shown at most


@dataclass(slots=True)
class Version:
    """One wording of a passage, with the places of variation marked and numbered, and all places that have it."""

    places: list[Evidence]
    text: Markup

    @property
    def outlet(self) -> str:
        more = len(self.places) - 1
        return self.places[0].label + (f" and {more} more" if more else "")


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
    number_of_variants: int = 0
    further: list[Evidence] = field(default_factory=list)  # where wordings stand that are not set out


def view_passages(lookup: Lookup, articles: Sequence[str]) -> list[PassageView]:
    """The shared passages of a story, those that most articles carry first, then those that prove most."""
    here = set(articles)
    found = [
        (n, passage)
        for n, passage in enumerate(lookup.dossier["passages"], 1)
        if any(span["article"] in here for span in passage["spans"])
    ]
    views = [_passage(lookup, n, passage) for n, passage in found]
    return sorted(views, key=lambda view: (-len(view.outlets), -float(view.bits), view.number))


def _passage(lookup: Lookup, number: int, passage: Json) -> PassageView:
    cells = {span["article"]: [_cell(one, span["article"]) for one in passage["variants"]] for span in passage["spans"]}
    same: dict[tuple[str, ...], list[Json]] = {}  # in the order of the dossier
    for span in passage["spans"]:
        same.setdefault((lookup.words([span]), *map(str, cells[span["article"]])), []).append(span)
    wordings = list(same.values())
    if len(wordings) > VERSIONS:
        wordings.sort(key=lambda spans: (-len(spans), spans[0]["start"] - spans[0]["end"]))
    shown, others = wordings[:VERSIONS], wordings[VERSIONS:]
    versions = [
        Version([lookup.evidence(span) for span in spans], _version(lookup, spans[0], passage["variants"]))
        for spans in shown
    ]
    variants = [
        VariantView(n + 1, clean(variant["kind"]), [cells[spans[0]["article"]][n] for spans in shown])
        for n, variant in enumerate(passage["variants"])
    ]
    return PassageView(
        lookup.anchor(passage["id"]),
        number,
        shorten(lookup.words(passage["spans"][:1]), OPENING),
        lookup.labels(span["article"] for span in passage["spans"]),
        f"{passage['bits']:.0f}",
        max(len(words[0].split()) for words in same),
        versions,
        [one for one in variants if not others or len(set(one.cells)) > 1],
        len(variants),
        [lookup.evidence(span) for spans in others for span in spans],
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


@dataclass(frozen=True, slots=True)
class RewriteView:
    sides: list[Evidence]
    bits: str


def view_rewrites(lookup: Lookup, articles: Sequence[str]) -> tuple[list[RewriteView], int]:
    """What two articles of a story tell alike in other words, the likeliest first, and how many more there are."""
    here = set(articles)
    found = [
        rewrite for rewrite in lookup.dossier.get("rewrites", ()) if any(s["article"] in here for s in rewrite["spans"])
    ]
    found.sort(key=lambda rewrite: -rewrite["bits"])
    shown = [
        RewriteView([lookup.evidence(s, REWRITE_WORDS) for s in rewrite["spans"]], f"{rewrite['bits']:.0f}")
        for rewrite in found[:REWRITES]
    ]
    return shown, len(found) - len(shown)
