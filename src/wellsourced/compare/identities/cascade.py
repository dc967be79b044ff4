"""The steps that put bearers together, each with its reason in words (see the package's docstring for their order)."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...countries import known_name
from ...names import key
from ...records import Alias, Decision, Passage, Span
from ..likeness import string_likeness
from .bearers import Bearer
from .merger import Merger

ALIKE_IN_PASSAGE = 0.6  # least likeness of two spellings at one place of a passage; below, a name was substituted


def merge_decided(merger: Merger, decisions: Sequence[Decision]) -> None:
    """What a person decided to be one, whatever the articles say."""
    for one in decisions:
        if one.verdict != "same":
            continue
        left, right = key(one.left), key(one.right)
        at = [[i for i, bearer in enumerate(merger.bearers) if name in bearer.keys] for name in (left, right)]
        for a, b in itertools.product(*at):
            merger.stated.add(frozenset((merger.bearers[a].key, merger.bearers[b].key)))
        for a, b in itertools.product(*at):
            merger.merge(
                a, b, f"“{one.left}” and “{one.right}”: decided to be the same" + (one.note and f" ({one.note})")
            )


def merge_known_names(merger: Merger) -> None:
    """ "the US" and "the United States", "the UN" and "the United Nations"."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        usual = known_name(bearer.name)
        if usual is not None and bearer.kind != "person":
            at[usual].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            merger.stated.add(frozenset((merger.bearers[a].key, merger.bearers[b].key)))
        for a, b in itertools.pairwise(indexes):
            merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” are two names of one that "
                         "every reader knows")  # fmt: skip


def merge_same_names(merger: Merger) -> None:
    first: dict[str, int] = {}
    for index, bearer in enumerate(merger.bearers):
        if bearer.sense not in ("full", "place"):
            continue  # a bare surname may be anybody's: step 7
        seen = first.setdefault(bearer.key, index)
        if seen != index:
            name, other = merger.bearers[seen].name, bearer.name
            why = (
                f"“{name}” stands in several articles"
                if name == other
                else f"“{name}” and “{other}” differ in case, marks, hyphens, a title or “al-” only"
            )
            merger.merge(seen, index, why)


def merge_stated_aliases(merger: Merger, aliases: Sequence[Alias]) -> None:
    at: dict[str, list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        at[bearer.key].append(index)
    for alias in aliases:
        merger.stated.add(frozenset((key(alias.left), key(alias.right))))
    for alias in aliases:
        for left in at.get(key(alias.left), ()):
            for right in at.get(key(alias.right), ()):
                merger.merge(left, right, f"“{alias.left}” and “{alias.right}”: {alias.why}")


def merge_by_passages(merger: Merger, passages: Sequence[Passage]) -> None:
    """Names at one place of a shared passage: found through the variants that a collation sets side by side."""
    owner: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        for mention in bearer.mentions:
            owner[bearer.article].append((mention.span, index))
    for passage in passages:
        for variant in passage.variants:
            named = [
                (index, span)
                for reading in variant.readings
                for span in reading.spans
                for index in _bearers_at(owner[span.article], span)
            ]
            for (a, span), (b, other) in itertools.pairwise(named):
                if span.article != other.article and _alike(merger.bearers[a], merger.bearers[b]):
                    merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” stand at the "
                                 "same place of a shared passage")  # fmt: skip


def _bearers_at(owned: list[tuple[Span, int]], span: Span) -> Iterator[int]:
    return (index for mention, index in owned if mention.overlaps(span))


def _alike(a: Bearer, b: Bearer) -> bool:
    """Whether two names may be spellings of one: alike as a whole, and word by word where both have as many."""
    if string_likeness("".join(a.words), "".join(b.words)) < ALIKE_IN_PASSAGE:
        return False
    if len(a.words) != len(b.words):
        return True
    return all(string_likeness(x, y) >= ALIKE_IN_PASSAGE for x, y in zip(a.words, b.words, strict=True))
