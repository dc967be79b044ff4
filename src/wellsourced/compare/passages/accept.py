"""Stretches in common -> those that only a common text explains."""

from __future__ import annotations

from collections.abc import Sequence

from .align import find_seeds, find_stretches, round_off
from .pairs import Cell, Pair, Stretch
from .words import Bits, Words

CANDIDATE = 16.0  # bits below which no rule here accepts anything
# Two articles of some hundred words give 2^16 to 2^20 places to meet, and articles on one event do not choose their
# words freely. Measured: of 519 pairs of articles on look-alike events (ECB+, ten articles of two events taken for one
# coverage), the likest stretch told 53 bits, the likest of the 23 pairs without reuse in four coverages 41 ("has not
# officially asked", "has not formally asked"); the least of a copied sentence told 85.
ALONE = 60.0
# The odds that a further stretch was copied are those of one sentence among the thirty or so of a text already known to
# be shared, not of a text among all: 2^20 less. What is nearer to chance is left out.
TOGETHER = 40.0
# Words in quotation marks on both sides are someone's words in both; from five on they are taken over, not met by
# chance, unless they are a phrase that tells nothing ("it is what it is").
QUOTED_WORDS, QUOTED = 5, 16.0

Accepted = dict[tuple[int, int], list[Stretch]]  # (article, article), the lower number first -> their stretches


def accept_stretches(texts: Sequence[Words], weights: Sequence[Bits]) -> Accepted:
    """The accepted stretches of each pair of articles that has any.

    1. Running text makes a link by itself from `ALONE` bits on.
    2. Where it does, one common text is proven, and `TOGETHER` bits are enough for any other stretch of the two.
    3. Quoted words taken over count by themselves, without the running text around them.
    """
    accepted: Accepted = {}
    for (left, right), seeds in sorted(find_seeds(texts).items()):
        pair = Pair(texts[left], texts[right], weights[left], weights[right])
        stretches = find_stretches(pair, seeds, CANDIDATE)
        proven = any(_running_bits(pair, stretch) >= ALONE for stretch in stretches)
        kept: list[Stretch] = []
        for stretch in stretches:
            if proven and stretch.bits >= TOGETHER:
                kept.append(round_off(pair, stretch))
            else:
                kept += _quotations(pair, stretch)
        if kept:
            accepted[left, right] = kept
    return accepted


def _running_bits(pair: Pair, stretch: Stretch) -> float:
    """What a stretch tells without its quoted words, which two reporters may have heard."""
    return stretch.bits - sum(cell.bits for cell in stretch.cells if _is_quoted(pair, cell))


def _is_quoted(pair: Pair, cell: Cell) -> bool:
    return pair.left.quoted[cell.i] and pair.right.quoted[cell.j]


def _quotations(pair: Pair, stretch: Stretch) -> list[Stretch]:
    """The pieces of a stretch that stand in quotation marks in both articles and are long enough to count."""
    pieces: list[list[Cell]] = [[]]
    for cell in stretch.cells:
        if _is_quoted(pair, cell):
            pieces[-1].append(cell)
        elif pieces[-1]:
            pieces.append([])
    found = [Stretch(tuple(piece)) for piece in pieces if len(piece) >= QUOTED_WORDS]
    return [piece for piece in found if piece.bits >= QUOTED]
