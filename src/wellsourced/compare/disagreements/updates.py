"""Counts that later accounts have overtaken: three dead on Tuesday, five by Sunday.

No disagreement: counts grow by the day. But who reads the earlier report must know that it no longer holds, so its
claim is marked as changed. Counts that grow are those of people whom something befell, and of what was lost; an
ordinal tells one too ("a fifth guard died").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...records import Interval
from ..accounts import one_of
from ..quantities import HOLDERS, NOT_SAID, Quantity, counted_alike, same_place, same_unit, within_factor
from ..units import Unit
from ..wording import concepts
from .evidence import Evidence, before

# Concepts of what befalls people and things, by the stems of `claims_words.tsv`
TOLL = frozenset(("kill", "injure", "miss", "destroy", "arrest", "infect", "ill", "trap", "dismiss", "move"))
NTH = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
ORDINAL = re.compile(
    rf"\b(?:a|the)\s+(?P<nth>{'|'.join(NTH)})\s+(?P<who>(?:[\w-]+\s+){{0,4}}?)(?:has\s+|had\s+)?"
    r"(?:since\s+|also\s+)?(?P<fate>died|dies|was killed|been killed|death|victim|body)\b",
    re.I,
)
ONE_EVENT = datetime.timedelta(days=30)
ROSE = re.compile(r"\b(?:rose|risen|rises|raised|raises|climbed|went up|grew|increased|revised|updated)\b", re.I)


@lru_cache(maxsize=1)
def _recounted() -> re.Pattern[str]:
    return re.compile(
        rf"\b{one_of('recount')}\s+(?:its|his|her|their|the|an|that)\s+(?:[\w-]+\s+){{0,3}}?{one_of('tally')}\b", re.I
    )


@dataclass(frozen=True, slots=True)
class Toll:
    """How many there were at least by some days, and the claim and article that say so."""

    least: float
    claim: str
    article: str
    days: Interval
    quantity: Quantity | None  # None: told by an ordinal, of the dead
    who: frozenset[str]  # what they were, where that is told: "guards"


def overtaken(evidence: Evidence, found: Sequence[Quantity], disputed: frozenset[str]) -> tuple[str, ...]:
    """The claims that give a count which a later account of the same puts higher.

    A count that is in dispute (`disputed`: claims) overtakes nobody's.
    """
    counts = [q for q in found if not disputed & set(evidence.side(q.figure.id))]
    tolls = [*_tolls(evidence, counts), *_ordinals(evidence)]
    earlier = [
        old.claim
        for old in tolls
        if any(_overtakes(new, old) for new in tolls if new.article != old.article and new.claim != old.claim)
    ]
    return tuple(dict.fromkeys((*earlier, *_retold(evidence, counts))))


def _retold(evidence: Evidence, found: Sequence[Quantity]) -> Iterator[str]:
    """The claims that tell themselves that their holder's count changed: "the ministry raised its count to 58"."""
    for q in found:
        unit = _led(evidence, q)
        if unit is not None and not q.part and not q.negated and _recounted().search(unit.words):
            yield evidence.claim_of[unit.id].id


def _tolls(evidence: Evidence, found: Sequence[Quantity]) -> Iterator[Toll]:
    for q in found:
        unit = _led(evidence, q)
        least = q.figure.low
        if unit is None or least is None or q.part or q.negated or not (q.counted | q.predicate) & TOLL:
            continue
        if q.counted == NOT_SAID or q.figure.id not in evidence.claim_of or not q.said:
            continue
        if not ROSE.search(unit.words):  # a count that is told as one of several holds for its day
            yield Toll(least, evidence.claim_of[unit.id].id, q.article, q.said, q, q.counted - HOLDERS - TOLL)


def _led(evidence: Evidence, q: Quantity) -> Unit | None:
    """The unit whose first number a figure is."""
    units = [u for u in evidence.of_article.get(q.article, ()) if u.figures and u.id in evidence.claim_of]
    return next((u for u in units if min(u.figures, key=lambda f: f.span).id == q.figure.id), None)


def _ordinals(evidence: Evidence) -> Iterator[Toll]:
    for article, sentences in sorted(evidence.sentences.items()):
        for sentence in sentences:
            match = ORDINAL.search(sentence.words)
            units = evidence.of_article.get(article, ()) if match else ()
            unit = next((u for u in units if u.span.overlaps(sentence.span) and u.id in evidence.claim_of), None)
            published = sentence.article.published
            if match and unit:
                days = Interval(published.earliest, published.latest)
                least = float(NTH.index(match["nth"].lower()) + 3)
                who = frozenset(c.key for c in concepts(match["who"])) - HOLDERS
                yield Toll(least, evidence.claim_of[unit.id].id, article, days, None, who)


def _apart(a: Interval | None, b: Interval | None) -> bool:
    """Whether so much time lies between two windows that what befell people in them is not one event."""
    if a is None or b is None:
        return False
    gaps = [later.earliest - sooner.latest for sooner, later in ((a, b), (b, a)) if later.earliest and sooner.latest]
    return any(gap > ONE_EVENT for gap in gaps)


def _overtakes(new: Toll, old: Toll) -> bool:
    """Whether a later count of the same is higher than an earlier one."""
    if new.least <= old.least or not before(old.days, new.days):
        return False
    if old.quantity is not None and old.quantity.figure.bound == "more than":
        return False  # "more than 200" still holds when it is 418
    if new.who and old.who and not new.who & old.who:
        return False
    if new.quantity is None or old.quantity is None:
        other = old.quantity or new.quantity
        return other is None or "kill" in other.counted | other.predicate
    a, b = old.quantity, new.quantity
    if _apart(a.figure.when, b.figure.when):
        return False  # the dead of January are not those of April
    alike = counted_alike(a, b) or bool((a.counted | a.predicate) & (b.counted | b.predicate) & TOLL)
    return alike and same_unit(a, b) and same_place(a, b) and within_factor(a, b)
