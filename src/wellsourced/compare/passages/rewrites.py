"""Articles and the passages they share -> stretches that tell the same in other words, two articles at a time.

A rewrite keeps what is told and roughly its order, and few words running. As in text alignment (Sanchez-Perez et al.
2014): pairs of sentences with much in common are seeds, seeds near each other in both articles are one region. Instead
of a share of equal words, a region is accepted by information: how many times likelier its words are if the shorter
side was made from the longer one than if both were written freely in the coverage's own words. A word that only these
two sentences of the coverage share tells much; one that the whole coverage uses, nothing.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ...frequency import share
from ...records import ArticleId, Passage, Rewrite, Span, make_id
from ..wording import stem
from .words import Words

# Words above this share of general English (the commonest hundred or so) are in every sentence, whoever wrote it
COMMON = 0.004
# What a rewriter keeps: four content words of ten. Measured on translated and shuffled passages it is .4 to .6, on
# summaries .3; .3 to .5 find the same.
KEPT = 0.4
PRIOR = 1000.0  # words of general English mixed with the coverage's own, as in `words`
RAREST = 1 / 16384  # chance of a word at least: no word tells more than 12 bits in a sentence of four

SHORTEST, LONGEST = 3, 40  # content words of a unit at least (shorter sentences go with the next), words at most
SEED = 8.0  # bits of two sentences that may be one retold
CARRIERS = 50  # units that share a word, beyond which it is not looked up: bounds the work in a large coverage
OFTEN = 5  # carriers of a passage whose sentences are looked up
GAP = 6  # units between two seeds of one region: a rewriter drops and moves sentences
# Bits of a region by itself. Of 838 pairs of articles without reuse (look-alike events of ECB+ taken for one coverage;
# the unrelated pairs of four coverages) the likest two tell 48; of 240 passages shuffled or translated and back, 225
# tell more than 55.
ALONE = 60.0
TOGETHER = 40.0  # the same for two articles that are proven to share a text by a copied passage of `ALONE` bits
# Bits that a region must tell beside any one passage in it: else that passage is all there is to it
BESIDE = 15.0

NONE = frozenset(("",))

Bag = frozenset[str]
Chance = Callable[[str], float]  # word stem -> its share of the coverage's content words
Seed = tuple[int, int]  # unit of the left article, unit of the right one
Copied = dict[ArticleId, dict[int, Span]]  # article -> number of a passage it carries -> where
Extent = tuple[int, int]  # [start, end), of units or of characters


@dataclass(frozen=True, slots=True)
class Units:
    """An article in sentences, very short and very long ones levelled: its words' stems ("" for the commonest; in
    `running` for quoted ones, too) and, for each unit, its extent in words, the stems in it, and those of them that
    stand only in quotation marks."""

    words: Words
    stems: tuple[str, ...]
    running: tuple[str, ...]
    extents: tuple[Extent, ...]
    bags: tuple[Bag, ...]
    spoken: tuple[Bag, ...]

    def characters(self, extent: Extent) -> Extent:
        first, last = self.extents[extent[0]][0], self.extents[extent[1] - 1][1] - 1
        return self.words.starts[first], self.words.ends[last]


@dataclass(frozen=True, slots=True)
class Region:
    """Units `left` of one article that tell what units `right` of another do, and how likely (bits)."""

    left: Extent
    right: Extent
    bits: float

    def overlaps(self, other: Region) -> bool:
        return _overlap(self.left, other.left) and _overlap(self.right, other.right)


def find_rewrites(texts: Sequence[Words], passages: Sequence[Passage]) -> list[Rewrite]:
    """The rewrites of one story, in no particular order; `passages` are what the same texts carry word for word.

    A rewrite may hold passages: then these are the words that were kept. What a single passage explains is none.
    """
    articles = [split_units(words) for words in texts]
    model = model_words(articles)
    copied = _copied(passages, frozenset(words.article.id for words in texts))
    found = []
    for (a, b), seeds in _seeds(articles, model, _repeated(articles, copied)):
        left, right = articles[a], articles[b]
        ours, theirs = copied[left.words.article.id], copied[right.words.article.id]
        copies = [(passages[n].bits, ours[n], theirs[n]) for n in sorted(ours.keys() & theirs.keys())]
        least = TOGETHER if any(_proves(left.words, bits, span) for bits, span, _ in copies) else ALONE
        for region in _regions(left, right, seeds, model, least):
            if not any(_explains(left, right, region, model, copy) for _, *copy in copies):
                found.append(_rewrite(left, right, region))
    return found


def _rewrite(left: Units, right: Units, region: Region) -> Rewrite:
    spans = (
        Span(left.words.article.id, *left.characters(region.left)),
        Span(right.words.article.id, *right.characters(region.right)),
    )
    return Rewrite(make_id("r", *spans), spans, round(region.bits, 1))


def _copied(passages: Sequence[Passage], articles: frozenset[ArticleId]) -> Copied:
    """For each article, the passages it carries, by their number."""
    found: Copied = {article: {} for article in articles}
    for number, passage in enumerate(passages):
        for span in passage.spans:
            if span.article in articles:
                found[span.article][number] = span
    return found


def _repeated(articles: Sequence[Units], copied: Copied) -> list[set[int]]:
    """For each article, the units within a passage that `OFTEN` articles before it carry: what others make of these is
    found with those. Bounds the work where a text has very many copies."""
    carriers: Counter[int] = Counter()
    found: list[set[int]] = []
    for units in articles:
        mine = copied[units.words.article.id]
        often = [span for number, span in mine.items() if carriers[number] >= OFTEN]
        carriers.update(mine.keys())
        inside: set[int] = set()
        for at in range(len(units.extents) if often else 0):
            start, end = units.characters((at, at + 1))
            if any(span.start <= start and end <= span.end for span in often):
                inside.add(at)
        found.append(inside)
    return found


def _proves(words: Words, bits: float, span: Span) -> bool:
    """Whether a passage proves a common text: its running words do, without the quoted ones."""
    first, end = bisect.bisect_left(words.starts, span.start), bisect.bisect_left(words.starts, span.end)
    return bits * words.quoted[first:end].count(False) / (end - first) >= ALONE


def _explains(left: Units, right: Units, region: Region, model: Model, copy: Sequence[Span]) -> bool:
    """Whether a passage (a span in each article) is all there is to a region."""
    (span, other), (i, j) = copy, (left.characters(region.left), right.characters(region.right))
    if not (_overlap(i, (span.start, span.end)) or _overlap(j, (other.start, other.end))):
        return False
    return _bits(left, right, region, model, copy) < BESIDE


# ---- units and what their words tell ----------------------------------------------------------


def split_units(words: Words) -> Units:
    """An article's words -> its sentences, with the stems of the words that tell something."""
    stems = tuple([_content(norm) for norm in words.norms])
    running = tuple(["" if quoted else word for word, quoted in zip(stems, words.quoted, strict=True)])
    extents = tuple(_unit_extents(words, stems))
    bags = tuple([frozenset(stems[start:end]) - NONE for start, end in extents])
    spoken = tuple([bag.difference(running[start:end]) for bag, (start, end) in zip(bags, extents, strict=True)])
    return Units(words, stems, running, extents, bags, spoken)


@lru_cache(maxsize=20_000)
def _content(norm: str) -> str:
    """The stem of a word, "" for one that tells nothing."""
    return "" if share(norm) >= COMMON or not norm[0].isalnum() else stem(norm)


def _unit_extents(words: Words, stems: Sequence[str]) -> Iterator[Extent]:
    start, content = 0, 0
    for k in range(len(words)):
        new_part = k > start and words.parts[k] != words.parts[start]
        if new_part or (words.opens[k] and content >= SHORTEST) or k - start >= LONGEST:
            yield start, k
            start, content = k, 0
        content += bool(stems[k])
    if start < len(words):
        yield start, len(words)


class Told(dict[str, tuple[float, float]]):
    """Word -> the bits that it tells where a bag of `size` words has it, and where not.

    A word that any bag of that size is likely to have tells nothing.
    """

    def __init__(self, chance: Chance, size: int) -> None:
        self._chance, self._size = chance, size

    def __missing__(self, word: str) -> tuple[float, float]:
        by_chance = 1 - (1 - self._chance(word)) ** self._size
        self[word] = told = (
            (math.log2(KEPT / by_chance), math.log2((1 - KEPT) / (1 - by_chance))) if by_chance < KEPT else (0.0, 0.0)
        )
        return told


class Model:
    """The model of the coverage's own words: what each word tells, by the number of words it was drawn from."""

    def __init__(self, chance: Chance) -> None:
        self._chance = cache(chance)
        self._told: dict[int, Told] = {}

    def told(self, size: int) -> Told:
        if size not in self._told:
            self._told[size] = Told(self._chance, size)
        return self._told[size]


def model_words(articles: Sequence[Units]) -> Model:
    """Each context of a word counts once, so copies do not make it common.

    One context is left out of each count: the word's own. The other article's stays in, as if it were a free use.
    """
    contexts: set[tuple[str, str, str]] = set()
    for units in articles:
        norms = units.words.norms
        contexts.update(zip(("", *norms), units.stems, (*norms[1:], ""), strict=False))
    counts = Counter(word for _, word, _ in contexts)
    del counts[""]
    total = counts.total() + PRIOR
    return Model(lambda word: max(RAREST, (counts[word] - 1 + PRIOR * share(word)) / total))


def information(one: Bag, other: Bag, model: Model, apart: Bag = frozenset()) -> float:
    """How much likelier (bits) the smaller of two bags of words is if made from the larger one than if written freely.

    Made from it: each word is one of the larger with odds `KEPT`. Freely: with the odds that so many words drawn from
    the coverage's own hold it. Words of `apart` count neither way.
    """
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    told = model.told(len(large))
    return sum([told[word][word not in large] for word in sorted(small - apart)])  # a sum of floats has an order


# ---- seeds ------------------------------------------------------------------------------------


def _seeds(
    articles: Sequence[Units], model: Model, left_out: Sequence[set[int]]
) -> Iterator[tuple[tuple[int, int], list[Seed]]]:
    """For pairs of articles, the lower number first, the pairs of units that may be one retold."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, units in enumerate(articles):
        for at, bag in enumerate(units.bags):
            for word in bag if at not in left_out[number] else ():
                places[word].append((number, at))
    places = {word: found for word, found in places.items() if 1 < len(found) <= CARRIERS}
    for number, units in enumerate(articles):
        seeds: dict[int, list[Seed]] = defaultdict(list)
        for at, bag in enumerate(units.bags):
            if at in left_out[number]:
                continue
            shared = Counter(place for word in bag for place in places.get(word, ()) if place[0] > number)
            for (other, there), words in shared.items():
                if words > 1:
                    told = information(bag, articles[other].bags[there], model,
                                       units.spoken[at] & articles[other].spoken[there])  # fmt: skip
                    if told >= SEED:
                        seeds[other].append((at, there))
        for other in sorted(seeds):
            yield (number, other), sorted(seeds[other])


# ---- regions ----------------------------------------------------------------------------------


def _regions(left: Units, right: Units, seeds: Sequence[Seed], model: Model, least: float) -> list[Region]:
    """Regions of two articles that tell `least` bits or more, best first, none overlapping a better one.

    A cluster of seeds that tells too little is looked at again in smaller ones.
    """
    found: list[Region] = []
    clusters = [(cluster, GAP) for cluster in _clusters(seeds, GAP)]
    while clusters:
        cluster, gap = clusters.pop()
        region = _region(left, right, cluster, model)
        if region.bits >= least:
            found.append(region)
        elif gap:
            clusters += [(smaller, gap - 1) for smaller in _clusters(cluster, gap - 1)]
    found.sort(key=lambda region: (-region.bits, region.left, region.right))
    kept: list[Region] = []
    for region in found:
        if not any(region.overlaps(better) for better in kept):
            kept.append(region)
    return kept


def _clusters(seeds: Sequence[Seed], gap: int) -> list[list[Seed]]:
    """Seeds that follow each other within `gap` units in both articles."""
    done: list[list[Seed]] = []
    waiting = [(list(seeds), 0, False)]  # seeds, the side to part them by, whether the other side does not part them
    while waiting:
        group, side, whole = waiting.pop()
        parts: list[list[Seed]] = []
        for seed in sorted(group, key=lambda seed: (seed[side], seed[1 - side])):
            if parts and seed[side] - parts[-1][-1][side] <= gap + 1:
                parts[-1].append(seed)
            else:
                parts.append([seed])
        if len(parts) == 1 and whole:
            done.append(parts[0])
        else:
            waiting += [(part, 1 - side, len(parts) == 1) for part in parts]
    return done


def _region(left: Units, right: Units, cluster: Sequence[Seed], model: Model) -> Region:
    """What a cluster of seeds spans, without units at its ends that the other side does not bear out."""
    i, i_end = min(seed[0] for seed in cluster), max(seed[0] for seed in cluster) + 1
    j, j_end = min(seed[1] for seed in cluster), max(seed[1] for seed in cluster) + 1
    while True:
        a, b = _union(left.bags[i:i_end]), _union(right.bags[j:j_end])
        ends = []
        if i_end - i > 1:
            ends += [(_borne(left.bags[i], b, model), 0), (_borne(left.bags[i_end - 1], b, model), 1)]
        if j_end - j > 1:
            ends += [(_borne(right.bags[j], a, model), 2), (_borne(right.bags[j_end - 1], a, model), 3)]
        worst, side = min(ends, default=(0.0, 0))
        if worst >= 0:
            break
        i, i_end, j, j_end = i + (side == 0), i_end - (side == 1), j + (side == 2), j_end - (side == 3)
    region = Region((i, i_end), (j, j_end), 0.0)
    return Region(region.left, region.right, _bits(left, right, region, model))


def _borne(bag: Bag, other: Bag, model: Model) -> float:
    return information(bag, other, model) if len(bag) <= len(other) else 0.0


def _bits(left: Units, right: Units, region: Region, model: Model, copy: Sequence[Span] = ()) -> float:
    """What a region tells, without the words of a passage (a span in each article), if one is given."""
    a, a_spoken = _told(left, region.left, copy[0] if copy else None)
    b, b_spoken = _told(right, region.right, copy[1] if copy else None)
    return information(a, b, model, a_spoken & b_spoken)


def _told(units: Units, extent: Extent, without: Span | None) -> tuple[Bag, Bag]:
    """The stems of some units outside a span, and those of them that stand only in quotation marks."""
    if without is None or not _overlap(units.characters(extent), (without.start, without.end)):
        bag = _union(units.bags[slice(*extent)])
        return bag, bag.difference(units.running[units.extents[extent[0]][0] : units.extents[extent[1] - 1][1]])
    starts = units.words.starts
    first, last = units.extents[extent[0]][0], units.extents[extent[1] - 1][1]
    cut = min(max(bisect.bisect_left(starts, without.start), first), last)
    end = max(min(bisect.bisect_left(starts, without.end), last), cut)
    bag = frozenset(units.stems[first:cut]).union(units.stems[end:last]) - NONE
    return bag, bag.difference(units.running[first:cut], units.running[end:last])


def _union(bags: Sequence[Bag] | Iterator[Bag]) -> Bag:
    return frozenset().union(*bags)


def _overlap(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1]
