"""Disagreements, and what stands and falls with them -> the status of each claim.

One decision (`status_of`), the first that holds:

1. *changed*: its own holder gave it up or says otherwise later; nobody stands for it any more.
2. *disputed*: another supported claim denies this one, or gives another value for the same thing, scope and time.
3. *changed*: a later count of the same has overtaken it, or it tells itself that a count was put right.
4. *corroborated*, *single origin* or *uncertain*, by the number of its origins.

What reports a disputed claim, or is for the most part made of it, shares its fate (`_reports_of`, `_made_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...records import Claim, Disagreement, DisagreementKind, Span, Status
from ..units import Unit
from .evidence import Evidence

BREATH = 30  # characters between a position and the words of its holder that bear it out
MOST = 0.6  # share of a claim's words that tell a number in dispute, from which that is what it claims
DISPUTES: frozenset[DisagreementKind] = frozenset(("figure", "denied", "time", "place", "participants"))


@dataclass(frozen=True, slots=True)
class Fates:
    """Claims by what became of them, each set for one of the reasons in the docstring above."""

    given_up: frozenset[str]
    disputed: frozenset[str]
    overtaken: frozenset[str]


def status_of(claim: Claim, fates: Fates) -> Status:
    if claim.id in fates.given_up:
        return "changed"
    if claim.id in fates.disputed:
        return "disputed"
    if claim.id in fates.overtaken:
        return "changed"
    return claim.status


def with_status(
    evidence: Evidence,
    disagreements: Sequence[Disagreement],
    denied: Iterable[str],
    overtaken: Iterable[str],
) -> tuple[Claim, ...]:
    """The claims with their status; `denied` are disputed by somebody who is not in the coverage."""
    given_up = {claim for one in disagreements if one.kind == "position changed" for claim in one.sides[0]}
    sides = {claim for one in disagreements if one.kind in DISPUTES for side in one.sides for claim in side}
    fates = Fates(
        frozenset((*given_up, *_said_beside(evidence, given_up))),
        frozenset((*sides, *denied, *_reports_of(evidence, disagreements), *_made_of(evidence, disagreements))),
        frozenset(overtaken),
    )
    told = ((claim, status_of(claim, fates)) for claim in evidence.claims)
    return tuple(claim if claim.status == status else replace(claim, status=status) for claim, status in told)


def _said_beside(evidence: Evidence, given_up: set[str]) -> list[str]:
    """The claims of what a holder is quoted with right after the outlet tells a position of his that changed."""
    found = []
    for unit in evidence.units:
        if unit.speaker.key or unit.id not in evidence.claim_of or evidence.claim_of[unit.id].id not in given_up:
            continue
        holders = {key for event in unit.events for key in event.actors}
        for other in evidence.of_article[unit.article.id]:
            beside = other.direct and 0 <= other.span.start - unit.span.end < BREATH
            if beside and other.speaker.key in holders and other.id in evidence.claim_of:
                found.append(evidence.claim_of[other.id].id)
    return found


def _reports_of(evidence: Evidence, disagreements: Sequence[Disagreement]) -> list[str]:
    """The claims that report what is denied: "he said an attendant had told him that ..." stands and falls with it."""
    disputed = {claim for one in disagreements if one.kind == "denied" for side in one.sides for claim in side}
    units = [unit for claim in sorted(disputed) for unit in evidence.of_claim.get(claim, ())]
    outer = [unit.statement.within for unit in units if unit.statement is not None and unit.statement.within]
    return [evidence.claim_of[one].id for one in outer if one in evidence.claim_of]


def _made_of(evidence: Evidence, disagreements: Sequence[Disagreement]) -> list[str]:
    """The claims most of whose words tell a number in dispute, whatever else they tell."""
    disputed = {claim for one in disagreements if one.kind == "figure" for side in one.sides for claim in side}
    told: dict[str, list[Span]] = {}
    for claim in evidence.claims:
        if claim.id in disputed and claim.kind == "figure":
            for support in claim.supports:
                told.setdefault(support.span.article, []).append(support.span)
    found = []
    for claim in evidence.claims:
        words = [c for unit in evidence.of_claim.get(claim.id, ()) for c in _within(unit, told)]
        if sum(words) > MOST * len(words):
            found.append(claim.id)
    return found


def _within(unit: Unit, told: Mapping[str, Sequence[Span]]) -> list[bool]:
    """For each concept of a unit whether it stands in one of some spans."""
    spans = told.get(unit.article.id, ())
    return [any(s.start <= c.start < s.end for s in spans) for c in unit.concepts]
