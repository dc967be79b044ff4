"""How much two units have in common: concepts weighed by their rarity in the coverage, and what one side negates."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..frequency import share
from .kept import kept_for_story
from .units import Unit
from .wording import Concept, fold

NAMED, NUMBER, RAREST = 12.0, 5.0, 16.0  # bits that a name, a number, and a rare word tell at most
ENOUGH = 4  # shared concepts from which containment counts in full


class _Worked(dict[str, float]):
    """A function of concepts whose values are kept: a large coverage asks for each some ten thousand times."""

    def __init__(self, work: Callable[[str], float]) -> None:
        self.work = work

    def __missing__(self, key: str) -> float:
        value = self[key] = self.work(key)
        return value


class Weights:
    """How much a concept tells: -log2 of the share of units that have it."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.total = max(1, len(units))
        self.frequency = Counter(key for unit in units for key in {c.key for c in unit.concepts})
        self.of = _Worked(self._of).__getitem__
        self.bits = _Worked(self._bits).__getitem__

    def _of(self, key: str) -> float:
        return math.log2((self.total + 1) / (self.frequency.get(key, 0) + 0.5)) + 0.1

    @functools.cached_property
    def _general(self) -> dict[str, float]:
        """Concept -> the share in general English of the most common word that stands for it in the coverage."""
        found: dict[str, float] = {}
        for unit in self.units:
            text = unit.article.text
            for concept in unit.concepts:
                common = _share_of(text[concept.start : concept.end])
                if common > found.get(concept.key, 0.0):
                    found[concept.key] = common
        return found

    def _bits(self, key: str) -> float:
        """How unlikely a concept is in any text: in one event's coverage the words of that event tell little."""
        if key[0] == "@":
            return NAMED
        if key[0] == "#":
            return NUMBER
        common = self._general.get(key)
        return min(RAREST, -math.log2(common)) if common else RAREST

    def information(self, keys: Iterable[str]) -> float:
        return math.fsum(map(self.bits, keys))

    def sum(self, keys: Iterable[str]) -> float:
        """The weight of some concepts; `fsum`, so that their order never matters."""
        return math.fsum(map(self.of, keys))


@functools.lru_cache(maxsize=20_000)
def _share_of(words: str) -> float:
    return share(fold(words).replace("'", ""))


@dataclass(frozen=True, slots=True)
class Bag:
    """A unit's concepts as a set, with the sign of each and the weight of all."""

    keys: frozenset[str]
    negated: frozenset[str]
    weight: float


def bag(unit: Unit, weights: Weights) -> Bag:
    """What a unit asserts; what its source denies counts as negated, and what was negated in it as asserted."""
    return bag_of(unit.concepts, weights, unit.denied)


@kept_for_story
def weigh_units(units: Sequence[Unit]) -> tuple[Weights, tuple[Bag, ...]]:
    """What the concepts of a story's units weigh, and the units as bags, in their order."""
    weights = Weights(units)
    return weights, tuple(bag(unit, weights) for unit in units)


def bag_of(concepts: Iterable[Concept], weights: Weights, denied: bool = False) -> Bag:
    concepts = tuple(concepts)
    keys = frozenset(c.key for c in concepts)
    negated = frozenset(c.key for c in concepts if c.negated)
    return Bag(keys, keys - negated if denied else negated, weights.sum(keys))


def agreement(a: Bag, b: Bag, weights: Weights) -> tuple[float, float]:
    """(agreement of the content words, share of the shared weight that only one side negates), both 0 to 1.

    Agreement is the mean of Dice and containment: a shortened retelling is contained in the longer one. Containment
    counts less for short units, where two common words would be all.
    """
    shared = a.keys & b.keys
    weight = weights.sum(shared)
    if not weight:
        return 0.0, 0.0
    dice = 2 * weight / (a.weight + b.weight)
    contained = weight / min(a.weight, b.weight)
    opposed = weights.sum(shared & (a.negated ^ b.negated)) / weight
    certain = min(1.0, (len(shared) / ENOUGH) ** 2)
    return (dice + contained * certain) / (1 + certain), opposed
