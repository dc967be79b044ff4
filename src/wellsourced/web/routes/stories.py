"""Stories, newest first; a story as its dossier, as JSON, and as one file to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import func, select

from ... import __version__
from ...archive import Archive, StoryRow, list_stories
from ...archive.schema import articles, pages, stories
from ...records import Dossier, Run
from ...tell.dossier import as_json
from ...tell.html import page as dossier
from ..pages import html, page, render, shown_address, without_places
from ..told import Told
from .ask import Id, OpenArchive, OpenStories, PageNumber

router = APIRouter()
AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Counts:
    stories: int
    articles: int
    unread: int


@dataclass(frozen=True, slots=True)
class StoryList:
    counts: Counts
    page: int
    pages: int
    stories: Sequence[StoryRow]


@dataclass(frozen=True, slots=True)
class UnreadPage:
    address: str
    error: str


def count(archive: Archive) -> Counts:
    with archive.reading() as connection:
        return Counts(*(
            connection.execute(wanted).scalar_one()
            for wanted in (
                select(func.count()).select_from(stories),
                select(func.count()).select_from(articles),
                select(func.count()).select_from(pages).where(pages.c.error.is_not(None)),
            )
        ))  # fmt: skip


@router.get("/stories.json", summary="Stories, newest first")
def stories_json(archive: OpenArchive, page: PageNumber = 1) -> StoryList:
    counts = count(archive)
    found = list_stories(archive, limit=AT_ONCE, offset=(page - 1) * AT_ONCE)
    return StoryList(counts, page, max(1, -(-counts.stories // AT_ONCE)), found)


@router.get("/", include_in_schema=False)
def stories_page(
    request: Request, archive: OpenArchive, page_number: Annotated[PageNumber, Query(alias="page")] = 1
) -> Response:
    told = stories_json(archive, page_number)
    template = "stories.html" if told.counts.articles else "first.html"
    return page(request, template, told=told, job=request.app.state.jobs.current(), twin="/stories.json")


@router.get("/unread.json", summary="Pages that gave no article, and why")
def unread_json(archive: OpenArchive) -> list[UnreadPage]:
    wanted = select(pages.c.address, pages.c.error).where(pages.c.error.is_not(None)).distinct()
    with archive.reading() as connection:
        rows = sorted(tuple(row) for row in connection.execute(wanted))
    return [UnreadPage(shown_address(address), error) for address, error in rows]


@router.get("/unread", include_in_schema=False)
def unread_page(request: Request, archive: OpenArchive) -> Response:
    return page(request, "unread.html", unread=unread_json(archive), twin="/unread.json")


@router.get("/stories/{story}.json", summary="A story: its dossier, as the contract of dossier.json has it")
def story_json(story: Id, stories: OpenStories) -> dict[str, Any]:
    return dict(stories.get(story).data)


@router.get("/stories/{story}", include_in_schema=False)
def story_page(request: Request, story: Id, stories: OpenStories) -> HTMLResponse:
    told = stories.get(story)
    if "story" not in told.pages:
        told.pages["story"] = _render(request, told)
    return html(*told.pages["story"])


def _render(request: Request, told: Told) -> tuple[str, str]:
    """The page and the rules of its bars."""
    shown = dossier.contents(told.data)
    rules = dossier.sizes(shown["stories"])
    path = f"/stories/{told.id}"
    text = render("story_page.html", request.app.state.guard.csrf, rules=rules, path=path, twin=f"{path}.json",
                  story_id=told.id, **shown)  # fmt: skip
    return text, rules


@router.get("/stories/{story}/dossier.html", include_in_schema=False)
def story_file(story: Id, stories: OpenStories) -> Response:
    """The same file that `wellsourced report ARCHIVE --story` writes."""
    told = stories.get(story)
    data = without_places(as_json(Dossier(told.dossier.readings, told.dossier.comparisons, (), Run(__version__))))
    headers = {"Content-Disposition": f'attachment; filename="{story}.html"', "Content-Security-Policy": "sandbox"}
    return HTMLResponse(dossier.render(data), headers=headers)
