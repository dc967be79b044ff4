"""What two articles have in common: the records of pairwise alignment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .words import Bits, Words

# Bits an edit costs, and each word of it: one word in sixteen begins an edit where a house edits a text, and the
# edited words come by chance near each other often enough that long ones must be paid for
EDIT, EDITED_WORD = 4.0, 2.5


class Cell(NamedTuple):
    """Words `[i, i_end)` of the one article that stand for words `[j, j_end)` of the other: the same, spellings of
    the same, or, with no bits, words put in their place. `bits` is what they tell; half for a spelling.

    A named tuple, since there is one for every word in common of every two articles, and it is made three times faster
    than a frozen dataclass."""

    i: int
    i_end: int
    j: int
    j_end: int
    bits: float


@dataclass(slots=True)
class Stretch:
    """Cells in order in both articles; never changed."""

    cells: tuple[Cell, ...]
    _bits: float | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def bits(self) -> float:
        """What the words in common tell, less what the edits between them cost; summed once."""
        if self._bits is None:
            told = cost = 0.0
            i_before, j_before = (self.cells[0].i, self.cells[0].j) if self.cells else (0, 0)
            for i, i_end, j, j_end, bits in self.cells:
                told += bits
                if i != i_before or j != j_before:
                    cost += edit_cost(i - i_before, j - j_before)
                i_before, j_before = i_end, j_end
            self._bits = told - cost
        return self._bits

    @property
    def left(self) -> tuple[int, int]:
        return self.cells[0].i, self.cells[-1].i_end

    @property
    def right(self) -> tuple[int, int]:
        return self.cells[0].j, self.cells[-1].j_end

    def turned(self) -> Stretch:
        return Stretch(tuple([Cell(j, j_end, i, i_end, bits) for i, i_end, j, j_end, bits in self.cells]))


def edit_cost(i_words: int, j_words: int) -> float:
    """What the words between two cells cost: those of the article that has more."""
    words = max(i_words, j_words)
    return EDIT + EDITED_WORD * words if words > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, word by word, and what each word tells."""

    left: Words
    right: Words
    left_bits: Bits
    right_bits: Bits

    def alone(self, i: int, j: int) -> float:
        left, right = self.left_bits.alone[i], self.right_bits.alone[j]
        return left if left <= right else right

    def told(self, i: int, j: int) -> float:
        """What a word in common tells where the word before is in common too."""
        left, right = self.left_bits.after[i], self.right_bits.after[j]
        return left if left <= right else right
