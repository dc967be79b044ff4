"""An article by itself, with links to the story's page for what is told there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...tell.html.articles import find_layers, view_article
from ...tell.html.claims import view_claims
from ...tell.html.descent import view_edges
from ...tell.html.lookup import SHOWN_WORDS, Evidence, Json, Lookup


class Own(Lookup):
    """Words of the article itself stand on its own page, under an anchor that does not depend on its story."""

    def __init__(self, data: Json, page: str, article: str) -> None:
        super().__init__(data, page)
        self.own = article

    def span_anchor(self, span: Json) -> str:
        if span["article"] == self.own:
            return f"t0-{span['start']}-{span['end']}"
        return super().span_anchor(span)

    def evidence(self, span: Json, shown: int = SHOWN_WORDS) -> Evidence:
        found = super().evidence(span, shown)
        own = span["article"] == self.own
        return replace(found, href=f"#{self.span_anchor(span)}") if own else found


def view(data: Json, article: str, story: str) -> dict[str, Any]:
    lookup = Own(data, f"/stories/{story}", article)
    record = lookup.articles[article]
    claims = [claim for claim in data["claims"] if any(s["article"] == article for s in claim["supports"])]
    for statement in (*data["statements"], *data["attitudes"]):
        for span in statement["content"] if statement["article"] == article else ():
            lookup.evidence(span)
    edges, layers = view_edges(lookup, [article]), find_layers(lookup)[article]
    return {
        "title": record["title"] or lookup.label(article),
        "story": next(one for one in data["stories"] if one["id"] == story),
        "articles": [view_article(lookup, record, layers)],
        "claims": view_claims(lookup, claims),
        "edges": edges,
        "others": [(other, lookup.label(other)) for other in lookup.articles if other != article],
    }
