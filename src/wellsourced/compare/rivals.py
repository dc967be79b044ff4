"""Quantities -> those that are given for the same thing and exclude each other, and why they are of the same thing.

1. *Set against each other.* An article itself puts two numbers side by side: "265 million, and not 180 million as the
   bank stated", "far more than the 40 that the council gave", "the union puts it at 310. The owners speak of 280".
   The words say that both count one thing, so days and nouns need not agree.
2. *Told apart.* Two articles give two numbers of what is counted alike, at one place and time, by two voices. Numbers
   that one article has without setting them against each other count two things ("three guards", "one soldier"), in
   whatever articles they stand.

Used by `claims`, which cut such figures out of their statements, and by `disagreements`, which tell them.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..names import parts
from ..records import Reading
from .accounts import one_of
from .quantities import (
    NOT_SAID,
    Quantity,
    counted_alike,
    exclusive,
    is_telling,
    of_one_time,
    one_quantity,
    same_matter,
    same_place,
    same_unit,
    same_value,
    same_window,
    within_factor,
)

CLOSE, REACH = 260, 600  # characters from one number to the one it is set against, and to one that counts "as before"
MOST = 60  # numbers of a kind and counted thing from which no pairs of different articles are looked at
DETERMINERS = rf"(?:{one_of('determiner')}\s+)*"
# Words right before a number that set it against the one before it
AGAINST = re.compile(rf"\b(?:{one_of('against')}|{one_of('set_against')})\s+{DETERMINERS}$", re.I)
BOUND = re.compile(r"\b(?:no|not) (?:more|fewer|less) than\s+$|\bnot (?:only|just|merely)\b", re.I)
# Words that give a number that was turned down to somebody: "the 40 that the council gave", "as the bank stated"
GIVEN = re.compile(rf"^[^.;!?]{{0,60}}?\b(?:{one_of('number')}|{one_of('report')}|according)\b", re.I)
TURNED_DOWN = re.compile(rf"\b{one_of('turned_down')}\s+(?:the\s+)?(?:\w+\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two numbers of one thing, each with the figures of all articles that give it.

    `stated`: an article sets the one against the other; `turned_down` where it says "and not 180 million": the left.
    """

    left: tuple[Quantity, ...]
    right: tuple[Quantity, ...]
    stated: bool = False
    turned_down: bool = False


def find_rivals(readings: Sequence[Reading], found: Sequence[Quantity]) -> list[Rivals]:
    """The rivals among the quantities of some articles, those set against each other first, each in order of place."""
    texts = {reading.article.id: reading.article.text for reading in readings}
    stated = [(a, b) for a, b in _neighbours(found) if _set_against(a, b, texts[a.article])]
    of_value = _by_value(found)
    rivals = []
    for a, b in stated:
        turned = next((q for q in (b, a) if _is_turned_down(q, texts[q.article])), None)
        left, right = (a, b) if turned is None else (turned, a if turned is b else b)
        rivals.append(Rivals(_all_of(left, right, of_value), _all_of(right, left, of_value), True, turned is not None))
    apart = _counted_side_by_side(found, rivals)
    for a, b in _alike(found):
        values = frozenset((_value(a), _value(b)))
        if values not in apart and _told_apart(a, b):
            rivals.append(Rivals((a,), (b,)))
    return rivals


# ---- 1. set against each other ----------------------------------------------------------------


def _neighbours(found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of numbers close by each other in one article, in order of place."""
    for index, a in enumerate(found):
        for b in itertools.islice(found, index + 1, None):
            if b.article != a.article or b.figure.span.start - a.figure.span.end > REACH:
                break
            if b.inherited == a.figure.id or b.figure.span.start - a.figure.span.end <= CLOSE:
                yield a, b


def _set_against(a: Quantity, b: Quantity, text: str) -> bool:
    between = text[a.figure.span.end : b.figure.span.start]
    if not _may_be_one(a, b) or not exclusive(a, b):
        return False
    if b.inherited == a.figure.id:
        return _of_two(a, b)
    if "\n" in between:
        return False
    if _is_turned_down(b, text) or _is_turned_down(a, text):
        return "." not in between.replace("a.m.", "").replace("p.m.", "")
    alike = counted_alike(a, b) or b.counted in (NOT_SAID, a.counted)
    if AGAINST.search(between[-70:]) and not BOUND.search(between) and alike:
        return _of_two(a, b) and bool(GIVEN.search(text[b.figure.span.end : b.figure.span.end + 80]))
    return _told_apart(a, b)


def _may_be_one(a: Quantity, b: Quantity) -> bool:
    parts_of = (a.figure.part_of, b.figure.part_of)
    return (
        same_unit(a, b)
        and within_factor(a, b)
        and not (a.part or b.part)
        and a.figure.id not in parts_of
        and b.figure.id not in parts_of
        and same_place(a, b)
        and (same_window(a, b) or bool(b.inherited))
    )


def _is_turned_down(quantity: Quantity, text: str) -> bool:
    """Whether the words before a number turn it down, and do not bound it ("not more than 40")."""
    figure = quantity.figure
    lead = text[max(0, figure.span.start - 30) : figure.span.start]
    return bool(TURNED_DOWN.search(lead)) and not BOUND.search(lead) and figure.bound in ("exact", "about")


def _of_two(a: Quantity, b: Quantity) -> bool:
    """Whether two voices give two numbers; where neither is known they may be one."""
    return bool(a.speaker or b.speaker) and not same_voice(a.speaker, b.speaker)


def same_voice(a: str, b: str) -> bool:
    """Whether two names of holders may mean one: "the ministry" and "the Transport Ministry"."""
    left, right = (set(parts(name)) - {"the", "of", "and"} for name in (a, b))
    return bool(left and right) and (left <= right or right <= left)


Value = tuple[float | None, float | None]


def _value(quantity: Quantity) -> Value:
    return quantity.figure.low, quantity.figure.high


def _by_value(found: Sequence[Quantity]) -> dict[Value, list[Quantity]]:
    at: dict[Value, list[Quantity]] = defaultdict(list)
    for quantity in found:
        at[_value(quantity)].append(quantity)
    return at


def _all_of(one: Quantity, other: Quantity, of_value: dict[Value, list[Quantity]]) -> tuple[Quantity, ...]:
    """A number that another is set against, in every article that gives it for the same thing."""
    values = [of_value[_value(one)]]
    if one.figure.low is not None and one.figure.low == one.figure.high:  # "700" and "more than 700"
        values += [of_value[bound] for bound in ((one.figure.low, None), (None, one.figure.low)) if bound in of_value]
    alike = [
        q
        for q in itertools.chain.from_iterable(values)
        if q.figure.id == one.figure.id or (not q.part and same_unit(one, q) and _for_the_same(one, other, q))
    ]
    said = [q for q in alike if not q.negated] or alike
    return tuple(sorted(said, key=lambda q: (q.figure.span, q.figure.id)))


def _for_the_same(one: Quantity, other: Quantity, q: Quantity) -> bool:
    if one_quantity(one, q):
        return True
    if is_telling(one.figure) and is_telling(other.figure):
        return True  # hardly any other thing of the story has this number by chance
    shared = {c.key for c in q.concepts} & ({c.key for c in one.concepts} | {c.key for c in other.concepts})
    telling = len([key for key in shared if key[0] != "#" and key not in one.counted])
    if not (counted_alike(one, q) and same_place(one, q) and same_window(one, q)):
        return False
    return telling >= 2 or same_matter(one, q)


# ---- 2. told apart ----------------------------------------------------------------------------


def _counted_side_by_side(found: Sequence[Quantity], stated: Sequence[Rivals]) -> set[frozenset[Value]]:
    """Pairs of numbers that one article gives for like things without setting them against each other."""
    rival = {frozenset((q.figure.id, r.figure.id)) for one in stated for q in one.left for r in one.right}
    of_article: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for quantity in found:
        for word in sorted(quantity.index):
            of_article[quantity.article, word].append(quantity)
    apart: set[frozenset[Value]] = set()
    for here in of_article.values():
        for a, b in itertools.combinations(here[:MOST], 2):
            if a.negated or b.negated or _value(a) == _value(b) or (_told_apart(a, b) and _in_a_row(a, b)):
                continue
            if counted_alike(a, b) and frozenset((a.figure.id, b.figure.id)) not in rival:
                apart.add(frozenset((_value(a), _value(b))))
    for one in stated:  # what is not of one thing with a number is not with its rival, either
        for left, right in ((one.left[0], one.right[0]), (one.right[0], one.left[0])):
            for pair in [pair for pair in apart if _value(left) in pair]:
                apart.add((pair - {_value(left)}) | {_value(right)})
    return apart


def _in_a_row(a: Quantity, b: Quantity) -> bool:
    return abs(a.figure.span.start - b.figure.span.start) <= CLOSE


def _alike(found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of quantities that share a word of what is counted, over an index."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, quantity in enumerate(found):
        if not quantity.negated and not quantity.part:
            for word in sorted(quantity.index):
                at[word].append(index)
    pairs = {pair for members in at.values() if len(members) <= MOST for pair in itertools.combinations(members, 2)}
    for i, j in sorted(pairs):
        yield found[i], found[j]


def _told_apart(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are accounts of one thing that exclude each other, by different voices."""
    if not (a.speaker and b.speaker) and not (a.inherited or b.inherited):
        return False  # what nobody vouches for may be an older or another count
    return (
        _may_be_one(a, b)
        and exclusive(a, b)
        and _of_two(a, b)
        and same_matter(a, b)
        and counted_alike(a, b)
        and of_one_time(a, b)
        and not same_value(a, b)
        and (not a.beside or not b.beside or bool(a.beside & b.beside))
    )
