"""Identities -> which may be the same as which others, with score and reason: for people to decide, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...names import fold, key, parts
from ...records import Identity, Proposal
from ..likeness import name_likeness, skeleton

PROPOSED = 0.75  # likeness from which two bearers are proposed; F1 on name_bench is best at .76 and flat around it
NEIGHBOURS = 40  # names in order that a name is compared with where more have a word that begins or sounds alike


def with_proposals(identities: list[Identity], apart: Mapping[str, set[str]]) -> Iterator[Identity]:
    """Identities of one kind with similar names, or a bare surname with several bearers: for people to decide."""
    proposals: dict[str, list[Proposal]] = defaultdict(list)
    for a, b in _candidates([one for one in identities if one.kind in ("person", "organisation", "group")]):
        if key(b.name) in apart.get(key(a.name), ()):
            continue
        score, why = _proposal(a.name, b.name)
        if score >= PROPOSED:
            proposals[a.id].append(Proposal(b.id, round(score, 2), why))
            proposals[b.id].append(Proposal(a.id, round(score, 2), why))
    for identity in identities:
        yield identity if identity.id not in proposals else _proposing(identity, proposals[identity.id])


def _candidates(named: Sequence[Identity]) -> list[tuple[Identity, Identity]]:
    """Pairs of one kind that have a word which begins or sounds alike, each once, in order of their ids.

    Where very many share it, only neighbours in order of name are compared, so that time grows with their number.
    """
    groups: dict[str, dict[str, Identity]] = defaultdict(dict)
    for identity in named:
        for word in parts(identity.name):
            groups[f"{identity.kind} {word[:2]}"][identity.id] = identity
            groups[f"{identity.kind} ~{skeleton(word)[:3]}"][identity.id] = identity
    pairs = {}
    for group in groups.values():
        members = sorted(group.values(), key=lambda one: (fold(one.name), one.id))
        for i, a in enumerate(members):
            for b in members[i + 1 : i + 1 + NEIGHBOURS]:
                first, second = sorted((a, b), key=lambda one: one.id)
                pairs[first.id, second.id] = (first, second)
    return [pairs[ids] for ids in sorted(pairs)]


def _proposal(a: str, b: str) -> tuple[float, str]:
    left, right = parts(a), parts(b)
    short = min(len(left), len(right))
    if len(left) != len(right) and left[-short:] == right[-short:]:
        return 0.85, "one is the other's surname or last words, and several bearers fit or it is never introduced"
    score, why = name_likeness(a, b)
    return score, f"the names are alike ({score:.2f} of 1), which alone proves nothing: {why}"


def _proposing(identity: Identity, proposals: list[Proposal]) -> Identity:
    unique = {proposal.identity: proposal for proposal in proposals}
    return replace(identity, proposals=tuple(sorted(unique.values(), key=lambda p: (-p.score, p.identity))))
