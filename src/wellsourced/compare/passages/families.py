"""Accepted stretches of all pairs of articles -> families: stretches of text with all their carriers.

One article of a family is its base: the one with most words in common with the others. Where the set of carriers
changes along the base, a new family begins, except that ends which lie a few words apart are put together: who lacks
these words has an omission there. Stretches that the base has no part in follow with the next base.
"""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...records import Passage, Span
from .accept import Accepted
from .collate import collate
from .pairs import Cell, Stretch
from .same import passage_id
from .seeds import fullest_first
from .words import Words

NEAR = 5  # words between two ends that are put together: a sentence's attribution, cut off by one carrier
LEAST = 4  # words of a family: the rest of a stretch that others share further is no passage by itself

Extent = tuple[int, int]  # words [start, end) of an article


@dataclass(frozen=True, slots=True)
class Family:
    """A stretch of the base, and for each other carrier the cells that align it with the base (base words first)."""

    base: int
    others: dict[int, Stretch]

    def extents(self) -> dict[int, Extent]:
        found = {other: stretch.right for other, stretch in self.others.items()}
        lefts = [stretch.left for stretch in self.others.values()]
        found[self.base] = min(start for start, _ in lefts), max(end for _, end in lefts)
        return found

    @property
    def bits(self) -> float:
        return max(stretch.bits for stretch in self.others.values())


def find_families(texts: Sequence[Words], accepted: Accepted) -> list[Passage]:
    """Families of one story as passages, collated; in no particular order."""
    return [_passage(family, texts) for family in _families(accepted, fullest_first(texts))]


def _passage(family: Family, texts: Sequence[Words]) -> Passage:
    spans = []
    for number, (start, end) in family.extents().items():
        words = texts[number]
        spans.append(Span(words.article.id, words.starts[start], words.ends[end - 1]))
    spans.sort()
    return Passage(passage_id(spans), tuple(spans), round(family.bits, 1), collate(texts, family.base, family.others))


def _families(accepted: Accepted, order: Sequence[int]) -> Iterator[Family]:
    left = {pair: list(stretches) for pair, stretches in accepted.items()}
    for base in order:
        beside = [(b, s) for (a, b), stretches in left.items() if a == base for s in stretches]
        beside += [(a, s.turned()) for (a, b), stretches in left.items() if b == base for s in stretches]
        families = [family for extent in _sections(beside) if (family := _cut(base, beside, extent))]
        left = {pair: stretches for pair, stretches in left.items() if base not in pair}
        families = _overhanging(families, left)
        yield from families
        shown = _shown(families)
        left = {pair: rest for pair, stretches in left.items() if (rest := _rest(pair, stretches, shown))}


def _sections(beside: Sequence[tuple[int, Stretch]]) -> list[Extent]:
    """The extents of the base between which the set of carriers changes by more than a few words."""
    ends = sorted({end for _, stretch in beside for end in stretch.left})
    starts = {stretch.left[0] for _, stretch in beside}
    groups: list[list[int]] = []
    for end in ends:
        if groups and end - groups[-1][0] <= NEAR:
            groups[-1].append(end)
        else:
            groups.append([end])
    # a group of starts is cut at its first, a group of ends at its last, so that nothing common is lost
    cuts = [group[0] if any(at in starts for at in group) else group[-1] for group in groups]
    return list(itertools.pairwise(cuts))


def _cut(base: int, beside: Sequence[tuple[int, Stretch]], extent: Extent) -> Family | None:
    """The family of one section of the base, or None where nobody carries enough of it."""
    others: dict[int, Stretch] = {}
    for other, stretch in beside:
        first = bisect.bisect_left(stretch.cells, extent[0], key=lambda cell: cell.i)
        end = bisect.bisect_right(stretch.cells, extent[1], key=lambda cell: cell.i_end)
        cells = stretch.cells[first:end]
        if len(cells) >= LEAST and (other not in others or len(cells) > len(others[other].cells)):
            others[other] = Stretch(cells)
    return Family(base, others) if others else None


def _overhanging(families: Sequence[Family], left: Accepted) -> list[Family]:
    """Families with the few words at either end that two of the others have in common and the base has not: these are
    an omission of the base, and too few for a family of their own."""
    homes: dict[int, set[int]] = defaultdict(set)
    for number, family in enumerate(families):
        for other in family.others:
            homes[other].add(number)
    found = [dict(family.others) for family in families]
    for (a, b), stretches in left.items():
        for number in sorted(homes[a] & homes[b]):
            others = found[number]
            for stretch in stretches:
                before, after = _beyond(stretch, others[a], others[b])
                if before:
                    others[a], others[b] = _longer(others[a], before[0].i), _longer(others[b], before[0].j)
                if after:
                    others[a], others[b] = _longer(others[a], after[-1].i_end), _longer(others[b], after[-1].j_end)
    return [Family(family.base, others) for family, others in zip(families, found, strict=True)]


def _beyond(stretch: Stretch, one: Stretch, other: Stretch) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The cells of a stretch of two carriers right before what the base has of them, and right after it, where these
    are fewer than make a family. The carriers' own words are those on the right of `one` and `other`."""
    (i, i_end), (j, j_end) = one.right, other.right
    cells = stretch.cells
    few_before = max(i - stretch.left[0], j - stretch.right[0]) <= NEAR
    few_after = max(stretch.left[1] - i_end, stretch.right[1] - j_end) <= NEAR
    if not (few_before or few_after) or not any(
        i <= cell.i and cell.i_end <= i_end and j <= cell.j and cell.j_end <= j_end for cell in cells
    ):
        return (), ()
    before = [cell for cell in cells if cell.i_end <= i and cell.j_end <= j] if few_before else []
    after = [cell for cell in cells if cell.i >= i_end and cell.j >= j_end] if few_after else []
    return tuple(before), tuple(after)


def _longer(stretch: Stretch, at: int) -> Stretch:
    """A stretch drawn out on the right side as far as word `at`, by a cell that tells nothing and has no left side."""
    (i, i_end), (j, j_end) = stretch.left, stretch.right
    if at < j:
        return Stretch((Cell(i, i, at, j, 0.0), *stretch.cells))
    return Stretch((*stretch.cells, Cell(i_end, i_end, j_end, at, 0.0))) if at > j_end else stretch


def _shown(families: Sequence[Family]) -> dict[int, dict[int, Extent]]:
    """Article -> what of it each family has shown, by the family's number."""
    found: dict[int, dict[int, Extent]] = defaultdict(dict)
    for number, family in enumerate(families):
        for article, extent in family.extents().items():
            found[article][number] = extent
    return found


def _rest(pair: tuple[int, int], stretches: list[Stretch], shown: dict[int, dict[int, Extent]]) -> list[Stretch]:
    """What of the stretches of a pair no family has shown already."""
    one, other = shown.get(pair[0], {}), shown.get(pair[1], {})
    both = [(one[number], other[number]) for number in sorted(one.keys() & other.keys())]
    if not both:
        return [stretch for stretch in stretches if len(stretch.cells) >= LEAST]
    rest = []
    for stretch in stretches:
        (i, i_end), (j, j_end) = stretch.left, stretch.right
        near = [(a, b) for a, b in both if a[0] < i_end and i < a[1] and b[0] < j_end and j < b[1]]
        if not near:
            rest.append(list(stretch.cells))
            continue
        piece: list[Cell] = []
        for cell in stretch.cells:
            if not any(a[0] <= cell.i < a[1] and b[0] <= cell.j < b[1] for a, b in near):
                piece.append(cell)
            elif piece:
                rest.append(piece)
                piece = []
        rest.append(piece)
    return [Stretch(tuple(piece)) for piece in rest if len(piece) >= LEAST]
