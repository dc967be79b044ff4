"""Events inside statements and sentences -> claims of their own, where several articles tell the same event.

"A lorry ploughed through the market, killing six, in what the mayor called ..." and "he was in the bakery when a lorry
drove into the market" share few words and one event; `happenings` says when two are one. Nothing of this proves a
second origin: that is left to the words of the sentences.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..happenings import ANY_KIND, Told, one_event
from ..units import Happening, Unit
from ..weighing import Bag, Weights
from .links import Link, cluster

COMMON = 150  # events of one kind from which a concept of who took part brings no two together


def event_clusters(
    units: Sequence[Unit], bags: Sequence[Bag], groups: Sequence[Sequence[Unit]], weights: Weights
) -> list[tuple[list[Unit], list[str]]]:
    """Clusters of events that several articles tell and that no cluster of statements or sentences holds already."""
    told = [
        Told(event, unit, bag)
        for unit, bag in zip(units, bags, strict=True)
        for event in unit.events
        if not event.asked and len({c.start for c in unit.concepts if event.span.start <= c.start < event.span.end}) > 1
    ]
    links = []
    for left, right in _candidates(told):
        score = one_event(told[left], told[right], weights)
        if score and not _of_other_number(told[left].event, told[right].event):
            links.append(Link(left, right, score, "one event: what happened, who took part, when and where agree"))
    links.sort(key=lambda link: (-link.score, link.left, link.right))
    home = {unit.id: index for index, group in enumerate(groups) for unit in group}
    carried = [{unit.article.id for unit in group} for group in groups]
    found = []
    for members, why in cluster(len(told), links):
        articles = {told[i].unit.article.id for i in members}
        held = any(articles <= carried[home[told[i].unit.id]] for i in members)
        if len(articles) > 1 and not held:
            found.append(([_event_unit(told[i]) for i in members], why))
    return found


def _of_other_number(one: Happening, other: Happening) -> bool:
    """Whether the one has as many doing it as the other has not: "three were killed", "a fourth died"."""
    mine, theirs = (frozenset().union(*event.counts) - {"#1"} for event in (one, other))
    sole = all(not event.actors or not event.others for event in (one, other))  # whom it befell, in either role
    return sole and bool(mine and theirs) and not mine & theirs


def _event_unit(one: Told) -> Unit:
    span = one.event.span
    words = tuple(c for c in one.unit.concepts if span.start <= c.start < span.end)
    return replace(
        one.unit, id=one.event.id, kind="event", spans=(span,), concepts=words, members=(one.event.id,), figures=(),
        events=(one.event,), direct=False,
    )  # fmt: skip


def _candidates(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Pairs of events of different articles that share what happened and a concept of who took part, over an index."""
    postings: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, one in enumerate(told):
        kind = () if one.event.kind in ANY_KIND else (f"kind {one.event.kind}",)
        for what in sorted((*one.event.trigger, *kind)):
            for key in sorted(one.slots):
                postings[one.event.outcome, what, key].append(index)
    pairs = {
        pair
        for members in postings.values()
        if len(members) <= COMMON
        for pair in itertools.combinations(members, 2)
        if told[pair[0]].event.span.article != told[pair[1]].event.span.article
    }
    yield from sorted(pairs)
