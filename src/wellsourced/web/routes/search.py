"""Search over articles, quotes, claims and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ...archive import Hit, search
from ..pages import page as shown_page
from ..pages import shown_address
from .ask import Day, Name, OpenArchive, PageNumber, Words

router = APIRouter()
AT_ONCE = 50
Kind = Literal["", "paragraph", "quote", "claim", "name"]
Status = Literal["", "corroborated", "single origin", "disputed", "changed", "uncertain"]
KINDS = {"paragraph": "Articles", "quote": "Quotes", "claim": "Claims", "name": "People and names"}


@dataclass(frozen=True, slots=True)
class Found:
    """Places where all words stand, the best first; `more`: there are more than are told."""

    query: str
    page: int
    more: bool
    hits: Sequence[Hit]


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
    page: PageNumber = 1,
) -> Found:
    """Words in quotation marks as they stand beside each other. In a snippet, U+0002 and U+0003 stand around them."""
    hits = search(
        archive, q, kinds=(kind,) if kind else (), outlet=outlet or None, speaker=speaker or None,
        status=status or None, since=since or None, until=until or None, limit=AT_ONCE + 1,
        offset=(page - 1) * AT_ONCE,
    )  # fmt: skip
    shown = [replace(one, title=shown_address(one.title or "") or None) for one in hits[:AT_ONCE]]
    return Found(q, page, len(hits) > AT_ONCE, shown)


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
    number: Annotated[PageNumber, Query(alias="page")] = 1,
) -> Response:
    found = search_json(archive, q, kind, outlet, speaker, status, since, until, number)
    filters = {"kind": kind, "outlet": outlet, "speaker": speaker, "status": status, "since": since, "until": until}
    query = urlencode({name: value for name, value in {"q": q, **filters}.items() if value})
    return shown_page(request, "search.html", found=found, asked=q, filters=filters, kinds=KINDS,
                query=query,
                filtered=any(filters.values()), twin=f"/search.json?{query}".rstrip("?"))  # fmt: skip
