"""All articles of a story -> where any two of them begin to have words running in common, each common text once.

An index over all articles instead of all pairs. What an article has from an earlier one, word for word, is looked up no
further on its own account: whoever else has it was found beside the earlier one. So a text costs its length times its
carriers, not times their square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from .pairs import Stretch
from .words import Bits, Words

SEED = 3  # words; the shortest quotation that counts has five, and may be edited in one place
CARRIERS = 12  # of one seed that are compared with all others: bounds the work on set phrases
REPEATS = 4  # places of one seed in one article that are looked at: bounds the work on a text that repeats itself
# Bits that the words must tell which no earlier article explains: no rule of `accept` takes less, and most pairs of a
# large family have an edit or two in common that they inherited
NEW = 16.0
LEAST = 4.0  # bits of the words of a seed: less is told by function words running ("that it was")

KNOWN = b"\1" * SEED

Place = tuple[int, int]  # article, word
Seeds = list[tuple[int, int]]  # word of the one article, word of the other


def fullest_first(texts: Sequence[Words]) -> list[int]:
    """The articles by their length, of equals the first: the fuller a text, the more of the others it explains."""
    return sorted(range(len(texts)), key=lambda number: (-len(texts[number]), number))


def _shared_grams(weights: Sequence[Bits]) -> list[list[tuple[int, int]]]:
    """For each article, where words running stand that all articles together have more than once, and which these are
    (a number)."""
    size = 1 + max((int(bits.numbers.max()) for bits in weights if len(bits.numbers)), default=0)
    grams = []
    for bits in weights:
        count = max(0, len(bits.numbers) - SEED + 1)
        gram = np.zeros(count, np.int64)
        for k in range(SEED):
            gram = gram * size + bits.numbers[k : k + count]
        grams.append(gram)
    _, same, times = np.unique(np.concatenate(grams), return_inverse=True, return_counts=True)
    found = []
    start = 0
    for gram in grams:
        mine = same[start : start + len(gram)]
        start += len(gram)
        places = np.flatnonzero(times[mine] > 1)
        found.append(list(zip(places.tolist(), mine[places].tolist(), strict=True)))
    return found


class SeedIndex:
    """Words running of all articles, and what of each is known to stand in an earlier one.

    Earlier is the longer article, of equals the first: the fuller a text, the more of the others it explains.
    """

    def __init__(self, texts: Sequence[Words], weights: Sequence[Bits]) -> None:
        self.order = fullest_first(texts)
        self._texts = texts
        self._weights = weights
        self._known = [bytearray(len(words)) for words in texts]
        # for each article, its seeds: the word, all places of it, and how many of these come before
        self._seeds: list[list[tuple[int, list[Place], int]]] = [[] for _ in texts]
        index: dict[int, list[Place]] = defaultdict(list)
        shared = _shared_grams(weights)
        for number in self.order:
            parts, alone, seeds = texts[number].parts, weights[number].alone, self._seeds[number]
            for at, gram in shared[number]:
                if parts[at] != parts[at + SEED - 1] or sum(alone[at : at + SEED]) < LEAST:
                    continue
                places = index[gram]
                if len(places) >= REPEATS and places[-REPEATS][0] == number:
                    continue
                if len(places) < CARRIERS:
                    seeds.append((at, places, len(places)))
                places.append((number, at))

    def beside(self, number: int) -> Iterator[tuple[int, Seeds]]:
        """The later articles that have words running in common with this one which no earlier one is known to have."""
        found: dict[int, Seeds] = defaultdict(list)
        known = self._known[number]
        for at, places, before in self._seeds[number]:
            if known[at : at + SEED] != KNOWN:
                for other, there in places[before + 1 :]:
                    if other != number:
                        found[other].append((at, there))
        alone = self._weights[number].alone
        for other in sorted(found):
            seeds = found.pop(other)
            new = {word for at, _ in seeds for word in range(at, at + SEED) if not known[word]}
            if sum(alone[word] for word in sorted(new)) >= NEW:
                yield other, seeds

    def note(self, earlier: int, later: int, stretch: Stretch) -> None:
        """Keep in mind that the later article has a stretch from the earlier one, as far as it has the same words.

        The left side of the stretch belongs to the article with the lower number."""
        if earlier > later:
            stretch = stretch.turned()
        norms, others, known = self._texts[later].norms, self._texts[earlier].norms, self._known[later]
        for cell in stretch.cells:
            if cell.j_end - cell.j == 1 and norms[cell.j] == others[cell.i]:
                known[cell.j] = 1
