"""Findings of all kinds -> disagreements between claims, and the claims with their new status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...records import Claim, Compatible, Disagreement, Identity, Position, Quotation, Reading, make_id
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
from .status import with_status
from .turns import find_turns
from .updates import overtaken
from .wordings import find_wordings


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
    rivals = frozenset(c for one in disagreements if one.kind == "figure" for side in one.sides for c in side)
    old = overtaken(evidence, quantities(readings), rivals)
    told = with_status(evidence, disagreements, denied_reports(evidence), old)
    return told, disagreements, _distinct(compatible, disagreements)


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


def _distinct(compatible: Iterable[Compatible], disagreements: Sequence[Disagreement]) -> tuple[Compatible, ...]:
    """Each set of claims once, and none that also disagree."""
    parted = [{claim for side in d.sides for claim in side} for d in disagreements if d.kind == "figure"]
    found: dict[tuple[str, ...], Compatible] = {}
    for one in compatible:
        if not any(set(one.claims) <= claims for claims in parted):
            found.setdefault(tuple(sorted(one.claims)), one)
    return tuple(sorted(found.values(), key=lambda c: (c.about, c.claims)))
