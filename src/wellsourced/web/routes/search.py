"""Search over articles, quotes, claims and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ...archive import Hit, search
from ..pages import page
from .ask import Day, Name, OpenArchive, Words

router = APIRouter()
MOST = 60
Kind = Literal["", "paragraph", "quote", "claim", "name"]
Status = Literal["", "corroborated", "single origin", "disputed", "changed", "uncertain"]
KINDS = {"paragraph": "Articles", "quote": "Quotes", "claim": "Claims", "name": "People and names"}


@dataclass(frozen=True, slots=True)
class Found:
    """Places where all words stand, the best first; `more`: there are more than are told."""

    query: str
    hits: Sequence[Hit]
    more: bool


@router.get("/search.json", summary="Places where all words stand, the best first")
def search_json(
    archive: OpenArchive,
    q: Words = "",
    kind: Kind = "",
    outlet: Name = "",
    speaker: Name = "",
    status: Status = "",
    since: Day = "",
    until: Day = "",
    limit: Annotated[int, Query(ge=1, le=500)] = MOST,
) -> Found:
    """Words in quotation marks as they stand beside each other. In a snippet, U+0002 and U+0003 stand around them."""
    hits = search(
        archive, q, kinds=(kind,) if kind else (), outlet=outlet or None, speaker=speaker or None,
        status=status or None, since=since or None, until=until or None, limit=limit + 1,
    )  # fmt: skip
    return Found(q, hits[:limit], len(hits) > limit)


@router.get("/search", include_in_schema=False)
def search_page(
    request: Request,
    archive: OpenArchive,
    q: Words = "",
    kind: Kind = "",
    outlet: Name = "",
    speaker: Name = "",
    status: Status = "",
    since: Day = "",
    until: Day = "",
) -> Response:
    found = search_json(archive, q, kind, outlet, speaker, status, since, until)
    filters = {"kind": kind, "outlet": outlet, "speaker": speaker, "status": status, "since": since, "until": until}
    query = request.url.query
    return page(request, "search.html", found=found, asked=q, filters=filters, kinds=KINDS,
                filtered=any(filters.values()), twin=f"/search.json?{query}" if query else "/search.json")  # fmt: skip
