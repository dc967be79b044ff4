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

from ...records import Span
from ..happenings import ANY_KIND, Told, one_event
from ..units import Happening, Unit
from ..weighing import Bag, Weights
from .links import Link, cluster

COMMON = 150  # events of one kind from which a concept of who took part brings no two together
ANYWHERE = Span("", 0, 1)


def event_clusters(
    units: Sequence[Unit], bags: Sequence[Bag], groups: Sequence[Sequence[Unit]], weights: Weights
) -> list[tuple[list[Unit], list[str]]]:
    """Clusters of events that several articles tell and that no cluster of statements or sentences holds already."""
    if len({unit.article.id for unit in units}) < 2:
        return []  # of one article, each event stands in its statement or sentence
    told = [
        Told(event, unit, bag)
        for unit, bag in zip(units, bags, strict=True)
        for event in unit.events
        if not event.asked and len({c.start for c in unit.concepts if event.span.start <= c.start < event.span.end}) > 1
    ]
    alike: dict[tuple[Happening, Bag], list[int]] = defaultdict(list)
    for index, one in enumerate(told):
        alike[_without_place(one.event), one.bag].append(index)
    links = []
    for first, second in _candidates(list(alike.values()), told):
        score = one_event(told[first[0]], told[second[0]], weights)
        if score and not _of_other_number(told[first[0]].event, told[second[0]].event):
            reason = "one event: what happened, who took part, when and where agree"
            links += [
                Link(min(pair), max(pair), score, reason)
                for pair in (itertools.combinations(first, 2) if first is second else itertools.product(first, second))
                if told[pair[0]].unit.article.id != told[pair[1]].unit.article.id
            ]
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


def _without_place(event: Happening) -> Happening:
    """An event without where it is told: that of a sentence which a hundred articles have is compared once."""
    return replace(event, id="", span=ANYWHERE)


def _candidates(alike: Sequence[Sequence[int]], told: Sequence[Told]) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Pairs of events that share what happened and a concept of who took part, over an index; events that are told
    alike come as one, which makes a pair with itself."""
    postings: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, members in enumerate(alike):
        event = told[members[0]].event
        kind = () if event.kind in ANY_KIND else (f"kind {event.kind}",)
        for what in sorted((*event.trigger, *kind)):
            for key in sorted(told[members[0]].slots):
                postings[event.outcome, what, key].append(index)
    pairs = {
        pair
        for found in postings.values()
        if sum(len(alike[index]) for index in found) <= COMMON
        for pair in itertools.combinations_with_replacement(found, 2)
    }
    yield from ((alike[left], alike[right]) for left, right in sorted(pairs))
