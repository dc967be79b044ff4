"""Stories, newest first; a story as its dossier, as JSON, and as one file to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypedDict
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from ... import __version__
from ...archive import Archive, Overview, StoryRow, count_stories, list_outlets, list_stories, list_unread, overview
from ...errors import WellsourcedError
from ...records import Dossier, Run
from ...tell.dossier import as_json
from ...tell.html import page as dossier
from ..pages import html, page, render, shown_address, without_places
from ..told import Stories, Told
from .ask import Day, Id, Name, OpenArchive, OpenStories, PageNumber

router = APIRouter()
AT_ONCE = 30
MOST_UNREAD = 500
LARGE = 60  # articles of a story whose page is made before anybody asks


@dataclass(frozen=True, slots=True)
class StoryList:
    """Stories, newest first; `number` is how many fit in all, on so many `pages`."""

    archive: Overview
    number: int
    page: int
    pages: int
    stories: Sequence[StoryRow]


@dataclass(frozen=True, slots=True)
class UnreadPage:
    address: str
    error: str


@router.get("/stories.json", summary="Stories, newest first")
def stories_json(
    archive: OpenArchive, since: Day = "", until: Day = "", outlet: Name = "", disputed: bool = False,
    page: PageNumber = 1,
) -> StoryList:  # fmt: skip
    wanted: Wanted = {"since": since or None, "until": until or None, "outlet": outlet or None, "disputed": disputed}
    number = count_stories(archive, **wanted)
    found = list_stories(archive, **wanted, limit=AT_ONCE, offset=(page - 1) * AT_ONCE)
    shown = [replace(one, title=shown_address(one.title)) for one in found]
    return StoryList(overview(archive), number, page, max(1, -(-number // AT_ONCE)), shown)


class Wanted(TypedDict):
    since: str | None
    until: str | None
    outlet: str | None
    disputed: bool


@router.get("/", include_in_schema=False)
def stories_page(
    request: Request, archive: OpenArchive, since: Day = "", until: Day = "", outlet: Name = "",
    disputed: bool = False, number: Annotated[PageNumber, Query(alias="page")] = 1,
) -> Response:  # fmt: skip
    told = stories_json(archive, since, until, outlet, disputed, number)
    template = "stories.html" if told.archive.articles else "first.html"
    filters = {"since": since, "until": until, "outlet": outlet, "disputed": "true" if disputed else ""}
    query = urlencode({name: value for name, value in filters.items() if value})
    outlets = [one.name for one in list_outlets(archive)] if told.archive.stories > 1 else []
    return page(request, template, told=told, filters=filters, query=query, outlets=outlets,
                job=request.app.state.jobs.current(), twin=f"/stories.json?{query}".rstrip("?"))  # fmt: skip


@router.get("/unread.json", summary="Pages that gave no article, and why")
def unread_json(archive: OpenArchive, page: PageNumber = 1) -> list[UnreadPage]:
    found = list_unread(archive, limit=MOST_UNREAD, offset=(page - 1) * MOST_UNREAD)
    return [UnreadPage(shown_address(one.address), one.error) for one in found]


@router.get("/unread", include_in_schema=False)
def unread_page(
    request: Request, archive: OpenArchive, number: Annotated[PageNumber, Query(alias="page")] = 1
) -> Response:
    found = unread_json(archive, number)
    return page(request, "unread.html", unread=found, number=number, more=len(found) == MOST_UNREAD,
                twin="/unread.json")  # fmt: skip


@router.get("/stories/{story}.json", summary="A story: its dossier, as the contract of dossier.json has it")
def story_json(story: Id, stories: OpenStories) -> dict[str, Any]:
    return dict(stories.get(story).data)


@router.get("/stories/{story}", include_in_schema=False)
def story_page(request: Request, story: Id, stories: OpenStories) -> HTMLResponse:
    return html(*_made(stories.get(story), request.app.state.guard.csrf))


def _made(told: Told, csrf: str) -> tuple[str, str]:
    """The page and the rules of its bars, made once."""
    if "page" not in told.pages:
        shown = dossier.contents(told.data)
        rules, path = dossier.sizes(shown["stories"]), f"/stories/{told.id}"
        text = render("story_page.html", csrf, rules=rules, path=path, twin=f"{path}.json", story_id=told.id, **shown)
        told.pages["page"] = text, rules
    text, rules = told.pages["page"]
    return text, rules


def prepare(archive: Archive, stories: Stories, csrf: str, is_over: Callable[[], bool]) -> None:
    """Make the pages of the newest large stories before anybody asks: that of 100 articles takes most of a second."""
    try:
        for story in list_stories(archive, limit=AT_ONCE):
            if story.articles >= LARGE and not is_over():
                _made(stories.get(story.id), csrf)
    except WellsourcedError:
        pass  # whoever asks will be told


@router.get("/stories/{story}/dossier.html", include_in_schema=False)
def story_file(story: Id, stories: OpenStories) -> Response:
    """The same file that `wellsourced report ARCHIVE --story` writes."""
    told = stories.get(story)
    if "file" not in told.pages:
        records = Dossier(told.dossier.readings, told.dossier.comparisons, (), Run(__version__))
        told.pages["file"] = dossier.render(without_places(as_json(records)))
    headers = {"Content-Disposition": f'attachment; filename="{story}.html"', "Content-Security-Policy": "sandbox"}
    return HTMLResponse(told.pages["file"], headers=headers)
