"""Dossier -> W3C Web Annotations: what was found, as notes on the pages (https://www.w3.org/TR/annotation-model/).

Each statement, figure and claim's support is an annotation. Its target names the stretch in two ways: by its words with
what stands before and after (`TextQuoteSelector`, which works on the page itself), and by its place in the text as this
program read it (`TextPositionSelector`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a quote that tell it from others like it


def as_annotations(dossier: Json) -> Json:
    """A collection with one page that holds all annotations."""
    items = list(_annotations(dossier))
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    label = "; ".join(story["title"] for story in dossier["stories"])
    return {
        "@context": CONTEXT, "id": "urn:wellsourced:annotations", "type": "AnnotationCollection", "label": label,
        "total": len(items), "first": page,
    }  # fmt: skip


def dumps(dossier: Json) -> str:
    return json.dumps(as_annotations(dossier), ensure_ascii=True, indent=1)


def _annotations(dossier: Json) -> Iterator[Json]:
    articles = {article["id"]: article for article in dossier["articles"]}
    for one in (*dossier["statements"], *dossier["attitudes"]):
        by = one["source"]["name"] or "nobody named"
        through = [link["name"] for link in one["chain"][1:]]
        told = f"{by} ({one['kind']})" + (f", through {', '.join(through)}" if through else "")
        for number, span in enumerate(one["content"]):
            yield _annotation(f"{one['id']}:{number}", told, one["manner"], span, articles)
    for one in dossier["figures"]:
        low, high = one["low"], one["high"]
        value = "–".join(dict.fromkeys(str(side) for side in (low, high) if side is not None))
        yield _annotation(one["id"], f"{one['bound']} {value} {one['counted'] or ''}".strip(), "figure", one["span"],
                          articles)  # fmt: skip
    for one in dossier["claims"]:
        origins = "–".join(dict.fromkeys(str(one["origins"][side]) for side in ("low", "high")))
        told = f"{one['status']}: {one['outlets']} outlets, {origins} independent origins"
        for number, support in enumerate(one["supports"]):
            yield _annotation(f"{one['id']}:{number}", told, "claim", support["span"], articles)


def _annotation(name: str, told: str, tag: str, span: Json, articles: dict[str, Json]) -> Json:
    article = articles[span["article"]]
    text, start, end = article["text"], span["start"], span["end"]
    return {
        "id": f"urn:wellsourced:{name}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": told, "format": "text/plain", "language": "en", "purpose": "describing"},
            {"type": "TextualBody", "value": tag, "purpose": "tagging"},
        ],
        "target": {
            "source": article.get("url") or article["address"],
            "selector": [
                {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND) : start],
                 "suffix": text[end : end + AROUND]},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }  # fmt: skip
