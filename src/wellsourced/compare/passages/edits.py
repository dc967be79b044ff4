"""Words of two articles around what they have in common -> further words in common, through the edits of a house.

Alignment word by word, by dynamic programming over short windows: words may be equal, spellings of one, or two words
written as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .pairs import EDITED_WORD, Cell, Pair
from .words import ELLIPSIS, Words

WINDOW = 10  # words looked at beyond an end
ROUNDS = 4  # windows beyond an end: longer stretches in common have seeds of their own
SKIPPED = EDITED_WORD  # bits a word costs that is passed over on the way to the next in common
SIMILAR = 0.7  # share of letters in common from which two words may be spellings of one name

FEW = 24  # cells of two windows that are chained one by one; where a text repeats itself there are hundreds

Match = tuple[int, int, Cell, int, int]  # a cell by the row and column where it ends, and those before it
Step = tuple[float, Cell | None, int, int]  # best score so far, the cell that ends here, where the step came from
Steps = list[list[Step]]


def align_gap(pair: Pair, left: tuple[int, int], right: tuple[int, int]) -> list[Cell]:
    """The words that two gaps `[start, end)` have in common, in order."""
    if left[0] >= left[1] or right[0] >= right[1]:
        return []
    rows, columns = range(*left), range(*right)
    matches = _matches(pair, rows, columns)
    if not matches:
        return []
    if len(matches) <= FEW:
        chain = _Chain(matches)
        _, last, tied = chain.arrive(len(rows), len(columns))
        cells = None if tied else chain.traced(last)
        if cells is not None:
            return cells
    steps = _steps(pair, rows, columns)
    return _traced(steps, len(steps) - 1, len(steps[0]) - 1)


def extend_forwards(pair: Pair, i: int, j: int) -> list[Cell]:
    """The cells behind the words of a stretch that end at `i` and `j`, as far as words in common outweigh those passed
    over."""
    found: list[Cell] = []
    for _ in range(ROUNDS):
        rows = range(i, _part_end(pair.left, i - 1, i + WINDOW))
        columns = range(j, _part_end(pair.right, j - 1, j + WINDOW))
        more = best_prefix(pair, rows, columns)
        if not more:
            break
        found += more
        i, j = more[-1].i_end, more[-1].j_end
    return found


def extend_backwards(pair: Pair, i: int, j: int) -> list[Cell]:
    """The cells before the words `i` and `j`, with which a stretch begins, in order."""
    found: list[Cell] = []
    for _ in range(ROUNDS):
        rows = range(i - 1, _part_start(pair.left, i, i - WINDOW) - 1, -1)
        columns = range(j - 1, _part_start(pair.right, j, j - WINDOW) - 1, -1)
        more = best_prefix(pair, rows, columns)
        if not more:
            break
        found = more[::-1] + found
        i, j = found[0].i, found[0].j
    return found


def _part_end(words: Words, at: int, end: int) -> int:
    end = min(end, len(words))
    while end > at + 1 and words.parts[end - 1] != words.parts[at]:
        end -= 1
    return end


def _part_start(words: Words, at: int, start: int) -> int:
    start = max(start, 0)
    while start < at and words.parts[start] != words.parts[at]:
        start += 1
    return start


def _matches(pair: Pair, rows: Sequence[int], columns: Sequence[int]) -> list[Match]:
    """The cells that an alignment of two windows may have, row by row. `rows` and `columns` are words of the left and
    the right article, both forwards or both backwards."""
    left, right = pair.left.norms, pair.right.norms
    ours, theirs = pair.left_bits.alone, pair.right_bits.alone
    # Where neither end agrees there is none of the kinds of cells: of most pairs of words nothing more is asked. A bit
    # for each column
    heads: dict[str, int] = {}
    tails: dict[str, int] = {}
    bit = 1
    for j in columns:
        other = right[j]
        heads[other[0]] = heads.get(other[0], 0) | bit
        tails[other[-1]] = tails.get(other[-1], 0) | bit
        bit <<= 1
    found: list[Match] = []
    for x, i in enumerate(rows, 1):
        word = left[i]
        alike = heads.get(word[0], 0) | tails.get(word[-1], 0)
        while alike:
            lowest = alike & -alike
            alike ^= lowest
            y = lowest.bit_length()
            j = columns[y - 1]
            other = right[j]
            if word == other:
                found.append((x, y, Cell(i, i + 1, j, j + 1, min(ours[i], theirs[j])), x - 1, y - 1))
            elif (word in other or other in word) and (match := _joined(pair, rows, columns, x, y)):
                found.append((x, y, *match))
            elif len(word) > 3 and len(other) > 3 and are_spellings(word, other):
                found.append((x, y, Cell(i, i + 1, j, j + 1, min(ours[i], theirs[j]) / 2), x - 1, y - 1))
    return found


class _Chain:
    """The best alignments that end with each of a few cells: as `_steps` has them, but only where cells are.

    Most windows have few words in common, and between two cells nothing is to be decided. Scores are summed in the
    order of `_steps`, so that they are the very same numbers.
    """

    def __init__(self, matches: Sequence[Match]) -> None:
        self.matches = matches
        self.scores: list[float] = []  # of the best alignment that ends with each cell
        self.before: list[tuple[int, bool]] = []  # the cell before it, -1 for none, and whether another does as well
        for _, _, cell, px, py in matches:
            score, before, tied = self.arrive(px, py)
            self.scores.append(score + cell.bits)
            self.before.append((before, tied))

    def arrive(self, x: int, y: int) -> tuple[float, int, bool]:
        """The best score of an alignment of the first x rows with the first y columns, its last cell, and whether there
        is another one as good."""
        best, last, tied = -SKIPPED * max(x, y), -1, False
        for number, score in enumerate(self.scores):
            its_x, its_y = self.matches[number][:2]
            if its_x <= x and its_y <= y and score >= best:
                for _ in range(max(x - its_x, y - its_y)):
                    score -= SKIPPED
                if score > best:
                    best, last, tied = score, number, False
                elif score == best:
                    tied = True
        return best, last, tied

    def traced(self, last: int) -> list[Cell] | None:
        """The cells of an alignment in order, by its last one; None where two are as good and `_steps` must decide."""
        cells: list[Cell] = []
        while last >= 0:
            cells.append(self.matches[last][2])
            last, tied = self.before[last]
            if tied:
                return None
        return cells[::-1]


def _steps(pair: Pair, rows: Sequence[int], columns: Sequence[int]) -> Steps:
    """The best alignments of the first x of `rows` with the first y of `columns`. Of equals, the one with a cell; then
    the one with fewer words."""
    cells = {(x, y): (cell, px, py) for x, y, cell, px, py in _matches(pair, rows, columns)}
    table: Steps = [[(-SKIPPED * y, None, 0, max(y - 1, 0)) for y in range(len(columns) + 1)]]
    for x in range(1, len(rows) + 1):
        above = table[x - 1]
        before = -SKIPPED * x
        row: list[Step] = [(before, None, x - 1, 0)]
        table.append(row)
        for y in range(1, len(columns) + 1):
            score, px, py = above[y - 1][0], x - 1, y - 1
            if above[y][0] > score:
                score, py = above[y][0], y
            if before > score:
                score, px, py = before, x, y - 1
            step: Step = (score - SKIPPED, None, px, py)
            if (x, y) in cells:
                cell, px, py = cells[x, y]
                score = table[px][py][0] + cell.bits
                if score >= step[0]:
                    step = (score, cell, px, py)
            before = step[0]
            row.append(step)
    return table


def _joined(pair: Pair, rows: Sequence[int], columns: Sequence[int], x: int, y: int) -> tuple[Cell, int, int] | None:
    """The cell of two words of the one article that the other writes as one, ending at row x and column y, and where
    it begins."""
    left, right = pair.left.norms, pair.right.norms
    i, j = rows[x - 1], columns[y - 1]
    a, b = left[i], right[j]
    if len(a) < len(b) and x > 1 and (b.startswith(a) or b.endswith(a)):
        first = min(rows[x - 2], i)
        if left[first] + left[first + 1] == b:
            return Cell(first, first + 2, j, j + 1, pair.alone(i, j)), x - 2, y - 1
    if len(b) < len(a) and y > 1 and (a.startswith(b) or a.endswith(b)):
        first = min(columns[y - 2], j)
        if right[first] + right[first + 1] == a:
            return Cell(i, i + 1, first, first + 2, pair.alone(i, j)), x - 1, y - 2
    return None


def _traced(steps: Steps, x: int, y: int) -> list[Cell]:
    cells = []
    while x or y:
        _, cell, x, y = steps[x][y]
        if cell:
            cells.append(cell)
    return cells[::-1]


def best_prefix(pair: Pair, rows: Sequence[int], columns: Sequence[int], least: float = 0.0) -> list[Cell]:
    """The cells of the best alignment of words that may end anywhere, in the order of `rows`; none where it does not
    tell more than `least` bits beyond what the words passed over cost."""
    if not rows or not columns or (least and not _may_tell(pair, rows, columns, least)):
        return []
    if alike := _alike(pair, rows, columns):
        return alike if sum([cell.bits for cell in alike]) > least else []
    matches = _matches(pair, rows, columns)
    if len(matches) <= FEW:
        chain = _Chain(matches)
        most = max(chain.scores, default=0.0)
        if most <= least:
            return []
        cells = chain.traced(chain.scores.index(most))  # of equals the first: the one with fewer words
        if cells is not None:
            return cells
    steps = _steps(pair, rows, columns)
    best, at = 0.0, (0, 0)
    for x, row in enumerate(steps):
        for y, step in enumerate(row):
            if step[0] > best:  # of equals the first: the one with fewer words
                best, at = step[0], (x, y)
    return _traced(steps, *at) if best > least else []


def _alike(pair: Pair, rows: Sequence[int], columns: Sequence[int]) -> list[Cell]:
    """The cells of two windows with the very same words, as in the middle of a copied text; none where they have not.

    Nothing tells more than all words in their places, and nothing else as much, where each of them tells something.
    """
    words = [pair.left.norms[i] for i in rows]
    if words != [pair.right.norms[j] for j in columns] or ELLIPSIS in words:
        return []
    return [Cell(i, i + 1, j, j + 1, pair.alone(i, j)) for i, j in zip(rows, columns, strict=True)]


def _may_tell(pair: Pair, rows: Sequence[int], columns: Sequence[int], least: float) -> bool:
    """Whether the words that two windows have in common tell more than `least` bits in any order: most do not, and need
    no alignment. Spellings of each other are left out of this bound."""
    there = {pair.right.norms[j] for j in columns}
    return sum(pair.left_bits.alone[i] for i in rows if pair.left.norms[i] in there) > least


@lru_cache(maxsize=20_000)
def are_spellings(a: str, b: str) -> bool:
    """Whether two words may be spellings of one: most letters in common, in order.

    >>> are_spellings("yelenic", "yelenich"), are_spellings("zhaksybekov", "zhaqsybekov"), are_spellings("said", "had")
    (True, True, False)
    """
    longer = max(len(a), len(b))
    if min(len(a), len(b)) < 4 or (a[0] != b[0] and a[-1] != b[-1]) or abs(len(a) - len(b)) > (1 - SIMILAR) * longer:
        return False
    if ELLIPSIS in (a, b) or a[0].isdigit() or b[0].isdigit():
        return False
    letters, others = set(a), set(b)
    if max(len(letters - others), len(others - letters)) > (1 - SIMILAR) * longer:  # so many edits at the least
        return False
    row = list(range(len(b) + 1))
    for x, c in enumerate(a, 1):
        corner, row[0] = row[0], x
        for y, d in enumerate(b, 1):
            corner, row[y] = row[y], min(row[y] + 1, row[y - 1] + 1, corner + (c != d))
    return row[-1] <= (1 - SIMILAR) * longer
