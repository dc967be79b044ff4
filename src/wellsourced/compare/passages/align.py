"""Two articles -> the stretches of words they have in common, through the edits of a house.

As in sequence search: seeds (three words running, from the index of `seeds`) grow into runs, runs that follow
each other in both articles are chained, the gaps between them and the words at both ends are aligned word by word
(`edits`), and what does not pay for its edits is cut off.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from .edits import align_gap, best_prefix, extend_backwards, extend_forwards
from .pairs import EDIT, EDITED_WORD, Cell, Pair, Stretch, edit_cost
from .seeds import SEED
from .words import Words

GAP = 12  # words between two runs of one stretch: a clause of attribution moved in or out
BEHIND = 24  # runs looked back at for the one before: more stand near only where a text repeats itself
SENTENCE = 5  # words between two cells from which they may hold a sentence that the other article lacks
SCRAP = 2  # words of a sentence that are cut off where a stretch ends with its first or begins with its last ones
TAIL = 2  # words at a sentence's border that are taken for an edit of each other: "Monday", "October 5"
REST = 30  # words of a sentence that are looked at beyond an end of a stretch, over all that was put in
RESTED = 20.0  # bits they must tell beyond what the words passed over cost, as a clause that was moved (see `accept`)
TAILED = 8  # words in common from which a stretch is long enough for that

Run = tuple[int, int, int]  # word in the left article, word in the right one, number of words


def find_stretches(pair: Pair, seeds: Iterable[tuple[int, int]], least: float) -> list[Stretch]:
    """The stretches of two articles that tell `least` bits or more, best first, none overlapping a better one."""
    found = []
    for chain in _chains(_runs(seeds), pair, least):
        for sentences in _between_sentences(pair, _aligned(chain, pair)):
            pieces = (_without_scraps(pair, stretch) for stretch in _maximal(sentences))
            found += [stretch for stretch in pieces if stretch.bits >= least]
    found.sort(key=lambda stretch: (-stretch.bits, stretch.left, stretch.right))
    taken_left, taken_right = bytearray(len(pair.left)), bytearray(len(pair.right))
    kept: list[Stretch] = []
    for stretch in found:
        for piece in _outside(stretch, taken_left, taken_right):
            if piece.bits >= least:
                kept.append(piece)
                for i, i_end, j, j_end, _ in piece.cells:  # a clause between two cells is found by itself
                    taken_left[i] = taken_left[i_end - 1] = 1  # a cell has two words at most
                    taken_right[j] = taken_right[j_end - 1] = 1
    return kept


# ---- chains of runs ---------------------------------------------------------------------------


def _runs(seeds: Iterable[tuple[int, int]]) -> list[Run]:
    """Seeds -> the longest runs of equal words they belong to, in order of the left article."""
    runs: list[Run] = []
    i_first = i_last = 0
    before: int | None = None
    for apart, i in sorted({(j - i, i) for i, j in seeds}):
        if apart == before and i < i_last + SEED:
            i_last = i
        else:
            if before is not None:
                runs.append((i_first, i_first + before, i_last + SEED - i_first))
            i_first = i_last = i
            before = apart
    if before is not None:
        runs.append((i_first, i_first + before, i_last + SEED - i_first))
    return sorted(runs)


def _told(run: Run, pair: Pair) -> float:
    i, j, length = run
    following = map(min, pair.left_bits.after[i + 1 : i + length], pair.right_bits.after[j + 1 : j + length])
    return pair.alone(i, j) + sum(following)


def _chains(runs: Sequence[Run], pair: Pair, least: float) -> list[list[Run]]:
    """Runs -> chains of runs that follow each other in both articles and may tell `least`, the best first.

    A run is in one chain only; a chain that meets a better one begins after it."""
    best: list[tuple[float, int, Run]] = []
    for k, run in enumerate(runs):
        value, before, cut = _told(run, pair), -1, run
        for p in range(k - 1, max(-1, k - 1 - BEHIND), -1):
            follows = _following(best[p][2], run, pair)
            if follows:
                gained = best[p][0] + _told(follows, pair) - _gap_cost(best[p][2], follows)
                if gained > value:
                    value, before, cut = gained, p, follows
        best.append((value, before, cut))
    used: set[int] = set()
    chains = []
    for end in sorted(range(len(runs)), key=lambda k: (-best[k][0], k)):
        chain, at = [], end
        while at >= 0 and at not in used:
            used.add(at)
            chain.append(best[at][2])
            at = best[at][1]
        if chain and sum(_told(run, pair) for run in chain) >= least:
            chains.append(chain[::-1])
    return chains


def _following(before: Run, run: Run, pair: Pair) -> Run | None:
    """What of `run` may follow `before` in one stretch, or None."""
    overlap = max(before[0] + before[2] - run[0], before[1] + before[2] - run[1], 0)
    i, j, length = run[0] + overlap, run[1] + overlap, run[2] - overlap
    if length <= 0 or i - before[0] - before[2] > GAP or j - before[1] - before[2] > GAP:
        return None
    one_part = pair.left.parts[before[0]] == pair.left.parts[i] and pair.right.parts[before[1]] == pair.right.parts[j]
    return (i, j, length) if one_part else None


def _gap_cost(before: Run, run: Run) -> float:
    gap = max(run[0] - before[0] - before[2], run[1] - before[1] - before[2])
    return EDIT + EDITED_WORD * gap if gap else 0.0


# ---- stretches --------------------------------------------------------------------------------


def _aligned(chain: Sequence[Run], pair: Pair) -> Stretch:
    """A chain of runs -> its cells, with the gaps aligned and both ends drawn out as far as words agree; each with what
    it tells after the one before it, after a gap by itself."""
    i, j, _ = chain[0]
    cells = _weighed(pair, extend_backwards(pair, i, j), None)
    for i, j, length in chain:
        if i > chain[0][0]:
            cells += _weighed(pair, align_gap(pair, (cells[-1].i_end, i), (cells[-1].j_end, j)), cells[-1])
        cells += _weighed(pair, [Cell(i, i + 1, j, j + 1, pair.alone(i, j))], cells[-1] if cells else None)
        cells += _running(pair, i + 1, j + 1, length - 1)
    cells += _weighed(pair, extend_forwards(pair, cells[-1].i_end, cells[-1].j_end), cells[-1])
    return Stretch(tuple(cells))


def _running(pair: Pair, i: int, j: int, length: int) -> list[Cell]:
    """The cells of words in common behind others in common. Half of all cells are made here, so without a loop."""
    left, right = pair.left_bits, pair.right_bits
    told = list(map(min, left.after[i : i + length], right.after[j : j + length]))
    alone = left.alone[i : i + length]
    if 0.0 in alone:  # an ellipsis tells nothing
        told = [bits if by_itself else 0.0 for bits, by_itself in zip(told, alone, strict=True)]
    places = range(i, i + length), range(i + 1, i + length + 1), range(j, j + length), range(j + 1, j + length + 1)
    return list(map(Cell._make, zip(*places, told, strict=True)))


def _weighed(pair: Pair, cells: Sequence[Cell], before: Cell | None) -> list[Cell]:
    """Cells with what each tells after the one before it; after a gap, by itself."""
    weighed: list[Cell] = []
    left, right = pair.left_bits, pair.right_bits
    i_before, j_before = (before.i_end, before.j_end) if before else (-1, -1)
    for cell in cells:
        i, i_end, j, j_end, bits = cell
        if i == i_before and j == j_before:
            told = min(left.after[i], right.after[j])
            full = min(left.alone[i], right.alone[j])
            if bits != full or not full:  # a spelling, or an ellipsis
                told *= bits / full if full else 0.0
            cell = Cell(i, i_end, j, j_end, told)
        weighed.append(cell)
        i_before, j_before = i_end, j_end
    return weighed


def _between_sentences(pair: Pair, stretch: Stretch) -> list[Stretch]:
    """A stretch, cut where one article has sentences between that the other lacks: an edit ends with its sentence."""
    cells = stretch.cells
    cuts = [
        number
        for number, (before, cell) in enumerate(itertools.pairwise(cells), 1)
        if (cell.i - before.i_end >= SENTENCE or cell.j - before.j_end >= SENTENCE)
        and _parts_sentences(pair, before, cell)
    ]
    if not cuts:
        return [stretch]
    return [Stretch(cells[start:end]) for start, end in itertools.pairwise((0, *cuts, len(cells)))]


def _parts_sentences(pair: Pair, before: Cell, cell: Cell) -> bool:
    """Whether a sentence begins within the words between two cells, of which there are `SENTENCE` or more in one
    article, in the one that has more of them, and no later than the second cell in the other."""
    left, right = any(pair.left.opens[before.i_end : cell.i]), any(pair.right.opens[before.j_end : cell.j])
    i_words, j_words = cell.i - before.i_end, cell.j - before.j_end
    return (
        (left and (right or pair.right.opens[cell.j]))
        if i_words >= j_words
        else (right and (left or pair.left.opens[cell.i]))
    )


def _maximal(stretch: Stretch) -> list[Stretch]:
    """The pieces of a stretch that tell more than the edits in them cost, each as long as that holds (all maximal
    scoring subsequences, Ruzzo and Tompa 1999)."""
    pieces: list[Piece] = []
    total = before = 0.0
    start = 0  # of cells that follow each other and all tell something: they are in one piece
    i_before, j_before = stretch.left[0], stretch.right[0]
    for number, (i, i_end, j, j_end, bits) in enumerate(stretch.cells):
        if i != i_before or j != j_before:
            _add_piece(pieces, (start, number, before, total))
            total -= edit_cost(i - i_before, j - j_before)
            start, before = number, total
        if bits > 0.0:
            total += bits
        else:
            _add_piece(pieces, (start, number, before, total))
            total += bits
            _add_piece(pieces, (number, number + 1, total - bits, total))
            start, before = number + 1, total
        i_before, j_before = i_end, j_end
    _add_piece(pieces, (start, len(stretch.cells), before, total))
    if [piece[:2] for piece in pieces] == [(0, len(stretch.cells))]:
        return [stretch]
    return [Stretch(stretch.cells[start:end]) for start, end, _, _ in pieces]


Piece = tuple[int, int, float, float]  # first cell, end, total before it, total at its end


def _add_piece(pieces: list[Piece], piece: Piece) -> None:
    """A piece joins those before it with which it tells more than by itself."""
    start, end, before, total = piece
    if start == end:
        return
    while True:
        at = len(pieces) - 1
        while at >= 0 and pieces[at][2] >= before:
            at -= 1
        if at < 0 or pieces[at][3] >= total:
            break
        start, _, before, _ = pieces[at]
        del pieces[at:]
    pieces.append((start, end, before, total))


def _without_scraps(pair: Pair, stretch: Stretch) -> Stretch:
    """A stretch without the last word or two of a sentence before it ("said.") and the first of one after it ("The"):
    what two articles have so in common is their language's."""
    cells = stretch.cells
    borders = [k for k, cell in enumerate(cells) if pair.left.opens[cell.i] or pair.right.opens[cell.j]]
    start = next((k for k in borders if 0 < k <= SCRAP), 0)
    end = next((k for k in reversed(borders) if len(cells) - SCRAP <= k), len(cells))
    return Stretch(cells[start:end]) if SEED <= end - start < len(cells) else stretch


def _outside(stretch: Stretch, taken_left: bytearray, taken_right: bytearray) -> list[Stretch]:
    """The pieces of a stretch whose words no better one has, in either article."""
    if not any(taken_left[slice(*stretch.left)]) and not any(taken_right[slice(*stretch.right)]):
        return [stretch]
    pieces: list[list[Cell]] = [[]]
    for cell in stretch.cells:
        if not any(taken_left[cell.i : cell.i_end]) and not any(taken_right[cell.j : cell.j_end]):
            pieces[-1].append(cell)
        elif pieces[-1]:
            pieces.append([])
    return [Stretch(tuple(piece)) for piece in pieces if piece]


# ---- ends -------------------------------------------------------------------------------------


def round_off(pair: Pair, stretch: Stretch) -> Stretch:
    """An accepted stretch as far as its sentences are in common.

    1. What follows in the same sentence of both, behind words that one has put in ("Oren Vask, governor of the bank,
       told reporters" for "he told reporters"), belongs to it, and so does what stands before.
    2. One or two words between an end and the border of the sentence in both articles were put in the place of each
       other. They tell nothing and cost nothing.
    """
    if len(stretch.cells) < TAILED:
        return stretch
    cells = list(stretch.cells)
    cells += _further(pair, cells[-1])
    cells = _before(pair, cells[0]) + cells
    first, last = cells[0], cells[-1]
    i, j = _sentence_start(pair.left, first.i), _sentence_start(pair.right, first.j)
    if i is not None and j is not None:
        cells.insert(0, Cell(i, first.i, j, first.j, 0.0))
    i_end, j_end = _sentence_end(pair.left, last.i_end), _sentence_end(pair.right, last.j_end)
    if i_end is not None and j_end is not None:
        cells.append(Cell(last.i_end, i_end, last.j_end, j_end, 0.0))
    return Stretch(tuple(cells))


def _further(pair: Pair, last: Cell) -> list[Cell]:
    """What the rest of the sentence has in common in both, if that outweighs the words passed over."""
    i_end, j_end = _sentence_end(pair.left, last.i_end, REST), _sentence_end(pair.right, last.j_end, REST)
    if i_end is None or j_end is None:
        return []
    return best_prefix(pair, range(last.i_end, i_end), range(last.j_end, j_end), RESTED)


def _before(pair: Pair, first: Cell) -> list[Cell]:
    """The same for the part of the sentence that comes before."""
    i, j = _sentence_start(pair.left, first.i, REST), _sentence_start(pair.right, first.j, REST)
    if i is None or j is None:
        return []
    return best_prefix(pair, range(first.i - 1, i - 1, -1), range(first.j - 1, j - 1, -1), RESTED)[::-1]


def _sentence_start(words: Words, at: int, most: int = TAIL) -> int | None:
    """Where the sentence begins, if that is one to `most` words before."""
    if words.opens[at]:
        return None
    return next((k for k in range(at - 1, max(-1, at - 1 - most), -1) if words.opens[k]), None)


def _sentence_end(words: Words, at: int, most: int = TAIL) -> int | None:
    """Where the sentence ends, if that is one to `most` words on."""
    borders = (k for k in range(at, min(at + most, len(words)) + 1) if k == len(words) or words.opens[k])
    end = next(borders, None)
    return end if end is not None and end > at else None
