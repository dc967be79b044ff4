"""Figures of one thing that exclude each other; and those that do not, with the reason."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import Compatible, Interval
from ..quantities import (
    HOLDERS,
    NOT_SAID,
    Quantity,
    counted_alike,
    is_measure,
    of_one_time,
    quantities,
    same_matter,
    same_place,
    same_unit,
    same_value,
    within_factor,
)
from ..rivals import Rivals, find_rivals
from .evidence import Evidence, Finding, in_words, short

TERM = 20  # smallest number of a sum: below, three numbers add up by chance too often
CLOSE = 600  # characters between two terms of a sum
MOST = 400  # figures of one story that are compared pair by pair

Triple = tuple[Quantity, Quantity, Quantity]


def find_amounts(evidence: Evidence) -> tuple[list[Finding], list[Compatible]]:
    found = [q for q in quantities(evidence.readings) if q.figure.id in evidence.claim_of]
    pairs = [(a, b) for a, b in _comparable(found)]
    sums = list(_triples(found))
    findings = [*_rivals(evidence, found, sums), *_wrong_sums(evidence)]
    return findings, [*_sums(evidence, sums), *_compatible(evidence, pairs)]


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


def _rivals(evidence: Evidence, found: Sequence[Quantity], triples: Sequence[Triple]) -> Iterator[Finding]:
    sums = {frozenset(map(_value, pair)) for three in triples for pair in itertools.combinations(three, 2)}
    for one in find_rivals(evidence.readings, found):
        a, b = one.left[0], one.right[0]
        sides = [_side(evidence, one.left), _side(evidence, one.right)]
        if not all(sides) or (not one.stated and frozenset((_value(a), _value(b))) in sums):
            continue  # a term of a sum is no account of another term
        if set(sides[0]) & set(sides[1]):  # one statement has both numbers: "26 hurt; the railway speaks of 19"
            sides = [[c for c in side if c not in set(sides[1 - i])] or side for i, side in enumerate(sides)]
        yield Finding(
            "figure",
            f"{_counted(one)}: {value(a)} or {value(b)}",
            (tuple(sides[0]), tuple(sides[1])),
            _why(one),
        )


def _counted(one: Rivals) -> str:
    """What two rivals count, in the fullest words that one of them has: "people brought down", not "people"."""
    told = [q for q in (*one.left, *one.right) if not q.inherited and q.counted != NOT_SAID]
    first = max(told or [one.left[0]], key=lambda q: len(q.counted))
    return first.figure.counted or "a figure"


def _why(one: Rivals) -> str:
    a, b = one.left[0], one.right[0]
    if one.turned_down:
        return f"{_who(b)} says {value(b)} and not {value(a)}, the number that {_who(a)} gives"
    same = "and both count the same thing at the same place and time"
    how = "and an article sets the one against the other" if one.stated else same
    return f"{_who(a)} says {value(a)}, {_who(b)} says {value(b)}, {how}"


def _side(evidence: Evidence, figures: Sequence[Quantity]) -> list[str]:
    """The claims that give a number; words that only take up another's number do not stand for it."""
    own = [q for q in figures if not q.cited] or figures
    found = [claim for q in own for claim in evidence.side(q.figure.id)]
    return list(dict.fromkeys([*found, *(evidence.claim_of[q.figure.id].id for q in figures)]))


# ---- what only seems to differ ----------------------------------------------------------------


def _compatible(evidence: Evidence, pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Compatible]:
    """What a reader may take for a conflict: counts of one thing that differ, each pair of numbers once."""
    told: set[frozenset[tuple[float | None, float | None]]] = set()
    at_times: list[list[Quantity]] = []  # counts of one thing as it grew, of two or more days
    own = {q.figure.id for pair in pairs for q in pair if q.part and pair[0].article == pair[1].article}
    for a, b in pairs:
        left, right = evidence.claim_of[a.figure.id], evidence.claim_of[b.figure.id]
        values = frozenset((_value(a), _value(b)))
        if a.article != b.article and {q.figure.id for q in (a, b) if q.part} & own:
            continue  # its whole stands in its own article
        if values in told or left.id == right.id or a.negated or b.negated or not within_factor(a, b):
            continue
        if len(values) < 2 or same_value(a, b) or not _may_seem_to_differ(a, b):
            continue
        if a.part or b.part or (a.where and b.where and not same_place(a, b)):
            reason = _reason(a, b)
        else:
            reason = ""
            if not of_one_time(a, b) and same_matter(a, b):
                told.add(values)
                _together(at_times, a, b)
        if reason:
            told.add(values)
            about = f"{a.figure.counted or 'a figure'}: {value(a)} and {value(b)}"
            yield Compatible(about, (left.id, right.id), reason)
    for counts in at_times:
        yield _grown(evidence, counts)


def _together(at_times: list[list[Quantity]], a: Quantity, b: Quantity) -> None:
    """Puts two counts at two times beside those that one of them was put beside before."""
    held = [counts for counts in at_times if a in counts or b in counts]
    merged = [*itertools.chain.from_iterable(held), a, b]
    at_times[:] = [counts for counts in at_times if not any(counts is one for one in held)]
    at_times.append(list({q.figure.id: q for q in merged}.values()))


def _grown(evidence: Evidence, counts: Sequence[Quantity]) -> Compatible:
    """One line for a count that was given several times: each number once, in order of its day."""
    first: dict[tuple[float | None, float | None], Quantity] = {}
    for q in sorted(counts, key=lambda q: (_start(_days(q)), q.figure.span)):
        first.setdefault(_value(q), q)
    found = list(first.values())
    claims = tuple(dict.fromkeys(evidence.claim_of[q.figure.id].id for q in found))
    about = f"{found[0].figure.counted or 'a figure'}: {', '.join(map(value, found[:-1]))} and {value(found[-1])}"
    speakers = {q.speaker for q in found}
    body = f"{_who(found[0])} counted" if len(speakers) == 1 and found[0].speaker else "counted"
    times = "two times" if len(found) == 2 else f"{len(found)} times"
    between = " and " if len(found) == 2 else " to "
    days = between.join(in_words(_start(_days(q))) for q in (found[0], found[-1]))
    return Compatible(about, claims, f"{body} at {times}: {days}")


def _days(quantity: Quantity) -> Interval:
    return quantity.figure.when or quantity.said or Interval(None, None)


def _may_seem_to_differ(a: Quantity, b: Quantity) -> bool:
    """Whether anybody would ask why two counts differ: two sums of money for two things are no seeming conflict."""
    if NOT_SAID in (a.counted, b.counted) or not (same_matter(a, b) or (a.counted & b.counted) - HOLDERS):
        return False
    return same_matter(a, b) or not (is_measure(a) or is_measure(b))


def _reason(a: Quantity, b: Quantity) -> str:
    """Why two counts of like things do not exclude each other: a part, or two places."""
    if a.part or b.part:
        near = a.article != b.article or abs(a.figure.span.start - b.figure.span.start) <= CLOSE
        return "one is a part of the other, or comes on top of it" if near and a.counted == b.counted else ""
    return f"two places: {_places(a)}; {_places(b)}"


def _places(quantity: Quantity) -> str:
    names = quantity.figure.where or tuple(sorted(place.title() for place in quantity.where))
    return ", ".join(names)


def _start(when: Interval) -> datetime.date:
    return when.earliest or when.latest or datetime.date.min


def _sums(evidence: Evidence, triples: Sequence[Triple]) -> Iterator[Compatible]:
    for a, b, whole in triples:
        claims = tuple(dict.fromkeys(evidence.claim_of[q.figure.id].id for q in (a, b, whole)))
        total = (a.figure.low or 0) + (b.figure.low or 0)
        about = f"{value(a)}, {value(b)} and {value(whole)}"
        if all(same_unit(q, whole) and counted_alike(q, whole) for q in (a, b)):
            yield Compatible(about, claims, f"{value(a)} and {value(b)} make {total:,.0f}")


def _wrong_sums(evidence: Evidence) -> Iterator[Finding]:
    """Breakdowns that do not make the total that the same article gives (`Reading.sums`)."""
    for reading in evidence.readings:
        for one in reading.sums:
            total, parts = evidence.claim_of.get(one.total), [evidence.claim_of.get(part) for part in one.parts]
            others = tuple(dict.fromkeys(claim.id for claim in parts if claim is not None))
            if one.agrees or total is None or not others:
                continue
            words = " … ".join(reading.article.words(span) for span in one.spans)
            yield Finding("figure", short(words), ((total.id,), others), one.why)


def _triples(found: Sequence[Quantity]) -> Iterator[Triple]:
    """Two figures of an article, close by each other, that add up to a third one or to the bound that it gives."""
    at: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in found:
        at[quantity.article].append(quantity)
    for quantities_here in at.values():
        terms = [q for q in quantities_here if q.figure.low and q.figure.low == q.figure.high and q.figure.low >= TERM]
        wholes = [q for q in quantities_here if (q.figure.low or 0) >= 2 * TERM]
        exact: dict[float, list[Quantity]] = defaultdict(list)
        for whole in wholes:
            if whole.figure.high == whole.figure.low:
                exact[whole.figure.low or 0].append(whole)
        open_sided = [whole for whole in wholes if whole.figure.high is None]
        for index, a in enumerate(terms):
            for b in itertools.islice(terms, index + 1, None):
                if b.clause.start - a.clause.start > CLOSE:
                    break
                total = (a.figure.low or 0) + (b.figure.low or 0)
                nearly = [w for w in open_sided if (w.figure.low or 0) < total < (w.figure.low or 0) * 1.05]
                yield from ((a, b, whole) for whole in (*exact.get(total, ()), *nearly))


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
