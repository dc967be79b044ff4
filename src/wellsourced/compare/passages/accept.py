"""Stretches in common -> those that a common text must explain."""

from __future__ import annotations

from collections.abc import Sequence

from .align import Stretch, find_seeds, find_stretches
from .words import Bits, Words

CANDIDATE = 8.0
ALONE = 60.0
TOGETHER = 40.0
QUOTED = 16.0
QUOTED_WORDS = 5

Accepted = dict[tuple[int, int], list[Stretch]]


def accept_stretches(texts: Sequence[Words], weights: Sequence[Bits]) -> Accepted:
    accepted: Accepted = {}
    for pair, seeds in sorted(find_seeds(texts).items()):
        left, right = pair
        stretches = find_stretches(texts[left], texts[right], weights[left], seeds, CANDIDATE)
        proven = any(stretch.bits >= ALONE for stretch in stretches)
        kept = []
        for stretch in stretches:
            if stretch.bits >= (TOGETHER if proven else ALONE):
                kept.append(stretch)
            else:
                kept += _quoted(stretch, texts[left], texts[right])
        if kept:
            accepted[pair] = kept
    return accepted


def _quoted(stretch: Stretch, left: Words, right: Words) -> list[Stretch]:
    """The pieces of a stretch that stand in quotation marks in both articles and are long enough to be taken over."""
    pieces: list[list] = [[]]
    for cell in stretch.cells:
        if left.quoted[cell.i] and right.quoted[cell.j]:
            pieces[-1].append(cell)
        elif pieces[-1]:
            pieces.append([])
    found = [Stretch(tuple(piece)) for piece in pieces if len(piece) >= QUOTED_WORDS]
    return [piece for piece in found if piece.bits >= QUOTED]
