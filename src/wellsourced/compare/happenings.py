"""Two events in two articles: when they are one, by what happened, who took part, where and when.

1. trigger or kind are the same, and both came about, or are ahead, or did not come about;
2. days, places, numbers and names may be the same: nothing known of one excludes the other;
3. who did it or whom it befell are told in the same words, and these and the sentences around are telling enough.

Used by `claims`, which put them together, and by `disagreements`, which ask where accounts of one event part.
"""

from __future__ import annotations

from dataclasses import dataclass

from .units import Happening, Unit, meet
from .weighing import Bag, Weights, agreement

# Bits (see `Weights.bits`) that trigger and participants in common must carry, and the sentences around; share of what
# is told of the participants that is the same. Set on news events of many outlets: at these values seven pairs of
# articles in a thousand about different events share one, most of them through form letters.
EVENT, AROUND, SAME = 24.0, 24.0, 0.2
PLACED, DATED, KIND = 8.0, 8.0, 4.0  # bits of the same place, the same day, the same kind with another trigger
OPPOSED = 0.5
ANY_KIND = frozenset(("other happening", ""))


@dataclass(frozen=True, slots=True)
class Told:
    """An event, the unit that tells it, and what that unit says in all."""

    event: Happening
    unit: Unit
    bag: Bag

    @property
    def slots(self) -> frozenset[str]:
        return self.event.actors | self.event.others


def one_event(a: Told, b: Told, weights: Weights, anywhere: bool = False) -> float:
    """How surely two events are one (bits of what they share), 0.0 where they are not, or nothing tells.

    `anywhere`: other places do not make them two.
    """
    one, other = a.event, b.event
    if not meet(one.days, other.days) or _exclude(one, other, anywhere):
        return 0.0
    score, opposed = agreement(a.bag, b.bag, weights)
    if opposed >= OPPOSED:
        return 0.0
    shared = _in_common(one, other)
    own, theirs = weights.information(a.slots), weights.information(b.slots)
    bits = weights.information(shared)
    if not shared or 2 * bits < SAME * (own + theirs):
        return 0.0
    triggers = one.trigger & other.trigger
    told = bits + (weights.information(triggers) if triggers else KIND)
    told += PLACED * bool(one.place & other.place) + DATED * _same_day(one, other)
    around = weights.information(a.bag.keys & b.bag.keys)
    return told + score if told >= EVENT and around >= AROUND else 0.0


def _in_common(one: Happening, other: Happening) -> frozenset[str]:
    """Concepts of participants that both have in one role; and things that changed it.

    "The lorry ploughed into the crowd", "he ploughed the lorry into the crowd": a thing may be said to act by itself.
    Who and whom may not change places: "police opened fire, killing four", "the officer who died".
    """
    same = (one.actors & other.actors) | (one.others & other.others)
    crossed = (one.actors & other.others, one.others & other.actors)
    if not same or all(crossed) or any(key[0] == "@" for keys in crossed for key in keys):
        return same
    return same | crossed[0] | crossed[1]


def _same_day(one: Happening, other: Happening) -> bool:
    return bool(one.when and other.when and one.when.is_day and one.when == other.when)


def _exclude(one: Happening, other: Happening, anywhere: bool) -> bool:
    """Whether places, names in one role, or numbers of the participants exclude each other.

    What did not happen was left undone by somebody: "the factory did not reply", "the bishop did not reply".
    """
    if one.outcome == "not" and one.actors and other.actors and not one.actors & other.actors:
        return True
    if not anywhere and one.place and other.place and not one.place & other.place:
        return True
    for mine, theirs in ((one.actors, other.actors), (one.others, other.others)):
        named = [frozenset(k for k in slot if k[0] == "@") for slot in (mine, theirs)]
        if all(named) and not named[0] & named[1]:
            return True
    return any(mine and theirs and not mine & theirs for mine, theirs in zip(one.counts, other.counts, strict=True))
