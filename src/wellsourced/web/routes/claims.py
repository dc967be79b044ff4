"""A claim: every support in its context, the way from mouth to page, and who says otherwise."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...tell.html.page import size_rules
from ..pages import page
from ..told import NotThere, Told
from ..views.claim import view
from .ask import Id, OpenStories

router = APIRouter()


@router.get("/claims/{claim}.json", summary="A claim, the statements in it, and what it disagrees with")
def claim_json(claim: Id, stories: OpenStories) -> dict[str, Any]:
    return contract(stories.of(claim), claim)


@router.get("/claims/{claim}", include_in_schema=False)
def claim_page(request: Request, claim: Id, stories: OpenStories) -> Response:
    told = stories.of(claim)
    shown = view(told.data, claim, told.id)
    rules = size_rules(shown["bearings"])
    return page(request, "claim_page.html", rules=rules, twin=f"/claims/{claim}.json", **shown)


def contract(told: Told, claim: str) -> dict[str, Any]:
    """The part of a story's contract that tells of one claim."""
    data = told.data
    record = next((one for one in data["claims"] if one["id"] == claim), None)
    if record is None:
        raise NotThere("claim")
    members = set(record["members"])
    found = {part: [r for r in data[part] if r["id"] in members] for part in ("statements", "figures", "events")}
    disputes = [one for one in data["disagreements"] if any(claim in side for side in one["sides"])]
    moments = [one for one in data["timeline"] if one["claim"] == claim]
    return {"story": told.id, "claim": record, **found, "disagreements": disputes, "timeline": moments}
