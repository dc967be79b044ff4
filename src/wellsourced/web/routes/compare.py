"""Articles side by side, of one story or of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ...records import Passage
from ...tell.html.lookup import Json, Lookup, clean
from ..pages import page, part
from ..told import Stories, Told
from ..views.compare import Aligned, align, in_order, view
from .ask import OpenStories

router = APIRouter()
MOST = 6  # articles at once: more columns cannot be read
Articles = Annotated[list[Annotated[str, Query(pattern=r"^[A-Za-z]+-[0-9a-f]{12}$")]], Query(max_length=MOST)]
StoryId = Annotated[str, Query(pattern=r"^([A-Za-z]+-[0-9a-f]{12})?$")]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that at least two of the articles have: the stretch of each, half-open, in code points."""

    passage: str
    bits: float
    spans: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Compared:
    articles: list[str]
    passages: list[SharedPassage]


@router.get("/compare.json", summary="What two or more articles share, in the order of the first")
def compare_json(stories: OpenStories, article: Articles) -> Compared:
    wanted = list(dict.fromkeys(article))
    _, passages = gather(stories, wanted)
    found: Sequence[Aligned] = in_order(align(passages, wanted), wanted)
    return Compared(wanted, [
        SharedPassage(one.passage.id, round(one.passage.bits, 1), {a: (s.start, s.end) for a, s in one.spans.items()})
        for one in found
    ])  # fmt: skip


@router.get("/compare", include_in_schema=False)
def compare_page(request: Request, stories: OpenStories, article: Articles = [], story: StoryId = "") -> Response:  # noqa: B006
    wanted = list(dict.fromkeys(article))
    told = stories.get(story) if story else stories.of(wanted[0]) if wanted else None
    choice = _choice(told) if told else []
    title = clean(told.data["stories"][0]["title"]) if told else ""
    shown: dict[str, Any] = {"choice": choice, "wanted": wanted, "most": MOST, "story": told.id if told else "",
                             "story_title": title}  # fmt: skip
    if len(wanted) < 2:
        return page(request, "compare.html", columns=[], **shown)
    lookup, passages = gather(stories, wanted)
    twin = "/compare.json?" + "&".join(f"article={part(one)}" for one in wanted)
    return page(request, "compare.html", twin=twin, **shown, **view(lookup, passages, wanted))


def _choice(told: Told) -> list[tuple[str, str, str]]:
    lookup = Lookup(told.data)
    return [(one, lookup.label(one), str(record["title"] or "Untitled")) for one, record in lookup.articles.items()]


def gather(stories: Stories, wanted: Sequence[str]) -> tuple[Lookup, Sequence[Passage]]:
    """The records of the articles and the passages they share: those found for their story, or, where they are of
    several stories, found now. Raises `NotThere`."""
    told = {one.id: one for one in (stories.of(article) for article in wanted)}
    if len(told) == 1:
        (one,) = told.values()
        return Lookup(one.data), one.dossier.comparisons[0].passages
    from ...compare.passages import find_passages

    data = _together([one.data for one in told.values()])
    records = {r.article.id: r.article for one in told.values() for r in one.dossier.readings}
    return Lookup(data), find_passages([records[article] for article in wanted])


def _together(told: Sequence[Json]) -> Json:
    """The contracts of several stories as one."""
    whole: dict[str, Any] = dict(told[0])
    for one in told[1:]:
        for name, value in one.items():
            if isinstance(value, list):
                whole[name] = [*whole[name], *value]
    whole["lineage"] = {"nodes": [n for one in told for n in one["lineage"]["nodes"]], "edges": []}
    return whole
