"""Two articles -> the stretches of words they have in common, through the edits of a house.

As in sequence search: seeds (three words running, from an index over all articles) grow into runs, runs that follow
each other in both articles are chained, the gaps between them and the words at both ends are aligned word by word. A
word in common scores what it tells in bits, an edit costs some.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .words import ELLIPSIS, Bits, Words

SEED = 3  # words; the shortest quotation that counts has five, and may be edited in one place
CARRIERS = 24  # of one seed that are compared with all others: bounds the work where a text has very many copies
GAP = 12  # words between two runs of one stretch: a clause of attribution moved in or out
WINDOW = 10  # words looked at beyond an end
# Bits an edit costs, and each word of it: as log-odds, one word in ten begins an edit where a house edits a text, and an
# edit runs on with one chance in three
EDIT, EDITED_WORD = 4.0, 2.5
SIMILAR = 0.7  # share of letters in common from which two words may be spellings of one name


@dataclass(frozen=True, slots=True)
class Cell:
    """Words `[i, i_end)` of the one article and `[j, j_end)` of the other that are the same, or spellings of the
    same; `bits` is what they tell, half for a spelling."""

    i: int
    i_end: int
    j: int
    j_end: int
    bits: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Cells in order in both articles, from the first to the last word in common."""

    cells: tuple[Cell, ...]

    @property
    def bits(self) -> float:
        """What the words in common tell, less what the edits between them cost."""
        cells = self.cells
        return sum(c.bits for c in cells) - sum(edit_cost(a, b) for a, b in zip(cells, cells[1:], strict=False))

    @property
    def left(self) -> tuple[int, int]:
        return self.cells[0].i, self.cells[-1].i_end

    @property
    def right(self) -> tuple[int, int]:
        return self.cells[0].j, self.cells[-1].j_end

    def turned(self) -> Stretch:
        return Stretch(tuple(Cell(c.j, c.j_end, c.i, c.i_end, c.bits) for c in self.cells))


def edit_cost(before: Cell, cell: Cell) -> float:
    words = max(cell.i - before.i_end, cell.j - before.j_end)
    return EDIT + EDITED_WORD * words if words else 0.0


# ---- seeds ------------------------------------------------------------------------------------

Seeds = dict[tuple[int, int], list[tuple[int, int]]]  # (article, article) -> (word, word) where a seed begins


def find_seeds(articles: Sequence[Words]) -> Seeds:
    """Where three words running stand in two articles, for each pair of articles with any, the lower number first."""
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, words in enumerate(articles):
        for at, gram in enumerate(zip(*(words.norms[k:] for k in range(SEED)), strict=False)):
            if words.parts[at] == words.parts[at + SEED - 1]:
                index[gram].append((number, at))
    seeds: Seeds = defaultdict(list)
    for places in index.values():
        for k, (number, at) in enumerate(places[:CARRIERS]):
            for other, there in places[k + 1 :]:
                if number != other:
                    seeds[number, other].append((at, there))
    return seeds


# ---- stretches of one pair --------------------------------------------------------------------


def find_stretches(
    left: Words, right: Words, bits: Bits, seeds: Iterable[tuple[int, int]], least: float
) -> list[Stretch]:
    """The stretches of two articles that tell `least` bits or more, best first, none overlapping a better one.

    `bits` are those of the left article."""
    runs = _runs(seeds, left, right)
    found: list[Stretch] = []
    for chain in _chains(runs, left, right, bits):
        found += [stretch for stretch in _maximal(_aligned(chain, left, right, bits)) if stretch.bits >= least]
    found.sort(key=lambda s: (-s.bits, s.left, s.right))
    kept: list[Stretch] = []
    for stretch in found:
        for piece in _outside(stretch, kept):
            if piece.bits >= least:
                kept.append(piece)
    return kept


Run = tuple[int, int, int]  # word in the left article, word in the right one, number of words


def _runs(seeds: Iterable[tuple[int, int]], left: Words, right: Words) -> list[Run]:
    """Seeds -> the longest runs of equal words they belong to, in order of the left article."""
    runs: list[Run] = []
    for i, j in sorted(set(seeds), key=lambda s: (s[1] - s[0], s[0])):
        if runs and runs[-1][1] - runs[-1][0] == j - i and i <= runs[-1][0] + runs[-1][2]:
            runs[-1] = (runs[-1][0], runs[-1][1], i + SEED - runs[-1][0])
        else:
            runs.append((i, j, SEED))
    return sorted(runs)


def _told(run: Run, bits: Bits) -> float:
    i, _, length = run
    return bits.alone[i] + sum(bits.after[i + 1 : i + length])


def _chains(runs: list[Run], left: Words, right: Words, bits: Bits) -> Iterator[list[Run]]:
    """Runs -> chains of runs that follow each other in both articles, the best first, each run in one chain."""
    used: set[int] = set()
    while True:
        best: dict[int, tuple[float, int, Run]] = {}
        for k, run in enumerate(runs):
            if k in used:
                continue
            value, before, cut = _told(run, bits), -1, run
            for p in range(k - 1, -1, -1):
                if p not in best or runs[p][0] < run[0] - 60 - GAP:
                    continue
                follows = _after(best[p][2], run, left, right)
                if follows:
                    gained = best[p][0] + _told(follows, bits) - _gap_cost(best[p][2], follows)
                    if gained > value:
                        value, before, cut = gained, p, follows
            best[k] = value, before, cut
        if not best:
            return
        at = max(best, key=lambda k: (best[k][0], -k))
        chain = []
        while at >= 0:
            used.add(at)
            chain.append(best[at][2])
            at = best[at][1]
        yield chain[::-1]


def _after(before: Run, run: Run, left: Words, right: Words) -> Run | None:
    """What of `run` may follow `before` in one stretch, or None."""
    overlap = max(before[0] + before[2] - run[0], before[1] + before[2] - run[1], 0)
    i, j, length = run[0] + overlap, run[1] + overlap, run[2] - overlap
    near = i - before[0] - before[2] <= GAP and j - before[1] - before[2] <= GAP
    if length <= 0 or not near or left.parts[before[0]] != left.parts[i] or right.parts[before[1]] != right.parts[j]:
        return None
    return i, j, length


def _gap_cost(before: Run, run: Run) -> float:
    gap = max(run[0] - before[0] - before[2], run[1] - before[1] - before[2])
    return EDIT + EDITED_WORD * gap if gap else 0.0


def _maximal(stretch: Stretch) -> list[Stretch]:
    """The pieces of a stretch that tell more than the edits in them cost, each as long as that holds (all maximal
    scoring subsequences, Ruzzo and Tompa 1999)."""
    pieces: list[tuple[int, int, float, float]] = []  # first cell, end, total before it, total at its end
    total = 0.0
    for k, cell in enumerate(stretch.cells):
        if k:
            total -= edit_cost(stretch.cells[k - 1], cell)
        piece = (k, k + 1, total, total + cell.bits)
        total += cell.bits
        while True:
            at = next((n for n in range(len(pieces) - 1, -1, -1) if pieces[n][2] < piece[2]), None)
            if at is None or pieces[at][3] >= piece[3]:
                break
            piece = (pieces[at][0], piece[1], pieces[at][2], piece[3])
            del pieces[at:]
        pieces.append(piece)
    return [Stretch(stretch.cells[start:end]) for start, end, _, _ in pieces]


def _outside(stretch: Stretch, kept: list[Stretch]) -> list[Stretch]:
    """The pieces of a stretch whose words no better one has, in either article."""
    pieces: list[list[Cell]] = [[]]
    for cell in stretch.cells:
        taken = any(
            cell.i < other.left[1]
            and other.left[0] < cell.i_end
            or cell.j < other.right[1]
            and other.right[0] < cell.j_end
            for other in kept
        )
        if not taken:
            pieces[-1].append(cell)
        elif pieces[-1]:
            pieces.append([])
    return [Stretch(tuple(piece)) for piece in pieces if piece]


# ---- word by word -----------------------------------------------------------------------------


def _aligned(chain: list[Run], left: Words, right: Words, bits: Bits) -> Stretch:
    """A chain of runs -> its cells, with the gaps aligned and both ends drawn out as far as words agree."""
    cells: list[Cell] = []
    for i, j, length in chain:
        if cells:
            cells += align(left, right, bits, (cells[-1].i_end, i), (cells[-1].j_end, j))
        for k in range(length):
            # after a gap the words before tell nothing about this one
            told = bits.after[i + k] if k or (cells and cells[-1].i_end == i) else bits.alone[i + k]
            cells.append(Cell(i + k, i + k + 1, j + k, j + k + 1, told))
    return Stretch(tuple([*_before(cells[0], left, right, bits), *cells, *_beyond(cells[-1], left, right, bits)]))


def _beyond(last: Cell, left: Words, right: Words, bits: Bits) -> list[Cell]:
    found: list[Cell] = []
    while True:
        i, j = last.i_end, last.j_end
        i_end, j_end = _part_end(left, i - 1, i + WINDOW), _part_end(right, j - 1, j + WINDOW)
        more = _best_prefix(_steps(left, right, bits, range(i, i_end), range(j, j_end)), left, right)
        if not more:
            return found
        found += more
        last = more[-1]


def _before(first: Cell, left: Words, right: Words, bits: Bits) -> list[Cell]:
    found: list[Cell] = []
    while True:
        i, j = first.i, first.j
        i_start, j_start = _part_start(left, i, i - WINDOW), _part_start(right, j, j - WINDOW)
        steps = _steps(left, right, bits, range(i - 1, i_start - 1, -1), range(j - 1, j_start - 1, -1))
        more = _best_prefix(steps, left, right)
        if not more:
            return found
        found = more[::-1] + found
        first = found[0]


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


Step = tuple[float, Cell | None, int, int]  # best score so far, the cell that ends here, where the step came from
Steps = dict[tuple[int, int], Step]


def _steps(left: Words, right: Words, bits: Bits, rows: range, columns: range) -> Steps:
    """The table of the best alignments of the first x of `rows` with the first y of `columns` (words of the left and
    right article, forwards or backwards)."""
    table: Steps = {(0, 0): (0.0, None, 0, 0)}
    for x in range(len(rows) + 1):
        for y in range(len(columns) + 1):
            if x == y == 0:
                continue
            options: list[Step] = []
            if x:
                options.append((table[x - 1, y][0] - EDIT / 2, None, x - 1, y))
            if y:
                options.append((table[x, y - 1][0] - EDIT / 2, None, x, y - 1))
            if x and y:
                options.append((table[x - 1, y - 1][0] - EDIT / 2, None, x - 1, y - 1))
            for cell, px, py in _cells(left, right, bits, rows[:x], columns[:y]):
                options.append((table[px, py][0] + cell.bits, cell, px, py))
            table[x, y] = max(options, key=lambda option: (option[0], option[1] is not None))
    return table


def _cells(left: Words, right: Words, bits: Bits, rows: range, columns: range) -> Iterator[tuple[Cell, int, int]]:
    """The cells that may end at the last of `rows` and `columns`: one word each, or two written as one."""
    if not rows or not columns:
        return
    x, y, i, j = len(rows), len(columns), rows[-1], columns[-1]
    a, b = left.norms[i], right.norms[j]
    if a == b:
        yield Cell(i, i + 1, j, j + 1, bits.alone[i]), x - 1, y - 1
    elif are_spellings(a, b):
        yield Cell(i, i + 1, j, j + 1, bits.alone[i] / 2), x - 1, y - 1
    if x > 1:
        i0, i1 = sorted((rows[-2], i))
        if left.norms[i0] + left.norms[i1] == b:
            yield Cell(i0, i1 + 1, j, j + 1, max(bits.alone[i0 : i1 + 1])), x - 2, y - 1
    if y > 1:
        j0, j1 = sorted((columns[-2], j))
        if right.norms[j0] + right.norms[j1] == a:
            yield Cell(i, i + 1, j0, j1 + 1, bits.alone[i]), x - 1, y - 2


def _traced(steps: Steps, x: int, y: int) -> list[Cell]:
    cells = []
    while x or y:
        _, cell, px, py = steps[x, y]
        if cell:
            cells.append(cell)
        x, y = px, py
    return cells[::-1]


def _best_prefix(steps: Steps, left: Words, right: Words) -> list[Cell]:
    """The cells of the best alignment that may end anywhere; none where nothing scores more than it costs."""
    end = max(steps, key=lambda at: (steps[at][0], -at[0] - at[1]))
    return _traced(steps, *end) if steps[end][0] > 0 else []


def align(left: Words, right: Words, bits: Bits, rows: tuple[int, int], columns: tuple[int, int]) -> list[Cell]:
    """The words that two gaps have in common, in order."""
    if rows[0] >= rows[1] or columns[0] >= columns[1]:
        return []
    steps = _steps(left, right, bits, range(*rows), range(*columns))
    return _traced(steps, rows[1] - rows[0], columns[1] - columns[0])


@lru_cache(maxsize=100_000)
def are_spellings(a: str, b: str) -> bool:
    """Whether two words may be spellings of one: most letters in common, in order.

    >>> are_spellings("yelenic", "yelenich"), are_spellings("zhaksybekov", "zhaqsybekov"), are_spellings("said", "had")
    (True, True, False)
    """
    if len(a) < 4 or len(b) < 4 or ELLIPSIS in (a, b) or a[0].isdigit() or b[0].isdigit():
        return False
    if abs(len(a) - len(b)) > 3:
        return False
    row = list(range(len(b) + 1))
    for x, c in enumerate(a, 1):
        corner, row[0] = row[0], x
        for y, d in enumerate(b, 1):
            corner, row[y] = row[y], min(row[y] + 1, row[y - 1] + 1, corner + (c != d))
    return row[-1] <= (1 - SIMILAR) * max(len(a), len(b))
