"""Two groupings of articles -> what moved between them.

All articles are grouped anew whenever one comes, so that adding one later gives the same stories as reading all at
once. Then one that comes may draw two stories together or push one apart: whoever kept a story's address is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...records import ArticleId

Grouping = Sequence[Sequence[ArticleId]]


@dataclass(frozen=True, slots=True)
class Move:
    """An article that both groupings have, in company of others than before; new articles are no company."""

    article: ArticleId
    left: tuple[ArticleId, ...]
    joined: tuple[ArticleId, ...]


def find_moves(before: Grouping, after: Grouping) -> tuple[Move, ...]:
    """What moved, in the order of the articles' ids: nothing, where the old articles stand together as they did."""
    known = _known(before) & _known(after)
    old, new = _company(before, known), _company(after, known)
    return tuple(
        Move(article, tuple(sorted(old[article] - new[article])), tuple(sorted(new[article] - old[article])))
        for article in sorted(known)
        if old[article] != new[article]
    )


def _known(grouping: Grouping) -> frozenset[ArticleId]:
    return frozenset(article for story in grouping for article in story)


def _company(grouping: Grouping, known: Iterable[ArticleId]) -> dict[ArticleId, frozenset[ArticleId]]:
    kept = frozenset(known)
    return {article: kept.intersection(story) for story in grouping for article in story if article in kept}
