"""One event that two accounts have in two places, neither of which lies in the other.

No gazetteer says what lies where. Two places are on one level, and so exclude each other, where both are told to be of
one kind ("the village of Tarn", "the village of Sedlo") or where an article names them side by side ("between Tarn and
Sedlo"). Everything else may be a place and its surroundings, and is left alone.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ...names import parts
from ...records import Identity
from ..happenings import Told, one_event
from ..weighing import agreement
from .evidence import Evidence, Finding, short

ALIKE, TOLD = 0.45, 45.0  # agreement of the sentences around one event in two places, and bits they share
AFTER = 90  # characters after a trigger within which its place is named
MOST = 60  # events of one trigger from which no pairs are looked at
AT = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+(?:[\w-]+\s+)?(?P<kind>[a-z]+)\s+of\s+)?(?:the\s+)?$")
KIND_AFTER = re.compile(
    r"\s+(village|town|city|district|province|county|island|station|airport|market|bridge|square)\b"
)


@dataclass(frozen=True, slots=True)
class Site:
    """An event with the place where its sentence has it; `kind` is "village" in "the village of Tarn"."""

    told: Told
    place: Identity
    kind: str

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(part for form in (self.place.name, *self.place.forms) for part in parts(form))


def find_places(evidence: Evidence) -> Iterator[Finding]:
    sites: dict[str, list[Site]] = defaultdict(list)
    every = list(_sites(evidence))
    for site in every:
        for key in sorted(site.told.event.trigger):
            sites[key].append(site)
    told: set[frozenset[str]] = set()
    for _, found in sorted(sites.items()):
        for a, b in itertools.combinations(found, 2) if len(found) <= MOST else ():
            pair = frozenset((a.place.id, b.place.id))
            if pair in told or not _part(evidence, a, b) or _has_both(every, a, b):
                continue
            left, right = (evidence.claim_of.get(site.told.unit.id) for site in (a, b))
            if left is None or right is None:
                continue
            told.add(pair)
            yield Finding(
                "place",
                f"{a.place.name} or {b.place.name}",
                ((left.id,), (right.id,)),
                f"one account has it in {a.place.name}, the other in {b.place.name}: "
                f"“{short(a.told.unit.words, 100)}”, “{short(b.told.unit.words, 100)}”",
            )


def _sites(evidence: Evidence) -> Iterator[Site]:
    for unit in evidence.units:
        text = unit.article.text
        for event in unit.events:
            if event.outcome != "came about" or event.asked:
                continue
            for span, identity in evidence.names.within(unit.span):
                if identity.kind not in ("place", "facility") or not 0 < span.start - event.span.start <= AFTER:
                    continue
                at = AT.search(text[max(0, span.start - 40) : span.start])
                if at:
                    after = KIND_AFTER.match(text[span.end : span.end + 12])
                    kind = at.group("kind") or (after.group(1) if after else "")
                    yield Site(Told(event, unit, evidence.bags[unit.id]), identity, kind)
                break  # the first place named after it


def _part(evidence: Evidence, a: Site, b: Site) -> bool:
    """Whether two sites are one event in two places that exclude each other."""
    if a.told.unit.article.id == b.told.unit.article.id or a.place.id == b.place.id or a.parts & b.parts:
        return False
    shared = a.told.bag.keys & b.told.bag.keys
    score, opposed = agreement(a.told.bag, b.told.bag, evidence.weights)
    when = a.told.event.when
    dated = when is not None and when == b.told.event.when
    numbers = any(key[0] == "#" for key in shared)
    if opposed or score < ALIKE or evidence.weights.information(shared) < TOLD or not (dated or numbers):
        return False
    return one_event(a.told, b.told, evidence.weights, anywhere=True) > 0 and _on_one_level(evidence, a, b)


def _on_one_level(evidence: Evidence, a: Site, b: Site) -> bool:
    if a.kind and b.kind:
        return a.kind == b.kind
    names = [re.escape(site.place.name) for site in (a, b)]
    beside = re.compile(rf"\b{names[0]}\s+(?:and|to|or)\s+{names[1]}\b|\b{names[1]}\s+(?:and|to|or)\s+{names[0]}\b")
    return any(beside.search(reading.article.text) for reading in evidence.readings)


def _has_both(sites: list[Site], a: Site, b: Site) -> bool:
    """Whether one article has the like happen in both places: then there were two."""
    held: dict[str, set[str]] = defaultdict(set)
    for site in sites:
        held[site.told.unit.article.id].add(site.place.id)
    return any({a.place.id, b.place.id} <= places for places in held.values())
