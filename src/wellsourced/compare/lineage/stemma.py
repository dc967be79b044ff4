"""Variants of a family -> who descends from whom, as probabilities; or that none of two does.

Textual criticism's rules, as a small model. Two articles differ at some places of a common text. If B descends from A,
B's side made all these changes; if they are siblings, each made some. Who made a change shows

- in its kind: dates are made absolute, brackets and ellipses put in, words left out, far more often than the reverse;
- in the other witnesses: a reading that B has alone, where A agrees with a third, is B's own (a *private reading*);
- in what is missing: B did not get from A what A lacks and a third article has;
- in what stands around the text: the days of publication, and an agency that only one of the two credits.

Readings are kept as bit masks, so that a family of n articles costs n² short operations on integers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ...names import key, parts
from ...records import Article, ArticleId, Span, Variant, VariantReading
from .families import Family
from .texts import Text, Texts, covered_of, told_the_outlet

# Chance that a change of this kind was made by who has the marked reading. Nobody makes "October 5" into "Monday" when
# taking over a text, or drops an ellipsis whose words he cannot know
MARKED = 0.93
# Chance that a word that only one of two has was left out by the other and not put in: houses cut more than they add.
# How much more differs between them, so the rate is unknown, with these weights
CUTTING = ((0.3, 0.05), (0.45, 0.10), (0.6, 0.20), (0.75, 0.35), (0.9, 0.30))
SHARES = tuple(n / 20 for n in range(1, 20, 2))  # of the changes between two siblings, the part made by one of them
LOG_SHARES = math.log(len(SHARES))
CHANCE = 0.05  # that two articles make one change independently, at a place where one of them has changed something
BETWEEN = math.log(0.25)  # an unseen text between an article and its descendants is needed
PRIOR = {"siblings": math.log(0.5), "left": math.log(0.25), "right": math.log(0.25)}
# What a source lacks and its descendant shares with a third was put in on the way and taken over from there: a sentence
# (60 bits) may be, two paragraphs hardly. Log odds for each bit of it, and at most
LACKING, MOST_LACKING = -0.006, -2.5
ORPHAN = math.log(0.1)  # a source says "Orlan said" of somebody whom only its descendant introduces
TOLD = math.log(6.0)  # what both carry was told to one of them, in its own words
AGENCY = math.log(6.0)  # the source is a news agency: to be copied is its trade
LATER = math.log(0.02)  # an article descends from one that was published a day or more later: pages are redated
EARLIER = math.log(2.0)  # siblings appear in any order, a descendant after its source
UNCREDITED = math.log(0.05)  # an article credits an agency that its source does not name
ONE_CREDIT = math.log(3.0)  # two that credit one agency: each has its own subscription more often than not
CONTAINED = math.log(2.0)  # all that an article has is in the other, which has more
WITHIN, MORE = 0.9, 0.15  # share of a body in common from which it is contained; share beyond that the other has more

DATE = re.compile(r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


@dataclass(slots=True)
class Witness:
    """One article of a family; masks have a bit for each place of variation (`readings`: for each reading)."""

    readings: int = 0
    carried: int = 0
    alone: int = 0  # nobody else among three or more carriers has its reading
    marked: int = 0  # a date made absolute, a bracket, an ellipsis
    empty: int = 0  # it has no word where others have
    passages: int = 0  # a bit for each passage of the family; each has another carrier, too


@dataclass(frozen=True, slots=True)
class Side:
    """Places at which two articles differ, counted by who has the reading that looks like a change, left or right."""

    marked_left: int = 0
    marked_right: int = 0
    empty_left: int = 0
    empty_right: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Kinship:
    """Of two articles: how likely the right one descends from the left (`left` is the source), the left one from the
    right, or both from an unseen text; `private` counts the places where each differs from the other."""

    left: float
    right: float
    siblings: float
    places: int
    own_left: int  # readings that only the left one has, where the right one agrees with a third
    own_right: int
    marks_left: int  # dates, brackets, ellipses and gaps of the left one
    marks_right: int


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of one article of a family beside its wording."""

    outlet: str
    agencies: frozenset[str]  # credited
    is_agency: bool
    told: bool  # somebody told the outlet what stands in the family's passages
    first_day: int | None
    introduced: frozenset[str]  # surnames of those whom it gives a fuller name
    orphans: frozenset[str]  # surnames that it uses without
    explained: float  # share of its body that stands in the family's passages


@dataclass(slots=True)
class Stemma:
    """The witnesses of a family, compared on demand."""

    family: Family
    witnesses: dict[ArticleId, Witness] = field(default_factory=dict)
    around: dict[ArticleId, Circumstances] = field(default_factory=dict)

    def kinship(self, left: ArticleId, right: ArticleId) -> Kinship:
        """What the wording and what stands around it tell of two articles."""
        a, b = self.witnesses[left], self.witnesses[right]
        both = a.carried & b.carried
        private_a, private_b = a.alone & both & ~b.alone, b.alone & both & ~a.alone
        sides = tuple(
            _side(a, b, places, total)
            for places, total in (
                (private_a, private_a.bit_count()),
                (private_b, private_b.bit_count()),
                (both & ~private_a & ~private_b, _differing(a, b, both, private_a | private_b)),
            )
        )
        scores = _wording(*sides)
        around = self._around(left, right)
        logs = {name: scores[name] + around[name] + PRIOR[name] for name in PRIOR}
        most = max(logs.values())
        odds = {name: math.exp(value - most) for name, value in logs.items()}
        total = math.fsum(odds.values())
        return Kinship(
            odds["left"] / total, odds["right"] / total, odds["siblings"] / total,
            sum(side.total for side in sides), sides[0].total, sides[1].total,
            sum(s.marked_left + s.empty_left for s in sides), sum(s.marked_right + s.empty_right for s in sides),
        )  # fmt: skip

    def _around(self, left: ArticleId, right: ArticleId) -> dict[str, float]:
        """Log odds from what stands around the wording; "left": the left one is the source."""
        a, b = self.around[left], self.around[right]
        found = {"left": self._as_source(left, right), "right": self._as_source(right, left), "siblings": 0.0}
        if a.agencies & b.agencies:
            found["siblings"] += ONE_CREDIT
        return found

    def _as_source(self, source: ArticleId, taker: ArticleId) -> float:
        """Log odds that one article is the source of another, beside the wording of what both carry."""
        a, b = self.around[source], self.around[taker]
        odds = self._lacking(self.witnesses[taker].passages & ~self.witnesses[source].passages)
        if a.first_day and b.first_day and a.first_day != b.first_day:
            odds += LATER if a.first_day > b.first_day else EARLIER
        odds += UNCREDITED * bool(b.agencies - a.agencies - {a.outlet})
        odds += AGENCY * (a.is_agency and not b.is_agency) + TOLD * (a.told and not b.told)
        odds += ORPHAN * bool(a.orphans & b.introduced)
        if b.explained >= WITHIN and a.explained <= 1 - MORE:
            odds += CONTAINED
        elif a.explained >= WITHIN and b.explained <= 1 - MORE:
            odds -= CONTAINED
        return odds

    def _lacking(self, passages: int) -> float:
        odds = 0.0
        while passages and odds > MOST_LACKING:
            lowest = passages & -passages
            odds += LACKING * self.family.passages[lowest.bit_length() - 1].bits
            passages ^= lowest
        return max(odds, MOST_LACKING)


def build_stemma(texts: Texts, family: Family) -> Stemma:
    """The masks of all articles of a family, and what is known of them."""
    witnesses = {article: Witness() for article in family.articles}
    place = reading_bit = 0
    for number, passage in enumerate(family.passages):
        carriers = [span.article for span in passage.spans if span.article in witnesses]
        for article in carriers:
            witnesses[article].passages |= 1 << number
        for variant in passage.variants:
            if variant.kind == "spelling":
                continue  # each house has its own, and two may have the same: they tell nothing about descent
            for reading in variant.readings:
                _enter(texts, witnesses, variant, reading, 1 << place, 1 << reading_bit, len(carriers))
                reading_bit += 1
            place += 1
    spans = family.spans()
    agencies = {key(c.name) for text in texts.values() for c in text.reading.credits if c.agency}
    around = {article: _circumstances(texts[article], spans[article], agencies) for article in family.articles}
    return Stemma(family, witnesses, around)


def _circumstances(text: Text, spans: Sequence[Span], agencies: set[str]) -> Circumstances:
    total = sum(block.end - block.start for block in text.body)
    day = text.article.published
    names = [(m.text, m.name) for m in text.reading.mentions if m.kind == "person"]
    introduced = frozenset(parts(name)[-1] for _, name in names if len(parts(name)) > 1)
    told = any(
        told_the_outlet(statement, text.outlet) and any(c.overlaps(s) for c in statement.content for s in spans)
        for statement in text.reading.statements
    )
    return Circumstances(
        outlet=key(text.outlet or ""),
        agencies=frozenset(key(credit.name) for credit in text.reading.credits if credit.agency),
        is_agency=key(text.outlet or "") in agencies - {""},
        told=told,
        first_day=day.earliest.toordinal() if day.earliest and day.precision == "day" else None,
        introduced=introduced,
        orphans=frozenset(parts(name)[-1] for _, name in names if len(parts(name)) == 1) - introduced,
        explained=covered_of(text, spans) / total if total else 0.0,
    )


def _enter(
    texts: Texts, witnesses: dict[ArticleId, Witness], variant: Variant, reading: VariantReading,
    place: int, bit: int, carriers: int,
) -> None:  # fmt: skip
    """One reading into the masks of those who have it."""
    mine = [article for article in reading.articles if article in witnesses]
    marked = _is_marked(texts, variant, reading)
    for article in mine:
        witness = witnesses[article]
        witness.readings |= bit
        witness.carried |= place
        if len(mine) == 1 and carriers > 2 and variant.kind != "date made absolute":  # that two may do, too
            witness.alone |= place
        if marked:
            witness.marked |= place
        if not reading.text:
            witness.empty |= place


def _is_marked(texts: Texts, variant: Variant, reading: VariantReading) -> bool:
    """Whether a reading is the changed one by its kind."""
    if variant.kind == "date made absolute":
        return DATE.search(reading.text) is not None
    if variant.kind == "ellipsis":
        return "…" in reading.text or ".." in reading.text
    if variant.kind == "bracket" and reading.spans:
        return _in_brackets(texts[reading.spans[0].article].article, reading)
    return False


def _in_brackets(article: Article, reading: VariantReading) -> bool:
    span = reading.spans[0]
    return bool(re.search(r"[(\[]\W*$", article.text[max(0, span.start - 4) : span.start])) or any(
        mark in reading.text for mark in "(["
    )


def _side(a: Witness, b: Witness, places: int, total: int) -> Side:
    return Side(
        (a.marked & ~b.marked & places).bit_count(), (b.marked & ~a.marked & places).bit_count(),
        (a.empty & ~b.empty & ~b.marked & places).bit_count(), (b.empty & ~a.empty & ~a.marked & places).bit_count(),
        total,
    )  # fmt: skip


def _differing(a: Witness, b: Witness, both: int, private: int) -> int:
    return both.bit_count() - (a.readings & b.readings).bit_count() - private.bit_count()


# ---- what the wording tells -------------------------------------------------------------------


@lru_cache(maxsize=10_000)
def _wording(left_own: Side, right_own: Side, rest: Side) -> dict[str, float]:
    """Log likelihoods of the places at which two articles differ, for each of three relations.

    "left": the left one is the source, so all changes are the right one's; of siblings, what each has alone is its own,
    and of the rest any part may be.
    """
    everything = Side(*map(sum, zip(*map(_counts, (left_own, right_own, rest)), strict=True)))
    n_left, n_right = left_own.total, right_own.total
    # one of two is free of private readings where it is the source, or where all others descend from its descendant
    direct = min(n_left, n_right) * math.log(CHANCE)
    split = math.lgamma(n_left + 1) + math.lgamma(n_right + 1) - math.lgamma(n_left + n_right + 2)
    source = max(direct, BETWEEN + split)
    left, right, siblings = [], [], []
    for rate, weight in CUTTING:
        log = math.log(weight)
        left.append(log + _changed(everything, rate, by_right=True))
        right.append(log + _changed(everything, rate, by_right=False))
        apart = split + _changed(left_own, rate, by_right=False) + _changed(right_own, rate, by_right=True)
        siblings.append(log + apart + _mixed(rest, rate))
        if direct == 0:
            siblings.append(log + BETWEEN + _mixed(everything, rate))
    return {"left": source + _sum(left), "right": source + _sum(right), "siblings": _sum(siblings)}


def _counts(side: Side) -> tuple[int, int, int, int, int]:
    return side.marked_left, side.marked_right, side.empty_left, side.empty_right, side.total


def _changed(side: Side, rate: float, by_right: bool) -> float:
    """Log likelihood of places where one of the two made all changes."""
    marked, unmarked = (side.marked_right, side.marked_left) if by_right else (side.marked_left, side.marked_right)
    cut, added = (side.empty_right, side.empty_left) if by_right else (side.empty_left, side.empty_right)
    log_marked, log_unmarked, log_cut, log_added = _logs(rate)
    return marked * log_marked + unmarked * log_unmarked + cut * log_cut + added * log_added


@cache
def _logs(rate: float) -> tuple[float, ...]:
    """The log chances of a marked and of an unmarked reading, of a cut and of an addition."""
    return tuple(map(math.log, (MARKED, 1 - MARKED, rate, 1 - rate)))


def _mixed(side: Side, rate: float) -> float:
    """The same where each made an unknown part of them."""
    right, left, empty_right, empty_left = side.marked_right, side.marked_left, side.empty_right, side.empty_left
    return _sum(
        [
            right * by_right + left * by_left + empty_right * cut + empty_left * added - LOG_SHARES
            for by_right, by_left, cut, added in _mixtures(rate)
        ]
    )


@cache
def _mixtures(rate: float) -> tuple[tuple[float, ...], ...]:
    """For each of `SHARES`, the log chances of a marked and of an unmarked reading, of a cut and of an addition."""
    chances = (MARKED, 1 - MARKED, rate, 1 - rate)
    return tuple(tuple(math.log(share * c + (1 - share) * (1 - c)) for c in chances) for share in SHARES)


def _sum(logs: Sequence[float]) -> float:
    """The logarithm of the sum of likelihoods given as logarithms."""
    most = max(logs)
    return most + math.log(math.fsum([math.exp(value - most) for value in logs]))
