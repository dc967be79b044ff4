"""A claim's supports and the lineage -> how many independent origins stand behind it, at least and at most.

Two supports rest on one origin for certain when they share a root of the lineage or one speaker said both. They may do
so, and are then put together for the lower bound, unless they are proven apart: two known speakers who do not speak
for one body, or an outlet that reports all by itself, heard through roots that have nothing in common. False
independence is the error to avoid, so doubt always lowers the lower bound.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ...names import fold, key
from ...records import ArticleId, Lineage, Range, Span, Support
from ..speakers import Speaker, certainly_two, share_a_voice
from ..units import Unit

ONE = Range(1, 1)
NAME = 60  # characters of a source's name, and between it and what it is the source of


@dataclass(frozen=True, slots=True)
class Rooted:
    """A unit, the node it comes from, and the roots it may go back to (one, where that is known)."""

    unit: Unit
    origin: str
    roots: frozenset[str]


class Roots:
    """Where the stretches of articles come from, by the lineage of their story."""

    def __init__(self, lineage: Lineage) -> None:
        self.origins = dict(lineage.origins)
        self.names = {node.id: node.name for node in lineage.nodes}
        self.kinds = {node.id: node.kind for node in lineage.nodes}
        outlets = ((n.id, fold(n.name).removeprefix("the ")) for n in lineage.nodes if n.kind == "article")
        self.outlets = [(node, name) for node, name in outlets if " " in name]
        self.relays: dict[ArticleId, list[tuple[Span, str]]] = {}  # where an article names another one as its source
        for edge in lineage.edges:
            if self.kinds.get(edge.target) == "article":
                self.relays.setdefault(edge.source, []).extend((span, edge.target) for span in edge.evidence)
        self.descents: dict[ArticleId, list[tuple[Span, str]]] = {}
        for descent in lineage.descents:
            self.descents.setdefault(descent.span.article, []).append((descent.span, descent.origin))

    def origin(self, unit: Unit) -> str:
        """The node a unit comes from: the descent that covers most of it, or the article, or what that is made of.

        Where an article of the story and an unseen text cover it alike, the article is nearer to where it was said: the
        unseen text relays it, too.
        """
        for span, node in self.relays.get(unit.article.id, ()):
            if self._beside(unit, span):
                return node
        named = self._named_outlet(unit)
        if named:
            return named
        covered: dict[str, int] = {}
        for span, node in self.descents.get(unit.article.id, ()):
            overlap = sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in unit.spans)
            if overlap:
                covered[node] = max(covered.get(node, 0), overlap)
        if covered:
            most = max(covered.values())
            nearly = [node for node in covered if covered[node] >= 0.8 * most]
            return min(nearly, key=lambda node: (self.kinds.get(node) != "article", -covered[node], node))
        roots = self.origins.get(unit.article.id, ())
        return unit.article.id if unit.article.id in roots or not roots else roots[0]

    def _named_outlet(self, unit: Unit) -> str | None:
        """Another article of the story whose outlet a unit names in full: "the Harbour Post reported that ...".

        It need not have been taken from there, but it may have been, and no origin is counted that may be another's.
        """
        words = fold(unit.words)
        return next((node for node, name in self.outlets if node != unit.article.id and name in words), None)

    def _beside(self, unit: Unit, span: Span) -> bool:
        """Whether a source is named in the words of a unit or right before or after them, in one paragraph."""
        if any(span.overlaps(other) for other in unit.spans):
            return span.end - span.start <= NAME
        between = (min(span.end, unit.span.end), max(span.start, unit.span.start))
        text = unit.article.text[between[0] : between[1]]
        return span.end - span.start <= NAME and len(text) <= NAME and "\n" not in text and ". " not in text

    def rooted(self, units: Sequence[Unit]) -> list[Rooted]:
        """Units of one claim -> the same with their roots; a relay is followed into the article it was taken from."""
        origins = [self.origin(unit) for unit in units]
        return [
            Rooted(unit, origin, self._roots(unit, origin, list(zip(units, origins, strict=True)), frozenset()))
            for unit, origin in zip(units, origins, strict=True)
        ]

    def _roots(
        self, unit: Unit, origin: str, claim: Sequence[tuple[Unit, str]], seen: frozenset[str]
    ) -> frozenset[str]:
        if origin == unit.article.id or origin in seen:
            return frozenset({origin})
        if self.kinds.get(origin) != "article":
            known = self.origins.get(unit.article.id, ())
            covered = any(node == origin for _, node in self.descents.get(unit.article.id, ()))
            # the article is all taken over, and this stretch may come from any of what it is made of
            return frozenset({origin}) if covered or not known else frozenset(known)
        told = [(other, node) for other, node in claim if other.article.id == origin]
        found = frozenset(
            root for other, node in told for root in self._roots(other, node, claim, seen | {unit.article.id})
        )
        return found or frozenset(self.origins.get(origin, (origin,)))

    def first_hand(self, rooted: Rooted) -> bool:
        """Whether an article that takes nothing from elsewhere, or one unseen report, tells this by itself.

        A number alone it has from somebody who counted, named or not.
        """
        article = rooted.unit.article.id
        if rooted.unit.id in {figure.id for figure in rooted.unit.figures}:
            return False
        if rooted.roots == {article} == set(self.origins.get(article, ())):
            return True
        # what an agency tells in its own voice is its own report, too
        return len(rooted.roots) == 1 and all(self.kinds.get(root) == "unseen" for root in rooted.roots)


def count_origins(
    rooted: Sequence[Rooted], roots: Roots, sure: frozenset[frozenset[str]] | None = None
) -> tuple[Range, Range]:
    """(origins, channels) of one claim: as few and as many as the evidence allows.

    `sure` are the pairs of units (by id) that say the same beyond doubt (None: all): others prove no two origins.
    """
    if len(rooted) == 1:
        return ONE, ONE

    def one_origin(a: Rooted, b: Rooted) -> bool:
        if _one_root(a, b) or share_a_voice(a.unit.speaker, b.unit.speaker):
            return True
        # "the mission found five open bags": its finding, as its head says elsewhere
        return any(not x.unit.speaker.key and _tells_of(x.unit, y.unit.speaker) for x, y in ((a, b), (b, a)))

    def two_origins(a: Rooted, b: Rooted) -> bool:
        said_alike = sure is None or frozenset((a.unit.id, b.unit.id)) in sure
        return said_alike and not one_origin(a, b) and _proven_apart(a, b, roots)

    def maybe_one_channel(a: Rooted, b: Rooted) -> bool:
        if _one_root(a, b) or a.roots & b.roots or _same_name(a, b, roots):
            return True
        return len(a.roots) > 1 or len(b.roots) > 1

    # what is of one origin for certain stands or falls together: where one of them is proven apart, all are
    certain = _grouped(rooted, one_origin)

    def maybe_one_origin(left: Sequence[Rooted], right: Sequence[Rooted]) -> bool:
        return not any(two_origins(a, b) for a, b in itertools.product(left, right))

    origins = Range(len(_grouped(certain, maybe_one_origin)), len(certain))
    channels = Range(len(_grouped(rooted, maybe_one_channel)), len(_grouped(rooted, _one_root)))
    return origins, channels


def _one_root(a: Rooted, b: Rooted) -> bool:
    return a.origin == b.origin or (len(a.roots) == 1 and a.roots == b.roots)


def _proven_apart(a: Rooted, b: Rooted, roots: Roots) -> bool:
    if a.roots & b.roots or len(a.roots) > 1 or len(b.roots) > 1 or _same_name(a, b, roots):
        return False
    if _same_outlet(a, b):
        return False
    left, right = a.unit.speaker, b.unit.speaker
    if left.key and right.key:
        return certainly_two(left, right)
    if any(_names(one.unit, other.unit.speaker) for one, other in ((a, b), (b, a))):
        return False  # "the mission found five open bags", and its head said so elsewhere
    return all(one.unit.speaker.sure or (not one.unit.speaker.key and roots.first_hand(one)) for one in (a, b))


def _names(unit: Unit, speaker: Speaker) -> bool:
    """Whether a unit in an outlet's own voice names a speaker or the body he or she speaks for."""
    return bool({c.key for c in unit.concepts} & {speaker.key, *speaker.bodies})


def _tells_of(unit: Unit, speaker: Speaker) -> bool:
    """Whether a speaker, or the body he or she speaks for, did what a unit tells."""
    return any(event.actors & {speaker.key, *speaker.bodies} for event in unit.events)


def _same_name(a: Rooted, b: Rooted, roots: Roots) -> bool:
    """Whether two roots are reports of one agency, which may be one report."""
    names = {key(roots.names.get(root, root)) for root in a.roots}
    return bool(names & {key(roots.names.get(root, root)) for root in b.roots})


def _same_outlet(a: Rooted, b: Rooted) -> bool:
    return bool(a.unit.article.outlet) and a.unit.article.outlet == b.unit.article.outlet


Item = TypeVar("Item")


def _grouped(items: Sequence[Item], joined: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """The groups that remain when all that are joined are put together."""
    home = list(range(len(items)))
    for i, j in itertools.combinations(range(len(items)), 2):
        if home[i] != home[j] and joined(items[i], items[j]):
            old, new = max(home[i], home[j]), min(home[i], home[j])
            home = [new if h == old else h for h in home]
    return [[item for item, h in zip(items, home, strict=True) if h == group] for group in sorted(set(home))]


def supports_of(rooted: Sequence[Rooted]) -> tuple[Support, ...]:
    return tuple(
        Support(span, one.origin) for one in sorted(rooted, key=lambda r: r.unit.spans) for span in one.unit.spans
    )
