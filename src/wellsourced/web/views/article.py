"""An article by itself, with links to the story's page for what is told there."""

from __future__ import annotations

from typing import Any

from ...tell.html.articles import find_layers, view_article
from ...tell.html.claims import view_claims
from ...tell.html.descent import view_edges
from ...tell.html.lookup import Json, Lookup


def view(data: Json, article: str, story: str) -> dict[str, Any]:
    lookup = Lookup(data, f"/stories/{story}")
    record = lookup.articles[article]
    claims = [claim for claim in data["claims"] if any(s["article"] == article for s in claim["supports"])]
    edges, layers = view_edges(lookup, [article]), find_layers(lookup)[article]
    return {
        "title": record["title"] or lookup.label(article),
        "story": next(one for one in data["stories"] if one["id"] == story),
        "articles": [view_article(lookup, record, layers)],
        "claims": view_claims(lookup, claims),
        "edges": edges,
        "others": [(other, lookup.label(other)) for other in lookup.articles if other != article],
    }
