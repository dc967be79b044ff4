"""An article in full: its text with everything found in it, where its words come from, and what to compare it with."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..pages import page
from ..told import NotThere, Told
from ..views.article import view
from .ask import Id, OpenStories

router = APIRouter()
PARTS = ("statements", "attitudes", "figures", "events", "times")  # what is found in one article by itself


@router.get("/articles/{article}.json", summary="An article, what was found in it, and the claims that rest on it")
def article_json(article: Id, stories: OpenStories) -> dict[str, Any]:
    return contract(stories.of(article), article)


@router.get("/articles/{article}", include_in_schema=False)
def article_page(request: Request, article: Id, stories: OpenStories) -> Response:
    told = stories.of(article)
    return page(request, "article_page.html", twin=f"/articles/{article}.json", **view(told.data, article, told.id))


def contract(told: Told, article: str) -> dict[str, Any]:
    """The part of a story's contract that tells of one article."""
    data = told.data
    one = next((one for one in data["articles"] if one["id"] == article), None)
    if one is None:
        raise NotThere("article")
    found = {part: [r for r in data[part] if _place(r) == article] for part in PARTS}
    claims = [claim for claim in data["claims"] if any(s["article"] == article for s in claim["supports"])]
    edges = [edge for edge in data["lineage"]["edges"] if article in (edge["from"], edge["to"])]
    return {"article": one, **found, "claims": claims, "lineage": edges}


def _place(record: dict[str, Any]) -> str | None:
    span = record.get("span") or record.get("trigger") or {}
    return record.get("article") or span.get("article")
