"""What carriers of a shared text leave out of it: its paragraphs, a denial, the other side of a disagreement.

Only what stands in a text that an article is known to have had can be left out of it; what other outlets reported by
themselves cannot. So of two carriers nothing can be told (either may have added), and of three or more that is left
out which at least two of them have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..records import ArticleId, Claim, Disagreement, Lineage, Omission, OmissionKind, Passage, Rewrite, Span

FEWEST = 3  # carriers of a text from which two that have a passage show that the third left it out
SHORTEST = 60  # characters: a passage shorter than a clause is a turn of phrase, and no part of a report
MOST = 0.5  # share of a stretch that must be found otherwise for it not to be left out
LOOKED_AT = 12  # carriers of a passage in which it is looked for otherwise: what many have is one text

Group = tuple[Span, frozenset[ArticleId], bool]  # a span, who has the same in other words or parts, whether as a claim


def find_omissions(
    passages: Sequence[Passage],
    rewrites: Sequence[Rewrite],
    lineage: Lineage,
    claims: Sequence[Claim],
    disagreements: Sequence[Disagreement],
) -> tuple[Omission, ...]:
    """What each article leaves out of the texts that it shares with others, in the order of the articles' ids."""
    found: list[Omission] = []
    groups = _groups(passages, rewrites, claims)
    having = [(one.spans, _having_otherwise(one.spans, groups)) for one in passages]
    for origin, carriers in _shared_texts(lineage):
        found += _left_out_passages(origin, carriers, having)
        found += _left_out_sides(origin, carriers, claims, disagreements)
    return tuple(sorted(found, key=lambda one: (one.article, one.spans)))


def _shared_texts(lineage: Lineage) -> Iterator[tuple[str, tuple[ArticleId, ...]]]:
    """Every text that articles copy from, with all that have it: those that copy, and the article that it is."""
    articles = {node.id for node in lineage.nodes if node.kind == "article"}
    copies: dict[str, set[str]] = {}
    for edge in lineage.edges:
        if edge.kind == "copies" and edge.source in articles:
            copies.setdefault(edge.target, set()).add(edge.source)
    for target in sorted(copies):
        yield target, tuple(sorted(copies[target] | ({target} & articles)))


# ---- paragraphs of the common text ------------------------------------------------------------


def _left_out_passages(
    origin: str, carriers: Sequence[ArticleId], having: Sequence[tuple[Sequence[Span], frozenset[ArticleId]]]
) -> Iterator[Omission]:
    """`having`: the spans of each passage, with all articles that have it, as it is or otherwise."""
    if len(carriers) < FEWEST:
        return
    carrying = frozenset(carriers)
    for everywhere, otherwise in having:
        spans = tuple(span for span in everywhere if span.article in carrying)
        if len(spans) < 2 or min(span.end - span.start for span in spans) < SHORTEST:
            continue
        why = f"stands in {len(spans)} of the {len(carriers)} articles that carry this text, and not here"
        for article in carriers:
            if article not in otherwise and article != origin:
                yield Omission("passage", article, spans, origin, why)


def _groups(
    passages: Sequence[Passage], rewrites: Sequence[Rewrite], claims: Sequence[Claim]
) -> dict[ArticleId, list[Group]]:
    """By article, its stretches that others have too: word for word, retold, or as a claim that they make."""
    found: dict[ArticleId, list[Group]] = defaultdict(list)
    shared = [(passage.spans, False) for passage in passages]
    shared += [(rewrite.spans, False) for rewrite in rewrites]
    shared += [(tuple(support.span for support in one.supports), True) for one in claims]
    for spans, as_claim in shared:
        members = frozenset(span.article for span in spans)
        if len(members) > 1:
            for span in spans:
                found[span.article].append((span, members, as_claim))
    return found


def _having_otherwise(spans: Sequence[Span], groups: Mapping[ArticleId, Sequence[Group]]) -> frozenset[ArticleId]:
    """Which articles have a passage: as it is, most of it in parts or in other words, or a claim that it makes."""
    having = {span.article for span in spans}
    for span in spans[:LOOKED_AT]:
        shared: Counter[ArticleId] = Counter()
        for other, members, as_claim in groups.get(span.article, ()):
            if common := _common(span, other):
                shared.update(dict.fromkeys(members, span.end - span.start if as_claim else common))
        having |= {article for article, count in shared.items() if count >= MOST * (span.end - span.start)}
    return frozenset(having)


def _common(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start)) if left.article == right.article else 0


# ---- the other side ---------------------------------------------------------------------------


def _left_out_sides(
    origin: str, carriers: Sequence[ArticleId], claims: Sequence[Claim], disagreements: Sequence[Disagreement]
) -> Iterator[Omission]:
    """Sides that a carrier lacks while another carrier of the same text has both."""
    by_id = {claim.id: claim for claim in claims}
    for one in disagreements:
        sides = [[support.span for c in side if c in by_id for support in by_id[c].supports] for side in one.sides]
        having = [{span.article for span in side} & set(carriers) for side in sides]
        both = set.intersection(*having) if having else set()
        if not both or one.kind == "position changed":
            continue
        for number, side in enumerate(sides):
            for article in sorted(set.union(*having) - having[number]):
                kind: OmissionKind = "denial" if one.kind == "denied" and number else "other side"
                words = tuple(sorted(span for span in side if span.article in both))
                yield Omission(kind, article, words, origin, f"{one.about}: told here without what is said against it")
