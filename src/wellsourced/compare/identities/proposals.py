"""Identities -> which may be the same as which others, with score and reason: for people to decide, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ...names import fold, key, parts
from ...records import Identity, Proposal
from ..likeness import legal_forms, name_likeness, skeleton

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
    """Pairs of one kind that have a word which begins or sounds alike, each once, in order of their ids; of two names
    with several words only those that may have two words alike, since one alone never reaches `PROPOSED`.

    Where very many share it, only neighbours in order of name are compared, so that time grows with their number.
    """
    groups: dict[str, list[Identity]] = defaultdict(list)
    traits = {identity.id: [_traits(word) for word in _telling(identity.name)] for identity in named}
    for identity in sorted(named, key=lambda one: (fold(one.name), one.id)):
        for group in sorted({trait for word in parts(identity.name) for trait in _traits(word) if trait[0] != "$"}):
            groups[f"{identity.kind} {group}"].append(identity)
    pairs = {}
    for members in groups.values():
        for i, a in enumerate(members):
            for b in members[i + 1 : i + 1 + NEIGHBOURS]:
                first, second = (a, b) if a.id < b.id else (b, a)
                if (first.id, second.id) not in pairs and _may_be_alike(traits[a.id], traits[b.id]):
                    pairs[first.id, second.id] = (first, second)
    return [pairs[ids] for ids in sorted(pairs)]


Traits = frozenset[str]


@lru_cache(maxsize=20_000)
def _traits(word: str) -> Traits:
    """How a word begins, sounds and ends: words that share none of it are no spellings of one."""
    return frozenset((word[:2], f"~{skeleton(word)[:3]}", f"${word[-2:]}"))


def _telling(name: str) -> list[str]:
    """The words of a name but for legal forms, which weigh next to nothing."""
    words = parts(name)
    return [word for word in words if word not in legal_forms()] or list(words)


def _may_be_alike(left: list[Traits], right: list[Traits]) -> bool:
    if min(len(left), len(right)) < 2:
        return True
    theirs = frozenset().union(*right)
    return sum(not word.isdisjoint(theirs) for word in left) > 1


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
