"""The contract -> the lineage as W3C PROV, in PROV-JSON (https://www.w3.org/submissions/prov-json/).

Articles, unseen texts, documents and speakers' words are entities; an article has a location, what was not seen has
none. Edges are derivations, with the subtypes that PROV gives them: copied or quoted words are `prov:Quotation`
(wasQuotedFrom), rewritten ones `prov:Revision` (wasRevisionOf), credited reports and people's words
`prov:PrimarySource` (hadPrimarySource). Outlets and speakers are the agents that entities are attributed to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..records import make_id

Json = Mapping[str, Any]

SPACE = "ws"
PREFIXES = {SPACE: "urn:wellsourced:", "dcterms": "http://purl.org/dc/terms/"}
DERIVATIONS = {
    "copies": "prov:Quotation",
    "quotes": "prov:Quotation",
    "rewrites": "prov:Revision",
    "credits": "prov:PrimarySource",
}


def as_prov(dossier: Json) -> dict[str, Any]:
    """`as_json` of a dossier, or one that was read -> a PROV-JSON document; keys in a stable order."""
    entities: dict[str, Any] = {}
    agents: dict[str, Any] = {}
    attributed: dict[str, Any] = {}
    kinds = {node["id"]: node["kind"] for node in dossier["lineage"]["nodes"]}
    for article in dossier["articles"]:
        entities[_name(article["id"])] = _article(article)
        if article["outlet"]:
            agent = _agent(agents, article["outlet"], "prov:Organization")
            attributed[f"_:by{len(attributed)}"] = {"prov:entity": _name(article["id"]), "prov:agent": agent}
    for node in dossier["lineage"]["nodes"]:
        if node["kind"] == "article":
            continue
        entities[_name(node["id"])] = {"prov:label": node["name"], "prov:type": _kind(node["kind"])}
        if node["kind"] == "speaker":
            speaker = node["name"].removeprefix("the words of ").partition(", quoted by ")[0]
            agent = _agent(agents, speaker, "prov:Person")
            attributed[f"_:by{len(attributed)}"] = {"prov:entity": _name(node["id"]), "prov:agent": agent}
    derived = {f"_:from{n}": _derivation(edge, kinds) for n, edge in enumerate(dossier["lineage"]["edges"])}
    parts = {"entity": entities, "agent": agents, "wasAttributedTo": attributed, "wasDerivedFrom": derived}
    return {"prefix": PREFIXES} | {name: part for name, part in parts.items() if part}


def dumps(dossier: Json) -> str:
    """The same as text."""
    return json.dumps(as_prov(dossier), ensure_ascii=False, indent=1)


def _name(node: str) -> str:
    return f"{SPACE}:{node}"


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _kind(kind: str) -> dict[str, str]:
    return _qualified(f"{SPACE}:{kind}")


def _article(article: Json) -> dict[str, Any]:
    entity = {
        "prov:type": _kind("article"),
        "prov:label": article["title"] or article["address"],
        "prov:location": article["address"],
    }
    published = article["published"]
    if published["earliest"] and published["earliest"] == published["latest"]:
        entity["dcterms:issued"] = {"$": published["earliest"], "type": "xsd:date"}
    return entity


def _agent(agents: dict[str, Any], name: str, kind: str) -> str:
    agent = f"{SPACE}:{make_id('agent', name)}"
    agents[agent] = {"prov:label": name, "prov:type": _qualified(kind)}
    return agent


def _derivation(edge: Json, kinds: Mapping[str, str]) -> dict[str, Any]:
    spoken = kinds.get(edge["to"]) in ("speaker", "document")
    return {
        "prov:generatedEntity": _name(edge["from"]),
        "prov:usedEntity": _name(edge["to"]),
        "prov:type": _qualified("prov:PrimarySource" if spoken else DERIVATIONS[edge["kind"]]),
        "prov:label": edge["why"],
        f"{SPACE}:strength": {"$": str(edge["strength"]), "type": "xsd:double"},
    }
