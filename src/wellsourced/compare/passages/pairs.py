"""What two articles have in common: the records of pairwise alignment."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from .words import Bits, Words

# Bits an edit costs, and each word of it: one word in sixteen begins an edit where a house edits a text, and the
# edited words come by chance near each other often enough that long ones must be paid for
EDIT, EDITED_WORD = 4.0, 2.5


@dataclass(frozen=True, slots=True)
class Cell:
    """Words `[i, i_end)` of the one article that stand for words `[j, j_end)` of the other: the same, spellings of
    the same, or, with no bits, words put in their place. `bits` is what they tell; half for a spelling."""

    i: int
    i_end: int
    j: int
    j_end: int
    bits: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Cells in order in both articles."""

    cells: tuple[Cell, ...]

    @property
    def bits(self) -> float:
        """What the words in common tell, less what the edits between them cost."""
        told = sum(cell.bits for cell in self.cells)
        return told - sum(edit_cost(before, cell) for before, cell in itertools.pairwise(self.cells))

    @property
    def left(self) -> tuple[int, int]:
        return self.cells[0].i, self.cells[-1].i_end

    @property
    def right(self) -> tuple[int, int]:
        return self.cells[0].j, self.cells[-1].j_end

    def turned(self) -> Stretch:
        return Stretch(tuple(Cell(c.j, c.j_end, c.i, c.i_end, c.bits) for c in self.cells))


def edit_cost(before: Cell, cell: Cell) -> float:
    """What the words between two cells cost: those of the article that has more."""
    words = max(cell.i - before.i_end, cell.j - before.j_end)
    return EDIT + EDITED_WORD * words if words > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, word by word, and what each word tells."""

    left: Words
    right: Words
    left_bits: Bits
    right_bits: Bits

    def alone(self, i: int, j: int) -> float:
        return min(self.left_bits.alone[i], self.right_bits.alone[j])

    def told(self, i: int, j: int) -> float:
        """What a word in common tells where the word before is in common too."""
        return min(self.left_bits.after[i], self.right_bits.after[j])
