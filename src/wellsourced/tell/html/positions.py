"""Who holds what over time: the positions of a story by actor and issue, as a drawing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from markupsafe import Markup

from ..drawings import Row, Stand, draw_positions
from .lookup import Json, Lookup, clean

Day = datetime.date


def draw_stances(lookup: Lookup, story: str, articles: Sequence[str]) -> Markup:
    """The positions of a story drawn over time, each leading to the words it rests on.

    Positions that were put together as one claim are one stance, and those that a disagreement sets against each other
    ("position changed") are one issue, whatever words stand for it.
    """
    here = set(articles)
    issues = _issues(lookup)
    rows: dict[tuple[str, str], list[Json]] = {}
    same: dict[tuple[str, str], str] = {}  # what stands in the same words is one issue too
    for position in lookup.dossier["positions"]:
        span = position.get("span")
        if span and span["article"] in here:
            claim = lookup.claim_of.get(position["id"], position["id"])
            actor, words = _actor(lookup, position), clean(position["issue"]).casefold()
            issue = same.setdefault((actor, words), issues.get(claim, claim))
            rows.setdefault((actor, issue), []).append(position)
    if sum(map(len, rows.values())) < 2:  # one stance needs no drawing: it stands in words with its holder
        return Markup("")
    ordered = sorted(rows, key=lambda key: (key[0].casefold(), key[0]))
    drawn = [Row(key[0], clean(rows[key][0]["issue"]), tuple(_stands(lookup, rows[key]))) for key in ordered]
    return draw_positions(f"positions-{lookup.anchor(story)}", drawn)


def _actor(lookup: Lookup, position: Json) -> str:
    identity = lookup.identities.get(position["holder"] or "")
    name = clean(identity["name"] if identity else position["holder_text"]) or "somebody"
    return name[:1].upper() + name[1:]


def _issues(lookup: Lookup) -> dict[str, str]:
    """Claim -> the first of the claims that are stances on the same issue."""
    found: dict[str, str] = {}
    for disagreement in lookup.dossier["disagreements"]:
        if disagreement["kind"] == "position changed":
            claims = [claim for side in disagreement["sides"] for claim in side]
            known = next((found[claim] for claim in claims if claim in found), claims[0])
            for claim in claims:
                found[claim] = known
    return found


def _stands(lookup: Lookup, positions: Sequence[Json]) -> list[Stand]:
    """Each stance once for each time it is set at, in the order of time; those without a time last."""
    groups: dict[tuple[str, str, str], list[Json]] = {}
    for position in positions:
        when = position["when"] or {"earliest": None, "latest": None}
        key = (when["earliest"] or when["latest"] or "9999", when["latest"] or "9999", position["stance"])
        groups.setdefault(key, []).append(position)
    stands = []
    for key in sorted(groups):
        first = groups[key][0]
        when = first["when"] or {"earliest": None, "latest": None}
        outlets = lookup.labels(position["span"]["article"] for position in groups[key])
        stands.append(
            Stand(first["stance"], _day(when["earliest"]), _day(when["latest"]), lookup.evidence(first["span"]).href,
                  len(outlets), ", ".join(outlets[:3]))
        )  # fmt: skip
    return stands


def _day(day: str | None) -> Day | None:
    return Day.fromisoformat(day) if day else None
