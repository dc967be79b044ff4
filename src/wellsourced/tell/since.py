"""Dossier and an earlier one -> what moved: articles that came, went, or stand in another story than they did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..compare.stories import find_moves
from ..errors import Unreadable
from ..records import Dossier

Grouping = list[list[str]]


def read_grouping(path: Path) -> Grouping:
    """The stories of a dossier.json as lists of ids of articles; `Unreadable` where it is none."""
    try:
        stories = json.loads(path.read_text(encoding="utf-8"))["stories"]
        return [[str(article) for article in story["articles"]] for story in stories]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(str(path), "it is no dossier.json of this program") from error


def since(dossier: Dossier, earlier: Grouping) -> str:
    """What moved, in a few lines."""
    return "\n".join(_lines(dossier, earlier))


def _lines(dossier: Dossier, earlier: Grouping) -> Iterator[str]:
    now = [list(comparison.story.articles) for comparison in dossier.comparisons]
    before, after = ({article for story in grouping for article in story} for grouping in (earlier, now))
    yield f"since the earlier dossier: {len(after - before)} new, {len(before - after)} gone"
    addresses = {reading.article.id: reading.article.address for reading in dossier.readings}
    moves = find_moves(earlier, now)
    for move in moves:
        told = [f"no longer with {_named(move.left, addresses)}"] if move.left else []
        told += [f"now with {_named(move.joined, addresses)}"] if move.joined else []
        yield f"    {addresses.get(move.article, move.article)}: {', '.join(told)}"
    if not moves:
        yield "    the others stand together as they did"


def _named(articles: tuple[str, ...], addresses: dict[str, str]) -> str:
    return " and ".join(addresses.get(article, article) for article in articles)
