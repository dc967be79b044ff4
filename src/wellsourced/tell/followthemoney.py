"""Dossiers -> FollowTheMoney entities, for investigation platforms (Aleph, OpenSanctions' tools), one JSON line each.

The model is https://followthemoney.tech (version 4): articles are `Article` documents; persons and bodies `Person`,
`Organization` or `PublicBody`, bound to the articles that name them by `Mention`; places are `Address`; statements and
claims are `Note`s on those who speak, with the articles as `proof`; what happened is an `Event`; who took words from
whom is an `UnknownLink` between documents; names that may be one are `Similar`. The format has no words for what did
not happen or only may: events that are planned, denied or possible are left out, since an `Event` would assert them.
Written by itself, as the library needs ICU built from source; the tests read it back with the library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from ..names import parts
from ..records import make_id

Json = dict[str, Any]
Entity = dict[str, Any]
LONGEST_TEXT = 60_000  # characters of one value; the library cuts texts at 65,000 and strings at 1,024
LONGEST_STRING = 1_000
BODIES = {"organisation": "Organization", "group": "Organization", "person": "Person"}
# Last words of names that only bodies of a state have; any other may be private
PUBLIC = frozenset(
    ("ministry", "government", "parliament", "senate", "police", "army", "navy", "court", "municipality", "prefecture")
)
ASSERTED = frozenset(("happened", "ongoing"))
ADDRESS = re.compile(r"https?://[^\s/]+\S*")


def entities(dossiers: Iterable[Json], people: Mapping[str, str] | None = None) -> Iterator[Entity]:
    """All entities of dossiers as `as_json` gives them, each id once. `people`: identity -> the id of the person or
    body that it is over all stories; what is said about one in several stories is put together, and comes last."""
    known = people or {}
    gathered: dict[str, Entity] = {}
    for dossier in dossiers:
        who = {one["id"]: known.get(one["id"], one["id"]) for one in dossier["identities"]}
        legal = {one["id"]: who[one["id"]] for one in dossier["identities"] if one["kind"] in BODIES}
        articles = {one["id"]: one for one in dossier["articles"]}
        for one in dossier["identities"]:
            if one["kind"] in BODIES:
                _gather(gathered, _legal_entity(one, who[one["id"]], articles))
        yield from _articles(dossier, articles)
        yield from _mentions(dossier, legal, articles)
        yield from _places(dossier)
        yield from _statements(dossier, legal, articles)
        yield from _claims(dossier, articles)
        yield from _events(dossier, legal, articles)
        yield from _lineage(dossier, articles)
        yield from _similar(dossier, legal)
    yield from gathered.values()


def lines(found: Iterable[Entity]) -> Iterator[str]:
    """One JSON object a line; lone surrogates as escapes."""
    return (json.dumps(entity, ensure_ascii=True, separators=(",", ":")) + "\n" for entity in found)


def _entity(id: str, schema: str, **properties: str | Sequence[str | None] | None) -> Entity:
    """Values in their order, each once; empty ones and properties without any are left out."""
    kept = {}
    for name, values in properties.items():
        every = [values] if values is None or isinstance(values, str) else values
        if found := list(dict.fromkeys(value for value in every if value and value.strip())):
            kept[name] = found
    return {"id": id, "schema": schema, "properties": kept}


def _gather(gathered: dict[str, Entity], entity: Entity) -> None:
    """Put an entity to what is known of it. A body that a story knows as a public one is that everywhere."""
    before = gathered.setdefault(entity["id"], entity)
    if before is entity:
        return
    if "PublicBody" in (before["schema"], entity["schema"]):
        before["schema"] = "PublicBody"
    for name, values in entity["properties"].items():
        before["properties"][name] = list(dict.fromkeys([*before["properties"].get(name, []), *values]))


# ---- who and where ----------------------------------------------------------------------------


def _legal_entity(one: Json, id: str, articles: Mapping[str, Json]) -> Entity:
    words = parts(one["name"])
    schema = BODIES[one["kind"]]
    if schema == "Organization" and PUBLIC.intersection(words[:1] + words[-1:]):
        schema = "PublicBody"
    others = [form for form in one["forms"] if form != one["name"]]
    full = [form for form in others if len(parts(form)) > 1]
    called = [_short(text) for text in one["descriptions"]]
    return _entity(
        id, schema, name=one["name"], alias=full, weakAlias=[form for form in others if form not in full],
        **{"position" if schema == "Person" else "description": called},
        proof=[mention["article"] for mention in one["mentions"] if mention["article"] in articles],
    )  # fmt: skip


def _mentions(dossier: Json, legal: Mapping[str, str], articles: Mapping[str, Json]) -> Iterator[Entity]:
    """One for each article that names a person or body, with the names it uses."""
    for one in dossier["identities"]:
        if one["id"] not in legal:
            continue
        names: dict[str, list[str]] = {}
        for span in one["mentions"]:
            names.setdefault(span["article"], []).append(_words(span, articles))
        for article, found in names.items():
            id = make_id("mention", article, one["id"])
            yield _entity(id, "Mention", document=article, resolved=legal[one["id"]], name=found,
                          detectedSchema=BODIES[one["kind"]])  # fmt: skip


def _places(dossier: Json) -> Iterator[Entity]:
    for one in dossier["identities"]:
        if one["kind"] != "place":
            continue
        city = next((place for place in one["places"] if place["chosen"]), None)
        where = {} if city is None else {
            "city": city["name"], "country": city["country"], "latitude": str(city["latitude"]),
            "longitude": str(city["longitude"]), "remarks": _short(city["why"]),
        }  # fmt: skip
        yield _entity(one["id"], "Address", full=one["name"], name=one["name"], **where)


def _similar(dossier: Json, legal: Mapping[str, str]) -> Iterator[Entity]:
    seen = set()
    for one in dossier["identities"]:
        for proposal in one["proposals"]:
            pair = tuple(sorted((one["id"], proposal["identity"])))
            if pair in seen or not legal.keys() >= set(pair) or legal[pair[0]] == legal[pair[1]]:
                continue
            seen.add(pair)
            yield _entity(
                make_id("similar", *pair), "Similar", candidate=legal[pair[0]], match=legal[pair[1]],
                confidenceScore=str(proposal["score"]), criteria=_short(proposal["why"]), matcher="wellsourced",
            )  # fmt: skip


# ---- documents, and where their words come from -----------------------------------------------


def _articles(dossier: Json, articles: Mapping[str, Json]) -> Iterator[Entity]:
    named: dict[tuple[str, str], list[str]] = {}
    for one in dossier["identities"]:
        for span in one["mentions"]:
            named.setdefault((span["article"], one["kind"]), []).append(one["name"])
    for one in dossier["articles"]:
        address, text, published = one["address"], one["text"], one["published"]
        bodies = named.get((one["id"], "organisation"), []) + named.get((one["id"], "group"), [])
        yield _entity(
            one["id"], "Article", title=_short(one["title"] or ""), author=_short(one["byline"] or ""),
            publisher=_short(one["outlet"] or ""), sourceUrl=address if ADDRESS.fullmatch(address) else None,
            fileName=_short(PurePosixPath(address).name or one["id"]), mimeType="text/plain", language=one["language"],
            publishedAt=_day(published), notes=_short(published["how"]),
            bodyText=[text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)],
            peopleMentioned=named.get((one["id"], "person"), []), companiesMentioned=bodies,
            locationMentioned=named.get((one["id"], "place"), []),
        )  # fmt: skip


def _lineage(dossier: Json, articles: Mapping[str, Json]) -> Iterator[Entity]:
    documents = set(articles)
    for node in dossier["lineage"]["nodes"]:
        if node["kind"] in ("unseen", "document"):
            documents.add(node["id"])
            yield _entity(node["id"], "Document", title=_short(node["name"]), fileName=node["id"],
                          notes="not among the pages that were read")  # fmt: skip
    for edge in dossier["lineage"]["edges"]:
        if {edge["from"], edge["to"]} <= documents:
            yield _entity(
                make_id("link", edge["from"], edge["to"], edge["kind"]), "UnknownLink", subject=edge["from"],
                object=edge["to"], role=edge["kind"], summary=edge["why"], proof=edge["from"],
            )  # fmt: skip


# ---- what is said and what happened -----------------------------------------------------------


def _statements(dossier: Json, legal: Mapping[str, str], articles: Mapping[str, Json]) -> Iterator[Entity]:
    for one in dossier["statements"]:
        source, through = one["source"], [link["name"] for link in one["chain"][1:]]
        how = f"{'denied' if one['denied'] else 'said'} by {source['name'] or 'somebody unnamed'} ({one['kind']})"
        yield _entity(
            one["id"], "Note", entity=legal.get(source["identity"] or ""), keywords=["statement", one["kind"]],
            description=" … ".join(_words(span, articles) for span in one["content"]),
            summary=how + (f", through {', '.join(through)}" if through else ""), proof=one["article"],
            **_source(articles[one["article"]]),
        )  # fmt: skip


def _claims(dossier: Json, articles: Mapping[str, Json]) -> Iterator[Entity]:
    for one in dossier["claims"]:
        origins = "–".join(dict.fromkeys(str(one["origins"][side]) for side in ("low", "high")))
        yield _entity(
            one["id"], "Note", keywords=["claim", one["kind"], one["status"]], description=one["text"],
            summary=f"{one['status']}: {one['outlets']} outlets, {origins} independent origins",
            proof=[support["article"] for support in one["supports"]],
        )  # fmt: skip


def _events(dossier: Json, legal: Mapping[str, str], articles: Mapping[str, Json]) -> Iterator[Entity]:
    speakers = {one["id"]: one["source"]["name"] or "somebody unnamed" for one in dossier["statements"]}
    for one in dossier["events"]:
        if one["modality"] not in ASSERTED:
            continue
        article, said = articles[one["trigger"]["article"]], speakers.get(one["statement"] or "")
        when = one["when"] or {"earliest": None, "latest": None}
        taking = [part["text"] for part in one["participants"]]
        yield _entity(
            one["id"], "Event", name=_short(" – ".join([_words(one["trigger"], articles), *taking])),
            keywords=[one["kind"], one["modality"]], location=one["place"] and _short(one["place"]),
            involved=[legal[part["identity"]] for part in one["participants"] if part["identity"] in legal],
            startDate=when["earliest"], endDate=when["latest"], proof=article["id"],
            summary=f"as {said} says" if said else "as the outlet reports", **_source(article),
        )  # fmt: skip


def _source(article: Json) -> dict[str, str | None]:
    address = article["address"]
    outlet = _short(article["outlet"] or "")
    return {"publisher": outlet, "sourceUrl": address if ADDRESS.fullmatch(address) else None}


# ---- values -----------------------------------------------------------------------------------


def _words(span: Json, articles: Mapping[str, Json]) -> str:
    text: str = articles[span["article"]]["text"]
    return " ".join(text[span["start"] : span["end"]].split())


def _day(interval: Json) -> str | None:
    """A day, month or year, as far as both ends agree."""
    earliest, latest = interval["earliest"], interval["latest"]
    if not (earliest and latest):
        return None
    return next((earliest[:length] for length in (10, 7, 4) if earliest[:length] == latest[:length]), None)


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST_STRING]
