"""Figures of one thing that exclude each other; and those that do not, with the reason."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import Compatible, Interval
from ..quantities import (
    Quantity,
    counted_alike,
    exclusive,
    of_one_time,
    quantities,
    rival,
    same_place,
    same_unit,
    same_value,
    same_window,
    windows,
    within_factor,
)
from .evidence import Evidence, Finding, in_words, short

TERM = 20  # smallest number of a sum: below, three numbers add up by chance too often
CLOSE = 600  # characters between two terms of a sum
MOST = 400  # figures of one story that are compared pair by pair


def find_amounts(evidence: Evidence) -> tuple[list[Finding], list[Compatible]]:
    found = [q for q in quantities(evidence.readings) if q.figure.id in evidence.claim_of]
    pairs = [(a, b) for a, b in _comparable(found)]
    return list(_rivals(evidence, pairs, found)), [*_sums(evidence, found), *_compatible(evidence, pairs)]


def _comparable(found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs that count alike, over an index of the counted words."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, quantity in enumerate(found[:MOST]):
        for word in sorted(quantity.counted | quantity.fate):
            at[word].append(index)
    pairs = {pair for members in at.values() for pair in itertools.combinations(members, 2)}
    for i, j in sorted(pairs):
        if counted_alike(found[i], found[j]) and same_unit(found[i], found[j]):
            yield found[i], found[j]


def _rivals(
    evidence: Evidence, pairs: Sequence[tuple[Quantity, Quantity]], found: Sequence[Quantity]
) -> Iterator[Finding]:
    yield from _corrected(evidence, found)
    together = {
        frozenset((_value(a), _value(b)))
        for a, b in itertools.pairwise(found)
        if a.clause == b.clause and not (a.negated or b.negated)
    }
    together |= {frozenset(map(_value, pair)) for three in _triples(found) for pair in itertools.combinations(three, 2)}
    for a, b in pairs:
        # one account that gives both numbers in one breath ("by seven to six") counts two things, and so does
        # one that is a term of a sum
        if a.negated or b.negated or not rival(a, b) or frozenset((_value(a), _value(b))) in together:
            continue
        left, right = evidence.claim_of[a.figure.id], evidence.claim_of[b.figure.id]
        if left.id == right.id:
            continue
        yield Finding(
            "figure",
            f"{a.figure.counted or 'a figure'}: {value(a)} or {value(b)}",
            (evidence.side(a.figure.id), evidence.side(b.figure.id)),
            f"{_who(a)} says {value(a)}, {_who(b)} says {value(b)},"
            " and both count the same thing at the same place and time",
        )


def _corrected(evidence: Evidence, found: Sequence[Quantity]) -> Iterator[Finding]:
    """ "two, not three": the number that an account turns down is one that others give for the same thing."""
    for turned in (q for q in found if q.negated):
        mine = next((q for q in found if q.clause == turned.clause and not q.negated and exclusive(q, turned)), None)
        if mine is None:
            continue
        for other in found:
            if other.article == turned.article or other.negated or not same_value(other, turned):
                continue
            left, right = evidence.claim_of[other.figure.id], evidence.claim_of[mine.figure.id]
            if left.id != right.id and _same_thing(mine, turned, other) and same_window(mine, other):
                yield Finding(
                    "figure",
                    f"{mine.figure.counted or 'a figure'}: {value(other)} or {value(mine)}",
                    ((left.id,), (right.id,)),
                    f"{_who(mine)} says {value(mine)} and not {value(turned)}, the number that {_who(other)} gives",
                )


def _same_thing(mine: Quantity, turned: Quantity, other: Quantity) -> bool:
    shared = {c.key for c in mine.concepts} & {c.key for c in other.concepts}
    return counted_alike(mine, other) or counted_alike(turned, other) or len(shared) >= 3


# ---- what only seems to differ ----------------------------------------------------------------


def _compatible(evidence: Evidence, pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Compatible]:
    for a, b in pairs:
        left, right = evidence.claim_of[a.figure.id], evidence.claim_of[b.figure.id]
        if same_value(a, b) or left.id == right.id or a.negated or b.negated or not within_factor(a, b):
            continue
        reason = _reason(a, b)
        if reason:
            about = f"{a.figure.counted or 'a figure'}: {value(a)} and {value(b)}"
            yield Compatible(about, (left.id, right.id), reason)


def _reason(a: Quantity, b: Quantity) -> str:
    """Why two counts of like things do not exclude each other; "" where nothing says so."""
    if not of_one_time(a, b):
        first, second = sorted((when for when in windows(a, b) if when), key=_start)
        body = f"{_who(a)} counted" if a.speaker and a.speaker == b.speaker else "counted"
        return f"{body} at two times: {in_words(first.latest)} and {in_words(second.earliest)}"
    if a.part or b.part:
        return "one is a part of the other, or comes on top of it"
    if not same_place(a, b):
        return f"two places: {', '.join(a.figure.where)}; {', '.join(b.figure.where)}"
    return ""


def _start(when: Interval) -> datetime.date:
    return when.earliest or when.latest or datetime.date.min


def _sums(evidence: Evidence, found: Sequence[Quantity]) -> Iterator[Compatible]:
    for a, b, whole in _triples(found):
        claims = tuple(dict.fromkeys(evidence.claim_of[q.figure.id].id for q in (a, b, whole)))
        total = (a.figure.low or 0) + (b.figure.low or 0)
        about = f"{value(a)}, {value(b)} and {value(whole)}"
        yield Compatible(about, claims, f"{value(a)} and {value(b)} make {total:,.0f}")


def _triples(found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """Two figures of an article, close by each other, that add up to a third one or to the bound that it gives."""
    at: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in found:
        at[quantity.article].append(quantity)
    for quantities_here in at.values():
        terms = [q for q in quantities_here if q.figure.low and q.figure.low == q.figure.high and q.figure.low >= TERM]
        wholes = [q for q in quantities_here if (q.figure.low or 0) >= 2 * TERM]
        for a, b in itertools.combinations(terms, 2):
            if abs(a.clause.start - b.clause.start) <= CLOSE:
                total = (a.figure.low or 0) + (b.figure.low or 0)
                yield from ((a, b, w) for w in wholes if _makes(total, w))


def _makes(total: float, whole: Quantity) -> bool:
    low = whole.figure.low or 0
    return total == low if whole.figure.high == low else whole.figure.high is None and low < total < low * 1.05


def _value(quantity: Quantity) -> tuple[float | None, float | None]:
    return quantity.figure.low, quantity.figure.high


def value(quantity: Quantity) -> str:
    """A figure as a reader writes it: "at least 43", "1,900".

    The bound is left out where it is exact.
    """
    figure = quantity.figure
    number = figure.low if figure.low is not None else figure.high
    bound = "" if figure.bound == "exact" else f"{figure.bound} "
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return f"{figure.low:,g} to {figure.high:,g}"
    return f"{bound}{number:,.10g}"


def _who(quantity: Quantity) -> str:
    return short(quantity.speaker, 60) if quantity.speaker else "one account"
