"""Findings of all kinds -> disagreements between claims, and the claims with their new status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ...records import Claim, Compatible, Disagreement, Identity, Position, Quotation, Reading, Span, Status, make_id
from ..quantities import quantities
from ..units import Unit, cut_units
from .altered import find_altered
from .amounts import find_amounts
from .changes import find_changes
from .clocks import find_clocks
from .denials import denied_reports, find_denials
from .evidence import Evidence, Finding
from .facts import find_facts
from .headlines import find_headlines
from .places import find_places
from .turns import find_turns
from .updates import overtaken
from .wordings import find_wordings

BREATH = 30  # characters between a position and the words of its holder that bear it out
MOST = 0.5  # share of a claim's words that tell a number in dispute, from which that is what it claims
DISPUTES = frozenset(("figure", "denied", "time", "place", "participants"))


def find_disagreements(
    readings: Sequence[Reading],
    identities: tuple[Identity, ...],
    claims: tuple[Claim, ...],
    positions: tuple[Position, ...] = (),
    quotations: tuple[Quotation, ...] = (),
    units: tuple[Unit, ...] | None = None,
) -> tuple[tuple[Claim, ...], tuple[Disagreement, ...], tuple[Compatible, ...]]:
    """(the claims, those in a dispute or change with that status; disagreements; what only seems to disagree).

    `units` are those of `cut_units`, if they are known already. A retelling stronger than its source disputes nothing:
    it is told, and leaves the status as it is.
    """
    evidence = Evidence(readings, identities, claims, cut_units(readings, identities) if units is None else units)
    amounts, compatible = find_amounts(evidence)
    findings = [*amounts, *find_denials(evidence), *find_changes(evidence, positions), *find_turns(evidence)]
    findings += [
        *find_wordings(evidence),
        *find_headlines(evidence),
        *find_altered(evidence, quotations),
        *find_facts(evidence),
        *find_clocks(evidence),
        *find_places(evidence),
    ]
    disagreements = _merged(findings)
    disputed = (*denied_reports(evidence), *_reports_of(evidence, disagreements), *_made_of(evidence, disagreements))
    rivals = frozenset(c for one in disagreements if one.kind == "figure" for side in one.sides for c in side)
    changed = (*overtaken(evidence, quantities(readings), rivals), *_said_beside(evidence, disagreements))
    return (
        _with_status(claims, disagreements, disputed, changed),
        disagreements,
        _distinct(compatible, disagreements),
    )


def _said_beside(evidence: Evidence, disagreements: Sequence[Disagreement]) -> list[str]:
    """The claims of what a holder is quoted with right after the outlet tells a position of his that changed."""
    turned = {claim for one in disagreements if one.kind == "position changed" for claim in one.sides[0]}
    found = []
    for unit in evidence.units:
        if unit.speaker.key or unit.id not in evidence.claim_of or evidence.claim_of[unit.id].id not in turned:
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


def _merged(findings: Iterable[Finding]) -> tuple[Disagreement, ...]:
    """Findings that name the same sides are one disagreement, told by the first; one that shares a side joins it."""
    groups: list[tuple[Finding, list[set[str]]]] = []
    at: dict[tuple[str, str], list[int]] = {}  # (kind, claim) -> groups, in order
    for finding in findings:
        sides = [set(side) for side in finding.sides]
        keys = sorted({(finding.kind, claim) for side in sides for claim in side})
        for index in sorted({index for key in keys for index in at.get(key, ())}):
            merged = groups[index][1]
            order = _same_order(merged, sides) if len(merged) == len(sides) else None
            if order is not None:
                for side, more in zip(merged, order, strict=True):
                    side |= more
                break
        else:
            index = len(groups)
            groups.append((finding, sides))
        for key in keys:
            if index not in at.setdefault(key, []):
                at[key].append(index)
    found = []
    for first, merged in groups:
        sides_out = tuple(tuple(sorted(side)) for side in merged)
        found.append(Disagreement(make_id("d", first.kind, *sides_out), first.kind, first.about, sides_out, first.why))
    return tuple(sorted(found, key=lambda d: (d.kind, d.about, d.id)))


def _same_order(merged: list[set[str]], sides: list[set[str]]) -> list[set[str]] | None:
    """The sides in the order in which each meets its fellow; None where they do not meet, or would cross."""
    for order in (sides, sides[::-1]):
        meets = [bool(a & b) for a, b in zip(merged, order, strict=True)]
        crosses = any(a & b for i, a in enumerate(merged) for j, b in enumerate(order) if i != j)
        if any(meets) and not crosses:
            return list(order)
    return None


def _with_status(
    claims: tuple[Claim, ...],
    disagreements: Sequence[Disagreement],
    also_disputed: Iterable[str],
    also_changed: Iterable[str],
) -> tuple[Claim, ...]:
    disputed, changed = set(also_disputed), set(also_changed)
    for disagreement in disagreements:
        if disagreement.kind in DISPUTES:
            disputed.update(claim for side in disagreement.sides for claim in side)
        elif disagreement.kind == "position changed":
            changed.update(disagreement.sides[0])

    def status(claim: Claim) -> Status:
        if claim.id in disputed:
            return "disputed"
        return "changed" if claim.id in changed else claim.status

    return tuple(replace(claim, status=status(claim)) for claim in claims)


def _distinct(compatible: Iterable[Compatible], disagreements: Sequence[Disagreement]) -> tuple[Compatible, ...]:
    """Each set of claims once, and none that also disagree."""
    parted = [{claim for side in d.sides for claim in side} for d in disagreements if d.kind == "figure"]
    found: dict[tuple[str, ...], Compatible] = {}
    for one in compatible:
        if not any(set(one.claims) <= claims for claims in parted):
            found.setdefault(tuple(sorted(one.claims)), one)
    return tuple(sorted(found.values(), key=lambda c: (c.about, c.claims)))
