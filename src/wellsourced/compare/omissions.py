"""What carriers of a shared text leave out of it: its paragraphs, a denial, the other side of a disagreement.

Only what stands in a text that an article is known to have had can be left out of it; what other outlets reported by
themselves cannot. So of two carriers nothing can be told (either may have added), and of three or more that is left
out which at least two of them have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import ArticleId, Claim, Disagreement, Lineage, Omission, OmissionKind, Passage, Rewrite, Span

FEWEST = 3  # carriers of a text from which two that have a passage show that the third left it out
SHORTEST = 60  # characters: a passage shorter than a clause is a turn of phrase, and no part of a report
MOST = 0.5  # share of a stretch that must be found otherwise for it not to be left out


def find_omissions(
    passages: Sequence[Passage],
    rewrites: Sequence[Rewrite],
    lineage: Lineage,
    claims: Sequence[Claim],
    disagreements: Sequence[Disagreement],
) -> tuple[Omission, ...]:
    """What each article leaves out of the texts that it shares with others, in the order of the articles' ids."""
    found: list[Omission] = []
    for origin, carriers in _shared_texts(lineage):
        found += _left_out_passages(origin, carriers, passages, rewrites, claims)
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
    origin: str, carriers: Sequence[ArticleId], passages: Sequence[Passage], rewrites: Sequence[Rewrite],
    claims: Sequence[Claim],
) -> Iterator[Omission]:  # fmt: skip
    if len(carriers) < FEWEST:
        return
    for passage in passages:
        spans = tuple(span for span in passage.spans if span.article in carriers)
        if len(spans) < 2 or min(span.end - span.start for span in spans) < SHORTEST:
            continue
        for article in carriers:
            if article in {span.article for span in spans} or article == origin:
                continue
            if not _has_otherwise(article, spans, passages, rewrites, claims):
                why = f"stands in {len(spans)} of the {len(carriers)} articles that carry this text, and not here"
                yield Omission("passage", article, spans, origin, why)


def _has_otherwise(
    article: ArticleId, spans: Sequence[Span], passages: Sequence[Passage], rewrites: Sequence[Rewrite],
    claims: Sequence[Claim],
) -> bool:  # fmt: skip
    """Whether an article has a stretch in other words: a part of it, a rewrite of it, a claim that it makes."""
    with_it = [passage.spans for passage in passages if any(span.article == article for span in passage.spans)]
    with_it += [rewrite.spans for rewrite in rewrites if any(span.article == article for span in rewrite.spans)]
    told = [tuple(s.span for s in c.supports) for c in claims if any(s.span.article == article for s in c.supports)]
    for span in spans:
        shared = sum(_common(span, other) for group in with_it for other in group)
        if shared >= MOST * (span.end - span.start) or any(_common(span, other) for group in told for other in group):
            return True
    return False


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
