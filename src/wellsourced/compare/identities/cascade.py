"""The steps that put bearers together, each with its reason in words (see the package's docstring for their order)."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...countries import known_name
from ...names import key, transliterated
from ...records import Alias, Decision, Passage, Span
from ..likeness import string_likeness
from .bearers import Bearer
from .merger import Merger

ALIKE_IN_PASSAGE = 0.6  # least likeness of two spellings at one place of a passage; below, a name was substituted
MIDDLE = 2  # most middle names that one article may leave out


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


def merge_transliterations(merger: Merger) -> None:
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 1 and bearer.kind == "person":
            at[transliterated(bearer.words)].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” differ only in letters by "
                         "which one sound is transliterated")  # fmt: skip


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


def merge_inflected(merger: Merger) -> None:
    """ "Emergency Ministry" and "Emergencies Ministry": a body's name in the singular and the plural."""
    first: dict[tuple[str, ...], int] = {}
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) < 2 or bearer.kind not in ("organisation", "group", "facility"):
            continue
        seen = first.setdefault(tuple(_singular(word) for word in bearer.words), index)
        if seen != index and bearer.key != merger.bearers[seen].key:
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” differ in a plural only")


def merge_turned(merger: Merger) -> None:
    """ "Health Authority of Tarn" and "Tarn Health Authority": the same three words or more, those behind "of" in
    front. In any other order they are another name: "A.B.C. Company" is not "C.B.A. Company"."""
    first: dict[tuple[str, ...], int] = {}
    for index, bearer in enumerate(merger.bearers):
        at = bearer.words.index("of") if bearer.words.count("of") == 1 else 0
        words = (*bearer.words[at + 1 :], *bearer.words[:at]) if at else bearer.words
        if len(words) < 3 or bearer.kind not in ("organisation", "group", "facility"):
            continue
        seen = first.setdefault(words, index)
        if seen != index and bearer.key != merger.bearers[seen].key:
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” are the same words, turned")


def merge_local_bodies(merger: Merger) -> None:
    """ "the Health Authority" and "Tarn Health Authority", where Tarn is a town of the story and no other body of the
    story ends so. A country's ministry or army is not put together so: the other side has one too."""
    places = {bearer.key for bearer in merger.bearers if bearer.kind == "place" and not known_name(bearer.name)}
    places |= {b.words[-1] for b in merger.bearers if " of " in b.name and not known_name(b.words[-1])}
    full: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 2 and bearer.kind in ("organisation", "group"):
            full[bearer.words[1:]].add(index)
    for index, bearer in enumerate(merger.bearers):
        fits = sorted(full.get(bearer.words, ()))
        if len({merger.find(i) for i in fits}) != 1 or merger.bearers[fits[0]].words[0] not in places:
            continue
        if bearer.kind in ("organisation", "group") and bearer.words[-1] not in NATIONAL:
            merger.merge(fits[0], index, f"“{bearer.name}”: “{merger.bearers[fits[0]].name}” is the only such body "
                         "of the story")  # fmt: skip


NATIONAL = frozenset(("ministry", "army", "navy", "force", "guard", "parliament", "government", "assembly", "party"))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


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


def merge_middle_names(merger: Merger) -> None:
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 1 and bearer.kind == "person" and len(bearer.words[0]) > 1:
            at[bearer.words[0], bearer.words[-1]].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            if _middles_fit(merger.bearers[a].words[1:-1], merger.bearers[b].words[1:-1]):
                merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” differ in a middle "
                             "name or initial only")  # fmt: skip


def _middles_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one name may be the other without its middle names, or with their initials: none, M., Marie."""
    if not a or not b:
        return len(a or b) <= MIDDLE
    return len(a) == len(b) and all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=True)
    )


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
