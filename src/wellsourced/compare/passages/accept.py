"""Stretches in common -> those that only a common text explains."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from .align import find_stretches, round_off
from .pairs import Cell, Pair, Stretch
from .seeds import SeedIndex
from .words import Bits, Words

CANDIDATE = 16.0  # bits below which no rule here accepts anything
# Two articles of some hundred words give 2^16 to 2^20 places to meet, and articles on one event do not choose their
# words freely. Measured: of 519 pairs of articles on look-alike events (ECB+, ten articles of two events taken for one
# coverage), the likest stretch told 53 bits, the likest of the 23 pairs without reuse in four coverages 41 ("has not
# officially asked", "has not formally asked"); the least of a copied sentence told 85.
ALONE = 60.0
PLACES = 20.0
# Articles on like events meet in several set phrases ("was booked into county jail and later released"): of 815 such
# pairs (ECB+) three would be linked by phrases of up to 44 bits
NO_PHRASE = 45.0
# A further stretch of two that are known to share a text need only be told from chance among the places where their
# sentences may meet (2^10 in two articles of thirty); bits beyond these: one in a million. At 24 and more, half of the
# clauses that a free retelling keeps are lost, below 20 nothing is gained
TOGETHER = 20.0
WORDS, FEW = 5, 40.0  # a phrase of fewer words ("since the great frost") needs as many bits as in texts of any length
# What stands in the sentences of an accepted stretch, or in those beside them, has few places to meet, not thirty: a
# clause that was moved
MOVED_WORDS, MOVED = 6, 25.0
# Words in quotation marks on both sides are someone's words in both; from five on they are taken over, not met by
# chance, unless they are a phrase that tells nothing ("it is what it is").
QUOTED_WORDS, QUOTED = 5, 16.0

SHARED = 12  # words of a third article that two others both have, from which that proves a text common to the two

Proof = tuple[int, int, int]  # an article, and the words [start, end) of it that another one is proven to have
Proofs = dict[int, list[Proof]]
Accepted = dict[tuple[int, int], list[Stretch]]  # (article, article), the lower number first -> their stretches


def accept_stretches(texts: Sequence[Words], weights: Sequence[Bits]) -> Accepted:
    """The accepted stretches of each pair of articles that has any.

    1. Running text makes a link by itself from `ALONE` bits on, or in several stretches that tell as much together.
    2. Where it does, one common text is proven, and any other stretch of the two needs `TOGETHER` bits beyond what
       the number of their sentences takes.
    3. Quoted words taken over count by themselves, without the running text around them.

    What two articles both have from a third, longer one is found beside that one and not again between the two.
    """
    accepted: Accepted = {}
    index = SeedIndex(texts, weights)
    proofs: Proofs = defaultdict(list)
    for earlier in index.order:
        for later, seeds in index.beside(earlier):
            left, right = sorted((earlier, later))
            if earlier > later:
                seeds = [(j, i) for i, j in seeds]
            pair = Pair(texts[left], texts[right], weights[left], weights[right])
            stretches = find_stretches(pair, seeds, CANDIDATE)
            proving = _proving(pair, stretches)
            kept = _kept(pair, stretches, bool(proving) or _share_a_third(proofs[earlier], proofs[later]))
            if kept:
                accepted[left, right] = kept
            for stretch in kept:
                index.note(earlier, later, stretch)
            proofs[later] += ((earlier, *(s.left if earlier == left else s.right)) for s in proving)
    return dict(sorted(accepted.items()))


def _proving(pair: Pair, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches whose running words only a common text explains; none where they do not.

    One does that tells `ALONE` bits. Several do that tell less, as in a retelling that keeps half a sentence here and
    there: each is weighed against the places where two articles may meet, and one of them must be no set phrase.
    """
    told = [(stretch, _running_bits(pair, stretch)) for stretch in stretches]
    alone = [stretch for stretch, bits in told if bits >= ALONE]
    if alone or max((bits for _, bits in told), default=0.0) < NO_PHRASE:
        return alone
    several = [(stretch, bits - PLACES) for stretch, bits in told if bits > PLACES]
    return [stretch for stretch, _ in several] if sum(bits for _, bits in several) >= ALONE - PLACES else []


def _kept(pair: Pair, stretches: Sequence[Stretch], proven: bool) -> list[Stretch]:
    kept: list[Stretch] = []
    weak: list[Stretch] = []
    least = TOGETHER + math.log2(max(1, sum(pair.left.opens) * sum(pair.right.opens)))
    for stretch in stretches:
        few = len(stretch.cells) < WORDS
        if proven and stretch.bits >= (max(least, FEW) if few else least):
            kept.append(round_off(pair, stretch))
        else:
            weak.append(stretch)
    borders = [(_sentences(pair.left, s.left), _sentences(pair.right, s.right)) for s in kept]
    for stretch in weak:
        (i, i_end), (j, j_end) = stretch.left, stretch.right
        moved = any(a <= i and i_end <= b and c <= j and j_end <= d for (a, b), (c, d) in borders)
        kept += (
            [stretch]
            if moved and len(stretch.cells) >= MOVED_WORDS and stretch.bits >= MOVED
            else _quotations(pair, stretch)
        )
    return kept


def _sentences(words: Words, extent: tuple[int, int]) -> tuple[int, int]:
    """The words of the sentences that some words stand in, and of one before and one after."""
    start, end = extent
    for _ in range(2):
        start = next((at for at in range(start - 1, -1, -1) if words.opens[at]), 0)
        end = next((at for at in range(end + 1, len(words)) if words.opens[at]), len(words))
    return start, end


def _share_a_third(one: Sequence[Proof], other: Sequence[Proof]) -> bool:
    """Whether two articles are proven to have the same words from a third."""
    return any(
        third == third_too and min(end, end_too) - max(start, start_too) >= SHARED
        for third, start, end in one
        for third_too, start_too, end_too in other
    )


def _running_bits(pair: Pair, stretch: Stretch) -> float:
    """What a stretch tells without its quoted words, which two reporters may have heard."""
    if not _may_be_quoted(pair, stretch):
        return stretch.bits
    return stretch.bits - sum(cell.bits for cell in stretch.cells if _is_quoted(pair, cell))


def _may_be_quoted(pair: Pair, stretch: Stretch) -> bool:
    return True in pair.left.quoted[slice(*stretch.left)] and True in pair.right.quoted[slice(*stretch.right)]


def _is_quoted(pair: Pair, cell: Cell) -> bool:
    return pair.left.quoted[cell.i] and pair.right.quoted[cell.j]


def _quotations(pair: Pair, stretch: Stretch) -> list[Stretch]:
    """The pieces of a stretch that stand in quotation marks in both articles and are long enough to count."""
    if not _may_be_quoted(pair, stretch):
        return []
    pieces: list[list[Cell]] = [[]]
    for cell in stretch.cells:
        if _is_quoted(pair, cell):
            pieces[-1].append(cell)
        elif pieces[-1]:
            pieces.append([])
    found = [Stretch(tuple(piece)) for piece in pieces if len(piece) >= QUOTED_WORDS]
    return [piece for piece in found if piece.bits >= QUOTED]
